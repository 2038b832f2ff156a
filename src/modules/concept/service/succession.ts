import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { Edition } from '../model/edition.ts';
import { copyRecommendations, forgetRetirement, replaceLines, sourcesOf, takeNumbers } from '../store/lineage.ts';
import { lockEdition } from '../store/structure.ts';
import { record } from './editions.ts';

type Change<T = undefined> = Promise<Outcome<T, FailureCode>>;

/** Runs a change of a draft while nobody else changes it. */
async function inDraft<T>(context: Context, editionId: string, change: (trx: Trx, edition: Edition) => Change<T>): Change<T> {
  if (context.scopesOf('concept.edit') !== 'district') return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    const edition = await lockEdition(trx, editionId, 'update');
    if (!edition) return fail('concept.unknown_edition');
    if (edition.state !== 'draft' && edition.state !== 'consultation') return fail('concept.edition_closed');
    return change(trx, edition);
  });
}

/** Those of the ids that are recommendations of the edition. */
async function ownOf(trx: Trx, edition: Edition, ids: readonly string[]): Promise<readonly string[]> {
  if (!ids.length) return [];
  const rows = await trx
    .selectFrom('concept_recommendation')
    .select('id')
    .where('edition_id', '=', edition.id)
    .where('id', 'in', ids)
    .execute();
  const found = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => found.has(id));
}

/**
 * Puts recommendations of a draft together in one of them, which keeps its number, text and steps; the others leave the draft,
 * and their addresses lead to it.
 */
export function mergeRecommendations(
  context: Context,
  editionId: string,
  merge: { readonly into: string; readonly others: readonly string[]; readonly reason: string },
): Change {
  return inDraft(context, editionId, async (trx, edition) => {
    const others = [...new Set(merge.others)].filter((id) => id !== merge.into);
    const known = await ownOf(trx, edition, [merge.into, ...others]);
    if (known.length !== others.length + 1) return fail('concept.unknown_recommendation');
    if (others.length === 0) return fail('concept.merge_needs_two');
    const sources = await sourcesOf(trx, known);
    // Steps of the others are work that still has to be done: they move along, behind the own ones.
    await trx
      .updateTable('concept_step')
      .set((set) => ({ recommendation_id: merge.into, position: set('position', '+', 1000), version: set('version', '+', 1) }))
      .where('recommendation_id', 'in', others)
      .where('town', 'is', null)
      .execute();
    await trx.deleteFrom('concept_recommendation').where('id', 'in', others).execute();
    await replaceLines(trx, context.tenant.id, { from: sources, to: [merge.into], kind: 'merged', reason: merge.reason });
    await record(trx, context, 'concept.recommendations_merged', edition.id, { into: merge.into, count: others.length });
    return ok();
  });
}

/** Takes a recommendation of a draft apart: it keeps its number under the first title, the others get numbers of their own. */
export function splitRecommendation(
  context: Context,
  editionId: string,
  split: { readonly id: string; readonly titles: readonly string[]; readonly reason: string },
): Change<readonly string[]> {
  return inDraft<readonly string[]>(context, editionId, async (trx, edition) => {
    const [first, ...more] = split.titles;
    if (!first || more.length === 0) return fail('concept.split_needs_two');
    if ((await ownOf(trx, edition, [split.id])).length === 0) return fail('concept.unknown_recommendation');
    const numbers = await takeNumbers(trx, edition.conceptId, more.length);
    const original = await trx
      .selectFrom('concept_recommendation')
      .selectAll()
      .where('id', '=', split.id)
      .executeTakeFirstOrThrow();
    const parts = more.map((title, index) => ({ id: uuidv7(), title, number: numbers[index] ?? 0 }));
    const json = (value: unknown) => JSON.stringify(value) as never;
    await trx
      .insertInto('concept_recommendation')
      .values(
        parts.map((part) => ({
          ...original,
          ...part,
          wording: '',
          stakeholders: json(original.stakeholders),
          resources: json(original.resources),
          links: json(original.links),
          version: 1,
        })),
      )
      .execute();
    await trx
      .updateTable('concept_recommendation')
      .set((set) => ({ title: first, version: set('version', '+', 1), updated_at: context.now() }))
      .where('id', '=', split.id)
      .execute();
    const ids = [split.id, ...parts.map(({ id }) => id)];
    const sources = await sourcesOf(trx, [split.id]);
    await replaceLines(trx, context.tenant.id, { from: sources, to: ids, kind: 'split', reason: split.reason });
    await record(trx, context, 'concept.recommendation_split', edition.id, { from: split.id, count: ids.length });
    return ok(ids);
  });
}

/** Leaves a recommendation out of the next edition, with the reason that its address will name. */
export function retireRecommendation(
  context: Context,
  editionId: string,
  retire: { readonly id: string; readonly reason: string },
): Change {
  return inDraft(context, editionId, async (trx, edition) => {
    if (!retire.reason) return fail('concept.reason_missing');
    if ((await ownOf(trx, edition, [retire.id])).length === 0) return fail('concept.unknown_recommendation');
    const sources = await sourcesOf(trx, [retire.id]);
    await trx.deleteFrom('concept_recommendation').where('id', '=', retire.id).execute();
    await replaceLines(trx, context.tenant.id, { from: sources, to: [null], kind: 'retired', reason: retire.reason });
    await record(trx, context, 'concept.recommendation_retired', edition.id, { id: retire.id });
    return ok();
  });
}

/** Carries a recommendation of the older edition over again that was retired or lost. */
export function restoreRecommendation(context: Context, editionId: string, olderId: string): Change {
  return inDraft(context, editionId, async (trx, edition) => {
    const older = await trx
      .selectFrom('concept_recommendation')
      .select(['id', 'number'])
      .where('id', '=', olderId)
      .where('edition_id', '=', edition.basedOnId)
      .executeTakeFirst();
    if (!older || !edition.basedOnId) return fail('concept.unknown_recommendation');
    if (!(await forgetRetirement(trx, olderId))) return fail('concept.carried_already');
    await copyRecommendations(trx, { from: edition.basedOnId, to: edition.id }, [{ from: olderId, to: uuidv7() }]);
    await record(trx, context, 'concept.recommendation_restored', edition.id, { number: older.number });
    return ok();
  });
}
