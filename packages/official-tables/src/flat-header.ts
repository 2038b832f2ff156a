import { type Detail, excerpt, Failure } from './problems.ts';

export interface DimensionColumns {
  readonly variableCode: number;
  readonly variableLabel: number;
  readonly attributeCode: number;
  readonly attributeLabel: number;
}

export interface MeasureColumns {
  readonly code: string;
  readonly label: string;
  readonly unit: string | null;
  readonly value: number;
  /** -1 when there is none. */
  readonly quality: number;
}

interface Common {
  readonly separator: string;
  readonly width: number;
  readonly language: 'de' | 'en';
  readonly statisticCode: number;
  readonly statisticLabel: number;
  readonly time: number;
  readonly dimensions: readonly DimensionColumns[];
  readonly extra: readonly string[];
}

export type FlatHeader =
  | (Common & {
      readonly layout: 'ffcsv-new';
      readonly value: number;
      readonly unit: number;
      readonly measureCode: number;
      readonly measureLabel: number;
      readonly quality: number;
    })
  | (Common & { readonly layout: 'ffcsv-old'; readonly measures: readonly MeasureColumns[] });

type Role =
  | 'statisticCode'
  | 'statisticLabel'
  | 'timeCode'
  | 'timeLabel'
  | 'time'
  | 'value'
  | 'unit'
  | 'measureCode'
  | 'measureLabel'
  | 'quality';

const roles: ReadonlyMap<string, Role> = new Map([
  ['statistics_code', 'statisticCode'],
  ['statistic_code', 'statisticCode'],
  ['statistik_code', 'statisticCode'],
  ['statistics_label', 'statisticLabel'],
  ['statistic_label', 'statisticLabel'],
  ['statistik_label', 'statisticLabel'],
  ['time_code', 'timeCode'],
  ['zeit_code', 'timeCode'],
  ['time_label', 'timeLabel'],
  ['zeit_label', 'timeLabel'],
  ['time', 'time'],
  ['zeit', 'time'],
  ['value', 'value'],
  ['wert', 'value'],
  ['value_unit', 'unit'],
  ['wert_einheit', 'unit'],
  ['value_variable_code', 'measureCode'],
  ['wert_merkmal_code', 'measureCode'],
  ['value_variable_label', 'measureLabel'],
  ['wert_merkmal_label', 'measureLabel'],
  ['value_q', 'quality'],
  ['wert_q', 'quality'],
]);
const parts: ReadonlyMap<string, keyof DimensionColumns> = new Map([
  ['variable_code', 'variableCode'],
  ['merkmal_code', 'variableCode'],
  ['variable_label', 'variableLabel'],
  ['merkmal_label', 'variableLabel'],
  ['variable_attribute_code', 'attributeCode'],
  ['auspraegung_code', 'attributeCode'],
  ['ausprägung_code', 'attributeCode'],
  ['variable_attribute_label', 'attributeLabel'],
  ['auspraegung_label', 'attributeLabel'],
  ['ausprägung_label', 'attributeLabel'],
]);
const order = ['variableCode', 'variableLabel', 'attributeCode', 'attributeLabel'] as const;
const german = /^(statistik|zeit|wert|\d+_(merkmal|auspr))/;

/** What a header must hold, for the message to those whose file has another one. */
export const expectedColumns =
  'statistics_code;…;time;1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;…;value;value_unit;value_variable_code;value_variable_label (GENESIS since 2025), ' +
  'Statistik_Code;…;Zeit;1_Merkmal_Code;1_Merkmal_Label;1_Auspraegung_Code;1_Auspraegung_Label;…;CODE__Name__Unit (GENESIS before 2025), ' +
  'or a first line "Tabelle: 12345-01i" (Landesdatenbank)';

/** Reads the header of a flat file; null when it is none at all. Columns are found by name, so their order is free. */
export function readFlatHeader(cells: readonly string[], separator: string): FlatHeader | null {
  const columns = cells.map((cell) => cell.trim());
  const found = new Map<Role, number>();
  const groups = new Map<number, { column: number; part: keyof DimensionColumns }[]>();
  const measures: { code: string; label: string; unit: string; column: number }[] = [];
  const extra: string[] = [];
  for (const [column, name] of columns.entries()) {
    const lower = name.toLowerCase();
    const role = roles.get(lower);
    const numbered = /^(\d{1,2})_(.+)$/.exec(lower);
    const part = numbered && parts.get(numbered[2] as string);
    if (role) {
      if (found.has(role)) throw duplicate(name);
      found.set(role, column);
    } else if (part) {
      const index = Number(numbered?.[1]);
      groups.set(index, [...(groups.get(index) ?? []), { column, part }]);
    } else if (name.includes('__')) {
      const [code = '', label = '', unit = ''] = name.split('__');
      measures.push({ code, label, unit, column });
    } else if (name !== '' || column < columns.length - 1) extra.push(name);
  }
  if (found.size === 0 && groups.size === 0) return null;
  const layout = found.has('value') ? 'ffcsv-new' : 'ffcsv-old';
  const missing = (['statisticCode', 'time'] as Role[]).filter((role) => !found.has(role));
  if (layout === 'ffcsv-new')
    missing.push(...(['unit', 'measureCode', 'measureLabel'] as Role[]).filter((role) => !found.has(role)));
  const dimensions = [...groups].sort(([one], [other]) => one - other).map(([index, group]) => dimensionOf(index, group));
  const valued = measuresOf(measures);
  if (missing.length > 0 || (layout === 'ffcsv-old' && valued.length === 0)) throw incomplete(missing, columns);
  const at = (role: Role): number => found.get(role) ?? -1;
  const common = {
    separator,
    // An empty last column is the separator at the end of the line.
    width: columns.at(-1) === '' ? columns.length - 1 : columns.length,
    language: columns.some((name) => german.test(name.toLowerCase())) ? 'de' : 'en',
    statisticCode: at('statisticCode'),
    statisticLabel: at('statisticLabel'),
    time: at('time'),
    dimensions,
    extra,
  } as const;
  if (layout === 'ffcsv-old') return { ...common, layout, measures: valued };
  return {
    ...common,
    layout,
    value: at('value'),
    unit: at('unit'),
    measureCode: at('measureCode'),
    measureLabel: at('measureLabel'),
    quality: at('quality'),
  };
}

/** The old English header writes `variable` where it means the attribute: four columns side by side are in this order. */
function dimensionOf(index: number, group: readonly { column: number; part: keyof DimensionColumns }[]): DimensionColumns {
  const byName = new Map(group.map(({ part, column }) => [part, column]));
  const first = group[0]?.column ?? 0;
  const contiguous = group.every(({ column }, position) => column === first + position);
  if (group.length === 4 && byName.size < 4 && contiguous)
    return { variableCode: first, variableLabel: first + 1, attributeCode: first + 2, attributeLabel: first + 3 };
  if (byName.size < group.length) throw duplicate(`${index}_variable`);
  const missing = order.filter((part) => !byName.has(part));
  if (missing.length > 0)
    throw incomplete(
      missing.map((part) => `${index}_${part}`),
      [],
    );
  const [variableCode, variableLabel, attributeCode, attributeLabel] = order.map((part) => byName.get(part) as number);
  return { variableCode, variableLabel, attributeCode, attributeLabel } as DimensionColumns;
}

function measuresOf(columns: readonly { code: string; label: string; unit: string; column: number }[]): MeasureColumns[] {
  const qualities = new Map(
    columns.filter(({ unit }) => unit === 'q').map(({ code, label, column }) => [`${code}__${label}`, column]),
  );
  return columns
    .filter(({ unit }) => unit !== 'q')
    .map(({ code, label, unit, column }) => ({
      code,
      label: label.replaceAll('_', ' '),
      unit: unit === '' ? null : unit.replaceAll('_', ' '),
      value: column,
      quality: qualities.get(`${code}__${label}`) ?? -1,
    }));
}

const duplicate = (name: string): Failure =>
  new Failure('header.duplicate_column', `The column ${excerpt(name)} stands twice in the header.`, { column: excerpt(name) }, 1);

function incomplete(missing: readonly string[], found: readonly string[]): Failure {
  const detail: Detail = { missing: missing.join(', ') || 'CODE__Name__Unit', found: excerpt(found.join(';'), 200) };
  return new Failure('header.incomplete', `The header lacks ${detail.missing}. Expected is ${expectedColumns}.`, detail, 1);
}
