import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PassedResolution } from '#modules/networks';
import type { Actor } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { openStage, type Stage, useDatabase } from '#testing';
import { conceptFileSchema } from '../model/file.ts';
import { conceptModule } from '../module.ts';
import { readTree } from '../store/tree.ts';
import { startEdition } from './editions.ts';
import { conceptEffects } from './effects.ts';
import { loadConcept } from './loading.ts';

const database = useDatabase();
let stage: Stage;
let staff: Actor;
let officer: Actor;
let edition: string;
let resolution: PassedResolution;

beforeAll(async () => {
  stage = await openStage(database, [conceptModule]);
  staff = stage.add('staff', 'ki_staff');
  officer = stage.add('officer', 'integration_officer', { kind: 'territory', id: '05562004' });
  const file = conceptFileSchema.parse({
    concept: { slug: 'kreis', title: 'Konzept', territory: '05562' },
    edition: { title: 'Ausgabe', state: 'adopted', adoptedOn: '2025-02-17' },
    fields: [{ key: 'wohnen', title: 'Wohnen' }],
    recommendations: [
      {
        number: 1,
        field: 'wohnen',
        title: 'Kostet Geld',
        needsMoney: true,
        resources: [{ kind: 'money', text: 'Stelle', securedCents: 5 }],
      },
      { number: 2, field: 'wohnen', title: 'Kostet nichts' },
    ],
  });
  edition = (await loadConcept(stage.context(), file)).editionId ?? '';
  const body = { tenant_id: stage.here.id, id: uuidv7() };
  resolution = {
    id: uuidv7(),
    bodyName: 'Kreistag',
    number: '2026/3',
    title: 'Geld für Wohnen',
    paperNumber: 'KT 12',
    decidedOn: '2026-11-20',
  };
  await stage.context().transaction(async (trx) => {
    await trx
      .insertInto('network_body')
      .values({ ...body, slug: 'kreistag', name: 'Kreistag', kind: 'council', territory: '05562' })
      .execute();
    await trx
      .insertInto('network_resolution')
      .values({
        tenant_id: stage.here.id,
        id: resolution.id,
        body_id: body.id,
        number: resolution.number,
        title: resolution.title,
        wording: 'Der Kreistag beschließt.',
        state: 'passed',
        decided_on: resolution.decidedOn,
        vote_until: resolution.decidedOn,
      })
      .execute();
  });
});
afterAll(() => stage.close());

const effectOf = (kind: string) => {
  const effect = conceptEffects.find((one) => one.kind === kind);
  if (!effect) throw new Error(kind);
  return effect;
};
const run = (actor: Actor, kind: string, subject: string, parameters: Record<string, string> = {}) => {
  const context = stage.context({ actor });
  return context.transaction((trx) => effectOf(kind).apply(trx, context, { subject, parameters }, resolution));
};
const subjectsOf = (actor: Actor, kind: string) => {
  const context = stage.context({ actor });
  return context.transaction((trx) => effectOf(kind).subjects(trx, context));
};
const tree = async (id = edition) =>
  stage.context().transaction((trx) => readTree(trx, id, { today: '2026-11-22', internal: true }));
const numbered = async (number: number) => (await tree())?.recommendations.find((one) => one.number === number);

describe('a resolution', () => {
  it('releases money: the recommendation is funded, with the resolution that did it', async () => {
    expect(await numbered(1)).toMatchObject({ unfunded: true });
    const [subject] = await subjectsOf(staff, 'concept.release_money');
    expect(subject?.label).toBe('1 Kostet Geld (Ausgabe)');
    expect((await run(staff, 'concept.release_money', subject?.id ?? '', { amount: '250000' })).ok).toBe(true);
    expect(await numbered(1)).toMatchObject({
      unfunded: false,
      resolutionId: resolution.id,
      resources: [{ kind: 'money', text: 'Stelle', securedCents: 250005 }],
    });
  });

  it.each(['', '-5', '1.5', 'viel', '1e30'])('releases no %j', async (amount) => {
    const before = await numbered(1);
    expect(await run(staff, 'concept.release_money', before?.id ?? '', { amount })).toMatchObject({ code: 'concept.invalid' });
    expect(await numbered(1)).toEqual(before);
  });

  it('changes a status, with itself as the reason', async () => {
    const id = (await numbered(2))?.id ?? '';
    expect((await run(staff, 'concept.set_status', id, { status: 'paused' })).ok).toBe(true);
    expect(await numbered(2)).toMatchObject({ status: 'paused', statusReason: 'Kreistag, 2026/3: Geld für Wohnen' });
    expect(await run(staff, 'concept.set_status', id, { status: 'egal' })).toMatchObject({ code: 'concept.invalid' });
  });

  it('adopts an edition: the body, the day and the paper stand with it', async () => {
    const started = await startEdition(stage.context({ actor: staff }), edition, {
      title: 'Nächste',
      startsOn: null,
      endsOn: null,
    });
    const id = started.ok ? started.value : '';
    expect(await subjectsOf(staff, 'concept.adopt_edition')).toEqual([{ id, label: 'Nächste' }]);
    expect((await run(staff, 'concept.adopt_edition', id)).ok).toBe(true);
    expect((await tree(id))?.edition).toMatchObject({
      state: 'adopted',
      adoptedOn: '2026-11-20',
      adoptedBy: 'Kreistag',
      paperNumber: 'KT 12',
      resolutionId: resolution.id,
    });
  });

  it('does nothing at the hands of somebody who may not edit the concept, and nothing to what is not there', async () => {
    for (const { kind } of conceptEffects) {
      expect(await subjectsOf(officer, kind)).toEqual([]);
      const refused = await run(officer, kind, (await numbered(1))?.id ?? '', { amount: '1', status: 'done' });
      expect(refused).toMatchObject({ code: 'concept.not_allowed' });
      expect((await run(staff, kind, uuidv7(), { amount: '1', status: 'done' })).ok).toBe(false);
    }
  });
});
