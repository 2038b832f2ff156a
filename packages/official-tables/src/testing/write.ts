import type { Marker } from '../types.ts';

/** What the test writers put into a file and the parser has to give back. */
export interface Row {
  readonly period: string;
  readonly territory: { readonly variable: string; readonly code: string; readonly label: string };
  readonly attributes: readonly { readonly code: string | null; readonly label: string }[];
  readonly values: readonly Value[];
}

export interface Value {
  readonly value: number | null;
  readonly marker: Marker | null;
  readonly quality: string | null;
}

export interface Measure {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
}

export interface Style {
  readonly decimal: ',' | '.';
  readonly quoted: boolean;
  readonly mark: boolean;
  readonly lineEnd: '\n' | '\r\n';
  /** Turns the columns round. */
  readonly backwards: boolean;
  readonly language: 'de' | 'en';
}

export function number(value: Value, decimal: ',' | '.'): string {
  const digits = value.value === null ? '' : String(value.value).replace('.', decimal);
  if (value.marker === '()') return `(${digits})`;
  return value.marker ?? digits;
}

function lines(rows: readonly (readonly string[])[], style: Style): string {
  const quote = (field: string): string => (style.quoted ? `"${field.replaceAll('"', '""')}"` : field);
  const text = rows
    .map((fields) => (style.backwards ? [...fields].reverse() : fields).map(quote).join(';') + style.lineEnd)
    .join('');
  return (style.mark ? '\ufeff' : '') + text;
}

const variable = (index: number): string => `VAR${index + 1}`;

/** GENESIS since 2025: one value a row. */
export function writeNew(rows: readonly Row[], measures: readonly Measure[], style: Style): string {
  const dimensions = (rows[0]?.attributes.length ?? 0) + 1;
  const header = ['statistics_code', 'statistics_label', 'time_code', 'time_label', 'time'];
  for (let index = 1; index <= dimensions; index += 1)
    header.push(
      `${index}_variable_code`,
      `${index}_variable_label`,
      `${index}_variable_attribute_code`,
      `${index}_variable_attribute_label`,
    );
  header.push('value', 'value_unit', 'value_variable_code', 'value_variable_label', 'value_q');
  const body = rows.flatMap((row) =>
    measures.map((measure, index) => {
      const value = row.values[index] as Value;
      return [
        '12411',
        'Fortschreibung des Bevölkerungsstandes',
        'STAG',
        'Stichtag',
        row.period,
        ...cells(row),
        number(value, style.decimal),
        measure.unit,
        measure.code,
        measure.label,
        value.quality ?? '',
      ];
    }),
  );
  return lines([header, ...body], style);
}

/** The region stands last, so that nothing relies on it being the first. */
function cells(row: Row): string[] {
  return [
    ...row.attributes.flatMap(({ code, label }, index) => [variable(index), `Merkmal ${index + 1}`, code ?? '', label]),
    row.territory.variable,
    'Gebiete',
    row.territory.code,
    row.territory.label,
  ];
}

/** GENESIS before 2025: one column a measure, and its quality beside it. */
export function writeOld(rows: readonly Row[], measures: readonly Measure[], style: Style): string {
  const german = style.language === 'de';
  const dimensions = (rows[0]?.attributes.length ?? 0) + 1;
  const header = german
    ? ['Statistik_Code', 'Statistik_Label', 'Zeit_Code', 'Zeit_Label', 'Zeit']
    : ['Statistics_Code', 'Statistics_Label', 'Time_Code', 'Time_Label', 'Time'];
  for (let index = 1; index <= dimensions; index += 1)
    header.push(
      ...(german
        ? ['Merkmal_Code', 'Merkmal_Label', 'Auspraegung_Code', 'Auspraegung_Label']
        : // The repetition is how these files came.
          style.backwards
          ? ['variable_code', 'variable_label', 'variable_attribute_code', 'variable_attribute_label']
          : ['variable_code', 'variable_label', 'variable_code', 'variable_label']
      ).map((name) => `${index}_${name}`),
    );
  for (const { code, label, unit } of measures) {
    const name = `${code}__${label.replaceAll(' ', '_')}`;
    header.push(`${name}__${unit}`, `${name}__q`);
  }
  const body = rows.map((row) => [
    '12411',
    'Fortschreibung des Bevölkerungsstandes',
    'STAG',
    'Stichtag',
    row.period.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3.$2.$1'),
    ...cells(row),
    ...row.values.flatMap((value) => [number(value, style.decimal), value.quality ?? '']),
  ]);
  return lines([header, ...body], style);
}

/** Landesdatenbank: stacked header of measure and unit, or of measure, time and unit when the columns carry it. */
export function writeTable(
  rows: readonly Row[],
  measures: readonly Measure[],
  decimal: ',' | '.',
  timeInHeader: boolean,
): string {
  const period = rows[0]?.period ?? '';
  const stub = (timeInHeader ? 2 : 3) + (rows[0]?.attributes.length ?? 0) * 2;
  const above = ';'.repeat(stub);
  const each = (cell: (measure: Measure) => string): string => above + measures.map(cell).join(';');
  const time = timeInHeader ? [each(() => 'Stichtag'), each(() => period)] : [];
  const body = rows.map((row) =>
    [
      ...(timeInHeader ? [] : [row.period]),
      row.territory.code,
      `${'  '.repeat(Math.min(3, Math.floor(row.territory.code.length / 2)))}${row.territory.label}`,
      ...row.attributes.flatMap(({ code, label }) => [code ?? '', label]),
      ...row.values.map((value) => number(value, decimal)),
    ].join(';'),
  );
  return [
    'Tabelle: 12411-15i',
    `Bevölkerung nach Gemeinden${above}`,
    each(({ label }) => label),
    ...time,
    each(({ unit }) => unit),
    ...body,
    '__________',
    '"Hinweis:',
    'Werte mit ""Klammern"" sind unsicher; siehe dort."',
    '© IT.NRW, Düsseldorf, 2026. Datenlizenz Deutschland - Namensnennung - Version 2.0.',
    'Stand: 09.02.2026 / 16:09:36',
    '',
  ].join('\n');
}
