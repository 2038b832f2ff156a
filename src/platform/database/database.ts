import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './types.ts';

export type Trx = Transaction<DB>;
export type Tables = DB;

/** The application's connections, as a role that cannot bypass row-level security. */
export interface Database {
  /**
   * Installation-wide tables (districts, identity) and public read models. Protected tables answer nothing here.
   */
  readonly shared: Kysely<DB>;
  /** The same connections as `shared`, for statements whose text must reach PostgreSQL as it stands. */
  readonly pool: pg.Pool;
  /** Runs `work` in one transaction that sees the rows of this district only. */
  inTenant<T>(tenantId: string, work: (trx: Trx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

// Dates stay ISO strings and timestamps with zone become Date; PostgreSQL's int8 and numeric fit a JavaScript number here.
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.DATE) return (value: string) => value;
    if (oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC) return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

export function openDatabase(url: string, poolSize: number): Database {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, types, idleTimeoutMillis: 30_000, statement_timeout: 30_000 });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const shared = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return {
    shared,
    pool,
    inTenant: (tenantId, work) =>
      shared.transaction().execute(async (trx) => {
        await sql`select set_config('app.tenant', ${tenantId}, true)`.execute(trx);
        return work(trx);
      }),
    close: () => shared.destroy(),
  };
}

/** The same server and database, as another user. */
export function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = encodeURIComponent(user);
  changed.password = encodeURIComponent(password);
  return changed.href;
}
