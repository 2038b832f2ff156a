import { z } from 'zod';
import type { RecommendationText, RelatedLink, Resource, Stakeholder } from './edition.ts';
import { euroText, parseEuro } from './money.ts';
import { recommendationTextSchema } from './recommendation.ts';

/** Cleaned text of a posted form: field → text, or texts when sent more than once. */
export type FormValues = Readonly<Record<string, string | string[]>>;

const one = (values: FormValues, name: string): string => {
  const value = values[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
};
const many = (values: FormValues, name: string): string[] => [values[name] ?? []].flat().filter((text) => text !== '');
const lines = (values: FormValues, name: string): string[] =>
  one(values, name)
    .split('\n')
    .map((line) => line.replace(/^\s*[-•*]\s*/, '').trim())
    .filter((line) => line !== '');

const mostRows = 60;

/** Numbers of the rows `prefix.0.…`, `prefix.1.…` of which any field is filled. */
export function filledRows(values: FormValues, prefix: string, fields: readonly string[]): number[] {
  return Array.from({ length: mostRows }, (_, index) => index).filter((index) =>
    fields.some((field) => one(values, `${prefix}.${index}.${field}`) !== ''),
  );
}

export const rowFields = {
  stakeholders: ['name'],
  resources: ['text', 'planned', 'secured', 'spent'],
  links: ['label', 'href'],
} as const;
export type RowKind = keyof typeof rowFields;

/** Rows to show: those filled and one to fill; the button for more asks for three without any script. */
export function shownRows(values: FormValues, prefix: RowKind): number[] {
  const last = filledRows(values, prefix, rowFields[prefix]).at(-1) ?? -1;
  const wanted = last + 2 + (one(values, 'more') === prefix ? 3 : 0);
  return Array.from({ length: Math.min(wanted, mostRows) }, (_, index) => index);
}

const amounts = ['planned', 'secured', 'spent'] as const;

interface Draft {
  readonly draft: Record<keyof RecommendationText, unknown>;
  /** Row of the draft → row of the form, which may have gaps. */
  readonly rows: Readonly<Record<RowKind, readonly number[]>>;
  readonly faults: readonly { field: string; key: string }[];
}

function readDraft(values: FormValues): Draft {
  const faults: { field: string; key: string }[] = [];
  const rowsOf = (kind: RowKind) => filledRows(values, kind, rowFields[kind]);
  const rows = { stakeholders: rowsOf('stakeholders'), resources: rowsOf('resources'), links: rowsOf('links') };
  const resources = rows.resources.map((row) => {
    const at = `resources.${row}`;
    const money = amounts.flatMap((kind) => {
      const typed = one(values, `${at}.${kind}`);
      if (typed === '') return [];
      const cents = parseEuro(typed);
      if (cents === undefined) faults.push({ field: `${at}.${kind}`, key: 'concept:staff.fault.money' });
      return [[`${kind}Cents`, cents ?? 0] as const];
    });
    return { kind: one(values, `${at}.kind`) || 'money', text: one(values, `${at}.text`), ...Object.fromEntries(money) };
  });
  const draft = {
    fieldId: one(values, 'fieldId'),
    challengeId: one(values, 'challengeId') || null,
    goalId: one(values, 'goalId') || null,
    title: one(values, 'title'),
    wording: one(values, 'wording'),
    summary: one(values, 'summary'),
    targetGroups: lines(values, 'targetGroups'),
    levels: many(values, 'levels'),
    territories: many(values, 'territories'),
    stakeholders: rows.stakeholders.map((row) => ({
      name: one(values, `stakeholders.${row}.name`),
      role: one(values, `stakeholders.${row}.role`) || 'partner',
    })),
    responsibilities: many(values, 'responsibilities'),
    resources,
    needsMoney: one(values, 'needsMoney') === 'yes',
    fundingReservation: one(values, 'fundingReservation'),
    timeFrame: one(values, 'timeFrame') || null,
    startsOn: one(values, 'startsOn') || null,
    endsOn: one(values, 'endsOn') || null,
    indicators: lines(values, 'indicators'),
    figures: lines(values, 'figures'),
    links: rows.links.map((row) => ({
      kind: one(values, `links.${row}.kind`) || 'page',
      label: one(values, `links.${row}.label`),
      href: one(values, `links.${row}.href`),
    })),
    weight: Number(one(values, 'weight') || '1'),
    internal: one(values, 'internal') === 'yes',
    contact: one(values, 'contact'),
    source: one(values, 'source'),
  };
  return { draft, rows, faults };
}

const amountNames: Readonly<Record<string, string>> = { plannedCents: 'planned', securedCents: 'secured', spentCents: 'spent' };

/** The field of the form that a path of the text belongs to, e.g. `links.0.href` → `links.2.href`, `levels.1` → `levels`. */
export function formField(path: string, rows: Draft['rows']): string {
  const [name = '', index, field] = path.split('.');
  if (name in rowFields && index !== undefined) {
    const row = rows[name as RowKind][Number(index)] ?? 0;
    return `${name}.${row}.${amountNames[field ?? ''] ?? field ?? rowFields[name as RowKind][0]}`;
  }
  return name === 'stakeholders' ? 'stakeholders.0.name' : name;
}

const messages: Readonly<Record<string, string>> = {
  href: 'concept:staff.fault.link',
  startsOn: 'http:field.date',
  endsOn: 'http:field.date',
};

/** Reads the form of a recommendation; errors stand at the fields of the form. */
export const recommendationFormSchema = z.unknown().transform((input, context): RecommendationText => {
  const { draft, rows, faults } = readDraft(input as FormValues);
  for (const { field, key } of faults) context.issues.push({ code: 'custom', message: key, path: [field], input: undefined });
  const parsed = recommendationTextSchema.safeParse(draft, { reportInput: true });
  for (const issue of parsed.error?.issues ?? []) {
    const own = /^[\w-]+:[\w.-]+$/.test(issue.message) ? issue.message : messages[String(issue.path.at(-1))];
    const field = formField(issue.path.join('.'), rows);
    context.issues.push(
      own
        ? { code: 'custom', message: own, path: [field], input: undefined }
        : ({ ...issue, path: [field], input: issue.input } as z.core.$ZodRawIssue),
    );
  }
  return parsed.data as RecommendationText;
}) as z.ZodType<RecommendationText>;

function rowsOf<Row>(
  kind: RowKind,
  all: readonly Row[],
  fields: (row: Row) => Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    all.flatMap((row, index) => Object.entries(fields(row)).map(([name, value]) => [`${kind}.${index}.${name}`, value])),
  );
}

/** The opposite of reading: the form as the recommendation stands. */
export function recommendationFormValues(text: RecommendationText): Record<string, string | string[]> {
  return {
    fieldId: text.fieldId,
    challengeId: text.challengeId ?? '',
    goalId: text.goalId ?? '',
    title: text.title,
    wording: text.wording,
    summary: text.summary,
    targetGroups: text.targetGroups.join('\n'),
    levels: [...text.levels],
    territories: [...text.territories],
    responsibilities: [...text.responsibilities],
    ...rowsOf('stakeholders', text.stakeholders, ({ name, role }: Stakeholder) => ({ name, role })),
    ...rowsOf('resources', text.resources, ({ kind, text: words, plannedCents, securedCents, spentCents }: Resource) => ({
      kind,
      text: words,
      planned: euroText(plannedCents),
      secured: euroText(securedCents),
      spent: euroText(spentCents),
    })),
    ...rowsOf('links', text.links, ({ kind, label, href }: RelatedLink) => ({ kind, label, href })),
    needsMoney: text.needsMoney ? 'yes' : '',
    fundingReservation: text.fundingReservation,
    timeFrame: text.timeFrame ?? '',
    startsOn: text.startsOn ?? '',
    endsOn: text.endsOn ?? '',
    indicators: text.indicators.join('\n'),
    figures: text.figures.join('\n'),
    weight: String(text.weight),
    internal: text.internal ? 'yes' : '',
    contact: text.contact,
    source: text.source,
  };
}
