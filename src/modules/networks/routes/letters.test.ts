import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { openStage, openTestFiles, type Stage, useDatabase } from '#testing';
import { networksModule } from '../module.ts';
import { closeLetters, remindVoters } from '../service/vote-jobs.ts';

import { addTestBody, fakeEffect, runOn, type SentMail, type TestBody, takeMails, tokenIn } from '../testing/resolutions.ts';

const database = useDatabase();
const papers = openTestFiles();
const effect = fakeEffect();
const base = '/intern/recklinghausen/beschluesse';
const until = '2026-12-01';
let stage: Stage;
let body: TestBody;

beforeAll(async () => {
  stage = await openStage(database, [networksModule({ effects: [effect], files: papers.files })]);
  stage.add('staff', 'ki_staff');
  stage.add('controller', 'controlling');
});
afterAll(async () => {
  await stage.close();
  papers.close();
});

beforeEach(async () => {
  effect.applied.length = 0;
  await takeMails(database);
  const seats = [
    { name: 'anna' },
    { name: 'berta' },
    { name: 'clara' },
    { name: 'dora', email: null },
    { name: 'gast', votes: false },
    { name: 'ehemals', to: '2026-11-21' },
    { name: 'kuenftig', from: '2026-11-23' },
  ];
  body = await addTestBody(database, stage.here, { name: `Lenkungsgruppe ${uuidv7()}`, territory: stage.here.ags }, seats);
});

const text = { title: 'Satzung', wording: 'Die Satzung wird <b>geändert</b>.' };

async function draft(): Promise<string> {
  const id = uuidv7();
  const address = `${base}/neu?gremium=${body.id}&weg=umlauf`;
  expect((await stage.post(address, { id, ...text, voteUntil: until }, 'staff')).statusCode).toBe(303);
  return id;
}
const row = async (id: string) =>
  database.inTenant(stage.here.id, (trx) =>
    trx.selectFrom('network_resolution').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
const post = async (id: string, path: string, fields: Record<string, string> = {}, as = 'staff') =>
  stage.post(`${base}/${id}/${path}`, { version: String((await row(id)).version), ...fields }, as);
const ballot = (token: string, language = 'de') => `/recklinghausen/${language}/abstimmung/${token}`;

async function started(): Promise<{ id: string; mails: SentMail[]; token: (name: string) => string }> {
  const id = await draft();
  expect((await post(id, 'umlauf')).statusCode).toBe(303);
  const mails = await takeMails(database);
  const token = (name: string) => tokenIn(mails.find(({ to }) => to === `${name}@example.org`) as SentMail);
  return { id, mails, token };
}
const votes = async (id: string) => {
  const rows = await database.inTenant(stage.here.id, (trx) =>
    trx.selectFrom('network_vote').selectAll().where('resolution_id', '=', id).execute(),
  );
  const name = (member: string) => Object.entries(body.seats).find(([, seat]) => seat === member)?.[0];
  return Object.fromEntries(rows.map((one) => [name(one.member_id), one.vote]));
};

describe('starting a letter', () => {
  it('writes a vote for each seat with a vote today and mails those with an address', async () => {
    const { id, mails } = await started();
    expect(await votes(id)).toEqual({ anna: null, berta: null, clara: null, dora: null });
    expect(mails.map(({ to }) => to).sort()).toEqual(['anna@example.org', 'berta@example.org', 'clara@example.org']);
    expect(new Set(mails.map(tokenIn)).size).toBe(3);
    expect(mails[0]?.text).toContain('1. Dezember 2026');
    const stored = await database.inTenant(stage.here.id, (trx) => trx.selectFrom('network_vote').select('token_hash').execute());
    for (const mail of mails) expect(stored.some(({ token_hash }) => token_hash?.toString().includes(tokenIn(mail)))).toBe(false);
  });

  it('twice at once sends it once', async () => {
    const id = await draft();
    const answers = await Promise.all([post(id, 'umlauf'), post(id, 'umlauf')]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422]);
    expect(await takeMails(database)).toHaveLength(3);
  });

  it('fixes the wording, and needs somebody with a vote', async () => {
    const { id } = await started();
    expect((await post(id, 'bearbeiten', { ...text, title: 'Anders', voteUntil: until })).statusCode).toBe(422);
    expect((await row(id)).title).toBe('Satzung');
    body = await addTestBody(database, stage.here, { name: `Leer ${uuidv7()}`, territory: stage.here.ags }, []);
    const empty = await post(await draft(), 'umlauf');
    expect([empty.statusCode, empty.body.includes('hat heute niemand Stimmrecht')]).toEqual([422, true]);
  });
});

describe('the link', () => {
  it('shows the wording, takes the vote, and lets it be changed until the last day', async () => {
    const { id, token } = await started();
    const page = await stage.get(ballot(token('anna')));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Die Satzung wird &lt;b>geändert&lt;/b>.');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.body).not.toContain('berta');
    expect((await stage.get(ballot(token('anna'), 'ar'))).body).toContain('dir="rtl"');
    expect((await stage.post(ballot(token('anna')), { vote: 'yes', remark: 'Gern' })).statusCode).toBe(303);
    expect((await stage.post(ballot(token('anna')), { vote: 'no', remark: '' })).statusCode).toBe(303);
    expect(await votes(id)).toMatchObject({ anna: 'no', berta: null });
  });

  it('refuses what is no vote and keeps the remark', async () => {
    const { id, token } = await started();
    const answer = await stage.post(ballot(token('anna')), { vote: 'maybe', remark: 'Ich überlege' });
    expect([answer.statusCode, answer.body.includes('Ich überlege')]).toEqual([422, true]);
    expect((await votes(id)).anna).toBeNull();
  });

  it.each(['x', 'a'.repeat(43), '%00', "'%20or%201=1", 'A'.repeat(5000), '..%2f..', '_proto__'])(
    'that is none of ours tells nothing (%.20s)',
    async (token) => {
      const page = await stage.get(ballot(token));
      expect([400, 404, 410, 414]).toContain(page.statusCode);
      expect((await stage.post(ballot(token), { vote: 'yes' })).statusCode).toBeGreaterThanOrEqual(400);
      expect(page.body).not.toContain('Satzung');
    },
  );

  it('of another district, or of a seat that has ended, is none', async () => {
    const { token } = await started();
    expect((await stage.get(ballot(token('anna')).replace('recklinghausen', stage.there.slug))).statusCode).toBe(410);
    await database.inTenant(stage.here.id, (trx) =>
      trx
        .updateTable('network_member')
        .set({ to_on: '2026-11-21' })
        .where('id', '=', body.seats.anna ?? '')
        .execute(),
    );
    expect((await stage.post(ballot(token('anna')), { vote: 'yes' })).statusCode).toBe(410);
  });
});

describe('closing', () => {
  it('early needs every vote; staff enter those that came in writing', async () => {
    const { id, token } = await started();
    for (const name of ['anna', 'berta', 'clara'])
      await stage.post(ballot(token(name)), { vote: name === 'anna' ? 'no' : 'yes' });
    const early = await post(id, 'schliessen');
    expect([early.statusCode, early.body.includes('Es fehlen noch 1 Stimmen')]).toEqual([422, true]);
    const entered = { member: body.seats.dora ?? '', vote: 'abstain', remark: 'Schriftlich' };
    expect((await post(id, 'stimmen', entered)).statusCode).toBe(303);
    expect((await post(id, 'schliessen')).statusCode).toBe(303);
    const { state, votes_yes, votes_no, votes_abstain, decided_on } = await row(id);
    expect([state, votes_yes, votes_no, votes_abstain, decided_on]).toEqual(['passed', 2, 1, 1, '2026-11-22']);
    expect((await stage.post(ballot(token('anna')), { vote: 'yes' })).statusCode).toBe(422);
    expect((await stage.get(ballot(token('anna')))).body).toContain('2 ja, 1 nein, 1 Enthaltungen');
    const names = (await stage.get(`${base}/${id}`, 'controller')).body;
    expect(names).toContain('anna');
  });

  it('at once by two people and the job counts once and applies once', async () => {
    const id = await draft();
    await post(id, 'wirkung', { kind: 'test.note', subject: 'good', tone: 'low', sum: '5' });
    await post(id, 'umlauf');
    const mails = await takeMails(database);
    for (const mail of mails) await stage.post(ballot(tokenIn(mail)), { vote: 'yes' });
    await post(id, 'stimmen', { member: body.seats.dora ?? '', vote: 'no', remark: '' });
    const [one, two] = await Promise.all([
      post(id, 'schliessen'),
      post(id, 'schliessen'),
      runOn(stage, closeLetters([effect]), '2026-12-02T01:00:00Z'),
    ]);
    expect([one.statusCode, two.statusCode].filter((status) => status === 303).length).toBeLessThanOrEqual(1);
    expect(effect.applied).toHaveLength(1);
    expect((await row(id)).state).toBe('passed');
  });

  it('is done by the night after the last day; a tie rejects', async () => {
    const { id, token } = await started();
    await stage.post(ballot(token('anna')), { vote: 'yes' });
    await stage.post(ballot(token('berta')), { vote: 'no' });
    const job = closeLetters([effect]);
    await runOn(stage, job, '2026-12-01T20:00:00Z');
    expect((await row(id)).state).toBe('open');
    await runOn(stage, job, '2026-12-02T00:20:00Z');
    await runOn(stage, job, '2026-12-02T00:30:00Z');
    const { state, decided_on, version } = await row(id);
    expect([state, decided_on, version]).toEqual(['rejected', '2026-12-02', 3]);
  });

  it('whose effect is refused leaves the letter open, with the reason on its page', async () => {
    const id = await draft();
    await post(id, 'wirkung', { kind: 'test.note', subject: 'bad', tone: 'low', sum: '5' });
    await post(id, 'umlauf');
    const [mail] = await takeMails(database);
    await stage.post(ballot(tokenIn(mail as SentMail)), { vote: 'yes' });
    await runOn(stage, closeLetters([effect]), '2026-12-02T00:20:00Z');
    expect((await row(id)).state).toBe('open');
    for (const member of ['berta', 'clara', 'dora'])
      await post(id, 'stimmen', { member: body.seats[member] ?? '', vote: 'abstain', remark: '' });
    const answer = await post(id, 'schliessen');
    expect([answer.statusCode, answer.body.includes('Schlechter Gegenstand')]).toEqual([422, true]);
  });
});

describe('the reminder', () => {
  it('reaches once, three days before, those who are missing and still sit; its link replaces the first', async () => {
    const { id, token } = await started();
    await stage.post(ballot(token('anna')), { vote: 'yes' });
    await database.inTenant(stage.here.id, (trx) =>
      trx
        .updateTable('network_member')
        .set({ to_on: '2026-11-27' })
        .where('id', '=', body.seats.clara ?? '')
        .execute(),
    );
    await runOn(stage, remindVoters, '2026-11-27T06:00:00Z');
    expect(await takeMails(database)).toEqual([]);
    await runOn(stage, remindVoters, '2026-11-28T06:00:00Z');
    await runOn(stage, remindVoters, '2026-11-29T06:00:00Z');
    const mails = await takeMails(database);
    expect(mails.map(({ to }) => to)).toEqual(['berta@example.org']);
    expect((await stage.get(ballot(token('berta')))).statusCode).toBe(410);
    expect((await stage.post(ballot(tokenIn(mails[0] as SentMail)), { vote: 'yes' })).statusCode).toBe(303);
    expect((await votes(id)).berta).toBe('yes');
  });
});
