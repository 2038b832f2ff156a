import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { type TranslatableField, type Translation, translatableFields } from '../../model/translation/fields.ts';
import { fingerprint } from '../../model/translation/fingerprint.ts';
import { fieldsGivingAway } from '../../model/translation/secrets.ts';
import {
  germanText,
  type TranslatedContent,
  type TranslationState,
  translatableFieldsOf,
  translatedField,
  translationState,
  withTranslation,
} from '../../model/translation/state.ts';
import { type Entry, findEntry, findVersion, listVersions, type Version } from '../../store/entries.ts';
import { lockPublicEntries } from '../../store/translation/entries.ts';
import { editableVersion } from '../editing.ts';
import { readGround, readTowns } from '../ground.ts';
import { reaches, reachOf } from '../reach.ts';
import { authorOf, publishTranslations } from './publishing.ts';
import { checkTerms, type TermCheck, termFinder } from './terms.ts';

/** One text of an entry beside its translation. */
export interface TranslationField extends TranslationState {
  readonly field: TranslatableField;
  readonly german: string;
  /** The German text that the translation was made from, when it is another one and still known. */
  readonly before: string | undefined;
  readonly text: string | undefined;
  readonly terms: readonly TermCheck[];
}

export interface TranslationDesk {
  readonly entry: Entry;
  readonly version: Version;
  readonly fields: readonly TranslationField[];
}

function beforeOf(versions: readonly Version[], field: TranslatableField, { of }: Translation): string | undefined {
  for (const { content } of versions) {
    const german = germanText(content, field);
    if (german !== undefined && fingerprint(german) === of) return german;
  }
  return undefined;
}

async function visibleEntry(trx: Trx, context: Context, entryId: string): Promise<Entry | undefined> {
  const entry = await findEntry(trx, entryId);
  return entry && reaches(reachOf(context, 'directory.edit'), entry.town) ? entry : undefined;
}

/** Everything for translating one entry into one language, German texts beside. */
export async function readTranslation(
  context: Context,
  entryId: string,
  tag: string,
): Promise<Outcome<TranslationDesk, 'entry.not_found'>> {
  return context.transaction(async (trx) => {
    const entry = await visibleEntry(trx, context, entryId);
    const version = entry && (await findVersion(trx, entryId, editableVersion(entry)));
    if (!entry || !version || version.state === 'unconfirmed') return fail('entry.not_found');
    const finder = await termFinder(trx);
    const { content } = version;
    const states = translatableFieldsOf(content).map((field) => ({ field, ...translationState(content, tag, field) }));
    const versions = states.some(({ state }) => state === 'outdated') ? await listVersions(trx, entryId) : [];
    const fields = states.map(({ field, ...how }) => {
      const german = germanText(content, field) ?? '';
      const translation = translatedField(content, tag, field);
      return {
        field,
        ...how,
        german,
        before: how.state === 'outdated' && translation ? beforeOf(versions, field, translation) : undefined,
        text: translation?.text,
        terms: checkTerms(finder, tag, german, translation?.text),
      };
    });
    return ok({ entry, version, fields });
  });
}

/** What somebody wrote for one field. */
export interface WrittenText {
  readonly field: TranslatableField;
  /** Empty: the translation goes. */
  readonly text: string;
  /** A person says that it fits the German text as it is now, whoever made it. */
  readonly checked: boolean;
}

export type TranslateFailure =
  | 'entry.not_found'
  | 'translation.not_public'
  | 'translation.invalid'
  | 'version.nothing_changed'
  | 'version.changed_since';

/** Content with what was written: a changed or checked text is a person's, made from the German text there is now. */
export function applyWritten(content: TranslatedContent, tag: string, written: readonly WrittenText[]): TranslatedContent {
  return written.reduce((made, { field, text, checked }) => {
    const german = germanText(made, field);
    const before = translatedField(made, tag, field);
    if (german === undefined) return made;
    if (text === '') return withTranslation(made, tag, field, undefined);
    if (before?.text === text && !checked) return made;
    return withTranslation(made, tag, field, { text, by: 'human', of: fingerprint(german) });
  }, content);
}

/** Form field → translation key of what is wrong with it. */
export function faultsOf(written: readonly WrittenText[]): Record<string, string> {
  const faults = written.flatMap(({ field, text }): [string, string][] => {
    const { maximum, lines } = translatableFields[field];
    if (text.length > maximum) return [[`text.${field}`, 'directory:staff.translations.too_long']];
    return !lines && /[\r\n]/.test(text) ? [[`text.${field}`, 'directory:field.one_line']] : [];
  });
  return Object.fromEntries(faults);
}

export interface TranslationEdit {
  readonly entryId: string;
  readonly tag: string;
  /** Version that the form was filled from. */
  readonly base: number;
  readonly written: readonly WrittenText[];
}

/**
 * Saves the translations of one language and makes them public at once, as every edit of staff is. When somebody saved
 * the entry meanwhile, nothing is written and the caller shows the newer texts.
 */
export async function saveTranslation(context: Context, edit: TranslationEdit): Promise<Outcome<undefined, TranslateFailure>> {
  const faults = faultsOf(edit.written);
  if (Object.keys(faults).length) return fail('translation.invalid', faults);
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    const known = await visibleEntry(trx, context, edit.entryId);
    if (!known) return fail('entry.not_found');
    const [entry] = await lockPublicEntries(trx, reachOf(context, 'directory.edit'), [edit.entryId]);
    if (!entry) return fail('translation.not_public');
    if (entry.publishedVersion !== edit.base) return fail('version.changed_since');
    const content = applyWritten(entry.content, edit.tag, edit.written);
    const fields = translatableFieldsOf(content).filter(
      (field) => translatedField(content, edit.tag, field) !== translatedField(entry.content, edit.tag, field),
    );
    if (!fields.length) return fail('version.nothing_changed');
    const givenAway = fieldsGivingAway(content, edit.tag);
    if (givenAway.length)
      return fail(
        'translation.invalid',
        Object.fromEntries(givenAway.map((field) => [`text.${field}`, 'directory:field.address_in_text'])),
      );
    await publishTranslations(trx, context, await readGround(trx, towns), [{ ...entry, content }], authorOf(context));
    await audit(trx, context, {
      action: `${entry.kind}.translated`,
      subjectType: entry.kind,
      subjectId: entry.id,
      details: { language: edit.tag, fields, version: entry.latestVersion + 1 },
    });
    return ok();
  });
}
