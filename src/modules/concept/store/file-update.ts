import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import { type KnownIds, stepName } from '../model/file-ids.ts';

/** Ids of everything in an edition by the names that files use, in three statements. */
export async function knownIds(trx: Trx, editionId: string): Promise<KnownIds> {
  const nodes = await trx.selectFrom('concept_node').select(['id', 'kind', 'key']).where('edition_id', '=', editionId).execute();
  const recommendations = await trx
    .selectFrom('concept_recommendation')
    .select(['id', 'number'])
    .where('edition_id', '=', editionId)
    .execute();
  const rows = await trx
    .selectFrom('concept_step as s')
    .innerJoin('concept_recommendation as r', (join) =>
      join.onRef('r.tenant_id', '=', 's.tenant_id').onRef('r.id', '=', 's.recommendation_id'),
    )
    .select(['s.id', 's.recommendation_id', 's.town', 's.title'])
    .where('r.edition_id', '=', editionId)
    .orderBy('s.position')
    .orderBy('s.id')
    .execute();
  const steps = new Map<string, string[]>();
  for (const { id, recommendation_id, town, title } of rows) {
    const name = stepName(recommendation_id, town, title);
    const ids = steps.get(name);
    if (ids) ids.push(id);
    else steps.set(name, [id]);
  }
  return {
    nodes: new Map(nodes.map(({ id, kind, key }) => [`${kind} ${key}`, id])),
    recommendations: new Map(recommendations.map(({ id, number }) => [number, id])),
    steps,
  };
}

export interface Removal {
  /** Recommendations that go, with everything that hangs on them. */
  readonly recommendations: readonly string[];
  /** Recommendations that are written anew: of theirs, only these steps stay and these towns' answers. */
  readonly rewritten: readonly string[];
  readonly steps: readonly string[];
  readonly answers: readonly { readonly recommendation_id: string; readonly town: string }[];
}

/** Removes what a file no longer has, before `writeEdition`; four statements. */
export async function removeFromEdition(trx: Trx, { recommendations, rewritten, steps, answers }: Removal): Promise<void> {
  await sql`delete from concept_recommendation where id = any(${[...recommendations]}::uuid[])`.execute(trx);
  await sql`delete from concept_step where recommendation_id = any(${[...rewritten]}::uuid[]) and id <> all(${[...steps]}::uuid[])`.execute(
    trx,
  );
  await sql`delete from concept_adoption a where recommendation_id = any(${[...rewritten]}::uuid[]) and not exists (
    select 1 from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as kept (recommendation_id uuid, town text)
    where kept.recommendation_id = a.recommendation_id and kept.town = a.town)`.execute(trx);
  await sql`delete from concept_dependency where recommendation_id = any(${[...rewritten]}::uuid[])`.execute(trx);
}

/** Removes the branches of an edition that a file no longer has, once nothing hangs on them. */
export async function removeNodes(trx: Trx, editionId: string, kept: readonly string[]): Promise<void> {
  await sql`delete from concept_node where edition_id = ${editionId}::uuid and id <> all(${[...kept]}::uuid[])`.execute(trx);
}

/** The order of recommendations whose text stays as it is; that is no new version of them. */
export async function setPositions(trx: Trx, rows: readonly { readonly id: string; readonly position: number }[]): Promise<void> {
  await sql`update concept_recommendation r set position = given.position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, position int)
    where r.id = given.id and r.position <> given.position`.execute(trx);
}

export interface ImportedText {
  readonly title: string;
  readonly summary: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly source: string;
}

export async function setEditionText(trx: Trx, editionId: string, text: ImportedText, now: Date): Promise<void> {
  await trx
    .updateTable('concept_edition')
    .set(({ eb }) => ({
      title: text.title,
      summary: text.summary,
      starts_on: text.startsOn,
      ends_on: text.endsOn,
      source: text.source,
      version: eb('version', '+', 1),
      updated_at: now,
    }))
    .where('id', '=', editionId)
    .execute();
}

export interface ImportNote {
  readonly id: string;
  readonly recommendation_id: string;
  readonly text: string;
}

/** One line of history for every recommendation that a file changed. */
export async function insertImportNotes(
  trx: Trx,
  tenantId: string,
  notes: readonly ImportNote[],
  by: { readonly userId: string | null; readonly name: string; readonly at: Date },
): Promise<void> {
  await sql`insert into concept_note (tenant_id, id, recommendation_id, kind, text, public, author_name, author_user_id, created_at)
    select ${tenantId}::uuid, id, recommendation_id, 'text', text, false, ${by.name}, ${by.userId}::uuid, ${by.at}
    from jsonb_to_recordset(${JSON.stringify(notes)}::jsonb) as given (id uuid, recommendation_id uuid, text text)`.execute(trx);
}
