import type { OfferContent, OrganisationContent } from '../content.ts';
import { type TranslatableField, type Translations, translatableFields, translationTags } from '../translation/fields.ts';

export const linkResults = [
  'waiting',
  'fine',
  'redirected',
  'moved',
  'gone',
  'soft_missing',
  'refused',
  'timeout',
  'unreachable',
  'internal',
] as const;
export type LinkResult = (typeof linkResults)[number];

/** What the list of links can be narrowed to. */
export const linkFilters = [
  'broken',
  'failing',
  'moved',
  'redirected',
  'refused',
  'internal',
  'fine',
  'accepted',
  'waiting',
] as const;
export type LinkFilter = (typeof linkFilters)[number];

/** Results that may mean a broken link; it is called one after failures on two days. */
export const failing: readonly LinkResult[] = ['gone', 'soft_missing', 'timeout', 'unreachable'];
export const failuresUntilBroken = 2;

/** Texts in which people write addresses, beside the fields that are one. */
const linkFields = ['contact.website', 'participation.url', 'website', 'summary', 'description', 'participation.how'] as const;
type GermanField = (typeof linkFields)[number];
/** A text of a translation, e.g. `translations.ar.description`: a page may be there in one language and gone in another. */
type TranslatedField = `translations.${string}.${TranslatableField}`;
export type LinkField = GermanField | TranslatedField;

/** Language and field of a translated text; undefined for a field of the entry itself. */
export function translationOf(field: string): { readonly tag: string; readonly name: TranslatableField } | undefined {
  const [, tag = '', name = ''] = /^translations\.([\w-]+)\.(\w+)$/.exec(field) ?? [];
  const known = translationTags.includes(tag) && name in translatableFields;
  return known ? { tag, name: name as TranslatableField } : undefined;
}

export const isLinkField = (text: string): text is LinkField =>
  (linkFields as readonly string[]).includes(text) || translationOf(text) !== undefined;

export interface FoundLink {
  readonly field: LinkField;
  /** As it stands in the entry. */
  readonly url: string;
}

const inText = /\b(?:https?:\/\/|www\.)[^\s<>"'»«„“”]+/giu;

function addressesIn(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(inText)].map(([found]) => {
    const bare = found.replace(/[.,;:!?…]+$/u, '');
    // "(siehe https://…)": the bracket belongs to the sentence, unless the address opened one.
    return bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1).replace(/[.,;:!?]+$/u, '') : bare;
  });
}

/** What to ask for: people write `www.` without a protocol. */
export const asAddress = (url: string): string => (/^www\./i.test(url) ? `https://${url}` : url);

function textOfField(content: OfferContent | OrganisationContent, field: GermanField): string | undefined {
  if (!('organisation' in content))
    return field === 'website' ? content.website : field === 'description' ? content.description : undefined;
  const { contact, participation, summary, description } = content;
  const values: Partial<Record<GermanField, string | undefined>> = {
    'contact.website': contact?.website,
    'participation.url': participation.url,
    'participation.how': participation.how,
    summary,
    description,
  };
  return values[field];
}

const whole: readonly GermanField[] = ['contact.website', 'participation.url', 'website'];

const eachOnce = (field: LinkField, found: readonly string[]): FoundLink[] =>
  [...new Set(found)].filter((url) => url.length <= 1000).map((url) => ({ field, url }));

/** All web addresses of an entry and its translations, each once a field. */
export function linksOf(content: OfferContent | OrganisationContent): FoundLink[] {
  const own = linkFields.flatMap((field) => {
    const value = textOfField(content, field);
    return eachOnce(field, whole.includes(field) ? (value ? [value] : []) : addressesIn(value));
  });
  const translations: Translations = content.translations ?? {};
  const translated = Object.entries(translations).flatMap(([tag, texts = {}]) =>
    Object.entries(texts).flatMap(([name, translation]) =>
      eachOnce(`translations.${tag}.${name as TranslatableField}`, addressesIn(translation?.text)),
    ),
  );
  return [...own, ...translated];
}

/** The translations with one address replaced; who made the text, and from what, stays. */
function withTranslatedAddress<T extends { readonly translations?: Translations | undefined }>(
  content: T,
  { tag, name }: { readonly tag: string; readonly name: TranslatableField },
  replaced: (text: string) => string,
): T {
  const texts = content.translations?.[tag];
  const translation = texts?.[name];
  if (!translation) return content;
  const changed = { ...texts, [name]: { ...translation, text: replaced(translation.text) } };
  return { ...content, translations: { ...content.translations, [tag]: changed } };
}

/** The entry with one address replaced where it stood. */
export function withAddress<T extends OfferContent | OrganisationContent>(
  content: T,
  { field, url }: FoundLink,
  target: string,
): T {
  const replaced = (value: string | undefined) => value?.split(url).join(target);
  const translated = translationOf(field);
  if (translated) return withTranslatedAddress(content, translated, (text) => text.split(url).join(target));
  if (!('organisation' in content)) return { ...content, [field]: replaced(textOfField(content, field as GermanField)) };
  const offer = content as OfferContent & T;
  const [group, name] = field.split('.');
  if (name === undefined) return { ...offer, [field]: replaced(textOfField(offer, field as GermanField)) };
  return {
    ...offer,
    [group as string]: {
      ...(offer[group as 'contact' | 'participation'] ?? {}),
      [name]: replaced(textOfField(offer, field as GermanField)),
    },
  };
}

/** An address of this installation itself. */
export function isInternal(url: string, publicUrl: string): boolean {
  return URL.parse(asAddress(url))?.origin === URL.parse(publicUrl)?.origin;
}

export interface Verdict {
  readonly result: LinkResult;
  readonly status: number | null;
  /** Where a redirect ended. */
  readonly target: string | null;
}
