import { z } from 'zod';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import { completed, proposeMapping } from '../../model/exchange/proposals.ts';
import type { Run } from '../../model/exchange/run.ts';
import type { Mapping, Source, SourceSettings } from '../../model/exchange/source.ts';
import { listWaitingRuns, newestWithColumns, type WaitingRun } from '../../store/exchange/runs.ts';
import { forgetDecisions, listDecided } from '../../store/exchange/source-records.ts';
import {
  findSource,
  insertSource,
  listSources,
  nameTaken,
  type SourceLine,
  saveMapping,
  updateSource,
} from '../../store/exchange/sources.ts';
import { reachOf } from '../reach.ts';

/** Sources concern the whole district. */
export const managesSources = (context: Context): boolean => reachOf(context, 'directory.manage') === 'district';

const isId = (text: string) => z.uuid().safeParse(text).success;
const subject = (id: string) => ({ subjectType: 'directory_source', subjectId: id });

export async function sourcesOf(context: Context): Promise<{ sources: SourceLine[]; waiting: WaitingRun[] }> {
  return context.transaction(async (trx) => ({ sources: await listSources(trx), waiting: await listWaitingRuns(trx, 50) }));
}

export async function sourceOf(context: Context, id: string): Promise<Source | undefined> {
  return managesSources(context) && isId(id) ? context.transaction((trx) => findSource(trx, id)) : undefined;
}

export async function addSource(context: Context, settings: SourceSettings): Promise<Outcome<string, FailureCode>> {
  if (!managesSources(context)) return fail('import.not_allowed');
  const id = uuidv7(context.now().getTime());
  return context.transaction(async (trx) => {
    if (!(await insertSource(trx, context.tenant.id, id, settings))) return fail('exchange.name_taken');
    await audit(trx, context, { action: 'directory.source_added', ...subject(id), details: { kind: settings.kind } });
    return ok(id);
  });
}

/** @param version the one that the form was filled from */
export async function changeSource(
  context: Context,
  id: string,
  settings: SourceSettings,
  version: number,
): Promise<Outcome<undefined, FailureCode>> {
  if (!managesSources(context)) return fail('import.not_allowed');
  return context.transaction(async (trx) => {
    const source = await findSource(trx, id, true);
    if (!source) return fail('entry.not_found');
    if (await nameTaken(trx, settings.name, id)) return fail('exchange.name_taken');
    if (source.version !== version || !(await updateSource(trx, source, settings))) return fail('exchange.changed_since');
    await audit(trx, context, {
      action: 'directory.source_changed',
      ...subject(id),
      details: { every: settings.every, active: settings.active },
    });
    return ok();
  });
}

export interface Assistant {
  readonly run: Run;
  readonly mapping: Mapping;
  /** Nobody has said anything yet: what is shown is proposed. */
  readonly proposed: boolean;
}

/** What the mapping assistant shows: the columns of the newest file, and what they mean or probably mean. */
export async function assistantOf(context: Context, source: Source): Promise<Assistant | undefined> {
  const run = await context.transaction((trx) => newestWithColumns(trx, source.id));
  const columns = run?.report.columns;
  if (!run || !columns) return undefined;
  const mapping = source.mapping ? completed(source.mapping, columns) : proposeMapping(columns, source.kind);
  return { run, mapping, proposed: source.mapping === null };
}

export async function rememberMapping(context: Context, id: string, mapping: Mapping): Promise<Outcome<undefined, FailureCode>> {
  if (!managesSources(context)) return fail('import.not_allowed');
  return context.transaction(async (trx) => {
    if (!(await findSource(trx, id, true))) return fail('entry.not_found');
    await saveMapping(trx, id, mapping);
    await audit(trx, context, { action: 'directory.source_mapped', ...subject(id) });
    return ok();
  });
}

export const decisionsPage = 50;

/** Decisions about fields that stay, by record; keyset by their id. */
export async function lastingDecisions(context: Context, source: Source, after: string | undefined) {
  const lines = await context.transaction((trx) => listDecided(trx, source.id, { after, limit: decisionsPage + 1 }));
  const shown = lines.slice(0, decisionsPage);
  return { lines: shown, next: lines.length > decisionsPage ? shown.at(-1)?.externalId : undefined };
}

export async function forgetLastingDecisions(context: Context, source: Source, externalId: string): Promise<boolean> {
  if (!managesSources(context)) return false;
  return context.transaction(async (trx) => {
    const done = await forgetDecisions(trx, source.id, externalId);
    if (done) await audit(trx, context, { action: 'directory.source_decisions_forgotten', ...subject(source.id) });
    return done;
  });
}
