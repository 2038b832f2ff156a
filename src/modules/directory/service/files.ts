import type { Exporter, Importer } from '#platform/module';
import { failureKey } from '../failures.ts';
import { exportEntries } from './exporting.ts';
import { importOffers, previewImport, readImport } from './importing.ts';

/** Files of the command line; the table of the template below "Quellen". */
export const offersImporter: Importer = {
  description: 'Offers as CSV, one per row, with the headings of the template (export directory.offers shows them)',
  async run(context, { content, dryRun }) {
    const rows = readImport(content);
    if (!rows.ok) return { problems: [{ row: null, message: context.t(failureKey(rows.code), rows.details) }] };
    const report = await (dryRun ? previewImport : importOffers)(context, rows.value);
    if (!report.ok) return { problems: [{ row: null, message: context.t(failureKey(report.code), report.details) }] };
    const { problems, rows: imported } = report.value;
    if (!problems.length) return { imported };
    return {
      problems: problems.map(({ row, column, key, parameters }) => ({
        row,
        message: `${column}: ${context.t(key, parameters)}`,
      })),
    };
  },
};

export const offersExporter: Exporter = {
  description: 'Offers as CSV, which the import reads again',
  async *run(context) {
    yield* await exportEntries(context, { kind: 'offer' }, 'csv');
  },
};

export const organisationsExporter: Exporter = {
  description: 'Organisations as CSV',
  async *run(context) {
    yield* await exportEntries(context, { kind: 'organisation' }, 'csv');
  },
};
