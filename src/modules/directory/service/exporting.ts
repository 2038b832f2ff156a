import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { csv, type TableColumn, type TableRow, workbookPieces } from '#platform/documents';
import { fieldText, offerFields, organisationFields, type Words } from '../model/field-text.ts';
import { type EntryFilter, type ExportRow, listForExport } from '../store/entry-list.ts';
import { type EntryQuery, leavesFor } from './listing.ts';
import { reachOf } from './reach.ts';

export type ExportFormat = 'csv' | 'xlsx';

const portion = 1000;

const stateOf = ({ publishedVersion, archivedAt }: ExportRow) =>
  publishedVersion === null ? (archivedAt ? 'archived' : 'unpublished') : 'published';

function columnsOf({ t }: Words, kind: EntryFilter['kind']): TableColumn[] {
  const text = (key: string, header: string): TableColumn => ({ key, header, kind: 'text' });
  const fields: readonly string[] = kind === 'offer' ? offerFields : organisationFields;
  return [
    text('slug', t('directory:staff.export.slug')),
    ...fields.map((field) => text(field, t(`directory:field.label.${field}`))),
    text('state', t('directory:staff.column.state')),
    { key: 'confirmedOn', header: t('directory:staff.column.confirmed'), kind: 'date' },
    text('address', t('directory:staff.export.address')),
  ];
}

/** All rows of the filter, a portion at a time and each in its own transaction, so that an export of 20,000 needs little memory. */
async function* rowsOf(context: Context, filter: EntryFilter, leaves: readonly string[], words: Words): AsyncGenerator<TableRow> {
  const fields: readonly string[] = filter.kind === 'offer' ? offerFields : organisationFields;
  const place = filter.kind === 'offer' ? 'angebote' : 'anbieter';
  const base = `${context.publicUrl}/${context.tenant.slug}/${context.language.tag}/${place}`;
  let after: string | undefined;
  for (;;) {
    const afterId = after;
    const rows = await context.transaction((trx) => listForExport(trx, filter, leaves, afterId, portion));
    for (const row of rows) {
      const content = row.content as object as Readonly<Record<string, unknown>>;
      const shown = row.organisationName;
      const own = { ...words, organisation: (slug: string) => shown ?? words.organisation(slug) };
      yield {
        slug: row.slug,
        ...Object.fromEntries(fields.map((field) => [field, fieldText(filter.kind, field, content[field], own)])),
        state: words.t(`directory:staff.state.${stateOf(row)}`),
        confirmedOn: row.confirmedOn,
        address: row.publishedVersion === null ? '' : `${base}/${row.slug}`,
      };
    }
    after = rows.at(-1)?.id;
    if (rows.length < portion) return;
  }
}

/** The entries of a filtered list as a file, piece by piece; who took what along stands in the log. */
export async function exportEntries(
  context: Context,
  query: EntryQuery,
  words: Words,
  format: ExportFormat,
): Promise<AsyncIterable<string | Uint8Array>> {
  const filter: EntryFilter = { ...query, reach: reachOf(context, 'directory.edit') };
  const set = Object.entries(query).flatMap(([name, value]) => (value === undefined || name === 'kind' ? [] : [name]));
  const leaves = await context.transaction(async (trx) => {
    await audit(trx, context, {
      action: 'directory.exported',
      subjectType: 'directory',
      subjectId: null,
      details: { kind: query.kind, format, filter: set },
    });
    return leavesFor(trx, query.category);
  });
  const columns = columnsOf(words, query.kind);
  const rows = rowsOf(context, filter, leaves, words);
  if (format === 'csv') return csv(columns, rows, { separator: ';', bom: true });
  const title = words.t(query.kind === 'offer' ? 'directory:staff.entries.offers' : 'directory:staff.entries.organisations');
  return workbookPieces([{ name: title, columns, rows }], { title, language: context.language, createdAt: context.now() });
}
