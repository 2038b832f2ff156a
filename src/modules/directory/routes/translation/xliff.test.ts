import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import type { OfferContent } from '../../model/content.ts';
import { fingerprint } from '../../model/translation/fingerprint.ts';
import { findPublicOffer } from '../../store/public-offers.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { offer, towns } from '../../testing/district.ts';
import { translationRoutes } from '../translation.ts';

const database = useDatabase();
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(database, translationRoutes);
});
afterAll(() => desk.close());

const shown = async (slug: string) =>
  (await findPublicOffer(database.shared, desk.here.tenant.id, slug))?.content as OfferContent;
const made = (text: string, german: string, by: 'human' | 'machine' = 'human') => ({ text, by, of: fingerprint(german) });
const address = 'uebersetzungen/austausch';
const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

async function preview(content: string, as = 'staff') {
  return desk.upload(address, { name: 'datei.xlf', content }, as);
}

/** Confirms what a preview showed. */
async function take(body: string, as = 'staff') {
  const fields = { xliff: hidden(body, 'xliff'), mark: hidden(body, 'mark') };
  return desk.upload(`${address}/uebernehmen`, { name: 'leer', content: '' }, as, fields);
}

async function exported(organisationId: string, tag = 'ar', more = ''): Promise<string> {
  const answer = await desk.get(`${address}/datei.xlf?sprache=${tag}&organisation=${organisationId}${more}`);
  expect(answer.headers['content-type']).toContain('application/xliff+xml');
  return answer.body;
}

/** Puts a translation into a unit, as a translator does. */
function fill(file: string, entryId: string, field: string, target: string, state = 'translated'): string {
  const pattern = new RegExp(
    `(<file id="${entryId}".*?<unit id="${field}".*?<segment )[^>]*(>\\s*<source[^>]*>[^<]*</source>)(\\s*<target[^>]*>[^<]*</target>)?`,
    's',
  );
  expect(file).toMatch(pattern);
  return file.replace(pattern, `$1state="${state}"$2<target>${target}</target>`);
}

describe('round trip', () => {
  test('out, translated, looked at, in: and the next file says so', async () => {
    const one = await desk.fresh({
      offer: {
        documents: ['Ausweis', 'Zeugnis & <Brief>'],
        translations: { ar: { summary: made('آلة', offer.summary, 'machine') } },
      },
    });
    let file = await exported(one.organisationId);
    expect(file).toContain('Zeugnis &amp; &lt;Brief&gt;');
    expect(file).toContain('subState="dreiklang:machine"');
    expect((await preview(file)).body).toContain('Die Datei ändert nichts');
    file = fill(file, one.offerId, 'documents', 'هوية\nشهادة &amp; &lt;رسالة&gt;');
    file = fill(file, one.offerId, 'name', 'مقهى');
    file = fill(file, one.offerId, 'summary', 'آلة', 'final');
    const page = await preview(file);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('3 Texte übernehmen');
    expect((await shown(one.offerSlug)).translations?.ar?.name).toBeUndefined();
    const done = await take(page.body);
    expect(done.headers.location).toBe(`${desk.base}/uebersetzungen/ar`);
    expect((await shown(one.offerSlug)).translations).toEqual({
      ar: {
        name: made('مقهى', one.name),
        summary: made('آلة', offer.summary),
        documents: made('هوية\nشهادة & <رسالة>', 'Ausweis\nZeugnis & <Brief>'),
      },
    });
    const later = await exported(one.organisationId);
    expect(later).not.toContain('<unit id="documents"');
    expect(await exported(one.organisationId, 'ar', '&alles=yes')).toContain('<unit id="documents"');
    const again = await exported(one.organisationId, 'ar', '&alles=yes');
    expect((await preview(again)).body).toContain('Die Datei ändert nichts');
    expect((await take(page.body)).statusCode).toBe(409);
  });

  test('what changed here since is told and not overwritten', async () => {
    const one = await desk.fresh({ offer: { translations: { tr: { description: made('Eski', offer.description) } } } });
    let file = await exported(one.organisationId, 'tr', '&alles=yes');
    file = fill(file, one.offerId, 'summary', 'Kahve');
    file = fill(file, one.offerId, 'description', 'Dosyadan');
    const page = await preview(file);
    await desk.post(`uebersetzungen/tr/${one.offerId}`, { base: '1', 'text.description': 'Burada' });
    const refused = await take(page.body);
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('hier inzwischen anders übersetzt');
    expect((await shown(one.offerSlug)).translations?.tr?.summary).toBeUndefined();
    expect((await take(refused.body)).statusCode).toBe(303);
    expect((await shown(one.offerSlug)).translations?.tr).toMatchObject({
      summary: { text: 'Kahve' },
      description: { text: 'Burada' },
    });
    const stale = file.replace('Deutsch sprechen bei Kaffee und Tee', 'Ein anderer deutscher Text').replace('Kahve', 'Çay');
    expect((await preview(stale)).body).toContain('deutscher Text inzwischen geändert');
  });

  test('unknown and foreign units are told', async () => {
    const one = await desk.fresh();
    const file = fill(await exported(one.organisationId, 'tr'), one.offerId, 'name', 'Ad');
    expect((await preview(file.replaceAll(one.offerId, uuidv7()))).body).toContain('Eintrag unbekannt');
    expect((await preview(file.replaceAll(one.offerId, '../../x'))).body).toContain('Eintrag unbekannt');
    expect((await preview(file.replaceAll('unit id="name"', 'unit id="phone"'))).body).toContain('Feld unbekannt');
    expect((await preview(fill(file, one.offerId, 'name', 'x'.repeat(301)))).body).toContain('zu lang');
    const shelter = await desk.fresh({
      offer: { place: { street: 'Verborgener Weg 5', visibility: 'hidden', accessibility: [] } },
    });
    const telling = fill(await exported(shelter.organisationId, 'tr'), shelter.offerId, 'summary', 'Verborgener Weg 5');
    expect((await preview(telling)).body).toContain('nennt die geschützte Adresse');
    const elsewhere = await preview(file, 'other');
    expect(elsewhere.body).toContain('Eintrag unbekannt');
    expect(
      (await desk.upload(`/intern/recklinghausen/wegweiser/${address}`, { name: 'a.xlf', content: file }, 'there')).body,
    ).toContain('Eintrag unbekannt');
  });
});

describe('a hostile file', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(50)}"><!ENTITY c "&a;&a;&a;">]><xliff>&c;</xliff>`;
  test.each([
    [bomb, 'DOCTYPE'],
    ['<xliff>&lol;</xliff>', 'unbekanntes Zeichen'],
    ['<xliff', 'kein gültiges XML'],
    ['<xliff/>', 'XLIFF 2.0 und 2.1'],
    ['<a/>', 'keine XLIFF-Datei'],
    [
      '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="de" trgLang="tlh"><file id="f"><unit id="u"/></file></xliff>',
      'Zielsprache „tlh“',
    ],
  ])('%.30s is refused with a sentence', async (content, sentence) => {
    const answer = await preview(content);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(sentence);
  });

  test('is refused by size, and every address answers', async () => {
    expect((await preview('x'.repeat(11 * 1024 * 1024))).statusCode).toBe(422);
    expect((await desk.get(address)).statusCode).toBe(200);
    expect((await desk.get(`${address}/datei.xlf`)).statusCode).toBe(404);
    expect((await desk.get(`${address}/datei.xlf?sprache=de`)).statusCode).toBe(404);
    expect((await desk.get(`${address}/datei.xlf?sprache=tr&organisation=${uuidv7()}`)).statusCode).toBe(422);
    expect((await desk.post(`${address}/uebernehmen`, {})).statusCode).toBe(422);
    for (const as of ['provider', 'there']) expect((await desk.get(address, as)).statusCode).toBe(403);
    const own = await desk.fresh({ offer: { town: towns.verl } });
    expect((await desk.get(`${address}/datei.xlf?sprache=tr&organisation=${own.organisationId}`, 'officer')).body).not.toContain(
      own.offerId,
    );
  });
});
