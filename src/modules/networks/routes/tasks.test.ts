import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { worklistOf } from '#platform/module';
import { openStage, openTestFiles, type Stage, useDatabase } from '#testing';
import { networksModule } from '../module.ts';
import { remindTasks } from '../service/task-mails.ts';

import { addTestBody, addTestMeeting, runOn, type SentMail, type TestBody, takeMails, tokenIn } from '../testing/resolutions.ts';

const database = useDatabase();
const papers = openTestFiles();
const module = networksModule({ effects: [], files: papers.files });
const base = '/intern/recklinghausen/aufgaben';
const marl = '05562024';
let stage: Stage;
let body: TestBody;
let staff: Actor;

beforeAll(async () => {
  stage = await openStage(database, [module]);
  staff = stage.add('staff', 'ki_staff');
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
  await takeMails(database);
  const seats = [{ name: 'anna' }, { name: 'controller' }, { name: 'ehemals', to: '2026-11-21' }];
  body = await addTestBody(database, stage.here, { name: `Runde ${uuidv7()}`, territory: stage.here.ags }, seats);
});

const userId = () => (staff.kind === 'user' ? staff.userId : '');

async function add(fields: Record<string, string> = {}, as = 'staff'): Promise<string> {
  const id = uuidv7();
  const answer = await stage.post(`${base}/neu`, { id, body: body.id, title: 'Raum suchen', detail: '', ...fields }, as);
  expect(answer.statusCode).toBe(303);
  return id;
}
const row = async (id: string) =>
  database.inTenant(stage.here.id, (trx) =>
    trx.selectFrom('network_task').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
const link = (token: string) => `/recklinghausen/de/aufgabe/${token}`;
const titles = async (query: string, as: string) =>
  [...(await stage.get(`${base}?gremium=${body.id}&${query}`, as)).body.matchAll(/<bdi>(Aufgabe \w+)<\/bdi>/g)].map(
    ([, title]) => title,
  );

describe('a new task', () => {
  it('comes of a body, a meeting or a resolution, and sent twice is one', async () => {
    const meeting = await addTestMeeting(database, stage.here, body.id, '2026-11-20T10:00:00+01:00');
    const form = await stage.get(`${base}/neu?sitzung=${meeting.id}`, 'staff');
    expect(form.body).toContain('Herbstsitzung');
    const id = uuidv7();
    const fields = { id, body: body.id, meeting: meeting.id, title: 'Raum suchen', owner: `seat:${body.seats.anna}` };
    const answers = await Promise.all([stage.post(`${base}/neu`, fields, 'staff'), stage.post(`${base}/neu`, fields, 'staff')]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect((await row(id)).meeting_id).toBe(meeting.id);
    expect(await takeMails(database)).toHaveLength(1);
  });

  it('goes to a seat that the body has today or to an account, never to somebody else', async () => {
    const other = await addTestBody(database, stage.here, { name: `Andere ${uuidv7()}`, territory: marl }, [{ name: 'zoe' }]);
    for (const owner of [`seat:${body.seats.ehemals}`, `seat:${other.seats.zoe}`, `account:${uuidv7()}`, 'x', 'seat:1']) {
      const answer = await stage.post(`${base}/neu`, { id: uuidv7(), body: body.id, title: 'X', owner }, 'staff');
      expect([answer.statusCode, answer.body.includes('id="f-owner-error"')]).toEqual([422, true]);
    }
    const meeting = await addTestMeeting(database, stage.here, other.id, '2026-11-20T10:00:00+01:00');
    const foreign = { id: uuidv7(), body: body.id, meeting: meeting.id, title: 'X' };
    expect((await stage.post(`${base}/neu`, foreign, 'staff')).statusCode).toBe(422);
    expect(await takeMails(database)).toEqual([]);
    const id = await add({ owner: `account:${userId()}` });
    expect((await row(id)).user_id).toBe(userId());
  });
});

describe('the views', () => {
  it('are mine, of my bodies, overdue and all, with their counts', async () => {
    await add({ title: 'Aufgabe eins', owner: `account:${userId()}`, dueOn: '2026-12-01' });
    await add({ title: 'Aufgabe zwei', owner: `seat:${body.seats.controller}`, dueOn: '2026-11-20' });
    const done = await add({ title: 'Aufgabe drei', owner: `seat:${body.seats.anna}` });
    expect(await titles('', 'staff')).toEqual(['Aufgabe eins']);
    expect(await titles('ansicht=gremien', 'staff')).toEqual([]);
    expect(await titles('ansicht=ueberfaellig', 'staff')).toEqual(['Aufgabe zwei']);
    expect(await titles('ansicht=alle', 'staff')).toEqual(['Aufgabe zwei', 'Aufgabe eins', 'Aufgabe drei']);
    // A seat with the address of an account is that person's.
    expect(await titles('', 'controller')).toEqual(['Aufgabe zwei']);
    expect(await titles('ansicht=gremien', 'controller')).toEqual(['Aufgabe zwei', 'Aufgabe eins', 'Aufgabe drei']);
    expect(await titles('ansicht=alle', 'officer')).toEqual([]);
    await stage.post(`${base}/${done}/stand`, { state: 'done' }, 'staff');
    expect(await titles('ansicht=alle', 'staff')).toEqual(['Aufgabe zwei', 'Aufgabe eins']);
    expect(await titles('ansicht=alle&stand=done', 'staff')).toEqual(['Aufgabe drei']);
    const csv = await stage.get(`${base}.csv?ansicht=alle&gremium=${body.id}&stand=any`, 'staff');
    expect(csv.body.trim().split('\r\n')).toHaveLength(4);
  });

  it('page by key without losing or repeating one', async () => {
    for (let count = 10; count < 63; count++)
      await add({ title: `Aufgabe ${count}`, ...(count % 2 ? { dueOn: '2026-12-24' } : {}) });
    const first = await titles('ansicht=alle', 'staff');
    const page = (await stage.get(`${base}?gremium=${body.id}&ansicht=alle`, 'staff')).body;
    const [, cursor = ''] = /nach=([^"&]+)/.exec(page) ?? [];
    const second = await titles(`ansicht=alle&nach=${cursor}`, 'staff');
    expect([first.length, second.length, new Set([...first, ...second]).size]).toEqual([50, 3, 53]);
  });

  it.each([
    'nach=x',
    'nach=2026-02-31%2001900000-0000-7000-8000-000000000000',
    'nach=0000-01-01%2001900000-0000-7000-8000-000000000000',
    'ansicht=%25',
    'stand=x',
    'gremium=%27',
  ])('stand what nobody sends (%s)', async (query) => {
    expect((await stage.get(`${base}?${query}`, 'staff')).statusCode).toBe(200);
  });
});

describe('moving a task on', () => {
  it('is for its owner and for those who keep the body; it leads back to the list', async () => {
    const id = await add({ owner: `seat:${body.seats.controller}` });
    const back = `${base}?ansicht=gremien`;
    const moved = await stage.post(`${base}/${id}/stand`, { state: 'running', back }, 'controller');
    expect([moved.statusCode, moved.headers.location]).toEqual([303, back]);
    const away = await stage.post(`${base}/${id}/stand`, { state: 'done', back: 'https://example.org/' }, 'staff');
    expect(away.headers.location).toBe(base);
    expect(await row(id)).toMatchObject({ state: 'done', done_on: '2026-11-22' });
    const other = await add();
    expect((await stage.post(`${base}/${other}/stand`, { state: 'done' }, 'controller')).statusCode).toBe(403);
    expect((await stage.post(`${base}/${other}/stand`, { state: 'gone' }, 'staff')).statusCode).toBe(422);
    expect((await row(other)).state).toBe('open');
  });

  it('is not found by others', async () => {
    const id = await add();
    expect((await stage.get(`${base}/${id}`, 'officer')).statusCode).toBe(404);
    expect((await stage.get(`${base}/${id}`, 'provider')).statusCode).toBe(403);
    expect((await stage.get(`/intern/${stage.there.slug}/aufgaben/${id}`, 'there')).statusCode).toBe(404);
    expect((await stage.post(`/intern/${stage.there.slug}/aufgaben/${id}/stand`, { state: 'done' }, 'there')).statusCode).toBe(
      404,
    );
    expect((await stage.get(`${base}/nirgends`, 'staff')).statusCode).toBe(404);
    expect((await stage.post(`${base}/${id}`, { title: 'X', version: '1' }, 'controller')).statusCode).toBe(403);
  });

  it('editing at once loses nothing', async () => {
    const id = await add();
    const version = String((await row(id)).version);
    expect(
      (await stage.post(`${base}/${id}`, { title: 'Von der anderen', detail: '', owner: '', version }, 'staff')).statusCode,
    ).toBe(303);
    const second = await stage.post(`${base}/${id}`, { title: 'Von mir', detail: '', owner: '', version }, 'staff');
    expect([second.statusCode, second.body.includes('value="Von mir"')]).toEqual([422, true]);
    expect(second.body).toMatch(/<del>.*anderen/);
    expect((await row(id)).title).toBe('Von der anderen');
  });
});

describe('the link of a member without an account', () => {
  it('shows the task and takes the answer; a new owner makes the old link void', async () => {
    const id = await add({ owner: `seat:${body.seats.anna}`, detail: 'Mit <b>Bühne</b>', dueOn: '2026-12-24' });
    const [mail] = await takeMails(database);
    expect(mail?.to).toBe('anna@example.org');
    const token = tokenIn(mail as SentMail);
    const page = await stage.get(link(token));
    expect(page.body).toContain('Mit &lt;b>Bühne&lt;/b>');
    expect((await stage.post(link(token), { state: 'dropped' })).statusCode).toBe(422);
    expect((await stage.post(link(token), { state: 'running', remark: 'Zwei gefragt' })).statusCode).toBe(303);
    expect((await stage.get(`${base}/${id}`, 'staff')).body).toContain('Zwei gefragt');
    const { version } = await row(id);
    const moved = { title: 'Raum suchen', detail: '', owner: `seat:${body.seats.controller}`, version: String(version) };
    await stage.post(`${base}/${id}`, moved, 'staff');
    expect((await stage.get(link(token))).statusCode).toBe(410);
  });

  it('once done takes nothing more; ended with the seat it is none', async () => {
    await add({ owner: `seat:${body.seats.anna}` });
    const token = tokenIn((await takeMails(database))[0] as SentMail);
    expect((await stage.post(link(token), { state: 'done', remark: '' })).statusCode).toBe(303);
    expect((await stage.post(link(token), { state: 'running', remark: '' })).statusCode).toBe(422);
    await database.inTenant(stage.here.id, (trx) =>
      trx
        .updateTable('network_member')
        .set({ to_on: '2026-11-21' })
        .where('id', '=', body.seats.anna ?? '')
        .execute(),
    );
    expect((await stage.get(link(token))).statusCode).toBe(410);
  });

  it.each(['x', 'b'.repeat(43), "'%20or%201=1", 'A'.repeat(5000)])(
    'that is none of ours tells nothing (%.20s)',
    async (token) => {
      expect([404, 410, 414]).toContain((await stage.get(link(token))).statusCode);
      expect((await stage.post(link(token), { state: 'done' })).statusCode).toBeGreaterThanOrEqual(400);
    },
  );
});

describe('the reminder', () => {
  it('is one mail a day for one person with all tasks due, and none for a seat that ended', async () => {
    body = await addTestBody(database, stage.here, { name: `Erinnert ${uuidv7()}`, territory: marl }, [{ name: 'frieda' }]);
    const owner = `seat:${body.seats.frieda}`;
    const mailsToFrieda = async () => (await takeMails(database)).filter(({ to }) => to === 'frieda@example.org');
    await add({ title: 'Erste', owner, dueOn: '2026-12-10' });
    const second = await add({ title: 'Zweite', owner, dueOn: '2026-12-09' });
    await add({ title: 'Dritte', owner, dueOn: '2027-03-01' });
    await takeMails(database);
    await runOn(stage, remindTasks, '2026-12-02T06:00:00Z');
    const [first] = await mailsToFrieda();
    expect([first?.text.includes('Zweite'), first?.text.includes('Erste')]).toEqual([true, false]);
    // The night of the third of December did not run.
    await runOn(stage, remindTasks, '2026-12-10T06:00:00Z');
    await runOn(stage, remindTasks, '2026-12-10T07:00:00Z');
    const both = await mailsToFrieda();
    expect(both).toHaveLength(1);
    expect([both[0]?.text.includes('Erste'), both[0]?.text.includes('Zweite'), both[0]?.text.includes('Dritte')]).toEqual([
      true,
      true,
      false,
    ]);
    expect((await stage.get(link(tokenIn(both[0] as SentMail)))).statusCode).toBe(200);
    await stage.post(`${base}/${second}/stand`, { state: 'done' }, 'staff');
    await database.inTenant(stage.here.id, (trx) =>
      trx
        .updateTable('network_member')
        .set({ to_on: '2026-12-15' })
        .where('id', '=', body.seats.frieda ?? '')
        .execute(),
    );
    await runOn(stage, remindTasks, '2026-12-17T06:00:00Z');
    expect(await mailsToFrieda()).toEqual([]);
  });
});

it('the start page hears of the own tasks, what is late first, and nobody of those of others', async () => {
  const { id } = await addTestBody(database, stage.here, { name: `Werk ${uuidv7()}`, territory: marl }, []);
  const actor = stage.add('worker', 'ki_staff');
  const owner = `account:${actor.kind === 'user' ? actor.userId : ''}`;
  await add({ body: id, title: 'Später', owner, dueOn: '2027-01-01' }, 'worker');
  await add({ body: id, title: 'Zu spät', owner, dueOn: '2026-11-01' }, 'worker');
  await add({ body: id, title: 'Ohne Tag', owner }, 'worker');
  const lines = await worklistOf([module], stage.context({ actor }));
  expect(lines.map(({ title, late }) => [title, late])).toEqual([
    ['Zu spät', true],
    ['Später', false],
    ['Ohne Tag', false],
  ]);
  const provider = stage.add('nobody', 'provider');
  expect(await worklistOf([module], stage.context({ actor: provider }))).toEqual([]);
});
