import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { ok } from '#platform/outcome';
import { useDatabase } from '#testing';
import type { MachineTranslator } from '../../service/translation/machine/types.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { translationRoutes } from '../translation.ts';

const database = useDatabase();
const address = 'uebersetzungen/maschine';
const translator: MachineTranslator = {
  name: 'Stand-in',
  supports: (tag) => tag === 'tr' || tag === 'ar',
  translate: async (_tag, texts) => ok(texts),
};
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(database, (app) => translationRoutes(app, translator));
});
afterAll(() => desk.close());

test('settings, estimate, start and stop, all by forms', async () => {
  const one = await desk.fresh();
  const first = await desk.get(address);
  expect(first.body).toContain('Dienst: Stand-in');
  expect(first.body).not.toContain('Wie viel ist das?');
  const refused = await desk.post(address, { enabled: 'yes', languages: ['tr'], words: '-5', version: '0' });
  expect(refused.statusCode).toBe(422);
  const saved = await desk.post(address, { enabled: 'yes', languages: ['tr', 'fr', 'xx'], words: '500', version: '0' });
  expect(saved.headers.location).toBe(`${desk.base}/${address}`);
  expect((await desk.post(address, { words: '9', version: '0' })).statusCode).toBe(409);
  const asked = await desk.get(`${address}?sprache=tr&sprache=fr&organisation=${one.organisationId}`);
  expect(asked.body).toMatch(/4 Texte, \d+ Wörter\. In diesem Monat sind noch 500 Wörter frei/);
  const begun = await desk.post(`${address}/laeufe`, { sprachen: 'tr', organisation: one.organisationId });
  expect(begun.statusCode).toBe(303);
  const running = await desk.get(address);
  expect(running.body).toContain('http-equiv="refresh"');
  expect((await desk.post(`${address}/laeufe`, { sprachen: 'tr' })).body).toContain('Es läuft schon eine Übersetzung');
  const stop = /maschine\/laeufe\/([0-9a-f-]{36})\/anhalten/.exec(running.body)?.[1] ?? '';
  expect((await desk.post(`${address}/laeufe/${stop}/anhalten`)).statusCode).toBe(303);
  expect((await desk.post(`${address}/laeufe/${stop}/anhalten`)).statusCode).toBe(404);
  expect((await desk.get(address)).body).toContain('angehalten');
});

test('is for the whole district alone, and answers every address', async () => {
  for (const as of ['officer', 'provider', 'there']) {
    expect((await desk.get(address, as)).statusCode, as).toBe(403);
    expect((await desk.post(address, {}, as)).statusCode, as).toBe(403);
    expect((await desk.post(`${address}/laeufe`, {}, as)).statusCode, as).toBe(403);
  }
  for (const id of ['x', uuidv7()]) expect((await desk.post(`${address}/laeufe/${id}/anhalten`)).statusCode).toBe(404);
  for (const query of ['sprache=%00', 'ort=1', 'organisation=x', 'sprache=de'])
    expect((await desk.get(`${address}?${query}`)).statusCode, query).toBe(200);
  expect((await desk.post(`${address}/laeufe`, { sprachen: 'de,xx' })).statusCode).toBe(422);
});
