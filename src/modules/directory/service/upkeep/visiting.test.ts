import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openOutgoing } from '#platform/outgoing';
import { answer, html, openStandIn, redirect, type StandIn } from '../../testing/stand-in.ts';
import { politely, visit } from './visiting.ts';

let site: StandIn;
const outgoing = openOutgoing({ privateHosts: ['127.0.0.1'], agent: 'test' });
const impatient = { fetch: (url: string, request = {}) => outgoing.fetch(url, { ...request, timeoutMs: 150 }) };

beforeAll(async () => {
  site = await openStandIn();
});
afterAll(() => site.close());
beforeEach(() => {
  site.pages.clear();
  site.asked.length = 0;
  site.other = html('Seite nicht gefunden', 'Diese Seite gibt es nicht.', 404);
});

const resultOf = async (path: string, way = outgoing) => (await visit(way, `${site.origin}${path}`)).result;

describe('a link is', () => {
  test('fine when it answers', async () => {
    site.pages.set('/cafe', html('Sprachcafé'));
    site.pages.set('/plan.pdf', answer(200, { 'content-type': 'application/pdf' }));
    expect([await resultOf('/cafe'), await resultOf('/plan.pdf')]).toEqual(['fine', 'fine']);
    expect(site.asked.filter(({ path }) => path === '/plan.pdf').map(({ method }) => method)).toEqual(['HEAD']);
  });

  test('fine when only GET is understood', async () => {
    site.pages.set('/nur-get', (request, response) =>
      request.method === 'HEAD' ? response.writeHead(405).end() : html('Da')(request, response),
    );
    expect(await resultOf('/nur-get')).toBe('fine');
  });

  test.each([
    [301, 'moved'],
    [308, 'moved'],
    [302, 'redirected'],
    [307, 'redirected'],
  ])('by status %i: %s, with the new address', async (status, expected) => {
    site.pages.set('/alt', redirect('/neu-und-schoen', status));
    site.pages.set('/neu-und-schoen', html('Neu'));
    expect(await visit(outgoing, `${site.origin}/alt`)).toEqual({
      result: expected,
      status: 200,
      target: `${site.origin}/neu-und-schoen`,
    });
  });

  test('moved only when the whole way is permanent', async () => {
    site.pages.set('/alt', redirect('/zwischen', 301));
    site.pages.set('/zwischen', redirect('/neu', 302));
    site.pages.set('/neu', html('Neu'));
    expect(await resultOf('/alt')).toBe('redirected');
  });

  test.each([
    [404, {}, 'gone'],
    [410, {}, 'gone'],
    [401, {}, 'refused'],
    [403, {}, 'refused'],
    [429, {}, 'refused'],
    [503, { 'retry-after': '60' }, 'refused'],
    [403, { 'cf-mitigated': 'challenge' }, 'refused'],
    [500, {}, 'unreachable'],
    [503, {}, 'unreachable'],
  ] as [number, Record<string, string>, string][])('with status %i and %j: %s', async (status, headers, expected) => {
    site.pages.set('/da', answer(status, headers));
    expect(await resultOf('/da')).toBe(expected);
  });

  test('gone when the way leads to nothing', async () => {
    site.pages.set('/alt', redirect('/weg', 301));
    expect(await resultOf('/alt')).toBe('gone');
  });

  test('a timeout when nothing comes, and unreachable when nobody is there or everything goes in a circle', async () => {
    site.pages.set('/langsam', () => undefined);
    site.pages.set('/kreis', redirect('/kreis', 302));
    expect(await resultOf('/langsam', impatient)).toBe('timeout');
    expect(await resultOf('/kreis')).toBe('unreachable');
    expect((await visit(outgoing, 'http://127.0.0.1:1/')).result).toBe('unreachable');
    expect((await visit(outgoing, 'http://gibt-es-nicht.invalid/')).result).toBe('unreachable');
  });

  test('unreachable, and never asked, within a private network', async () => {
    expect((await visit(openOutgoing({ agent: 'test' }), `${site.origin}/cafe`)).result).toBe('unreachable');
    expect(site.asked).toEqual([]);
  });

  test('fine when the page is longer than anybody reads, packed or not', async () => {
    const long = `<title>Lang</title>${'Wort '.repeat(300_000)}`;
    site.pages.set('/lang', (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(long));
    site.pages.set('/gepackt', (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(gzipSync(long)),
    );
    expect([await resultOf('/lang'), await resultOf('/gepackt')]).toEqual(['fine', 'fine']);
  });
});

describe('a page that says "not found" with status 200', () => {
  const sorry = 'Die gewünschte Seite wurde leider nicht gefunden. Vielleicht hilft die Suche.';

  test.each(['Seite nicht gefunden', 'Fehler 404', 'Page not found', 'Diese Seite existiert nicht mehr'])(
    'in its headline is missing: %s',
    async (title) => {
      site.pages.set('/alt/angebot', html(title));
      expect(await resultOf('/alt/angebot')).toBe('soft_missing');
    },
  );

  test('in its text is missing when the host says the same of what cannot be there', async () => {
    site.other = html('Stadt Beispiel', sorry);
    expect(await resultOf('/alt/angebot')).toBe('soft_missing');
  });

  test('in its text is fine when the host tells honestly what is not there', async () => {
    site.pages.set('/hilfe', html('Hilfe', 'Wenn eine Seite nicht gefunden wird, rufen Sie uns an.'));
    expect(await resultOf('/hilfe')).toBe('fine');
  });

  test('is fine when the host answers everything with the same program and says nothing', async () => {
    site.other = html('Programm', 'Bitte schalten Sie JavaScript ein.');
    expect(await resultOf('/app/seite')).toBe('fine');
  });

  test('is missing when it was sent to the front page like everything that is not there', async () => {
    site.pages.set('/', html('Willkommen'));
    site.other = redirect('/', 302);
    expect(await resultOf('/alt/angebot')).toBe('soft_missing');
    site.other = html('404', '', 404);
    site.pages.set('/alt/angebot', redirect('/', 302));
    expect(await resultOf('/alt/angebot')).toBe('redirected');
  });
});

test('one host is asked at most once in the pause, whoever asks', async () => {
  let time = 0;
  const at: number[] = [];
  const clock = {
    now: () => time,
    sleep: async (milliseconds: number) => {
      time += milliseconds;
    },
  };
  const counted = {
    fetch: (url: string) => {
      at.push(time);
      return outgoing.fetch(url);
    },
  };
  site.pages.set('/a', html('A'));
  const way = politely(counted, clock, 3000);
  for (let times = 0; times < 4; times++) await way.fetch(`${site.origin}/a`);
  await way.fetch('http://127.0.0.2:1/');
  expect(at).toEqual([0, 3000, 6000, 9000, 9000]);
});
