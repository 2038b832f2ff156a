import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '#platform/database';
import type { DemonstrationAccount } from '#platform/identity';
import { build, freePort, launchAndWait } from './program.ts';

/** The installation that all journeys share: the built program with the demonstration of three districts. */
export interface Site {
  readonly url: string;
  readonly dataDir: string;
  /** District → its demonstration accounts. */
  readonly accounts: Readonly<Record<string, readonly DemonstrationAccount[]>>;
  /** What the server writes; it logs errors only. */
  readonly logFile: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    site: Site;
  }
}

/** Builds what is out of date and starts one installation on a throw-away PostgreSQL. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  build();
  const folder = mkdtempSync(join(tmpdir(), 'dreiklang-e2e-'));
  const dataDir = join(folder, 'data');
  const logFile = join(folder, 'server.log');
  const server = await startEmbedded(join(folder, 'postgres'), 'test', true);
  try {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query('create database dreiklang');
    await client.end();
    const databaseUrl = new URL(server.url);
    databaseUrl.pathname = '/dreiklang';
    const program = await launchAndWait({
      NODE_ENV: 'test',
      PORT: String(await freePort()),
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl.href,
      LOG_LEVEL: 'error',
      RATE_LIMIT_PER_MINUTE: '1000000',
      // Each visitor of a journey comes from an address of their own, so that limits per address do not add up.
      TRUST_PROXY: 'true',
    });
    writeFileSync(logFile, '');
    program.process.stdout?.on('data', (text: string) => writeFileSync(logFile, text, { flag: 'a' }));
    program.process.stderr?.on('data', (text: string) => writeFileSync(logFile, text, { flag: 'a' }));
    const accounts = JSON.parse(readFileSync(join(dataDir, 'demonstration-accounts.json'), 'utf8')) as Site['accounts'];
    project.provide('site', { url: program.url, dataDir, accounts, logFile });
    return async () => {
      const alone = program.process.exitCode ?? program.process.signalCode;
      const end = await program.end('SIGTERM');
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
      if (alone !== null || end !== 0) throw new Error(`The program ended with ${end}:\n${program.output()}`);
    };
  } catch (error) {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
