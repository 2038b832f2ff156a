import { loadDistrict } from '#modules/territory';
import { type Actor, type Context, createContext, type RoleAssignment, visitor } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Database } from '#platform/database';
import { findInterfaceLanguage, german, translator } from '#platform/i18n';
import { createTenant, districtSettingsSchema, type Tenant } from '#platform/tenancy';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { offer as completeOffer } from '../model/testing.ts';
import { directoryPermissions } from '../permissions.ts';
import { createEntry } from '../service/editing.ts';
import { insertDefaultCategories } from '../store/categories.ts';

export const permissions = new Map(Object.entries(directoryPermissions)) as Map<
  keyof typeof directoryPermissions,
  (typeof directoryPermissions)[keyof typeof directoryPermissions]
>;

/** Towns of Kreis Gütersloh. */
export const towns = { gueterslohTown: '05754008', verl: '05754044', versmold: '05754048' };

export const organisation: OrganisationContent = {
  name: 'Brücke e. V.',
  kind: 'association',
  description: 'Verein für Begegnung.',
  towns: [towns.gueterslohTown],
};

export const offer: OfferContent = completeOffer({
  name: 'Sprachcafé am Markt',
  description: 'Jede Woche üben Menschen zusammen Deutsch.',
  organisation: 'bruecke-e-v',
  town: towns.gueterslohTown,
  schedules: [{ kind: 'weekly', hours: 'Tu 16:00-18:00; PH,SH off' }],
  languages: [{ code: 'deu', mode: 'spoken' }],
  capacity: { waiting: 'none' },
});

function user(assignments: RoleAssignment[], name: string): Actor {
  return {
    kind: 'user',
    userId: uuidv7(),
    sessionId: 'session',
    name,
    email: `${name}@example.org`,
    secondFactor: false,
    assignments,
  };
}

export interface District {
  readonly tenant: Tenant;
  context(actor: Actor, language?: string, now?: () => Date): Context;
  readonly visitor: Context;
  readonly system: Context;
  /** An account of KI staff; a new one with every call. */
  staff(now?: () => Date): Context;
  officer(town: string): Context;
  provider(organisationId: string): Context;
}

export async function addDistrict(database: Database, slug = 'guetersloh', ags = '05754'): Promise<District> {
  const row = { id: uuidv7(), slug, ags, names: { de: `Kreis ${slug}` }, settings: {}, demonstration: false };
  await createTenant(database.shared, row);
  await database.inTenant(row.id, (trx) => insertDefaultCategories(trx, row.id));
  const tenant: Tenant = { ...row, settings: districtSettingsSchema.parse({}), contentVersion: 1, contentChangedAt: new Date(0) };
  const context = (actor: Actor, tag = 'de', now?: () => Date) => {
    const language = findInterfaceLanguage(tag) ?? german;
    return createContext({
      tenant,
      actor,
      language,
      t: translator(language),
      requestId: uuidv7(),
      publicUrl: 'http://localhost',
      database,
      permissions,
      ...(now ? { now } : {}),
    });
  };
  const role = (name: RoleAssignment['role'], scope: RoleAssignment['scope'] = null): RoleAssignment => ({
    role: name,
    tenantId: row.id,
    scope,
  });
  await loadDistrict(context({ kind: 'system', name: 'test' }));
  return {
    tenant,
    context,
    visitor: context(visitor),
    system: context({ kind: 'system', name: 'test' }),
    staff: (now) => context(user([role('ki_staff')], 'staff'), 'de', now),
    officer: (town) => context(user([role('integration_officer', { kind: 'territory', id: town })], 'officer')),
    provider: (organisationId) => context(user([role('provider', { kind: 'organisation', id: organisationId })], 'provider')),
  };
}

export interface Entries {
  readonly organisationId: string;
  readonly offerId: string;
  readonly offerSlug: string;
}

/** A public organisation with one public offer. */
export async function addEntries(
  district: District,
  changes: { offer?: Partial<OfferContent>; organisation?: Partial<OrganisationContent> } = {},
): Promise<Entries> {
  const staff = district.staff();
  const made = await createEntry(staff, 'organisation', { ...organisation, ...changes.organisation }, uuidv7());
  if (!made.ok) throw new Error(JSON.stringify(made));
  const shown = await createEntry(staff, 'offer', { ...offer, organisation: made.value.slug, ...changes.offer }, uuidv7());
  if (!shown.ok) throw new Error(JSON.stringify(shown));
  return { organisationId: made.value.entryId, offerId: shown.value.entryId, offerSlug: shown.value.slug };
}

/** The same under names that nobody else has. */
export function addFresh(district: District, changes: Partial<OfferContent> = {}): Promise<Entries> {
  const id = uuidv7().slice(-8);
  return addEntries(district, { organisation: { name: `Verein ${id}` }, offer: { name: `Treff ${id}`, ...changes } });
}

/** Mails waiting to be sent. */
export async function queuedMails(ownerUrl: string): Promise<{ to: string; subject: string; text: string; language: string }[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select payload from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
       where tasks.identifier = 'mail.send' order by jobs.id`,
    );
    return rows.map((one) => one.payload);
  } finally {
    await client.end();
  }
}
