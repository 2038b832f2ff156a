import { createHash } from 'node:crypto';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import {
  offerTranslatableFields,
  type TranslatableField,
  type Translation,
  translatableFields,
} from '../../model/translation/fields.ts';
import { fingerprint } from '../../model/translation/fingerprint.ts';
import { fieldsGivingAway } from '../../model/translation/secrets.ts';
import {
  germanText,
  translatableFieldsOf,
  translatedField,
  translationState,
  withTranslation,
} from '../../model/translation/state.ts';
import { type ReadUnit, readXliff, writeXliff, type XliffFailure, type XliffFile } from '../../model/translation/xliff.ts';
import { type UnitOutcome, unitOutcomes, type XliffLine, type XliffPlan } from '../../model/translation/xliff-plan.ts';
import { listPublicEntries, lockPublicEntries, type TranslatableEntry } from '../../store/translation/entries.ts';
import { readGround, readTowns } from '../ground.ts';
import { reachOf } from '../reach.ts';
import { authorOf, publishTranslations } from './publishing.ts';
import { termFinder } from './terms.ts';

const portion = 500;

export interface XliffQuery {
  readonly tag: string;
  readonly organisationId?: string | undefined;
  /** Leave out what a person translated and is current. */
  readonly openOnly: boolean;
}

async function filesOf(trx: Trx, context: Context, query: XliffQuery): Promise<XliffFile[]> {
  const finder = await termFinder(trx);
  const { tag } = query;
  const scope = { reach: reachOf(context, 'directory.edit'), organisationId: query.organisationId };
  const base = `${context.publicUrl}/${context.tenant.slug}/de`;
  const files: XliffFile[] = [];
  let after: string | undefined;
  do {
    const entries = await listPublicEntries(trx, scope, after, portion);
    after = entries.length === portion ? entries.at(-1)?.id : undefined;
    for (const { id, kind, slug, name, content } of entries) {
      const units = translatableFieldsOf(content).flatMap((field) => {
        const { state, by } = translationState(content, tag, field);
        if (query.openOnly && state === 'current' && by === 'human') return [];
        const german = germanText(content, field) ?? '';
        const terms = finder.termsIn(german, tag).map((term) => `${term.german}: ${term.terms.slice(0, 3).join(', ')}`);
        return {
          field,
          label: context.t(`directory:field.label.${field}`),
          german,
          translation: translatedField(content, tag, field),
          outdated: state === 'outdated',
          notes: [context.t('directory:staff.xliff.longest', { count: translatableFields[field].maximum }), ...terms],
        };
      });
      if (units.length)
        files.push({ id, original: `${base}/${kind === 'offer' ? 'angebote' : 'anbieter'}/${slug}`, name, units });
    }
  } while (after);
  return files;
}

/** German texts of public entries with their translations as XLIFF 2.1; leaves a line in the log. */
export async function exportXliff(context: Context, query: XliffQuery): Promise<Outcome<string, 'xliff.nothing'>> {
  return context.transaction(async (trx) => {
    const files = await filesOf(trx, context, query);
    if (!files.length) return fail('xliff.nothing');
    await audit(trx, context, {
      action: 'directory.translations_exported',
      subjectType: 'directory',
      subjectId: null,
      details: { language: query.tag, entries: files.length },
    });
    return ok([...writeXliff(query.tag, files, fingerprint)].join(''));
  });
}

/** Line ends of a translator's program, and blanks around the text, are not its matter. */
function cleaned(field: TranslatableField, target: string): string {
  const text = target.normalize('NFC').trim();
  return translatableFields[field].lines ? text : text.replaceAll(/\s*\n\s*/g, ' ');
}

function judge(
  unit: ReadUnit,
  entry: TranslatableEntry | undefined,
  tag: string,
): { outcome: UnitOutcome; translation?: Translation; text?: string } {
  if (!entry) return { outcome: 'unknown_entry' };
  const field = offerTranslatableFields.find((one) => one === unit.field);
  if (!field || !translatableFieldsOf(entry.content).includes(field)) return { outcome: 'unknown_field' };
  if (unit.unreadable) return { outcome: 'unreadable' };
  if (unit.target === undefined || !unit.target.trim()) return { outcome: 'untranslated' };
  const german = fingerprint(germanText(entry.content, field) ?? '');
  const text = cleaned(field, unit.target);
  const ours = translatedField(entry.content, tag, field);
  const untouched = ours !== undefined && fingerprint(ours.text) === fingerprint(text);
  const confirmed = unit.state === 'reviewed' || unit.state === 'final';
  const by = unit.machine ? 'machine' : 'human';
  if (fingerprint(unit.source) !== german) return { outcome: untouched ? 'same' : 'source_changed', text };
  if (text.length > translatableFields[field].maximum) return { outcome: 'too_long', text };
  if (untouched) {
    const better = confirmed && !unit.machine && (ours.by === 'machine' || ours.of !== german);
    return better
      ? { outcome: 'checked', text, translation: { text: ours.text, by: 'human', of: german } }
      : { outcome: 'same', text };
  }
  // Somebody translated it here since the file was written; the file knows which text it started from.
  if (ours && fingerprint(ours.text) !== unit.before) return { outcome: 'target_changed', text };
  const translation: Translation = { text, by, of: german };
  if (fieldsGivingAway(withTranslation(entry.content, tag, field, translation), tag).includes(field))
    return { outcome: 'address', text };
  return { outcome: 'taken', text, translation };
}

const isEntryId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

function planOf(
  tag: string,
  units: readonly ReadUnit[],
  entries: readonly TranslatableEntry[],
): { plan: XliffPlan; changed: TranslatableEntry[] } {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const fresh = new Map<string, TranslatableEntry>();
  const seen = new Set<string>();
  const counts = Object.fromEntries(unitOutcomes.map((one) => [one, 0])) as Record<UnitOutcome, number>;
  const lines: XliffLine[] = [];
  const hash = createHash('sha256');
  for (const unit of units) {
    const entry = byId.get(unit.entryId);
    const key = `${unit.entryId}.${unit.field}`;
    const { outcome, translation, text } = seen.has(key) ? { outcome: 'twice' as const } : judge(unit, entry, tag);
    seen.add(key);
    counts[outcome] += 1;
    const field = unit.field as TranslatableField;
    const before = entry && outcome !== 'unknown_field' ? translatedField(entry.content, tag, field)?.text : undefined;
    hash.update(JSON.stringify([key, outcome, before, text]));
    if (outcome !== 'same' && outcome !== 'untranslated')
      lines.push({
        entryId: unit.entryId.slice(0, 80),
        name: entry?.name ?? '',
        field: unit.field.slice(0, 80),
        outcome,
        before,
        after: text,
      });
    if (entry && translation) {
      const known = fresh.get(entry.id) ?? entry;
      fresh.set(entry.id, { ...known, content: withTranslation(known.content, tag, field, translation) });
    }
  }
  const changes = counts.taken + counts.checked;
  return { plan: { tag, lines, counts, changes, mark: hash.digest('hex').slice(0, 24) }, changed: [...fresh.values()] };
}

export type ImportXliffFailure = XliffFailure | 'xliff.language_unknown';

function readFor(
  bytes: Uint8Array,
  tags: readonly string[],
): Outcome<{ tag: string; units: readonly ReadUnit[] }, ImportXliffFailure> {
  const read = readXliff(bytes);
  if (!read.ok) return read;
  const tag = tags.find((one) => one.toLowerCase() === read.value.target.toLowerCase());
  if (!tag) return fail('xliff.language_unknown', { language: read.value.target.slice(0, 20) });
  return ok({ tag, units: read.value.units });
}

const entriesOf = (trx: Trx, context: Context, units: readonly ReadUnit[]) =>
  lockPublicEntries(trx, reachOf(context, 'directory.edit'), [...new Set(units.map(({ entryId }) => entryId).filter(isEntryId))]);

/** What an import of this file would do; writes nothing. */
export async function previewXliff(
  context: Context,
  bytes: Uint8Array,
  tags: readonly string[],
): Promise<Outcome<XliffPlan, ImportXliffFailure>> {
  const read = readFor(bytes, tags);
  if (!read.ok) return read;
  const { tag, units } = read.value;
  return context.transaction(async (trx) => ok(planOf(tag, units, await entriesOf(trx, context, units)).plan));
}

/**
 * Takes over a file as it was looked at, all of it or nothing. When the directory changed since, `done` is false and the
 * plan is the new one.
 */
export async function importXliff(
  context: Context,
  bytes: Uint8Array,
  tags: readonly string[],
  seen: string,
): Promise<Outcome<{ done: boolean; plan: XliffPlan }, ImportXliffFailure>> {
  const read = readFor(bytes, tags);
  if (!read.ok) return read;
  const { tag, units } = read.value;
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    const { plan, changed } = planOf(tag, units, await entriesOf(trx, context, units));
    if (plan.mark !== seen) return ok({ done: false, plan });
    const ground = await readGround(trx, towns);
    for (let start = 0; start < changed.length; start += portion)
      await publishTranslations(trx, context, ground, changed.slice(start, start + portion), authorOf(context));
    await audit(trx, context, {
      action: 'directory.translations_imported',
      subjectType: 'directory',
      subjectId: null,
      details: { language: tag, texts: plan.changes, entries: changed.length },
    });
    return ok({ done: true, plan });
  });
}
