import type { Context } from '#platform/access';
import { type App, type FastifyReply, parseForm } from '#platform/http';
import { formatNumber } from '#platform/i18n';
import type { FieldChange } from '#platform/ui';
import { failureText } from '../failures.ts';
import { readBreakdown } from '../model/breakdown.ts';
import type { Dimension, Indicator } from '../model/indicator.ts';
import { one } from '../model/indicator-form.ts';
import {
  breakdownField,
  breakdownOfFields,
  fieldsOfBreakdown,
  type TargetContent,
  targetFormSchema,
} from '../model/target-form.ts';
import { topics } from '../model/vocabulary.ts';
import { TargetFormPage, TargetIndicatorPage, TargetsPage } from '../pages/targets.tsx';
import { definitions, placesOf } from '../service/reading.ts';
import { removeTarget, saveTarget, target, targets } from '../service/targets.ts';
import type { StoredTarget } from '../store/targets.ts';
import {
  type Call,
  editRoute,
  errorsOf,
  getRoute,
  type Rejected,
  refusalStatus,
  staffBase,
  versionOf,
} from './catalogue-parts.ts';

const named = ({ language }: Context, names: Readonly<Record<string, string>>, key: string) =>
  names[language.tag] ?? names.de ?? key;

/** "Geschlecht: weiblich; …" */
export function breakdownWords(context: Context, dimensions: readonly Dimension[], breakdown: string): string {
  return Object.entries(readBreakdown(breakdown) ?? {})
    .map(([key, code]) => {
      const dimension = dimensions.find((one) => one.key === key);
      const category = dimension?.categories.find((one) => one.code === code);
      return `${dimension ? named(context, dimension.names, key) : key}: ${category ? named(context, category.names, code) : code}`;
    })
    .join('; ');
}

async function list({ context, reply }: Call): Promise<FastifyReply> {
  const { indicators, dimensions } = await definitions(context);
  const places = new Map((await context.transaction((trx) => placesOf(context, trx))).map((place) => [place.key, place]));
  const byKey = new Map(indicators.map((indicator) => [indicator.key, indicator]));
  const rows = (await targets(context)).map((target) => {
    const [indicator, place] = [byKey.get(target.indicator), places.get(target.territory)];
    return {
      target,
      indicator: indicator ? named(context, indicator.names, indicator.key) : target.indicator,
      place: place ? named(context, place.names, place.key) : target.territory,
      breakdown: breakdownWords(context, dimensions, target.breakdown),
      value: `${formatNumber(target.value, context.language)} ${indicator ? context.t(`monitoring:unit.${indicator.unit}`) : ''}`,
    };
  });
  return reply.page(<TargetsPage base={staffBase(context)} rows={rows} mayEdit={context.may('monitoring.edit')} />);
}

const valuesOf = (stored: StoredTarget | TargetContent): Record<string, string> => ({
  indicator: stored.indicator,
  territory: stored.territory,
  ...fieldsOfBreakdown(stored.breakdown),
  year: String(stored.year),
  value: String(stored.value).replace('.', ','),
  source: stored.source,
});

/** First of all the indicator: it says by what a target may be broken down. */
function chooseIndicator(
  { context, reply, values }: Call,
  indicators: readonly Indicator[],
  wrong: boolean,
): Promise<FastifyReply> | FastifyReply {
  const options = topics.map((topic) => ({
    label: context.t(`monitoring:topic.${topic}`),
    options: indicators
      .filter((one) => one.topic === topic && one.state !== 'retired')
      .map(({ key, names }) => ({ value: key, label: named(context, names, key) })),
  }));
  return reply.page(
    <TargetIndicatorPage
      base={staffBase(context)}
      indicators={options.filter((group) => group.options.length > 0)}
      territory={one(values, 'ort')}
      wrong={wrong}
    />,
    wrong ? 422 : 200,
  );
}

async function show(call: Call, shown?: Rejected & { readonly conflict?: readonly FieldChange[] }): Promise<FastifyReply> {
  const { context, reply, params, values } = call;
  const stored = params.id === undefined ? undefined : await target(context, params.id);
  if (params.id !== undefined && !stored) return reply.refuse(404);
  const { indicators, dimensions } = await definitions(context);
  const given = shown ? one(shown.values, 'indicator') : (stored?.indicator ?? one(values, 'kennzahl'));
  const indicator = indicators.find(({ key }) => key === given);
  if (!indicator) return chooseIndicator(call, indicators, given !== '' || shown !== undefined);
  const places = await context.transaction((trx) => placesOf(context, trx));
  const wanted = { territory: one(values, 'ort') || context.tenant.ags };
  const fields = stored ? Object.keys(fieldsOfBreakdown(stored.breakdown)) : [];
  const breakdowns = dimensions
    .filter(({ key }) => indicator.breakdowns.includes(key) || fields.includes(breakdownField(key)))
    .map(({ key, names, categories }) => ({
      name: breakdownField(key),
      label: named(context, names, key),
      options: categories.map(({ code, names }) => ({ value: code, label: named(context, names, code) })),
    }));
  const shownFields = breakdowns.map(({ name }) => name);
  // What no field of this form can have said stands at the first of them.
  const fieldOf = (name: string) =>
    /^by\.|^breakdown$/.test(name) && !shownFields.includes(name) ? (shownFields[0] ?? 'territory') : name;
  const errors = Object.fromEntries(Object.entries(shown?.errors ?? {}).map(([name, text]) => [fieldOf(name), text]));
  return reply.page(
    <TargetFormPage
      base={staffBase(context)}
      indicator={{ key: indicator.key, names: indicator.names }}
      places={places.map(({ key, names }) => ({ value: key, label: named(context, names, key) }))}
      breakdowns={breakdowns}
      values={shown?.values ?? (stored ? valuesOf(stored) : wanted)}
      errors={errors}
      stored={stored && { id: stored.id, version: shown && !shown.conflict ? versionOf(shown.values) : stored.version }}
      conflict={shown?.conflict}
    />,
    shown ? 422 : 200,
  );
}

async function save(call: Call): Promise<FastifyReply> {
  const { context, request, reply, params, values } = call;
  const body = { ...(request.body as object | undefined), breakdown: breakdownOfFields(values) };
  const form = parseForm(targetFormSchema, body, context.t);
  if (!form.ok) return show(call, { values, errors: form.errors });
  const before = params.id === undefined ? null : { id: params.id, version: versionOf(values) };
  const outcome = await saveTarget(context, form.data, before);
  if (outcome.ok) return reply.redirectWithNotice(`${staffBase(context)}/ziele`, 'success', 'monitoring:staff.saved');
  const status = refusalStatus(outcome.code);
  if (status) return reply.refuse(status);
  if (outcome.code !== 'monitoring.changed') return show(call, { values, errors: errorsOf(context, outcome, 'year') });
  const theirs = await target(context, params.id ?? '');
  if (!theirs) return reply.refuse(404);
  const { dimensions } = await definitions(context);
  const told = (content: StoredTarget | TargetContent): Record<string, string> => ({
    territory: content.territory,
    breakdown: breakdownWords(context, dimensions, content.breakdown),
    year: String(content.year),
    value: formatNumber(content.value, context.language),
    source: content.source,
  });
  const [stored, mine] = [told(theirs), told(form.data)];
  const conflict = Object.keys(mine)
    .map((name) => ({ label: context.t(`monitoring:staff.target.${name}`), before: stored[name] ?? '', after: mine[name] ?? '' }))
    .filter((change) => change.before !== change.after);
  return show(call, { values, errors: {}, conflict });
}

async function remove({ context, reply, params, values }: Call): Promise<FastifyReply> {
  const outcome = await removeTarget(context, params.id ?? '', versionOf(values));
  const list = `${staffBase(context)}/ziele`;
  if (outcome.ok) return reply.redirectWithNotice(list, 'success', 'monitoring:staff.target.removed');
  const status = refusalStatus(outcome.code);
  return status ? reply.refuse(status) : reply.redirectWithNotice(`${list}/${params.id}`, 'warning', failureText(outcome.code));
}

/** Targets of indicators. */
export function targetRoutes(app: App): void {
  getRoute(app, '/ziele', list);
  editRoute(app, 'get', '/ziele/neu', (call) => show(call));
  editRoute(app, 'post', '/ziele/neu', save);
  editRoute(app, 'get', '/ziele/:id', (call) => show(call));
  editRoute(app, 'post', '/ziele/:id', save);
  editRoute(app, 'post', '/ziele/:id/loeschen', remove);
}
