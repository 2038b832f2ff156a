import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createContext } from '#platform/access';
import { projectRoot } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import { german, translator } from '#platform/i18n';
import { createDemonstrationAccounts, type DemonstrationAccount } from '#platform/identity';
import { createTenant, type Tenant } from '#platform/tenancy';
import type { Installation } from './app.ts';

const districtSchema = z.object({
  slug: z.string(),
  ags: z.string(),
  name: z.record(z.string(), z.string()),
  accent: z.string(),
  accentDark: z.string(),
});

const accountsFile = (installation: Installation) => join(installation.config.dataDir, 'demonstration-accounts.json');

type Accounts = Record<string, DemonstrationAccount[]>;

function readAccounts(installation: Installation): Accounts {
  const file = accountsFile(installation);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Accounts) : {};
}

/** The three districts whose own documents the demonstration is made from. */
export const demonstrationDistricts: readonly string[] = ['recklinghausen', 'guetersloh', 'ennepe-ruhr'];

async function ensureTenant(installation: Installation, slug: string): Promise<Tenant> {
  const known = installation.tenants.bySlug(slug);
  if (known) return known;
  const district = districtSchema.parse(JSON.parse(readFileSync(join(projectRoot, 'districts', slug, 'district.json'), 'utf8')));
  await createTenant(installation.opened.database.shared, {
    id: uuidv7(),
    slug: district.slug,
    ags: district.ags,
    names: district.name,
    demonstration: true,
    settings: { accent: district.accent, accentDark: district.accentDark },
  });
  await installation.tenants.refresh();
  return installation.tenants.bySlug(slug) as Tenant;
}

/**
 * Loads one district of the demonstration with an account for each role. Everything that is there already stays, so it
 * can run again. Accounts have one random password per installation; it is written to the data folder (mode 600) only.
 */
export async function loadDemonstration(installation: Installation, slug: string): Promise<void> {
  const { opened, permissions, config, identity } = installation;
  const tenant = await ensureTenant(installation, slug);
  const context = createContext({
    tenant,
    actor: { kind: 'system', name: 'demonstration' },
    language: german,
    t: translator(german),
    requestId: uuidv7(),
    publicUrl: config.publicUrl,
    database: opened.database,
    permissions,
  });
  for (const module of installation.modules) await module.demo?.(context);

  const accounts = readAccounts(installation);
  const password = Object.values(accounts).flat()[0]?.password ?? randomBytes(12).toString('base64url');
  const organisation = await exampleOrganisation(installation, tenant);
  const town = await opened.database.inTenant(tenant.id, (trx) =>
    trx.selectFrom('territory_unit').select('key').where('level', '=', 'kommune').orderBy('key').executeTakeFirst(),
  );
  const made = await createDemonstrationAccounts(identity, tenant, password, {
    ...(organisation ? { provider: { kind: 'organisation', id: organisation } } : {}),
    ...(town ? { integration_officer: { kind: 'territory', id: town.key } } : {}),
  });
  writeFileSync(
    accountsFile(installation),
    `${JSON.stringify({ ...accounts, [slug]: [...(accounts[slug] ?? []), ...made] }, null, 2)}\n`,
    { mode: 0o600 },
  );
}

/** The invented provider to which the example offers belong. */
async function exampleOrganisation(installation: Installation, tenant: Tenant): Promise<string | undefined> {
  const row = await installation.opened.database.inTenant(tenant.id, (trx) =>
    trx
      .selectFrom('directory_entry')
      .select('id')
      .where('kind', '=', 'organisation')
      .where('slug', '=', 'beispiel-traeger')
      .executeTakeFirst(),
  );
  return row?.id;
}

/** On the first start of an installation that is not for production, all districts are loaded. */
export async function loadOnFirstStart(installation: Installation, tell: (text: string) => void): Promise<void> {
  if (installation.tenants.all().length || installation.config.NODE_ENV === 'production') return;
  for (const slug of demonstrationDistricts) {
    tell(`Loading the demonstration district ${slug} …`);
    await loadDemonstration(installation, slug);
  }
}

/** Addresses and accounts of the demonstration, for the terminal; empty when there is none. */
export function describeDemonstration(installation: Installation): string {
  const districts = demonstrationDistricts
    .flatMap((slug) => installation.tenants.bySlug(slug) ?? [])
    .filter((tenant) => tenant.demonstration);
  const accounts = readAccounts(installation);
  const [first] = districts.filter((tenant) => accounts[tenant.slug]);
  if (!first) return '';
  const list = accounts[first.slug] ?? [];
  const width = Math.max(...list.map(({ email }) => email.length));
  return [
    `Demonstration: ${districts.map((tenant) => tenant.slug).join(', ')}. Sign in at /konto/anmelden with one of these accounts`,
    `(the other districts have the same ones; all are in ${accountsFile(installation)}):`,
    '',
    ...list.map(
      ({ role, email, totpSecret }) => `  ${email.padEnd(width)}  ${role}${totpSecret ? ` (second factor: ${totpSecret})` : ''}`,
    ),
    '',
    `  password of all of them: ${list[0]?.password}`,
  ].join('\n');
}
