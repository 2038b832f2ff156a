import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** What a district allows a machine. */
export interface MachineSettings {
  readonly enabled: boolean;
  readonly languages: readonly string[];
  /** Words of German text sent to the service per calendar month. */
  readonly wordsPerMonth: number;
  /** Raised by every change; 0: never set. */
  readonly version: number;
}

const off: MachineSettings = { enabled: false, languages: [], wordsPerMonth: 0, version: 0 };

export async function findMachineSettings(trx: Trx): Promise<MachineSettings> {
  const row = await trx
    .selectFrom('directory_machine_translation')
    .select(['enabled', 'languages', 'words_per_month as wordsPerMonth', 'version'])
    .executeTakeFirst();
  return row ?? off;
}

/** Writes the settings; false when somebody else changed them since `settings.version`. */
export async function saveMachineSettings(trx: Trx, tenantId: string, settings: MachineSettings): Promise<boolean> {
  const { enabled, languages, wordsPerMonth, version } = settings;
  const { rows } = await sql`insert into directory_machine_translation (tenant_id, enabled, languages, words_per_month)
    select ${tenantId}::uuid, ${enabled}::boolean, ${[...languages]}::text[], ${wordsPerMonth}::int
    where ${version}::int = 0 or exists (select from directory_machine_translation)
    on conflict (tenant_id) do update set enabled = excluded.enabled, languages = excluded.languages,
      words_per_month = excluded.words_per_month, version = directory_machine_translation.version + 1, updated_at = now()
      where directory_machine_translation.version = ${version}::int
    returning version`.execute(trx);
  return rows.length > 0;
}

/** Words used in a month by language. */
export async function listUse(trx: Trx, month: string): Promise<{ language: string; words: number }[]> {
  return await trx
    .selectFrom('directory_translation_use')
    .select(['language', 'words'])
    .where('month', '=', month)
    .orderBy('language')
    .execute();
}

/** Whether words were taken: not all of them are left, or the district switched the machine off meanwhile. */
export type Reservation = 'taken' | 'machine.budget' | 'machine.not_enabled';

/**
 * Takes words out of the month's budget before they are sent, all of them or none. Whoever takes waits
 * for whoever took before, so that no two jobs take the same words.
 */
export async function reserveWords(
  trx: Trx,
  tenantId: string,
  month: string,
  language: string,
  words: number,
): Promise<Reservation> {
  const { rows } = await sql<{
    left: number;
  }>`select words_per_month as left from directory_machine_translation where enabled for update`.execute(trx);
  const [settings] = rows;
  if (!settings) return 'machine.not_enabled';
  const used = (await listUse(trx, month)).reduce((sum, one) => sum + one.words, 0);
  if (used + words > settings.left) return 'machine.budget';
  await sql`insert into directory_translation_use (tenant_id, month, language, words)
    values (${tenantId}::uuid, ${month}::date, ${language}, ${words})
    on conflict (tenant_id, month, language) do update set words = directory_translation_use.words + excluded.words`.execute(trx);
  return 'taken';
}

/** Gives back words that the service did not translate. */
export async function giveBackWords(trx: Trx, month: string, language: string, words: number): Promise<void> {
  await sql`update directory_translation_use set words = greatest(0, words - ${words}::int)
    where month = ${month}::date and language = ${language}`.execute(trx);
}

export type RunState = 'waiting' | 'running' | 'done' | 'stopped';

export interface TranslationRun {
  readonly id: string;
  readonly languages: readonly string[];
  readonly scope: { readonly town?: string; readonly organisation?: string };
  readonly state: RunState;
  readonly total: number;
  readonly done: number;
  readonly leftOut: number;
  readonly words: number;
  readonly problem: string | null;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

const columns = [
  'id',
  'languages',
  'scope',
  'state',
  'total',
  'done',
  'left_out as leftOut',
  'words',
  'problem',
  'created_by as createdBy',
  'created_at as createdAt',
  'finished_at as finishedAt',
] as const;

/** Adds a run; false while another one is open. */
export async function insertRun(
  trx: Trx,
  tenantId: string,
  run: Pick<TranslationRun, 'id' | 'languages' | 'scope' | 'total' | 'createdBy' | 'createdAt'>,
): Promise<boolean> {
  const added = await trx
    .insertInto('directory_translation_run')
    .values({
      tenant_id: tenantId,
      id: run.id,
      languages: [...run.languages],
      scope: JSON.stringify(run.scope),
      state: 'waiting',
      total: run.total,
      created_by: run.createdBy,
      created_at: run.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function findRun(trx: Trx, id: string): Promise<TranslationRun | undefined> {
  return (await trx.selectFrom('directory_translation_run').select(columns).where('id', '=', id).executeTakeFirst()) as
    | TranslationRun
    | undefined;
}

/** The latest runs; rides on `directory_translation_run_list`. */
export async function listRuns(trx: Trx, limit: number): Promise<TranslationRun[]> {
  return (await trx
    .selectFrom('directory_translation_run')
    .select(columns)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()) as TranslationRun[];
}

/** Begins an open run, or begins it anew after the worker broke off; false when it was stopped. */
export async function beginRun(trx: Trx, id: string): Promise<boolean> {
  const begun = await trx
    .updateTable('directory_translation_run')
    .set({ state: 'running', left_out: 0 })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  return begun.numUpdatedRows > 0n;
}

/** Adds to the counts of a run; false when somebody stopped it. */
export async function advanceRun(
  trx: Trx,
  id: string,
  add: { readonly done?: number; readonly leftOut?: number; readonly words?: number },
): Promise<boolean> {
  const changed = await trx
    .updateTable('directory_translation_run')
    .set((eb) => ({
      done: eb('done', '+', add.done ?? 0),
      left_out: eb('left_out', '+', add.leftOut ?? 0),
      words: eb('words', '+', add.words ?? 0),
    }))
    .where('id', '=', id)
    .returning('state')
    .executeTakeFirst();
  return changed?.state === 'running';
}

/** Ends an open run; false when it had ended. */
export async function endRun(
  trx: Trx,
  id: string,
  end: { readonly state: 'done' | 'stopped'; readonly problem: string | null; readonly at: Date },
): Promise<boolean> {
  const ended = await trx
    .updateTable('directory_translation_run')
    .set({ state: end.state, problem: end.problem, finished_at: end.at })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}
