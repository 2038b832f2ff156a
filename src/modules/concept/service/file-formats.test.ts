import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSpreadsheet } from '#platform/documents';
import { openStage, type Stage, useDatabase } from '#testing';
import type { AreaNames } from '../model/file/cells.ts';
import { readMatrix } from '../model/file/read.ts';
import { type ConceptFile, conceptFileSchema } from '../model/file.ts';
import { conceptModule } from '../module.ts';
import { conceptFiles } from '../testing/file-arbitraries.ts';
import { matrixCsv, matrixWorkbook } from './file-formats.ts';
import { areasOf } from './loading.ts';

const database = useDatabase();
let stage: Stage;
let areas: AreaNames;
beforeAll(async () => {
  stage = await openStage(database, [conceptModule]);
  areas = await areasOf(stage.context());
});
afterAll(() => stage.close());

async function readBack(bytes: Buffer): Promise<ConceptFile> {
  const reading = await readSpreadsheet(bytes);
  if (!reading.ok) throw new Error(reading.fault);
  const { file, problems } = readMatrix(reading.sheets, { areas });
  expect(problems).toEqual([]);
  return conceptFileSchema.parse(file);
}

const arbitrary = conceptFiles(['05562004', '05562020', '05562032'], ['05562', '05']).filter(
  ({ recommendations }) => recommendations.length > 0,
);

describe('a matrix that is read again says what the edition said', () => {
  test('as CSV', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (file) => {
        expect(await readBack(Buffer.from(matrixCsv(file, areas)))).toEqual(file);
      }),
      { numRuns: 150 },
    );
  });

  test('as XLSX', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (file) => {
        expect(await readBack(await matrixWorkbook(stage.context(), file, areas))).toEqual(file);
      }),
      { numRuns: 60 },
    );
  });

  test('the district’s own concept, as CSV and XLSX', async () => {
    const path = new URL('../../../../districts/recklinghausen/concept.json', import.meta.url);
    const file = conceptFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    expect(await readBack(Buffer.from(matrixCsv(file, areas)))).toEqual(file);
    expect(await readBack(await matrixWorkbook(stage.context(), file, areas))).toEqual(file);
  });

  test('cells that are longer than Excel holds go on in the next row', async () => {
    const step = (number: number) => ({ title: `Schritt ${number}`, evidence: `Nachweis ${number} `.repeat(60).trim() });
    const file = conceptFileSchema.parse({
      concept: { slug: 'kreis', title: 'Konzept', territory: '05562' },
      edition: { title: 'Ausgabe' },
      fields: [{ key: 'wohnen', title: 'Wohnen' }],
      recommendations: [{ number: 1, field: 'wohnen', title: 'Lang', steps: Array.from({ length: 60 }, (_, at) => step(at)) }],
    });
    expect(await readBack(await matrixWorkbook(stage.context(), file, areas))).toEqual(file);
  });
});
