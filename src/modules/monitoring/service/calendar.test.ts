import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/access';
import { openStage, type Stage, useDatabase } from '#testing';
import { addMonths, dayAfterUpdate, nextByRule, toRemind } from '../model/calendar.ts';
import { monitoringModule } from '../module.ts';
import { dueGroups, planNext, remindDistrict, updateCalendar, updateWorklist } from './calendar.ts';
import { loadCatalogue } from './catalogue.ts';
import { definitions } from './reading.ts';

describe('days', () => {
  it('come by a rule, after today', () => {
    expect(nextByRule({ months: [4, 10], day: 15 }, '2026-11-23')).toBe('2027-04-15');
    expect(nextByRule({ months: [10, 4], day: 15 }, '2026-04-15')).toBe('2026-10-15');
  });

  it('move on by the rhythm, to the last of a month where there is no such day', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(dayAfterUpdate('2024-07-15', 'year', '2026-11-23')).toBe('2027-07-15');
    expect(dayAfterUpdate('2026-12-05', 'month', '2026-11-23')).toBe('2027-01-05');
    expect(dayAfterUpdate(null, 'quarter', '2026-11-23')).toBe('2027-02-23');
    expect(dayAfterUpdate('2026-01-01', 'irregular', '2026-11-23')).toBeNull();
  });

  it('are told of once in two weeks, never for drafts', () => {
    const one = { id: '1', key: 'a', names: { de: 'A' }, nextUpdateOn: '2026-11-20', remindedOn: null, state: 'public' } as const;
    const told = (change: object, today = '2026-11-23') => toRemind([{ ...one, ...change }], today).length;
    expect(told({})).toBe(1);
    expect(told({ nextUpdateOn: '2026-11-24' })).toBe(0);
    expect(told({ remindedOn: '2026-11-10' })).toBe(0);
    expect(told({ remindedOn: '2026-11-09' })).toBe(1);
    expect(told({ state: 'draft' })).toBe(0);
    expect(told({ state: 'retired' })).toBe(0);
    expect(told({ nextUpdateOn: null })).toBe(0);
  });
});

describe('the calendar of a district', () => {
  const database = useDatabase();
  let stage: Stage;
  const later = new Date('2027-07-20T10:00:00+02:00');
  beforeAll(async () => {
    stage = await openStage(database, [monitoringModule]);
    stage.add('ina', 'ki_staff');
    await loadCatalogue(stage.context());
  });
  afterAll(() => stage.close());

  const keysOfPopulation = async () => {
    const { indicators, sources } = await definitions(stage.context());
    const source = sources.find(({ key }) => key === '12411');
    const group = dueGroups(indicators, '2026-11-22').find(({ sourceId, day }) => sourceId === source?.id && day !== null);
    return { keys: group?.indicators.map(({ key }) => key) ?? [], day: group?.day ?? null, next: group?.next ?? null };
  };

  it('brings together what an office brings together, moves on when the figures are there, and once only', async () => {
    const ina = stage.context({ actor: stage.add('eva', 'ki_staff') });
    const before = await keysOfPopulation();
    expect(before).toMatchObject({ day: '2027-07-15', next: '2028-07-15' });
    expect(before.keys).toContain('bevoelkerung');
    expect(await planNext(ina, before.keys, before.day, before.next)).toMatchObject({ ok: true, value: before.keys.length });
    expect(await planNext(ina, before.keys, before.day, before.next)).toMatchObject({ ok: false, code: 'monitoring.changed' });
    expect(await planNext(ina, ['gibt_es_nicht'], null, null)).toMatchObject({ ok: false, code: 'monitoring.unknown_indicator' });
    expect((await keysOfPopulation()).day).toBe('2028-07-15');
    const page = await stage.post(
      '/intern/recklinghausen/monitoring/kalender',
      { keys: before.keys.join(' '), seen: '2028-07-15', next: '2027-07-15' },
      'ina',
    );
    expect(page.statusCode).toBe(303);
    expect((await keysOfPopulation()).day).toBe('2027-07-15');
    const bad = { keys: 'bevoelkerung', seen: '2027-07-15', next: '2027-02-30' };
    await stage.post('/intern/recklinghausen/monitoring/kalender', bad, 'ina');
    expect((await keysOfPopulation()).day).toBe('2027-07-15');
  });

  it('is a file for other calendars', async () => {
    const file = await stage.get('/intern/recklinghausen/monitoring/kalender.ics', 'ina');
    expect(file.headers['content-type']).toContain('text/calendar');
    expect(file.body).toContain('DTSTART;VALUE=DATE:20270715');
    expect(await updateCalendar(stage.context())).toContain('Fortschreibung des Bevölkerungsstandes');
  });

  it('stands on the start page of those who can do it', async () => {
    const lines = await updateWorklist(stage.context({ actor: stage.add('uli', 'ki_staff'), now: later }));
    expect(lines.find(({ title }) => title.startsWith('Fortschreibung'))).toMatchObject({ dueOn: '2027-07-15', late: true });
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(await updateWorklist(stage.context({ actor: stage.add('konrad', 'controlling'), now: later }))).toEqual([]);
  });

  it('asks nobody when nobody has an account, and marks nothing then', async () => {
    expect(await remindDistrict(stage.context({ now: later }))).toBe(0);
    const reminded = await stage
      .context()
      .transaction((trx) => trx.selectFrom('monitoring_indicator').select('key').where('reminded_on', 'is not', null).execute());
    expect(reminded).toEqual([]);
  });

  it('mails those who write definitions, in their language, and again after two weeks', async () => {
    const people = [
      ['german', 'ki_staff', null],
      ['english', 'ki_lead', null],
      ['auditor', 'controlling', null],
    ] as const;
    for (const [name, role] of people) {
      const { userId } = stage.add(name, role) as Extract<Actor, { kind: 'user' }>;
      await database.shared
        .insertInto('identity_user')
        .values({ id: userId, email: `${name}@example.org`, name, language: name === 'english' ? 'en' : 'de' })
        .execute();
      const assignment = { user_id: userId, tenant_id: stage.here.id, granted_by: userId, granted_at: later, role };
      await stage.context().transaction((trx) =>
        trx
          .insertInto('role_assignment')
          .values({ id: userId, ...assignment, scope_kind: null, scope_id: null })
          .execute(),
      );
    }
    const at = (day: string) => stage.context({ now: new Date(`${day}T10:00:00+02:00`) });
    expect(await remindDistrict(at('2027-07-20'))).toBe(2);
    expect(await remindDistrict(at('2027-07-21'))).toBe(0);
    expect(await remindDistrict(at('2027-08-05'))).toBe(2);
    expect(await remindDistrict(stage.context({ tenant: stage.there, now: later }))).toBe(0);
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const { rows } = await client.query(
      `select payload from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
       where tasks.identifier = 'mail.send' order by jobs.id limit 2`,
    );
    await client.end();
    const texts = new Map(rows.map(({ payload }) => [payload.to, payload.text as string]));
    expect(texts.get('german@example.org')).toContain('- 15.07.2027: Bevölkerung');
    expect(texts.get('english@example.org')).toContain('Population');
    expect([...texts.values()].join()).not.toMatch(/staff\.|\{\{/);
  });
});
