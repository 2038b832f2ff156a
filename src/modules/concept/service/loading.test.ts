import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, useDatabase } from '#testing';
import { conceptFileSchema } from '../model/file.ts';
import { conceptModule } from '../module.ts';
import { readTree } from '../store/tree.ts';
import { conceptFiles } from '../testing/file-arbitraries.ts';
import { editionExporter, editionImporter, fileOf } from './files.ts';
import { ConceptFileError, loadConcept } from './loading.ts';

const database = useDatabase();
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(database, [conceptModule]);
});
afterAll(() => stage.close());

const towns = ['05562004', '05562020'];

async function stored(editionId: string) {
  return stage.context().transaction(async (trx) => {
    const tree = await readTree(trx, editionId, { today: '2026-11-22', internal: true });
    return tree && fileOf(trx, tree);
  });
}

const small = (numbers: readonly (number | null)[], more: object = {}) =>
  conceptFileSchema.parse({
    concept: { slug: 'kreis', title: 'Konzept', territory: '05562' },
    edition: { title: 'Ausgabe', state: 'adopted', adoptedOn: '2025-02-17' },
    fields: [{ key: 'wohnen', title: 'Wohnen' }],
    recommendations: numbers.map((number, index) => ({ number, field: 'wohnen', title: `Empfehlung ${index} ${number}` })),
    ...more,
  });

describe('loading a concept', () => {
  test('what is read back is what the file said, whatever it said', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(conceptFiles(towns, ['05562', '05']), async (generated) => {
        runs += 1;
        // Each as a concept of its own would need as many towns; so each is the next edition of the same one.
        const concept = { slug: 'stadt', title: 'Stadt', territory: towns[0] as string, umbrella: null };
        const recommendations = generated.recommendations.map((one) => ({
          ...one,
          stakeholders: one.stakeholders.map(({ name, role }) => ({ name, role })),
        }));
        const file = { ...generated, concept, recommendations };
        const { editionId } = await loadConcept(stage.context(), file);
        expect(await stored(editionId as string)).toEqual(file);
      }),
      { numRuns: 15 },
    );
    expect(runs).toBe(15);
  });

  test('missing numbers are the next free ones, and none is given twice', async () => {
    const first = await loadConcept(stage.context(), small([7, null, null]));
    expect((await stored(first.editionId as string))?.recommendations.map(({ number }) => number)).toEqual([7, 8, 9]);
    const second = await loadConcept(stage.context(), small([8, null]));
    expect((await stored(second.editionId as string))?.recommendations.map(({ number }) => number)).toEqual([8, 10]);
    const states = await stage
      .context()
      .transaction((trx) =>
        trx.selectFrom('concept_edition').select(['id', 'state', 'based_on_id']).orderBy('position').execute(),
      );
    expect(states.filter(({ id }) => id === first.editionId || id === second.editionId)).toEqual([
      { id: first.editionId, state: 'superseded', based_on_id: null },
      { id: second.editionId, state: 'adopted', based_on_id: first.editionId },
    ]);
    const lineage = await stage
      .context()
      .transaction((trx) =>
        trx
          .selectFrom('concept_lineage as l')
          .innerJoin('concept_recommendation as r', 'r.id', 'l.from_id')
          .where('r.edition_id', '=', first.editionId)
          .select(['r.number', 'l.kind'])
          .orderBy('r.number')
          .execute(),
      );
    expect(lineage).toEqual([
      { number: 7, kind: 'retired' },
      { number: 8, kind: 'carried' },
      { number: 9, kind: 'retired' },
    ]);
  });

  test.each([
    [{ fields: [] }, 'field_unknown'],
    [{ concept: { slug: 'x', title: 'X', territory: '05999' } }, 'territory_unknown'],
    [{ concept: { slug: 'x', title: 'X', territory: '05562' } }, 'territory_taken'],
    [{ concept: { slug: 'x', title: 'X', territory: '05562008', umbrella: 'nirgends' } }, 'umbrella_unknown'],
  ])('%j is refused and leaves nothing behind', async (more, code) => {
    const count = () => stage.context().transaction((trx) => trx.selectFrom('concept_recommendation').select('id').execute());
    const before = (await count()).length;
    const refusal = loadConcept(stage.context(), small([1], more));
    await expect(refusal).rejects.toBeInstanceOf(ConceptFileError);
    await expect(refusal).rejects.toMatchObject({ faults: [expect.objectContaining({ code })] });
    expect((await count()).length).toBe(before);
  });

  test('the command line reads what it writes', async () => {
    const pieces: string[] = [];
    for await (const piece of editionExporter.run(stage.context())) pieces.push(String(piece));
    const content = Buffer.from(pieces.join(''));
    const file = { name: 'concept.json', content };
    expect(await editionImporter.run(stage.context(), { ...file, dryRun: true })).toEqual({ imported: 2 });
    expect(await editionImporter.run(stage.context(), { ...file, dryRun: false })).toEqual({ imported: 2 });
    const broken = { name: 'x', content: Buffer.from('{'), dryRun: false };
    expect(await editionImporter.run(stage.context(), broken)).toEqual({
      problems: [{ row: null, message: expect.stringContaining('no JSON') }],
    });
  });
});
