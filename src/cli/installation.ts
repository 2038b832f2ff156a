import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Actor, type Context, createContext } from '#platform/access';
import { type Config, readConfig } from '#platform/config';
import { type DeriveKey, openMasterKey, uuidv7 } from '#platform/crypto';
import { withUser } from '#platform/database';
import { german, translator } from '#platform/i18n';
import type { Tenant } from '#platform/tenancy';
import { type OpenInstallation, openInstallation } from '../start.ts';
import { CommandError } from './errors.ts';
import type { Terminal } from './terminal.ts';

/**
 * Port of the embedded server while `dreiklang start` runs it; PostgreSQL writes it into the fourth line of its pid file.
 * Whether the process is really there shows when somebody connects.
 */
function runningPort(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port, , , , status] = readFileSync(file, 'utf8').split('\n');
  if (status?.trim() !== 'ready') return undefined;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
  }
  return Number(port) || undefined;
}

/**
 * The configuration for a command beside a running installation: its embedded server is used as if it were one of our own
 * choosing (`DATABASE_URL`), instead of being started a second time.
 */
export function readCommandConfig(terminal: Terminal): { config: Config; deriveKey: DeriveKey } {
  const config = readConfig(terminal.environment);
  const deriveKey = openMasterKey(config.masterKeyFile);
  const port = config.DATABASE_URL ? undefined : runningPort(config.dataDir);
  if (!port) return { config, deriveKey };
  // The same derivation as in platform/database/open.ts.
  const password = deriveKey('database role postgres').toString('base64url');
  return {
    config: { ...config, DATABASE_URL: withUser(`postgres://127.0.0.1:${port}/dreiklang`, 'postgres', password) },
    deriveKey,
  };
}

/** Opens the installation (or joins the running one) for one piece of work, and closes it afterwards. */
export async function withInstallation<T>(terminal: Terminal, work: (installation: OpenInstallation) => Promise<T>): Promise<T> {
  const { config } = readCommandConfig(terminal);
  const installation = await openInstallation(config);
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

/** The command as it stands in the audit log. */
export function operator(command: string): { actor: Actor; requestId: string } {
  return { actor: { kind: 'system', name: `dreiklang ${command}` }, requestId: uuidv7() };
}

export function districtOf(installation: OpenInstallation, slug: string): Tenant {
  const tenant = installation.tenants.bySlug(slug);
  if (tenant) return tenant;
  const known = installation.tenants.all().map((one) => one.slug);
  throw new CommandError(
    known.length
      ? `There is no district ${slug}. Known: ${known.join(', ')}.`
      : `There is no district yet: create ${slug} with “dreiklang tenant create” first.`,
  );
}

/** A context of the command in one district. */
export function contextOf(installation: OpenInstallation, slug: string, command: string): Context {
  const { opened, permissions, config } = installation;
  const parts = { tenant: districtOf(installation, slug), language: german, t: translator(german), publicUrl: config.publicUrl };
  return createContext({ ...parts, ...operator(command), database: opened.database, permissions });
}
