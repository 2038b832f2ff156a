import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import type { EntryKind } from './entries.ts';

/** An entry that an import makes public. */
export interface ImportedEntry<Content extends OfferContent | OrganisationContent = OfferContent> {
  readonly id: string;
  readonly slug: string;
  readonly organisationId: string;
  readonly town: string | null;
  readonly confirmedOn: string | null;
  readonly content: Content;
  /** Of an entry that was there before: its newest and its public version. */
  readonly before?: { readonly latest: number; readonly published: number | null };
}

/**
 * Adds new entries that are public with their version 1, which `insertImportedVersions` writes: all of them in one
 * statement. PostgreSQL keeps its plan for checking foreign keys from the first check on; made while a first import had
 * written but its organisations, that plan went through all entries of the district for every further one.
 */
export async function insertImportedEntries(
  trx: Trx,
  tenantId: string,
  added: Readonly<Record<EntryKind, readonly ImportedEntry<OfferContent | OrganisationContent>[]>>,
): Promise<void> {
  const entries = [
    ...added.organisation.map((one) => ({ ...one, kind: 'organisation' })),
    ...added.offer.map((one) => ({ ...one, kind: 'offer' })),
  ];
  if (!entries.length) return;
  await sql`insert into directory_entry (tenant_id, id, kind, slug, organisation_id, published_version, latest_version, name, town, confirmed_on, confirmed_by)
    select ${tenantId}::uuid, id, kind, slug, organisation_id, 1, 1, name, town, confirmed_on, case when confirmed_on is null then null else 'source' end
    from unnest(${entries.map((one) => one.id)}::uuid[], ${entries.map((one) => one.kind)}::text[], ${entries.map((one) => one.slug)}::text[],
      ${entries.map((one) => one.organisationId)}::uuid[], ${entries.map((one) => one.content.name)}::text[], ${entries.map((one) => one.town)}::text[],
      ${entries.map((one) => one.confirmedOn)}::date[])
      as fresh (id, kind, slug, organisation_id, name, town, confirmed_on)`.execute(trx);
}

/** The public versions of imported entries, new ones and changed ones. */
export async function insertImportedVersions(
  trx: Trx,
  tenantId: string,
  entries: readonly ImportedEntry<OfferContent | OrganisationContent>[],
  author: { readonly userId: string | null; readonly at: Date },
): Promise<void> {
  if (!entries.length) return;
  await sql`insert into directory_version (tenant_id, entry_id, version, base_version, state, content, author_kind, author_user_id, decided_by, decided_at)
    select ${tenantId}::uuid, entry_id, version, base_version, 'published', content::jsonb, 'import', ${author.userId}::uuid, ${author.userId}::uuid, ${author.at}
    from unnest(${entries.map((one) => one.id)}::uuid[], ${entries.map((one) => (one.before?.latest ?? 0) + 1)}::int[],
      ${entries.map((one) => one.before?.published ?? null)}::int[], ${entries.map((one) => JSON.stringify(one.content))}::text[])
      as fresh (entry_id, version, base_version, content)`.execute(trx);
}

/** Raises the version numbers of changed entries; `markAllPublished` makes the new versions the public ones. */
export async function raiseVersions(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length)
    await sql`update directory_entry set latest_version = latest_version + 1 where id = any(${[...ids]}::uuid[])`.execute(trx);
}

export interface KnownEntry {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly town: string | null;
  readonly organisationId: string;
  readonly publishedVersion: number | null;
  readonly latestVersion: number;
  readonly confirmedOn: string | null;
  /** The entry that stands for it since it was merged. */
  readonly mergedInto: string | null;
}

/** All entries of a kind, locked, for finding the ones that an import means. */
export async function lockKnownEntries(trx: Trx, kind: EntryKind): Promise<KnownEntry[]> {
  return (await trx
    .selectFrom('directory_entry')
    .select([
      'id',
      'slug',
      'name',
      'town',
      'organisation_id as organisationId',
      'published_version as publishedVersion',
      'latest_version as latestVersion',
      'confirmed_on as confirmedOn',
      'merged_into as mergedInto',
    ])
    .where('kind', '=', kind)
    .orderBy('id')
    .forUpdate()
    .execute()) as KnownEntry[];
}

/** Only one import of a district at a time: two would give the same addresses twice. */
export async function lockImports(trx: Trx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${tenantId}, 4722))`.execute(trx);
}
