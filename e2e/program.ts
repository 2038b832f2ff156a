import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

/** The built server as its own process, as `npm start` runs it. */
export interface Program {
  readonly process: ChildProcess;
  readonly url: string;
  /** All it has written so far, both streams. */
  output(): string;
  /** Sends the signal and resolves with the exit code, or the signal that ended it. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

const node = join(projectRoot, 'node_modules/node/bin/node');

/** Brings `dist/` up to date with the sources, so that nobody tests yesterday's program. */
export function build(): void {
  const script = "import { build } from './scripts/start.mjs'; build();";
  execFileSync(node, ['--input-type=module', '--eval', script], { cwd: projectRoot, stdio: 'inherit' });
}

/** A port below those that the system lends to connections: between our look and the start, none of these takes it. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(randomInt(10_000, 32_000), '127.0.0.1');
  const free = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (!free) return freePort();
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts the program in a process group of its own; nothing of this process's environment but the path reaches it. */
export function launch(environment: Record<string, string>): Program {
  const child = spawn(node, ['--enable-source-maps', join(projectRoot, 'dist/server/main.js')], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  // `close` comes when the streams are read to their end, after `exit`.
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return {
    process: child,
    url: environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`,
    output: () => output,
    end: (signal) => {
      if (signal) child.kill(signal);
      return ended;
    },
  };
}

/** Starts the program and waits until it says that it listens; throws with its output when it ends before. */
export async function launchAndWait(environment: Record<string, string>): Promise<Program> {
  const program = launch(environment);
  const { process: child } = program;
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (program.output().includes('Dreiklang listens on')) resolve();
    });
    program.end().then((end) => reject(new Error(`The program ended with ${end}:\n${program.output()}`)));
  });
  return program;
}
