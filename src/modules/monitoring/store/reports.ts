import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import { type Block, blocksSchema, type Edition, type Report } from '../model/report.ts';
import type { EditionContent } from '../model/report-document.ts';

type ReportRow = Selectable<Tables['monitoring_report']>;

const toReport = (row: ReportRow): Report => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  territory: row.territory,
  blocks: blocksSchema.parse(row.blocks),
  version: row.version,
  updatedAt: row.updated_at,
});

/** All reports of the district, some dozens, by title. */
export async function listReports(trx: Trx): Promise<Report[]> {
  return (await trx.selectFrom('monitoring_report').selectAll().orderBy('title').orderBy('id').execute()).map(toReport);
}

export async function findReport(trx: Trx, id: string): Promise<Report | undefined> {
  const row = await trx.selectFrom('monitoring_report').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toReport(row);
}

/** The report while nobody else saves or freezes it. */
export async function lockReport(trx: Trx, id: string): Promise<Report | undefined> {
  const row = await trx.selectFrom('monitoring_report').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toReport(row);
}

/** Slugs that begin with a text. */
export async function slugsLike(trx: Trx, slug: string): Promise<readonly string[]> {
  const rows = await trx.selectFrom('monitoring_report').select('slug').where('slug', 'like', `${slug}%`).execute();
  return rows.map((row) => row.slug);
}

export async function insertReport(
  trx: Trx,
  report: Pick<Report, 'id' | 'slug' | 'title' | 'territory' | 'blocks'> & { readonly tenantId: string; readonly at: Date },
): Promise<void> {
  const { tenantId, at, blocks, ...rest } = report;
  const times = { created_at: at, updated_at: at };
  await trx
    .insertInto('monitoring_report')
    .values({ tenant_id: tenantId, ...rest, blocks: JSON.stringify(blocks), ...times })
    .execute();
}

export async function updateReport(
  trx: Trx,
  id: string,
  change: { readonly title: string; readonly territory: string; readonly blocks: readonly Block[]; readonly at: Date },
): Promise<void> {
  const { title, territory, blocks, at } = change;
  await trx
    .updateTable('monitoring_report')
    .set({ title, territory, blocks: JSON.stringify(blocks), updated_at: at, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

export async function deleteReport(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('monitoring_report').where('id', '=', id).execute();
}

const editionColumns = ['id', 'report_id', 'title', 'territory', 'public', 'frozen_at'] as const;

const toEdition = (row: Pick<Selectable<Tables['monitoring_report_edition']>, (typeof editionColumns)[number]>): Edition => ({
  id: row.id,
  reportId: row.report_id,
  title: row.title,
  territory: row.territory,
  public: row.public,
  frozenAt: row.frozen_at,
});

/** Editions of one report or of all, newest first, without their content; rides on `monitoring_report_edition_newest`. */
export async function listEditions(trx: Trx, filter: { reportId?: string; publicOnly?: boolean }): Promise<Edition[]> {
  let query = trx.selectFrom('monitoring_report_edition').select(editionColumns);
  if (filter.reportId) query = query.where('report_id', '=', filter.reportId);
  if (filter.publicOnly) query = query.where('public', '=', true);
  return (await query.orderBy('frozen_at', 'desc').orderBy('id', 'desc').limit(500).execute()).map(toEdition);
}

export async function findEdition(trx: Trx, id: string): Promise<(Edition & { readonly content: EditionContent }) | undefined> {
  const row = await trx
    .selectFrom('monitoring_report_edition')
    .select([...editionColumns, 'content'])
    .where('id', '=', id)
    .executeTakeFirst();
  // Written by `freeze` alone and kept from changes by the database.
  return row && { ...toEdition(row), content: row.content as unknown as EditionContent };
}

export async function insertEdition(
  trx: Trx,
  edition: Edition & { readonly tenantId: string; readonly content: EditionContent; readonly frozenBy: string | null },
): Promise<void> {
  await trx
    .insertInto('monitoring_report_edition')
    .values({
      tenant_id: edition.tenantId,
      id: edition.id,
      report_id: edition.reportId,
      title: edition.title,
      territory: edition.territory,
      content: JSON.stringify(edition.content),
      public: edition.public,
      frozen_at: edition.frozenAt,
      frozen_by: edition.frozenBy,
    })
    .execute();
}

export async function setEditionPublic(trx: Trx, id: string, isPublic: boolean): Promise<void> {
  await trx.updateTable('monitoring_report_edition').set({ public: isPublic }).where('id', '=', id).execute();
}
