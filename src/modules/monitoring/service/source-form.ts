import { createHash } from 'node:crypto';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { Category, Dimension } from '../model/indicator.ts';
import type { CategoryContent, DimensionContent, SourceContent } from '../model/indicator-schema.ts';
import { sourceColumns } from '../store/catalogue.ts';
import {
  findDimension,
  findSource,
  insertDimension,
  insertSource,
  putCategory,
  updateDimension,
  updateSource,
} from '../store/source-form.ts';
import type { Saved } from './indicator-form.ts';

async function tell(trx: Trx, context: Context, action: string, subjectType: string, key: string): Promise<void> {
  await audit(trx, context, { action, subjectType, subjectId: null, details: { key } });
  await touchContent(trx, context.tenant.id);
}

export async function createSource(context: Context, content: SourceContent): Promise<Saved> {
  if (!context.may('monitoring.edit')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const added = await insertSource(trx, { tenant_id: context.tenant.id, id: uuidv7(), ...sourceColumns(content) });
    if (!added) return fail('monitoring.taken', { key: content.key });
    await tell(trx, context, 'monitoring.source_added', 'monitoring_source', content.key);
    return ok(content.key);
  });
}

/** @param version of the source that the editor started from; its key stays */
export async function changeSource(context: Context, key: string, version: number, content: SourceContent): Promise<Saved> {
  if (!context.may('monitoring.edit')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const stored = await findSource(trx, key);
    if (!stored) return fail('monitoring.unknown_source');
    if (stored.version !== version) return fail('monitoring.changed', { version: stored.version });
    await updateSource(trx, stored.id, sourceColumns({ ...content, key }), context.now());
    await tell(trx, context, 'monitoring.source_changed', 'monitoring_source', key);
    return ok(key);
  });
}

/** Dimensions and categories carry no version: what they say is their state. */
export const stateOf = (one: Omit<Dimension, 'categories'> | Category | undefined): string =>
  createHash('sha256')
    .update(JSON.stringify([one?.names, one && ('code' in one ? [one.attributeCodes, one.position] : one.variableCodes)]))
    .digest('hex')
    .slice(0, 16);

export async function createDimension(context: Context, content: Omit<DimensionContent, 'categories'>): Promise<Saved> {
  if (!context.may('monitoring.edit')) return fail('monitoring.not_allowed');
  const { key, names, variableCodes } = content;
  return context.transaction(async (trx) => {
    const added = await insertDimension(trx, { tenant_id: context.tenant.id, key, names, variable_codes: variableCodes });
    if (!added) return fail('monitoring.taken', { key });
    await tell(trx, context, 'monitoring.dimension_added', 'monitoring_dimension', key);
    return ok(key);
  });
}

/** @param state `stateOf` the dimension that the editor started from; its key stays */
export async function changeDimension(
  context: Context,
  key: string,
  state: string,
  { names, variableCodes }: Omit<DimensionContent, 'categories'>,
): Promise<Saved> {
  if (!context.may('monitoring.edit')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const stored = await findDimension(trx, key);
    if (!stored) return fail('monitoring.unknown_dimension');
    if (stateOf(stored) !== state) return fail('monitoring.changed');
    await updateDimension(trx, key, { names, variable_codes: variableCodes });
    await tell(trx, context, 'monitoring.dimension_changed', 'monitoring_dimension', key);
    return ok(key);
  });
}

/** @param before code and state of the category that the editor started from, whose code stays; null: a new one */
export async function saveCategory(
  context: Context,
  key: string,
  before: { readonly code: string; readonly state: string } | null,
  content: CategoryContent,
): Promise<Saved> {
  if (!context.may('monitoring.edit')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const dimension = await findDimension(trx, key);
    const code = before?.code ?? content.code;
    const stored = dimension?.categories.find((one) => one.code === code);
    if (!dimension || (before && !stored)) return fail('monitoring.unknown_dimension');
    if (!before && stored) return fail('monitoring.taken', { key: code });
    if (before && stateOf(stored) !== before.state) return fail('monitoring.changed');
    // A code of an office means one category, or a file would be read in two ways.
    const twice = content.attributeCodes.find((one) =>
      dimension.categories.some((other) => other.code !== code && other.attributeCodes.includes(one)),
    );
    if (twice) return fail('monitoring.invalid', { attributeCodes: 'monitoring:staff.fault.attribute_taken' });
    await putCategory(trx, context.tenant.id, key, { ...content, code });
    await tell(trx, context, 'monitoring.category_saved', 'monitoring_dimension', `${key}=${code}`);
    return ok(key);
  });
}
