import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Step } from '../model/edition.ts';
import { toStep } from './tree.ts';

export async function lockStep(trx: Trx, recommendationId: string, id: string): Promise<Step | undefined> {
  const row = await trx
    .selectFrom('concept_step')
    .selectAll()
    .where('recommendation_id', '=', recommendationId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toStep(row);
}

/** The district's steps, or a town's own, in order. */
export async function listSteps(trx: Trx, recommendationId: string, town: string | null): Promise<Step[]> {
  const rows = await trx
    .selectFrom('concept_step')
    .selectAll()
    .where('recommendation_id', '=', recommendationId)
    .where('town', 'is not distinct from', town)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(toStep);
}

export type StepChange = Pick<Step, 'title' | 'dueOn' | 'responsible' | 'state' | 'doneOn' | 'evidence' | 'weight'>;

const columns = (step: StepChange) => ({
  title: step.title,
  due_on: step.dueOn,
  responsible: step.responsible,
  state: step.state,
  done_on: step.doneOn,
  evidence: step.evidence,
  weight: step.weight,
});

export async function insertStep(
  trx: Trx,
  step: StepChange & { tenantId: string; id: string; recommendationId: string; town: string | null; position: number },
): Promise<void> {
  await trx
    .insertInto('concept_step')
    .values({
      ...columns(step),
      tenant_id: step.tenantId,
      id: step.id,
      recommendation_id: step.recommendationId,
      town: step.town,
      position: step.position,
    })
    .execute();
}

/** Writes a locked step; returns its new version. */
export async function updateStep(trx: Trx, id: string, step: StepChange): Promise<number> {
  const { version } = await trx
    .updateTable('concept_step')
    .set(columns(step))
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

export async function deleteStepRow(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('concept_step').where('id', '=', id).execute();
}

/** Gives steps their places anew, in the order of the ids. */
export async function placeSteps(trx: Trx, ids: readonly string[]): Promise<void> {
  await sql`update concept_step s set position = o.place from unnest(${[...ids]}::uuid[]) with ordinality as o(id, place)
    where s.id = o.id and s.tenant_id = current_tenant() and s.position <> o.place`.execute(trx);
}
