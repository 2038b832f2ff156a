import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { directoryModule } from '#modules/directory';
import type { Actor } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { readSpreadsheet } from '#platform/documents';
import { worklistOf } from '#platform/module';
import type { openOutgoing } from '#platform/outgoing';
import { openStage, type Stage, useDatabase } from '#testing';
import { createOrientationModule } from '../../module.ts';
import { refreshPublic } from '../../service/publishing.ts';
import { qualityFigures } from '../../service/quality/figures.ts';
import { checkLinks } from '../../service/quality/links.ts';
import { insertPage } from '../../store/pages.ts';
import { insertText, type NewText } from '../../store/texts.ts';
import { openOrientationWiring } from '../../testing.ts';

const database = useDatabase();
const wiring = openOrientationWiring();
const module = createOrientationModule(wiring);
const marl = '05562024';
const now = new Date('2026-11-23T09:00:00+01:00');
const base = '/intern/recklinghausen/ankommen/qualitaet';
const picture = '0198d1c2-0000-7000-8000-000000000001';
let stage: Stage;
let officer: Actor;
const ids: Record<string, string> = {};

const rowsOf = <T>(work: Parameters<typeof database.inTenant<T>>[1]) => database.inTenant(stage.here.id, work);

async function addPage(slug: string, town: string | null = null, mirrorOf: string | null = null): Promise<string> {
  const id = uuidv7();
  ids[slug] = id;
  const place = { parentId: null, position: 10, kind: 'page' as const, situations: [], organisationId: null, formUrl: null };
  const facts = { mirrorOwn: 'after' as const, confirmedOn: null, checkedOn: null };
  await rowsOf((trx) => insertPage(trx, stage.here.id, id, { ...place, ...facts, slug, town, mirrorOf }));
  return id;
}

const write = (pageId: string, language: string, changes: Partial<NewText>, at = new Date('2026-10-01T12:00:00Z')) =>
  rowsOf((trx) =>
    insertText(
      trx,
      stage.here.id,
      {
        pageId,
        language,
        version: 1,
        baseVersion: null,
        state: 'published',
        title: 'Titel',
        summary: '',
        body: 'Text',
        madeBy: 'human',
        germanVersion: language === 'de' ? null : 1,
        minor: false,
        note: '',
        authorUserId: null,
        publishAt: null,
        publishedAt: at,
        ...changes,
      },
      at,
    ),
  );

/** A way to other servers that answers as the test says, and remembers what it was asked. */
function standIn(answers: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  const outgoing = {
    fetch: async (url: string) => {
      asked.push(url);
      const body = Buffer.from('<title>Seite</title><h1>Seite</h1>');
      const headers = { 'content-type': 'text/html; charset=utf-8' };
      return { ok: true, value: { status: answers[url] ?? 200, url, hops: [], headers, body } };
    },
  } as unknown as ReturnType<typeof openOutgoing>;
  return { outgoing, asked };
}

/** A night in which nobody sleeps. */
const night = (day: string, answers: Readonly<Record<string, number>> = {}) => {
  const { outgoing, asked } = standIn(answers);
  let clock = 0;
  const sleep = async (milliseconds: number) => {
    clock += milliseconds;
  };
  const context = stage.context({ now: new Date(`${day}T00:40:00+01:00`) });
  return checkLinks(context, { outgoing, clock: { now: () => clock, sleep } }).then(() => [...new Set(asked)].sort());
};

beforeAll(async () => {
  stage = await openStage(database, [directoryModule, module], now);
  await directoryModule.setUp?.(stage.context());
  stage.add('staff', 'ki_staff');
  officer = stage.add('officer', 'integration_officer', { kind: 'territory', id: marl });
  stage.add('provider', 'provider', { kind: 'organisation', id: uuidv7() });
  stage.add('controller', 'controlling');
  stage.add('there', 'ki_staff', null, stage.there);
  const konto = await addPage('bankkonto');
  const notruf = await addPage('notruf');
  const marler = await addPage('marl-aktuell', marl);
  await addPage('konto-spiegel', marl, konto);
  const hard =
    'Die Inanspruchnahme aufenthaltsrechtlicher Beratungsleistungen erfolgt ausschließlich nach vorheriger schriftlicher Terminvereinbarung. ';
  await write(konto, 'de', {
    title: 'Bankkonto',
    body: `${hard.repeat(5)}\n\n[Bank](https://bank.example/konto), [alt](https://alt.example/weg), [Seite](page:gibt-es-nicht), [Notruf](page:notruf)\n\n![Eine Bank](image:${picture})`,
  });
  await write(konto, 'de', { title: 'Bankkonto', body: 'Neu', version: 2, state: 'draft', publishedAt: null });
  await write(konto, 'tr', { title: 'Banka', body: `![Eine Bank](image:${picture})`, madeBy: 'machine' });
  await write(konto, 'de-simple', { title: 'Bankkonto', body: 'Gehen Sie zum Bürgerbüro, weil Sie dort Hilfe bekommen.' });
  await write(notruf, 'de', { title: 'Notruf', body: '[Bank](https://bank.example/konto)' });
  await write(marler, 'de', { title: 'Marl', body: '[Marl](https://www.marl.example/)' });
  await rowsOf((trx) => refreshPublic(trx, stage.context(), Object.values(ids)));
});
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

const get = async (path: string, as = 'staff') => {
  const answer = await stage.get(`${base}${path}`, as);
  expect(answer.statusCode).toBe(200);
  return answer.body;
};
const rowTitles = (html: string) =>
  [...html.matchAll(/dk-table__name[^>]*>\s*<a [^>]*><bdi[^>]*>([^<]*)/g)].map(([, title]) => title);
const linksOf = () =>
  rowsOf((trx) =>
    trx
      .selectFrom('orientation_link')
      .select(['page_id', 'url', 'result', 'failures', 'accepted_at'])
      .where('language', '=', 'de')
      .orderBy('url')
      .orderBy('page_id')
      .execute(),
  );

describe('the quality board', () => {
  it.each([
    ['unbestaetigt', ['Bankkonto', 'Bankkonto', 'Marl', 'Notruf']],
    ['fehlt', ['Marl', 'Marl', 'Notruf', 'Notruf']],
    ['maschinell', ['Bankkonto']],
    ['entwurf', ['Bankkonto']],
    ['lesbarkeit', ['Bankkonto']],
    ['leichte-sprache', ['Bankkonto']],
    ['bilder', ['Bankkonto']],
    ['veraltet', []],
  ])('lists %s', async (kind, expected) => {
    expect(rowTitles(await get(`/liste?art=${kind}`)).sort()).toEqual(expected);
  });

  it('shows numbers that lead to their lists, and a row for each language', async () => {
    const html = await get('');
    expect(html).toContain(`${base}/liste?art=lesbarkeit`);
    expect(html).toContain(`${base}/liste?art=fehlt&amp;sprache=tr`);
    expect(rowTitles(await get('/liste?art=fehlt&sprache=tr')).sort()).toEqual(['Marl', 'Notruf']);
  });

  it('answers what nobody would ask with a list all the same', async () => {
    for (const query of ['art=%00&sprache=xx&tage=-1&nach=%00', 'art=fehlt&art=bilder', `nach=${'x'.repeat(3000)}`])
      expect(await get(`/liste?${query}`)).toContain('<table');
  });

  it('shows officers of a town their pages, others nothing', async () => {
    expect(rowTitles(await get('/liste?art=unbestaetigt', 'officer')).sort()).toEqual(['Bankkonto', 'Marl']);
    expect(await get('', 'provider')).toContain('Hier gibt es noch keine Seite von Ihnen.');
    expect((await stage.get(base, 'controller')).statusCode).toBe(403);
    expect((await stage.get('/intern/guetersloh/ankommen/qualitaet', 'there')).body).not.toContain('Bankkonto');
  });

  it('can be taken along', async () => {
    const csv = await stage.get(`${base}.csv?art=lesbarkeit`, 'staff');
    expect(csv.body.split('\r\n')[1]).toMatch(/^Schwer zu lesen;Bankkonto;bankkonto;Deutsch;;[\d,]+$/);
    const xlsx = await stage.get(`${base}.xlsx`, 'staff');
    const told = JSON.stringify(await readSpreadsheet(xlsx.rawPayload));
    for (const cell of ['Nur maschinell übersetzt', 'Türkçe', 'Bankkonto']) expect(told).toContain(cell);
  });
});

describe('confirming many at once', () => {
  const confirm = (as: string, pages: string[], back = `${base}/liste?art=unbestaetigt`) =>
    stage.post(`${base}/bestaetigen`, { seite: pages, back }, as);
  const confirmed = async () =>
    (
      await rowsOf((trx) => trx.selectFrom('orientation_page').select(['slug', 'confirmed_on']).orderBy('slug').execute())
    ).flatMap(({ slug, confirmed_on }) => (confirmed_on === null ? [] : [slug]));

  it('is refused for pages of others, and nothing of it happens', async () => {
    expect((await confirm('officer', [ids.notruf ?? '', ids['marl-aktuell'] ?? ''])).statusCode).toBe(404);
    expect((await confirm('staff', ['x'])).statusCode).toBe(404);
    expect((await confirm('provider', [ids.notruf ?? ''])).statusCode).toBe(403);
    expect(await confirmed()).toEqual([]);
  });

  it('asks to choose something, and leads back only within the board', async () => {
    const none = await confirm('staff', [], 'https://elsewhere.example/');
    expect([none.statusCode, none.headers.location]).toEqual([303, `${base}/liste`]);
  });

  it('takes the pages off the list', async () => {
    expect((await confirm('officer', [ids['marl-aktuell'] ?? '', ids['konto-spiegel'] ?? ''])).statusCode).toBe(303);
    expect((await confirm('staff', [ids.notruf ?? ''])).statusCode).toBe(303);
    expect(await confirmed()).toEqual(['konto-spiegel', 'marl-aktuell', 'notruf']);
    expect(rowTitles(await get('/liste?art=unbestaetigt'))).toEqual(['Bankkonto']);
  });
});

describe('links of pages', () => {
  const bad = { 'https://alt.example/weg': 404 };
  const address = (url: string, as = 'staff', tun = 'accept', page = 'bankkonto') =>
    stage.post(`${base}/links`, { seite: ids[page] ?? '', sprache: 'de', adresse: url, tun, ergebnis: 'kaputt' }, as);

  beforeEach(async () => {
    await rowsOf((trx) => trx.deleteFrom('orientation_link').execute());
  });

  it('are visited once for all pages; what is missing at home is broken at once, elsewhere on the second day', async () => {
    expect(await night('2026-11-24', bad)).toEqual([
      'https://alt.example/weg',
      'https://bank.example/konto',
      'https://www.marl.example/',
    ]);
    expect((await linksOf()).map(({ url, result, failures }) => `${url} ${result} ${failures}`)).toEqual([
      'https://alt.example/weg gone 1',
      'https://bank.example/konto fine 0',
      'https://bank.example/konto fine 0',
      'https://www.marl.example/ fine 0',
      'page:gibt-es-nicht internal 1',
      'page:notruf internal 0',
    ]);
    const html = await get('/links');
    expect(html).toContain('page:gibt-es-nicht');
    expect(html).not.toContain('https://alt.example/weg');
    expect(await night('2026-11-25', bad)).toEqual(['https://alt.example/weg']);
    expect(await get('/links')).toContain('https://alt.example/weg');
    expect(await get('/links', 'officer')).not.toContain('alt.example');
    const lines = await worklistOf([module], stage.context({ actor: stage.add('second', 'ki_staff') }));
    expect(lines.map(({ title }) => title)).toContain('2 kaputte Links in Ankommen');
    expect((await worklistOf([module], stage.context({ actor: officer }))).map(({ kind }) => kind)).not.toContain(
      'orientation:staff.work.links',
    );
  });

  it('that a person found right stay so over the nights, until it is taken back', async () => {
    await night('2026-11-24', bad);
    await night('2026-11-25', bad);
    expect((await address('https://alt.example/weg')).statusCode).toBe(303);
    await night('2026-11-26', bad);
    expect(await get('/links')).not.toContain('https://alt.example/weg');
    expect(await get('/links?ergebnis=fuer-richtig-befunden')).toContain('https://alt.example/weg');
    expect((await address('https://alt.example/weg', 'staff', 'unaccept')).statusCode).toBe(303);
    expect(await get('/links')).toContain('https://alt.example/weg');
  });

  it('are visited again when somebody asks for it', async () => {
    await night('2026-11-24', bad);
    expect((await address('https://bank.example/konto', 'staff', 'recheck')).statusCode).toBe(303);
    expect(await night('2026-11-24')).toEqual(['https://bank.example/konto']);
  });

  it('are settled by those who write the page, and nothing else is taken', async () => {
    await night('2026-11-24', bad);
    expect((await address('https://alt.example/weg', 'officer')).statusCode).toBe(404);
    expect((await address('https://nie-gesehen.example/')).statusCode).toBe(404);
    expect((await address('https://alt.example/weg', 'staff', 'tanzen')).statusCode).toBe(404);
    expect((await address('x'.repeat(2000))).statusCode).toBe(404);
    expect((await address('https://www.marl.example/', 'officer', 'accept', 'marl-aktuell')).statusCode).toBe(303);
  });

  it('that no longer stand in a text are forgotten', async () => {
    await night('2026-11-24', bad);
    await rowsOf(async (trx) => {
      await trx
        .updateTable('orientation_page')
        .set({ archived_at: now })
        .where('id', '=', ids.notruf ?? '')
        .execute();
      await refreshPublic(trx, stage.context(), [ids.notruf ?? '']);
    });
    await night('2026-11-25', bad);
    expect((await linksOf()).filter(({ page_id }) => page_id === ids.notruf)).toEqual([]);
    // What led to the page that is gone leads nowhere now.
    expect((await linksOf()).find(({ url }) => url === 'page:notruf')?.failures).toBe(1);
  });
});

it('gives reports their figures, of the district alone', async () => {
  const context = stage.context({ actor: stage.add('third', 'ki_staff') });
  const figures = await qualityFigures(context, { territory: stage.here.ags });
  expect(figures.map(({ id }) => id)).toEqual(
    ['pages', 'languages', 'unconfirmed', 'outdated', 'missing', 'broken_links'].map((name) => `orientation.${name}`),
  );
  expect(await qualityFigures(context, { territory: marl })).toEqual([]);
});
