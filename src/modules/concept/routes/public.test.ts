import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { territoryModule } from '#modules/territory';
import { uuidv7 } from '#platform/crypto';
import { touchContent } from '#platform/tenancy';
import { openStage, type Stage, useDatabase } from '#testing';
import { conceptModule } from '../module.ts';
import { loadPublicSite, type PublicSite, secret } from '../testing/public-site.ts';
import { conceptTownPanel } from './public.tsx';

const database = useDatabase();
let stage: Stage;
let site: PublicSite;
const base = '/recklinghausen/de/konzept/kreis';

beforeAll(async () => {
  const territory = territoryModule({
    installation: () => ({ tenants: stage.tenants, database }),
    townPanels: [conceptTownPanel],
  });
  stage = await openStage(database, [territory, conceptModule]);
  site = await loadPublicSite(stage);
  stage.add('leitung', 'ki_lead');
});
afterAll(() => stage.close());

const pages = [
  '/recklinghausen/de/konzept',
  base,
  `${base}/empfehlungen`,
  `${base}/empfehlungen?q=intern&zielgruppe=nur-intern-4711&beteiligt=nur-intern-4711`,
  `${base}/feld/wohnen`,
  `${base}/feld/wohnen/druck`,
  `${base}/feld/sprache`,
  `${base}/1`,
  `${base}/1/druck`,
  `${base}/1/rueckmeldung`,
  `${base}/2`,
  `${base}/4`,
  `${base}/9`,
  `${base}/orte`,
  `${base}/orte/marl`,
  `${base}/orte/datteln`,
  `${base}/beteiligte`,
  `${base}/beteiligte/jobcenter`,
  '/recklinghausen/de/orte/marl',
  '/open-data/recklinghausen/concept.json',
  '/open-data/recklinghausen/concept.csv',
];

describe('what is internal stays inside', () => {
  test.each(pages)('%s', async (path) => {
    for (const as of [undefined, 'leitung']) {
      const { statusCode, body } = await stage.get(path, as);
      expect(statusCode).toBe(200);
      expect(body).not.toContain(secret);
    }
  });

  test.each(['3', '3/druck', '3/blatt.pdf', '3/qr.svg', '3/rueckmeldung', '20', 'beteiligte/nur-intern-4711'])(
    '%s is not there, for staff neither',
    async (path) => {
      for (const as of [undefined, 'leitung']) expect((await stage.get(`${base}/${path}`, as)).statusCode).toBe(404);
    },
  );

  test('a short address says nothing about it either', async () => {
    expect((await stage.get('/recklinghausen/e/3')).statusCode).toBe(404);
    expect((await stage.get('/recklinghausen/e/20')).statusCode).toBe(404);
  });
});

describe('the overview', () => {
  test('says which edition it is and who adopted it', async () => {
    const { body } = await stage.get(base);
    for (const words of ['Zusammen leben im Kreis.', 'Kreistag', '2025/017', '17. Februar 2025', 'Vielfalt ist normal'])
      expect(body).toContain(words);
    expect(body).toContain(`href="${base}/vergleich/1"`);
    expect(body).toContain(`href="${base}/empfehlungen?stand=paused"`);
  });

  test('stands under the short path of the district too', async () => {
    expect((await stage.get('/recklinghausen/de/konzept')).body).toContain('Integrationskonzept des Kreises');
  });

  test('a district without one says so', async () => {
    const { statusCode, body } = await stage.get('/guetersloh/de/konzept');
    expect(statusCode).toBe(200);
    expect(body).toContain('Noch kein Konzept veröffentlicht');
    expect((await stage.get('/guetersloh/de/konzept/kreis')).statusCode).toBe(404);
  });
});

describe('the list', () => {
  const found = async (query: string) => {
    const { body } = await stage.get(`${base}/empfehlungen?${query}`);
    return [...body.matchAll(/href="\/recklinghausen\/de\/konzept\/kreis\/(\d+)"/g)].map((match) => Number(match[1]));
  };

  test.each([
    ['', [1, 2, 4]],
    ['ort=datteln', [1, 2, 4]],
    ['ort=marl', [1, 4]],
    ['ort=marl&feld=wohnen', [1]],
    ['feld=wohnen&feld=sprache', [1, 2, 4]],
    ['stand=paused', [4]],
    ['zielgruppe=familien', [2]],
    ['beteiligt=jobcenter', [1]],
    ['frist=long', [2]],
    ['q=lotsen', [1]],
    ['q=SPRACHCAFES', [4]],
    ['q=vertraulich', []],
    ['stand=unbekannt&seite=abc', [1, 2, 4]],
    ['seite=99', [1, 2, 4]],
  ])('%s', async (query, numbers) => {
    expect(await found(query)).toEqual(numbers);
  });

  test('nothing found leads back', async () => {
    const { body } = await stage.get(`${base}/empfehlungen?q=xyzzy`);
    expect(body).toContain('Keine Empfehlung passt dazu');
  });

  test('shows the answer of the town that was chosen', async () => {
    expect((await stage.get(`${base}/empfehlungen?ort=marl`)).body).toContain('Mit Änderungen übernommen');
  });
});

describe('a recommendation', () => {
  test('says what it is, what it needs, who does it, and how it stands', async () => {
    const { body } = await stage.get(`${base}/1`);
    for (const words of [
      'Wohnungslotsen',
      'Menschen helfen bei der Suche.',
      'Der Kreis richtet Lotsenstellen ein.',
      'Mehr Wohnraum',
      'Zu wenig Wohnraum',
      'Geflüchtete',
      'Jobcenter',
      'geplant: 12.500',
      'gesichert: 500',
      'Vorbehalt eines eigenen Beschlusses.',
      'Braucht Geld, das noch nicht beschlossen ist.',
      'Kurzfristig',
      'Lotsen schulen',
      '50 %',
      'Nur zwei Stellen.',
      'Wohnraumkarte',
      '/recklinghausen/e/1',
    ])
      expect(body).toContain(words);
  });

  test('tells what changed and why, by office and town', async () => {
    const { body } = await stage.get(`${base}/1`);
    expect(body).toContain('Geplant → Läuft');
    expect(body).toContain('Die erste Stelle ist besetzt.');
    expect(body).toContain('Marl beginnt.');
  });

  test('tells where it came from', async () => {
    const { body } = await stage.get(`${base}/1`);
    expect(body).toContain('Zusammengeführt aus:');
    expect(body).toContain('Beides gehört zusammen.');
  });

  test('keeps its address when a new edition drops it, and says what became of it', async () => {
    const { statusCode, body } = await stage.get(`${base}/9`);
    expect(statusCode).toBe(200);
    expect(body).toContain('nicht mehr im aktuellen Konzept');
    expect(body).toContain('Zusammengeführt in:');
    expect(body).toContain(`href="${base}/1"`);
  });

  test('names the resolution that released the money once it is public', async () => {
    const id = uuidv7();
    const body = uuidv7();
    await stage.context().transaction(async (trx) => {
      const tenant = { tenant_id: stage.here.id };
      await trx
        .insertInto('network_body')
        .values({ ...tenant, id: body, slug: 'kreistag', name: 'Kreistag', kind: 'council', territory: '05562' })
        .execute();
      await trx
        .insertInto('network_resolution')
        .values({
          ...tenant,
          id,
          body_id: body,
          number: '2026/3',
          title: 'Mittel für Lotsen',
          wording: secret,
          state: 'passed',
          decided_on: '2026-05-04',
          vote_until: '2026-05-04',
        })
        .execute();
      await trx.updateTable('concept_recommendation').set({ resolution_id: id }).where('id', '=', site.id(1)).execute();
      await touchContent(trx, stage.here.id);
    });
    await stage.tenants.refresh();
    const before = (await stage.get(`${base}/1`)).body;
    expect(before).toContain('Die Mittel sind beschlossen.');
    expect(before).not.toContain('Mittel für Lotsen');
    await stage.context().transaction(async (trx) => {
      await trx.updateTable('network_resolution').set({ public: true }).where('id', '=', id).execute();
      await touchContent(trx, stage.here.id);
    });
    await stage.tenants.refresh();
    const after = (await stage.get(`${base}/1`)).body;
    for (const words of ['Kreistag, 2026/3, Mittel für Lotsen', '4. Mai 2026']) expect(after).toContain(words);
    expect(after).not.toContain(secret);
  });

  test('is German in a page of another language', async () => {
    const { body } = await stage.get('/recklinghausen/ar/konzept/kreis/1');
    expect(body).toMatch(/<h1[^>]*><span lang="de" dir="ltr">Wohnungslotsen/);
  });

  test('comes as PDF and with a code', async () => {
    for (const language of ['de', 'ar']) {
      const pdf = await stage.get(`/recklinghausen/${language}/konzept/kreis/1/blatt.pdf`);
      expect(pdf.headers['content-type']).toBe('application/pdf');
      expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    }
    expect((await stage.get(`${base}/1/qr.svg`)).headers['content-type']).toBe('image/svg+xml');
  });

  test.each(['0', '999', 'abc', '1234567', '01x'])('%s is not there', async (number) => {
    expect((await stage.get(`${base}/${number}`)).statusCode).toBe(404);
  });

  test('is not there in another district', async () => {
    expect((await stage.get('/guetersloh/de/konzept/kreis/1')).statusCode).toBe(404);
  });
});

describe('short addresses', () => {
  test('lead to the page in the visitor’s language', async () => {
    const german = await stage.get('/recklinghausen/e/1', undefined, { 'accept-language': 'de' });
    expect([german.statusCode, german.headers.location]).toEqual([302, `${base}/1`]);
    const arabic = await stage.get('/recklinghausen/e/kreis/1', undefined, { 'accept-language': 'ar' });
    expect([arabic.statusCode, arabic.headers.location]).toEqual([302, '/recklinghausen/ar/konzept/kreis/1']);
  });

  test('to nothing are not there', async () => {
    expect((await stage.get('/recklinghausen/e/999')).statusCode).toBe(404);
    expect((await stage.get('/recklinghausen/e/anderes/1')).statusCode).toBe(404);
  });
});

describe('a town', () => {
  test('sees what concerns it and what it answered', async () => {
    const { body } = await stage.get(`${base}/orte/marl`);
    expect(body).toContain('Wohnungslotsen');
    expect(body).toContain('Nur zwei Stellen.');
    expect(body).not.toContain('Wohnraumkarte');
  });

  test('has the concept on its own page', async () => {
    const { body } = await stage.get('/recklinghausen/de/orte/marl');
    expect(body).toContain(`href="${base}/orte/marl"`);
  });

  test('unknown ones are not there', async () => {
    expect((await stage.get(`${base}/orte/nirgendwo`)).statusCode).toBe(404);
  });
});

test('a page that is kept is made anew when something public changes', async () => {
  const title = async () => (await stage.get(`${base}/4`)).body.includes('Sprachcafés in jedem Ort');
  await stage.get(`${base}/4`);
  expect((await stage.get(`${base}/4`)).headers.etag).toBeTruthy();
  expect(await title()).toBe(false);
  await stage.context().transaction(async (trx) => {
    await trx.updateTable('concept_recommendation').set({ title: 'Sprachcafés in jedem Ort' }).where('number', '=', 4).execute();
    await touchContent(trx, stage.here.id);
  });
  await stage.tenants.refresh();
  expect(await title()).toBe(true);
});
