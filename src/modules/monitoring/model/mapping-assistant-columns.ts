import { type ColumnContent, foundIn, type Role } from './columns-guess.ts';
import { readGermanPeriod } from './columns-periods.ts';
import { type ColumnMapping, columnRoles } from './mapping.ts';

/** Columns that the page asks about one by one; those behind stay as they were recognised. */
export const mostAsked = 40;

/** Field → key of the text that says what is wrong, with its parameters. */
export type Faults = Readonly<
  Record<string, { readonly key: string; readonly details?: Readonly<Record<string, string | number>> }>
>;
type Values = Readonly<Record<string, string | readonly string[] | undefined>>;

export const textOf = (values: Values, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
};

/** `Geschlecht=Männer; Staatsangehörigkeit=insgesamt`: what a column of values stands for besides its measure. */
export const writeAttributes = (attributes: ColumnMapping['columns'][number]['attributes']): string =>
  (attributes ?? []).map(({ variable, attribute }) => `${variable}=${attribute || 'insgesamt'}`).join('; ');

export function readAttributes(text: string): { variable: string; attribute: string }[] | undefined {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);
  const read = parts.map((part) => /^([^=]{1,100})=([^=]{1,200})$/.exec(part));
  if (read.some((match) => !match) || parts.length > 4) return undefined;
  return read.map((match) => {
    const attribute = (match?.[2] ?? '').trim();
    return { variable: (match?.[1] ?? '').trim(), attribute: attribute.toLowerCase() === 'insgesamt' ? '' : attribute };
  });
}

/** What the form shows of a mapping. */
export function columnValues(mapping: ColumnMapping): Record<string, string> {
  const values: Record<string, string> = {
    sheet: mapping.sheet ?? '',
    headerRow: String(mapping.headerRow),
    headerRows: String(mapping.headerRows),
    fillDown: mapping.fillDown ? 'yes' : '',
    decimalMark: mapping.decimalMark,
    period: mapping.period ?? '',
    territory: mapping.territory ?? '',
    measure: mapping.measure ?? '',
    unit: mapping.unit ?? '',
  };
  for (const { index, role, measure, period, attributes, variable } of mapping.columns.slice(0, mostAsked)) {
    values[`role${index}`] = role;
    values[`measure${index}`] = measure ?? '';
    values[`period${index}`] = period ?? '';
    values[`attributes${index}`] = writeAttributes(attributes);
    values[`variable${index}`] = variable ?? '';
  }
  return values;
}

type Column = ColumnMapping['columns'][number];

function columnOf(base: Column, values: Values, faults: Record<string, Faults[string]>): Column {
  const { index, heading } = base;
  const at = (name: string) => textOf(values, `${name}${index}`);
  const role = (columnRoles as readonly string[]).includes(at('role')) ? (at('role') as Role) : undefined;
  if (role === undefined) {
    faults[`role${index}`] = { key: 'http:field.choice' };
    return base;
  }
  if (role === 'dimension')
    return { index, heading, role, variable: at('variable').slice(0, 100) || heading.slice(0, 100) || `Spalte ${index + 1}` };
  if (role !== 'value') return { index, heading, role };
  const period = at('period') === '' ? undefined : readGermanPeriod(at('period'));
  if (at('period') !== '' && period === undefined) faults[`period${index}`] = { key: 'monitoring:staff.mapping.fault.period' };
  const attributes = readAttributes(at('attributes'));
  if (!attributes) faults[`attributes${index}`] = { key: 'monitoring:staff.mapping.fault.attributes' };
  return {
    index,
    heading,
    role,
    ...(at('measure') ? { measure: at('measure').slice(0, 200) } : {}),
    ...(period ? { period } : {}),
    ...(attributes?.length ? { attributes } : {}),
  };
}

/** What the employee said, over what was recognised. */
export function readColumnForm(
  base: ColumnMapping,
  values: Values,
  { contents, places }: { readonly contents: readonly ColumnContent[]; readonly places: ReadonlySet<string> },
): { readonly mapping: ColumnMapping; readonly faults: Faults } {
  const faults: Record<string, Faults[string]> = {};
  const columns = base.columns.map((column, at) => (at < mostAsked ? columnOf(column, values, faults) : column));
  const text = (name: string) => textOf(values, name).slice(0, 200);
  const period = text('period') === '' ? undefined : readGermanPeriod(text('period'));
  if (text('period') !== '' && period === undefined) faults.period = { key: 'monitoring:staff.mapping.fault.period' };
  if (text('territory') !== '' && !places.has(text('territory'))) faults.territory = { key: 'http:field.choice' };
  const mark = text('decimalMark');
  const mapping: ColumnMapping = {
    sheet: base.sheet,
    headerRow: base.headerRow,
    headerRows: base.headerRows,
    columns,
    fillDown: text('fillDown') === 'yes',
    decimalMark: mark === ',' || mark === '.' ? mark : 'auto',
    ...(period ? { period } : {}),
    ...(text('territory') ? { territory: text('territory') } : {}),
    ...(text('measure') ? { measure: text('measure') } : {}),
    ...(text('unit') ? { unit: text('unit').slice(0, 60) } : {}),
  };
  return { mapping, faults: { ...missing(mapping), ...contradictions(mapping, contents), ...faults } };
}

function missing(mapping: ColumnMapping): Faults {
  const has = (role: Role) => mapping.columns.some((column) => column.role === role);
  const values = mapping.columns.filter(({ role }) => role === 'value');
  return {
    ...(values.length ? {} : { _form: { key: 'monitoring:staff.mapping.fault.no_value' } }),
    ...(has('territory_key') || has('territory_name') || mapping.territory
      ? {}
      : { territory: { key: 'monitoring:staff.mapping.fault.no_territory' } }),
    ...(has('period') || mapping.period || (values.length && values.every(({ period }) => period))
      ? {}
      : { period: { key: 'monitoring:staff.mapping.fault.no_period' } }),
  };
}

const wanted: Readonly<Partial<Record<Role, 'territory' | 'period' | 'value'>>> = {
  territory_key: 'territory',
  territory_name: 'territory',
  period: 'period',
  value: 'value',
};

/** Columns chosen as something that their cells are not: swapped ones, most of the time. */
function contradictions(mapping: ColumnMapping, contents: readonly ColumnContent[]): Faults {
  const faults: Record<string, Faults[string]> = {};
  for (const { index, role } of mapping.columns) {
    const content = contents.find((one) => one.index === index);
    const expected = wanted[role];
    const found = content && foundIn(content);
    if (!content || !expected || !content.filled) continue;
    const example = content.examples[0] ?? '';
    const fits = {
      territory: found !== 'period' && !(role === 'territory_name' && content.values === 1),
      period: content.periods > 0 || content.values === 1,
      value: content.values > 0,
    }[expected];
    if (!fits) faults[`role${index}`] = { key: `monitoring:staff.mapping.fault.not_${expected}`, details: { example } };
  }
  return faults;
}
