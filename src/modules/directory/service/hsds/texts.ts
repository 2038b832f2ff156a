import type { Context } from '#platform/access';
import type { OfferContent, OrganisationContent } from '../../model/content.ts';
import { translated } from '../showing/phrase.ts';
import type { Plain } from './plain.ts';
import { languageCode } from './taxonomies.ts';

export interface Said<Field extends string> {
  readonly texts: Readonly<Record<Field, string>>;
  /** Field → code of the language it is really in. */
  readonly languages: Plain;
  /** True: at least one of them was made by a machine. */
  readonly machine: true | undefined;
}

/** Texts in the language asked for, German where there is no translation: HSDS has one text per field and no word for its language. */
export function textsOf<Field extends string>(
  source: Readonly<Record<Field, string>>,
  translations: OfferContent['translations'] | OrganisationContent['translations'],
  { language }: Pick<Context, 'language'>,
): Said<Field> {
  const { texts, machine } = translated(source, translations, language);
  const fields = Object.keys(source) as Field[];
  return {
    texts: Object.fromEntries(fields.map((field) => [field, texts[field].text])) as Record<Field, string>,
    languages: Object.fromEntries(fields.map((field) => [field, texts[field].lang ?? languageCode(language)])),
    machine: machine || undefined,
  };
}
