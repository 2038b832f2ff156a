import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import type { Edition } from '../model/edition.ts';
import { withoutFate } from '../model/lineage.ts';
import { type AdoptedBy, copyEdition, putIntoForce, setEditionState } from '../store/lineage.ts';
import { lockEdition } from '../store/structure.ts';
import { listLineage, readTree } from '../store/tree.ts';

export type EditionOutcome<T = undefined> = Outcome<T, FailureCode>;

/** A day after which an edition cannot have been adopted is the day after tomorrow: minutes are written late, not early. */
const isFuture = (day: string, context: Context) => day > dayOf(context.now());

/** Begins the next edition: a draft into which everything is carried over, to be changed, merged, split or retired. */
export async function startEdition(
  context: Context,
  basedOnId: string,
  wanted: { readonly title: string; readonly startsOn: string | null; readonly endsOn: string | null },
): Promise<EditionOutcome<string>> {
  if (context.scopesOf('concept.edit') !== 'district') return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    const basedOn = await lockEdition(trx, basedOnId, 'update');
    if (!basedOn) return fail('concept.unknown_edition');
    if (basedOn.state !== 'adopted') return fail('concept.not_in_force');
    const open = await trx
      .selectFrom('concept_edition')
      .select('id')
      .where('concept_id', '=', basedOn.conceptId)
      .where('state', 'in', ['draft', 'consultation'])
      .executeTakeFirst();
    if (open) return fail('concept.draft_open');
    const id = uuidv7();
    const carried = await copyEdition(trx, basedOn, { id, ...wanted });
    await audit(trx, context, {
      action: 'concept.edition_started',
      subjectType: 'concept_edition',
      subjectId: id,
      details: { basedOn: basedOnId, carried },
    });
    return ok(id);
  });
}

/** Opens a draft for consultation, or takes it back: the public sees it in consultation only. */
export async function moveEdition(context: Context, id: string, to: 'draft' | 'consultation'): Promise<EditionOutcome> {
  if (context.scopesOf('concept.edit') !== 'district') return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    const edition = await lockEdition(trx, id, 'update');
    if (!edition) return fail('concept.unknown_edition');
    if (edition.state !== 'draft' && edition.state !== 'consultation') return fail('concept.edition_closed');
    if (edition.state !== to) await setEditionState(trx, id, to, context.now());
    await record(trx, context, `concept.edition_${to}`, id);
    return ok();
  });
}

/** Puts an edition into force; what was in force is superseded and stays readable. */
export async function adoptEdition(context: Context, id: string, adopted: AdoptedBy): Promise<EditionOutcome> {
  if (context.scopesOf('concept.release') !== 'district') return fail('concept.not_allowed');
  return context.transaction((trx) => adoptEditionIn(trx, context, id, adopted));
}

/** The same within a transaction that somebody else began, for a resolution that adopts it. */
export async function adoptEditionIn(trx: Trx, context: Context, id: string, adopted: AdoptedBy): Promise<EditionOutcome> {
  const edition = await lockEdition(trx, id, 'update');
  if (!edition) return fail('concept.unknown_edition');
  if (edition.state !== 'draft' && edition.state !== 'consultation') return fail('concept.edition_closed');
  if (isFuture(adopted.on, context)) return fail('concept.adopted_in_future');
  const lost = await lostRecommendations(trx, context, edition);
  if (lost.length > 0) return fail('concept.fate_missing', { numbers: lost.join(', ') });
  await putIntoForce(trx, edition, adopted, context.now());
  await record(trx, context, 'concept.edition_adopted', id, { on: adopted.on, paperNumber: adopted.paperNumber ?? '' });
  return ok();
}

/** Numbers of the older edition's recommendations that have no successor and no reason why not. */
async function lostRecommendations(trx: Trx, context: Context, edition: Edition): Promise<readonly number[]> {
  if (!edition.basedOnId) return [];
  const older = await readTree(trx, edition.basedOnId, { today: dayOf(context.now()), internal: true });
  return withoutFate(older?.recommendations ?? [], await listLineage(trx, edition.basedOnId)).map((one) => one.number);
}

export async function record(
  trx: Trx,
  context: Context,
  action: string,
  id: string,
  details: Record<string, string | number> = {},
): Promise<void> {
  await audit(trx, context, { action, subjectType: 'concept_edition', subjectId: id, details });
  await touchContent(trx, context.tenant.id);
}
