import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, visitor } from '#platform/access';
import { openStage, type Stage, useDatabase } from '#testing';
import { directoryModule } from '../../module.ts';
import { searchAddressSchema } from '../searching.ts';
import { clearDemand } from './clearing.ts';
import { type Asker, createDemandCounter } from './counting.ts';
import { needsSince } from './supply.ts';

const database = useDatabase();
const secret = 'Erika Mustermann Schuldnerberatung';
const browser = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0';
const asker = (number: number): Asker => ({ address: `192.0.2.${number}`, userAgent: browser });
const address = (query: Record<string, unknown>) => searchAddressSchema.parse(query);
let stage: Stage;
let counter: ReturnType<typeof createDemandCounter>;

beforeAll(async () => {
  stage = await openStage(database, [directoryModule]);
  await directoryModule.setUp?.(stage.context());
});
afterAll(() => stage.close());
beforeEach(async () => {
  counter = createDemandCounter(Buffer.alloc(32, 1));
  await database.inTenant(stage.here.id, (trx) => trx.deleteFrom('directory_demand').execute());
});

const context = (now?: string, actor: Actor = visitor, language = 'de') =>
  stage.context({ actor, language, ...(now ? { now: new Date(now) } : {}) });
const rows = () =>
  database.inTenant(stage.here.id, (trx) => trx.selectFrom('directory_demand').selectAll().orderBy('week').execute());

describe('a search in vain', () => {
  it('leaves no word of it until the fifth, from whatever week, language, town and group', async () => {
    const uses = [
      ['2026-10-01T10:00:00Z', {}, 'de'],
      ['2026-10-08T10:00:00Z', { ort: '05562024' }, 'de'],
      ['2026-11-10T10:00:00Z', { zielgruppe: 'women' }, 'ar'],
      ['2026-11-20T10:00:00Z', { ort: '05562024' }, 'uk'],
    ] as const;
    for (const [index, [now, more, language]] of uses.entries())
      await counter.search(context(now, visitor, language), address({ q: secret, ...more }), asker(index));
    const few = await rows();
    expect(few.map(({ uses: number }) => number)).toEqual([1, 1, 1, 1]);
    expect(JSON.stringify(few.map((row) => ({ ...row, term_hash: row.term_hash.toString('utf8') }))).toLowerCase()).not.toContain(
      'muster',
    );
    expect(few.map(({ term }) => term)).toEqual([null, null, null, null]);
    await counter.search(context('2026-11-21T10:00:00Z'), address({ q: secret }), asker(9));
    expect((await rows()).flatMap(({ term }) => term ?? [])).toEqual(['erika mustermann schuldnerberatung']);
    const told = (await needsSince(context(), '2026-09-01')).terms;
    expect(told.reduce((sum, { uses: number }) => sum + number, 0)).toBe(5);
  });

  it('is forgotten between two that lie further apart than the words are remembered', async () => {
    for (let number = 0; number < 4; number++)
      await counter.search(context('2026-07-01T10:00:00Z'), address({ q: secret }), asker(number));
    await counter.search(context('2026-11-20T10:00:00Z'), address({ q: secret }), asker(9));
    expect((await rows()).map(({ term, uses }) => [term, uses])).toEqual([
      [null, 4],
      [null, 1],
    ]);
  });

  it('counts five at the same time as five', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, number) => counter.search(context(), address({ q: 'Hebamme' }), asker(number))),
    );
    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ uses: 12, term: 'hebamme' });
  });

  it('of the same visitor counts once an hour', async () => {
    for (let count = 0; count < 5; count++)
      await counter.search(context('2026-11-20T10:10:00Z'), address({ q: 'Hebamme' }), asker(1));
    expect((await rows())[0]?.uses).toBe(1);
    await counter.search(context('2026-11-20T11:10:00Z'), address({ q: 'hebamme' }), asker(1));
    expect((await rows())[0]?.uses).toBe(2);
  });

  it('is none of the staff, of a program, and no nonsense', async () => {
    const staff = stage.add('staff', 'ki_staff');
    await counter.search(context(undefined, staff), address({ q: 'Hebamme' }), asker(1));
    await counter.search(context(), address({ q: 'Hebamme' }), { address: '192.0.2.1', userAgent: 'Googlebot/2.1' });
    await counter.search(context(), address({ q: '<b>Hebamme</b>' }), asker(1));
    await counter.search(context(), address({ ort: '05562024' }), asker(1));
    expect(await rows()).toEqual([]);
  });

  it('tells its topic, language, group and town, and another key makes another hash', async () => {
    await counter.search(
      context(undefined, visitor, 'uk'),
      address({ q: 'Schuldnerberatung', zielgruppe: 'women', plz: '45657' }),
      asker(1),
    );
    const [found] = (await needsSince(context(), '2026-11-01')).asked;
    expect(found).toMatchObject({ kind: 'search', languages: ['ukr'], targets: ['women'], uses: 1 });
    expect(found?.topics).toEqual(expect.arrayContaining(['debt', 'counselling']));
    await createDemandCounter(Buffer.alloc(32, 2)).search(context(), address({ q: 'Schuldnerberatung' }), asker(1));
    expect(new Set((await rows()).map(({ term_hash }) => term_hash.toString('hex'))).size).toBe(2);
  });

  it('with filters alone counts what they say, and takes no unknown town, group or topic over', async () => {
    await counter.search(
      context(),
      address({ thema: 'debt', sprache: 'tir', ort: '99999999', zielgruppe: 'jedermann' }),
      asker(1),
    );
    await counter.search(context(), address({ thema: 'erfunden' }), asker(2));
    expect((await rows()).map(({ concepts, town, target, term }) => ({ concepts, town, target, term }))).toEqual([
      { concepts: ['sprache:tir', 'thema:debt'], town: '', target: '', term: null },
    ]);
  });

  it('with an address or a number in it is never kept', async () => {
    for (let number = 0; number < 8; number++) await counter.search(context(), address({ q: 'anna@example.org' }), asker(number));
    expect((await rows())[0]).toMatchObject({ uses: 8, term: null });
  });
});

describe('the nightly clearing', () => {
  const clear = (now: string) =>
    clearDemand({}, { tenantIds: () => [stage.here.id], contextOf: () => stage.context({ now: new Date(now) }) });

  it('gives up seldom words after 90 days but not what was understood of them, and everything after two years', async () => {
    const ask = (q: string, number: number) => counter.search(context('2026-06-01T10:00:00Z'), address({ q }), asker(number));
    for (let number = 0; number < 5; number++) await ask('Hebamme', number);
    await ask(secret, 20);
    await ask('Schuldnerberatung', 21);
    await ask('Erika Mustermann', 22);
    await clear('2026-08-01T03:00:00Z');
    expect(await rows()).toHaveLength(4);
    await clear('2026-09-15T03:00:00Z');
    const kept = await rows();
    expect(kept.map(({ term, uses }) => [term, uses])).toEqual(expect.arrayContaining([['hebamme', 5]]));
    // Both questions about debts are one now; nothing is left of the name.
    expect(kept.filter(({ concepts }) => concepts.includes('thema:debt')).reduce((sum, { uses }) => sum + uses, 0)).toBe(2);
    expect(kept.reduce((sum, { uses }) => sum + uses, 0)).toBe(7);
    await clear('2026-09-16T03:00:00Z');
    expect(await rows()).toEqual(kept);
    await clear('2028-07-01T03:00:00Z');
    expect(await rows()).toEqual([]);
  });
});
