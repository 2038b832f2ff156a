import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import type { Role } from '#platform/access';
import { startEmbedded } from '#platform/database';
import type { DemonstrationAccount } from '#platform/identity';
import { build, freePort, launchAndWait, type Program } from './program.ts';
import { signInOverNetwork } from './sign-in.ts';
import { mappingRoles, mapSite, overNetwork, type SiteMap } from './site-map.ts';

/** The installation that all journeys share: the built program with the demonstration of three districts. */
export interface Site {
  readonly url: string;
  readonly dataDir: string;
  /** District → its demonstration accounts. */
  readonly accounts: Readonly<Record<string, readonly DemonstrationAccount[]>>;
  /** Address of an account → cookies of a session. */
  readonly sessions: Readonly<Record<string, string>>;
  readonly map: SiteMap;
  /** What the server writes; it logs errors only. */
  readonly logFile: string;
}

/** The district whose lists are filled and whose pages are all known; journeys write elsewhere. */
const mappedDistrict = 'guetersloh';

declare module 'vitest' {
  interface ProvidedContext {
    site: Site;
  }
}

async function openDatabase(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = await startEmbedded(join(folder, 'postgres'), 'test', true);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query('create database dreiklang');
  await client.end();
  const url = new URL(server.url);
  url.pathname = '/dreiklang';
  return { url: url.href, stop: server.stop };
}

/** Everything the journeys need to know of the running program. */
async function describeSite(program: Program, environment: Record<string, string>, logFile: string): Promise<Site> {
  const dataDir = environment.DATA_DIR ?? '';
  const accounts = JSON.parse(readFileSync(join(dataDir, 'demonstration-accounts.json'), 'utf8')) as Site['accounts'];
  const sessions: Record<string, string> = {};
  const mapped = new Map<Role, string>();
  for (const district of ['recklinghausen', mappedDistrict]) {
    for (const account of accounts[district]?.filter(({ role }) => mappingRoles.some((one) => one === role)) ?? []) {
      const session = await signInOverNetwork(overNetwork(program.url), account);
      sessions[account.email] = session;
      if (district === mappedDistrict) mapped.set(account.role, session);
    }
  }
  const map = await mapSite({ origin: program.url, district: mappedDistrict, environment }, mapped);
  return { url: program.url, dataDir, accounts, sessions, map, logFile };
}

/** Builds what is out of date and starts one installation on a throw-away PostgreSQL. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  build();
  const folder = mkdtempSync(join(tmpdir(), 'dreiklang-e2e-'));
  const logFile = join(folder, 'server.log');
  const database = await openDatabase(folder);
  let program: Program | undefined;
  const stop = async () => {
    const early = program?.process.exitCode ?? program?.process.signalCode ?? null;
    const end = await program?.end('SIGTERM');
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
    if (program && (early !== null || end !== 0)) throw new Error(`The program ended with ${end}:\n${program.output()}`);
  };
  try {
    const environment = {
      NODE_ENV: 'test',
      PORT: String(await freePort()),
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: database.url,
      LOG_LEVEL: 'error',
      RATE_LIMIT_PER_MINUTE: '1000000',
      // Each visitor of a journey comes from an address of their own, so that limits per address do not add up.
      TRUST_PROXY: 'true',
    };
    program = await launchAndWait(environment);
    writeFileSync(logFile, '');
    for (const stream of [program.process.stdout, program.process.stderr])
      stream?.on('data', (text: string) => writeFileSync(logFile, text, { flag: 'a' }));
    project.provide('site', await describeSite(program, environment, logFile));
    return stop;
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}
