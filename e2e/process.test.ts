import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { freePort, launch, launchAndWait, type Program } from './program.ts';

// The real program on the real embedded database, as `npm start` runs it, without anything in the environment.

const started: Program[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const program of started.splice(0)) {
    if (program.process.exitCode === null && program.process.signalCode === null) await program.end('SIGTERM');
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function newInstallation(environment: Record<string, string> = {}): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'dreiklang-process-'));
  folders.push(folder);
  const dataDir = join(folder, 'data');
  // Production loads no demonstration, which makes the first start short.
  return { NODE_ENV: 'production', PORT: String(await freePort()), DATA_DIR: dataDir, ...environment };
}

async function run(environment: Record<string, string>): Promise<Program> {
  const program = await launchAndWait(environment);
  started.push(program);
  return program;
}

const refused = async (environment: Record<string, string>) => {
  const program = launch(environment);
  started.push(program);
  return { code: await program.end(), output: program.output() };
};

function postmaster({ DATA_DIR = '' }: Record<string, string>): number {
  return Number(readFileSync(join(DATA_DIR, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

/** A process that ended and was not yet collected by its parent runs no more. */
function runs(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  try {
    return readFileSync(file, 'utf8').split(') ').at(-1)?.[0] !== 'Z';
  } catch {
    return false;
  }
}

const status = async (program: Program, path: string) => (await fetch(program.url + path, { redirect: 'manual' })).status;

/** A POST whose body stays away until `finish`; resolves when the server has it in hand (it asks for the body then). */
async function slowPost(program: Program, path: string): Promise<{ finish(): Promise<string> }> {
  const url = new URL(program.url);
  const body = 'email=niemand%40example.org&password=falsch';
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${url.host}`,
    `Origin: ${url.origin}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    'Expect: 100-continue',
  ];
  const socket = connect(Number(url.port), '127.0.0.1').setEncoding('utf8');
  const closed = once(socket, 'close');
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1\.1 100 /);
  let answer = '';
  socket.on('data', (text: string) => {
    answer += text;
  });
  return {
    async finish() {
      socket.write(body);
      await closed;
      return answer;
    },
  };
}

test.each([
  ['PORT', 'seventy'],
  ['LOG_LEVEL', 'loud'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['NODE_ENV', 'staging'],
])('a wrong %s ends the start with a sentence that names it', async (name, value) => {
  const environment = await newInstallation({ [name]: value });
  const { code, output } = await refused(environment);
  expect(code).toBe(1);
  expect(output).toMatch(new RegExp(`^${name} has a wrong value: .+\\.$`, 'm'));
  expect(output).not.toMatch(/^\s+at /m);
  expect(existsSync(environment.DATA_DIR ?? '')).toBe(false);
});

test('a port in use is named, and the database is not left running', async () => {
  const environment = await newInstallation({ PORT: new URL((await run(await newInstallation())).url).port });
  const { code, output } = await refused(environment);
  expect(code).toBe(1);
  expect(output).toMatch(/^PORT is in use/m);
  expect(existsSync(join(environment.DATA_DIR ?? '', 'postgres/postmaster.pid'))).toBe(false);
});

test('production starts empty: no district, no account, and a key that only its owner reads', async () => {
  const environment = await newInstallation();
  const program = await run(environment);
  expect(await status(program, '/health/ready')).toBe(200);
  expect(await status(program, '/recklinghausen/de/')).toBe(404);
  expect(program.output()).not.toMatch(/demonstration|password/i);
  expect(readdirSync(environment.DATA_DIR ?? '').sort()).not.toContain('demonstration-accounts.json');
});

test('a second start says so and leaves the first alone', async () => {
  const environment = await newInstallation();
  const first = await run(environment);
  const pid = postmaster(environment);
  const { code, output } = await refused({ ...environment, PORT: String(await freePort()) });
  expect(code).toBe(1);
  expect(output).toMatch(/started a second time/);
  expect(output).not.toMatch(/^\s+at /m);
  expect(runs(pid)).toBe(true);
  expect(await status(first, '/health/ready')).toBe(200);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s lets a request in flight finish and leaves no process',
  async (signal) => {
    const environment = await newInstallation();
    const program = await run(environment);
    const pid = postmaster(environment);
    expect(runs(pid)).toBe(true);
    // While the start itself kept a busy machine from answering, requests are turned away.
    await vi.waitFor(async () => expect(await status(program, '/konto/anmelden')).toBe(200), 30_000);
    const request = await slowPost(program, '/konto/anmelden');
    program.process.kill(signal);
    await vi.waitFor(() => expect(program.output()).toContain('Stopping'), 10_000);
    // A terminal sends Ctrl-C to npm and to the program, so it may arrive twice.
    program.process.kill(signal);
    expect(await request.finish()).toMatch(/^HTTP\/1\.1 403 /);
    expect(await program.end()).toBe(0);
    expect(runs(pid)).toBe(false);
    expect(existsSync(join(environment.DATA_DIR ?? '', 'postgres/postmaster.pid'))).toBe(false);
  },
);

test('Ctrl-C while it starts leaves no process either', async () => {
  const environment = await newInstallation();
  const program = launch(environment);
  started.push(program);
  const pid = await vi.waitFor(
    () => {
      const found = postmaster(environment);
      // While the cluster is created, the file holds a negative number.
      expect(found).toBeGreaterThan(0);
      return found;
    },
    { timeout: 60_000, interval: 5 },
  );
  expect(program.output()).not.toContain('Dreiklang listens on');
  const code = await program.end('SIGINT');
  expect(code, program.output()).toBe(0);
  expect(runs(pid)).toBe(false);
});

test('a killed program starts again, with its data, on the database that it left running', async () => {
  const environment = await newInstallation();
  const killed = await run(environment);
  const orphan = postmaster(environment);
  expect(await killed.end('SIGKILL')).toBe('SIGKILL');
  expect(runs(orphan)).toBe(true);
  const again = await run(environment);
  expect(runs(orphan)).toBe(false);
  expect(await status(again, '/health/ready')).toBe(200);
  expect(await again.end('SIGINT')).toBe(0);
});
