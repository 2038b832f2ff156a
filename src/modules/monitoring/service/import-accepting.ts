import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { ImportRecord } from '../model/import.ts';
import { addFreshCategories, addFreshDimensions, addPlaces } from '../store/import-names.ts';
import { moveImport } from '../store/imports.ts';
import type { WatchedFile } from './import-file.ts';
import type { ImportRows } from './import-mapping.ts';
import { mappedBatches, rowsFor, validToOf } from './import-preview.ts';
import { openWith } from './import-recognition.ts';
import { type StorableRow, type Stored, StoringError, storeRows } from './storing.ts';

type Ready = Pick<ImportRecord, 'id' | 'fileName' | 'sha256' | 'report'>;

/** Names of territories, dimensions and categories that the file brings along. */
async function addNames(trx: Trx, tenantId: string, rows: ImportRows, known: ReadonlyMap<string, unknown>): Promise<void> {
  const places = [...rows.territories].filter(([key]) => !known.has(key));
  await addPlaces(
    trx,
    tenantId,
    places.map(([key, { name }]) => ({ key, name: name.slice(0, 200) || key, validTo: validToOf(key) })),
  );
  const fresh = [...rows.fresh.values()];
  const dimensions = new Map(fresh.map((one) => [one.dimension, one]));
  await addFreshDimensions(
    trx,
    tenantId,
    [...dimensions].map(([key, one]) => ({ key, name: one.variableLabel || one.variable, variable: one.variable })),
  );
  await addFreshCategories(
    trx,
    tenantId,
    fresh.map(({ dimension, code, attribute, label }) => ({ dimension, code, attribute, name: label || attribute })),
  );
}

/**
 * Reads the file once more, exactly as for its preview, and stores what it says in one transaction. When the file is not
 * what was looked at, or its rows contradict each other, nothing is stored and the import is refused with the reason.
 */
export async function acceptStored(context: Context, record: Ready, file: WatchedFile): Promise<Outcome<Stored, FailureCode>> {
  const { report, id } = record;
  const mapping = report?.mapping;
  if (!report || !mapping) throw new Error(`The import ${id} has no mapping`);
  try {
    const stored = await context.transaction(async (trx) => {
      const { rows, known } = await rowsFor(trx, context, mapping);
      const table = await openWith(report.reader, file, mapping.columns);
      return storeRows(trx, context, {
        importId: id,
        fileName: record.fileName,
        source: mapping.table.source,
        asOf: report.reading.asOf,
        rows: (async function* (): AsyncGenerator<readonly StorableRow[]> {
          yield* mappedBatches(table, rows);
          const { complete, duplicates, error } = table.report();
          if (!complete || duplicates.conflicting)
            throw new StoringError('file_changed', error?.code ?? 'duplicates.conflicting');
          if (record.sha256 !== null && file.digest() !== record.sha256) throw new StoringError('file_changed', 'sha256');
        })(),
        names: () => addNames(trx, context.tenant.id, rows, known),
      });
    });
    return ok(stored);
  } catch (error) {
    if (!(error instanceof StoringError)) throw error;
    const problem = { code: `storing.${error.code}`, detail: error.detail.slice(0, 1000) };
    await context.transaction((trx) =>
      moveImport(trx, id, ['accepting'], { state: 'refused', report: { ...report, problem }, preview: null }),
    );
    return fail('monitoring.import_refused', problem);
  }
}
