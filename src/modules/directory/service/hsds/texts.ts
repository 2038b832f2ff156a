import type { Context } from '#platform/access';
import { german } from '#platform/i18n';
import type { TranslatableField } from '../../model/translation/fields.ts';
import { germanText, type TranslatedContent, translatedField, translationState } from '../../model/translation/state.ts';
import { type Plain, some } from './plain.ts';

export interface Said<Field extends TranslatableField> {
  readonly texts: { readonly [F in Field]: string | undefined };
  /** What HSDS has no word for: field → tag of the language it is really in; which a machine made; which are older than the German. */
  readonly marks: Plain;
}

/** Texts in the language asked for, German where there is no translation. */
export function textsOf<Field extends TranslatableField>(
  content: TranslatedContent,
  fields: readonly Field[],
  { language }: Pick<Context, 'language'>,
): Said<Field> {
  const there = fields.filter((field) => germanText(content, field) !== undefined);
  const own = (field: Field) => (language.tag === german.tag ? undefined : translatedField(content, language.tag, field));
  const translated = there.filter((field) => own(field) !== undefined);
  return {
    texts: Object.fromEntries(
      fields.map((field) => [field, own(field)?.text ?? germanText(content, field)]),
    ) as Said<Field>['texts'],
    marks: {
      languages_of_texts: Object.fromEntries(there.map((field) => [field, own(field) ? language.tag : german.tag])),
      machine_translated: some(translated.filter((field) => own(field)?.by === 'machine')),
      outdated_translations: some(
        translated.filter((field) => translationState(content, language.tag, field).state === 'outdated'),
      ),
    },
  };
}
