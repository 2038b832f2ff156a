import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerFrom, documentOf, found } from './offline/answering.ts';
import { type Frame, forget, type Kept, keep, readKept, tidy } from './offline/kept.ts';

// What a device keeps, on a storage in memory that behaves like the browser's.

const marks = { title: 'M-TITLE', content: 'M-CONTENT', day: 'M-DAY', query: 'M-QUERY', results: 'M-RESULTS' };
const bundle = (pages: { path: string; title: string; html: string }[], assets = ['/assets/a.css']) => ({
  format: 1,
  district: 'Kreis',
  language: 'Deutsch',
  locale: 'de-DE',
  marks,
  frame: '<title>M-TITLE</title><p>M-DAY</p><main>M-CONTENT</main>',
  missing: { path: '', title: 'Fehlt', html: '<h1>Fehlt</h1>' },
  search: { path: '/suche', title: 'Suche', html: '<input value="M-QUERY">M-RESULTS', none: '<p>Nichts</p>' },
  pages,
  assets,
  pictures: ['/kreis/de/bild/1?b=960'],
});
const konto = { path: '/ankommen/konto', title: 'Konto & Bank', html: '<h1>Konto</h1><p>Die <b>Büros</b> helfen.</p>' };
const start = { path: '/', title: 'Anfang', html: '<h1>Anfang</h1>' };

let stored: Map<string, Map<string, Response>>;
let server: { body: string; etag: string; status: number; broken: Set<string> };
let asked: string[];
let quota: number;

beforeEach(() => {
  stored = new Map();
  asked = [];
  quota = 100_000_000;
  server = { body: JSON.stringify(bundle([start, konto])), etag: 'W/"1"', status: 200, broken: new Set() };
  const answer = async (address: string) => {
    asked.push(address);
    if (server.broken.has(address)) throw new TypeError('Failed to fetch');
    const headers = { etag: server.etag, 'content-security-policy': "default-src 'none'" };
    return new Response(address.endsWith('.json') ? server.body : 'file', { status: server.status, headers });
  };
  const cacheOf = (files: Map<string, Response>) => ({
    match: async (key: string) => files.get(key)?.clone(),
    put: async (key: string, value: Response) => void files.set(key, value),
    add: async (key: string) => void files.set(key, await answer(key)),
  });
  vi.stubGlobal('fetch', answer);
  vi.stubGlobal('caches', {
    open: async (name: string) => {
      if (!stored.has(name)) stored.set(name, new Map());
      return cacheOf(stored.get(name) as Map<string, Response>);
    },
    keys: async () => [...stored.keys()],
    delete: async (name: string) => stored.delete(name),
  });
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota, usage: 0 }) } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const scope = '/kreis/de';
const only = async () => (await readKept())[0] as Kept;
const open = async (path: string) => {
  const answer = await answerFrom(await only(), new URL(path, 'https://x.example'), false);
  return { status: answer?.status, text: await answer?.text(), policy: answer?.headers.get('content-security-policy') };
};

describe('keeping', () => {
  test('holds pages, files and pictures, and answers with the page in its frame', async () => {
    expect(await keep(scope)).toMatchObject({ kind: 'kept', kept: { scope, pages: 2, missingPictures: 0, etag: 'W/"1"' } });
    const { status, text, policy } = await open('/kreis/de/ankommen/konto');
    expect(status).toBe(200);
    expect(text).toContain('<title>Konto &amp; Bank</title>');
    expect(text).toContain(konto.html);
    expect(text).not.toMatch(/M-[A-Z]+/);
    expect(policy).toBe("default-src 'none'");
    // With and without a slash at the end, and the district's start.
    expect((await open('/kreis/de/ankommen/konto/')).status).toBe(200);
    expect((await open('/kreis/de/')).text).toContain('Anfang');
    expect((await open('/kreis/de')).text).toContain('Anfang');
  });

  test('asks for nothing anew while the server has nothing new', async () => {
    await keep(scope);
    const before = asked.length;
    expect((await keep(scope)).kind).toBe('current');
    expect(asked.slice(before)).toEqual(['/kreis/de/offline.json']);
  });

  test('throws the version before away when the new one is complete, and other formats', async () => {
    stored.set('dk-kept-0 /kreis/de 1', new Map());
    stored.set('dk-push', new Map());
    await keep(scope);
    const { cache } = await only();
    server = { ...server, etag: 'W/"2"', body: JSON.stringify(bundle([start])) };
    await keep(scope);
    expect((await only()).pages).toBe(1);
    expect(stored.has(cache)).toBe(false);
    expect([...stored.keys()].filter((name) => name.startsWith('dk-kept')).length).toBe(2);
    expect(stored.has('dk-push')).toBe(true);
    expect((await open('/kreis/de/ankommen/konto')).status).toBe(404);
  });

  test.each([
    ['the network', () => server.broken.add('/kreis/de/offline.json')],
    ['a file', () => server.broken.add('/assets/a.css')],
    ['the server', () => (server.status = 503)],
  ])('leaves what was kept as it is when %s fails', async (_, fail) => {
    await keep(scope);
    const before = await only();
    server.etag = 'W/"2"';
    fail();
    await expect(keep(scope)).rejects.toThrow();
    expect(await only()).toEqual(before);
    expect((await open('/kreis/de/ankommen/konto')).status).toBe(200);
    await tidy();
    expect(stored.size).toBe(2);
  });

  test('keeps to the room there is: without pictures, and not at all', async () => {
    server.broken.add('/kreis/de/bild/1?b=960');
    expect(await keep(scope)).toMatchObject({ kept: { missingPictures: 1 } });
    await forget(scope);
    quota = 130_000;
    asked = [];
    expect(await keep(scope)).toMatchObject({ kind: 'kept', kept: { missingPictures: 1 } });
    expect(asked.filter((address) => address.includes('/bild/'))).toEqual([]);
    await forget(scope);
    quota = 1000;
    expect(await keep(scope)).toMatchObject({ kind: 'full', free: 1000 });
    expect(await readKept()).toEqual([]);
  });

  test('forgets one language and leaves the other', async () => {
    await keep(scope);
    await keep('/kreis/ar');
    expect((await forget(scope)).map((one) => one.scope)).toEqual(['/kreis/ar']);
    expect([...stored.keys()].some((name) => name.includes('/kreis/de'))).toBe(false);
  });
});

describe('answering', () => {
  test('says of other pages that they are not kept, also of another language', async () => {
    await keep(scope);
    for (const path of ['/kreis/de/orte', '/kreis/ar/ankommen/konto', '/kreis/dex'])
      expect(await open(path)).toMatchObject({ status: 404, text: expect.stringContaining('Fehlt') });
    expect(await answerFrom(await only(), new URL('https://x.example/kreis/de/orte'), true)).toBeUndefined();
  });

  test('searches without regard to case and marks, titles first, and shows words as words', async () => {
    await keep(scope);
    expect((await open('/kreis/de/suche?q=BUROS+konto')).text).toContain('href="/kreis/de/ankommen/konto"');
    const hostile = await open('/kreis/de/suche?q=%22%3E%3Cscript%3E');
    expect(hostile.text).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(hostile.text).toContain('<p>Nichts</p>');
    expect((await open('/kreis/de/suche')).text).not.toContain('Nichts');
    const index = [
      { path: '/a', title: 'Anders', words: 'konto im text' },
      { path: '/b', title: 'Konto', words: 'titel' },
    ];
    expect(found(index, 'konto').map(({ path }) => path)).toEqual(['/b', '/a']);
    expect(found(index, '   ')).toEqual([]);
  });

  test('takes no dollar sign of a page for a pattern', () => {
    const frame = { ...bundle([]), policy: '', index: [] } as unknown as Frame;
    expect(documentOf(frame, { title: "$& $'", html: "<p>5 $& $'</p>" }, 0)).toContain("<p>5 $& $'</p>");
  });
});
