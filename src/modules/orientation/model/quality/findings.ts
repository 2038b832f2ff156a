import type { ReadingLevel } from '../easy/reading-level.ts';

/** What can be said against a page or one of its texts; broken links and unanswered feedback have lists of their own. */
export const findingKinds = ['unconfirmed', 'outdated', 'missing', 'machine', 'drafts', 'level', 'easy', 'images'] as const;
export type FindingKind = (typeof findingKinds)[number];

/** After how many days without a confirmation a page asks for one; what the list offers. */
export const confirmationDays = [90, 180, 365, 730] as const;
export const usualDays = 365;

/** A page as the checks need it. */
export interface JudgedPage {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** Shows the content of another page, and has no texts that could be missing. */
  readonly mirror: boolean;
  /** ISO days. */
  readonly confirmedOn: string | null;
}

/** A text that is public or being worked on. */
export interface JudgedText {
  readonly pageId: string;
  readonly language: string;
  readonly version: number;
  readonly published: boolean;
  readonly madeBy: 'human' | 'machine';
  /** ISO day on which it was written, or published. */
  readonly day: string;
}

/** What its words say of a text. */
export interface TextQuality {
  /** Of a German text that is long enough. */
  readonly level: ReadingLevel | undefined;
  /** Places in a text in Leichte Sprache that are none. */
  readonly easy: number;
  /** Pictures that say nothing to those who do not see them, or say it in German in another language. */
  readonly images: number;
}

export interface Finding {
  readonly kind: FindingKind;
  readonly pageId: string;
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  /** ISO day: last confirmed, German text published, written. */
  readonly day: string | null;
  /** Places, pictures, or the Sachtextformel's value. */
  readonly number: number | null;
}

export interface Judging {
  readonly pages: readonly JudgedPage[];
  readonly texts: readonly JudgedText[];
  /** `page language` of translations that say less than the German text. */
  readonly outdated: ReadonlySet<string>;
  readonly qualityOf: (text: JudgedText) => TextQuality | undefined;
  /** Pages confirmed before this ISO day count as not confirmed. */
  readonly confirmedSince: string;
  /** Drafts written before this ISO day lie about. */
  readonly draftSince: string;
}

/** From which value on a German text is too hard for the readers of these pages: about the ninth year at school. */
export const hardFrom = 8;

/** Languages in which the district writes at all: in others nothing is missing. */
export function languagesWritten(texts: readonly JudgedText[]): ReadonlySet<string> {
  return new Set(texts.flatMap(({ published, language }) => (published ? language : [])));
}

function ofText(page: JudgedPage, text: JudgedText, german: JudgedText | undefined, judging: Judging): Finding[] {
  const { language } = text;
  const of = (kind: FindingKind, day: string | null, number: number | null = null): Finding => ({
    kind,
    pageId: page.id,
    slug: page.slug,
    title: page.title,
    language,
    day,
    number,
  });
  if (!text.published) return text.day < judging.draftSince ? [of('drafts', text.day)] : [];
  const quality = judging.qualityOf(text);
  return [
    ...(judging.outdated.has(`${page.id} ${language}`) ? [of('outdated', german?.day ?? null)] : []),
    ...(text.madeBy === 'machine' ? [of('machine', text.day)] : []),
    ...(quality?.level && quality.level.wiener > hardFrom ? [of('level', null, quality.level.wiener)] : []),
    ...(quality?.easy ? [of('easy', null, quality.easy)] : []),
    ...(quality?.images ? [of('images', null, quality.images)] : []),
  ];
}

/** Everything that can be said against the pages, page by page in the order given. */
export function judge(judging: Judging): Finding[] {
  const written = languagesWritten(judging.texts);
  const textsOf = Map.groupBy(judging.texts, ({ pageId }) => pageId);
  return judging.pages.flatMap((page) => {
    const texts = textsOf.get(page.id) ?? [];
    const published = new Set(texts.flatMap(({ published: isPublic, language }) => (isPublic ? language : [])));
    const german = texts.find(({ language, published: isPublic }) => isPublic && language === 'de');
    const common = { pageId: page.id, slug: page.slug, title: page.title, number: null };
    const unconfirmed = page.confirmedOn === null || page.confirmedOn < judging.confirmedSince;
    const isPublic = page.mirror || german !== undefined;
    return [
      ...(isPublic && unconfirmed ? [{ ...common, kind: 'unconfirmed' as const, language: 'de', day: page.confirmedOn }] : []),
      ...(german && !page.mirror
        ? [...written]
            .filter((language) => !published.has(language))
            .map((language) => ({ ...common, kind: 'missing' as const, language, day: null }))
        : []),
      ...texts.flatMap((text) => ofText(page, text, german, judging)),
    ];
  });
}

/** How the texts of a language stand. */
export interface LanguageRow {
  readonly language: string;
  readonly published: number;
  readonly outdated: number;
  readonly missing: number;
  readonly machine: number;
  readonly drafts: number;
  readonly links: number;
}

/** A row for each language in which the district writes, in the order given. */
export function languageRows(
  order: readonly string[],
  { texts }: Judging,
  findings: readonly Finding[],
  links: ReadonlyMap<string, number>,
): LanguageRow[] {
  const written = languagesWritten(texts);
  const count = (language: string, kind: FindingKind) =>
    findings.filter((finding) => finding.language === language && finding.kind === kind).length;
  return order
    .filter((language) => written.has(language))
    .map((language) => ({
      language,
      published: texts.filter((text) => text.language === language && text.published).length,
      outdated: count(language, 'outdated'),
      missing: count(language, 'missing'),
      machine: count(language, 'machine'),
      drafts: count(language, 'drafts'),
      links: links.get(language) ?? 0,
    }));
}
