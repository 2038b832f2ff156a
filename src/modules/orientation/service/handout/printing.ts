import { buffer } from 'node:stream/consumers';
import { embeddedEntries } from '#modules/directory';
import type { Context } from '#platform/access';
import { compilePdf, keptFiles, qrSvg } from '#platform/documents';
import type { FileStore } from '#platform/files';
import { german, type InterfaceLanguage, translator } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { pairBlocks } from '../../model/handout/pairing.ts';
import { keyOfWidth } from '../../model/pictures.ts';
import { type Embedded, embeddedIn } from '../../model/text/blocks.ts';
import { inOrder } from '../../model/tree.ts';
import { listPicturesById } from '../../store/images.ts';
import { listPublicPages, type PublicPage } from '../../store/public-pages.ts';
import { paths } from '../addresses.ts';
import { answerLanguages, guideOf, inLanguage } from '../guide.ts';
import { type PrintBlock, type PrintImage, printBlocks } from './print-blocks.ts';

export interface HandoutWish {
  readonly slug: string;
  /** The language beside the reader's; undefined: none. */
  readonly second: InterfaceLanguage | undefined;
  /** With all pages below it. */
  readonly branch: boolean;
}

interface PrintSide {
  readonly tag: string;
  readonly title: string;
  readonly lead: string;
}

/** Data of typst/page.typ. */
interface Handout {
  readonly sender: string;
  readonly senderNote: string;
  readonly date: string;
  readonly pageLabel: string;
  /** 1: several pages, whose titles are headings of their own. */
  readonly deeper: 0 | 1;
  /** Heads of the table of a form's fields, by language. */
  readonly fieldLabel: Readonly<Record<string, string>>;
  readonly meaningLabel: Readonly<Record<string, string>>;
  readonly pages: readonly {
    readonly sides: readonly PrintSide[];
    /** One language: everything in one row; two: what stands beside each other. */
    readonly rows: readonly (readonly (readonly PrintBlock[])[])[];
    readonly notes: readonly string[];
    readonly qr: string;
    readonly qrLabel: string;
    readonly address: string;
  }[];
}

/** More pages in one file than anybody prints. */
const mostPages = 40;
const template = { root: 'src/modules/orientation/typst', main: 'page.typ' };
const keep = keptFiles({ mostFiles: 200, mostBytes: 60_000_000 });

const dayIn = (language: InterfaceLanguage, day: Date) =>
  new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'Europe/Berlin' }).format(day);

const widthOfPrint = 960;

/** Pictures as they are printed, each an SVG around the file: that is how they get into the document. */
async function printImages(context: Context, files: FileStore, ids: readonly string[]): Promise<ReadonlyMap<string, PrintImage>> {
  const pictures = await context.transaction((trx) => listPicturesById(trx, ids));
  const out = new Map<string, PrintImage>();
  for (const { id, key, width, height, credit } of pictures) {
    const stored = await files.get(keyOfWidth(key, widthOfPrint));
    if (!stored) continue;
    const file = await buffer(stored.body);
    const href = `data:image/webp;base64,${file.toString('base64')}`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><image href="${href}" width="${width}" height="${height}"/></svg>`;
    out.set(id, { svg, credit });
  }
  return out;
}

const merged = (all: readonly Embedded[]): Embedded => {
  const every = (pick: (one: Embedded) => readonly string[]) => [...new Set(all.flatMap(pick))];
  return {
    offers: every(({ offers }) => offers),
    organisations: every(({ organisations }) => organisations),
    categories: every(({ categories }) => categories),
    images: every(({ images }) => images),
    pages: every(({ pages }) => pages),
  };
};

/** The same call by a reader of another language. */
const readIn = (context: Context, language: InterfaceLanguage): Context => ({ ...context, language, t: translator(language) });

/** Turns texts of pages into what is printed of them in one reader's language. */
async function printer(context: Context, files: FileStore, pages: readonly PublicPage[]) {
  const wanted = merged(pages.map(({ content }) => embeddedIn(content)));
  const [guide, embedded, images] = await Promise.all([
    guideOf(context),
    embeddedEntries(context, wanted),
    wanted.images.length ? printImages(context, files, wanted.images) : new Map<string, PrintImage>(),
  ]);
  const ground = { context, guide, embedded, images };
  return (blocks: PublicPage['content']) => printBlocks(blocks, ground);
}

function notesOf({ t, language }: Context, page: PublicPage): string[] {
  return [
    ...(page.language === language.tag ? [] : [t('orientation:page.german_only')]),
    ...(page.madeBy === 'machine' ? [t('orientation:page.machine')] : []),
    ...(page.outdated ? [t('orientation:page.outdated')] : []),
    ...(page.confirmedOn === null ? [`${t('orientation:page.confirm_title')} ${t('orientation:page.confirm_text')}`] : []),
    ...(page.checkedOn ? [`${t('orientation:page.checked')} ${dayIn(language, new Date(`${page.checkedOn}T12:00:00Z`))}`] : []),
  ];
}

async function makeHandout(
  context: Context,
  files: FileStore,
  { slug, second, branch }: HandoutWish,
): Promise<Buffer | undefined> {
  const { language, t, publicUrl } = context;
  const guide = await guideOf(context);
  const top = guide.bySlug.get(slug);
  if (!top) return undefined;
  const slugs = (branch ? [...inOrder([top])] : [top]).slice(0, mostPages).map(({ page }) => page.slug);
  const answers = answerLanguages(language.tag);
  const tags = [...new Set([...answers, ...(second ? [second.tag] : [])])];
  const rows = await listPublicPages(context.database.shared, context.tenant.id, tags, slugs);
  const bySlug = (some: readonly PublicPage[]) => new Map(some.map((row) => [row.slug, row]));
  const own = bySlug(
    inLanguage(
      rows.filter((row) => answers.includes(row.language)),
      language.tag,
    ),
  );
  const other = bySlug(rows.filter((row) => row.language === second?.tag));
  const pages = slugs.flatMap((one) => own.get(one) ?? []);
  const printed = await printer(context, files, pages);
  const beside = second && (await printer(readIn(context, second), files, [...other.values()]));
  const sideOf = ({ language: tag, title, summary }: PublicPage): PrintSide => ({ tag, title, lead: summary });
  const [page] = pages;
  if (!page) return undefined;
  const labels = (key: string) =>
    Object.fromEntries([german, language, ...(second ? [second] : [])].map((one) => [one.tag, translator(one)(key)]));
  const data: Handout = {
    sender: tenantName(context.tenant, language),
    senderNote: t('orientation:nav.guide'),
    date: dayIn(language, context.now()),
    pageLabel: t('orientation:handout.page', { page: '{page}', pages: '{pages}' }),
    deeper: pages.length > 1 ? 1 : 0,
    fieldLabel: labels('orientation:text.field'),
    meaningLabel: labels('orientation:text.meaning'),
    pages: pages.map((one) => {
      const address = `${publicUrl}${paths.page(context, one.slug)}`;
      const translation = other.get(one.slug);
      const two = beside && translation && translation.language !== one.language ? translation : undefined;
      return {
        sides: two ? [sideOf(one), sideOf(two)] : [sideOf(one)],
        rows:
          two && beside
            ? pairBlocks(one.content, two.content).map(([left, right]) => [printed(left), beside(right)])
            : [[printed(one.content)]],
        notes: notesOf(context, one),
        qr: qrSvg(address, { title: address }),
        qrLabel: t('orientation:handout.qr'),
        address,
      };
    }),
  };
  return compilePdf(template, data, {
    language,
    title: page.title,
    accent: context.tenant.settings.accent,
    createdAt: context.now(),
  });
}

/**
 * A page of the guide, or a branch of it, as an accessible PDF (PDF/UA-1) to take along, in one language or in two side
 * by side; made once for each content version of the district. Undefined when the page is not public.
 */
export async function handoutPdf(context: Context, files: FileStore, wish: HandoutWish): Promise<Buffer | undefined> {
  const { id, contentVersion, settings } = context.tenant;
  if (!(await guideOf(context)).bySlug.has(wish.slug)) return undefined;
  const key = [id, String(contentVersion), settings.accent, context.publicUrl, context.language.tag, wish.slug].concat(
    wish.second?.tag ?? '',
    wish.branch ? 'branch' : '',
    dayIn(context.language, context.now()),
  );
  return keep(key, async () => (await makeHandout(context, files, wish)) ?? Buffer.alloc(0));
}
