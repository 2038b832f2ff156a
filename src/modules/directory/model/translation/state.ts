import type { OfferContent, OrganisationContent } from '../content.ts';
import {
  offerTranslatableFields,
  organisationTranslatableFields,
  type TranslatableField,
  type Translation,
  type Translations,
} from './fields.ts';
import { fingerprint } from './fingerprint.ts';

/** What translations belong to. */
export type TranslatedContent = OfferContent | OrganisationContent;

const isOffer = (content: TranslatedContent): content is OfferContent => 'organisation' in content;

const germanTexts: Readonly<Record<TranslatableField, (offer: OfferContent) => string | undefined>> = {
  name: ({ name }) => name,
  summary: ({ summary }) => summary,
  description: ({ description }) => description,
  how: ({ participation }) => participation.how,
  feesNote: ({ fees }) => fees.note,
  documents: ({ documents }) => documents.join('\n'),
  directions: ({ place }) => place?.directions,
  contactRole: ({ contact }) => contact?.role,
  results: ({ kind, project }) => (kind === 'project' ? project?.results : undefined),
  transfer: ({ kind, project }) => (kind === 'project' ? project?.transfer : undefined),
  task: ({ kind, volunteering }) => (kind === 'volunteering' ? volunteering?.task : undefined),
};

/** The German text of a field; undefined where there is none, or none that is translated. Documents stand one a line. */
export function germanText(content: TranslatedContent, field: TranslatableField): string | undefined {
  if (!isOffer(content)) return field === 'description' ? content.description || undefined : undefined;
  return germanTexts[field](content) || undefined;
}

/** Fields of an entry that have a German text and may be translated; a proper name may not. */
export function translatableFieldsOf(content: TranslatedContent): TranslatableField[] {
  if (!isOffer(content)) return organisationTranslatableFields.filter((field) => germanText(content, field) !== undefined);
  return offerTranslatableFields.filter(
    (field) => germanText(content, field) !== undefined && !(field === 'name' && content.properName),
  );
}

function stored(content: TranslatedContent, tag: string, field: TranslatableField): Translation | undefined {
  const translations: Translations | undefined = content.translations;
  return translations && Object.hasOwn(translations, tag) ? translations[tag]?.[field] : undefined;
}

/** The translation of a field; undefined where there is none, no German text (any more), or a proper name. */
export function translatedField(content: TranslatedContent, tag: string, field: TranslatableField): Translation | undefined {
  const found = stored(content, tag, field);
  if (!found || germanText(content, field) === undefined) return undefined;
  return field === 'name' && isOffer(content) && content.properName ? undefined : found;
}

export interface TranslationState {
  readonly state: 'current' | 'outdated' | 'missing';
  /** Absent where it is missing. */
  readonly by?: Translation['by'];
}

/** Whether a field's translation still belongs to its German text. One that does not say what it was made from is believed. */
export function translationState(content: TranslatedContent, tag: string, field: TranslatableField): TranslationState {
  const found = translatedField(content, tag, field);
  if (!found) return { state: 'missing' };
  const outdated = found.of !== undefined && found.of !== fingerprint(germanText(content, field) ?? '');
  return { state: outdated ? 'outdated' : 'current', by: found.by };
}

/** Languages in which at least one field is translated. */
export function translatedTags(content: TranslatedContent): string[] {
  return Object.keys(content.translations ?? {}).filter((tag) =>
    translatableFieldsOf(content).some((field) => translatedField(content, tag, field)),
  );
}

/** The content with one translation put in, or taken out when `translation` is undefined. */
export function withTranslation<T extends TranslatedContent>(
  content: T,
  tag: string,
  field: TranslatableField,
  translation: Translation | undefined,
): T {
  const before: Translations = content.translations ?? {};
  const { [field]: _old, ...others } = before[tag] ?? {};
  const own = translation ? { ...others, [field]: translation } : others;
  const { [tag]: _mine, ...rest } = before;
  const translations = Object.keys(own).length ? { ...rest, [tag]: own } : rest;
  const { translations: _translations, ...bare } = content;
  return (Object.keys(translations).length ? { ...bare, translations } : bare) as T;
}

/** Takes out a field's translations in every language: what is not public in German is so in no other. */
export function withoutTranslationsOf<T extends TranslatedContent>(content: T, field: TranslatableField): T {
  return Object.keys(content.translations ?? {}).reduce((kept, tag) => withTranslation(kept, tag, field, undefined), content);
}

/** For interfaces: translations by language and field, with what a reader must know of them. */
export function publicTranslations(
  content: TranslatedContent,
): Record<string, Record<string, { text: string; by: Translation['by']; outdated?: true }>> | undefined {
  const tags = translatedTags(content);
  if (!tags.length) return undefined;
  return Object.fromEntries(
    tags.map((tag) => [
      tag,
      Object.fromEntries(
        translatableFieldsOf(content).flatMap((field) => {
          const found = translatedField(content, tag, field);
          if (!found) return [];
          const outdated = translationState(content, tag, field).state === 'outdated';
          return [[field, { text: found.text, by: found.by, ...(outdated ? { outdated: true as const } : {}) }] as const];
        }),
      ),
    ]),
  );
}

/**
 * Translations of a form that came from an older version: a text that is still the one of that version was not touched,
 * so who made it and from what stays.
 */
export function keepUntouched<T extends TranslatedContent>(base: T, mine: T): T {
  const translations: Translations = mine.translations ?? {};
  let kept = mine;
  for (const [tag, fields] of Object.entries(translations)) {
    for (const [field, found] of Object.entries(fields ?? {}) as [TranslatableField, Translation | undefined][]) {
      const before = stored(base, tag, field);
      if (found && before && before.text === found.text) kept = withTranslation(kept, tag, field, before);
    }
  }
  return kept;
}
