import { listTowns } from '#modules/territory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { enqueue } from '#platform/jobs';
import { fail, type Outcome, ok } from '#platform/outcome';
import { type OpenText, openTexts } from '../../model/translation/open.ts';
import { type Protector, protector } from '../../model/translation/protect.ts';
import { listOrganisations } from '../../store/entry-list.ts';
import { type EntryScope, listPublicEntries, type TranslatableEntry } from '../../store/translation/entries.ts';
import {
  endRun,
  findMachineSettings,
  insertRun,
  listRuns,
  listUse,
  type MachineSettings,
  saveMachineSettings,
  type TranslationRun,
} from '../../store/translation/machine.ts';
import { reachOf } from '../reach.ts';
import type { MachineTranslator } from './machine/translator.ts';
import { authorOf } from './publishing.ts';

export const translateJob = 'directory.translate_texts';

export type RunFailure =
  | 'machine.not_configured'
  | 'machine.not_enabled'
  | 'machine.not_allowed'
  | 'machine.running'
  | 'machine.nothing_open'
  | 'machine.language'
  | 'version.changed_since';

export interface RunScope {
  readonly languages: readonly string[];
  readonly town?: string | undefined;
  readonly organisationId?: string | undefined;
}

/** First day of the month in the process's zone (Europe/Berlin). */
export const monthOf = (now: Date): string => `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-01`;

/** Keeps names from the machine that no text of the district translates: towns and organisations. */
export async function districtProtector(context: Context): Promise<Protector> {
  const towns = await listTowns(context);
  const organisations = await context.transaction(listOrganisations);
  return protector([...towns.flatMap(({ names }) => names.de ?? []), ...organisations.map(({ name }) => name)]);
}

export interface OpenEntry {
  readonly entry: TranslatableEntry;
  readonly texts: readonly OpenText[];
}

/** Public entries with open texts, some at a time; `next` is the last one looked at. */
export async function openEntries(
  trx: Trx,
  scope: EntryScope,
  ask: {
    readonly tags: readonly string[];
    readonly protect: Protector;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<{ entries: OpenEntry[]; next: string | undefined }> {
  const rows = await listPublicEntries(trx, scope, ask.after, ask.limit);
  const entries = rows
    .map((entry) => ({ entry, texts: openTexts(entry.content, ask.tags, ask.protect) }))
    .filter(({ texts }) => texts.length);
  return { entries, next: rows.length === ask.limit ? rows.at(-1)?.id : undefined };
}

/** How much there is to translate. */
export async function estimate(context: Context, scope: RunScope): Promise<{ texts: number; words: number }> {
  const protect = await districtProtector(context);
  return context.transaction(async (trx) => {
    const found = { texts: 0, words: 0 };
    const entryScope = { reach: 'district', town: scope.town, organisationId: scope.organisationId } as const;
    let after: string | undefined;
    do {
      const { entries, next } = await openEntries(trx, entryScope, { tags: scope.languages, protect, after, limit: 500 });
      for (const { texts } of entries) {
        found.texts += texts.length;
        for (const { words } of texts) found.words += words;
      }
      after = next;
    } while (after);
    return found;
  });
}

const forDistrict = (context: Context) => reachOf(context, 'directory.manage') === 'district';

/** What the page of the machine shows. */
export interface MachineDesk {
  readonly settings: MachineSettings;
  readonly used: number;
  readonly runs: readonly TranslationRun[];
}

export async function readMachine(context: Context): Promise<Outcome<MachineDesk, 'machine.not_allowed'>> {
  if (!forDistrict(context)) return fail('machine.not_allowed');
  return context.transaction(async (trx) => {
    const use = await listUse(trx, monthOf(context.now()));
    return ok({
      settings: await findMachineSettings(trx),
      used: use.reduce((sum, { words }) => sum + words, 0),
      runs: await listRuns(trx, 20),
    });
  });
}

/** Switches the machine on or off for the district and says how much it may send. */
export async function changeMachine(
  context: Context,
  settings: MachineSettings,
): Promise<Outcome<undefined, 'machine.not_allowed' | 'version.changed_since'>> {
  if (!forDistrict(context)) return fail('machine.not_allowed');
  return context.transaction(async (trx) => {
    if (!(await saveMachineSettings(trx, context.tenant.id, settings))) return fail('version.changed_since');
    const { enabled, languages, wordsPerMonth } = settings;
    await audit(trx, context, {
      action: 'directory.machine_translation_set',
      subjectType: 'directory',
      subjectId: null,
      details: { enabled, languages: [...languages], wordsPerMonth },
    });
    return ok();
  });
}

/** Has a machine translate what is missing in the background. Only what the district enabled, and texts of people never. */
export async function startRun(
  context: Context,
  translator: MachineTranslator | undefined,
  scope: RunScope,
): Promise<Outcome<{ id: string }, RunFailure>> {
  if (!forDistrict(context)) return fail('machine.not_allowed');
  if (!translator) return fail('machine.not_configured');
  const { texts: total } = await estimate(context, scope);
  return context.transaction(async (trx): Promise<Outcome<{ id: string }, RunFailure>> => {
    const settings = await findMachineSettings(trx);
    if (!settings.enabled) return fail('machine.not_enabled');
    const allowed = scope.languages.every((tag) => settings.languages.includes(tag) && translator.supports(tag));
    if (!scope.languages.length || !allowed) return fail('machine.language');
    if (!total) return fail('machine.nothing_open');
    const id = uuidv7(context.now().getTime());
    const added = await insertRun(trx, context.tenant.id, {
      id,
      languages: scope.languages,
      scope: {
        ...(scope.town ? { town: scope.town } : {}),
        ...(scope.organisationId ? { organisation: scope.organisationId } : {}),
      },
      total,
      createdBy: authorOf(context),
      createdAt: context.now(),
    });
    if (!added) return fail('machine.running');
    await enqueue(trx, translateJob, { tenantId: context.tenant.id, run: id }, { key: `translate:${id}` });
    await audit(trx, context, {
      action: 'directory.machine_translation_started',
      subjectType: 'directory',
      subjectId: id,
      details: { languages: [...scope.languages], texts: total, service: translator.name },
    });
    return ok({ id });
  });
}

/** Stops a run after the texts that are on their way; what was translated stays. */
export async function stopRun(
  context: Context,
  id: string,
): Promise<Outcome<undefined, 'machine.not_allowed' | 'entry.not_found'>> {
  if (!forDistrict(context)) return fail('machine.not_allowed');
  return context.transaction(async (trx) => {
    if (!(await endRun(trx, id, { state: 'stopped', problem: null, at: context.now() }))) return fail('entry.not_found');
    await audit(trx, context, {
      action: 'directory.machine_translation_stopped',
      subjectType: 'directory',
      subjectId: id,
    });
    return ok();
  });
}
