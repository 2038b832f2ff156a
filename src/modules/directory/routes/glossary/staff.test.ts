import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { territoryModule } from '#modules/territory';
import { openStage, type Stage, useDatabase } from '#testing';
import { directoryModule } from '../../module.ts';
import { loadDemonstration } from '../../service/demonstration.ts';
import { reindexOffers } from '../../service/glossary/reindexing.ts';
import { search, searchAddressSchema } from '../../service/searching.ts';

const database = useDatabase();
let stage: Stage;
const base = '/intern/recklinghausen/wegweiser/suchwoerter';

beforeAll(async () => {
  stage = await openStage(database, [territoryModule, directoryModule]);
  await loadDemonstration(stage.context());
  await stage.tenants.refresh();
  stage.add('staff', 'ki_staff');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: '05562014' });
});
afterAll(() => stage.close());

const upload = (content: string, as = 'staff') =>
  stage.upload(`${base}/datei`, {}, { name: 'suchwoerter.json', type: 'application/json', content }, as);
const found = async (q: string, language = 'de') => {
  await stage.tenants.refresh();
  const context = stage.context({ language });
  return (await search(context, searchAddressSchema.parse({ q }))).offers.map(({ slug }) => slug);
};
const reindex = () =>
  reindexOffers({ tenantId: stage.here.id }, { contextOf: () => stage.context(), tenantIds: () => [stage.here.id] } as Parameters<
    typeof reindexOffers
  >[1]);

describe("the desk of a district's search words", () => {
  it('lists, filters and pages all concepts', async () => {
    const first = await stage.get(base, 'staff');
    expect(first.statusCode).toBe(200);
    const next = /href="([^"]*nach=[^"]*)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&');
    expect(next).toBeDefined();
    const second = await stage.get(next as string, 'staff');
    expect(second.statusCode).toBe(200);
    expect(second.body).not.toContain(/href="[^"]*suchwoerter\/([a-z-]+)"/.exec(first.body.split('<tbody')[1] ?? '')?.[0]);
    expect((await stage.get(`${base}?q=جوب+سنتر`, 'staff')).body).toContain('suchwoerter/jobcenter"');
    expect((await stage.get(`${base}?herkunft=own`, 'staff')).body).toContain('Kein Begriff gefunden');
    expect((await stage.get(`${base}?herkunft=x&nach=%00&q=${'a'.repeat(500)}`, 'staff')).statusCode).toBe(200);
  });

  it('is for those who manage the directory', async () => {
    expect((await stage.get(base, 'officer')).statusCode).toBe(403);
    expect((await stage.post(`${base}/neu`, { 'terms.de': 'Pumptrack' }, 'officer')).statusCode).toBe(403);
    expect((await upload('[]', 'officer')).statusCode).toBe(403);
  });

  it('takes words for a concept, in the search at once and in the offers after the job', async () => {
    expect(await found('Buchstabenwerkstatt')).toEqual([]);
    const saved = await stage.post(
      `${base}/literacy-course`,
      { version: '0', 'terms.de': 'Buchstabenwerkstatt\r\n\r\n' },
      'staff',
    );
    expect(saved.statusCode).toBe(303);
    expect(await found('Buchstabenwerkstatt')).toContain('beispiel-alphabetisierung-waltrop');
    expect((await stage.get(base, 'staff')).body).toContain('<progress');
    await reindex();
    expect((await stage.get(base, 'staff')).body).not.toContain('<progress');
    const page = await stage.get(`${base}/literacy-course`, 'staff');
    expect(page.body).toContain('Buchstabenwerkstatt');
    expect((await stage.get('/intern/guetersloh/wegweiser/suchwoerter/literacy-course', 'staff')).statusCode).toBe(403);
  });

  it('keeps the words of the second of two editors and shows the other’s', async () => {
    const late = await stage.post(`${base}/literacy-course`, { version: '0', 'terms.de': 'Schreibstube' }, 'staff');
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('Schreibstube');
    expect(late.body).toContain('Buchstabenwerkstatt');
    expect(await found('Schreibstube')).toEqual([]);
  });

  it('takes words of the software out', async () => {
    expect(await found('futbol', 'tr')).not.toEqual([]);
    await stage.post(`${base}/football`, { version: '0', 'removed.tr': ['futbol'] }, 'staff');
    await stage.tenants.refresh();
    expect((await stage.get(`${base}/probe?q=futbol&sprache=tr`, 'staff')).body).toContain('nur als Wort');
    const asked = await stage.get(`${base}/football/loeschen`, 'staff');
    expect(asked.body).toContain('zurücksetzen');
    expect((await stage.post(`${base}/football/loeschen`, {}, 'staff')).statusCode).toBe(303);
    expect((await stage.post(`${base}/football/loeschen`, {}, 'staff')).statusCode).toBe(404);
    expect(await found('futbol', 'tr')).not.toEqual([]);
  });

  it('takes a concept of its own, finds offers by it after the job, and lets it go', async () => {
    const empty = await stage.post(`${base}/neu`, { 'terms.ar': 'كرة' }, 'staff');
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('كرة');
    const added = await stage.post(`${base}/neu`, { 'terms.de': 'Tigrinya-Tisch\nTeestube', 'terms.ar': 'زقزوق' }, 'staff');
    expect(added.headers.location).toContain('/tigrinya-tisch');
    await reindex();
    expect(await found('زقزوق', 'ar')).toContain('treffpunkte-fuer-neuzugewanderte');
    expect((await stage.post(`${base}/neu`, { 'terms.de': 'Tigrinya-Tisch' }, 'staff')).statusCode).toBe(422);
    await stage.post(`${base}/neu`, { 'terms.de': 'Unterbegriff', broader: 'tigrinya-tisch' }, 'staff');
    const needed = await stage.post(`${base}/tigrinya-tisch/loeschen`, {}, 'staff');
    expect(needed.statusCode).toBe(422);
    expect(needed.body).toContain('unterbegriff');
    expect((await stage.post(`${base}/unterbegriff/loeschen`, {}, 'staff')).statusCode).toBe(303);
    expect((await stage.post(`${base}/tigrinya-tisch/loeschen`, {}, 'staff')).statusCode).toBe(303);
    await reindex();
    expect(await found('زقزوق', 'ar')).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a circle', { broader: 'literacy-course' }, 'führen im Kreis'],
    ['a word without letters', { 'terms.de': '…' }, 'keine Buchstaben'],
    ['an unknown topic', { category: 'nichts' }, 'gibt es nicht'],
    ['a fact that is none', { facet: 'target:kings' }, 'f-facet'],
  ])('refuses %s with a sentence', async (_name, fields, sentence) => {
    const answer = await stage.post(`${base}/literacy-course`, { version: '1', 'terms.de': 'Behalten', ...fields }, 'staff');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(sentence);
    if (!fields['terms.de']) expect(answer.body).toContain('Behalten');
  });

  it('knows no other concepts', async () => {
    for (const id of ['nichts', '%00', 'a'.repeat(300)])
      expect((await stage.get(`${base}/${id}`, 'staff')).statusCode).toBeGreaterThanOrEqual(400);
    expect((await stage.get(`${base}/nichts`, 'staff')).statusCode).toBe(404);
  });

  it('writes and reads a file, all of it or nothing', async () => {
    const file = [
      { id: 'pumptrack', terms: { de: ['Pumptrack'] }, broader: 'sport' },
      { id: 'football', terms: { tr: ['top oyunu'] } },
    ];
    const wrong = await upload(
      JSON.stringify([...file, { id: 'x', terms: { de: ['\u0007'] } }, { id: 'y', terms: { de: ['y'] }, broader: 'y' }]),
    );
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('Steuerzeichen');
    expect(wrong.body).toContain('führen im Kreis');
    expect((await stage.get(`${base}/pumptrack`, 'staff')).statusCode).toBe(404);
    for (const text of ['[', '{}', '[{"id":"a","terms":{"xx":["a"]}}]']) expect((await upload(text)).statusCode).toBe(422);
    expect((await upload(JSON.stringify(file))).statusCode).toBe(303);
    expect(await found('top oyunu', 'tr')).toContain('beispiel-fussballgruppe-herten');
    const written = await stage.get(`${base}/suchwoerter.json`, 'staff');
    expect(written.json().map(({ id }: { id: string }) => id)).toEqual(['football', 'literacy-course', 'pumptrack']);
    expect((await upload(written.body)).statusCode).toBe(303);
  });

  it('tries a query', async () => {
    const page = await stage.get(`${base}/probe?q=Deutschkurs+mit+Kinderbetreuung+in+Gladbeck&sprache=de`, 'staff');
    expect(page.body).toContain('Gladbeck → Gladbeck');
    expect(page.body).toContain('suchwoerter/german-course');
    expect((await stage.get(`${base}/probe?q=&sprache=xx`, 'staff')).statusCode).toBe(200);
    expect((await stage.get(`${base}/probe?q=%00%F0%9F%98%80&sprache=ar`, 'staff')).statusCode).toBe(200);
  });
});
