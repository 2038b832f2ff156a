import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '#platform/database';
import { looksPersonal, type RegisterEntry } from './model.ts';

export interface CatalogTable {
  readonly name: string;
  /** Column → type, as `format_type` writes it. */
  readonly columns: ReadonlyMap<string, string>;
  /** Tables that its foreign keys point to. */
  readonly references: readonly string[];
}

export type Catalog = ReadonlyMap<string, CatalogTable>;

/** The tables of the schema as they really are. */
export async function readCatalog(shared: Kysely<Tables>): Promise<Catalog> {
  const { rows } = await sql<{ name: string; columns: Record<string, string>; references: string[] }>`
    select c.relname::text as name,
      (select jsonb_object_agg(a.attname, format_type(a.atttypid, null)) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      array(select distinct r.relname::text from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as references
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by 1`.execute(shared);
  return new Map(
    rows.map(({ name, columns, references }) => [name, { name, columns: new Map(Object.entries(columns)), references }]),
  );
}

export const isOfDistrict = (table: CatalogTable): boolean => table.columns.has('tenant_id');

/** Entries whose rows this program can reach: the queue's tables are not among them. */
export function reachable(register: readonly RegisterEntry[], catalog: Catalog): { entry: RegisterEntry; table: CatalogTable }[] {
  return register.flatMap((entry) => {
    const table = catalog.get(entry.table);
    return table ? [{ entry, table }] : [];
  });
}

/** Referencing tables before the ones they point to, so that rows can be deleted in this order. */
export function childrenFirst<T extends { readonly table: CatalogTable }>(entries: readonly T[]): T[] {
  const depth = new Map<string, number>();
  const byName = new Map(entries.map(({ table }) => [table.name, table]));
  const depthOf = (name: string, path: readonly string[] = []): number => {
    const known = depth.get(name);
    if (known !== undefined) return known;
    // A circle of foreign keys has no order; whoever made it must have declared what deletion does.
    const parents = (byName.get(name)?.references ?? []).filter((parent) => byName.has(parent) && !path.includes(parent));
    const found = Math.max(0, ...parents.map((parent) => 1 + depthOf(parent, [...path, name])));
    depth.set(name, found);
    return found;
  };
  return entries.toSorted((one, other) => depthOf(other.table.name) - depthOf(one.table.name));
}

/** What in the register does not fit the schema; a deployment with such a fault would delete too little or fail at night. */
export function registerFaults(register: readonly RegisterEntry[], catalog: Catalog): string[] {
  return register.flatMap((entry) => {
    // Tables of other schemas (the job queue) are kept clean by whoever owns them.
    if (entry.table.includes('.'))
      return entry.person || entry.retention ? [`${entry.table}: only tables of schema public can be searched or cleaned`] : [];
    const table = catalog.get(entry.table);
    if (!table) return [`${entry.table}: there is no such table`];
    const columns = [entry.retention?.anchor, entry.person?.column, ...Object.keys(entry.anonymised ?? {})];
    const missing = columns
      .filter((column) => column !== undefined && !table.columns.has(column))
      .map((column) => `${entry.table}: there is no column ${column}`);
    const anchor = table.columns.get(entry.retention?.anchor ?? '');
    const undated =
      anchor && !/^(?:date|timestamp with time zone)$/.test(anchor)
        ? [`${entry.table}: ${entry.retention?.anchor} is no date`]
        : [];
    const silent =
      entry.retention?.action === 'anonymise' && !Object.keys(entry.anonymised ?? {}).length
        ? [`${entry.table}: to be anonymised, but no column is named`]
        : [];
    return [...missing, ...undated, ...silent];
  });
}

/** `table.column` of everything that looks personal and is neither registered nor excused; excuses without a use too. */
export function unregisteredColumns(
  register: readonly RegisterEntry[],
  catalog: Catalog,
  excused: Readonly<Record<string, string>>,
): { unregistered: string[]; unused: string[] } {
  const registered = new Set(register.map(({ table }) => table));
  const suspicious = [...catalog.values()].flatMap((table) =>
    [...table.columns.keys()].filter(looksPersonal).map((column) => ({ table: table.name, key: `${table.name}.${column}` })),
  );
  const open = suspicious.filter(({ table }) => !registered.has(table)).map(({ key }) => key);
  return {
    unregistered: open.filter((key) => !(key in excused)),
    unused: Object.keys(excused).filter((key) => !open.includes(key)),
  };
}
