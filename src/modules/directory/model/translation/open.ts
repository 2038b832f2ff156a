import { offerTranslatableFields, type TranslatableField, type Translation, translatableFields } from './fields.ts';
import { fingerprint } from './fingerprint.ts';
import { type ProtectedText, type Protector, restore, wordCount } from './protect.ts';
import { fieldsGivingAway } from './secrets.ts';
import {
  germanText,
  type TranslatedContent,
  translatableFieldsOf,
  translatedField,
  translationState,
  withTranslation,
} from './state.ts';

/** A text that a machine may translate: there is no translation, or an outdated one of a machine. People's work stays. */
export interface OpenText extends ProtectedText {
  readonly tag: string;
  readonly field: TranslatableField;
  /** Fingerprint of the German text. */
  readonly of: string;
  readonly words: number;
}

function mayTranslate(content: TranslatedContent, tag: string, field: TranslatableField): boolean {
  const { state, by } = translationState(content, tag, field);
  return state === 'missing' || (state === 'outdated' && by === 'machine');
}

/** Names in an entry's own fields that stay as they are in its texts. */
export function namesIn(content: TranslatedContent): string[] {
  if (!('organisation' in content)) return [content.name, content.shortName ?? ''];
  const { place, quarter, name, properName } = content;
  return [place?.name, place?.street, place?.city, quarter, properName ? name : undefined].filter((one) => one !== undefined);
}

/** The open texts of an entry, with everything protected that is no matter of language. */
export function openTexts(content: TranslatedContent, tags: readonly string[], protect: Protector): OpenText[] {
  const fields = translatableFieldsOf(content);
  const names = namesIn(content);
  return fields.flatMap((field) => {
    const german = germanText(content, field) ?? '';
    const open = tags.filter((tag) => mayTranslate(content, tag, field));
    if (!open.length) return [];
    const { text, kept } = protect(german, names);
    const words = wordCount(text);
    // Nothing but names and numbers: the German text is the one that is shown.
    return words ? open.map((tag) => ({ tag, field, text, kept, words, of: fingerprint(german) })) : [];
  });
}

/** What came back as a translation that may be stored; undefined when something was lost or it is no such text. */
export function machineTranslation(open: OpenText, answer: string): Translation | undefined {
  const { maximum, lines } = translatableFields[open.field];
  const whole = restore(answer, open.kept)?.normalize('NFC').trim();
  if (!whole) return undefined;
  const text = lines ? whole : whole.replaceAll(/\s*[\r\n]+\s*/g, ' ');
  // As many documents as there are in German: people compare the lists line by line.
  if (open.field === 'documents' && text.split('\n').length !== open.text.split('\n').length) return undefined;
  return text.length <= maximum ? { text, by: 'machine', of: open.of } : undefined;
}

/**
 * True while the text is still open and its German the same: somebody may have worked on it meanwhile. A translation
 * that would give away a hidden address fits nowhere.
 */
export function stillFits(content: TranslatedContent, open: OpenText, translation: Translation): boolean {
  return (
    offerTranslatableFields.includes(open.field) &&
    mayTranslate(content, open.tag, open.field) &&
    translatableFieldsOf(content).includes(open.field) &&
    fingerprint(germanText(content, open.field) ?? '') === open.of &&
    translatedField(content, open.tag, open.field)?.by !== 'human' &&
    !fieldsGivingAway(withTranslation(content, open.tag, open.field, translation), open.tag).includes(open.field)
  );
}
