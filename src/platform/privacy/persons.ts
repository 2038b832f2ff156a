import { sql } from 'kysely';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { type CatalogTable, childrenFirst, isOfDistrict, reachable, readCatalog } from './catalog.ts';
import { activeHolds, isHeld, isPerson } from './holds.ts';
import { isSecret, type Person, type RegisterEntry } from './model.ts';

/** One table's part of a dossier. */
export interface DossierPart {
  readonly table: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly categories: readonly string[];
  readonly recipients: readonly string[];
  readonly retention: string;
  readonly rows: readonly Record<string, unknown>[];
  /** Columns left out because they would open the account to whoever finds the file. */
  readonly withheld: readonly string[];
}

export interface Dossier {
  readonly createdAt: string;
  readonly district: string;
  readonly person: { readonly email: string; readonly account: string | null };
  readonly parts: readonly DossierPart[];
}

/** A text of the register: a translation key, or words as they stand (a paragraph of a law). */
export function registerText(t: Context['t'], text: string): string {
  return /^[\w-]+:[\w.-]+$/.test(text) ? t(text) : text;
}

export function retentionText(t: Context['t'], retention: RegisterEntry['retention']): string {
  if (!retention) return t('privacy:staff.retention.parent');
  const { anchor, months: count, action } = retention;
  return t(count ? `privacy:staff.retention.${action}` : `privacy:staff.retention.${action}.atOnce`, { anchor, count });
}

/** Rows of installation-wide tables belong to an account: without one in this district they are none of its business. */
function isOpenTo(table: CatalogTable, person: Person): boolean {
  return isOfDistrict(table) || person.userId !== null;
}

function valuesOf(person: Person) {
  return { emails: [person.email.toLowerCase()], userIds: person.userId ? [person.userId] : [] };
}

const districtFence = (table: CatalogTable, context: Context) =>
  isOfDistrict(table) ? sql`tenant_id = ${context.tenant.id} and` : sql``;

/**
 * Everything the register can find about one person, in this district and in what belongs to their account (Art. 15, 20
 * GDPR). The caller has checked that the person is who they say they are, and may see it.
 */
export async function dossier(context: Context, register: readonly RegisterEntry[], person: Person): Promise<Dossier> {
  const { t } = context;
  const tables = reachable(register, await readCatalog(context.database.shared));
  const parts = await context.transaction(async (trx) => {
    const found: DossierPart[] = [];
    for (const { entry, table } of tables) {
      if (!entry.person || !isOpenTo(table, person)) continue;
      const withheld = [...table.columns].filter(([column, type]) => isSecret(column, type)).map(([column]) => column);
      const { rows } = await sql<{ row: Record<string, unknown> }>`
        select to_jsonb(found) - ${['tenant_id', ...withheld]}::text[] as row from ${sql.table(entry.table)} found
        where ${districtFence(table, context)} ${isPerson(entry, table, valuesOf(person))}`.execute(trx);
      if (!rows.length) continue;
      found.push({
        table: entry.table,
        purpose: registerText(t, entry.purpose),
        legalBasis: registerText(t, entry.legalBasis),
        categories: entry.categories.map((one) => registerText(t, one)),
        recipients: entry.recipients.map((one) => registerText(t, one)),
        retention: retentionText(t, entry.retention),
        rows: rows.map(({ row }) => row),
        withheld,
      });
    }
    const details = Object.fromEntries(found.map(({ table, rows }) => [table, rows.length]));
    await audit(trx, context, { action: 'privacy.dossier', subjectType: 'account', subjectId: person.userId, details });
    return found;
  });
  return {
    createdAt: context.now().toISOString(),
    district: context.tenant.slug,
    person: { email: person.email, account: person.userId },
    parts,
  };
}

/** What happened to one table's rows: numbers only. */
export interface Erasure {
  readonly deleted: number;
  readonly anonymised: number;
  /** A hold protects them. */
  readonly held: number;
  /** They must stay: evidence, or an account that other districts need. */
  readonly kept: number;
}

async function eraseFrom(
  trx: Trx,
  context: Context,
  person: Person,
  entry: RegisterEntry,
  table: CatalogTable,
): Promise<Erasure> {
  const name = sql.table(entry.table);
  const mine = sql`${districtFence(table, context)} ${isPerson(entry, table, valuesOf(person))}`;
  const held = isHeld(entry, table, await activeHolds(trx, context.tenant.id));
  const { rows } = await sql<{ all: number; held: number }>`
    select count(*) as all, count(*) filter (where ${held}) as held from ${name} where ${mine}`.execute(trx);
  const counts = rows[0] ?? { all: 0, held: 0 };
  const free = counts.all - counts.held;
  const nothing = { deleted: 0, anonymised: 0, held: counts.held, kept: 0 };
  const columns = Object.entries(entry.anonymised ?? {});
  const mustStay = (entry.anonymised && !columns.length) || (!isOfDistrict(table) && person.elsewhere);
  if (!free) return nothing;
  if (mustStay) return { ...nothing, kept: free };
  if (columns.length) {
    const set = sql.join(columns.map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
    const { numAffectedRows } = await sql`update ${name} set ${set} where ${mine} and not ${held}`.execute(trx);
    return { ...nothing, anonymised: Number(numAffectedRows) };
  }
  const { numAffectedRows } = await sql`delete from ${name} where ${mine} and not ${held}`.execute(trx);
  return { ...nothing, deleted: Number(numAffectedRows) };
}

/**
 * Deletes what the register knows about one person, or anonymises it where the row must stay (Art. 17 GDPR); what a hold
 * protects is left and reported. One transaction: everything or nothing. Table → what happened.
 */
export async function erase(
  trx: Trx,
  context: Context,
  register: readonly RegisterEntry[],
  person: Person,
): Promise<Record<string, Erasure>> {
  const tables = childrenFirst(reachable(register, await readCatalog(trx)));
  const outcome: Record<string, Erasure> = {};
  for (const { entry, table } of tables) {
    if (!entry.person || !isOpenTo(table, person)) continue;
    const result = await eraseFrom(trx, context, person, entry, table);
    const before = outcome[entry.table] ?? { deleted: 0, anonymised: 0, held: 0, kept: 0 };
    const sum = {
      deleted: before.deleted + result.deleted,
      anonymised: before.anonymised + result.anonymised,
      held: before.held + result.held,
      kept: before.kept + result.kept,
    };
    if (sum.deleted + sum.anonymised + sum.held + sum.kept) outcome[entry.table] = sum;
  }
  const details = Object.fromEntries(Object.entries(outcome).map(([table, counts]) => [table, { ...counts }]));
  await audit(trx, context, { action: 'privacy.erased', subjectType: 'account', subjectId: person.userId, details });
  return outcome;
}
