import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/access';
import { openStage, type Stage, useDatabase } from '#testing';
import type { EditionTree } from '../model/edition.ts';
import { conceptFileSchema } from '../model/file.ts';
import { conceptModule } from '../module.ts';
import { listLineage, readTree } from '../store/tree.ts';
import { compare } from './comparing.ts';
import { adoptEdition, moveEdition, startEdition } from './editions.ts';
import { loadConcept } from './loading.ts';
import { mergeRecommendations, restoreRecommendation, retireRecommendation, splitRecommendation } from './succession.ts';

const database = useDatabase();
let stage: Stage;
let lead: Actor;
let staff: Actor;
let officer: Actor;
const town = '05562004';
const next = { title: 'Fortschreibung 2027', startsOn: '2027-01-01', endsOn: null };
const adopted = { on: '2026-11-20', by: 'Kreistag', paperNumber: '2026/117', resolutionId: null };

beforeAll(async () => {
  stage = await openStage(database, [conceptModule]);
  lead = stage.add('lead', 'ki_lead');
  staff = stage.add('staff', 'ki_staff');
  officer = stage.add('officer', 'integration_officer', { kind: 'territory', id: town });
});
afterAll(() => stage.close());

const as = (actor: Actor) => stage.context({ actor });

/** Five recommendations in force; the second waits for the first, the third has steps and a town's answer. */
const file = () =>
  conceptFileSchema.parse({
    concept: { slug: 'kreis', title: 'Konzept', territory: '05562' },
    edition: { title: 'Ausgabe 2022', state: 'adopted', adoptedOn: '2022-09-19', adoptedBy: 'Kreistag' },
    fields: [{ key: 'wohnen', title: 'Wohnen', challenges: [{ key: 'wohnen-1', title: 'Zu wenig Wohnungen' }] }],
    recommendations: [1, 2, 3, 4, 5].map((number) => ({
      number,
      field: 'wohnen',
      challenge: 'wohnen-1',
      title: `Empfehlung ${number}`,
      ...(number === 2 ? { needs: [1] } : {}),
      ...(number === 3
        ? {
            steps: [{ title: 'Fertig', state: 'done' }, { title: 'Offen' }, { title: 'Entfallen', state: 'dropped' }],
            adoptions: [{ town, decision: 'changed', note: 'Nur im Norden', steps: [{ title: 'Eigener Schritt' }] }],
          }
        : {}),
    })),
  });

let first: string;
beforeEach(async () => {
  await stage.context().transaction(async (trx) => {
    await trx.deleteFrom('concept_lineage').execute();
    await trx.updateTable('concept_edition').set({ based_on_id: null }).execute();
    await trx.deleteFrom('concept').execute();
  });
  first = (await loadConcept(stage.context(), file())).editionId ?? '';
});

const treeOf = async (id: string): Promise<EditionTree> => {
  const tree = await stage.context().transaction((trx) => readTree(trx, id, { today: '2026-11-22', internal: true }));
  if (!tree) throw new Error('no edition');
  return tree;
};
const lineageOf = (id: string) => stage.context().transaction((trx) => listLineage(trx, id));
const numbers = (tree: EditionTree) => tree.recommendations.map(({ number }) => number);
const idOf = (tree: EditionTree, number: number) => tree.recommendations.find((one) => one.number === number)?.id ?? '';

async function begin(): Promise<EditionTree> {
  const started = await startEdition(as(staff), first, next);
  if (!started.ok) throw new Error(started.code);
  return treeOf(started.value);
}

describe('the next edition', () => {
  it('begins as a draft with everything: numbers, steps, answers, dependencies, and a line of lineage each', async () => {
    const draft = await begin();
    expect(draft.edition).toMatchObject({
      state: 'draft',
      position: 2,
      basedOnId: first,
      title: next.title,
      startsOn: '2027-01-01',
    });
    expect(numbers(draft)).toEqual([1, 2, 3, 4, 5]);
    const third = draft.recommendations[2];
    expect(third?.steps.filter((step) => step.town === null).map(({ title }) => title)).toEqual(['Fertig', 'Offen']);
    expect(third?.steps.filter((step) => step.town === town).map(({ title }) => title)).toEqual(['Eigener Schritt']);
    expect(third?.adoptions).toMatchObject([{ town, decision: 'changed', note: 'Nur im Norden' }]);
    expect(draft.recommendations[1]?.needs).toEqual([idOf(draft, 1)]);
    expect(third?.challengeId).toBe(draft.challenges[0]?.id);
    expect(new Set((await lineageOf(draft.edition.id)).map(({ kind }) => kind))).toEqual(new Set(['carried']));
    expect((await treeOf(first)).recommendations.map(({ id }) => id)).not.toContain(third?.id);
  });

  it('begins once, and only from the edition in force', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => startEdition(as(staff), first, next)));
    expect(outcomes.filter(({ ok }) => ok).length).toBe(1);
    expect(outcomes.filter((one) => !one.ok && one.code === 'concept.draft_open').length).toBe(2);
    const draft = outcomes.find((one) => one.ok);
    expect(draft?.ok && (await startEdition(as(staff), draft.value, next))).toMatchObject({ code: 'concept.not_in_force' });
  });

  it('is put into force by the lead alone; the one before is superseded and closed', async () => {
    const draft = await begin();
    expect(await adoptEdition(as(staff), draft.edition.id, adopted)).toMatchObject({ code: 'concept.not_allowed' });
    expect(await adoptEdition(as(lead), draft.edition.id, { ...adopted, on: '2026-11-23' })).toMatchObject({
      code: 'concept.adopted_in_future',
    });
    expect((await adoptEdition(as(lead), draft.edition.id, adopted)).ok).toBe(true);
    expect((await treeOf(first)).edition.state).toBe('superseded');
    expect((await treeOf(draft.edition.id)).edition).toMatchObject({
      state: 'adopted',
      adoptedOn: adopted.on,
      paperNumber: '2026/117',
    });
    expect(await retireRecommendation(as(staff), first, { id: idOf(await treeOf(first), 1), reason: 'x' })).toMatchObject({
      code: 'concept.edition_closed',
    });
  });

  it('waits while it is open what becomes of a recommendation', async () => {
    const draft = await begin();
    await stage
      .context()
      .transaction((trx) => trx.deleteFrom('concept_recommendation').where('id', '=', idOf(draft, 4)).execute());
    expect(await adoptEdition(as(lead), draft.edition.id, adopted)).toMatchObject({
      code: 'concept.fate_missing',
      details: { numbers: '4' },
    });
    const older = idOf(await treeOf(first), 4);
    expect((await restoreRecommendation(as(staff), draft.edition.id, older)).ok).toBe(true);
    expect(await restoreRecommendation(as(staff), draft.edition.id, older)).toMatchObject({ code: 'concept.carried_already' });
    expect(numbers(await treeOf(draft.edition.id)).toSorted()).toEqual([1, 2, 3, 4, 5]);
    expect((await adoptEdition(as(lead), draft.edition.id, adopted)).ok).toBe(true);
  });

  it('is seen by the public in consultation, not before', async () => {
    const draft = await begin();
    const seen = () => compare(as({ kind: 'visitor' }), first, draft.edition.id, false);
    expect(await seen()).toBeUndefined();
    await moveEdition(as(staff), draft.edition.id, 'consultation');
    expect((await seen())?.rows.length).toBe(5);
    await moveEdition(as(staff), draft.edition.id, 'draft');
    expect(await seen()).toBeUndefined();
  });
});

describe('recommendations of a draft', () => {
  it('are merged: one keeps number and text, takes the open steps, and inherits the addresses of the others', async () => {
    const draft = await begin();
    const merged = await mergeRecommendations(as(staff), draft.edition.id, {
      into: idOf(draft, 1),
      others: [idOf(draft, 3), idOf(draft, 4)],
      reason: 'Dasselbe Ziel',
    });
    expect(merged.ok).toBe(true);
    const tree = await treeOf(draft.edition.id);
    expect(numbers(tree)).toEqual([1, 2, 5]);
    expect(tree.recommendations[0]?.steps.map(({ title }) => title)).toEqual(['Fertig', 'Offen']);
    const rows = (await compare(as(staff), first, draft.edition.id, true))?.rows ?? [];
    const row = rows.find(({ kind }) => kind === 'merged');
    expect(row?.before.map(({ number }) => number)).toEqual([1, 3, 4]);
    expect(row?.reason).toBe('Dasselbe Ziel');
    expect((await adoptEdition(as(lead), draft.edition.id, adopted)).ok).toBe(true);
  });

  it('are split: the first part keeps the number, the others get numbers that nobody had', async () => {
    const draft = await begin();
    const parts = await splitRecommendation(as(staff), draft.edition.id, {
      id: idOf(draft, 2),
      titles: ['Teil A', 'Teil B', 'Teil C'],
      reason: '',
    });
    expect(parts.ok && parts.value.length).toBe(3);
    const tree = await treeOf(draft.edition.id);
    expect(numbers(tree).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(tree.recommendations.find(({ number }) => number === 2)?.title).toBe('Teil A');
    const rows = (await compare(as(staff), first, draft.edition.id, true))?.rows ?? [];
    expect(rows.filter(({ kind }) => kind === 'split').map(({ after }) => after.map(({ title }) => title))).toEqual([
      ['Teil A', 'Teil B', 'Teil C'],
    ]);
    expect((await adoptEdition(as(lead), draft.edition.id, adopted)).ok).toBe(true);
  });

  it('are retired with a reason, and taken up again', async () => {
    const draft = await begin();
    const id = idOf(draft, 5);
    expect(await retireRecommendation(as(staff), draft.edition.id, { id, reason: '' })).toMatchObject({
      code: 'concept.reason_missing',
    });
    expect((await retireRecommendation(as(staff), draft.edition.id, { id, reason: 'Erreicht' })).ok).toBe(true);
    const rows = (await compare(as(staff), first, draft.edition.id, true))?.rows ?? [];
    expect(rows.find(({ kind }) => kind === 'retired')).toMatchObject({ reason: 'Erreicht', before: [{ number: 5 }] });
    const older = idOf(await treeOf(first), 5);
    expect((await restoreRecommendation(as(staff), draft.edition.id, older)).ok).toBe(true);
    expect((await compare(as(staff), first, draft.edition.id, true))?.rows.every(({ kind }) => kind === 'unchanged')).toBe(true);
  });

  it('are left alone by officers of towns, by ids of other editions and by nonsense', async () => {
    const draft = await begin();
    const older = idOf(await treeOf(first), 1);
    const [one, two] = [idOf(draft, 1), idOf(draft, 2)];
    const edition = draft.edition.id;
    const merge = { into: one, others: [two], reason: '' };
    expect(await mergeRecommendations(as(officer), edition, merge)).toMatchObject({ code: 'concept.not_allowed' });
    expect(await mergeRecommendations(as(staff), edition, { ...merge, others: [older] })).toMatchObject({
      code: 'concept.unknown_recommendation',
    });
    expect(await mergeRecommendations(as(staff), edition, { ...merge, others: [one] })).toMatchObject({
      code: 'concept.merge_needs_two',
    });
    expect(await splitRecommendation(as(staff), edition, { id: one, titles: ['Allein'], reason: '' })).toMatchObject({
      code: 'concept.split_needs_two',
    });
    expect(
      await startEdition(
        stage.context({ tenant: stage.there, actor: stage.add('else', 'ki_lead', null, stage.there) }),
        first,
        next,
      ),
    ).toMatchObject({
      code: 'concept.unknown_edition',
    });
    expect(numbers(await treeOf(edition))).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('the page of the next edition', () => {
  const base = '/intern/recklinghausen/konzept';

  it('leads from the edition in force to the draft, and back with what is wrong', async () => {
    const page = await stage.get(`${base}/${first}/fortschreibung`, 'staff');
    expect(page.statusCode).toBe(200);
    const wrong = await stage.post(
      `${base}/${first}/fortschreibung`,
      { aktion: 'start', title: '', startsOn: '2027-02-31' },
      'staff',
    );
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('2027-02-31');
    const made = await stage.post(
      `${base}/${first}/fortschreibung`,
      { aktion: 'start', title: 'Neu', startsOn: '', endsOn: '' },
      'staff',
    );
    expect(made.statusCode).toBe(303);
    const draft = await stage.get(String(made.headers.location), 'staff');
    expect(draft.statusCode).toBe(200);
    expect(draft.body).toContain('Empfehlung 3');
    const unknown = await stage.post(String(made.headers.location), { aktion: 'sprengen' }, 'staff');
    expect(unknown.statusCode).toBe(422);
    const early = await stage.post(String(made.headers.location), { aktion: 'adopt', on: '2026-11-20', by: 'Kreistag' }, 'staff');
    expect(early.statusCode).toBe(403);
  });

  it('is not there for ids that are none, and closed to officers', async () => {
    expect((await stage.get(`${base}/keine-id/fortschreibung`, 'staff')).statusCode).toBe(404);
    expect((await stage.get(`${base}/${first}/vergleich/keine-id`, 'staff')).statusCode).toBe(404);
    expect((await stage.get(`${base}/${first}/fortschreibung`, 'officer')).statusCode).toBe(403);
  });

  it('shows the public what changed between two editions', async () => {
    const draft = await begin();
    await mergeRecommendations(as(staff), draft.edition.id, { into: idOf(draft, 1), others: [idOf(draft, 2)], reason: 'Passt' });
    await adoptEdition(as(lead), draft.edition.id, adopted);
    const page = await stage.get('/recklinghausen/de/konzept/kreis/vergleich/1');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Zusammengeführt');
    expect((await stage.get('/recklinghausen/de/konzept/kreis/vergleich/7')).statusCode).toBe(404);
  });
});
