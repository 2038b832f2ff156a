import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Version } from './entries.ts';

/** Lets only one transaction at a time work on a submission: the same form sent twice at once makes one proposal. */
export async function lockSubmission(trx: Trx, submissionKey: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${submissionKey}, 4721))`.execute(trx);
}

/** Marks a puzzle as handed in; false: it was before. */
export async function spendPuzzle(trx: Trx, tenantId: string, id: Buffer, expiresAt: Date): Promise<boolean> {
  const row = await trx
    .insertInto('directory_spent_puzzle')
    .values({ tenant_id: tenantId, id, expires_at: expiresAt })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Unconfirmed proposals of late: all without a puzzle, and those to one address. Rides on `directory_version_unconfirmed`. */
export async function countUnconfirmed(
  trx: Trx,
  email: string,
  hourAgo: Date,
  dayAgo: Date,
): Promise<{ withoutPuzzle: number; toAddress: number }> {
  return await trx
    .selectFrom('directory_version')
    .select([
      sql<number>`count(*) filter (where not puzzle_solved and created_at > ${hourAgo})::int`.as('withoutPuzzle'),
      sql<number>`count(*) filter (where lower(author_email) = lower(${email}))::int`.as('toAddress'),
    ])
    .where('state', '=', 'unconfirmed')
    .where('created_at', '>', dayAgo)
    .executeTakeFirstOrThrow();
}

export interface TokenHolder {
  readonly entryId: string;
  readonly version: number;
  readonly state: Version['state'];
  readonly expiresAt: Date;
  readonly name: string;
}

/** The proposal that a confirmation link belongs to; rides on `directory_version_token`. */
export async function findByToken(trx: Trx, tokenHash: Buffer): Promise<TokenHolder | undefined> {
  const row = await trx
    .selectFrom('directory_version')
    .select([
      'entry_id as entryId',
      'version',
      'state',
      'confirm_expires_at as expiresAt',
      sql<string>`content ->> 'name'`.as('name'),
    ])
    .where('confirm_token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row as TokenHolder | undefined;
}

/** Moves an unconfirmed version into the inbox, where its age counts from now. */
export async function confirmVersion(trx: Trx, entryId: string, version: number): Promise<void> {
  await trx
    .updateTable('directory_version')
    .set({ state: 'proposed', created_at: sql<Date>`now()` })
    .where('entry_id', '=', entryId)
    .where('version', '=', version)
    .where('state', '=', 'unconfirmed')
    .execute();
}

/** The newest version of an entry in one of these states, if any. */
export async function findLatestInState(
  trx: Trx,
  entryId: string,
  states: readonly Version['state'][],
): Promise<number | undefined> {
  const row = await trx
    .selectFrom('directory_version')
    .select('version')
    .where('entry_id', '=', entryId)
    .where('state', 'in', [...states])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.version;
}

/** Takes away what was never confirmed, with entries that held nothing else. Answers how many proposals went. */
export async function deleteUnconfirmed(trx: Trx, before: Date): Promise<number> {
  const gone = await trx
    .deleteFrom('directory_version')
    .where('state', '=', 'unconfirmed')
    .where('created_at', '<', before)
    .returning('entry_id')
    .execute();
  if (!gone.length) return 0;
  const ids = [...new Set(gone.map((row) => row.entry_id))];
  const withoutVersions = sql<boolean>`not exists (select from directory_version version where version.tenant_id = directory_entry.tenant_id and version.entry_id = directory_entry.id)`;
  // Offers first: their organisation, proposed with them, is held by the foreign key.
  await trx.deleteFrom('directory_entry').where('id', 'in', ids).where('kind', '=', 'offer').where(withoutVersions).execute();
  await trx
    .deleteFrom('directory_entry')
    .where('id', 'in', ids)
    .where('kind', '=', 'organisation')
    .where(withoutVersions)
    .where(
      sql<boolean>`not exists (select from directory_entry other where other.tenant_id = directory_entry.tenant_id and other.organisation_id = directory_entry.id and other.id <> directory_entry.id)`,
    )
    .execute();
  return gone.length;
}

/** Forgets who proposed what was decided before this moment; the version itself stays. */
export async function forgetAuthors(trx: Trx, decidedBefore: Date): Promise<number> {
  const rows = await trx
    .updateTable('directory_version')
    .set({ author_email: null, message: null })
    .where('author_email', 'is not', null)
    .where('decided_at', '<', decidedBefore)
    .returning('version')
    .execute();
  return rows.length;
}

export async function deleteRunOutPuzzles(trx: Trx, before: Date): Promise<void> {
  await trx.deleteFrom('directory_spent_puzzle').where('expires_at', '<', before).execute();
}
