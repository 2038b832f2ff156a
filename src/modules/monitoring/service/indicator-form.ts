import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import { checkFormula, type FormulaProblem } from '../model/formula-check.ts';
import type { Indicator, Source } from '../model/indicator.ts';
import type { IndicatorContent } from '../model/indicator-schema.ts';
import type { IndicatorState } from '../model/vocabulary.ts';
import { indicatorColumns } from '../store/catalogue.ts';
import { findIndicator, insertIndicator, updateIndicator } from '../store/indicator-form.ts';
import { listDimensions, listIndicators, listSources } from '../store/indicators.ts';
import { runAfterImport } from './import-effects.ts';
import { lockStoring } from './storing.ts';

export type Saved<T = string> = Outcome<T, FailureCode>;

/** What the form edits, as it stands. */
export function contentOf(indicator: Indicator, sources: readonly Source[]): IndicatorContent {
  const { id: _, version: __, sourceId, ...rest } = indicator;
  const source = sources.find(({ id }) => id === sourceId)?.key ?? null;
  // Copies, because what is read is read-only and what is parsed is not.
  return structuredClone({ ...rest, source }) as IndicatorContent;
}

/** What is wrong with a formula, in one sentence of the reader's language. */
export function formulaMessage(context: Context, problem: FormulaProblem): string {
  const details = {
    position: 'position' in problem ? problem.position + 1 : 0,
    indicator: 'indicator' in problem ? problem.indicator : '',
    way: 'way' in problem ? problem.way.join(' → ') : '',
  };
  return context.t(`monitoring:staff.formula.${problem.code}`, details);
}

/** What the content names has to be there: source, dimensions, the count that it would tell; the formula has to be one. */
async function strangers(trx: Trx, context: Context, content: IndicatorContent): Promise<Record<string, string>> {
  const wrong: Record<string, string> = {};
  const [indicators, sources, dimensions] = [await listIndicators(trx), await listSources(trx), await listDimensions(trx)];
  if (content.source !== null && !sources.some(({ key }) => key === content.source)) wrong.source = 'http:field.choice';
  if (content.breakdowns.some((one) => !dimensions.some(({ key }) => key === one))) wrong.breakdowns = 'http:field.choice';
  if (content.secrecyOf !== null && !indicators.some(({ key }) => key === content.secrecyOf))
    wrong.secrecyOf = 'http:field.choice';
  const problem = content.formula === null ? undefined : checkFormula(content.formula, content.key, indicators);
  if (problem) wrong.formula = formulaMessage(context, problem);
  return wrong;
}

async function columnsOf(trx: Trx, content: IndicatorContent) {
  return indicatorColumns(content, new Map((await listSources(trx)).map(({ id, key }) => [key, id])));
}

async function tell(trx: Trx, context: Context, action: string, id: string, key: string): Promise<void> {
  await audit(trx, context, { action, subjectType: 'monitoring_indicator', subjectId: id, details: { key } });
  await touchContent(trx, context.tenant.id);
}

export async function createIndicator(context: Context, content: IndicatorContent): Promise<Saved> {
  if (!context.may('monitoring.edit')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const wrong = await strangers(trx, context, content);
    if (Object.keys(wrong).length) return fail('monitoring.invalid', wrong);
    const id = uuidv7();
    const added = await insertIndicator(trx, { tenant_id: context.tenant.id, id, ...(await columnsOf(trx, content)) });
    if (!added) return fail('monitoring.taken', { key: content.key });
    await tell(trx, context, 'monitoring.indicator_added', id, content.key);
    return ok(content.key);
  });
}

/** What decides which figures are withheld. */
const withheldBy = ['secrecyK', 'secrecyOf', 'unit', 'additive'] as const;

/** @param version of the indicator that the editor started from; its key stays */
export async function changeIndicator(context: Context, key: string, version: number, content: IndicatorContent): Promise<Saved> {
  if (!context.may('monitoring.edit')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const stored = await findIndicator(trx, key);
    if (!stored) return fail('monitoring.unknown_indicator');
    if (stored.version !== version) return fail('monitoring.changed', { version: stored.version });
    const kept = { ...content, key };
    const wrong = await strangers(trx, context, kept);
    if (Object.keys(wrong).length) return fail('monitoring.invalid', wrong);
    const again = withheldBy.some((field) => stored[field] !== kept[field]);
    // Figures that an import is just bringing in would be looked at by the old rule and escape the new one.
    if (again) await lockStoring(trx, context.tenant.id);
    await updateIndicator(trx, stored.id, await columnsOf(trx, kept), context.now());
    if (again) await runAfterImport(trx, context, [stored.id]);
    await tell(trx, context, 'monitoring.indicator_changed', stored.id, key);
    return ok(key);
  });
}

/** Ends an indicator, or takes it up again; its figures stay. */
export async function setIndicatorState(context: Context, key: string, version: number, state: IndicatorState): Promise<Saved> {
  if (!context.may('monitoring.edit')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const stored = await findIndicator(trx, key);
    if (!stored) return fail('monitoring.unknown_indicator');
    if (stored.version !== version) return fail('monitoring.changed', { version: stored.version });
    await updateIndicator(trx, stored.id, { state }, context.now());
    await tell(trx, context, `monitoring.indicator_${state}`, stored.id, key);
    return ok(key);
  });
}
