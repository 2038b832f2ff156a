import type { OrganisationCardView } from '#modules/directory';
import { findTown, nameIn } from '#modules/territory';
import type { Context } from '#platform/access';
import { fewestHeadings, outlineOf } from '../../model/guide/outline.ts';
import { type FoundTerm, markTerms } from '../../model/guide/terms.ts';
import { eachBlock, embeddedIn } from '../../model/text/blocks.ts';
import type { TextGround } from '../../pages/text.tsx';
import { type ImageFacts, imageFacts } from '../../store/guide/images.ts';
import type { PublicPage } from '../../store/public-pages.ts';
import { paths } from '../addresses.ts';
import { answerLanguages, type FoundPage, findGuidePage, guideOf } from '../guide.ts';
import { textGroundOf } from '../text-ground.ts';
import { type PageLink, pageLink, type Wording, wordingOf } from './links.ts';
import { pageData } from './structured-data.ts';
import { explainedWords } from './words.ts';

export interface ShownPage {
  /** With the words marked that are explained. */
  readonly page: PublicPage;
  readonly title: Wording;
  readonly summary: Wording;
  readonly ground: TextGround;
  /** The way from the overview to the page. */
  readonly above: readonly PageLink[];
  readonly outline: readonly { readonly id: string; readonly text: string }[];
  readonly children: readonly PageLink[];
  /** Pages beside it, when it has none below. */
  readonly beside: readonly PageLink[];
  /** What towns add to it. */
  readonly inTowns: readonly { readonly town: string; readonly href: string }[];
  /** The town whose page it is. */
  readonly town: string | undefined;
  readonly organisation: OrganisationCardView | undefined;
  readonly terms: readonly (FoundTerm & { readonly lang?: string | undefined; readonly dir?: 'ltr' | 'rtl' | undefined })[];
  /** The text is German because there is none in the visitor's language. */
  readonly fallback: boolean;
  readonly hasSteps: boolean;
  readonly hrefs: {
    readonly guide: string;
    readonly pdf: string;
    /** With the German text beside; undefined where the page is German. */
    readonly bilingual: string | undefined;
    readonly branch: string | undefined;
    readonly feedback: string;
    readonly german: string;
    /** With the origin, for paper. */
    readonly full: string;
  };
  readonly data: object;
}

const townName = async (context: Context, key: string): Promise<string | undefined> => {
  const town = await findTown(context, key);
  return town && nameIn(town, context.language.tag);
};

/** Everything that the page of the guide shows; undefined when it is not public. */
export async function showPage(context: Context, slug: string): Promise<ShownPage | undefined> {
  const found = await findGuidePage(context, slug);
  return found && showFound(context, found, await picturesOf(context, [found]));
}

/** What is known of the pictures of some pages. */
export function picturesOf(context: Context, found: readonly FoundPage[]): Promise<ReadonlyMap<string, ImageFacts>> {
  const { images } = embeddedIn(found.flatMap(({ page }) => page.content));
  return images.length ? context.transaction((trx) => imageFacts(trx, images)) : Promise.resolve(new Map());
}

/** The same for a page that was read already. */
export async function showFound(
  context: Context,
  found: FoundPage,
  pictures: ReadonlyMap<string, ImageFacts>,
): Promise<ShownPage> {
  const { page, branch, ancestors, embedded } = found;
  const { tag } = context.language;
  const guide = await guideOf(context);
  const marked = markTerms(page.content, await explainedWords(context), page.language, [
    ...new Set([...answerLanguages(tag), page.language]),
  ]);
  const outline = outlineOf(marked.blocks);
  const ids = new Map(outline.map(({ heading, id }) => [heading, id]));
  const parent = branch.page.parentId === null ? undefined : guide.byId.get(branch.page.parentId);
  const copies = [...guide.byId.values()].filter(({ page: one }) => one.mirrorOf === page.id && one.town !== null);
  const inTowns: { town: string; href: string }[] = [];
  for (const { page: copy } of copies) {
    const town = copy.town === null ? undefined : await townName(context, copy.town);
    if (town) inTowns.push({ town, href: paths.page(context, copy.slug) });
  }
  const fallback = page.language !== tag;
  const address = paths.page(context, page.slug);
  const above = ancestors.map((one) => pageLink(context, one));
  return {
    page: { ...page, content: marked.blocks },
    title: wordingOf(context, page.title, page.language),
    summary: wordingOf(context, page.summary, page.language),
    ground: {
      ...textGroundOf(context, guide, embedded),
      foreign: page.language !== tag,
      imageOf: (id) => pictures.get(id),
      headingId: (heading) => ids.get(heading),
      stepsOf: `${context.tenant.slug}/${page.slug}`,
    },
    above,
    outline: outline.length >= fewestHeadings ? outline : [],
    children: branch.children.map((child) => pageLink(context, child.page)),
    beside: branch.children.length
      ? []
      : (parent?.children ?? []).filter((one) => one.page.id !== page.id).map((one) => pageLink(context, one.page)),
    inTowns,
    town: page.town === null ? undefined : await townName(context, page.town),
    organisation: page.organisation === null ? undefined : embedded.organisations.get(page.organisation),
    terms: marked.terms.map((term) => {
      const { lang, dir } = wordingOf(context, term.explanation, term.language);
      return { ...term, lang, dir };
    }),
    fallback,
    hasSteps: [...eachBlock(page.content)].some(({ type }) => type === 'steps'),
    hrefs: {
      guide: paths.guide(context),
      pdf: `${address}.pdf`,
      bilingual: tag === 'de' || fallback ? undefined : `${address}.pdf?mit=de`,
      branch: branch.children.length ? `${address}.pdf?ast=1` : undefined,
      feedback: `${address}/rueckmeldung`,
      full: `${context.publicUrl}${address}`,
      german: `/${context.tenant.slug}/de/ankommen/${page.slug}`,
    },
    data: pageData(context, page, above),
  };
}
