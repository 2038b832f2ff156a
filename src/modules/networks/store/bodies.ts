import { type RawBuilder, type Selectable, sql } from 'kysely';
import { uuidPattern } from '#platform/crypto';
import type { Tables, Trx } from '#platform/database';
import type { Body, BodyKind } from '../model/bodies.ts';

/** The bodies a list is limited to: all of the district, or those of these areas and those with a seat of this account today. */
export type BodyReach =
  | 'district'
  | { readonly areas: readonly string[]; readonly userId: string | null; readonly today: string };

/** Condition on a body; required by every function that lists for staff. `alias` is the name of `network_body` in the statement. */
export function reachesBody(reach: BodyReach, alias: string): RawBuilder<boolean> {
  if (reach === 'district') return sql<boolean>`true`;
  const territory = sql.ref(`${alias}.territory`);
  return sql<boolean>`(exists (select from unnest(${[...reach.areas]}::text[]) as area (key)
      where ${territory} = area.key or (area.key not like '%-%' and starts_with(${territory}, area.key)))
    or exists (select from network_member seat where seat.tenant_id = ${sql.ref(`${alias}.tenant_id`)}
      and seat.body_id = ${sql.ref(`${alias}.id`)} and seat.user_id = ${reach.userId}::uuid
      and coalesce(seat.to_on, 'infinity') >= ${reach.today}::date))`;
}

function toBody(row: Selectable<Tables['network_body']>): Body {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind as BodyKind,
    purpose: row.purpose,
    territory: row.territory,
    parentId: row.parent_id,
    recurrence: row.recurrence,
    public: row.public,
    contactEmail: row.contact_email,
    source: row.source,
    foundedOn: row.founded_on,
    endedOn: row.ended_on,
    version: row.version,
  };
}

function toRow(body: Omit<Body, 'id' | 'slug' | 'version'>) {
  return {
    name: body.name,
    kind: body.kind,
    purpose: body.purpose,
    territory: body.territory,
    parent_id: body.parentId,
    recurrence: body.recurrence,
    public: body.public,
    contact_email: body.contactEmail,
    source: body.source,
    founded_on: body.foundedOn,
    ended_on: body.endedOn,
  };
}

/** The body; undefined for what is no id, or the id of another district. */
export async function findBody(trx: Trx, id: string): Promise<Body | undefined> {
  if (!uuidPattern.test(id)) return undefined;
  const row = await trx.selectFrom('network_body').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toBody(row);
}

/** Locks the body until the transaction ends, so that two editors are told apart by its version. */
export async function lockBody(trx: Trx, id: string): Promise<Body | undefined> {
  if (!uuidPattern.test(id)) return undefined;
  const row = await trx.selectFrom('network_body').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toBody(row);
}

/** A public body by its address, ended or not. */
export async function findPublicBody(trx: Trx, slug: string): Promise<Body | undefined> {
  const row = await trx
    .selectFrom('network_body')
    .selectAll()
    .where('slug', '=', slug)
    .where('public', '=', true)
    .executeTakeFirst();
  return row && toBody(row);
}

/** A body by its address, public or not. */
export async function findBodyBySlug(trx: Trx, slug: string): Promise<Body | undefined> {
  const row = await trx.selectFrom('network_body').selectAll().where('slug', '=', slug).executeTakeFirst();
  return row && toBody(row);
}

/** True when the reach includes the body. */
export async function inBodyReach(trx: Trx, reach: BodyReach, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('network_body as body')
    .select('body.id')
    .where('body.id', '=', id)
    .where(reachesBody(reach, 'body'))
    .executeTakeFirst();
  return row !== undefined;
}

/** Bodies by name for choosing one (at most 500); rides on `network_body_list`. */
export async function listBodies(
  trx: Trx,
  reach: BodyReach,
  choice: { readonly kinds?: readonly BodyKind[]; readonly openOn?: string; readonly public?: boolean } = {},
): Promise<Body[]> {
  const rows = await trx
    .selectFrom('network_body as body')
    .selectAll('body')
    .where(reachesBody(reach, 'body'))
    .$if(choice.kinds !== undefined, (query) => query.where('body.kind', 'in', [...(choice.kinds ?? [])]))
    .$if(choice.public !== undefined, (query) => query.where('body.public', '=', choice.public as boolean))
    .$if(choice.openOn !== undefined, (query) =>
      query.where(({ eb, or }) => or([eb('body.ended_on', 'is', null), eb('body.ended_on', '>=', choice.openOn as string)])),
    )
    .orderBy('body.name')
    .orderBy('body.id')
    .limit(500)
    .execute();
  return rows.map(toBody);
}

/** Adds a body; false when its address is taken. */
export async function insertBody(trx: Trx, tenantId: string, body: Omit<Body, 'version'>, now: Date): Promise<boolean> {
  const result = await trx
    .insertInto('network_body')
    .values({ tenant_id: tenantId, id: body.id, slug: body.slug, ...toRow(body), created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'slug']).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Saves a locked body as its next version; its address stays. */
export async function updateBody(trx: Trx, body: Omit<Body, 'slug' | 'version'>, now: Date): Promise<void> {
  await trx
    .updateTable('network_body')
    .set((eb) => ({ ...toRow(body), updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', body.id)
    .execute();
}

/** True when `id` is `ancestor` or lies below it. */
export async function liesBelow(trx: Trx, id: string, ancestor: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    with recursive line (id, parent_id) as (
      select id, parent_id from network_body where id = ${id}::uuid
      union select body.id, body.parent_id from network_body body join line on body.id = line.parent_id
    ) select id from line where id = ${ancestor}::uuid`.execute(trx);
  return rows.length > 0;
}
