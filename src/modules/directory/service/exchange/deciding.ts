import type { Context } from '#platform/access';
import { type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import type { RunRecord } from '../../model/exchange/run.ts';
import { type Side, sides } from '../../model/exchange/three-way.ts';
import { decideAll, findRecords, listRecords, saveDecisions, settleConflicts } from '../../store/exchange/run-records.ts';
import { recompare } from './recomparing.ts';
import { changeRun } from './runs.ts';

export interface RecordChoice {
  readonly position: number;
  /** Of a doubtful one: 'new', an id, or null for "not yet"; of one that is gone: 'remove' or null. */
  readonly decision: string | null;
  readonly fields: Readonly<Record<string, string>>;
}

/** Keeps what somebody chose on a page of records; what is no choice there is passed over. */
export function decide(context: Context, id: string, choices: readonly RecordChoice[]): Promise<Outcome<undefined, FailureCode>> {
  return changeRun(context, id, ['read'], async (trx, run) => {
    const records = new Map(
      (
        await findRecords(
          trx,
          id,
          choices.map((one) => one.position),
        )
      ).map((one) => [one.position, one]),
    );
    const same: { record: RunRecord; entryId: string }[] = [];
    const saved = choices.flatMap(({ position, decision, fields }) => {
      const record = records.get(position);
      if (!record) return [];
      const candidate = record.details.candidates?.some((one) => one.id === decision);
      if (candidate && decision) same.push({ record, entryId: decision });
      const units = new Set(record.details.differences?.map((one) => one.unit));
      const chosen = Object.entries(fields).filter(([unit, side]) => units.has(unit) && sides.includes(side as Side));
      const allowed = record.kind === 'doubtful' ? decision === 'new' : record.kind === 'gone' && decision === 'remove';
      return [{ position, decision: allowed ? decision : null, fields: Object.fromEntries(chosen) as Record<string, Side> }];
    });
    await saveDecisions(trx, id, saved);
    await recompare(trx, run, same);
    return ok();
  });
}

export const bulkDecisions = [
  'doubtful.new',
  'doubtful.same',
  'doubtful.open',
  'gone.remove',
  'gone.keep',
  'conflicts.ours',
  'conflicts.theirs',
] as const;

/** One decision for all records of a kind. */
export function decideMany(
  context: Context,
  id: string,
  what: (typeof bulkDecisions)[number],
): Promise<Outcome<undefined, FailureCode>> {
  return changeRun(context, id, ['read'], async (trx, run) => {
    if (what === 'conflicts.ours' || what === 'conflicts.theirs')
      await settleConflicts(trx, id, what === 'conflicts.ours' ? 'ours' : 'theirs');
    else if (what === 'gone.remove' || what === 'gone.keep')
      await decideAll(trx, id, 'gone', what === 'gone.remove' ? 'remove' : null);
    else if (what === 'doubtful.same') {
      const records = await listRecords(trx, id, ['doubtful'], { limit: 20_000 });
      await recompare(
        trx,
        run,
        records.flatMap((record) =>
          record.details.candidates?.[0] ? [{ record, entryId: record.details.candidates[0].id }] : [],
        ),
      );
    } else await decideAll(trx, id, 'doubtful', what === 'doubtful.new' ? 'new' : null);
    return ok();
  });
}
