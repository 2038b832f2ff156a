import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openOutgoing } from '#platform/outgoing';
import { type MachineConfig, machineTranslator } from './translator.ts';

/** A stand-in for every service: it remembers what it was asked and answers what the test says. */
let server: Server;
let base: string;
let asked: { url: string; headers: IncomingHttpHeaders; body: Record<string, unknown> };
let answer: { status: number; body: string; hangs?: boolean };

beforeAll(async () => {
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      asked = { url: request.url ?? '', headers: request.headers, body: JSON.parse(Buffer.concat(pieces).toString()) };
      if (answer.hangs) return;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  answer = { status: 200, body: '{}' };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function outgoing(timeoutMs?: number) {
  const open = openOutgoing({ privateHosts: [new URL(base).host], agent: 'test' });
  return { fetch: (url: string, request = {}) => open.fetch(url, { ...request, ...(timeoutMs ? { timeoutMs } : {}) }) };
}

const kinds = ['deepl', 'libretranslate', 'chat'] as const;
function open(kind: (typeof kinds)[number], more: Partial<MachineConfig> = {}, timeoutMs?: number) {
  const config: MachineConfig = {
    MACHINE_TRANSLATION_KIND: kind,
    MACHINE_TRANSLATION_URL: base,
    MACHINE_TRANSLATION_KEY: 'geheim',
    MACHINE_TRANSLATION_MODEL: 'modell',
    ...more,
  };
  const made = machineTranslator(config, outgoing(timeoutMs));
  if (!made) throw new Error('no translator');
  return made;
}

const chatAnswer = (content: string) => JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] });
const right = {
  deepl: (texts: string[]) => JSON.stringify({ translations: texts.map((text) => ({ detected_source_language: 'DE', text })) }),
  libretranslate: (texts: string[]) => JSON.stringify({ translatedText: texts }),
  chat: (texts: string[]) => chatAnswer(JSON.stringify(texts)),
};

test('without configuration there is none', () => expect(machineTranslator({}, outgoing())).toBeUndefined());

describe('DeepL', () => {
  test('is asked as its API wants it, with placeholders as elements', async () => {
    answer.body = right.deepl(['Ara: <x id="1"/> &amp; &lt;b&gt;', '<x id="1"></x>']);
    expect(await open('deepl').translate('tr', ['Ruf an: {1} & <b>', '{1}'])).toEqual({
      ok: true,
      value: ['Ara: {1} & <b>', '{1}'],
    });
    expect(asked.url).toBe('/v2/translate');
    expect(asked.headers.authorization).toBe('DeepL-Auth-Key geheim');
    expect(asked.body).toMatchObject({
      text: ['Ruf an: <x id="1"/> &amp; &lt;b&gt;', '<x id="1"/>'],
      source_lang: 'DE',
      target_lang: 'TR',
      tag_handling: 'xml',
    });
  });
  test('knows its languages', () => {
    expect(['en', 'ar', 'uk'].every((tag) => open('deepl').supports(tag))).toBe(true);
    expect(['de', 'kmr', 'de-simple', 'constructor'].some((tag) => open('deepl').supports(tag))).toBe(false);
  });
});

test('LibreTranslate is asked for a list', async () => {
  answer.body = right.libretranslate(['سلام {1}']);
  expect(await open('libretranslate').translate('fa', ['Hallo {1}'])).toEqual({ ok: true, value: ['سلام {1}'] });
  expect(asked.url).toBe('/translate');
  expect(asked.body).toEqual({ q: ['Hallo {1}'], source: 'de', target: 'fa', format: 'text', api_key: 'geheim' });
});

describe('a chat endpoint', () => {
  test('is given texts as data and a model', async () => {
    answer.body = chatAnswer('```json\n["Merheba {1}"]\n```');
    expect(await open('chat').translate('kmr', ['Hallo {1}'])).toEqual({ ok: true, value: ['Merheba {1}'] });
    expect(asked.url).toBe('/chat/completions');
    expect(asked.headers.authorization).toBe('Bearer geheim');
    expect(asked.body).toMatchObject({ model: 'modell', temperature: 0 });
    const messages = asked.body.messages as { role: string; content: string }[];
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(messages[0]?.content).toContain('Kurmancî');
    expect(messages[1]?.content).toBe('["Hallo {1}"]');
  });
  test.each(['Gerne! Hier ist die Übersetzung.', '{"a":1}', '["a"', '["a","b"]', '[1]', ''])(
    '%j is nonsense',
    async (content) => {
      answer.body = chatAnswer(content);
      expect(await open('chat').translate('tr', ['Hallo'])).toMatchObject({ ok: false, code: 'machine.nonsense' });
    },
  );
});

describe.each(kinds)('%s says what is wrong', (kind) => {
  test.each([
    [456, '{"message":"Quota exceeded"}', 'machine.quota'],
    [429, '{"error":"Too many requests"}', 'machine.busy'],
    [429, '{"error":{"code":"insufficient_quota"}}', 'machine.quota'],
    [403, '{"error":"Invalid API key"}', 'machine.refused'],
    [401, '', 'machine.refused'],
    [400, '{"error":"tr is not supported as a target language"}', 'machine.language'],
    [500, 'Internal Server Error', 'machine.unavailable'],
    [302, '', 'machine.unavailable'],
    [200, '<html>', 'machine.nonsense'],
    [200, '{"translations":"x","translatedText":1,"choices":[]}', 'machine.nonsense'],
  ])('%s %s', async (status, body, code) => {
    answer = { status, body };
    expect(await open(kind).translate('tr', ['Hallo'])).toMatchObject({ ok: false, code });
  });
  test('fewer texts than asked for', async () => {
    answer.body = right[kind](['Merhaba']);
    expect(await open(kind).translate('tr', ['Hallo', 'Welt'])).toMatchObject({ ok: false, code: 'machine.nonsense' });
  });
  test('no answer in time', async () => {
    answer.hangs = true;
    expect(await open(kind, {}, 150).translate('tr', ['Hallo'])).toMatchObject({ ok: false, code: 'machine.timeout' });
  });
  test('nobody there', async () => {
    const gone = open(kind, { MACHINE_TRANSLATION_URL: 'http://127.0.0.1:9' });
    expect(await gone.translate('tr', ['Hallo'])).toMatchObject({ ok: false, code: 'machine.unavailable' });
  });
});
