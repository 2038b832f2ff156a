import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, openDatabase } from '#platform/database';
import { enqueue } from '#platform/jobs';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { verifyChain } from '../../audit/index.ts';
import { addDistrict, addLine } from '../../audit/testing.ts';
import { type BackupOptions, backup, readBackup, restore } from './index.ts';
import { asOwner, everything, fillShapes, shapes } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'dreiklang-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const deriveKey = (purpose: string) => Buffer.from(purpose.padEnd(32, '.'));
const appRole = 'dreiklang_restore_test';
const passphrase = 'ein Satz, den niemand rät: äöü';
const files = join(folder, 'files');
mkdirSync(join(files, 'ab'), { recursive: true });
writeFileSync(join(files, 'ab', 'bild.webp'), Buffer.from(Array.from({ length: 2000 }, (_, index) => index % 256)));
writeFileSync(join(files, 'leer.txt'), '');

/** One database with awkward tables added, one with the real ones alone. */
const source = useDatabase();
const plain = useDatabase();
let tenant: Tenant;
let samples = 0;
beforeAll(async () => {
  for (const database of [plain, source]) {
    tenant = await addDistrict(database, 'backup-one', '05111');
    const other = await addDistrict(database, 'backup-two', '05112');
    for (const one of [tenant, other, tenant])
      await addLine(database, one, { action: 'offer.published', subjectType: 'offer', subjectId: 'Ä\n1' });
    const options = { key: 'one', runAt: new Date('2031-01-01T00:00:00Z') };
    await database.shared.transaction().execute((trx) => enqueue(trx, 'test.later', { text: 'größer' }, options));
    if (database !== source) continue;
    await asOwner(source.ownerUrl, (client) => client.query(shapes));
    samples = await fillShapes(source.ownerUrl, [tenant.id, other.id]);
  }
});

const made: string[] = [];
let counter = 0;
afterAll(() =>
  asOwner(source.ownerUrl, async (client) => {
    for (const name of made) await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`drop role if exists ${appRole}`);
  }),
);

interface Target {
  readonly url: string;
  readonly filesFolder: string;
}

/** A database without any table; `login` owns it, the test server's superuser otherwise. */
async function freshTarget(login?: { role: string; password: string }): Promise<Target> {
  counter += 1;
  const name = `backup_target_${process.pid}_${counter}`;
  await asOwner(source.ownerUrl, (client) => client.query(`create database ${name} ${login ? `owner ${login.role}` : ''}`));
  made.push(name);
  const url = new URL(source.ownerUrl);
  url.pathname = `/${name}`;
  if (login) Object.assign(url, { username: login.role, password: login.password });
  return { url: url.href, filesFolder: join(folder, name) };
}

/** A migrated database with the awkward tables, and no row in any. */
async function emptyTarget(): Promise<Target> {
  const target = await freshTarget();
  await migrate(target.url, appRole, 'x');
  await asOwner(target.url, (client) => client.query(shapes));
  return target;
}

async function makeBackup(name: string, from: { ownerUrl: string }, more: Partial<BackupOptions> = {}): Promise<string> {
  const file = join(folder, name);
  const now = new Date('2026-11-22T12:00:00Z');
  await backup({ ownerUrl: from.ownerUrl, file, filesFolder: files, deriveKey, version: '1.2.3', now, ...more });
  return file;
}

const into = (target: Target, file: string, more: object = {}) =>
  restore({
    openDatabase: async () => ({ ownerUrl: target.url, stop: async () => undefined }),
    file,
    filesFolder: target.filesFolder,
    deriveKey,
    appRole,
    ...more,
  });

describe.each([
  ['plain', {}],
  ['encrypted', { passphrase }],
])('a backup, %s,', (kind, secret) => {
  let file: string;
  beforeAll(async () => {
    file = await makeBackup(`${kind}.backup`, source, secret);
  });

  test('restored is what it was: rows, keys, triggers, fences, sequences, files', async () => {
    const target = await emptyTarget();
    const end = await into(target, file, secret);
    expect(await everything(target.url)).toEqual(await everything(source.ownerUrl));
    expect(end.tables.find(({ name }) => name === 'sample')?.rows).toBe(samples);
    for (const path of ['ab/bild.webp', 'leer.txt'])
      expect(readFileSync(join(target.filesFolder, path))).toEqual(readFileSync(join(files, path)));
    expect(readdirSync(target.filesFolder, { recursive: true })).toHaveLength(3);
    await asOwner(target.url, (client) => expect(client.query('insert into nothing values (1)')).rejects.toThrow('never'));
  });

  test('is readable for its owner alone, and says what it is', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { start, end } = await readBackup(file, 'passphrase' in secret ? secret.passphrase : undefined);
    expect(start).toMatchObject({ program: 'dreiklang', version: '1.2.3', createdAt: '2026-11-22T12:00:00.000Z' });
    expect(end.files.map(({ path }) => path)).toEqual(['ab/bild.webp', 'leer.txt']);
  });

  test('cut off anywhere is refused and stores nothing', async () => {
    const target = await emptyTarget();
    const before = await everything(target.url);
    const bytes = readFileSync(file);
    const cut = join(folder, `${kind}-cut.backup`);
    for (const length of [1, 100, bytes.length / 3, bytes.length / 2, bytes.length - 20, bytes.length - 1]) {
      writeFileSync(cut, bytes.subarray(0, length));
      await expect(into(target, cut, secret)).rejects.toMatchObject({ name: 'BackupError' });
    }
    expect(await everything(target.url)).toEqual(before);
    expect(existsSync(target.filesFolder)).toBe(false);
  });

  test('with one bit turned anywhere is refused', async () => {
    const damaged = join(folder, `${kind}-damaged.backup`);
    for (const share of [0.001, 0.2, 0.4, 0.6, 0.8, 0.999]) {
      const bytes = readFileSync(file);
      const at = Math.max(Math.floor(bytes.length * share), 12);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(damaged, bytes);
      await expect(into(await freshTarget(), damaged, secret)).rejects.toMatchObject({ name: 'BackupError' });
    }
  });
});

describe('restoring', () => {
  let file: string;
  beforeAll(async () => {
    file = await makeBackup('real.backup', plain);
  });

  test('into a database without any table creates the schema, and the audit chains hold', async () => {
    const target = await freshTarget();
    await into(target, file);
    expect(await everything(target.url)).toEqual(await everything(plain.ownerUrl));
    const database = openDatabase(target.url, 2);
    const [first] = await database.shared.selectFrom('tenant').select('id').orderBy('slug').execute();
    const report = await verifyChain(database, first?.id ?? '', { key: Buffer.alloc(32) }).finally(() => database.close());
    expect(report).toMatchObject({ lines: 2 });
    expect(report.broken).toBeUndefined();
  });

  test('refuses what is not empty, and replaces it when forced; the old files stay beside', async () => {
    const target = await freshTarget();
    mkdirSync(target.filesFolder);
    writeFileSync(join(target.filesFolder, 'old.txt'), 'old');
    await migrate(target.url, appRole, 'x');
    await asOwner(target.url, (client) =>
      client.query(`insert into tenant (id, slug, ags, names) values (gen_random_uuid(), 'old', '05999', '{"de":"x"}')`),
    );
    const before = await everything(target.url);
    await expect(into(target, file)).rejects.toThrow('--force');
    expect(await everything(target.url)).toEqual(before);
    await into(target, file, { force: true });
    expect(await everything(target.url)).toEqual(await everything(plain.ownerUrl));
    expect(existsSync(join(target.filesFolder, 'old.txt'))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.includes('.before-'))).toHaveLength(1);
  });

  test('refuses a backup that breaks a foreign key, and stores nothing', async () => {
    await asOwner(source.ownerUrl, (client) => client.query("set session_replication_role = 'replica'; update egg set hen = 9"));
    const broken = await makeBackup('broken.backup', source);
    await asOwner(source.ownerUrl, (client) => client.query('update egg set hen = 1'));
    const target = await emptyTarget();
    const before = await everything(target.url);
    await expect(into(target, broken)).rejects.toThrow(/breaks the rule .* of table egg/);
    expect(await everything(target.url)).toEqual(before);
  });

  test('refuses while the application runs, another master key, a file that is no backup', async () => {
    const target = await freshTarget();
    await expect(
      into({ ...target, url: plain.ownerUrl }, file, { appRole: new URL(plain.appUrl).username, force: true }),
    ).rejects.toThrow('stop it first');
    await expect(into(target, file, { deriveKey: () => Buffer.alloc(32) })).rejects.toThrow('--other-key');
    await expect(into(target, join(files, 'ab', 'bild.webp'))).rejects.toThrow('not a backup');
    await expect(into(target, join(folder, 'nowhere'))).rejects.toThrow('There is no file');
    await asOwner(target.url, async (client) => {
      const { rows } = await client.query("select count(*)::integer as count from pg_tables where schemaname = 'public'");
      expect(rows).toEqual([{ count: 0 }]);
    });
    await into(target, file, { deriveKey: () => Buffer.alloc(32), otherKey: true });
  });

  test('an encrypted one needs its passphrase', async () => {
    const secret = await makeBackup('secret.backup', plain, { passphrase });
    await expect(readBackup(secret, undefined)).rejects.toThrow('--passphrase-file');
    await expect(readBackup(secret, 'another')).rejects.toThrow('passphrase is wrong');
    expect(readFileSync(secret).includes('backup-one')).toBe(false);
  });
});

test('an owner without superuser rights backs up and restores every row', async () => {
  const login = { role: `owner_${process.pid}`, password: 'x' };
  await asOwner(source.ownerUrl, (client) => client.query(`create role ${login.role} login createrole password 'x'`));
  try {
    const from = await freshTarget(login);
    await into(from, await makeBackup('for-owner.backup', plain), { appRole: `${appRole}_2` });
    const again = await makeBackup('by-owner.backup', { ownerUrl: from.url });
    const target = await freshTarget(login);
    await into(target, again, { appRole: `${appRole}_3` });
    const superuser = (url: string) => Object.assign(new URL(source.ownerUrl), { pathname: new URL(url).pathname }).href;
    expect((await everything(superuser(target.url))).rows).toEqual((await everything(plain.ownerUrl)).rows);
  } finally {
    await asOwner(source.ownerUrl, async (client) => {
      for (const name of made.splice(0)) await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`drop role if exists ${appRole}_2, ${appRole}_3; drop role ${login.role}`);
    });
  }
});

test('the snapshot is one moment: what is committed while it is written stays out', async () => {
  const before = await everything(source.ownerUrl);
  let added: Promise<void> | undefined;
  const onProgress = () => {
    added ??= addLine(source, tenant, { action: 'offer.changed', subjectType: 'offer', subjectId: 'late' });
  };
  const file = await makeBackup('moment.backup', source, { onProgress });
  await added;
  const target = await emptyTarget();
  await into(target, file);
  expect(await everything(target.url)).toEqual(before);
  expect(await everything(source.ownerUrl)).not.toEqual(before);
});

test('tables of many packets arrive byte by byte', async () => {
  await asOwner(plain.ownerUrl, async (client) => {
    await client.query('create table long (id integer primary key, body text)');
    await client.query('insert into long select n, repeat(md5(n::text), n % 40) from generate_series(1, 20000) n');
  });
  const digest = "select count(*), md5(string_agg(id || ' ' || body, '|' order by id)) from long";
  const file = await makeBackup('long.backup', plain);
  const target = await freshTarget();
  await migrate(target.url, appRole, 'x');
  await asOwner(target.url, (client) => client.query('create table long (id integer primary key, body text)'));
  await into(target, file);
  const read = (url: string) => asOwner(url, async (client) => (await client.query(digest)).rows);
  expect(await read(target.url)).toEqual(await read(plain.ownerUrl));
});

test('a backup never replaces a file', async () => {
  const file = join(files, 'leer.txt');
  await expect(makeBackup('files/leer.txt', plain)).rejects.toThrow('there already');
  expect(statSync(file).size).toBe(0);
});
