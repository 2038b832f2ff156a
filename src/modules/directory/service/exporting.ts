import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { csv, type TableColumn, type TableRow, workbookPieces } from '#platform/documents';
import { german } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { exportedOffer } from '../model/protected/export.ts';
import { offerColumns } from '../model/table/columns.ts';
import { writeOfferRow } from '../model/table/offer-row.ts';
import type { CategoryTree } from '../store/categories.ts';
import { type EntryFilter, type ExportRow, listForExport } from '../store/entry-list.ts';
import { readGround, readTowns } from './ground.ts';
import type { PublishingGround } from './publishing.ts';
import { reachOf } from './reach.ts';
import { tableNames } from './table-names.ts';

export type ExportFormat = 'csv' | 'xlsx';

export type ListQuery = Omit<EntryFilter, 'reach' | 'organisationIds'>;

const portion = 1000;

/** The leaf categories that a chosen one stands for. */
export function leavesOf(categories: CategoryTree, category: string | undefined): string[] {
  if (category === undefined) return [];
  const leaves = categories.leavesOf(category);
  return leaves.length ? leaves.map((leaf) => leaf.id) : [category];
}

const organisationColumns: readonly TableColumn[] = [
  { key: 'slug', header: 'Kennung', kind: 'text' },
  { key: 'name', header: 'Name', kind: 'text' },
  { key: 'shortName', header: 'Kurzname', kind: 'text' },
  { key: 'kind', header: 'Art', kind: 'text' },
  { key: 'description', header: 'Beschreibung', kind: 'text', width: 60 },
  { key: 'towns', header: 'Tätig in', kind: 'text' },
  { key: 'phone', header: 'Telefon', kind: 'text' },
  { key: 'email', header: 'E-Mail', kind: 'text' },
  { key: 'website', header: 'Internet-Seite', kind: 'text' },
  { key: 'confirmedOn', header: 'Bestätigt am', kind: 'date' },
];

const offerTableColumns: readonly TableColumn[] = offerColumns.map(({ key, header }) => ({
  key,
  header,
  kind: key === 'confirmedOn' ? 'date' : 'text',
}));

function toRow(
  ground: PublishingGround,
  kind: EntryFilter['kind'],
  names: ReturnType<typeof tableNames>,
): (row: ExportRow) => TableRow {
  const { label } = names;
  if (kind === 'offer') {
    return ({ slug, confirmedOn, organisationSlug, organisationName, content }) =>
      writeOfferRow(exportedOffer(content as OfferContent), { slug, confirmedOn }, (name, id) =>
        name === 'organisation' ? (id === organisationSlug ? (organisationName ?? id) : id) : label(name, id),
      );
  }
  return ({ slug, confirmedOn, content }) => {
    const { name, shortName, kind: organisationKind, description, towns, phone, email, website } = content as OrganisationContent;
    return {
      slug,
      name,
      shortName,
      kind: label('organisationKind', organisationKind),
      description,
      towns: towns.map((town) => ground.towns.get(town)?.names.de ?? town),
      phone,
      email,
      website,
      confirmedOn,
    };
  };
}

async function* rowsOf(context: Context, filter: EntryFilter): AsyncGenerator<TableRow> {
  const towns = await readTowns(context);
  const ground = await context.transaction((trx) => readGround(trx, towns));
  const leaves = leavesOf(ground.categories, filter.category);
  const write = toRow(ground, filter.kind, tableNames(ground));
  let after: string | undefined;
  do {
    const rows = await context.transaction((trx) => listForExport(trx, filter, leaves, after, portion));
    for (const row of rows) yield write(row);
    after = rows.length === portion ? rows.at(-1)?.id : undefined;
  } while (after);
}

/** Which filters are set; their values may hold names and stay out of the log. */
const chosenFilters = ({ kind: _kind, ...filters }: ListQuery): string[] =>
  Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [name]));

/**
 * The filtered list as a file, in pieces: CSV that the import reads again, or a workbook. Leaves a line in the audit log
 * before the first piece.
 */
export async function exportEntries(
  context: Context,
  query: ListQuery,
  format: ExportFormat,
): Promise<AsyncIterable<string | Uint8Array>> {
  const filter: EntryFilter = { ...query, reach: reachOf(context, 'directory.edit') };
  await context.transaction((trx) =>
    audit(trx, context, {
      action: 'directory.exported',
      subjectType: 'directory',
      subjectId: null,
      details: { format, kind: query.kind, filter: chosenFilters(query) },
    }),
  );
  const columns = query.kind === 'offer' ? offerTableColumns : organisationColumns;
  const rows = rowsOf(context, filter);
  if (format === 'csv') return csv(columns, rows, { separator: ';', bom: true });
  const title = query.kind === 'offer' ? 'Angebote' : 'Organisationen';
  return workbookPieces([{ name: title, columns, rows }], {
    title,
    language: german,
    createdAt: context.now(),
    creator: tenantName(context.tenant, german),
  });
}

/** An empty table with the headings and one row of examples, for filling in. */
export function importTemplate(): string {
  const example: Record<string, string> = {
    kind: 'Angebot',
    name: 'Sprachcafé im Bürgerhaus',
    summary: 'Deutsch sprechen bei Kaffee und Tee',
    description: 'Jede Woche üben Menschen zusammen Deutsch. Alle sind willkommen.',
    organisation: 'Name der Organisation',
    organisationKind: 'Verein',
    organisationDescription: 'Verein für Begegnung in der Stadt.',
    categories: 'Sprachcafés und Gesprächskreise',
    hours: 'Tu 16:00-18:00; PH,SH off',
    languages: 'Deutsch',
    fee: 'Kostenlos',
    registration: 'Ohne Anmeldung',
  };
  return csv(offerTableColumns, [example], { separator: ';', bom: true });
}
