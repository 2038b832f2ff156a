import { type App, type FastifyReply, parseForm } from '#platform/http';
import { interfaceLanguages } from '#platform/i18n';
import type { FieldChange } from '#platform/ui';
import { failureText } from '../failures.ts';
import { inputsOf } from '../model/formula.ts';
import { checkFormula } from '../model/formula-check.ts';
import { parseFormula } from '../model/formula-parsing.ts';
import { indicatorFormSchema, indicatorFormValues, one, textFields } from '../model/indicator-form.ts';
import type { IndicatorContent } from '../model/indicator-schema.ts';
import { IndicatorFormPage } from '../pages/indicator-form.tsx';
import { changeIndicator, contentOf, createIndicator, formulaMessage, setIndicatorState } from '../service/indicator-form.ts';
import { type Definitions, definitions } from '../service/reading.ts';
import {
  bodyWith,
  type Call,
  editRoute,
  errorsOf,
  type Rejected,
  refusalStatus,
  staffBase,
  versionOf,
} from './catalogue-parts.ts';

interface Shown extends Rejected {
  readonly conflict?: readonly FieldChange[];
  readonly checked?: string;
}

function choicesOf({ context }: Call, { indicators, sources, dimensions }: Definitions) {
  const name = (names: Readonly<Record<string, string>>, key: string) => names[context.language.tag] ?? names.de ?? key;
  return {
    sources: sources.map(({ key, names }) => ({ value: key, label: name(names, key) })),
    dimensions: dimensions.map(({ key, names }) => ({ value: key, label: name(names, key) })),
    indicators: indicators.map(({ key, names }) => ({ value: key, label: name(names, key) })),
    languages: interfaceLanguages.map(({ tag, autonym: label }) => ({ value: tag, label, lang: tag })),
  };
}

/** Languages whose texts the form always shows. */
const ownTexts: readonly string[] = ['de', 'en', 'de-simple'];

/** A further language whose texts the form shows. */
function tongueOf({ values }: Call): string {
  const wanted = one(values, 'sprache');
  return interfaceLanguages.some(({ tag }) => tag === wanted && !ownTexts.includes(tag)) ? wanted : '';
}

const newValues = { direction: 'none', decimals: '0', additive: 'yes', state: 'draft', periodicity: 'year', kind: 'context' };

/** The page of a new indicator, or of the one in the address. */
async function show(call: Call, shown?: Shown): Promise<FastifyReply> {
  const { context, reply, params } = call;
  const defined = await definitions(context);
  const indicator = params.key === undefined ? undefined : defined.indicators.find(({ key }) => key === params.key);
  if (params.key !== undefined && !indicator) return reply.refuse(404);
  const base = staffBase(context);
  const name = indicator ? (indicator.names[context.language.tag] ?? indicator.names.de ?? indicator.key) : undefined;
  const title = name ?? context.t('monitoring:staff.list.new');
  const rejected = shown && !shown.conflict && shown.checked === undefined && Object.keys(shown.errors).length > 0;
  return reply.page(
    <IndicatorFormPage
      base={base}
      title={title}
      kicker={indicator?.key}
      crumb={{ label: title }}
      action={`${base}/kennzahlen/${indicator?.key ?? 'neu'}`}
      choices={choicesOf(call, defined)}
      values={shown?.values ?? (indicator ? indicatorFormValues(contentOf(indicator, defined.sources)) : newValues)}
      errors={shown?.errors ?? {}}
      version={indicator && (shown && !shown.conflict ? versionOf(shown.values) : indicator.version)}
      retired={indicator?.state === 'retired'}
      conflict={shown?.conflict}
      checked={shown?.checked}
      tongue={tongueOf(call)}
    />,
    rejected || shown?.conflict ? 422 : 200,
  );
}

/**
 * What the buttons of the form that do not save show: another language, or what the formula means. No reply is handed back,
 * because to wait for one is to wait until it was sent.
 */
async function buttonOf({ context, params, values }: Call): Promise<Shown | undefined> {
  const action = one(values, 'aktion');
  if (action === 'sprache') return { values, errors: {} };
  if (action !== 'pruefen') return undefined;
  const text = one(values, 'formula');
  const { indicators } = await definitions(context);
  const problem = checkFormula(text, params.key ?? one(values, 'key'), indicators);
  if (problem) return { values, errors: { formula: formulaMessage(context, problem) } };
  const parsed = parseFormula(text);
  const names = new Map(indicators.map(({ key, names }) => [key, names[context.language.tag] ?? names.de ?? key]));
  const inputs = parsed.ok ? inputsOf(parsed.formula).map((key) => names.get(key) ?? key) : [];
  return { values, errors: {}, checked: context.t('monitoring:staff.formula.right', { inputs: inputs.join(', ') }) };
}

/** Theirs against mine, field by field. */
function changesOf({ context }: Call, theirs: IndicatorContent, mine: IndicatorContent): FieldChange[] {
  const [before, after] = [indicatorFormValues(theirs), indicatorFormValues(mine)];
  const label = (name: string) => {
    const [field = name, tag] = name.split('.');
    const known = textFields.some((one) => one === field) && tag;
    const text = context.t(`monitoring:staff.field.${field === 'names' ? 'name' : field}`);
    return known ? `${text} (${tag})` : field === 'seriesBreaks' ? `${text} ${Number(tag) + 1}` : text;
  };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((name) => ({
      label: label(name),
      before: [before[name] ?? ''].flat().join(', '),
      after: [after[name] ?? ''].flat().join(', '),
    }))
    .filter((change) => change.before !== change.after);
}

async function save(call: Call): Promise<FastifyReply> {
  const { context, request, reply, params, values } = call;
  const shown = await buttonOf(call);
  if (shown) return show(call, shown);
  const form = parseForm(indicatorFormSchema, bodyWith(request, 'key', params.key), context.t);
  if (!form.ok) return show(call, { values, errors: form.errors });
  const { key } = params;
  const outcome = key
    ? await changeIndicator(context, key, versionOf(values), form.data)
    : await createIndicator(context, form.data);
  if (outcome.ok)
    return reply.redirectWithNotice(`${staffBase(context)}/kennzahlen/${outcome.value}`, 'success', 'monitoring:staff.saved');
  const status = refusalStatus(outcome.code);
  if (status) return reply.refuse(status);
  if (outcome.code !== 'monitoring.changed') return show(call, { values, errors: errorsOf(context, outcome, 'key') });
  const { indicators, sources } = await definitions(context);
  const theirs = indicators.find((one) => one.key === key);
  if (!theirs) return reply.refuse(404);
  return show(call, { values, errors: {}, conflict: changesOf(call, contentOf(theirs, sources), form.data) });
}

async function setState({ context, reply, params, values }: Call): Promise<FastifyReply> {
  const state = one(values, 'state') === 'retired' ? 'retired' : 'public';
  const outcome = await setIndicatorState(context, params.key ?? '', versionOf(values), state);
  const href = `${staffBase(context)}/kennzahlen/${params.key}`;
  if (outcome.ok) return reply.redirectWithNotice(href, 'success', 'monitoring:staff.saved');
  const status = refusalStatus(outcome.code);
  return status ? reply.refuse(status) : reply.redirectWithNotice(href, 'warning', failureText(outcome.code));
}

/** The form of an indicator, of a new one, and its end. */
export function indicatorFormRoutes(app: App): void {
  editRoute(app, 'get', '/kennzahlen/neu', (call) => show(call));
  editRoute(app, 'post', '/kennzahlen/neu', save);
  editRoute(app, 'get', '/kennzahlen/:key', (call) => show(call));
  editRoute(app, 'post', '/kennzahlen/:key', save);
  editRoute(app, 'post', '/kennzahlen/:key/zustand', setState);
}
