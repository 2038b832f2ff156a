import type { Dimension, Indicator, Source } from './indicator.ts';
import type { ColumnMapping, TableMapping } from './mapping.ts';
import {
  guessCategory,
  guessDimension,
  guessIndicator,
  guessPeriodicity,
  guessUnit,
  isQuarterList,
  proposedK,
  type Seen,
  type SeenVariable,
} from './mapping-assistant.ts';
import type { Faults } from './mapping-assistant-columns.ts';
import { textOf } from './mapping-assistant-columns.ts';
import { type Periodicity, periodicities, relativeUnits, type Topic, topics, type Unit, units } from './vocabulary.ts';

/** What is there to choose from. */
export interface Choices {
  readonly indicators: readonly Indicator[];
  readonly sources: readonly Source[];
  readonly dimensions: readonly Dimension[];
  /** Keys of territories. */
  readonly places: ReadonlySet<string>;
}

export interface NewIndicator {
  /** Place of the measure in `Seen.measures`. */
  readonly measure: number;
  readonly name: string;
  readonly unit: Unit;
  readonly topic: Topic;
  readonly periodicity: Periodicity;
  readonly additive: boolean;
  readonly secrecyK: number | null;
}

export interface NewSource {
  readonly name: string;
  readonly publisher: string;
  readonly licence: string | null;
  readonly licenceNote: string;
  readonly attribution: string;
}

/** Answers, before new sources and indicators have a key. */
export interface Answers {
  readonly name: string;
  readonly source: { readonly key: string } | NewSource;
  readonly rules: readonly {
    readonly measure: string;
    readonly indicator: { readonly key: string } | NewIndicator;
    readonly factor: number;
  }[];
  readonly where: Readonly<Record<string, string | null>>;
  readonly dimensions: TableMapping['dimensions'];
  readonly categories: TableMapping['categories'];
  readonly territories: TableMapping['territories'];
}

/** Attributes of each variable that are asked about; the others are taken over with a code made of their name. */
export const mostCategoriesAsked = 40;
export const mostNamesAsked = 150;

/** Licences of DCAT-AP.de that sources of figures come under. */
export const licences = [
  'http://dcat-ap.de/def/licenses/dl-by-de/2.0',
  'http://dcat-ap.de/def/licenses/dl-zero-de/2.0',
  'http://dcat-ap.de/def/licenses/cc-by/4.0',
  'http://dcat-ap.de/def/licenses/cc-zero',
] as const;

/** Attributes whose category the house cannot tell by itself. */
export function openAttributes(variable: SeenVariable, dimension: Dimension | undefined): [string, string][] {
  if (!dimension) return [];
  return [...variable.attributes]
    .filter(([attribute, label]) => guessCategory(attribute, label, dimension) === undefined)
    .slice(0, mostCategoriesAsked);
}

/** What the form shows at first, from what was recognised, or from what was remembered. */
export function answerValues(
  seen: Seen,
  choices: Choices,
  {
    title,
    remembered,
    territoryOf,
    columns,
  }: {
    title: string;
    remembered: TableMapping | undefined;
    territoryOf: (name: string) => string | undefined;
    columns: ColumnMapping | null;
  },
): Record<string, string> {
  const quarterly = isQuarterList(
    [...seen.keys.keys(), ...[...seen.names.keys()].flatMap((name) => territoryOf(name) ?? [])],
    columns,
  );
  const values: Record<string, string> = {
    name: title,
    source: remembered?.source ?? '',
    topic: 'demography',
    periodicity: guessPeriodicity(seen.periods),
    secrecyK: quarterly ? String(proposedK) : '',
  };
  seen.measures.forEach((measure, at) => {
    const rule = remembered?.rules.find((one) => one.measure === measure.measure);
    values[`indicator${at}`] = rule?.indicator ?? guessIndicator(measure, choices.indicators) ?? '';
    values[`newName${at}`] = measure.label.slice(0, 120);
    values[`newUnit${at}`] = guessUnit(measure);
    values[`factor${at}`] = String(rule?.factor ?? 1);
  });
  seen.variables.forEach((variable, at) => {
    const fixed = remembered?.rules[0]?.where[variable.variable];
    const key = remembered?.dimensions[variable.variable] ?? guessDimension(variable, choices.dimensions);
    values[`variable${at}`] =
      fixed === null ? 'only_total' : fixed !== undefined ? `only=${fixed}` : key ? `dimension=${key}` : 'new';
    openAttributes(
      variable,
      choices.dimensions.find((one) => one.key === key),
    ).forEach(([attribute], index) => {
      const said = key === undefined ? undefined : remembered?.categories[key]?.[attribute];
      values[`category${at}_${index}`] = said === null ? 'total' : said === undefined ? 'new' : `${key}=${said}`;
    });
  });
  [...seen.names.keys()].slice(0, mostNamesAsked).forEach((name, at) => {
    values[`place${at}`] = remembered?.territories[name] ?? territoryOf(name) ?? '';
  });
  return values;
}

type Values = Parameters<typeof textOf>[0];
type Writable = Record<string, Faults[string]>;

const required = { key: 'http:field.required' };
const choice = { key: 'http:field.choice' };

function readSource(values: Values, { sources }: Choices, faults: Writable): Answers['source'] {
  const chosen = textOf(values, 'source');
  if (chosen === '') faults.source = required;
  else if (chosen !== 'new' && !sources.some(({ key }) => key === chosen)) faults.source = choice;
  if (chosen !== 'new') return { key: chosen };
  const text = (name: string, longest: number) => {
    const value = textOf(values, name);
    if (value.length > longest) faults[name] = { key: 'http:field.too_long', details: { count: longest } };
    return value;
  };
  const licence = text('sourceLicence', 200);
  for (const name of ['sourceName', 'sourcePublisher']) if (!textOf(values, name)) faults[name] = required;
  if (licence !== '' && licence !== 'own' && !(licences as readonly string[]).includes(licence)) faults.sourceLicence = choice;
  if (licence === '') faults.sourceLicence = required;
  if (licence === 'own' && !textOf(values, 'sourceLicenceNote')) faults.sourceLicenceNote = required;
  return {
    name: text('sourceName', 200),
    publisher: text('sourcePublisher', 200),
    licence: licence === 'own' ? null : licence,
    licenceNote: text('sourceLicenceNote', 1000),
    attribution: text('sourceAttribution', 300),
  };
}

function readK(values: Values, faults: Writable): number | null {
  const text = textOf(values, 'secrecyK');
  if (text === '') return null;
  if (/^\d{1,3}$/.test(text) && Number(text) >= 2 && Number(text) <= 100) return Number(text);
  faults.secrecyK = { key: 'monitoring:staff.mapping.fault.secrecy_k' };
  return null;
}

function readFactor(text: string): number | undefined {
  if (text === '') return 1;
  const factor = /^\d{1,9}(?:[.,]\d{1,9})?$/.test(text) ? Number(text.replace(',', '.')) : 0;
  return factor > 0 ? factor : undefined;
}

function readRules(values: Values, seen: Seen, { indicators }: Choices, faults: Writable): Answers['rules'] {
  const k = readK(values, faults);
  const topic = topics.find((one) => one === textOf(values, 'topic'));
  const periodicity = periodicities.find((one) => one === textOf(values, 'periodicity'));
  const taken = new Map<string, number>();
  const rules = seen.measures.flatMap(({ measure }, at): Answers['rules'][number][] => {
    const chosen = textOf(values, `indicator${at}`);
    if (chosen === '') return [];
    const factor = readFactor(textOf(values, `factor${at}`));
    if (factor === undefined) faults[`factor${at}`] = { key: 'monitoring:staff.mapping.fault.factor' };
    if (chosen !== 'new') {
      if (!indicators.some(({ key }) => key === chosen)) faults[`indicator${at}`] = choice;
      // Two measures as one indicator would be two values for one figure.
      else if (taken.has(chosen)) faults[`indicator${at}`] = { key: 'monitoring:staff.mapping.fault.twice' };
      taken.set(chosen, at);
      return [{ measure, indicator: { key: chosen }, factor: factor ?? 1 }];
    }
    const name = textOf(values, `newName${at}`);
    const unit = units.find((one) => one === textOf(values, `newUnit${at}`));
    if (!name) faults[`newName${at}`] = required;
    if (name.length > 200) faults[`newName${at}`] = { key: 'http:field.too_long', details: { count: 200 } };
    if (!unit) faults[`newUnit${at}`] = choice;
    if (!topic) faults.topic = choice;
    if (!periodicity) faults.periodicity = choice;
    const made = { unit: unit ?? 'count', topic: topic ?? 'demography', periodicity: periodicity ?? 'irregular' } as const;
    const additive = !relativeUnits.includes(made.unit);
    return [{ measure, indicator: { measure: at, name, ...made, additive, secrecyK: additive ? k : null }, factor: factor ?? 1 }];
  });
  if (!rules.length)
    faults[seen.measures.length ? 'indicator0' : '_form'] = { key: 'monitoring:staff.mapping.fault.no_indicator' };
  return rules;
}

/** Reads the form; answers are whole when there are no faults. */
export function readAnswers(
  values: Values,
  seen: Seen,
  choices: Choices,
): { readonly answers: Answers; readonly faults: Faults } {
  const faults: Writable = {};
  const name = textOf(values, 'name');
  if (!name) faults.name = required;
  if (name.length > 200) faults.name = { key: 'http:field.too_long', details: { count: 200 } };
  const source = readSource(values, choices, faults);
  const rules = readRules(values, seen, choices, faults);
  const where: Record<string, string | null> = {};
  const dimensions: Record<string, string> = {};
  const categories: Record<string, Record<string, string | null>> = {};
  seen.variables.forEach((variable, at) => {
    const field = `variable${at}`;
    const chosen = textOf(values, field);
    if (chosen === 'only_total') where[variable.variable] = null;
    else if (chosen.startsWith('only=') && variable.attributes.has(chosen.slice(5))) where[variable.variable] = chosen.slice(5);
    else if (chosen.startsWith('dimension=')) {
      const dimension = choices.dimensions.find(({ key }) => key === chosen.slice(10));
      if (!dimension) faults[field] = choice;
      else {
        dimensions[variable.variable] = dimension.key;
        const said = readCategories(values, variable, at, { dimension, faults });
        if (Object.keys(said).length) categories[dimension.key] = said;
      }
    } else if (chosen !== 'new') faults[field] = choice;
  });
  const territories: Record<string, string> = {};
  [...seen.names.keys()].slice(0, mostNamesAsked).forEach((place, at) => {
    const key = textOf(values, `place${at}`);
    if (key !== '' && !choices.places.has(key)) faults[`place${at}`] = choice;
    else if (key !== '') territories[place] = key;
  });
  return { answers: { name, source, rules, where, dimensions, categories, territories }, faults };
}

function readCategories(
  values: Values,
  variable: SeenVariable,
  at: number,
  { dimension, faults }: { dimension: Dimension; faults: Writable },
): Record<string, string | null> {
  const said: Record<string, string | null> = {};
  for (const [attribute, label] of variable.attributes) {
    const code = guessCategory(attribute, label, dimension);
    // Known by its name only: the general rule knows codes.
    if (code !== undefined) said[attribute] = code;
  }
  openAttributes(variable, dimension).forEach(([attribute], index) => {
    const field = `category${at}_${index}`;
    const chosen = textOf(values, field);
    if (chosen === '' || chosen === 'new') return;
    const [key, code = ''] = chosen.split('=');
    if (chosen === 'total') said[attribute] = null;
    else if (key === dimension.key && dimension.categories.some((one) => one.code === code)) said[attribute] = code;
    else faults[field] = choice;
  });
  return said;
}
