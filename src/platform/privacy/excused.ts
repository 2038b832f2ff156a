/** Columns whose name sounds like a person and whose content is none: `table.column` → why. */
export const excusedColumns: Readonly<Record<string, string>> = {
  'migration.name': 'The name of a file in db/migrations.',
};
