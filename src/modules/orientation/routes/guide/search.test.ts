import { sql } from 'kysely';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, createDirectoryModule, type DemandCounter } from '#modules/directory';
import { uuidv7 } from '#platform/crypto';
import { openStage, type Stage, useDatabase } from '#testing';
import { createOrientationModule } from '../../module.ts';
import { loadDemonstration } from '../../service/demonstration.ts';
import { openOrientationWiring } from '../../testing.ts';

// One search over pages, offers, dates and news: what it finds, in which order, in which language, and when nothing fits.

const database = useDatabase();
const wiring = openOrientationWiring();
const vain: string[] = [];
const demand: DemandCounter = {
  search: async (_context, { q }, _asker: Asker) => void vain.push(q),
  outside: async () => {},
};
let stage: Stage;

beforeAll(async () => {
  const orientation = createOrientationModule({ ...wiring, demand });
  const directory = createDirectoryModule({ ...wiring, puzzleKey: Buffer.alloc(32, 1), demandKey: Buffer.alloc(32, 2) });
  stage = await openStage(database, [directory, orientation]);
  const there = () => stage.context({ tenant: stage.there });
  await directory.demo?.(there());
  await stage.tenants.refresh();
  await loadDemonstration(there());
  await there().transaction(async (trx) => {
    const texts = {
      de: { title: 'Neue Sprechzeiten im Rathaus', text: 'Ab Montag öffnet die Zulassungsstelle früher.', by: 'human' },
      ar: { title: 'مواعيد جديدة', text: 'يفتح المكتب مبكرًا.', by: 'human' },
    };
    for (const [number, publishedAt] of [
      [1, '2026-11-20T08:00:00Z'],
      [2, '2026-09-01T08:00:00Z'],
    ] as const)
      await trx
        .insertInto('orientation_news')
        .values({
          tenant_id: there().tenant.id,
          id: uuidv7(),
          number,
          channel: 'news',
          texts: JSON.stringify(texts),
          state: 'published',
          published_at: publishedAt,
        })
        .execute();
  });
  await stage.tenants.refresh();
}, 180_000);
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

const search = async (query: string | Record<string, string>, language = 'de') => {
  const parameters = typeof query === 'string' ? { q: query } : query;
  const answer = await stage.get(`/guetersloh/${language}/suche?${new URLSearchParams(parameters)}`);
  expect(answer.statusCode, JSON.stringify(query)).toBe(200);
  return parseHTML(answer.body).document;
};
const hrefs = (document: Document) =>
  [...document.querySelectorAll('main article h3 a')].map((link) => link.getAttribute('href') ?? '');
const kinds = (document: Document) =>
  [...document.querySelectorAll('main .dk-section h2')].map((heading) => heading.textContent?.trim());
const at = (language: string, slug: string) => `/guetersloh/${language}/ankommen/${slug}`;

describe('the search over everything', () => {
  it.each([
    ['de', 'Kindergeld', 'kindergeld'],
    ['de', 'Wohnsitz anmelden', 'wohnsitz-anmelden'],
    ['en', 'child benefit', 'kindergeld'],
    ['tr', 'Banka hesabı', 'bankkonto'],
    ['ar', 'إعانة الأطفال', 'kindergeld'],
    ['de-simple', 'Kindergeld', 'kindergeld'],
  ])('in %s finds the page that is called "%s" first', async (language, query, slug) => {
    const [first] = hrefs(await search(query, language));
    expect(first).toBe(at(language, slug));
  });

  it('finds a page by its German name in another language, and shows it in that language', async () => {
    const document = await search('Kindergeld', 'tr');
    expect(hrefs(document)).toContain(at('tr', 'kindergeld'));
    expect(document.querySelector(`main article a[href="${at('tr', 'kindergeld')}"] [lang=de]`)).toBeNull();
  });

  it('finds German pages for readers of languages without a translation, marked as German', async () => {
    const document = await search('Kindergeld', 'uk');
    expect(hrefs(document)).toContain(at('uk', 'kindergeld'));
    const title = document.querySelector(`main article h3:has(a[href="${at('uk', 'kindergeld')}"]) [lang=de]`);
    expect(title).not.toBeNull();
  });

  it('shows offers before pages that only mention the words', async () => {
    const document = await search('Deutschkurs mit Kinderbetreuung');
    expect(hrefs(document)[0]).toMatch(/^\/guetersloh\/de\/angebote\//);
  });

  it('narrows to one kind, and names how many there are of each', async () => {
    const document = await search('Deutschkurs');
    const choices = [...document.querySelectorAll('.dk-choice a')].map((link) => link.textContent?.trim() ?? '');
    expect(choices[0]).toMatch(/^Alles \(\d+\)$/);
    const counted = choices.slice(1).map((text) => Number(/\((\d+)\)/.exec(text)?.[1]));
    expect(counted.reduce((all, one) => all + one, 0)).toBe(Number(/\((\d+)\)/.exec(choices[0] ?? '')?.[1]));
    const offers = await search({ q: 'Deutschkurs', was: 'offers' });
    expect(hrefs(offers).every((href) => href.includes('/angebote/'))).toBe(true);
    const number = Number(/\((\d+)\)/.exec(choices.find((text) => text.startsWith('Angebote')) ?? '')?.[1]);
    expect(hrefs(offers).length).toBe(Math.min(50, number));
  });

  it('finds news of four weeks, older ones not', async () => {
    const news = hrefs(await search('Zulassungsstelle')).filter((href) => href.includes('/aktuelles/'));
    expect(news).toEqual(['/guetersloh/de/ankommen/aktuelles/1']);
    expect(hrefs(await search('مواعيد', 'ar'))).toContain('/guetersloh/ar/ankommen/aktuelles/1');
    const overview = await stage.get('/guetersloh/de/ankommen');
    expect(overview.body).toContain('Neue Sprechzeiten im Rathaus');
  });

  it('tells what has dates to come from other offers, each in one place', async () => {
    const dates = [{ kind: 'dates', start: '2026-11-25T16:00', minutes: 90, rrule: 'FREQ=WEEKLY;COUNT=3' }];
    const { rows } = await sql<{ slug: string }>`select slug from directory_public_offer
      where tenant_id = ${stage.there.id} and not card @> '{"schedules":[{"kind":"dates"}]}' order by slug limit 3`.execute(
      database.shared,
    );
    const [soon, plain, over] = rows.map(({ slug }) => slug);
    for (const [slug, openings] of [
      [soon, '{[2026-11-25T15:00Z,2026-11-25T16:30Z)}'],
      [over, '{[2026-10-25T15:00Z,2026-10-25T16:30Z)}'],
    ])
      await sql`update directory_public_offer set openings = ${openings}::tstzmultirange, card = jsonb_set(card, '{schedules}', ${JSON.stringify(dates)}::jsonb)
        where tenant_id = ${stage.there.id} and slug = ${slug}`.execute(database.shared);
    await sql`update directory_public_offer set document = to_tsvector('german', 'Quastenflosser')
      where tenant_id = ${stage.there.id} and slug in (${soon}, ${plain}, ${over})`.execute(database.shared);
    const document = await search('Quastenflosser');
    expect(kinds(document)).toEqual(['Angebote', 'Termine']);
    expect(hrefs(document).sort()).toEqual([soon, plain, over].map((slug) => `/guetersloh/de/angebote/${slug}`).sort());
    expect(hrefs(await search({ q: 'Quastenflosser', was: 'events' }))).toEqual([`/guetersloh/de/angebote/${soon}`]);
  });

  it('mends what is misspelt, and says so', async () => {
    const document = await search('Kindergeldd');
    expect(document.querySelector('main [role=status]')?.textContent).toContain('Zu „Kindergeldd“ gibt es nichts');
    expect(hrefs(document)).toContain(at('de', 'kindergeld'));
  });

  it('finds some of the words when nothing has all of them', async () => {
    const document = await search('Kindergeld Quantenmechanik');
    expect(document.querySelector('main [role=status]')?.textContent).toContain('Nichts passt zu allen Wörtern');
    expect(hrefs(document)).toContain(at('de', 'kindergeld'));
  });

  it('helps on when nothing is found, and counts it', async () => {
    vain.length = 0;
    const answer = await stage.get('/guetersloh/de/suche?q=xyzzyqwertz');
    expect(answer.headers['cache-control']).toBe('no-store');
    const { document } = parseHTML(answer.body);
    expect(document.querySelector('.dk-empty')?.textContent).toContain('Nichts gefunden');
    expect(document.querySelector('.dk-empty a[href="/guetersloh/de/fehlt-mir"]')).not.toBeNull();
    expect(document.querySelectorAll('.dk-tiles a').length).toBe(9);
    expect(vain).toEqual(['xyzzyqwertz']);
    await search('Kindergeld');
    expect(vain).toEqual(['xyzzyqwertz']);
  });

  it('asks what one looks for when nothing was typed', async () => {
    const document = await search('');
    expect(document.querySelector('.dk-empty')).toBeNull();
    expect(document.querySelector('meta[name=robots]')).toBeNull();
    expect(document.querySelectorAll('.dk-tiles a').length).toBe(9);
  });

  it.each(["'", "a' & !", ':*', '((', '\\', '%', '\u0000', '🙂', '<b>', 'a'.repeat(5000), '!!! & | <->', "':A", 'ß'.repeat(100)])(
    'takes whatever is typed: %j',
    async (q) => {
      await search(q);
      await search({ q, was: 'pages', genau: '1' });
    },
  );

  it('takes an address that makes no sense', async () => {
    for (const query of ['q=a&q=b', 'was=nichts&q=Kindergeld', 'was=pages&was=offers', 'genau=2&q=Kindergeld', 'q[]=x'])
      expect((await stage.get(`/guetersloh/de/suche?${query}`)).statusCode, query).toBe(200);
  });
});

describe('suggestions while typing', () => {
  const suggest = async (q: string, language = 'de') =>
    (
      await stage.get(`/guetersloh/${language}/suche/vorschlaege?${new URLSearchParams({ q })}`, undefined, {
        accept: 'application/json',
      })
    ).json() as {
      suggestions: { label: string; href: string; lang?: string }[];
    };

  it('name pages first, then topics and offers', async () => {
    const { suggestions } = await suggest('kinder');
    expect(suggestions[0]?.href).toMatch(/^\/guetersloh\/de\/ankommen\//);
    expect(suggestions.some(({ href }) => href.includes('/angebote'))).toBe(true);
    expect((await suggest('kinderg', 'uk')).suggestions[0]).toMatchObject({ lang: 'de' });
    expect((await suggest('')).suggestions).toEqual([]);
  });

  it('lead to the search for whoever opens their address', async () => {
    const answer = await stage.get('/guetersloh/de/suche/vorschlaege?q=kita');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/guetersloh/de/suche?q=kita']);
  });
});
