import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import { quarterOf } from '../model/quarter.ts';
import type { Territory } from '../model/tree.ts';
import { findUnit, insertUnits, saveNames, saveValidTo } from '../store.ts';
import { mayEdit, townToEdit } from './scope.ts';

/** Adds a quarter to a town. Its key and address come from its name and stay when the name changes. */
export async function addQuarter(context: Context, ags: string, name: string): Promise<Outcome<string, FailureCode>> {
  return context.transaction(async (trx) => {
    const town = await townToEdit(trx, context, ags);
    if (!town.ok) return town;
    const quarter = quarterOf(town.value, name, dayOf(context.now()));
    if (!quarter) return fail('territory.quarter_name');
    if ((await insertUnits(trx, context.tenant.id, [quarter])) === 0) return fail('territory.quarter_taken');
    await record(trx, context, 'territory.quarter_added', quarter.key);
    return ok(quarter.key);
  });
}

export async function renameQuarter(context: Context, key: string, name: string): Promise<Outcome<undefined, FailureCode>> {
  return changeQuarter(context, key, async (trx, quarter) => {
    const town = quarter.parentKey && (await findUnit(trx, quarter.parentKey));
    if (!town || !quarterOf(town, name, dayOf(context.now()))) return fail('territory.quarter_name');
    await saveNames(trx, key, { ...quarter.names, de: name.trim() }, context.now());
    await record(trx, context, 'territory.quarter_renamed', key);
    return ok();
  });
}

/** Ends a quarter after a day: it leaves lists and maps, and records that name it stay readable. */
export async function closeQuarter(context: Context, key: string, lastDay: string): Promise<Outcome<undefined, FailureCode>> {
  return changeQuarter(context, key, async (trx, quarter) => {
    if (quarter.validFrom && lastDay < quarter.validFrom) return fail('territory.closing_date');
    await saveValidTo(trx, key, lastDay, context.now());
    await record(trx, context, 'territory.quarter_closed', key, { lastDay });
    return ok();
  });
}

/** Takes the end of a quarter back. */
export async function reopenQuarter(context: Context, key: string): Promise<Outcome<undefined, FailureCode>> {
  return changeQuarter(context, key, async (trx) => {
    await saveValidTo(trx, key, null, context.now());
    await record(trx, context, 'territory.quarter_reopened', key);
    return ok();
  });
}

async function changeQuarter(
  context: Context,
  key: string,
  change: (trx: Trx, quarter: Territory) => Promise<Outcome<undefined, FailureCode>>,
): Promise<Outcome<undefined, FailureCode>> {
  return context.transaction(async (trx) => {
    const quarter = await findUnit(trx, key);
    if (quarter?.level !== 'quartier') return fail('territory.unknown_quarter');
    return mayEdit(context, key) ? change(trx, quarter) : fail('territory.not_allowed');
  });
}

async function record(
  trx: Trx,
  context: Context,
  action: string,
  key: string,
  details: Record<string, string> = {},
): Promise<void> {
  await audit(trx, context, { action, subjectType: 'territory', subjectId: key, details });
  await touchContent(trx, context.tenant.id);
}
