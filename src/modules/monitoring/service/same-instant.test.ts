import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#platform/access';
import type { Outcome } from '#platform/outcome';
import { openStage, type Stage, useDatabase } from '#testing';
import { retrievalSchema } from '../model/retrieval.ts';
import { monitoringModule } from '../module.ts';
import { addTestIndicators } from '../testing/import-definitions.ts';
import { createReport } from './reports.ts';
import { addRetrieval } from './retrieval.ts';
import { createDimension, createSource } from './source-form.ts';
import { saveTarget } from './targets.ts';

const database = useDatabase();
let stage: Stage;
let staff: Context;

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule]);
  staff = stage.context({ actor: stage.add('staff', 'ki_staff') });
  await addTestIndicators(staff, ['people']);
});
afterAll(() => stage.close());

/** Several people at the same instant. */
const together = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 6 }, work));

const target = { indicator: 'people', territory: '05562', breakdown: '', year: 2030, value: 12, source: '' };
const source = {
  key: 'amt',
  names: { de: 'Amt' },
  publisher: 'Amt',
  licence: null,
  licenceNote: '',
  attribution: '',
  url: null,
  populationBasis: null,
  roundedTo: null,
  rank: 100,
  public: true,
};
const table = retrievalSchema.parse({ service: 'zensus', tableCode: '1000A-0001' });

describe('the same thing, added by several at the same instant', () => {
  it.each<[string, () => Promise<Outcome<string, string>>, string]>([
    ['target', () => saveTarget(staff, target, null), 'monitoring.taken'],
    ['source', () => createSource(staff, source), 'monitoring.taken'],
    [
      'dimension',
      () => createDimension(staff, { key: 'merkmal', names: { de: 'Merkmal' }, variableCodes: [] }),
      'monitoring.taken',
    ],
    ['retrieval', () => addRetrieval(staff, table), 'monitoring.retrieval_taken'],
  ])('is there once, and the others are told (%s)', async (_, work, code) => {
    const outcomes = await together(work);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap((one) => (one.ok ? [] : [one.code]))).toEqual(Array(5).fill(code));
  });

  it('is there as often as it was wanted when it is a report, whose title may occur again', async () => {
    const report = { title: 'Bericht', territory: '05562', beginning: 'empty' } as const;
    const outcomes = await together(() => createReport(staff, report));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
  });
});
