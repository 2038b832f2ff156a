import type { Context } from '#platform/access';
import type { InterfaceLanguage } from '#platform/i18n';
import type { OpenState, TextAction } from '../../model/writing/states.ts';
import { actionsFor } from '../../model/writing/states.ts';
import { findPage, type Page } from '../../store/pages.ts';
import { findText, latestText, listOutdated, listTexts, openStates, type PageText } from '../../store/texts.ts';
import { mayFor } from '../rights.ts';
import { pageToRead } from './ground.ts';

/** The German text beside a translation. */
export interface GermanText {
  readonly text: PageText;
  /** The one that the translation says, where it has changed since. */
  readonly before: PageText | undefined;
}

/** Everything for writing a page in one language. */
export interface WritingDesk {
  readonly page: Page;
  readonly tongue: InterfaceLanguage;
  /** The newest version, which the form shows. */
  readonly latest: PageText | undefined;
  readonly open: PageText | undefined;
  readonly published: PageText | undefined;
  readonly german: GermanText | undefined;
  readonly outdated: boolean;
  readonly actions: ReadonlySet<TextAction>;
  /** Title of the page in German, or its address. */
  readonly name: string;
  /** Of a mirror: the page whose text it shows, and its text in this language. */
  readonly source: { readonly page: Page; readonly text: PageText | undefined } | undefined;
}

const isOpen = (text: PageText): boolean => openStates.some((state) => state === text.state);

/** The page with its text in a language; undefined when there is no such page for the actor. */
export async function readDesk(context: Context, pageId: string, tongue: InterfaceLanguage): Promise<WritingDesk | undefined> {
  return context.transaction(async (trx) => {
    const page = await pageToRead(trx, context, pageId);
    if (!page) return undefined;
    const current = await listTexts(trx, page.mirrorOf ? [page.id, page.mirrorOf] : [page.id], [...openStates, 'published']);
    const of = (id: string, tag: string) => current.filter((text) => text.pageId === id && text.language === tag);
    const here = of(page.id, tongue.tag);
    const open = here.find(isOpen);
    const published = here.find(({ state }) => state === 'published');
    const latest = open ?? (await latestText(trx, page.id, tongue.tag));
    const germans = of(page.id, 'de');
    const text = germans.find(({ state }) => state === 'published') ?? germans[0];
    const foreign = tongue.tag !== 'de';
    const said = latest?.germanVersion;
    const before = foreign && text && said && said < text.version ? await findText(trx, page.id, 'de', said) : undefined;
    const source = page.mirrorOf ? await findPage(trx, page.mirrorOf) : undefined;
    const sourceTexts = page.mirrorOf ? of(page.mirrorOf, tongue.tag) : [];
    return {
      page,
      tongue,
      latest,
      open,
      published,
      german: foreign && text ? { text, before } : undefined,
      outdated: published ? (await listOutdated(trx, [page.id])).has(`${page.id} ${tongue.tag}`) : false,
      actions: actionsFor({
        open: open?.state as OpenState | undefined,
        published: published !== undefined,
        mayPublish: mayFor(context, 'orientation.publish', page),
        archived: page.archivedAt !== null,
      }),
      name: text?.title ?? of(page.mirrorOf ?? '', 'de')[0]?.title ?? page.slug,
      source: source && { page: source, text: sourceTexts.find(({ state }) => state === 'published') },
    };
  });
}
