import type { Context } from '#platform/access';
import { addDays, dayOf } from '#platform/days';
import { listImports } from '../store/imports.ts';
import { dataNumbers, listDue } from '../store/overview.ts';

/** Whoever plans wants to know a month ahead. */
const daysAhead = 30;

/** State of the data for the staff's first page. */
export async function dataState(context: Context) {
  const today = dayOf(context.now());
  return context.transaction(async (trx) => ({
    today,
    numbers: await dataNumbers(trx),
    newest: await listImports(trx, { limit: 5 }),
    due: await listDue(trx, addDays(today, daysAhead)),
  }));
}
