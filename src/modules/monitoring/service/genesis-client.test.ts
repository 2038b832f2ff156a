import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths, callFields, readStatus, retrievalSchema } from '../model/retrieval.ts';
import { type GenesisStandIn, openGenesisStandIn, standInAccount } from '../testing/genesis-stand-in.ts';
import { callGenesis } from './genesis-client.ts';

let folder: string;
let standIn: GenesisStandIn;
let other: GenesisStandIn;
const { username, password, token } = standInAccount;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dreiklang-genesis-'));
  other = await openGenesisStandIn();
  standIn = await openGenesisStandIn(`${other.base}data/tablefile`);
});
afterAll(async () => {
  await standIn.close();
  await other.close();
  await rm(folder, { recursive: true, force: true });
});

const input = (tableCode: string) =>
  retrievalSchema.parse({
    service: 'regionalstatistik',
    tableCode,
    regionalVariable: 'KREISE',
    regionalKey: '05562, 05754',
    startYear: '2020',
  });
const call = (tableCode: string, login = `${username}:${password}`, limits = { timeout: 20_000, bytes: 1_000_000 }) =>
  callGenesis(
    { base: standIn.base, login },
    'data/tablefile',
    callFields(input(tableCode), false),
    join(folder, tableCode),
    limits,
  );

describe('a call', () => {
  it('is a POST with the account in its headers, and brings the file as it is', async () => {
    const answer = await call('12411-88-01-4');
    expect(answer).toMatchObject({
      kind: 'file',
      file: { bytes: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect((await readFile(join(folder, '12411-88-01-4'))).subarray(0, 2).toString()).toBe('PK');
    const { method, path, fields } = standIn.calls.at(-1) as (typeof standIn.calls)[number];
    expect([method, path]).toEqual(['POST', '/rest/2020/data/tablefile']);
    expect(fields).toEqual({
      name: '12411-88-01-4',
      area: 'all',
      format: 'ffcsv',
      compress: 'false',
      quality: 'on',
      language: 'de',
      job: 'false',
      regionalvariable: 'KREISE',
      regionalkey: '05562,05754',
      startyear: '2020',
    });
  });
  it('works with a token, and follows the service to another address of its own', async () => {
    expect(await call('plain-csv', token)).toMatchObject({ kind: 'file' });
    expect(await call('moved')).toMatchObject({ kind: 'file' });
  });
  it('carries the account to no other host', async () => {
    expect(await call('elsewhere')).toEqual({ kind: 'failed', code: 'redirected', detail: '' });
    expect(other.calls).toEqual([]);
  });
  it.each([
    ['wrong account', '12411-88-01-4', 'a:b', { kind: 'status', code: 15 }],
    ['unknown table', '99999-99-99-9', undefined, { kind: 'status', code: 104 }],
    ['too large', 'large', undefined, { kind: 'status', code: 98 }],
    ['a page', 'login-page', undefined, { kind: 'failed', code: 'not_a_table' }],
    ['half a JSON', 'broken-json', undefined, { kind: 'failed', code: 'not_a_table' }],
    ['busy', 'busy', undefined, { kind: 'failed', code: 'busy' }],
    ['down', 'down', undefined, { kind: 'failed', code: 'unavailable', detail: '503' }],
    ['cut off', 'cut-off', undefined, { kind: 'failed', code: 'unavailable' }],
    ['announced as huge', 'huge', undefined, { kind: 'failed', code: 'oversize' }],
    ['endless', 'endless', undefined, { kind: 'failed', code: 'oversize' }],
  ])('%s', async (_, tableCode, login, expected) => {
    expect(await call(tableCode, login)).toMatchObject(expected);
  });
  it('ends when the service does not answer, or is not there', async () => {
    expect(await call('slow', undefined, { timeout: 300, bytes: 1000 })).toMatchObject({ kind: 'failed', code: 'timeout' });
    const gone = await callGenesis({ base: 'http://127.0.0.1:1/', login: 'a:b' }, 'data/tablefile', {}, join(folder, 'x'));
    expect(gone).toMatchObject({ kind: 'failed', code: 'unavailable' });
  });
  it('says nothing of the account in what it tells', async () => {
    const answer = await call('echo');
    expect(answer).toMatchObject({ kind: 'status', code: 25 });
    expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${username}|${password}`));
  });
});

it('the status tells what to do', () => {
  expect(readStatus({ code: 99, text: 'erstellt: 12411-88-01-4_526319421' })).toEqual({
    code: 'job_started',
    job: '12411-88-01-4_526319421',
  });
  expect(readStatus({ code: 25, text: 'Parameter falsch' }).code).toBe('refused');
  expect(readStatus({ code: -1, text: 'Bitte überprüfen Sie Ihren Benutzernamen' }).code).toBe('wrong_credentials');
});

it('months are added to days as calendars do', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-11-23', 3)).toBe('2027-02-23');
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
  expect(addMonths('2026-11-23', 0)).toBe('2026-11-23');
});

it.each([
  [{ tableCode: '../etc' }],
  [{ service: 'anders' }],
  [{ regionalKey: '05562; drop' }],
  [{ startYear: '2024', endYear: '2020' }],
  [{ everyMonths: '61' }],
  [{ nextOn: '2026-02-30' }],
])('%j is refused', (wrong) => {
  expect(retrievalSchema.safeParse({ service: 'destatis', tableCode: '12411-0001', ...wrong }).success).toBe(false);
});
