import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import { readBreakdown } from '../model/breakdown.ts';
import { breakdownField, type TargetContent } from '../model/target-form.ts';
import { listDimensions, listIndicators } from '../store/indicators.ts';
import { lockAdding } from '../store/locks.ts';
import {
  deleteTarget,
  findTarget,
  insertTarget,
  isTargetTaken,
  listAllTargets,
  type StoredTarget,
  updateTarget,
} from '../store/targets.ts';
import type { Saved } from './indicator-form.ts';
import { placesOf } from './reading.ts';

/** More targets than this nobody keeps in view. */
const mostTargets = 2000;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function targets(context: Context): Promise<StoredTarget[]> {
  return context.transaction((trx) => listAllTargets(trx, mostTargets));
}

export async function target(context: Context, id: string): Promise<StoredTarget | undefined> {
  return uuid.test(id) ? context.transaction((trx) => findTarget(trx, id)) : undefined;
}

/**
 * What the target names has to be there; the indicator's id, or what is wrong. A breakdown that it had before may stay, even
 * where the indicator is not broken down so any more.
 */
async function checked(trx: Trx, context: Context, content: TargetContent, kept: string | undefined): Promise<Saved<string>> {
  const wrong: Record<string, string> = {};
  const indicator = (await listIndicators(trx)).find(({ key }) => key === content.indicator);
  if (!indicator) wrong.indicator = 'http:field.choice';
  if (!(await placesOf(context, trx)).some(({ key }) => key === content.territory)) wrong.territory = 'http:field.choice';
  const dimensions = await listDimensions(trx);
  for (const [dimension, category] of Object.entries(readBreakdown(content.breakdown) ?? {})) {
    const known =
      indicator?.breakdowns.includes(dimension) &&
      dimensions.some(({ key, categories }) => key === dimension && categories.some(({ code }) => code === category));
    if (!known && content.breakdown !== kept) wrong[breakdownField(dimension)] = 'http:field.choice';
  }
  return indicator && Object.keys(wrong).length === 0 ? ok(indicator.id) : fail('monitoring.invalid', wrong);
}

/** Adds a target, or changes the one given. */
export async function saveTarget(
  context: Context,
  content: TargetContent,
  before: { readonly id: string; readonly version: number } | null,
): Promise<Saved> {
  if (!context.may('monitoring.edit')) return fail('monitoring.not_allowed');
  if (before && !uuid.test(before.id)) return fail('monitoring.unknown_target');
  return context.transaction(async (trx) => {
    const stored = before ? await findTarget(trx, before.id) : undefined;
    if (before && !stored) return fail('monitoring.unknown_target');
    if (before && stored && stored.version !== before.version) return fail('monitoring.changed', { version: stored.version });
    const indicatorId = await checked(trx, context, content, stored?.breakdown);
    if (!indicatorId.ok) return indicatorId;
    const { indicator: _, ...rest } = content;
    const row = { ...rest, indicator_id: indicatorId.value };
    await lockAdding(trx, context.tenant.id, 'target');
    if (await isTargetTaken(trx, row, before?.id ?? null)) return fail('monitoring.taken');
    const id = before?.id ?? uuidv7();
    if (before) await updateTarget(trx, id, row, context.now());
    else await insertTarget(trx, { tenant_id: context.tenant.id, id, ...row, updated_at: context.now() });
    await tell(trx, context, before ? 'monitoring.target_changed' : 'monitoring.target_added', id, content);
    return ok(id);
  });
}

export async function removeTarget(context: Context, id: string, version: number): Promise<Saved> {
  if (!context.may('monitoring.edit')) return fail('monitoring.not_allowed');
  if (!uuid.test(id)) return fail('monitoring.unknown_target');
  return context.transaction(async (trx) => {
    const stored = await findTarget(trx, id);
    if (!stored) return fail('monitoring.unknown_target');
    if (stored.version !== version) return fail('monitoring.changed', { version: stored.version });
    await deleteTarget(trx, id);
    await tell(trx, context, 'monitoring.target_removed', id, stored);
    return ok(id);
  });
}

async function tell(
  trx: Trx,
  context: Context,
  action: string,
  id: string,
  { indicator, territory, year, value }: Pick<TargetContent, 'indicator' | 'territory' | 'year' | 'value'>,
): Promise<void> {
  await audit(trx, context, {
    action,
    subjectType: 'monitoring_target',
    subjectId: id,
    details: { indicator, territory, year, value },
  });
  await touchContent(trx, context.tenant.id);
}
