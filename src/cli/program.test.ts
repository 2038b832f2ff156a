import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { run } from './program.ts';
import type { Terminal } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'dreiklang-cli-'));
const made: string[] = [];
const role = `cli_test_${process.pid}`;

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject('serverUrl') });
  await client.connect();
  return work(client).finally(() => client.end());
}

async function newDatabase(): Promise<string> {
  const name = `cli_${process.pid}_${made.length}`;
  await onServer((client) => client.query(`create database ${name}`));
  made.push(name);
  const url = new URL(inject('serverUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

afterAll(async () => {
  await onServer(async (client) => {
    for (const name of made) await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`drop role if exists ${role}`);
  });
  rmSync(folder, { recursive: true, force: true });
});

let environment: Record<string, string>;
beforeAll(async () => {
  environment = {
    DATABASE_URL: await newDatabase(),
    DATABASE_APP_ROLE: role,
    DATA_DIR: join(folder, 'data'),
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
  };
});

/** Runs a command; `out` is the result, `err` what was noted beside it. */
async function dreiklang(line: string, more: Record<string, string> = {}): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    environment: { ...environment, ...more },
    print: (text) => void out.push(text),
    note: (text) => void err.push(text),
    progress: () => undefined,
    write: async (piece) => void out.push(String(piece)),
  };
  const argv = line.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [];
  const code = await run(argv, terminal);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function inDatabase<T extends pg.QueryResultRow>(text: string, url = environment.DATABASE_URL): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query<T>(text).finally(() => client.end())).rows;
}

describe('wrong usage ends with code 2 and a hint', () => {
  test.each([
    ['backwards', "unknown command 'backwards'"],
    ['tenant create --ags 05001 --name x', 'missing required argument'],
    ['tenant create nord', "required option '--ags <key>' not specified"],
    ['tenant create Nord --ags 05001 --name x', 'small letters'],
    ['tenant create nord --ags 501 --name x', 'five digits'],
    ['tenant create nord --ags 05001 --name xx=y', 'no interface language'],
    ['admin create a@example.org --role emperor', 'Allowed choices'],
    ['jobs retry x', 'number of a job'],
    ['backup', 'missing required argument'],
  ])('%s', async (line, hint) => {
    const { code, err } = await dreiklang(line);
    expect(code).toBe(2);
    expect(err).toContain(hint);
  });

  test('help is no mistake', async () => {
    const { code, out } = await dreiklang('--help');
    expect(code).toBe(0);
    for (const name of [
      'start',
      'worker',
      'migrate',
      'tenant',
      'admin',
      'import',
      'export',
      'backup',
      'restore',
      'verify',
      'demo',
      'jobs',
    ])
      expect(out).toMatch(new RegExp(`^  ${name}`, 'm'));
    expect((await dreiklang('--version')).out).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('what cannot be done is one sentence and code 1', () => {
  test.each([
    ['migrate', { PORT: 'x' }, /^PORT has a wrong value/],
    ['migrate', { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' }, /cannot be reached/],
    ['tenant create nord --ags 05001 --name en=North', {}, /German name is missing/],
    ['admin create nobody --name x', {}, /no e-mail address/],
    ['admin create a@example.org --name x --role ki_lead', {}, /needs a district/],
    ['verify backup /nowhere/file', {}, /^There is no file/],
    ['backup /tmp/x --passphrase-file /nowhere', {}, /cannot be read/],
  ])('%s', async (line, more, message) => {
    const { code, err } = await dreiklang(line, more);
    expect(err).toMatch(message);
    expect(err.split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  });
});

describe('a table of a statistical office', () => {
  const header =
    'statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label';
  const file = join(folder, '12411-01-01-4_de_flat.csv');
  beforeAll(() => {
    const row = (key: string, value: string) =>
      `12411;Fortschreibung;STAG;Stichtag;2024-12-31;KREISE;Kreise;${key};Kreis;${value};Anzahl;BEVSTD;Bevölkerungsstand`;
    writeFileSync(
      file,
      `\ufeff${[header, row('05562', '621305'), row('5754', '-'), 'Summe;1', row('05954', '=1+1')].join('\n')}\n`,
    );
  });

  test('is described without any district', async () => {
    const { code, out } = await dreiklang(`import statistics ${file} --dry-run --json`);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      {
        file,
        district: null,
        layout: 'ffcsv-new',
        tableCode: '12411-01-01-4',
        periods: { '2024-12-31': 2 },
        levels: { kreis: { observations: 2, territories: 2 } },
        values: 2,
        markers: { number: 1, '-': 1 },
        rejected: {
          count: 2,
          list: [
            { row: 4, code: 'row.no_statistic_code' },
            { row: 5, code: 'value.not_a_number', detail: expect.stringContaining('=1+1') },
          ],
        },
      },
    ]);
  });

  test('that is none ends with code 1 and says why', async () => {
    const wrong = join(folder, 'wrong.csv');
    writeFileSync(wrong, 'code;libelle\n1;x\n');
    const { code, out, err } = await dreiklang(`import statistics ${wrong} ${file} --dry-run`);
    expect(code).toBe(1);
    expect(err).toContain('header.unknown');
    expect(err).toContain('1 of 2 files');
    expect(out).toContain('2 in 4 rows (number: 1, -: 1)');
    expect(await dreiklang(`import statistics ${join(folder, 'none.csv')}`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('ENOENT'),
    });
  });
});

describe('an installation', () => {
  test('is migrated once', async () => {
    expect((await dreiklang('migrate')).out).toMatch(/^applied 0001_platform_tenancy\n/);
    expect((await dreiklang('migrate')).out).toBe('The database is up to date.');
  });

  test('gets a district, in several languages, only once', async () => {
    const made = await dreiklang('tenant create nord --ags 05001 --name "Kreis Nord" --name "ar=دائرة الشمال"');
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(await inDatabase('select slug, ags, names from tenant')).toEqual([
      { slug: 'nord', ags: '05001', names: { de: 'Kreis Nord', ar: 'دائرة الشمال' } },
    ]);
    expect((await dreiklang('tenant create nord --ags 05002 --name x')).err).toBe('The district nord (05001) is there already.');
    expect((await dreiklang('tenant list')).out).toContain('nord  05001  Kreis Nord');
  });

  test('gets its first administrator with a password shown once, and further roles without one', async () => {
    const first = await dreiklang('admin create chef@nord.example --name "Erika Muster"');
    expect(first.code).toBe(0);
    expect(first.out).toMatch(
      /^chef@nord.example is administrator of the whole installation.\nPassword, shown this once: [\w-]{20}$/,
    );
    writeFileSync(join(folder, 'password'), 'Sieben Brücken am Kanal\n');
    const lead = await dreiklang(
      `admin create lead@nord.example --name Lea --district nord --role ki_lead --password-file ${join(folder, 'password')}`,
    );
    expect(lead.out).toBe('lead@nord.example is ki_lead in nord.');
    expect((await dreiklang('admin create lead@nord.example --district nord --role administrator')).code).toBe(0);
    expect(
      await inDatabase(
        "select role from role_assignment join identity_user u on u.id = user_id where email = 'lead@nord.example' order by 1",
      ),
    ).toEqual([{ role: 'administrator' }, { role: 'ki_lead' }]);
    expect((await dreiklang('admin create lead@nord.example --district nord --role administrator')).err).toContain(
      'has this role already',
    );
    expect((await dreiklang('admin create lead@nord.example --name Lea')).err).toContain('account with this address already');
    expect((await dreiklang('admin create new@nord.example')).err).toContain('add --name');
    expect((await dreiklang('admin create x@nord.example --name X --district süd')).err).toBe(
      'There is no district süd. Known: nord.',
    );
  });

  test('proves its audit log, and names the line when it is broken', async () => {
    const whole = await dreiklang('verify audit');
    expect(whole.code).toBe(0);
    expect(whole.out).toMatch(/^\(installation\)\s+\d+ lines hold/);
    await inDatabase(`begin; set session_replication_role = 'replica';
      update audit_entry set action = 'tenant.deleted' where action = 'tenant.created'; commit`);
    const broken = await dreiklang('verify audit');
    expect(broken.code).toBe(1);
    expect(broken.out).toContain('BROKEN: line 1 was changed');
    expect(broken.err).toContain('1 of 2 chains do not hold');
    await inDatabase(`begin; set session_replication_role = 'replica';
      update audit_entry set action = 'tenant.created' where action = 'tenant.deleted'; commit`);
    expect((await dreiklang('verify audit')).code).toBe(0);
  });

  test('lists and cures its jobs', async () => {
    expect((await dreiklang('jobs')).out).toBe('The queue is empty.');
    await inDatabase(`select graphile_worker.add_job('test.dead', max_attempts => 1);
      update graphile_worker._private_jobs set attempts = 1, last_error = 'to amal@example.org'`);
    const { out } = await dreiklang('jobs list');
    expect(out).toMatch(/test\.dead {2}dead {3}1\/1/);
    expect(out).not.toContain('amal');
    const id = /^(\d+)/m.exec(out)?.[1];
    expect((await dreiklang(`jobs retry ${id}`)).out).toBe(`Job ${id} will run again.`);
    expect((await dreiklang('jobs')).out).toContain('waiting');
    expect((await dreiklang(`jobs delete ${id}`)).code).toBe(0);
    expect((await dreiklang(`jobs delete ${id}`)).err).toContain(`There is no job ${id}`);
  });

  test('says what it can import and export', async () => {
    const unknown = await dreiklang('export weather --district nord');
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('There is no weather. Known:');
    expect(unknown.err).toContain('audit.log');
    const log = await dreiklang('export audit.log --district nord');
    expect(log.out).toContain('role.granted');
    const output = join(folder, 'log.csv');
    expect((await dreiklang(`export audit.log --district nord --output ${output}`)).out).toBe(`${output} is written.`);
    expect(readFileSync(output, 'utf8')).toContain('data.exported');
    expect(statSync(output).mode & 0o777).toBe(0o600);
    expect((await dreiklang(`export audit.log --district nord --output ${output}`)).err).toContain('is there already');
    expect((await dreiklang('import weather /nowhere --district nord')).err).toContain('There is no weather');
  });
});

test('a backup moves an installation to another database, and the audit log holds there', async () => {
  const file = join(folder, 'all.backup');
  const passphrase = join(folder, 'passphrase');
  writeFileSync(passphrase, 'lange Passphrase\n');
  const written = await dreiklang(`backup ${file} --passphrase-file ${passphrase}`);
  expect(written).toMatchObject({ code: 0, err: '' });
  expect((await dreiklang(`verify backup ${file} --passphrase-file ${passphrase}`)).out).toMatch(/is whole: version .* tables/);
  expect((await dreiklang(`backup ${join(folder, 'open.backup')}`)).err).toContain('not encrypted');

  const other = {
    DATABASE_URL: await newDatabase(),
    DATA_DIR: join(folder, 'other'),
    MASTER_KEY_FILE: join(folder, 'data', 'master.key'),
  };
  expect((await dreiklang(`restore ${file}`, other)).err).toContain('--passphrase-file');
  const restored = await dreiklang(`restore ${file} --passphrase-file ${passphrase}`, other);
  expect(restored).toMatchObject({ code: 0, err: '' });
  expect(restored.out).toMatch(/^Restored: \d+ tables/);
  expect(await inDatabase('select email from identity_user order by 1', other.DATABASE_URL)).toEqual([
    { email: 'chef@nord.example' },
    { email: 'lead@nord.example' },
  ]);
  const proof = await dreiklang('verify audit', other);
  expect(proof.code).toBe(0);
  expect(proof.out).toMatch(/\(installation\)\s+(\d+) lines hold\s+sealed up to \1/);
  expect(existsSync(join(folder, 'other', 'audit-seals.json'))).toBe(true);

  const again = await dreiklang(`restore ${file} --passphrase-file ${passphrase}`, other);
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('--force')]);
  expect((await dreiklang(`restore ${file} --passphrase-file ${passphrase} --force`, other)).code).toBe(0);
  expect((await dreiklang('verify audit', other)).code).toBe(0);
  expect(readdirSync(join(folder, 'other')).filter((name) => name.includes('before'))).toHaveLength(1);
});
