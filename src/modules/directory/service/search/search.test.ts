import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { territoryModule } from '#modules/territory';
import { openStage, type Stage, useDatabase } from '#testing';
import { directoryModule } from '../../module.ts';
import { loadDemonstration } from '../demonstration.ts';
import { search, searchAddressSchema } from '../searching.ts';
import { suggest } from '../suggesting.ts';

const database = useDatabase();
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(database, [territoryModule, directoryModule]);
  await loadDemonstration(stage.context());
  await stage.tenants.refresh();
});
afterAll(() => stage.close());

const ask = (q: string, more: Record<string, unknown> = {}, language = 'de') =>
  search(stage.context({ language }), searchAddressSchema.parse({ q, ...more }));
const slugs = async (...parameters: Parameters<typeof ask>) => (await ask(...parameters)).offers.map(({ slug }) => slug);
const page = async (query: Record<string, string>, language = 'de') =>
  (await stage.get(`/recklinghausen/${language}/angebote?${new URLSearchParams(query)}`)).body;

describe('a place in the query', () => {
  it('narrows to what is there or for the whole district', async () => {
    const found = await ask('Schulanmeldung in Gladbeck');
    expect(found.place).toMatchObject({ kind: 'town', typed: 'Gladbeck', rest: 'Schulanmeldung' });
    expect(found.offers[0]?.slug).toBe('seiteneinsteigerberatung-gladbeck');
    expect(found.offers.map(({ slug }) => slug)).not.toContain('seiteneinsteigerberatung-marl');
    expect(found.widened).toBe(false);
  });
  it('is the same in other scripts and as a postcode', async () => {
    const first = 'seiteneinsteigerberatung-gladbeck';
    expect((await slugs('تسجيل المدرسة غلادبيك', {}, 'ar'))[0]).toBe(first);
    expect(await slugs('школа Гладбек', {}, 'ru')).toContain(first);
    expect((await slugs('Schulanmeldung ٤٥٩٦٤'))[0]).toBe(first);
  });
  it('grows by a radius, nearer ones counting more', async () => {
    const near = await slugs('Schulanmeldung Gladbeck', { umkreis: '15' });
    expect(near).toContain('seiteneinsteigerberatung-herten');
    expect(near).not.toContain('seiteneinsteigerberatung-haltern-am-see');
    expect(near.indexOf('seiteneinsteigerberatung-gladbeck')).toBe(0);
  });
  it('gives way to the nearest when nothing is there', async () => {
    const found = await ask('Radwerkstatt Fußball Gladbeck');
    expect((await ask('Fußball Gladbeck')).widened).toBe(true);
    expect((await slugs('Fußball Gladbeck'))[0]).toBe('beispiel-fussballgruppe-herten');
    expect(found.place?.typed).toBe('Gladbeck');
  });
  it('counts facets for what is shown', async () => {
    const found = await ask('Schulanmeldung in Gladbeck');
    expect(found.counts['ort:05562024']).toBeUndefined();
    expect(found.counts['ort:05562014']).toBeGreaterThan(0);
  });
  it('outside of the district is told, and the nearest comes first', async () => {
    const found = await ask('Schulanmeldung 44135');
    expect(found.place).toMatchObject({ outside: true });
    expect(found.sort).toBe('entfernung');
    expect(found.total).toBeGreaterThan(9);
    expect(await page({ q: 'Schulanmeldung 44135' })).toContain('44135 liegt nicht in diesem Kreis');
  });
  it('is a chip that can be removed, with distances and a way to mean the word', async () => {
    const body = await page({ q: 'Schulanmeldung in Gladbeck' });
    expect(body).toContain('href="/recklinghausen/de/angebote?q=Schulanmeldung"');
    expect(body).toContain('umkreis=5"');
    expect(body).toContain('genau=1');
    expect((await ask('Gladbeck', { genau: '1' })).place).toBeUndefined();
  });
  it('is mended when it is misspelt', async () => {
    const found = await ask('Schulanmeldung Gladbek');
    expect(found.corrected).toBe('schulanmeldung gladbeck');
    expect(found.place?.typed).toBe('gladbeck');
  });
  it('is the whole district when the district is named', async () => {
    expect((await ask('Schulanmeldung Kreis Recklinghausen')).total).toBe((await ask('Schulanmeldung')).total);
  });
});

describe('ranking', () => {
  it('lists what nobody confirmed for long below the rest', async () => {
    const [first] = await slugs('Schulanmeldung');
    const { id } = stage.here;
    await sql`update directory_public_offer set stage = 'demoted' where tenant_id = ${id} and slug = ${first}`.execute(
      database.shared,
    );
    const found = await ask('Schulanmeldung');
    expect(found.offers.at(-1)?.slug).toBe(first);
    await sql`update directory_public_offer set stage = 'fresh' where tenant_id = ${id} and slug = ${first}`.execute(
      database.shared,
    );
  });
  it('lets small wishes decide between what fits', async () => {
    expect((await ask('Hilfe Duldung')).total).toBe((await ask('Duldung')).total);
  });
});

describe('suggestions', () => {
  const labels = async (q: string, language = 'de') => (await suggest(stage.context({ language }), q)).map(({ label }) => label);
  it('finish places', async () => expect(await labels('Deutschkurs gla')).toContain('Deutschkurs Gladbeck'));
  it('read what is typed in its language', async () => expect(await labels('курсы немецкого', 'ru')).not.toEqual([]));
  it('mend what fits nothing', async () => expect(await labels('Schulanmeldunk')).not.toEqual([]));
  it('are links on the page that found nothing', async () => {
    const body = await page({ q: 'qqqqxyz', genau: '1' });
    expect(body).toContain('Nichts gefunden');
  });
});

describe('bad input', () => {
  it.each([
    'a'.repeat(10_000),
    'Deutschkurs '.repeat(1000),
    '\u0000\u0001\u001f\u200e\u202e',
    'und oder der die das',
    "'; drop table directory_public_offer; --",
    "a & b | !c <-> d:* ('')",
    "\\' \\ ''' :* <2> | & ! ( )",
    'Deutsch دورة курс ទៅ 德语 🇩🇪',
    '%_%',
    '00000 99999 45964 45964',
    '-- /* */ $$ $1',
    '\ud800',
  ])('is searched for or left out: %j', async (q) => {
    const found = await ask(q);
    expect(found.total).toBeGreaterThanOrEqual(0);
    await suggest(stage.context(), q);
    expect(
      (await stage.get(`/recklinghausen/de/angebote?q=${encodeURIComponent(q.toWellFormed().slice(0, 2000))}`)).statusCode,
    ).toBe(200);
  });
  it('is answered whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (q) => {
        expect((await ask(q)).total).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });
});
