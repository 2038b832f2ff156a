import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import { slugOfTitle } from '../model/file/branches.ts';
import { labelOf, statusWords } from '../model/file/words.ts';
import { type FileFormat, matrixCsv, matrixWorkbook } from './file-formats.ts';
import { fileOf } from './files.ts';
import { areasOf } from './loading.ts';
import { editionTreeIn } from './reading.ts';

export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer | string;
}

const types: Readonly<Record<FileFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** An edition as a file that the import reads again; leaves a line in the audit log. */
export async function exportEdition(
  context: Context,
  editionId: string,
  format: FileFormat,
): Promise<Outcome<ExportedFile, 'concept.unknown_edition'>> {
  const read = await context.transaction(async (trx) => {
    const tree = await editionTreeIn(trx, context, editionId, true);
    if (!tree) return undefined;
    await audit(trx, context, {
      action: 'concept.exported',
      subjectType: 'concept_edition',
      subjectId: editionId,
      details: { format, recommendations: tree.recommendations.length },
    });
    return { file: await fileOf(trx, tree), tree };
  });
  if (!read) return fail('concept.unknown_edition');
  const { file, tree } = read;
  const late = (status: string) => (status === 'late' ? 'In Verzug' : labelOf(statusWords, status as keyof typeof statusWords));
  const now = new Map(tree.recommendations.map(({ number, status }) => [number, late(status)]));
  const areas = await areasOf(context);
  const name = `${slugOfTitle(file.edition.title)}-${dayOf(context.now())}.${format}`;
  if (format === 'json') return ok({ name, type: types.json, content: `${JSON.stringify(file, null, 2)}\n` });
  const content = format === 'csv' ? matrixCsv(file, areas, now) : await matrixWorkbook(context, file, areas, now);
  return ok({ name, type: types[format], content });
}
