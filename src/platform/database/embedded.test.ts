import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import {
  EmbeddedServerError,
  type Migration,
  MigrationError,
  migrate,
  readMigrations,
  startEmbedded,
  withUser,
} from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'dreiklang-embedded-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded server', () => {
  it('keeps its data, refuses to be started twice, and listens on loopback with a password only', async () => {
    const data = join(folder, 'postgres');
    const first = await startEmbedded(data, 'geheim', true);
    await query(first.url, 'create table kept (value int); insert into kept values (1)');
    await expect(startEmbedded(data, 'geheim', true)).rejects.toThrow(EmbeddedServerError);
    await expect(query(withUser(first.url, 'postgres', 'falsch'), 'select 1')).rejects.toThrow(/password/);
    expect((await query(first.url, 'show listen_addresses'))[0]).toEqual({ listen_addresses: '127.0.0.1' });
    await first.stop();
    const second = await startEmbedded(data, 'geheim', true);
    expect(await query(second.url, 'select value from kept')).toEqual([{ value: 1 }]);
    await second.stop();
  });
});

describe('migrations', () => {
  const extra = (sql: string): Migration => ({ number: readMigrations().length + 1, name: 'next', sql, checksum: sql });

  it('run once, also when several servers start together; edited and unknown ones stop the start', async () => {
    const server = await startEmbedded(join(folder, 'migrations'), 'geheim', true);
    const run = (migrations?: Migration[]) => migrate(server.url, 'dreiklang_app', 'app', migrations);
    try {
      const all = readMigrations();
      const applied = await Promise.all([run(), run(), run()]);
      expect(applied.map((names) => names.length).sort()).toEqual([0, 0, all.length]);

      // A role belongs to the server, so databases that start side by side write the same one.
      const others = await Promise.all(
        ['one', 'two', 'three', 'four'].map(async (name) => {
          await query(server.url, `create database ${name}`);
          return Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
        }),
      );
      const beside = await Promise.all(others.map((url) => migrate(url, 'dreiklang_beside', 'app')));
      expect(beside.map((names) => names.length)).toEqual(others.map(() => all.length));

      const edited = all.map((one, index) => (index === 0 ? { ...one, checksum: 'changed' } : one));
      await expect(run(edited)).rejects.toThrow(/0001_platform_tenancy\.sql was changed/);

      await expect(run([...all, extra('create table half (id int); select 1/0')])).rejects.toThrow(MigrationError);
      expect(await query(server.url, "select to_regclass('half') as found")).toEqual([{ found: null }]);

      await run([...all, extra('create table whole (id int)')]);
      await expect(run(all)).rejects.toThrow(/newer than this program/);

      await query(server.url, 'create role powerful bypassrls login');
      await expect(migrate(server.url, 'powerful', 'x', [...all, extra('create table whole (id int)')])).rejects.toThrow(
        /may bypass row-level security/,
      );
    } finally {
      await server.stop();
    }
  });
});
