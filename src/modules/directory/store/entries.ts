import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { OfferContent, OrganisationContent, VersionState } from '../model/content.ts';
import { stillConfirmed } from './upkeep/languages.ts';

export type EntryKind = 'organisation' | 'offer';

export interface Entry {
  readonly id: string;
  readonly kind: EntryKind;
  readonly slug: string;
  readonly organisationId: string | null;
  readonly publishedVersion: number | null;
  readonly latestVersion: number;
  readonly name: string;
  readonly town: string | null;
  readonly confirmedOn: string | null;
  readonly confirmedBy: 'provider' | 'staff' | 'visitor' | 'source' | null;
  readonly archivedAt: Date | null;
  readonly updatedAt: Date;
}

export interface Version<Content = OfferContent | OrganisationContent> {
  readonly entryId: string;
  readonly version: number;
  readonly baseVersion: number | null;
  readonly state: VersionState;
  readonly content: Content;
  readonly authorKind: 'visitor' | 'provider' | 'staff' | 'import' | 'demonstration';
  readonly authorUserId: string | null;
  readonly authorEmail: string | null;
  readonly authorLanguage: string;
  readonly message: string | null;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly createdAt: Date;
}

export const entryColumns = [
  'id',
  'kind',
  'slug',
  'organisation_id as organisationId',
  'published_version as publishedVersion',
  'latest_version as latestVersion',
  'name',
  'town',
  'confirmed_on as confirmedOn',
  'confirmed_by as confirmedBy',
  'archived_at as archivedAt',
  'updated_at as updatedAt',
] as const;

const versionColumns = [
  'entry_id as entryId',
  'version',
  'base_version as baseVersion',
  'state',
  'content',
  'author_kind as authorKind',
  'author_user_id as authorUserId',
  'author_email as authorEmail',
  'author_language as authorLanguage',
  'message',
  'reason',
  'decided_by as decidedBy',
  'decided_at as decidedAt',
  'created_at as createdAt',
] as const;

export async function findEntry(trx: Trx, id: string): Promise<Entry | undefined> {
  return (await trx.selectFrom('directory_entry').select(entryColumns).where('id', '=', id).executeTakeFirst()) as
    | Entry
    | undefined;
}

/** The entry, locked until the transaction ends: two people decide one after the other. */
export async function lockEntry(trx: Trx, id: string): Promise<Entry | undefined> {
  return (await trx.selectFrom('directory_entry').select(entryColumns).where('id', '=', id).forUpdate().executeTakeFirst()) as
    | Entry
    | undefined;
}

export async function findEntryBySlug(trx: Trx, kind: EntryKind, slug: string): Promise<Entry | undefined> {
  return (await trx
    .selectFrom('directory_entry')
    .select(entryColumns)
    .where('kind', '=', kind)
    .where('slug', '=', slug)
    .executeTakeFirst()) as Entry | undefined;
}

/** A slug that no entry of this kind has yet: `cafe`, `cafe-2`, … */
export async function freeSlug(trx: Trx, kind: EntryKind, wanted: string): Promise<string> {
  const base = wanted || kind;
  // Until the transaction ends, nobody else of the district looks for one: two would find the same.
  await sql`select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant') || ${kind}::text, 4722))`.execute(trx);
  const rows = await trx
    .selectFrom('directory_entry')
    .select('slug')
    .where('kind', '=', kind)
    .where((eb) => eb.or([eb('slug', '=', base), eb('slug', 'like', `${base}-%`)]))
    .execute();
  const taken = new Set(rows.map((row) => row.slug));
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

export async function insertEntry(
  trx: Trx,
  entry: {
    tenantId: string;
    id: string;
    kind: EntryKind;
    slug: string;
    organisationId: string | null;
    name: string;
    town: string | null;
  },
): Promise<void> {
  await trx
    .insertInto('directory_entry')
    .values({
      tenant_id: entry.tenantId,
      id: entry.id,
      kind: entry.kind,
      slug: entry.slug,
      organisation_id: entry.organisationId,
      name: entry.name,
      town: entry.town,
    })
    .execute();
}

export interface NewVersion {
  readonly content: OfferContent | OrganisationContent;
  readonly state: VersionState;
  readonly baseVersion: number | null;
  readonly authorKind: Version['authorKind'];
  readonly authorUserId?: string;
  readonly authorEmail?: string;
  readonly authorLanguage?: string;
  readonly message?: string;
  readonly confirmTokenHash?: Buffer;
  readonly confirmExpiresAt?: Date;
  readonly submissionKey?: string;
  /** A visitor who handed in a proof of work. */
  readonly puzzleSolved?: boolean;
}

/** Appends a version to a locked entry and returns its number. */
export async function insertVersion(trx: Trx, tenantId: string, entryId: string, version: NewVersion): Promise<number> {
  const { latest_version: number } = await trx
    .updateTable('directory_entry')
    .set((eb) => ({ latest_version: eb('latest_version', '+', 1), updated_at: sql<Date>`now()` }))
    .where('id', '=', entryId)
    .returning('latest_version')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('directory_version')
    .values({
      tenant_id: tenantId,
      entry_id: entryId,
      version: number,
      base_version: version.baseVersion,
      state: version.state,
      content: JSON.stringify(version.content),
      author_kind: version.authorKind,
      author_user_id: version.authorUserId ?? null,
      author_email: version.authorEmail ?? null,
      author_language: version.authorLanguage ?? 'de',
      message: version.message ?? null,
      confirm_token_hash: version.confirmTokenHash ?? null,
      confirm_expires_at: version.confirmExpiresAt ?? null,
      submission_key: version.submissionKey ?? null,
      puzzle_solved: version.puzzleSolved ?? false,
    })
    .execute();
  return number;
}

export async function findVersion(trx: Trx, entryId: string, version: number): Promise<Version | undefined> {
  return (await trx
    .selectFrom('directory_version')
    .select(versionColumns)
    .where('entry_id', '=', entryId)
    .where('version', '=', version)
    .executeTakeFirst()) as Version | undefined;
}

export async function findVersionBySubmission(trx: Trx, submissionKey: string): Promise<Version | undefined> {
  return (await trx
    .selectFrom('directory_version')
    .select(versionColumns)
    .where('submission_key', '=', submissionKey)
    .executeTakeFirst()) as Version | undefined;
}

/** All versions of an entry, newest first; an entry has few, the limit is a net. */
export async function listVersions(trx: Trx, entryId: string): Promise<Version[]> {
  return (await trx
    .selectFrom('directory_version')
    .select(versionColumns)
    .where('entry_id', '=', entryId)
    .orderBy('version', 'desc')
    .limit(500)
    .execute()) as Version[];
}

/** Marks a version as decided. */
export async function decideVersion(
  trx: Trx,
  entryId: string,
  version: number,
  decision: { state: VersionState; reason?: string; decidedBy: string | null; at: Date },
): Promise<void> {
  await trx
    .updateTable('directory_version')
    .set({
      state: decision.state,
      reason: decision.reason ?? null,
      decided_by: decision.decidedBy,
      decided_at: decision.at,
      confirm_token_hash: null,
    })
    .where('entry_id', '=', entryId)
    .where('version', '=', version)
    .execute();
}

/** Makes a version the published one; the one before becomes superseded. */
export async function markPublished(
  trx: Trx,
  entry: Entry,
  version: number,
  facts: {
    name: string;
    town: string | null;
    organisationId: string | null;
    /** Absent: nobody has confirmed it, and the date stays. */
    confirmedOn?: string | null;
    confirmedBy?: Entry['confirmedBy'];
  },
): Promise<void> {
  if (entry.publishedVersion !== null && entry.publishedVersion !== version) {
    await trx
      .updateTable('directory_version')
      .set({ state: 'superseded' })
      .where('entry_id', '=', entry.id)
      .where('version', '=', entry.publishedVersion)
      .execute();
  }
  await trx
    .updateTable('directory_entry')
    .set({
      published_version: version,
      name: facts.name,
      town: facts.town,
      organisation_id: facts.organisationId,
      ...(facts.confirmedOn === undefined ? {} : { confirmed_on: facts.confirmedOn, confirmed_by: facts.confirmedBy ?? null }),
      // Somebody has just looked: whatever stage it was in, it begins anew.
      ...(facts.confirmedOn == null ? {} : { stage: 'fresh', stage_on: null }),
      languages_confirmed: stillConfirmed('directory_entry', sql`${version}::int`, sql`${facts.confirmedOn ?? null}::date`),
      archived_at: null,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', entry.id)
    .execute();
}
