import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { OfferContent, OrganisationContent } from '../../model/content.ts';
import type { EntryKind } from '../entries.ts';
import { inReach, type Reach } from '../reach.ts';

/** A public entry with what it says, for translating it. */
export interface TranslatableEntry {
  readonly id: string;
  readonly kind: EntryKind;
  readonly slug: string;
  readonly name: string;
  readonly town: string | null;
  readonly organisationId: string;
  readonly publishedVersion: number;
  readonly latestVersion: number;
  readonly confirmedOn: string | null;
  readonly confirmedBy: 'provider' | 'staff' | 'visitor' | 'source' | null;
  readonly content: OfferContent | OrganisationContent;
}

export interface EntryScope {
  readonly reach: Reach;
  readonly town?: string | undefined;
  readonly organisationId?: string | undefined;
}

const columns = [
  'entry.id as id',
  'entry.kind as kind',
  'entry.slug as slug',
  'entry.name as name',
  'entry.town as town',
  'entry.organisation_id as organisationId',
  'entry.published_version as publishedVersion',
  'entry.latest_version as latestVersion',
  'entry.confirmed_on as confirmedOn',
  'entry.confirmed_by as confirmedBy',
  'version.content as content',
] as const;

const publicEntries = (trx: Trx) =>
  trx
    .selectFrom('directory_entry as entry')
    .innerJoin('directory_version as version', (join) =>
      join
        .onRef('version.tenant_id', '=', 'entry.tenant_id')
        .onRef('version.entry_id', '=', 'entry.id')
        .onRef('version.version', '=', 'entry.published_version'),
    )
    .select(columns);

/** Public entries by id, some at a time; rides on the primary key. */
export async function listPublicEntries(
  trx: Trx,
  scope: EntryScope,
  after: string | undefined,
  limit: number,
): Promise<TranslatableEntry[]> {
  const found = await publicEntries(trx)
    .where(inReach(scope.reach, 'entry.town'))
    .$if(scope.town !== undefined, (query) => query.where('entry.town', '=', scope.town as string))
    .$if(scope.organisationId !== undefined, (query) => query.where('entry.organisation_id', '=', scope.organisationId as string))
    .$if(after !== undefined, (query) => query.where('entry.id', '>', after as string))
    .orderBy('entry.id')
    .limit(limit)
    .execute();
  return found as unknown as TranslatableEntry[];
}

/** Some public entries, locked until the transaction ends, in the order in which everybody locks them. */
export async function lockPublicEntries(trx: Trx, reach: Reach, ids: readonly string[]): Promise<TranslatableEntry[]> {
  // First the locks: a statement that waited for one would still see the version from before.
  await trx
    .selectFrom('directory_entry')
    .select('id')
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  const found = await publicEntries(trx)
    .where(sql<boolean>`entry.id = any(${[...ids]}::uuid[])`)
    .where(inReach(reach, 'entry.town'))
    .orderBy('entry.id')
    .execute();
  return found as unknown as TranslatableEntry[];
}

/** New public versions that differ from the ones before in their translations alone; who vouched for the facts and when stays. */
export async function writeTranslatedVersions(
  trx: Trx,
  tenantId: string,
  entries: readonly TranslatableEntry[],
  authorUserId: string | null,
): Promise<void> {
  const all = <T>(read: (entry: TranslatableEntry) => T) => entries.map(read);
  await sql`with superseded as (
      update directory_version version set state = 'superseded' from unnest(${all((one) => one.id)}::uuid[], ${all((one) => one.publishedVersion)}::int[])
        as old (entry_id, version) where version.entry_id = old.entry_id and version.version = old.version
    ), raised as (
      update directory_entry set latest_version = latest_version + 1, published_version = latest_version + 1, updated_at = now()
      where id = any(${all((one) => one.id)}::uuid[])
    )
    insert into directory_version (tenant_id, entry_id, version, base_version, state, content, author_kind, author_user_id)
    select ${tenantId}::uuid, entry_id, version, base_version, 'published', content::jsonb, 'staff', ${authorUserId}::uuid
    from unnest(${all((one) => one.id)}::uuid[], ${all((one) => one.latestVersion + 1)}::int[], ${all((one) => one.publishedVersion)}::int[],
      ${all((one) => JSON.stringify(one.content))}::text[]) as fresh (entry_id, version, base_version, content)`.execute(trx);
}

/** The public organisations of offers: slug and name by id. */
export async function publicNames(
  trx: Trx,
  tenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly slug: string; readonly name: string }>> {
  const rows = await trx
    .selectFrom('directory_public_organisation')
    .select(['organisation_id as id', 'slug', sql<string>`content ->> 'name'`.as('name')])
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`organisation_id = any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, slug, name }) => [id, { slug, name }]));
}
