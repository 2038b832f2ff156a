import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { openStage, openTestFiles, type Stage, useDatabase } from '#testing';
import { networksModule } from '../module.ts';
import { decideResolution } from '../service/resolutions.ts';

import { addTestBody, addTestMeeting, fakeEffect, type TestBody } from '../testing/resolutions.ts';

const database = useDatabase();
const papers = openTestFiles();
const effect = fakeEffect();
const marl = '05562024';
let stage: Stage;
let body: TestBody;
let meeting: { id: string; item: string };
const base = '/intern/recklinghausen/beschluesse';

beforeAll(async () => {
  stage = await openStage(database, [networksModule({ effects: [effect], files: papers.files })]);
  stage.add('staff', 'ki_staff');
  stage.add('other', 'ki_lead');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: marl });
  stage.add('controller', 'controlling');
  stage.add('provider', 'provider');
  stage.add('there', 'ki_staff', null, stage.there);
});
afterAll(async () => {
  await stage.close();
  papers.close();
});

beforeEach(async () => {
  effect.applied.length = 0;
  const seats = [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'gast', votes: false }, { name: 'alt', to: '2026-01-31' }];
  body = await addTestBody(database, stage.here, { name: `Lenkungsgruppe ${uuidv7()}`, territory: stage.here.ags }, seats);
  meeting = await addTestMeeting(database, stage.here, body.id, '2026-11-20T10:00:00+01:00');
});

const text = { title: 'Fortschreibung beschließen', wording: 'Die Fortschreibung wird beschlossen.', paperNumber: '0815/2026' };

async function add(fields: Record<string, string> = {}, as = 'staff'): Promise<string> {
  const id = uuidv7();
  const answer = await stage.post(
    `${base}/neu?sitzung=${meeting.id}`,
    { id, ...text, agendaItemId: meeting.item, ...fields },
    as,
  );
  expect(answer.statusCode).toBe(303);
  return id;
}

const read = async (id: string) =>
  database.inTenant(stage.here.id, (trx) =>
    trx.selectFrom('network_resolution').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
const decision = { outcome: 'passed', yes: '2', no: '1', abstain: '0', decidedOn: '2026-11-20', chairDecision: '' };
const decide = async (id: string, fields: Record<string, string> = {}, as = 'staff') =>
  stage.post(`${base}/${id}/entscheiden`, { ...decision, version: String((await read(id)).version), ...fields }, as);

describe('a new resolution', () => {
  it('gets the next number of its body in the year of the meeting, also when two come at once', async () => {
    const ids = await Promise.all([add(), add({ title: 'Zweiter' }), add({ title: 'Dritter' })]);
    const numbers = await Promise.all(ids.map(async (id) => (await read(id)).number));
    expect(numbers.sort()).toEqual(['2026/1', '2026/2', '2026/3']);
    const early = await addTestMeeting(database, stage.here, body.id, '2025-03-01T10:00:00+01:00');
    const id = uuidv7();
    await stage.post(`${base}/neu?sitzung=${early.id}`, { id, ...text }, 'staff');
    expect((await read(id)).number).toBe('2025/1');
  });

  it('sent twice is one', async () => {
    const id = uuidv7();
    const post = () => stage.post(`${base}/neu?sitzung=${meeting.id}`, { id, ...text }, 'staff');
    const answers = await Promise.all([post(), post()]);
    expect(answers.map(({ statusCode, headers }) => [statusCode, headers.location])).toEqual([
      [303, `${base}/${id}`],
      [303, `${base}/${id}`],
    ]);
    expect((await stage.get(`${base}?gremium=${body.id}`, 'staff')).body.match(/>2026\/\d+</g)).toEqual(['>2026/1<']);
  });

  it('is asked for in steps, and keeps what was typed when something is missing', async () => {
    expect((await stage.get(`${base}/neu`, 'staff')).body).toContain(body.id);
    expect((await stage.get(`${base}/neu?gremium=${body.id}`, 'staff')).body).toContain(meeting.id);
    const form = await stage.get(`${base}/neu?gremium=${body.id}&weg=${meeting.id}`, 'staff');
    expect(form.body).toContain(`value="${meeting.item}"`);
    const answer = await stage.post(`${base}/neu?sitzung=${meeting.id}`, { id: uuidv7(), ...text, wording: '' }, 'staff');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('href="#f-wording"');
    expect(answer.body).toContain('value="0815/2026"');
    const late = await stage.post(
      `${base}/neu?gremium=${body.id}&weg=umlauf`,
      { id: uuidv7(), ...text, voteUntil: '2026-11-21' },
      'staff',
    );
    expect([late.statusCode, late.body.includes('id="f-voteUntil-error"')]).toEqual([422, true]);
  });
});

describe('editing', () => {
  it('shows the second editor what the first saved, keeps the own input, and overwrites nothing', async () => {
    const id = await add();
    const version = String((await read(id)).version);
    const first = await stage.post(`${base}/${id}/bearbeiten`, { ...text, title: 'Von der anderen', version }, 'other');
    expect(first.statusCode).toBe(303);
    const second = await stage.post(`${base}/${id}/bearbeiten`, { ...text, title: 'Von mir', version }, 'staff');
    expect(second.statusCode).toBe(422);
    expect(second.body).toMatch(/<del>.*anderen/);
    expect(second.body).toContain('value="Von mir"');
    expect((await read(id)).title).toBe('Von der anderen');
  });

  it('ends with the decision', async () => {
    const id = await add();
    await decide(id);
    const { version } = await read(id);
    const late = await stage.post(`${base}/${id}/bearbeiten`, { ...text, title: 'Zu spät', version: String(version) }, 'staff');
    expect(late.statusCode).toBe(422);
    expect((await read(id)).title).toBe(text.title);
  });
});

describe('the decision of a meeting', () => {
  it('is kept with its votes; sent twice it happens once', async () => {
    const id = await add();
    const { version } = await read(id);
    const [one, two] = await Promise.all([decide(id), decide(id, { version: String(version), outcome: 'rejected', yes: '0' })]);
    expect([one.statusCode, two.statusCode].sort()).toEqual([303, 422]);
    const row = await read(id);
    expect([row.state, row.decided_on]).toEqual([one.statusCode === 303 ? 'passed' : 'rejected', '2026-11-20']);
  });

  it('has no more votes than seats with a vote on that day, and says so at the field', async () => {
    const id = await add();
    const answer = await decide(id, { yes: '4', no: '0' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Es sind 4 Stimmen eingetragen, an diesem Tag hatten aber nur 3 Sitze Stimmrecht.');
    expect(answer.body).toContain('href="#decision-yes"');
    // The seat that ended in January had a vote then.
    expect((await decide(id, { yes: '4', no: '0', decidedOn: '2026-01-15' })).statusCode).toBe(303);
  });

  it('against the count needs the finding of the chair', async () => {
    const id = await add();
    const tie = await decide(id, { yes: '1', no: '1' });
    expect([tie.statusCode, tie.body.includes('id="decision-chairDecision-error"')]).toEqual([422, true]);
    expect((await decide(id, { yes: '1', no: '1', chairDecision: 'Stichentscheid' })).statusCode).toBe(303);
    expect((await stage.get(`${base}/${id}`, 'staff')).body).toContain('Stichentscheid');
  });

  it.each([
    [{ decidedOn: '2026-02-31' }, 'decision-decidedOn-error'],
    [{ decidedOn: '2026-11-23' }, 'decision-decidedOn-error'],
    [{ yes: '-1' }, 'decision-yes-error'],
    [{ yes: '99999' }, 'decision-yes-error'],
    [{ outcome: 'maybe' }, 'decision-outcome-error'],
  ])('is refused at its field (%j)', async (fields, field) => {
    const id = await add();
    const answer = await decide(id, fields);
    expect([answer.statusCode, answer.body.includes(`id="${field}"`)]).toEqual([422, true]);
    expect((await read(id)).state).toBe('open');
  });
});

describe('what a resolution does', () => {
  const addEffect = async (id: string, fields: Record<string, string> = {}, as = 'staff') =>
    stage.post(
      `${base}/${id}/wirkung`,
      {
        kind: 'test.note',
        subject: 'good',
        tone: 'high',
        sum: '1.500,50'.replace('.', ''),
        version: String((await read(id)).version),
        ...fields,
      },
      as,
    );

  it('is asked for in steps', async () => {
    const id = await add();
    expect((await stage.get(`${base}/${id}/wirkung`, 'staff')).body).toContain('value="test.note"');
    expect((await stage.get(`${base}/${id}/wirkung?art=test.note`, 'staff')).body).toContain('Guter Gegenstand');
    expect((await stage.get(`${base}/${id}/wirkung?art=test.note&gegenstand=good`, 'staff')).body).toContain('name="sum"');
    const wrong = await addEffect(id, { sum: 'viel' });
    expect([wrong.statusCode, wrong.body.includes('id="f-sum-error"')]).toEqual([422, true]);
    expect((await addEffect(id, { subject: 'unknown' })).statusCode).toBe(422);
    expect((await addEffect(id)).statusCode).toBe(303);
    expect((await addEffect(id)).statusCode).toBe(422);
    expect((await read(id)).effects).toMatchObject([
      { kind: 'test.note', subject: 'good', parameters: { tone: 'high', sum: '150050' } },
    ]);
    const { version } = await read(id);
    const removed = await stage.post(`${base}/${id}/wirkung/entfernen`, { index: '0', version: String(version) }, 'staff');
    expect([removed.statusCode, (await read(id)).effects]).toEqual([303, []]);
  });

  it('is carried out once when it is passed, however often that is said', async () => {
    const id = await add();
    await addEffect(id);
    const { version } = await read(id);
    const answers = await Promise.all([1, 2, 3].map(() => decide(id, { version: String(version) })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422, 422]);
    expect(effect.applied).toHaveLength(1);
    expect((await read(id)).effects).toMatchObject([{ appliedAt: '2026-11-22T11:00:00.000Z' }]);
  });

  it('is left alone when it is rejected', async () => {
    const id = await add();
    await addEffect(id);
    expect((await decide(id, { outcome: 'rejected', yes: '0' })).statusCode).toBe(303);
    expect(effect.applied).toEqual([]);
  });

  it('keeps it from being passed when the other module refuses, and takes back what was done before', async () => {
    const id = await add();
    await addEffect(id);
    await addEffect(id, { subject: 'bad' });
    const answer = await decide(id);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Schlechter Gegenstand');
    const row = await read(id);
    expect([row.state, row.decided_on]).toEqual(['open', null]);
    const { purpose } = await database.inTenant(stage.here.id, (trx) =>
      trx.selectFrom('network_body').select('purpose').where('id', '=', body.id).executeTakeFirstOrThrow(),
    );
    expect(purpose).toBe('');
  });

  it('is not for those who keep one town only, since the house carries it out for them', async () => {
    const own = await addTestBody(database, stage.here, { name: `Runder Tisch ${uuidv7()}`, territory: marl }, [{ name: 'x' }]);
    const held = await addTestMeeting(database, stage.here, own.id, '2026-11-01T10:00:00+01:00');
    const id = uuidv7();
    expect((await stage.post(`${base}/neu?sitzung=${held.id}`, { id, ...text }, 'officer')).statusCode).toBe(303);
    expect((await addEffect(id, {}, 'officer')).statusCode).toBe(403);
    expect((await read(id)).effects).toEqual([]);
  });
});

describe('who may', () => {
  it('read and write hangs on role and territory', async () => {
    const id = await add();
    const status = async (as?: string) => (await stage.get(`${base}/${id}`, as)).statusCode;
    expect(await Promise.all(['staff', 'controller', 'officer', 'provider'].map(status))).toEqual([200, 200, 404, 403]);
    expect((await decide(id, {}, 'controller')).statusCode).toBe(403);
    expect((await decide(id, {}, 'officer')).statusCode).toBe(404);
    expect((await stage.get(`${base}`, 'officer')).body).not.toContain(id);
    const elsewhere = `/intern/${stage.there.slug}/beschluesse/${id}`;
    expect((await stage.get(elsewhere, 'there')).statusCode).toBe(404);
    expect((await stage.post(`${elsewhere}/entscheiden`, { ...decision, version: '1' }, 'there')).statusCode).toBe(404);
  });

  it('is asked in the use case as well', async () => {
    const id = await add();
    const actor = stage.add('guest', 'controlling');
    const wanted = {
      outcome: 'passed',
      count: { yes: 2, no: 0, abstain: 0 },
      chairDecision: '',
      decidedOn: '2026-11-20',
    } as const;
    expect(await decideResolution(stage.context({ actor }), [effect], id, wanted, 1)).toMatchObject({
      code: 'networks.not_allowed',
    });
  });

  it.each(['x', '00000000-0000-0000-0000-00000000000', `${uuidv7()}`])('an id that is none is not found (%s)', async (id) => {
    for (const path of ['', '/bearbeiten', '/druck', '/wirkung', '/zurueckziehen'])
      expect((await stage.get(`${base}/${id}${path}`, 'staff')).statusCode).toBe(404);
    for (const path of [
      '/bearbeiten',
      '/entscheiden',
      '/umlauf',
      '/schliessen',
      '/stimmen',
      '/wirkung',
      '/wirkung/entfernen',
      '/zurueckziehen',
      '/veroeffentlichen',
    ])
      expect((await stage.post(`${base}/${id}${path}`, {}, 'staff')).statusCode).toBe(404);
  });
});

describe('the list', () => {
  it('filters, pages by key, and goes along as CSV', async () => {
    for (let count = 1; count <= 52; count++) await add({ title: `Nummer ${count}` });
    const first = await stage.get(`${base}?gremium=${body.id}`, 'staff');
    const [next = ''] = /[^"]*nach=[^"]*/.exec(first.body) ?? [];
    expect(first.body).toContain('Nummer 52<');
    expect(first.body).not.toContain('Nummer 2<');
    const second = await stage.get(next.replaceAll('&amp;', '&'), 'staff');
    expect(second.body).toContain('Nummer 2<');
    expect(second.body).not.toContain('Nummer 3<');
    expect((await stage.get(`${base}?gremium=${body.id}&q=nummer+17`, 'staff')).body.match(/Nummer \d+</g)).toEqual([
      'Nummer 17<',
    ]);
    expect((await stage.get(`${base}?gremium=${body.id}&stand=passed`, 'staff')).body).not.toMatch(/Nummer \d+</);
    expect((await stage.get(`${base}?gremium=${body.id}&jahr=2025`, 'staff')).body).not.toMatch(/Nummer \d+</);
    const csv = await stage.get(`${base}.csv?gremium=${body.id}`, 'staff');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body.trim().split('\r\n')).toHaveLength(53);
  });

  it.each([
    'nach=9999-99-99 x',
    'nach=2026-11-22 25:00:00%2B00 01900000-0000-7000-8000-000000000000',
    'nach=2026-02-31 10:00:00%2B00 01900000-0000-7000-8000-000000000000',
    'stand=__proto__',
    'jahr=%25',
    'gremium=1',
    'q=%25_%5C',
  ])('stands what nobody sends (%s)', async (query) => {
    expect((await stage.get(`${base}?${query}`, 'staff')).statusCode).toBe(200);
  });

  it('is printed one by one, without names of votes', async () => {
    const id = await add();
    const sheet = await stage.get(`${base}/${id}/druck`, 'staff');
    expect([sheet.statusCode, sheet.body.includes('Die Fortschreibung wird beschlossen.')]).toEqual([200, true]);
  });
});

it('a resolution is withdrawn after asking, once; its number stays taken', async () => {
  const id = await add();
  expect((await stage.get(`${base}/${id}/zurueckziehen`, 'staff')).body).toContain('2026/1');
  expect((await stage.post(`${base}/${id}/zurueckziehen`, {}, 'staff')).statusCode).toBe(303);
  expect((await stage.post(`${base}/${id}/zurueckziehen`, {}, 'staff')).statusCode).toBe(422);
  expect((await read(await add())).number).toBe('2026/2');
});
