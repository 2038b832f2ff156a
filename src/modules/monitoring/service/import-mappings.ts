import { z } from 'zod';
import type { Trx } from '#platform/database';
import shipped from '../catalogue/mappings.json' with { type: 'json' };
import type { ReadingReport } from '../model/incoming.ts';
import { type Mapping, mappingSchema, tableMappingSchema } from '../model/mapping.ts';

/** A known table: which files it is, and how they become indicators (catalogue/mappings.json). */
export const shippedMappingSchema = z.object({
  name: z.string(),
  /** Codes of tables, e.g. `12411-15i`. */
  tables: z.array(z.string()).default([]),
  /** Files without a table code are known by their statistic and these measures, all of them. */
  statistic: z.string().nullable().default(null),
  measures: z.array(z.string()).default([]),
  mapping: tableMappingSchema,
});
export type ShippedMapping = z.output<typeof shippedMappingSchema>;

export const shippedMappings: readonly ShippedMapping[] = z.array(shippedMappingSchema).parse(shipped);

export interface FoundMapping {
  readonly name: string;
  /** Of a remembered one; null: shipped. */
  readonly id: string | null;
  readonly mapping: Mapping;
}

/** Signatures of an official table, the most exact one first. A remembered mapping is found under any of them. */
export function tableSignatures({ tableCode, statisticCode, measures }: ReadingReport): string[] {
  const names = Object.keys(measures).toSorted().join('+');
  return [
    ...(tableCode ? [`table:${tableCode}`] : []),
    ...(statisticCode ? [`statistic:${statisticCode}:${names}`.slice(0, 500)] : []),
  ];
}

/** What somebody answered about such a file before; the newest answer of the most exact signature. */
export async function findRemembered(trx: Trx, signatures: readonly string[]): Promise<FoundMapping | undefined> {
  if (!signatures.length) return undefined;
  const rows = await trx
    .selectFrom('monitoring_mapping')
    .select(['id', 'name', 'signature', 'mapping'])
    .where('signature', 'in', signatures)
    .execute();
  const row = signatures.flatMap((signature) => rows.find((one) => one.signature === signature) ?? [])[0];
  return row && { id: row.id, name: row.name, mapping: mappingSchema.parse(row.mapping) };
}

function findShipped({ tableCode, statisticCode, measures }: ReadingReport): FoundMapping | undefined {
  const fits = shippedMappings.find((one) =>
    tableCode
      ? one.tables.includes(tableCode)
      : one.statistic !== null && one.statistic === statisticCode && one.measures.every((measure) => measure in measures),
  );
  return fits && { id: null, name: fits.name, mapping: { columns: null, table: fits.mapping } };
}

/** The mapping of an official table: the district's own answer, else the one that ships; undefined: somebody has to be asked. */
export async function findTableMapping(trx: Trx, report: ReadingReport): Promise<FoundMapping | undefined> {
  return (await findRemembered(trx, tableSignatures(report))) ?? findShipped(report);
}
