import type { Context } from '#platform/access';
import { findInterfaceLanguage } from '#platform/i18n';
import type { FieldChange as ShownChange } from '#platform/ui';
import type { FieldChange } from '../../model/diff.ts';
import {
  type EntryKind,
  fieldLabel,
  fieldText,
  offerFields,
  organisationFields,
  translationOf,
  type Words,
} from '../../model/field-text.ts';
import { type FormGround, readFormGround, wordsOf } from '../../service/ground.ts';

export interface DeskWords {
  readonly words: Words;
  readonly ground: FormGround;
}

/** Names of towns, categories and organisations, and what forms offer to choose from. */
export async function deskWords(context: Context): Promise<DeskWords> {
  const ground = await readFormGround(context);
  return { ground, words: wordsOf(context, ground) };
}

const languageOf = (tag: string): string => findInterfaceLanguage(tag)?.autonym ?? tag;

/** Label of a field of a comparison or merge. */
export const labelOf = (field: string, words: Words): string => fieldLabel(field, words, languageOf);

function direction(field: string): Pick<ShownChange, 'lang' | 'dir'> {
  const language = field.endsWith('.of') ? undefined : findInterfaceLanguage(translationOf(field)?.tag ?? '');
  return language ? { lang: language.htmlLang, dir: language.dir } : {};
}

/** Fields in the order in which forms show them; translations last. */
function inOrder(kind: EntryKind, changes: readonly FieldChange[]): FieldChange[] {
  const fields: readonly string[] = kind === 'offer' ? offerFields : organisationFields;
  const rank = ({ field }: FieldChange) => (fields.includes(field) ? fields.indexOf(field) : fields.length);
  return [...changes].sort((a, b) => rank(a) - rank(b) || (a.field < b.field ? -1 : 1));
}

/** A comparison as people read it. */
export function shownChanges(kind: EntryKind, changes: readonly FieldChange[], words: Words): ShownChange[] {
  return inOrder(kind, changes).map(({ field, before, after }) => ({
    label: labelOf(field, words),
    before: fieldText(kind, field, before, words),
    after: fieldText(kind, field, after, words),
    ...direction(field),
  }));
}

export interface ShownField {
  readonly label: string;
  readonly text: string;
}

/** What an entry says, field by field, without translations and without what is not said. */
export function shownFields(kind: EntryKind, content: object, words: Words): ShownField[] {
  const values = content as Readonly<Record<string, unknown>>;
  return (kind === 'offer' ? offerFields : organisationFields).flatMap((field) => {
    const text = fieldText(kind, field, values[field], words);
    return text ? [{ label: labelOf(field, words), text }] : [];
  });
}
