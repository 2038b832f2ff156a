import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#platform/access';
import { audit, auditInstallation } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Database, Trx } from '#platform/database';
import type { JobServices } from '#platform/module';
import { type Catalog, type CatalogTable, childrenFirst, isOfDistrict, reachable, readCatalog } from './catalog.ts';
import { activeHolds, type Hold, isHeld } from './holds.ts';
import { type Day, dayOf, type RegisterEntry } from './model.ts';

type Dated = RegisterEntry & { readonly retention: NonNullable<RegisterEntry['retention']> };

/** Rows changed in one transaction: short enough not to hold others up. */
const batch = 1000;

/**
 * True for rows whose period has run out; `isDue` in SQL. The second condition repeats the first more coarsely on the bare
 * column, so that an index on it can be used: a month has at least 28 days.
 */
export function isOver(retention: Dated['retention'], type: string | undefined, today: Day): RawBuilder<boolean> {
  const column = sql.ref(retention.anchor);
  const day = type === 'date' ? column : sql`(${column} at time zone 'Europe/Berlin')::date`;
  const latest = sql`${today}::date - ${retention.months}::integer * 28 + 1`;
  return sql`((${day} + make_interval(months => ${retention.months}))::date < ${today}::date and ${column} < ${latest})`;
}

function assignments(entry: RegisterEntry): { set: RawBuilder<unknown>; differs: RawBuilder<boolean> } {
  const columns = Object.entries(entry.anonymised ?? {});
  return {
    set: sql.join(columns.map(([column, value]) => sql`${sql.ref(column)} = ${value}`)),
    differs: sql`(${sql.join(
      columns.map(([column, value]) => sql`${sql.ref(column)}::text is distinct from ${value}`),
      sql` or `,
    )})`,
  };
}

/** Deletes or anonymises one batch; the number of rows changed. */
async function cleanBatch(trx: Trx, entry: Dated, where: RawBuilder<boolean>): Promise<number> {
  const name = sql.table(entry.table);
  const { set, differs } = assignments(entry);
  const anonymise = entry.retention.action === 'anonymise';
  const due = anonymise ? sql`${where} and ${differs}` : where;
  const rows = sql`select ctid from ${name} where ${due} limit ${batch}`;
  const change = anonymise ? sql`update ${name} set ${set}` : sql`delete from ${name}`;
  // A row that somebody changes meanwhile gets another ctid and is left for the next night.
  const { numAffectedRows } = await sql`${change} where ctid = any(array(${rows}))`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

interface Parts {
  readonly database: Database;
  readonly services: JobServices;
  readonly register: readonly RegisterEntry[];
  readonly now: Date;
}

export interface RetentionResult {
  readonly table: string;
  readonly tenantId: string | null;
  readonly rows: number;
}

/** Repeats one table's batch, each with its audit line, until nothing is due any more. */
async function cleanTable(
  run: (work: (trx: Trx) => Promise<number>) => Promise<number>,
  clean: (trx: Trx) => Promise<number>,
): Promise<number> {
  let total = 0;
  while (true) {
    const rows = await run(clean);
    total += rows;
    if (rows < batch) return total;
  }
}

function line(entry: Dated, rows: number) {
  const action = entry.retention.action === 'delete' ? 'retention.deleted' : 'retention.anonymised';
  return {
    action,
    subjectType: entry.table,
    subjectId: null,
    details: { rows, months: entry.retention.months, after: entry.retention.anchor },
  };
}

async function cleanDistrict(parts: Parts, tenantId: string, entry: Dated, table: CatalogTable): Promise<number> {
  const context = parts.services.contextOf(tenantId, 'privacy.retain');
  return cleanTable(context.transaction, async (trx) => {
    const holds = await activeHolds(trx, tenantId);
    const over = isOver(entry.retention, table.columns.get(entry.retention.anchor), dayOf(parts.now));
    const rows = await cleanBatch(trx, entry, sql`tenant_id = ${tenantId} and ${over} and not ${isHeld(entry, table, holds)}`);
    if (rows) await audit(trx, context, line(entry, rows));
    return rows;
  });
}

async function cleanInstallation(parts: Parts, holds: readonly Hold[], entry: Dated, table: CatalogTable): Promise<number> {
  const actor: Actor = { kind: 'system', name: 'privacy.retain' };
  const requestId = uuidv7();
  const run = (work: (trx: Trx) => Promise<number>) => parts.database.shared.transaction().execute(work);
  return cleanTable(run, async (trx) => {
    const over = isOver(entry.retention, table.columns.get(entry.retention.anchor), dayOf(parts.now));
    const rows = await cleanBatch(trx, entry, sql`${over} and not ${isHeld(entry, table, holds)}`);
    if (rows) await auditInstallation(trx, { actor, requestId }, line(entry, rows));
    return rows;
  });
}

/**
 * Deletes or anonymises whatever has outlived its period, in every district and in the tables of the installation, except
 * what a hold protects. A table that fails does not keep the others from being cleaned.
 * @throws {AggregateError} after everything else is done, when tables failed
 */
export async function runRetention(parts: Parts, catalog?: Catalog): Promise<RetentionResult[]> {
  const { database, services, register } = parts;
  const tables = childrenFirst(reachable(register, catalog ?? (await readCatalog(database.shared))));
  const tenantIds = services.tenantIds();
  const holds: Hold[] = [];
  for (const tenantId of tenantIds) holds.push(...(await database.inTenant(tenantId, (trx) => activeHolds(trx, tenantId))));
  const results: RetentionResult[] = [];
  const failures: Error[] = [];
  const attempt = async (entry: RegisterEntry, tenantId: string | null, work: () => Promise<number>) => {
    try {
      results.push({ table: entry.table, tenantId, rows: await work() });
    } catch (error) {
      failures.push(new Error(`Retention of ${entry.table} failed`, { cause: error }));
    }
  };
  for (const { entry, table } of tables) {
    if (!entry.retention) continue;
    const dated = entry as Dated;
    if (isOfDistrict(table)) {
      for (const tenantId of tenantIds) await attempt(entry, tenantId, () => cleanDistrict(parts, tenantId, dated, table));
    } else {
      await attempt(entry, null, () => cleanInstallation(parts, holds, dated, table));
    }
  }
  if (failures.length) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
  return results;
}
