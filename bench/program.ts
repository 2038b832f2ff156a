import { type ChildProcess, fork, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

export interface Started {
  readonly port: number;
  readonly child: ChildProcess;
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** The program as it is installed, on a database that is there already; nothing limits how often it is asked. */
export async function startProgram(databaseUrl: string, folder: string): Promise<Started> {
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    PORT: String(port),
    LOG_LEVEL: 'silent',
    RATE_LIMIT_PER_MINUTE: '100000000',
    WORKER_CONCURRENCY: '0',
  };
  const profile = process.env.BENCH_PROFILE ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof2'] : [];
  const child = spawn(process.execPath, [...profile, join(projectRoot, 'dist/server/main.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let waited = 0; waited < 30_000; waited += 100) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`).catch(() => undefined);
    if (answer?.ok) return { port, child };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The program did not start');
}

/** The bare server: the bytes given, and the statements given. */
export async function startBaseline(folder: string, bytes: Buffer, statements: unknown, databaseUrl: string): Promise<Started> {
  writeFileSync(join(folder, 'bytes'), bytes);
  writeFileSync(join(folder, 'statements.json'), JSON.stringify(statements));
  const child = fork(join(projectRoot, 'dist/bench/baseline-server.mjs'), [
    join(folder, 'bytes'),
    join(folder, 'statements.json'),
    databaseUrl,
  ]);
  const { port } = await new Promise<{ port: number }>((resolve) =>
    child.once('message', (message) => resolve(message as { port: number })),
  );
  return { port, child };
}
