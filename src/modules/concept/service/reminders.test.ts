import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Actor, Context } from '#platform/access';
import { addDays } from '#platform/days';
import { openStage, type Stage, useDatabase } from '#testing';
import type { EditionTree } from '../model/edition.ts';
import { digestFor, isEmptyDigest, isResting, noticeDays, restDays } from '../model/reminders.ts';
import { concernsTown, derive } from '../model/rules.ts';
import { conceptModule } from '../module.ts';
import {
  addTestEdition,
  addTestRecommendation,
  done,
  setEditionState,
  step,
  storedRecommendation,
  type TestEdition,
} from '../testing/edition.ts';
import { saveAdoption } from './adoptions.ts';
import { conceptFigures, searchConcept } from './overview.ts';
import { changeRecommendation } from './recommendations.ts';
import { recipientOf, remindDistrict } from './reminders.ts';
import { setStatus } from './status.ts';
import { addStep } from './steps.ts';

const today = '2026-11-22';
const [marl, herten] = ['05562024', '05562020'];

/** An edition in force with these recommendations. */
function treeOf(all: readonly Parameters<typeof storedRecommendation>[0][], umbrellaId: string | null = null): EditionTree {
  return {
    concept: { umbrellaId },
    edition: { id: 'e' },
    recommendations: all.map((more) =>
      derive(storedRecommendation({ editionId: 'e', reportedOn: today, ...more }), today, today),
    ),
  } as unknown as EditionTree;
}

describe('what waits for somebody', () => {
  const staff = { edits: true, towns: [] };
  const officer = { edits: false, towns: [marl] };

  it('are steps of the next fortnight and overdue ones, of the own side', () => {
    const due = (days: number, more = {}) => step({ title: `${days}`, dueOn: addDays(today, days), ...more });
    const steps = [
      due(15),
      due(14),
      due(0),
      due(-1),
      due(-9, { state: 'done' }),
      due(3, { town: marl }),
      due(-3, { town: herten }),
    ];
    const trees = [treeOf([{ steps }])];
    const titles = (recipient: typeof officer | typeof staff) => {
      const { overdue, upcoming } = digestFor(trees, recipient, today);
      return [overdue.map((one) => one.step?.title), upcoming.map((one) => one.step?.title)];
    };
    expect(titles(staff)).toEqual([['-1'], ['0', '14']]);
    expect(titles(officer)).toEqual([[], ['3']]);
  });

  it('is a report that is due, for those who write the concept', () => {
    const trees = [
      treeOf([
        { reportedOn: '2026-01-01', number: 7 },
        { reportedOn: '2026-01-01', manualStatus: 'done' },
      ]),
    ];
    expect(digestFor(trees, staff, today).unreported.map(({ number }) => number)).toEqual([7]);
    expect(digestFor(trees, officer, today).unreported).toEqual([]);
  });

  it('is a decision of the town about what is meant for it', () => {
    const answered = { town: marl, decision: 'adopted' as const, note: '', status: null, contact: '', version: 1 };
    const all = [
      { number: 1 },
      { number: 2, adoptions: [answered] },
      { number: 3, levels: ['kreis' as const] },
      { number: 4, territories: [herten] },
    ];
    expect(digestFor([treeOf(all)], officer, today).undecided.map(({ number }) => number)).toEqual([1]);
    expect(digestFor([treeOf(all, 'umbrella')], officer, today).undecided).toEqual([]);
    expect(digestFor([treeOf(all)], staff, today).undecided).toEqual([]);
  });

  it.each([
    [{ levels: [], territories: [] }, true],
    [{ levels: ['kommune' as const], territories: [marl] }, true],
    [{ levels: ['quartier' as const], territories: [`${marl}-mitte`] }, true],
    [{ levels: [], territories: ['05562'] }, true],
    [{ levels: ['kreis' as const, 'land' as const], territories: [] }, false],
    [{ levels: [], territories: [`${herten}-mitte`] }, false],
  ])('%j concerns Marl: %s', (what, expected) => expect(concernsTown(what, marl)).toBe(expected));

  test('nothing of what has ended, and never one step twice', () => {
    const day = fc.integer({ min: -40, max: 40 }).map((days) => addDays(today, days));
    const steps = fc.array(
      fc.record({
        dueOn: fc.option(day),
        town: fc.constantFrom(null, marl),
        state: fc.constantFrom('open', 'running', 'done', 'dropped'),
      }),
      { maxLength: 6 },
    );
    const recommendation = fc.record({ steps, manualStatus: fc.constantFrom(null, 'running', 'done', 'dropped', 'merged') });
    fc.assert(
      fc.property(fc.array(recommendation, { maxLength: 5 }), (all) => {
        const trees = [treeOf(all.map((one) => ({ ...one, steps: one.steps.map((more) => step(more as object)) }) as object))];
        const digest = digestFor(trees, { edits: true, towns: [marl] }, today);
        const ids = [...digest.overdue, ...digest.upcoming].map((item) => item.step?.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { step: due } of digest.upcoming) expect((due?.dueOn ?? '') <= addDays(today, noticeDays)).toBe(true);
        const ended =
          trees[0]?.recommendations.filter(({ status }) => ['done', 'dropped', 'merged'].includes(status)).map(({ id }) => id) ??
          [];
        for (const item of [...digest.overdue, ...digest.upcoming, ...digest.unreported, ...digest.undecided])
          expect(ended).not.toContain(item.recommendationId);
      }),
    );
    expect(isEmptyDigest(digestFor([], { edits: true, towns: [marl] }, today))).toBe(true);
  });

  it('rests between two mails', () => {
    expect(isResting(null, today)).toBe(false);
    expect(isResting(today, today)).toBe(true);
    expect(isResting(addDays(today, -restDays + 1), today)).toBe(true);
    // The next run is a week later.
    expect(isResting(addDays(today, -7), today)).toBe(false);
  });

  it('goes to the roles that write or answer', () => {
    const held = (role: string, scope: unknown = null) => recipientOf({ roles: [{ role, scope }] } as never);
    expect(held('ki_staff')).toEqual({ edits: true, towns: [] });
    expect(held('ki_staff', { kind: 'area', id: 'directory' })).toEqual({ edits: false, towns: [] });
    expect(held('integration_officer', { kind: 'territory', id: marl })).toEqual({ edits: false, towns: [marl] });
    expect(held('provider')).toEqual({ edits: false, towns: [] });
  });
});

describe('the weekly mails, figures and search', () => {
  const database = useDatabase();
  let stage: Stage;
  let staff: Context;
  let edition: TestEdition;
  const at = (day: string) => stage.context({ now: new Date(`${day}T06:00:00+01:00`) });

  async function account(name: string, role: string, scope: string | null): Promise<void> {
    const actor = stage.add(name, role as 'ki_staff') as Extract<Actor, { kind: 'user' }>;
    await database.shared
      .insertInto('identity_user')
      .values({ id: actor.userId, email: actor.email, name, language: name === 'english' ? 'en' : 'de' })
      .execute();
    await staff.transaction((trx) =>
      trx
        .insertInto('role_assignment')
        .values({
          id: actor.userId,
          user_id: actor.userId,
          tenant_id: stage.here.id,
          granted_by: actor.userId,
          granted_at: new Date('2026-01-02T12:00:00Z'),
          role,
          scope_kind: scope ? 'territory' : null,
          scope_id: scope,
        })
        .execute(),
    );
  }

  /** Letters that wait to be sent, oldest first; only the owner of the database sees the queue. */
  const mails = async (): Promise<{ to: string; text: string }[]> => {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    try {
      const { rows } = await client.query(
        `select payload from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
         where tasks.identifier = 'mail.send' order by jobs.id`,
      );
      return rows.map(({ payload }) => payload);
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    stage = await openStage(database, [conceptModule]);
    staff = stage.context({ actor: stage.add('system-staff', 'ki_staff') });
    edition = await addTestEdition(staff);
    for (const [name, role, scope] of [
      ['german', 'ki_staff', null],
      ['english', 'ki_lead', null],
      ['marl', 'integration_officer', marl],
      ['auditor', 'controlling', null],
    ] as const)
      await account(name, role, scope);
  });
  afterAll(() => stage.close());

  it('write nobody while there is only a draft, or nothing is due', async () => {
    const { id } = await addTestRecommendation(staff, edition, { title: 'Sprachcafés', levels: ['kreis'] });
    done(await addStep(staff, id, null, { title: 'Räume finden', dueOn: '2026-11-20' }));
    expect(await remindDistrict(at(today))).toBe(0);
  });

  it('write once a week to each person for whom something waits, in their language', async () => {
    await setEditionState(staff, edition.editionId, 'adopted');
    const { id } = await addTestRecommendation(staff, edition, {
      title: 'Lotsen schulen',
      levels: ['kommune'],
      resources: [{ kind: 'money', text: 'Honorare', plannedCents: 150_000, securedCents: 50_000 }],
    });
    done(await addStep(staff, id, marl, { title: 'Ratsbeschluss', dueOn: '2026-11-30' }));
    expect(await remindDistrict(at(today))).toBe(3);
    const sent = await mails();
    expect(sent.map(({ to }) => to).sort()).toEqual(['english@example.org', 'german@example.org', 'marl@example.org']);
    const of = (name: string) => sent.find(({ to }) => to === `${name}@example.org`)?.text ?? '';
    expect(of('german')).toContain('20.11.2026: Räume finden');
    expect(of('english')).toContain('Overdue steps (1)');
    expect(of('english')).not.toContain('concept:staff');
    expect(of('marl')).toContain('30.11.2026: Ratsbeschluss');
    expect(of('marl')).toContain('noch nicht entschieden (1)');
    expect(of('marl')).not.toContain('Räume finden');
    // Repeated, or started by hand in the same week: nobody gets a second one.
    expect(await remindDistrict(at(today))).toBe(0);
    expect(await remindDistrict(at('2026-11-26'))).toBe(0);
    expect(await remindDistrict(at('2026-11-29'))).toBe(3);
    expect(await remindDistrict(stage.context({ tenant: stage.there }))).toBe(0);
  });

  it('figures count by status, share, steps and money, within the territory', async () => {
    const { id } = await addTestRecommendation(staff, edition, { title: 'Fertig' });
    done(await setStatus(staff, id, 1, { status: 'done' }));
    done(await saveAdoption(staff, id, marl, 0, { decision: 'adopted', note: '', status: null, contact: '' }));
    const all = await conceptFigures(staff, { period: '2026', territory: '05562' });
    const value = (figure: string, territory = '05562') =>
      all.find((one) => one.id === `concept.${figure}` && one.territory === territory)?.value;
    expect([value('status_done'), value('status_late'), value('done_share')]).toEqual([1, 1, 33.3]);
    expect([value('overdue_steps'), value('money_planned'), value('money_secured'), value('money_spent')]).toEqual([
      1, 1500, 500, 0,
    ]);
    // One answer of three recommendations × ten towns.
    expect([value('adopted_share'), value('adopted_share', marl), value('adopted_share', herten)]).toEqual([3.3, 33.3, 0]);
    expect(all.every(({ label }) => !staff.t(label).includes('staff.figure'))).toBe(true);
    const town = await conceptFigures(staff, { period: '2026', territory: marl });
    expect(new Set(town.map(({ territory }) => territory))).toEqual(new Set([marl]));
    expect(await conceptFigures(stage.context({ tenant: stage.there }), { period: '2026', territory: '' })).toEqual([]);
  });

  it('search finds by number and title, for those who work on the concept', async () => {
    const { id, number } = await addTestRecommendation(staff, edition, { title: 'Hundert % Teilhabe' });
    const titles = async (text: string, context = staff) => (await searchConcept(context, text)).map(({ title }) => title);
    expect(await titles('% teil')).toEqual([`${number} Hundert % Teilhabe (Wir im Vest)`]);
    expect((await titles(`${number}`)).length).toBe(1);
    expect(await titles('   ')).toEqual([]);
    expect(await titles('%')).toHaveLength(1);
    expect(await titles('Teilhabe', stage.context({ actor: { kind: 'visitor' } }))).toEqual([]);
    expect(await titles('Teilhabe', stage.context({ tenant: stage.there }))).toEqual([]);
    expect((await changeRecommendation(staff, id, 1, { internal: true })).ok).toBe(true);
    expect((await titles('Teilhabe')).length).toBe(1);
  });
});
