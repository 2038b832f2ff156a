import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import type { OfferContent } from '../../model/content.ts';
import { offerFormValues } from '../../model/form/offer.ts';
import { fingerprint } from '../../model/translation/fingerprint.ts';
import { findEntry, listVersions } from '../../store/entries.ts';
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
const entryOf = (id: string) => desk.here.visitor.transaction((trx) => findEntry(trx, id));
const made = (text: string, german: string, by: 'human' | 'machine' = 'human') => ({ text, by, of: fingerprint(german) });
const marks = (body: string) => body.replaceAll(/<svg.*?<\/svg>/gs, '');

describe('the board', () => {
  test('counts and lists the texts of a language by state, field, town and organisation', async () => {
    const translations = {
      tr: {
        name: made('Ad', 'Zählbar'),
        summary: made('Özet', 'ein früherer Text'),
        description: made('Açıklama', 'Jede Woche üben Menschen zusammen Deutsch.', 'machine'),
      },
    };
    const one = await desk.fresh({
      offer: { name: 'Zählbar', town: towns.versmold, participation: { registration: 'required', how: 'Anrufen' }, translations },
    });
    const url = `uebersetzungen/tr?organisation=${one.organisationId}`;
    const states = async (query: string) => {
      const { body, statusCode } = await desk.get(`${url}&${query}`);
      expect(statusCode).toBe(200);
      return [...marks(body).matchAll(/#(\w+)">[^#]*?<span>(fehlt|veraltet|vom Programm|aktuell)<\/span>/gs)].map(
        ([, field, state]) => `${field} ${state}`,
      );
    };
    expect((await states(`ort=${towns.versmold}`)).sort()).toEqual([
      'description vom Programm',
      'how fehlt',
      'name aktuell',
      'summary veraltet',
    ]);
    expect(await states(`ort=${towns.versmold}&stand=outdated`)).toEqual(['summary veraltet']);
    expect(await states(`ort=${towns.versmold}&feld=how`)).toEqual(['how fehlt']);
    const overview = await desk.get(`uebersetzungen?organisation=${one.organisationId}&ort=${towns.versmold}`);
    const turkish = /Türkçe.*?<\/tr>/s.exec(overview.body)?.[0] ?? '';
    expect([...turkish.matchAll(/stand=(\w+)">(\d+)</g)].map(([, state, count]) => `${state} ${count}`)).toEqual([
      'missing 1',
      'outdated 1',
      'machine 1',
      'current 1',
    ]);
  });

  test('leads through all texts once', async () => {
    const organisation = await desk.fresh();
    await Promise.all(
      Array.from({ length: 26 }, (_, count) =>
        desk.fresh({ offer: { name: `Blatt ${count % 5}`, town: towns.verl, organisation: organisation.organisationSlug } }),
      ),
    );
    const links: string[] = [];
    for (let next: string | undefined = `uebersetzungen/ar?ort=${towns.verl}&stand=missing`; next; ) {
      const { body } = await desk.get(next);
      links.push(...[...body.matchAll(/uebersetzungen\/ar\/([0-9a-f-]{36}#\w+)"/g)].map(([, link]) => link as string));
      next = /href="([^"]+)"[^>]*rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(links).toHaveLength(78);
    expect(new Set(links).size).toBe(78);
  }, 60_000);

  test('shows what only the own towns have, and answers every address', async () => {
    const one = await desk.fresh({ offer: { name: 'Nur Verl', town: towns.verl } });
    const list = `uebersetzungen/tr?organisation=${one.organisationId}`;
    expect((await desk.get(list, 'other')).body).toContain('Nur Verl');
    expect((await desk.get(list, 'officer')).body).not.toContain('Nur Verl');
    expect((await desk.get(`uebersetzungen/tr/${one.offerId}`, 'officer')).statusCode).toBe(404);
    expect((await desk.get(`/intern/recklinghausen/wegweiser/uebersetzungen/tr/${one.offerId}`, 'there')).statusCode).toBe(404);
    for (const tag of ['de', 'xx', '%00', '..%2f']) expect((await desk.get(`uebersetzungen/${tag}`)).statusCode).toBe(404);
    for (const query of ['nach=x', `nach=9%20%00%20${uuidv7()}`, 'ort=1', 'feld=phone', 'stand=%27', `organisation=${uuidv7()}`])
      expect((await desk.get(`uebersetzungen/ar?${query}`)).statusCode, query).toBe(200);
    expect((await desk.get(`uebersetzungen/tr/${uuidv7()}`)).statusCode).toBe(404);
    expect((await desk.get('uebersetzungen/tr/x')).statusCode).toBe(404);
    for (const as of ['provider', 'there']) expect((await desk.get('uebersetzungen', as)).statusCode).toBe(403);
  });
});

describe('editing side by side', () => {
  test('one save is one new public version; who vouched for the facts stays', async () => {
    const one = await desk.fresh();
    const before = await entryOf(one.offerId);
    const path = `uebersetzungen/ar/${one.offerId}`;
    const page = await desk.get(path);
    expect(page.body).toMatch(/<textarea[^>]*name="text.summary"[^>]*lang="ar"[^>]*dir="rtl"/);
    const saved = await desk.post(path, {
      base: '1',
      'text.name': 'مقهى اللغة',
      'text.summary': ' سطر\nآخر ',
      'text.description': '',
    });
    expect(saved.headers.location).toBe(`${desk.base}/${path}`);
    expect((await shown(one.offerSlug)).translations).toEqual({
      ar: { name: made('مقهى اللغة', one.name), summary: made('سطر آخر', offer.summary) },
    });
    expect(await entryOf(one.offerId)).toMatchObject({
      publishedVersion: 2,
      confirmedOn: before?.confirmedOn,
      confirmedBy: before?.confirmedBy,
    });
    expect((await desk.here.visitor.transaction((trx) => listVersions(trx, one.offerId))).map(({ state }) => state)).toEqual([
      'published',
      'superseded',
    ]);
    const same = await desk.post(path, { base: '2', 'text.name': 'مقهى اللغة' });
    expect(same.statusCode).toBe(422);
    expect(same.body).toContain('Es wurde nichts geändert');
    expect((await desk.post(path, { base: '2', 'text.name': '' })).statusCode).toBe(303);
    expect((await shown(one.offerSlug)).translations).toEqual({ ar: { summary: made('سطر آخر', offer.summary) } });
  });

  test('shows what changed in German since, and a check makes it current', async () => {
    const one = await desk.fresh({ offer: { translations: { tr: { summary: made('Kahve', offer.summary, 'machine') } } } });
    const content = await shown(one.offerSlug);
    const german = 'Deutsch sprechen bei Kaffee und Kuchen';
    await desk.post(`eintraege/${one.offerId}/bearbeiten`, { ...offerFormValues({ ...content, summary: german }), base: '1' });
    expect((await shown(one.offerSlug)).translations).toEqual({ tr: { summary: made('Kahve', offer.summary, 'machine') } });
    const path = `uebersetzungen/tr/${one.offerId}`;
    const page = (await desk.get(path)).body;
    expect(page).toContain('<del>Tee</del>');
    expect(page).toContain('<ins>Kuchen</ins>');
    await desk.post(path, { base: '2', 'text.summary': 'Kahve', 'geprueft.summary': 'yes' });
    expect((await shown(one.offerSlug)).translations).toEqual({ tr: { summary: made('Kahve', german) } });
  });

  test('of two people the second is told, and keeps what was typed', async () => {
    const one = await desk.fresh();
    const path = `uebersetzungen/fr/${one.offerId}`;
    await desk.post(path, { base: '1', 'text.name': 'Café' });
    const late = await desk.post(path, { base: '1', 'text.name': 'Le café' });
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('>Le café</textarea>');
    expect(late.body).toContain('name="base" value="2"');
    expect((await shown(one.offerSlug)).translations?.fr?.name?.text).toBe('Café');
  });

  test('refuses what is too long at its field, and what is not public', async () => {
    const one = await desk.fresh();
    const path = `uebersetzungen/fr/${one.offerId}`;
    const long = await desk.post(path, { base: '1', 'text.name': 'x'.repeat(301) });
    expect(long.statusCode).toBe(422);
    expect(long.body).toContain('Höchstens 300 Zeichen');
    const shelter = await desk.fresh({
      offer: { place: { street: 'Verborgener Weg 5', visibility: 'hidden', accessibility: [] } },
    });
    const told = await desk.post(`uebersetzungen/fr/${shelter.offerId}`, { base: '1', 'text.summary': 'Au Verborgener Weg 5' });
    expect(told.statusCode).toBe(422);
    expect((await shown(shelter.offerSlug)).translations).toBeUndefined();
    const { entryId } = await desk.waiting({ offer: { ...offer, organisation: one.organisationSlug } });
    expect((await desk.get(`uebersetzungen/fr/${entryId}`)).body).toContain('nicht veröffentlicht');
    expect((await desk.post(`uebersetzungen/fr/${entryId}`, { base: '1', 'text.name': 'x' })).statusCode).toBe(409);
    expect((await desk.post(path, { base: '1', 'text.name': 'x' }, 'other')).statusCode).toBe(404);
  });

  test('shows the maintained terms and says which the translation does not use', async () => {
    const one = await desk.fresh({
      offer: { summary: 'Hilfe beim Jobcenter', translations: { tr: { summary: made('Yardım', 'Hilfe beim Jobcenter') } } },
    });
    const page = (await desk.get(`uebersetzungen/tr/${one.offerId}`)).body;
    expect(page).toMatch(/Jobcenter<\/span>:.*?nicht gefunden/s);
  });
});
