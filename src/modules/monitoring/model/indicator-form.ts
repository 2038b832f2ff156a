import { z } from 'zod';
import { type IndicatorContent, indicatorContentSchema } from './indicator-schema.ts';

/** Cleaned text of a posted form: field → text, or texts when sent more than once. */
export type FormValues = Readonly<Record<string, string | string[]>>;

/** Texts of an indicator by language, in the order of the form. */
export const textFields = ['names', 'definitions', 'numerators', 'denominators', 'readingAids'] as const;
export type TextField = (typeof textFields)[number];

/** Rows for breaks of the series: those filled and one to fill. */
const mostBreaks = 20;

export const one = (values: FormValues, name: string): string => {
  const value = values[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
};
const many = (values: FormValues, name: string): string[] => [values[name] ?? []].flat().filter((text) => text !== '');
const number = (text: string): number | null => (text === '' ? null : Number(text.replace(',', '.')));
const words = (text: string): string[] => text.split(/[\s,;]+/).filter((word) => word !== '');

/** Texts of all languages that were sent; what is left empty falls away. */
function texts(values: FormValues, field: string): Record<string, string> {
  const prefix = `${field}.`;
  return Object.fromEntries(
    Object.keys(values)
      .filter((name) => name.startsWith(prefix) && one(values, name) !== '')
      .map((name) => [name.slice(prefix.length), one(values, name)]),
  );
}

const breakRows = (values: FormValues): number[] =>
  Array.from({ length: mostBreaks }, (_, row) => row).filter((row) =>
    ['period', 'de', 'en'].some((part) => one(values, `seriesBreaks.${row}.${part}`) !== ''),
  );

/** Rows of breaks to show: those filled, and one more. */
export function shownBreaks(values: FormValues): number[] {
  const last = breakRows(values).at(-1) ?? -1;
  return Array.from({ length: Math.min(last + 2, mostBreaks) }, (_, row) => row);
}

/** The field of the form that a path of the content belongs to. */
function formField(path: readonly PropertyKey[], rows: readonly number[]): string {
  const [name, index, part, language] = path.map(String);
  if (name === 'seriesBreaks' && index !== undefined)
    return `seriesBreaks.${rows[Number(index)] ?? 0}.${part === 'names' ? (language ?? 'de') : 'period'}`;
  if (name === 'names' && index === undefined) return 'names.de';
  return ['tableCodes', 'levels', 'breakdowns'].includes(name ?? '') ? (name as string) : path.join('.');
}

function draftOf(values: FormValues, rows: readonly number[]): Record<keyof IndicatorContent, unknown> {
  const flag = (name: string) => one(values, name) === 'yes';
  return {
    key: one(values, 'key'),
    catalogueNumber: number(one(values, 'catalogueNumber')),
    topic: one(values, 'topic'),
    kind: one(values, 'kind'),
    position: number(one(values, 'position')) ?? 0,
    names: texts(values, 'names'),
    definitions: texts(values, 'definitions'),
    numerators: texts(values, 'numerators'),
    denominators: texts(values, 'denominators'),
    readingAids: texts(values, 'readingAids'),
    unit: one(values, 'unit'),
    decimals: number(one(values, 'decimals')) ?? 0,
    direction: one(values, 'direction'),
    formula: one(values, 'formula') || null,
    figure: one(values, 'figure') || null,
    source: one(values, 'source') || null,
    tableCodes: words(one(values, 'tableCodes')),
    referenceDate: one(values, 'referenceDate'),
    periodicity: one(values, 'periodicity'),
    additive: flag('additive'),
    secrecyNote: one(values, 'secrecyNote'),
    secrecyK: number(one(values, 'secrecyK')),
    secrecyOf: one(values, 'secrecyOf') || null,
    seriesBreaks: rows.map((row) => ({
      period: one(values, `seriesBreaks.${row}.period`),
      names: texts(values, `seriesBreaks.${row}`),
    })),
    levels: many(values, 'levels'),
    breakdowns: many(values, 'breakdowns'),
    contact: one(values, 'contact'),
    note: one(values, 'note'),
    nextUpdateOn: one(values, 'nextUpdateOn') || null,
    state: one(values, 'state'),
  };
}

/** Reads the form of an indicator; errors stand at the fields of the form. */
export const indicatorFormSchema = z.unknown().transform((input, context): IndicatorContent => {
  const values = input as FormValues;
  const rows = breakRows(values);
  const draft = draftOf(values, rows);
  draft.seriesBreaks = (draft.seriesBreaks as { period: string; names: Record<string, string> }[]).map(({ period, names }) => ({
    period,
    names: Object.fromEntries(Object.entries(names).filter(([tag]) => tag !== 'period')),
  }));
  const parsed = indicatorContentSchema.safeParse(draft, { reportInput: true });
  for (const issue of parsed.error?.issues ?? []) {
    const path = [formField(issue.path, rows)];
    context.issues.push({ ...issue, path, input: issue.input } as z.core.$ZodRawIssue);
  }
  if (draft.formula !== null && draft.figure !== null)
    context.issues.push({
      code: 'custom',
      message: 'monitoring:staff.fault.formula_or_figure',
      path: ['figure'],
      input: undefined,
    });
  return parsed.data as IndicatorContent;
}) as z.ZodType<IndicatorContent>;

/** The opposite of reading: the form as the indicator stands. */
export function indicatorFormValues(content: IndicatorContent): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(content)) {
    if (name === 'seriesBreaks') continue;
    if (name === 'tableCodes') values[name] = content.tableCodes.join(' ');
    else if (Array.isArray(value)) values[name] = [...value] as string[];
    else if (typeof value === 'boolean') values[name] = value ? 'yes' : '';
    else if (value !== null && typeof value === 'object')
      for (const [tag, text] of Object.entries(value)) values[`${name}.${tag}`] = String(text);
    else values[name] = value === null ? '' : String(value);
  }
  content.seriesBreaks.forEach(({ period, names }, row) => {
    values[`seriesBreaks.${row}.period`] = period;
    for (const [tag, text] of Object.entries(names)) values[`seriesBreaks.${row}.${tag}`] = text;
  });
  return values;
}
