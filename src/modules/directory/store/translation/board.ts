import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '#platform/database';
import { offerTranslatableFields, type TranslatableField } from '../../model/translation/fields.ts';
import type { EntryKind } from '../entries.ts';
import { inReach, type Reach } from '../reach.ts';

/** How the text of a field stands in a language. `current` was made by a person, `machine` by a program and is up to date. */
export const boardStates = ['missing', 'outdated', 'machine', 'current'] as const;
export type BoardState = (typeof boardStates)[number];

export interface BoardScope {
  readonly reach: Reach;
  /** Only what everybody sees; else proposals and archived entries too. */
  readonly publicOnly: boolean;
  readonly town?: string | undefined;
  readonly organisationId?: string | undefined;
}

export interface BoardQuery {
  readonly tag: string;
  readonly field?: TranslatableField | undefined;
  readonly state?: BoardState | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface BoardRow {
  readonly entryId: string;
  readonly kind: EntryKind;
  readonly name: string;
  readonly town: string | null;
  readonly organisation: string | null;
  readonly published: boolean;
  readonly field: TranslatableField;
  readonly state: BoardState;
  readonly german: string;
  readonly cursor: string;
}

export interface BoardCount {
  readonly field: TranslatableField;
  readonly state: BoardState;
  readonly count: number;
}

const position = (field: TranslatableField) => offerTranslatableFields.indexOf(field);

/** Entries in scope with the version that an editor would start from; one that only an unconfirmed visitor knows is none. */
function entries(scope: BoardScope): RawBuilder<unknown> {
  return sql`select entry.tenant_id, entry.id, entry.kind, entry.name, entry.town, entry.organisation_id,
      entry.published_version is not null as published, version.content
    from directory_entry entry
    join directory_version version on version.tenant_id = entry.tenant_id and version.entry_id = entry.id
      and version.version = coalesce(entry.published_version, entry.latest_version)
    where version.state <> 'unconfirmed' and ${inReach(scope.reach, 'entry.town')}
      ${scope.publicOnly ? sql`and entry.published_version is not null` : sql``}
      ${scope.town === undefined ? sql`` : sql`and entry.town = ${scope.town}`}
      ${scope.organisationId === undefined ? sql`` : sql`and entry.organisation_id = ${scope.organisationId}::uuid`}`;
}

/** German texts of an entry as model/translation/state.ts finds them, one row a field. */
const germanTexts = sql`(values
    ('name', ${position('name')}::int, case when entry.kind = 'offer' and not content ? 'properName' then content ->> 'name' end),
    ('summary', ${position('summary')}::int, case when entry.kind = 'offer' then content ->> 'summary' end),
    ('description', ${position('description')}::int, content ->> 'description'),
    ('how', ${position('how')}::int, content -> 'participation' ->> 'how'),
    ('feesNote', ${position('feesNote')}::int, content -> 'fees' ->> 'note'),
    ('documents', ${position('documents')}::int, (select string_agg(document, E'\\n' order by at)
      from jsonb_array_elements_text(content -> 'documents') with ordinality as listed (document, at))),
    ('directions', ${position('directions')}::int, content -> 'place' ->> 'directions'),
    ('contactRole', ${position('contactRole')}::int, content -> 'contact' ->> 'role')
  ) as texts (field, place, german)`;

const stateOf = (said: RawBuilder<unknown>, mark: RawBuilder<unknown>) => sql`case when ${said} is null then 'missing'
    when ${said} ->> 'of' <> ${mark} then 'outdated' when ${said} ->> 'by' = 'machine' then 'machine' else 'current' end`;

export interface BoardPlace {
  readonly name: string;
  readonly id: string;
  readonly position: number;
}

/** A row's place, as it stands in an address; anything else starts at the beginning. */
export function boardPlace(cursor: string | undefined): BoardPlace | undefined {
  const [, at, name = '', id] = /^(\d) (.*) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/su.exec(cursor ?? '') ?? [];
  return id && name.length <= 400 && !name.includes('\0') ? { name, id, position: Number(at) } : undefined;
}

/**
 * Texts of one language with how they stand, by name and field, and how many there are of each kind whatever is asked
 * for; one statement. Rides on `directory_entry_list` and the primary key of versions.
 */
export async function listBoard(
  trx: Trx,
  scope: BoardScope,
  query: BoardQuery,
): Promise<{ rows: BoardRow[]; counts: BoardCount[] }> {
  const place = boardPlace(query.after);
  const { rows } = await sql<{ rows: BoardRow[]; counts: BoardCount[] }>`
    with entry as (${entries(scope)}),
    rated as materialized (
      select entry.*, field, place, german,
        ${stateOf(sql`(content -> 'translations' -> ${query.tag}::text -> field)`, sql`directory_fingerprint(german)`)} as state
      from entry, lateral ${germanTexts} where german <> ''
    )
    select
      (select coalesce(jsonb_agg(jsonb_build_object('field', field, 'state', state, 'count', texts)), '[]')
        from (select field, state, count(*) as texts from rated group by field, state) as counted) as counts,
      (select coalesce(jsonb_agg(jsonb_build_object('entryId', shown.id, 'kind', shown.kind, 'name', shown.name, 'town', shown.town,
          'organisation', organisation.name, 'published', published, 'field', field, 'state', state, 'german', left(german, 300),
          'cursor', place || ' ' || lower(shown.name) || ' ' || shown.id) order by lower(shown.name), shown.id, place), '[]')
        from (select * from rated
          where true ${query.field === undefined ? sql`` : sql`and field = ${query.field}`}
            ${query.state === undefined ? sql`` : sql`and state = ${query.state}`}
            ${place ? sql`and (lower(name), id, place) > (${place.name}, ${place.id}::uuid, ${place.position}::int)` : sql``}
          order by lower(name), id, place limit ${query.limit}) as shown
        left join directory_entry organisation
          on organisation.tenant_id = shown.tenant_id and organisation.id = shown.organisation_id and shown.kind = 'offer') as rows`.execute(
    trx,
  );
  return rows[0] as { rows: BoardRow[]; counts: BoardCount[] };
}

/** How many texts stand how, by language; one statement over the entries in scope. */
export async function countByLanguage(
  trx: Trx,
  scope: BoardScope,
  tags: readonly string[],
): Promise<{ tag: string; state: BoardState; count: number }[]> {
  const { rows } = await sql<{ tag: string; state: BoardState; count: number }>`
    with entry as (${entries(scope)}),
    marked as materialized (
      select content -> 'translations' as translations, field, directory_fingerprint(german) as mark
      from entry, lateral ${germanTexts} where german <> ''
    )
    select tag, ${stateOf(sql`(translations -> tag -> field)`, sql`mark`)} as state, count(*)::int as count
    from marked, unnest(${[...tags]}::text[]) as languages (tag) group by 1, 2`.execute(trx);
  return rows;
}
