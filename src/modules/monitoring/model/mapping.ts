import { z } from 'zod';

/**
 * How a delivered table becomes observations of our indicators. The catalogue ships mappings of known tables
 * (catalogue/mappings.json); what an office's employee answered once is kept in `monitoring_mapping`.
 */
export const tableMappingSchema = z.object({
  /** Key of the source. */
  source: z.string(),
  /**
   * One per indicator: which measure, and which attributes are fixed. Rows that fit no rule are counted as "not used".
   * `where`: variable → attribute (null: its total). Other variables become the breakdown, through `dimensions`.
   */
  rules: z
    .array(
      z.object({
        indicator: z.string(),
        measure: z.string(),
        where: z.record(z.string(), z.string().nullable()).default({}),
        /** The file's values times this are ours (thousands: 1000). */
        factor: z.number().positive().default(1),
        /** Key of the source where it is another one than the table's: tables of the Landesdatenbank join several statistics. */
        source: z.string().optional(),
      }),
    )
    .max(500),
  /** Variable → key of the dimension; a variable that is missing is looked for by its code among all dimensions, else made one. */
  dimensions: z.record(z.string(), z.string()).default({}),
  /** `dimension` → attribute code → code of the category (null: the total), where the general rule gives another. */
  categories: z.record(z.string(), z.record(z.string(), z.string().nullable())).default({}),
  /** Name in the file → key of the territory, for tables without keys. */
  territories: z.record(z.string(), z.string()).default({}),
});
export type TableMapping = z.output<typeof tableMappingSchema>;

/** What a column of a table without known layout holds. */
export const columnRoles = [
  'ignore',
  'territory_key',
  'territory_name',
  'period',
  'measure',
  'dimension',
  'value',
  'marker',
  'unit',
] as const;

/** How the columns of a generic CSV or XLSX are to be read, before the table mapping applies. */
export const columnMappingSchema = z.object({
  sheet: z.string().nullable().default(null),
  /** First row of the headings, the first of the sheet is 1. */
  headerRow: z.number().int().min(1).max(200),
  /** Rows over which the headings go. */
  headerRows: z.number().int().min(1).max(8).default(1),
  columns: z
    .array(
      z.object({
        index: z.number().int().min(0).max(999),
        role: z.enum(columnRoles),
        /** The column is found again by it when the next file has others before it. */
        heading: z.string().max(300).default(''),
        /** Of `value`: the measure, period or attributes that the column stands for, when no other column tells. */
        measure: z.string().max(200).optional(),
        period: z.string().max(20).optional(),
        /** An empty attribute is the total. */
        attributes: z
          .array(z.object({ variable: z.string().max(100), attribute: z.string().max(200) }))
          .max(4)
          .optional(),
        /** Of `dimension`: the variable's name. */
        variable: z.string().max(100).optional(),
      }),
    )
    .max(1000),
  /** Empty cells of territory, period and breakdown mean what stands above them. */
  fillDown: z.boolean().default(false),
  /** For files that speak of one period, territory or measure and do not say so in a column. */
  period: z.string().max(20).optional(),
  territory: z.string().max(80).optional(),
  measure: z.string().max(200).optional(),
  unit: z.string().max(60).optional(),
  decimalMark: z.enum([',', '.', 'auto']).default('auto'),
});
export type ColumnMapping = z.output<typeof columnMappingSchema>;

export const mappingSchema = z.object({ columns: columnMappingSchema.nullable().default(null), table: tableMappingSchema });
export type Mapping = z.output<typeof mappingSchema>;
