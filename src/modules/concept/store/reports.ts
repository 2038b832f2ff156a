import { type Selectable, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type { Lineage, Note } from '../model/edition.ts';
import { type Frame, frameSchema, type Report, type Snapshot, snapshotSchema } from '../model/report.ts';
import type { Place } from '../model/report-differences.ts';
import type { PeriodNotes } from '../model/report-snapshot.ts';
import type { LineageKind } from '../model/vocabulary.ts';

type Row = Omit<Selectable<Tables['concept_report']>, 'tenant_id' | 'frame' | 'created_at' | 'updated_at'>;

// Without `frame`: it is large and only one page wants it.
const columns = [
  'r.id',
  'r.edition_id',
  'r.title',
  'r.starts_on',
  'r.ends_on',
  'r.fields',
  'r.summary',
  'r.paper_number',
  'r.committees',
  'r.proposal',
  'r.state',
  'r.closed_at',
  'r.previous_id',
  'r.public',
  'r.version',
] as const;

const toReport = (row: Row): Report => ({
  id: row.id,
  editionId: row.edition_id,
  title: row.title,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  fields: row.fields as Report['fields'],
  summary: row.summary,
  paperNumber: row.paper_number,
  committees: row.committees,
  proposal: row.proposal,
  state: row.state as Report['state'],
  closedAt: row.closed_at,
  previousId: row.previous_id,
  public: row.public,
  version: row.version,
});

export async function findReport(trx: Trx, id: string): Promise<Report | undefined> {
  const row = await trx.selectFrom('concept_report as r').select(columns).where('r.id', '=', id).executeTakeFirst();
  return row && toReport(row);
}

/** Locks a report until the transaction ends: signing and closing happen one after the other. */
export async function lockReport(trx: Trx, id: string): Promise<Report | undefined> {
  const row = await trx.selectFrom('concept_report as r').select(columns).where('r.id', '=', id).forUpdate().executeTakeFirst();
  return row && toReport(row);
}

export async function findFrame(trx: Trx, id: string): Promise<Frame | undefined> {
  const row = await trx.selectFrom('concept_report').select('frame').where('id', '=', id).executeTakeFirst();
  return row?.frame ? frameSchema.parse(row.frame) : undefined;
}

export interface ListedReport extends Report {
  readonly conceptTitle: string;
  readonly conceptSlug: string;
  readonly conceptId: string;
  readonly editionTitle: string;
}

const mostReports = 200;

/** Reports, latest period first: one or two a year, so a list without pages; rides on `concept_report_edition`. */
export async function listReports(
  trx: Trx,
  choice: { readonly conceptId?: string; readonly state?: Report['state']; readonly public?: boolean } = {},
): Promise<readonly ListedReport[]> {
  const rows = await trx
    .selectFrom('concept_report as r')
    .innerJoin('concept_edition as e', (join) => join.onRef('e.tenant_id', '=', 'r.tenant_id').onRef('e.id', '=', 'r.edition_id'))
    .innerJoin('concept as c', (join) => join.onRef('c.tenant_id', '=', 'e.tenant_id').onRef('c.id', '=', 'e.concept_id'))
    .select([...columns, 'c.id as concept_id', 'c.title as concept_title', 'c.slug', 'e.title as edition_title'])
    .$if(choice.conceptId !== undefined, (query) => query.where('c.id', '=', choice.conceptId ?? ''))
    .$if(choice.state !== undefined, (query) => query.where('r.state', '=', choice.state ?? ''))
    .$if(choice.public !== undefined, (query) => query.where('r.public', '=', choice.public ?? false))
    .orderBy('r.ends_on', 'desc')
    .orderBy('r.id', 'desc')
    .limit(mostReports)
    .execute();
  return rows.map((row) => ({
    ...toReport(row),
    conceptId: row.concept_id,
    conceptTitle: row.concept_title,
    conceptSlug: row.slug,
    editionTitle: row.edition_title,
  }));
}

export type ReportText = Pick<
  Report,
  'title' | 'startsOn' | 'endsOn' | 'fields' | 'summary' | 'paperNumber' | 'committees' | 'proposal' | 'previousId'
>;

const toRow = (text: ReportText) => ({
  title: text.title,
  starts_on: text.startsOn,
  ends_on: text.endsOn,
  fields: [...text.fields],
  summary: text.summary,
  paper_number: text.paperNumber,
  committees: text.committees,
  proposal: text.proposal,
  previous_id: text.previousId,
});

export async function insertReport(
  trx: Trx,
  report: { readonly tenantId: string; readonly id: string; readonly editionId: string; readonly text: ReportText },
): Promise<void> {
  const { tenantId, id, editionId, text } = report;
  await trx
    .insertInto('concept_report')
    .values({ tenant_id: tenantId, id, edition_id: editionId, ...toRow(text) })
    .execute();
}

export async function updateReport(trx: Trx, id: string, text: ReportText, now: Date): Promise<void> {
  await trx
    .updateTable('concept_report')
    .set((set) => ({ ...toRow(text), updated_at: now, version: set('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** The last step of closing; from here on the database refuses every change of the report and its snapshots. */
export async function markClosed(trx: Trx, id: string, frame: Frame, now: Date): Promise<void> {
  await trx
    .updateTable('concept_report')
    .set((set) => ({
      state: 'closed',
      closed_at: now,
      frame: JSON.stringify(frame) as never,
      updated_at: now,
      version: set('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

export async function setPublic(trx: Trx, id: string, isPublic: boolean, now: Date): Promise<void> {
  await trx.updateTable('concept_report').set({ public: isPublic, updated_at: now }).where('id', '=', id).execute();
}

export async function deleteReport(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('concept_snapshot').where('report_id', '=', id).execute();
  await trx.deleteFrom('concept_report').where('id', '=', id).execute();
}

export interface StoredSnapshot {
  readonly recommendationId: string;
  readonly signedOff: boolean;
  readonly content: Snapshot;
}

export async function listSnapshots(trx: Trx, reportId: string): Promise<readonly StoredSnapshot[]> {
  const rows = await trx
    .selectFrom('concept_snapshot')
    .select(['recommendation_id', 'signed_off', 'content'])
    .where('report_id', '=', reportId)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    recommendationId: row.recommendation_id,
    signedOff: row.signed_off,
    content: snapshotSchema.parse(row.content),
  }));
}

/** Stores or renews snapshots in one statement. */
export async function putSnapshots(
  trx: Trx,
  taken: {
    readonly tenantId: string;
    readonly reportId: string;
    readonly signedBy: string | null;
    readonly signedOff: boolean;
    readonly at: Date;
    readonly items: readonly { readonly recommendationId: string; readonly content: Snapshot }[];
  },
): Promise<void> {
  const { tenantId, reportId, signedBy, signedOff, at, items } = taken;
  if (!items.length) return;
  await sql`
    insert into concept_snapshot (tenant_id, report_id, number, recommendation_id, signed_off, signed_by, taken_at, content)
    select ${tenantId}::uuid, ${reportId}::uuid, (i.content ->> 'number')::integer, i."recommendationId", ${signedOff}, ${signedBy}::uuid, ${at}::timestamptz, i.content
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as i ("recommendationId" uuid, content jsonb)
    on conflict (tenant_id, report_id, number) do update set recommendation_id = excluded.recommendation_id, signed_off = excluded.signed_off,
      signed_by = excluded.signed_by, taken_at = excluded.taken_at, content = excluded.content
  `.execute(trx);
}

/** Takes signatures back. Answers how many there were. */
export async function removeSnapshots(trx: Trx, reportId: string, numbers: readonly number[]): Promise<number> {
  if (!numbers.length) return 0;
  const done = await trx
    .deleteFrom('concept_snapshot')
    .where('report_id', '=', reportId)
    .where('number', 'in', numbers)
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

/** The last public and the last internal note of each recommendation between two moments; rides on `concept_note_recommendation`. */
export async function lastNotes(
  trx: Trx,
  editionId: string,
  period: { readonly from: string; readonly to: string },
): Promise<ReadonlyMap<string, PeriodNotes>> {
  const rows = await trx
    .selectFrom('concept_note as n')
    .innerJoin('concept_recommendation as r', (join) =>
      join.onRef('r.tenant_id', '=', 'n.tenant_id').onRef('r.id', '=', 'n.recommendation_id'),
    )
    .distinctOn(['n.recommendation_id', 'n.public'])
    .selectAll('n')
    .where('r.edition_id', '=', editionId)
    .where('n.kind', 'in', ['progress', 'status'])
    .where('n.text', '<>', '')
    .where(sql<string>`(n.created_at at time zone 'Europe/Berlin')::date`, '>=', period.from)
    .where(sql<string>`(n.created_at at time zone 'Europe/Berlin')::date`, '<=', period.to)
    .orderBy('n.recommendation_id')
    .orderBy('n.public')
    .orderBy('n.created_at', 'desc')
    .orderBy('n.id', 'desc')
    .execute();
  const found = new Map<string, { public: Note | undefined; internal: Note | undefined }>();
  for (const row of rows) {
    const own = found.get(row.recommendation_id) ?? { public: undefined, internal: undefined };
    own[row.public ? 'public' : 'internal'] = {
      id: row.id,
      recommendationId: row.recommendation_id,
      town: row.town,
      kind: row.kind as Note['kind'],
      text: row.text,
      from: row.from_value,
      to: row.to_value,
      public: row.public,
      authorName: row.author_name,
      createdAt: row.created_at,
    };
    found.set(row.recommendation_id, own);
  }
  return found;
}

/** Ids and numbers of an edition's recommendations. */
export async function placesOf(trx: Trx, editionId: string): Promise<readonly Place[]> {
  return trx.selectFrom('concept_recommendation').select(['id', 'number']).where('edition_id', '=', editionId).execute();
}

/** All lines of lineage of a concept, over all its editions. */
export async function listConceptLineage(trx: Trx, conceptId: string): Promise<readonly Lineage[]> {
  const rows = await trx
    .selectFrom('concept_lineage as l')
    .innerJoin('concept_recommendation as r', (join) =>
      join.onRef('r.tenant_id', '=', 'l.tenant_id').onRef('r.id', '=', 'l.from_id'),
    )
    .innerJoin('concept_edition as e', (join) => join.onRef('e.tenant_id', '=', 'r.tenant_id').onRef('e.id', '=', 'r.edition_id'))
    .select(['l.from_id', 'l.to_id', 'l.kind', 'l.reason'])
    .where('e.concept_id', '=', conceptId)
    .execute();
  return rows.map((row) => ({ fromId: row.from_id, toId: row.to_id, kind: row.kind as LineageKind, reason: row.reason }));
}
