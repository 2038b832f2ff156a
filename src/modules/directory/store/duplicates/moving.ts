import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Moved } from './merges.ts';

/** What hangs on an entry and goes along with it; each answers what it moved, so that it can be taken back. */

export async function moveCorrections(trx: Trx, from: string, to: string, only?: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update directory_correction set entry_id = ${to}::uuid
    where entry_id = ${from}::uuid and ${only ? sql`id = any(${[...only]}::uuid[])` : sql`state = 'open'`} returning id`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

/** Which record of which source it is: the next run of the source finds the entry that stayed. */
export async function moveRecords(trx: Trx, from: string, to: string, only?: Moved['records']): Promise<Moved['records']> {
  const chosen = only
    ? sql`(source_id, external_id) in (select * from unnest(${only.map((one) => one.source)}::uuid[], ${only.map((one) => one.external)}::text[]))`
    : sql`true`;
  const { rows } = await sql<{ source: string; external: string }>`update directory_source_record set entry_id = ${to}::uuid
    where entry_id = ${from}::uuid and ${chosen} returning source_id as source, external_id as external`.execute(trx);
  return rows;
}

/** Links of mails that nobody has answered yet. */
export async function moveConfirmations(trx: Trx, from: string, to: string, only?: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update directory_confirmation set organisation_id = ${to}::uuid
    where organisation_id = ${from}::uuid and ${only ? sql`id = any(${[...only]}::uuid[])` : sql`finished_at is null`} returning id`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

/** What is known of the other entry's links holds for the same addresses in the one that stays. */
export async function copyLinks(trx: Trx, from: string, to: string, content: object): Promise<void> {
  await sql`insert into directory_link (tenant_id, entry_id, field, url, result, target, status, failures, checked_at, accepted_at, accepted_by)
    select tenant_id, ${to}::uuid, field, url, result, target, status, failures, checked_at, accepted_at, accepted_by
    from directory_link where entry_id = ${from}::uuid and position(to_jsonb(url)::text in ${JSON.stringify(content)}) > 0
    on conflict (tenant_id, entry_id, field, url) do update
      set accepted_at = coalesce(directory_link.accepted_at, excluded.accepted_at), accepted_by = coalesce(directory_link.accepted_by, excluded.accepted_by)`.execute(
    trx,
  );
}

/** Proposals of an entry that wait, answered by a merge; undone, they wait again. */
export async function answerProposals(
  trx: Trx,
  entryId: string,
  decision: { readonly reason: string; readonly decidedBy: string | null; readonly at: Date },
): Promise<number[]> {
  const { rows } = await sql<{ version: number }>`update directory_version
    set state = 'superseded', reason = ${decision.reason}, decided_by = ${decision.decidedBy}::uuid, decided_at = ${decision.at}
    where entry_id = ${entryId}::uuid and state = 'proposed' returning version`.execute(trx);
  return rows.map(({ version }) => version);
}

export async function reopenProposals(trx: Trx, entryId: string, versions: readonly number[]): Promise<void> {
  if (versions.length)
    await sql`update directory_version set state = 'proposed', reason = null, decided_by = null, decided_at = null
      where entry_id = ${entryId}::uuid and version = any(${[...versions]}::int[]) and state = 'superseded'`.execute(trx);
}

/** Offers of an organisation, or the ones named, locked in the order of their ids. */
export async function lockOffersOf(trx: Trx, organisationId: string, only?: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select id from directory_entry where kind = 'offer' and organisation_id = ${organisationId}::uuid
    and ${only ? sql`id = any(${[...only]}::uuid[])` : sql`true`} order by id for update`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Gives offers another organisation, in what waits for a decision too; public versions are made anew by the caller. */
export async function reassignOffers(
  trx: Trx,
  ids: readonly string[],
  organisation: { readonly id: string; readonly slug: string },
): Promise<void> {
  await sql`update directory_entry set organisation_id = ${organisation.id}::uuid, updated_at = now() where id = any(${[...ids]}::uuid[])`.execute(
    trx,
  );
  await sql`update directory_version set content = jsonb_set(content, '{organisation}', to_jsonb(${organisation.slug}::text))
    where entry_id = any(${[...ids]}::uuid[]) and state in ('proposed', 'unconfirmed')`.execute(trx);
}
