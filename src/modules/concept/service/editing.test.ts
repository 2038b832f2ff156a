import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '#platform/access';
import { openStage, type Stage, useDatabase } from '#testing';
import { conceptModule } from '../module.ts';
import {
  addTestEdition,
  addTestRecommendation,
  done,
  recommendationText,
  setEditionState,
  type TestEdition,
} from '../testing/edition.ts';
import { saveAdoption } from './adoptions.ts';
import { addNote, notesOf, publishNote } from './notes.ts';
import { editionTree } from './reading.ts';
import {
  changeRecommendation,
  createRecommendation,
  deleteRecommendation,
  moveRecommendation,
  setProgress,
  setResolution,
} from './recommendations.ts';
import { setDependencies, setStatus } from './status.ts';
import { addStep, deleteStep, moveStep, saveStep, setStepState } from './steps.ts';
import { addNode, deleteNode, moveNode, saveNode } from './structure.ts';
import { createConcept, createEdition, deleteConcept, deleteEdition, saveEdition } from './structure-concepts.ts';

const database = useDatabase();
const [marl, herten] = ['05562024', '05562020'];
let stage: Stage;
let staff: Context;
let edition: TestEdition;
let officerMarl: Context;
let officerHerten: Context;

beforeAll(async () => {
  stage = await openStage(database, [conceptModule]);
  staff = stage.context({ actor: stage.add('staff', 'ki_staff') });
  officerMarl = stage.context({ actor: stage.add('marl', 'integration_officer', { kind: 'territory', id: marl }) });
  officerHerten = stage.context({ actor: stage.add('herten', 'integration_officer', { kind: 'territory', id: herten }) });
  edition = await addTestEdition(staff);
});
afterAll(() => stage.close());

const add = (more = {}) => addTestRecommendation(staff, edition, more);
const read = async (id: string, context = staff) =>
  (await editionTree(context, edition.editionId))?.recommendations.find((one) => one.id === id);
const audits = async (id: string) =>
  staff.transaction((trx) =>
    trx.selectFrom('audit_entry').select(['action', 'details']).where('subject_id', '=', id).orderBy('id').execute(),
  );

describe('a recommendation', () => {
  it('gets the next number of the concept, which is never given twice', async () => {
    const [a, b, c] = await Promise.all([add(), add(), add()]);
    const numbers = [a, b, c].map(({ number }) => number).sort((x, y) => x - y);
    expect(numbers).toEqual([numbers[0], (numbers[0] ?? 0) + 1, (numbers[0] ?? 0) + 2]);
    const last = [a, b, c].find(({ number }) => number === numbers[2]) as { id: string };
    expect(await deleteRecommendation(staff, last.id, 1)).toMatchObject({ ok: true });
    expect((await add()).number).toBe((numbers[2] ?? 0) + 1);
  });

  it('is changed field by field, and the second editor of the same version is refused', async () => {
    const { id } = await add({ title: 'Alt', contact: 'ki@example.org' });
    expect(await changeRecommendation(staff, id, 1, { title: 'Neu' })).toEqual({ ok: true, value: 2 });
    expect(await changeRecommendation(staff, id, 1, { title: 'Anders' })).toMatchObject({
      code: 'concept.changed',
      details: { version: 2 },
    });
    expect(await read(id)).toMatchObject({ title: 'Neu', contact: 'ki@example.org', version: 2 });
    // Saving what is there already is no change.
    expect(await changeRecommendation(staff, id, 2, { title: 'Neu' })).toEqual({ ok: true, value: 2 });
    const outcomes = await Promise.all([
      changeRecommendation(staff, id, 2, { title: 'x' }),
      changeRecommendation(staff, id, 2, { title: 'y' }),
    ]);
    expect(outcomes.filter(({ ok }) => ok).length).toBe(1);
    expect((await audits(id)).map(({ action }) => action)).toEqual([
      'concept.recommendation_added',
      'concept.recommendation_changed',
      'concept.recommendation_changed',
    ]);
  });

  it.each([
    ['an end before the start', { startsOn: '2026-05-01', endsOn: '2026-04-30' }, 'endsOn'],
    ['a day that no calendar has', { endsOn: '2026-02-31' }, 'endsOn'],
    ['no title', { title: '  ' }, 'title'],
    ['a title without end', { title: 'x'.repeat(301) }, 'title'],
    [
      'a link that runs a script',
      { links: [{ kind: 'page' as const, label: 'x', href: 'javascript:alert(1)' }] },
      'links.0.href',
    ],
    [
      'a link to another host in disguise',
      { links: [{ kind: 'page' as const, label: 'x', href: '//evil.example' }] },
      'links.0.href',
    ],
    ['money below nothing', { resources: [{ kind: 'money' as const, text: '', plannedCents: -1 }] }, 'resources.0.plannedCents'],
    [
      'one stakeholder twice',
      {
        stakeholders: [
          { name: 'AWO', role: 'lead' as const },
          { name: 'awo', role: 'partner' as const },
        ],
      },
      'stakeholders',
    ],
    ['a town of elsewhere', { territories: ['05754008'] }, 'territories'],
    ['a field that is none', { fieldId: '0199b2f0-0000-7000-8000-000000000001' }, 'fieldId'],
    ['a field that is no id', { fieldId: "x'; drop table concept; --" }, 'fieldId'],
    ['a weight of eleven', { weight: 11 }, 'weight'],
  ])('is refused with %s', async (_, wrong, field) => {
    const { id } = await add();
    const outcome = await changeRecommendation(staff, id, 1, wrong);
    expect(outcome).toMatchObject({ code: 'concept.invalid' });
    expect(Object.keys(outcome.ok ? {} : outcome.details)).toEqual([field]);
    expect((await read(id))?.version).toBe(1);
  });

  it('hangs on challenges and goals of its own field only', async () => {
    const challenge = done(
      await addNode(staff, edition.editionId, 'challenge', {
        fieldId: edition.otherFieldId,
        title: 'Zu wenig Plätze',
        rank: '1',
      }),
    );
    const goal = done(
      await addNode(staff, edition.editionId, 'goal', {
        fieldId: edition.otherFieldId,
        challengeId: challenge.id,
        title: 'Mehr Plätze',
      }),
    );
    const { id } = await add();
    expect(await changeRecommendation(staff, id, 1, { challengeId: challenge.id })).toMatchObject({ code: 'concept.invalid' });
    expect(await changeRecommendation(staff, id, 1, { goalId: challenge.id, fieldId: edition.otherFieldId })).toMatchObject({
      code: 'concept.invalid',
    });
    expect(
      await changeRecommendation(staff, id, 1, { fieldId: edition.otherFieldId, challengeId: challenge.id, goalId: goal.id }),
    ).toMatchObject({ ok: true });
  });

  it('moves while others move, without anybody waiting for ever', async () => {
    const own = await addTestEdition(staff, '05562024');
    const all = [];
    for (let index = 0; index < 6; index++) all.push(await addTestRecommendation(staff, own));
    const moves = await Promise.all(
      all.flatMap(({ id }) => [moveRecommendation(staff, id, 1), moveRecommendation(staff, id, -1)]),
    );
    expect(moves.every(({ ok }) => ok)).toBe(true);
    expect(await deleteConcept(staff, own.conceptId)).toMatchObject({ ok: true });
  });

  it('moves among the recommendations of its field', async () => {
    const own = await addTestEdition(staff, '05562008');
    const [a, b, c] = [
      await addTestRecommendation(staff, own),
      await addTestRecommendation(staff, own, { fieldId: own.otherFieldId }),
      await addTestRecommendation(staff, own),
    ];
    const order = async () => (await editionTree(staff, own.editionId))?.recommendations.map(({ id }) => id);
    expect(await order()).toEqual([a.id, c.id, b.id]);
    expect(await moveRecommendation(staff, c.id, -1)).toMatchObject({ ok: true });
    expect(await moveRecommendation(staff, c.id, -1)).toMatchObject({ ok: true });
    expect(await order()).toEqual([c.id, a.id, b.id]);
  });
});

describe('status', () => {
  it('is set by hand with a reason, told in the history, and given back to steps and dates', async () => {
    const { id } = await add({ endsOn: '2026-01-01' });
    expect((await read(id))?.status).toBe('late');
    expect(await setStatus(staff, id, 1, { status: 'paused' })).toMatchObject({ code: 'concept.reason_missing' });
    expect(await setStatus(staff, id, 1, { status: 'paused', reason: 'x'.repeat(1001) })).toMatchObject({
      code: 'concept.invalid',
    });
    expect(await setStatus(staff, id, 1, { status: 'paused', reason: 'Stelle unbesetzt' })).toEqual({ ok: true, value: 2 });
    expect(await read(id)).toMatchObject({
      status: 'paused',
      automaticStatus: 'late',
      statusReason: 'Stelle unbesetzt',
      reportedOn: '2026-11-22',
    });
    expect(await setStatus(staff, id, 2, { status: null })).toEqual({ ok: true, value: 3 });
    expect(await read(id)).toMatchObject({ status: 'late', manualStatus: null, statusReason: '' });
  });

  it('merged names the other; two that point at each other are refused', async () => {
    const [a, b, c] = [await add(), await add(), await add()];
    const merge = (from: string, into: string, version = 1) =>
      setStatus(staff, from, version, { status: 'merged', reason: 'Gleiches Ziel', into });
    expect(await merge(a.id, a.id)).toMatchObject({ code: 'concept.invalid' });
    expect(await merge(a.id, 'nirgends')).toMatchObject({ code: 'concept.invalid' });
    expect(await merge(a.id, b.id)).toMatchObject({ ok: true });
    expect(await merge(b.id, c.id)).toMatchObject({ ok: true });
    expect(await merge(c.id, a.id)).toMatchObject({
      code: 'concept.merged_circle',
      details: { circle: `${c.number} → ${a.number} → ${b.number} → ${c.number}` },
    });
    const [d, e] = [await add(), await add()];
    const both = await Promise.all([merge(d.id, e.id), merge(e.id, d.id)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    // Taken back, the way is free again.
    expect(await setStatus(staff, b.id, 2, { status: null, reason: 'Doch getrennt' })).toMatchObject({ ok: true });
    expect(await merge(c.id, a.id)).toMatchObject({ ok: true });
  });

  it('progress is a percentage or comes from the steps', async () => {
    const { id } = await add();
    for (const wrong of [-1, 101, 1.5, Number.NaN])
      expect(await setProgress(staff, id, 1, wrong)).toMatchObject({ code: 'concept.invalid' });
    expect(await setProgress(staff, id, 1, 40)).toEqual({ ok: true, value: 2 });
    expect((await read(id))?.progress).toBe(40);
    expect(await setProgress(staff, id, 2, null)).toEqual({ ok: true, value: 3 });
    expect((await read(id))?.progress).toBeNull();
  });

  it('money is released by a resolution that was passed, of this district', async () => {
    const { id } = await add({ needsMoney: true });
    expect((await read(id))?.unfunded).toBe(true);
    const resolution = await addResolution('passed');
    expect(await setResolution(staff, id, 1, await addResolution('open'))).toMatchObject({ code: 'concept.invalid' });
    expect(await setResolution(staff, id, 1, 'keine')).toMatchObject({ code: 'concept.invalid' });
    expect(await setResolution(staff, id, 1, resolution)).toEqual({ ok: true, value: 2 });
    expect((await read(id))?.unfunded).toBe(false);
  });
});

let resolutions = 0;
async function addResolution(state: string): Promise<string> {
  const id = `0199b2f0-0000-7000-8000-00000000${(4096 + ++resolutions).toString(16)}`;
  const body = `0199b2f0-0000-7000-8000-00000001${(4096 + resolutions).toString(16)}`;
  const tenant_id = stage.here.id;
  await staff.transaction(async (trx) => {
    await trx
      .insertInto('network_body')
      .values({
        tenant_id,
        id: body,
        slug: `gremium-${resolutions}`,
        name: 'Lenkungsgruppe',
        kind: 'steering_group',
        territory: stage.here.ags,
      })
      .execute();
    await trx
      .insertInto('network_resolution')
      .values({
        tenant_id,
        id,
        body_id: body,
        number: '2026/1',
        title: 'Mittel',
        wording: 'Frei',
        state,
        vote_until: '2026-02-01',
        decided_on: state === 'passed' ? '2026-02-01' : null,
      })
      .execute();
  });
  return id;
}

describe('dependencies', () => {
  it('are refused when they close a circle, and the circle is named', async () => {
    const [a, b, c] = [await add(), await add(), await add()];
    expect(await setDependencies(staff, a.id, 1, [b.id, b.id])).toMatchObject({ ok: true });
    expect(await setDependencies(staff, b.id, 1, [c.id])).toMatchObject({ ok: true });
    const refused = await setDependencies(staff, c.id, 1, [a.id]);
    expect(refused).toMatchObject({ code: 'concept.circle' });
    const named = refused.ok ? '' : String(refused.details.circle);
    for (const { number } of [a, b, c]) expect(named).toContain(`${number}`);
    expect(await setDependencies(staff, c.id, 1, [c.id])).toMatchObject({ code: 'concept.invalid' });
    expect(await setDependencies(staff, c.id, 1, ['x'])).toMatchObject({ code: 'concept.invalid' });
    expect((await read(a.id))?.needs).toEqual([b.id]);
  });

  it('that two add at the same time do not close one either', async () => {
    const [a, b] = [await add(), await add()];
    const both = await Promise.all([setDependencies(staff, a.id, 1, [b.id]), setDependencies(staff, b.id, 1, [a.id])]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });
});

describe('steps', () => {
  it('make progress and status, and who moves one has reported', async () => {
    const { id } = await add();
    const first = done(await addStep(staff, id, null, { title: 'Bedarf erheben', dueOn: '2026-11-21', weight: 3 }));
    const second = done(await addStep(staff, id, null, { title: 'Gruppe gründen' }));
    expect(await read(id)).toMatchObject({ status: 'late', progress: 0 });
    expect(await setStepState(staff, id, first.id, 1, { state: 'done', evidence: 'Protokoll vom 3. März' })).toEqual({
      ok: true,
      value: 2,
    });
    const shown = await read(id);
    expect(shown).toMatchObject({ status: 'running', progress: 75, reportedOn: '2026-11-22', version: 1 });
    expect(shown?.steps[0]).toMatchObject({ doneOn: '2026-11-22', evidence: 'Protokoll vom 3. März' });
    expect(await setStepState(staff, id, first.id, 1, { state: 'open' })).toMatchObject({
      code: 'concept.changed',
      details: { version: 2 },
    });
    expect(await setStepState(staff, id, first.id, 2, { state: 'open' })).toMatchObject({ ok: true });
    expect((await read(id))?.steps[0]?.doneOn).toBeNull();
    expect(await moveStep(staff, id, second.id, -1)).toMatchObject({ ok: true });
    expect((await read(id))?.steps.map((one) => one.title)).toEqual(['Gruppe gründen', 'Bedarf erheben']);
    expect(await deleteStep(staff, id, second.id, 1)).toMatchObject({ ok: true });
    expect((await read(id))?.steps.length).toBe(1);
  });

  it.each([
    ['no title', { title: '' }, 'title'],
    ['an impossible day', { title: 'x', dueOn: '31.02.' }, 'dueOn'],
    ['a state that is none', { title: 'x', state: 'late' as never }, 'state'],
    ['done in the future', { title: 'x', state: 'done' as const, doneOn: '2027-01-01' }, 'doneOn'],
  ])('are refused with %s', async (_, text, field) => {
    const { id } = await add();
    const outcome = await addStep(staff, id, null, text);
    expect(outcome).toMatchObject({ code: 'concept.invalid' });
    expect(Object.keys(outcome.ok ? {} : outcome.details)).toContain(field);
  });

  it('of another recommendation, or with an odd id, are unknown', async () => {
    const [a, b] = [await add(), await add()];
    const { id } = done(await addStep(staff, a.id, null, { title: 'x' }));
    expect(await setStepState(staff, b.id, id, 1, { state: 'done' })).toMatchObject({ code: 'concept.unknown_part' });
    expect(await saveStep(staff, a.id, 'abc', 1, { title: 'x' })).toMatchObject({ code: 'concept.unknown_part' });
    expect(await addStep(staff, 'abc', null, { title: 'x' })).toMatchObject({ code: 'concept.unknown_recommendation' });
  });
});

describe('a town', () => {
  const answer = { decision: 'changed' as const, note: 'Nur in zwei Stadtteilen', status: 'planned' as const, contact: '' };

  it('answers beside another at the same time: both rows stand', async () => {
    const { id } = await add();
    const outcomes = await Promise.all([
      saveAdoption(officerMarl, id, marl, 0, answer),
      saveAdoption(officerHerten, id, herten, 0, { ...answer, decision: 'adopted', note: '' }),
      changeRecommendation(staff, id, 1, { title: 'Zugleich geändert' }),
      addStep(officerMarl, id, marl, { title: 'Ratsbeschluss' }),
    ]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    const shown = await read(id);
    expect(shown?.adoptions.map(({ town, decision }) => [town, decision])).toEqual([
      [herten, 'adopted'],
      [marl, 'changed'],
    ]);
    // Its own step does not count for the district.
    expect(shown).toMatchObject({ title: 'Zugleich geändert', progress: null });
  });

  it('does not overwrite the own answer of a colleague', async () => {
    const { id } = await add();
    const outcomes = await Promise.all([
      saveAdoption(officerMarl, id, marl, 0, answer),
      saveAdoption(staff, id, marl, 0, { ...answer, note: 'Anders' }),
    ]);
    expect(outcomes.filter(({ ok }) => ok).length).toBe(1);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ code: 'concept.changed', details: { version: 1 } });
    expect(await saveAdoption(officerMarl, id, marl, 1, { ...answer, note: 'Nach dem Vergleich' })).toEqual({
      ok: true,
      value: 2,
    });
  });

  it('edits only its row', async () => {
    const { id } = await add();
    const districts = done(await addStep(staff, id, null, { title: 'Kreisweit' }));
    const theirs = done(await addStep(officerHerten, id, herten, { title: 'Herten' }));
    const refused = { code: 'concept.not_allowed' };
    expect(await saveAdoption(officerMarl, id, herten, 0, answer)).toMatchObject(refused);
    expect(await addStep(officerMarl, id, herten, { title: 'x' })).toMatchObject(refused);
    expect(await addStep(officerMarl, id, null, { title: 'x' })).toMatchObject(refused);
    expect(await setStepState(officerMarl, id, districts.id, 1, { state: 'done' })).toMatchObject(refused);
    expect(await setStepState(officerMarl, id, theirs.id, 1, { state: 'done' })).toMatchObject(refused);
    expect(await deleteStep(officerMarl, id, theirs.id, 1)).toMatchObject(refused);
    expect(await addNote(officerMarl, id, { text: 'x', public: true, town: herten })).toMatchObject(refused);
    expect(await addNote(officerMarl, id, { text: 'x', public: true, town: null })).toMatchObject(refused);
    expect(await changeRecommendation(officerMarl, id, 1, { title: 'x' })).toMatchObject(refused);
    expect(await setStatus(officerMarl, id, 1, { status: 'done', reason: 'x' })).toMatchObject(refused);
    expect(await setDependencies(officerMarl, id, 1, [])).toMatchObject(refused);
    expect(await setProgress(officerMarl, id, 1, 1)).toMatchObject(refused);
    expect(await moveRecommendation(officerMarl, id, 1)).toMatchObject(refused);
    expect(await deleteRecommendation(officerMarl, id, 1)).toMatchObject(refused);
    expect(await createRecommendation(officerMarl, edition.editionId, recommendationText(edition.fieldId))).toMatchObject(
      refused,
    );
    expect(await addNode(officerMarl, edition.editionId, 'theme', { title: 'x' })).toMatchObject(refused);
    expect(await createConcept(officerMarl, { territory: marl, title: 'x' })).toMatchObject(refused);
    expect(await addNote(officerMarl, id, { text: 'Der Rat hat zugestimmt', public: true, town: marl })).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['changes without saying which', { ...answer, note: ' ' }, 'note'],
    ['"does not apply" without a why', { ...answer, decision: 'not_applicable' as const, note: '', status: null }, 'note'],
    ['a status of what was not adopted', { ...answer, decision: 'undecided' as const }, 'status'],
    ['a decision that is none', { ...answer, decision: 'maybe' as never }, 'decision'],
  ])('is asked again for %s', async (_, wrong, field) => {
    const { id } = await add();
    const outcome = await saveAdoption(officerMarl, id, marl, 0, wrong);
    expect(outcome).toMatchObject({ code: 'concept.invalid' });
    expect(Object.keys(outcome.ok ? {} : outcome.details)).toEqual([field]);
  });

  it('has to be one of the district', async () => {
    const { id } = await add();
    expect(await saveAdoption(staff, id, '05754008', 0, answer)).toMatchObject({ code: 'concept.unknown_town' });
    expect(await addStep(staff, id, '05562', { title: 'x' })).toMatchObject({ code: 'concept.unknown_town' });
  });
});

describe('another district, other roles', () => {
  it('reach nothing', async () => {
    const { id } = await add();
    const lead = stage.context({ tenant: stage.there, actor: stage.add('there', 'ki_lead', null, stage.there) });
    const stranger = { code: 'concept.unknown_recommendation' };
    expect(await changeRecommendation(lead, id, 1, { title: 'x' })).toMatchObject(stranger);
    expect(await addNote(lead, id, { text: 'x', public: true, town: null })).toMatchObject(stranger);
    expect(
      await saveAdoption(lead, id, '05754008', 0, { decision: 'adopted', note: '', status: null, contact: '' }),
    ).toMatchObject(stranger);
    expect(await addNode(lead, edition.editionId, 'theme', { title: 'x' })).toMatchObject({ code: 'concept.unknown_edition' });
    expect(await notesOf(lead, id, { limit: 5 })).toEqual([]);
    const others = ['controlling', 'kim_coordination', 'provider'] as const;
    for (const role of others) {
      const context = stage.context({ actor: stage.add(`as-${role}`, role) });
      expect(await changeRecommendation(context, id, 1, { title: 'x' })).toMatchObject({ code: 'concept.not_allowed' });
      expect(
        await saveAdoption(context, id, marl, 0, { decision: 'adopted', note: '', status: null, contact: '' }),
      ).toMatchObject({ code: 'concept.not_allowed' });
    }
    const elsewhere = stage.context({ actor: stage.add('area', 'ki_staff', { kind: 'area', id: 'directory' }) });
    expect(await changeRecommendation(elsewhere, id, 1, { title: 'x' })).toMatchObject({ code: 'concept.not_allowed' });
    const own = stage.context({ actor: stage.add('concept-area', 'ki_staff', { kind: 'area', id: 'concept' }) });
    expect(await changeRecommendation(own, id, 1, { title: 'x' })).toMatchObject({ ok: true });
  });
});

describe('an edition in force', () => {
  let own: TestEdition;
  beforeAll(async () => {
    own = await addTestEdition(staff, '05562012');
  });
  beforeEach(() => setEditionState(staff, own.editionId, 'draft'));

  it('tells what changed and why; the public sees what the editor shows', async () => {
    const { id } = await addTestRecommendation(staff, own, { title: 'Alt' });
    await changeRecommendation(staff, id, 1, { title: 'Im Entwurf' });
    expect(await notesOf(staff, id, { limit: 9 })).toEqual([]);
    await setEditionState(staff, own.editionId, 'adopted');
    const { id: stepId } = done(await addStep(staff, id, null, { title: 'Erheben' }));
    await changeRecommendation(
      staff,
      id,
      2,
      { title: 'Neu', timeFrame: 'short' },
      { reason: 'Der Kreistag hat gekürzt', public: true },
    );
    await setStatus(staff, id, 3, { status: 'paused', reason: 'Stelle fehlt' });
    await setStepState(staff, id, stepId, 1, { state: 'done', public: true, reason: 'Abschlussbericht liegt vor' });
    await saveAdoption(officerMarl, id, marl, 0, { decision: 'adopted', note: '', status: null, contact: '' });
    await addNote(staff, id, { text: 'Intern', public: false, town: null });
    const notes = await notesOf(staff, id, { limit: 20 });
    expect(notes.map(({ kind }) => kind).sort()).toEqual(['answer', 'progress', 'status', 'step', 'step', 'text']);
    expect(notes.find(({ kind }) => kind === 'text')).toMatchObject({
      from: 'Titel: Im Entwurf\nFristigkeit: ',
      to: 'Titel: Neu\nFristigkeit: Kurzfristig',
      text: 'Der Kreistag hat gekürzt',
      authorName: 'staff',
    });
    expect(notes.find(({ kind }) => kind === 'status')).toMatchObject({ from: 'planned', to: 'paused', public: false });
    const visitor = stage.context({ actor: { kind: 'visitor' } });
    const seen = await notesOf(visitor, id, { limit: 20 });
    expect(seen.map(({ kind }) => kind).sort()).toEqual(['step', 'text']);
    const hidden = notes.find(({ kind }) => kind === 'progress') as { id: string };
    expect(await publishNote(officerMarl, id, hidden.id, true)).toMatchObject({ code: 'concept.not_allowed' });
    expect(await publishNote(staff, id, hidden.id, true)).toMatchObject({ ok: true });
    expect((await notesOf(visitor, id, { limit: 20 })).length).toBe(3);
    expect((await changeRecommendation(staff, id, 4, { internal: true })).ok).toBe(true);
    expect(await notesOf(visitor, id, { limit: 20 })).toEqual([]);
    const all = await notesOf(staff, id, { limit: 20 });
    const [, second] = all;
    const page = await notesOf(staff, id, { limit: 2, before: { at: second?.createdAt as Date, id: second?.id as string } });
    expect(page.map((note) => note.id)).toEqual(all.slice(2, 4).map((note) => note.id));
  });

  it('keeps its parts', async () => {
    const { id } = await addTestRecommendation(staff, own);
    const { id: node } = done(await addNode(staff, own.editionId, 'theme', { title: 'Vielfalt' }));
    await setEditionState(staff, own.editionId, 'adopted');
    expect(await deleteRecommendation(staff, id, 1)).toMatchObject({ code: 'concept.not_draft' });
    expect(await deleteNode(staff, own.editionId, node, 1)).toMatchObject({ code: 'concept.not_draft' });
    expect(await deleteEdition(staff, own.editionId, 1)).toMatchObject({ code: 'concept.not_draft' });
    expect(await deleteConcept(staff, own.conceptId)).toMatchObject({ code: 'concept.in_use' });
  });

  it('once superseded is closed to everybody', async () => {
    const { id } = await addTestRecommendation(staff, own);
    const { id: stepId } = done(await addStep(staff, id, null, { title: 'x' }));
    await setEditionState(staff, own.editionId, 'superseded');
    const closed = { code: 'concept.edition_closed' };
    expect(await changeRecommendation(staff, id, 1, { title: 'x' })).toMatchObject(closed);
    expect(await setStatus(staff, id, 1, { status: 'done' })).toMatchObject(closed);
    expect(await setDependencies(staff, id, 1, [])).toMatchObject(closed);
    expect(await setStepState(staff, id, stepId, 1, { state: 'done' })).toMatchObject(closed);
    expect(
      await saveAdoption(officerMarl, id, marl, 0, { decision: 'adopted', note: '', status: null, contact: '' }),
    ).toMatchObject(closed);
    expect(await addNote(staff, id, { text: 'x', public: false, town: null })).toMatchObject(closed);
    expect(await createRecommendation(staff, own.editionId, recommendationText(own.fieldId))).toMatchObject(closed);
    expect(await addNode(staff, own.editionId, 'theme', { title: 'x' })).toMatchObject(closed);
    expect(
      await saveEdition(staff, own.editionId, 1, {
        title: 'x',
        summary: '',
        startsOn: null,
        endsOn: null,
        adoptedOn: null,
        adoptedBy: null,
        paperNumber: null,
        source: '',
      }),
    ).toMatchObject(closed);
  });
});

describe('structure', () => {
  it('of an edition is built, ordered and taken apart', async () => {
    const own = await addTestEdition(staff, '05562016');
    const at = own.editionId;
    const a = done(await addNode(staff, at, 'challenge', { fieldId: own.fieldId, title: 'Wohnungsmangel', rank: '2' }));
    const b = done(await addNode(staff, at, 'challenge', { fieldId: own.fieldId, title: 'Wohnungsmangel' }));
    const tree = await editionTree(staff, at);
    expect(tree?.challenges.map(({ key }) => key).sort()).toEqual(['wohnungsmangel', 'wohnungsmangel-2']);
    expect(await saveNode(staff, at, a.id, 1, { fieldId: own.fieldId, title: 'Mangel an Wohnungen', rank: '1' })).toEqual({
      ok: true,
      value: 2,
    });
    expect(await saveNode(staff, at, a.id, 1, { fieldId: own.fieldId, title: 'x' })).toMatchObject({ code: 'concept.changed' });
    expect(await moveNode(staff, at, own.otherFieldId, -1)).toMatchObject({ ok: true });
    expect((await editionTree(staff, at))?.fields.map(({ title }) => title)).toEqual(['Bildung', 'Wohnen']);
    const goal = done(await addNode(staff, at, 'goal', { fieldId: own.fieldId, challengeId: a.id, title: 'Mehr Wohnraum' }));
    expect(await deleteNode(staff, at, a.id, 2)).toMatchObject({ code: 'concept.in_use', details: { count: 1 } });
    expect(await saveNode(staff, at, a.id, 2, { fieldId: own.otherFieldId, title: 'x' })).toMatchObject({
      code: 'concept.invalid',
    });
    expect(await deleteNode(staff, at, goal.id, 1)).toMatchObject({ ok: true });
    expect(await deleteNode(staff, at, a.id, 2)).toMatchObject({ ok: true });
    expect(await moveNode(staff, at, b.id, 1)).toMatchObject({ ok: true });
    expect(await moveNode(staff, at, a.id, 1)).toMatchObject({ code: 'concept.unknown_part' });
  });

  it.each([
    ['field', { title: 'x', colour: 'red' }, 'colour'],
    ['field', { title: 'x', icon: 'rocket' }, 'icon'],
    ['challenge', { title: 'x' }, 'fieldId'],
    ['challenge', { title: 'x', fieldId: '0199b2f0-0000-7000-8000-000000000001' }, 'fieldId'],
    ['challenge', { title: 'x', rank: '0' }, 'rank'],
    ['goal', { title: '' }, 'title'],
    ['theme', { title: 'x'.repeat(201) }, 'title'],
  ] as const)('refuses a %s like %j', async (kind, input, field) => {
    const outcome = await addNode(staff, edition.editionId, kind, {
      ...(kind === 'goal' || field === 'rank' ? { fieldId: edition.fieldId } : {}),
      ...input,
    });
    expect(outcome).toMatchObject({ code: 'concept.invalid' });
    expect(Object.keys(outcome.ok ? {} : outcome.details)).toEqual([field]);
  });

  it('gives each territory one concept, under the district', async () => {
    expect(await createConcept(staff, { territory: stage.here.ags, title: 'Noch eins' })).toMatchObject({
      code: 'concept.taken',
    });
    expect(await createConcept(staff, { territory: '05754008', title: 'Fremd' })).toMatchObject({ code: 'concept.unknown_town' });
    expect(await createConcept(staff, { territory: marl, title: ' ' })).toMatchObject({ code: 'concept.invalid' });
    const both = await Promise.all([1, 2].map(() => createConcept(staff, { territory: marl, title: 'Marl' })));
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const row = await staff.transaction((trx) =>
      trx.selectFrom('concept').select(['id', 'umbrella_id', 'slug']).where('territory', '=', marl).executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({ umbrella_id: edition.conceptId, slug: 'marl' });
    expect(await createEdition(staff, row.id, 'Zweite Ausgabe')).toMatchObject({ ok: true });
    expect(await deleteConcept(staff, row.id)).toMatchObject({ ok: true });
    expect(await deleteConcept(staff, row.id)).toMatchObject({ code: 'concept.unknown_concept' });
  });

  it('keeps what was written of an adoption out of the hands of a draft', async () => {
    const own = await addTestEdition(staff, '05562004');
    const meta = {
      title: 'Ausgabe 2026',
      summary: '',
      startsOn: '2026-01-01',
      endsOn: '2030-12-31',
      adoptedOn: '2026-02-17',
      adoptedBy: 'Kreistag',
      paperNumber: '12/2026',
      source: '',
    };
    expect(await saveEdition(staff, own.editionId, 1, meta)).toEqual({ ok: true, value: 2 });
    expect((await editionTree(staff, own.editionId))?.edition).toMatchObject({
      title: 'Ausgabe 2026',
      adoptedOn: null,
      adoptedBy: null,
    });
    expect(await saveEdition(staff, own.editionId, 1, meta)).toMatchObject({ code: 'concept.changed' });
    expect(await saveEdition(staff, own.editionId, 2, { ...meta, endsOn: '2025-01-01' })).toMatchObject({
      code: 'concept.invalid',
    });
    await addTestRecommendation(staff, own);
    expect(await deleteEdition(staff, own.editionId, 2)).toMatchObject({ ok: true });
    expect(await editionTree(staff, own.editionId)).toBeUndefined();
  });
});
