import type { Kysely } from 'kysely';
import type { Tables } from '#platform/database';
import type { ModuleDefinition } from '#platform/module';
import { readCatalog, registerFaults, unregisteredColumns } from './catalog.ts';
import { excusedColumns } from './excused.ts';
import { registerOf } from './model.ts';

/**
 * What is wrong with the register of these modules, held against the schema as it is: entries that do not fit it, and
 * columns that look personal but belong to no entry. For the test that keeps a new table from being forgotten.
 * @param tables only these are looked at for forgotten columns; absent: all
 */
export async function checkRegister(
  shared: Kysely<Tables>,
  modules: readonly ModuleDefinition[],
  tables: (name: string) => boolean = () => true,
  excused: Readonly<Record<string, string>> = excusedColumns,
): Promise<string[]> {
  const catalog = await readCatalog(shared);
  const register = registerOf(modules);
  const seen = new Map([...catalog].filter(([name]) => tables(name)));
  const { unregistered, unused } = unregisteredColumns(register, seen, excused);
  return [
    ...registerFaults(register, catalog),
    ...unregistered.map(
      (key) => `${key} looks personal: register its table in the module's personalData, or excuse it in privacy/excused.ts`,
    ),
    ...unused.map((key) => `${key} is excused without need`),
  ];
}
