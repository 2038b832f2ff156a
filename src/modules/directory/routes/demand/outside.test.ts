import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStage, type Stage, useDatabase } from '#testing';
import { directoryModule } from '../../module.ts';

const database = useDatabase();
const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
const form = '/recklinghausen/de/fehlt-mir';
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(database, [directoryModule]);
  await directoryModule.setUp?.(stage.context());
});
afterAll(() => stage.close());
beforeEach(() => database.inTenant(stage.here.id, (trx) => trx.deleteFrom('directory_demand').execute()));

const rows = () => database.inTenant(stage.here.id, (trx) => trx.selectFrom('directory_demand').selectAll().execute());
const search = (query: string, as?: string) => stage.get(`/recklinghausen/de/angebote?${query}`, as, agent);

describe('a search that finds nothing', () => {
  it('is counted each time it is asked, because its page stays out of the cache', async () => {
    for (let count = 0; count < 4; count++) {
      const answer = await stage.app.inject({
        url: '/recklinghausen/de/angebote?q=Hebamme',
        headers: agent,
        remoteAddress: `192.0.2.${count}`,
      });
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.body).toContain('Was fehlt Ihnen?');
    }
    expect((await rows()).map(({ uses }) => uses)).toEqual([4]);
  });

  it('is found out even when it cannot be counted', async () => {
    const refuse = vi.spyOn(database, 'inTenant').mockRejectedValue(new Error('no database'));
    try {
      // What the page itself needs is in memory from the call before.
      const answer = await search('q=Hebamme+Nachsorge');
      expect(answer.statusCode).toBe(200);
    } finally {
      refuse.mockRestore();
    }
    expect(await rows()).toEqual([]);
  });

  it('of the staff is not counted', async () => {
    stage.add('staff', 'ki_staff');
    await search('q=Hebamme', 'staff');
    expect(await rows()).toEqual([]);
  });
});

describe('the form "what do you miss"', () => {
  it('counts a topic, a language and two digits of a postcode elsewhere, and says thank you', async () => {
    const answer = await stage.post(form, { thema: 'health', sprache: 'tir', plz: '48143' });
    expect(answer.statusCode).toBe(303);
    expect(String(answer.headers['set-cookie'])).toContain('outside.thanks');
    expect((await rows()).map(({ kind, concepts, town, term }) => ({ kind, concepts, town, term }))).toEqual([
      { kind: 'outside', concepts: ['sprache:tir', 'thema:health'], town: '48', term: null },
    ]);
  });

  it('knows the towns of the district by their postcode', async () => {
    await stage.post(form, { thema: 'health', sprache: '', plz: '45964' });
    expect((await rows())[0]?.town).toBe('05562014');
  });

  it.each([
    ['no topic', { thema: '', sprache: '', plz: '' }, 'thema'],
    ['an invented topic', { thema: 'erfunden', sprache: '', plz: '' }, 'thema'],
    ['an invented language', { thema: 'health', sprache: 'xxx', plz: '' }, 'sprache'],
    ['no postcode', { thema: 'health', sprache: '', plz: 'überall' }, 'plz'],
  ])('refuses %s at its field, and keeps the rest', async (_what, fields, field) => {
    const answer = await stage.post(form, fields);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(`fehlt-${field}`);
    expect(await rows()).toEqual([]);
  });

  it('stands below a search from a postcode elsewhere, and not below one that finds something nearby', async () => {
    expect((await search('plz=48143')).body).toContain('Was fehlt Ihnen?');
  });

  it('takes ten a minute', async () => {
    const answers = [];
    for (let count = 0; count < 12; count++) answers.push((await stage.post(form, { thema: 'health' })).statusCode);
    expect(answers).toContain(429);
  });
});
