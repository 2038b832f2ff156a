import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import { offerFormValues } from '../../model/form/offer.ts';
import { findVersion, listVersions } from '../../store/entries.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { offer, towns } from '../../testing/district.ts';

const database = useDatabase();
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(database);
});
afterAll(() => desk.close());

const versionsOf = (id: string) => desk.here.visitor.transaction((trx) => listVersions(trx, id));
const contentOf = async (id: string, version: number) =>
  (await desk.here.visitor.transaction((trx) => findVersion(trx, id, version)))?.content as typeof offer;
const audited = (action: string) =>
  database.inTenant(desk.here.tenant.id, (trx) =>
    trx.selectFrom('audit_entry').select(['details', 'subject_id']).where('action', '=', action).execute(),
  );

describe('the list', () => {
  test('is filtered, sorted and paged by its address', async () => {
    const one = await desk.fresh({ offer: { name: 'Aaa filterbar' } });
    await desk.fresh({ offer: { name: 'Zzz filterbar', town: towns.verl, categories: ['sport'] } });
    const order = (body: string) => [...body.matchAll(/(Aaa|Zzz) filterbar<\/bdi>/g)].map(([, name]) => name);
    const names = async (query: string, as?: string) => order((await desk.get(`eintraege?q=filterbar&${query}`, as)).body);
    expect(await names('sortierung=name&richtung=auf')).toEqual(['Aaa', 'Zzz']);
    expect(await names('sortierung=name&richtung=ab')).toEqual(['Zzz', 'Aaa']);
    expect(await names(`ort=${towns.verl}`)).toEqual(['Zzz']);
    expect(await names('thema=leisure')).toEqual(['Zzz']);
    expect(await names('thema=conversation')).toEqual(['Aaa']);
    expect(await names('stand=archived')).toEqual([]);
    expect(await names('bestaetigt_vor=2020-01-01')).toEqual([]);
    expect(await names('bestaetigt_vor=2999-01-01')).toHaveLength(2);
    expect(await names('', 'officer')).toEqual(['Aaa']);
    expect(await names('', 'other')).toEqual(['Zzz']);
    const organisations = await desk.get(`eintraege?art=organisation&q=${one.organisationSlug.replace('verein-', 'Verein ')}`);
    expect(organisations.body).toContain(one.organisationId);
  });

  test('answers every address', async () => {
    expect((await desk.get('eintraege?bestaetigt_vor=2026-02-31')).statusCode).toBe(422);
    for (const query of [
      'q=%00%25_\\',
      'art=x',
      'stand=;drop',
      'nach=x',
      'sortierung=name&nach=%F0%9F%98%80%20x',
      'ort[]=1',
      'q=a&q=b',
    ]) {
      expect((await desk.get(`eintraege?${query}`)).statusCode, query).toBe(200);
    }
    const id = uuidv7();
    for (const sort of ['updated', 'name', 'confirmed'])
      for (const key of ['0000-00-00', '2026-02-30', '9999-99-99 99:99:99+00', "'", 'a'.repeat(500)])
        expect((await desk.get(`eintraege?sortierung=${sort}&nach=${encodeURIComponent(`${key} ${id}`)}`)).statusCode).toBe(200);
  });

  test('leads through all entries once, in every order', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, count) => desk.fresh({ offer: { name: `Weiter ${count % 3}`, town: towns.versmold } })),
    );
    await Promise.all(
      Array.from({ length: 25 }, (_, count) => desk.fresh({ offer: { name: `Weiter ${count}`, town: towns.versmold } })),
    );
    for (const order of ['updated&richtung=ab', 'name&richtung=auf', 'name&richtung=ab', 'confirmed&richtung=auf']) {
      const first = await desk.get(`eintraege?ort=${towns.versmold}&sortierung=${order}`);
      const next = /href="([^"]+)"[^>]*rel="next"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const ids = [first, await desk.get(next)].flatMap(({ body }) =>
        [...body.matchAll(/name="ids"[^>]*value="([^"]+)"/g)].map(([, id]) => id),
      );
      expect(ids).toHaveLength(55);
      expect(new Set(ids).size).toBe(55);
    }
  }, 60_000);

  test('is for those who edit', async () => {
    for (const as of ['provider', 'there']) expect((await desk.get('eintraege', as)).statusCode).toBe(403);
    expect((await desk.get('eintraege', '')).statusCode).toBe(303);
  });
});

describe('the export', () => {
  test('holds the filtered list, defuses formulas and leaves a line in the log', async () => {
    await desk.fresh({ offer: { name: '=HYPERLINK("x") ausgeführt', town: towns.verl } });
    const file = await desk.get('eintraege.csv?q=ausgeführt'.replace('ü', '%C3%BC'));
    expect(file.statusCode).toBe(200);
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.body.trimEnd().split('\r\n')).toHaveLength(2);
    expect(file.body).toContain("'=HYPERLINK");
    expect((await audited('directory.exported')).at(-1)?.details).toMatchObject({ format: 'csv', filter: ['text'] });
    expect((await desk.get('eintraege.csv?q=ausgef', 'officer')).body.trimEnd().split('\r\n')).toHaveLength(1);
    const workbook = await desk.get('eintraege.xlsx?art=organisation');
    expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await desk.get('eintraege.csv', 'provider')).statusCode).toBe(403);
    expect((await desk.get('eintraege.csv?bestaetigt_vor=x')).statusCode).toBe(422);
  });
});

describe('actions on many', () => {
  test('ask first, then say what was done and what was not', async () => {
    const [one, two] = [await desk.fresh(), await desk.fresh()];
    const back = `${desk.base}/eintraege?q=Treff`;
    const question = await desk.post('eintraege/sammeln', { action: 'archive', ids: [one.offerId, two.organisationId], back });
    expect(question.statusCode).toBe(200);
    expect(question.body).toContain(one.name);
    expect((await versionsOf(one.offerId))[0]?.state).toBe('published');
    const ids = `${one.offerId},${two.organisationId}`;
    const report = await desk.post('eintraege/sammeln/ausfuehren', { action: 'archive', ids, back });
    expect(report.body).toContain('Erledigt: 1. Ausgelassen: 1.');
    expect(report.body).toContain('gehören veröffentlichte Angebote');
    const again = await desk.post('eintraege/sammeln/ausfuehren', { action: 'archive', ids, back });
    expect(again.body).toContain('Erledigt: 0. Ausgelassen: 2.');
    const shown = await desk.post('eintraege/sammeln/ausfuehren', { action: 'publish', ids: one.offerId, back });
    expect(shown.body).toContain('Erledigt: 1. Ausgelassen: 0.');
    expect((await desk.post('eintraege/sammeln/ausfuehren', { action: 'confirm', ids, back })).body).toContain('Erledigt: 2');
  });

  test('touch no other town and no made-up entry, and lead nowhere else', async () => {
    const { offerId, name } = await desk.fresh();
    const foreign = await desk.post('eintraege/sammeln/ausfuehren', { action: 'archive', ids: offerId }, 'other');
    expect(foreign.body).toContain('Erledigt: 0. Ausgelassen: 0.');
    expect(foreign.body).not.toContain(name);
    const none = await desk.post('eintraege/sammeln', { action: 'confirm', ids: ['x', uuidv7()], back: 'https://example.org' });
    expect(none.headers.location).toBe(`${desk.base}/eintraege`);
    expect((await desk.post('eintraege/sammeln', { action: 'drop', ids: [offerId] })).statusCode).toBe(422);
    expect(
      (await desk.post('eintraege/sammeln', { action: 'confirm', ids: Array.from({ length: 201 }, () => uuidv7()) })).statusCode,
    ).toBe(422);
    expect((await desk.post('eintraege/sammeln', { action: 'confirm', ids: [offerId] }, 'provider')).statusCode).toBe(403);
  });
});

describe('an entry', () => {
  const form = (entries: { organisationSlug: string; name: string }, changes: Partial<typeof offer> = {}) =>
    offerFormValues({ ...offer, name: entries.name, organisation: entries.organisationSlug, ...changes });

  test('is edited, compared, restored, confirmed and archived', async () => {
    const entries = await desk.fresh();
    const path = `eintraege/${entries.offerId}`;
    const edit = await desk.get(`${path}/bearbeiten`);
    expect(edit.body).toContain('name="base" value="1"');
    const saved = await desk.post(`${path}/bearbeiten`, { ...form(entries, { summary: 'Zweite Fassung' }), base: '1' });
    expect(saved.headers.location).toBe(`${desk.base}/${path}`);
    expect((await desk.get(path)).body).toContain('Fassung 2');
    const comparison = await desk.get(`${path}/vergleich?v=2&v=1`);
    expect(comparison.body).toMatch(/<ins>[^<]*Zweite/);
    expect((await desk.get(`${path}/vergleich?v=1`)).statusCode).toBe(303);
    expect((await desk.get(`${path}/vergleich?v=1&v=77`)).statusCode).toBe(404);
    expect((await desk.get(`${path}/wiederherstellen/1`)).body).toContain('name="base" value="2"');
    expect((await desk.post(`${path}/wiederherstellen/1`, { base: '1' })).statusCode).toBe(409);
    expect((await desk.post(`${path}/wiederherstellen/1`, { base: '2' })).statusCode).toBe(303);
    expect((await contentOf(entries.offerId, 3)).summary).toBe(offer.summary);
    expect((await desk.post(`${path}/bestaetigen`)).statusCode).toBe(303);
    expect((await desk.get(`${path}/archivieren`)).statusCode).toBe(200);
    expect((await desk.post(`${path}/archivieren`)).statusCode).toBe(303);
    expect((await desk.get(path)).body).toContain('archiviert');
    const held = await desk.post(`eintraege/${(await desk.fresh()).organisationId}/archivieren`);
    expect(held.statusCode).toBe(409);
  });

  test('shows the second editor the other’s change, and keeps what both typed', async () => {
    const entries = await desk.fresh();
    const path = `eintraege/${entries.offerId}/bearbeiten`;
    await desk.post(path, { ...form(entries, { summary: 'Von Anna', childcare: 'yes' }), base: '1' });
    const second = await desk.post(path, { ...form(entries, { summary: 'Von Bert', quarter: 'Mitte' }), base: '1' });
    expect(second.statusCode).toBe(409);
    expect(second.body).toMatch(/<ins>[^<]*Anna/);
    expect(second.body).toContain('value="Von Bert"');
    expect(second.body).toContain('name="base" value="2"');
    expect((await versionsOf(entries.offerId))[0]?.version).toBe(2);
    const merged = form(entries, { summary: 'Von Bert', quarter: 'Mitte', childcare: 'yes' });
    expect((await desk.post(path, { ...merged, base: '2' })).statusCode).toBe(303);
    expect(await contentOf(entries.offerId, 3)).toMatchObject({ summary: 'Von Bert', quarter: 'Mitte', childcare: 'yes' });
  });

  test('is not changed by checkboxes that come in another order', async () => {
    const areaServed = [towns.verl, towns.gueterslohTown];
    const entries = await desk.fresh({ offer: { areaServed, name: `Reihenfolge ${uuidv7()}` } });
    const path = `eintraege/${entries.offerId}/bearbeiten`;
    const reply = await desk.post(path, { ...form(entries, { areaServed: [...areaServed].reverse() }), base: '1' });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('Es wurde nichts geändert.');
  });

  test('is refused with every input kept', async () => {
    const entries = await desk.fresh();
    const path = `eintraege/${entries.offerId}/bearbeiten`;
    const bad = {
      ...form(entries),
      base: '1',
      name: '',
      summary: '"><script>alert(1)</script>',
      'slots.0.from': '25:00',
      town: '05562004',
      'ages.min': '🙂',
    };
    const reply = await desk.post(path, bad);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('dk-error-summary');
    expect(reply.body).toContain('&lt;script>alert(1)');
    expect(reply.body).not.toContain('<script>alert');
    for (const [field, value] of [
      ['kind', 'party'],
      ['categories.0', 'no-such-thing'],
      ['organisation', 'nobody'],
      ['town', '05562004'],
      ['languages.0.code', 'xxx'],
      ['base', '-1'],
      ['base', '99'],
    ] as const) {
      const refused = await desk.post(path, { ...form(entries, { summary: 'Anders' }), base: '1', [field]: value });
      expect([409, 422], `${field}=${value}: ${refused.statusCode}`).toContain(refused.statusCode);
    }
    expect(await versionsOf(entries.offerId)).toHaveLength(1);
    const more = await desk.post(path, { ...form(entries, { summary: 'Angefangen' }), base: '1', more: 'languages' });
    expect(more.statusCode).toBe(200);
    expect(more.body).toContain('value="Angefangen"');
  });

  test('is made new once, however often the form comes', async () => {
    const { organisationSlug } = await desk.fresh();
    const page = await desk.get('eintraege/neu?art=offer');
    const key = /name="key" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const fields = { ...form({ organisationSlug, name: `Neu ${key.slice(-8)}` }), art: 'offer', key };
    const [one, two] = [await desk.post('eintraege/neu', fields), await desk.post('eintraege/neu', fields)];
    expect(one.statusCode).toBe(303);
    expect(two.headers.location).toBe(one.headers.location);
    expect(await versionsOf(key)).toHaveLength(1);
    expect((await desk.post('eintraege/neu', { art: 'organisation', name: '' })).statusCode).toBe(422);
    const elsewhere = await desk.post('eintraege/neu', { ...fields, key: uuidv7() }, 'other');
    expect(elsewhere.statusCode).toBe(422);
    expect(elsewhere.body).toContain('nicht zuständig');
  });

  test('is nothing to other towns, other districts and made-up addresses', async () => {
    const { offerId } = await desk.fresh();
    for (const [path, as] of [
      [`eintraege/${offerId}`, 'other'],
      [`eintraege/${uuidv7()}`, 'staff'],
      ['eintraege/..%2f', 'staff'],
      [`/intern/recklinghausen/wegweiser/eintraege/${offerId}`, 'there'],
    ] as const) {
      for (const page of ['', '/bearbeiten', '/archivieren', '/wiederherstellen/1', '/vergleich?v=1&v=2'])
        expect((await desk.get(`${path}${page}`, as)).statusCode, `${path}${page}`).toBe(404);
      for (const action of ['/bearbeiten', '/archivieren', '/wiederherstellen/1', '/bestaetigen'])
        expect((await desk.post(`${path}${action}`, { base: '1' }, as)).statusCode, `${path}${action}`).toBe(404);
    }
    expect((await desk.post(`eintraege/${offerId}/archivieren`, {}, 'there')).statusCode).toBe(403);
  });
});
