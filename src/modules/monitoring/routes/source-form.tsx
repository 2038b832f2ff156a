import { type App, type FastifyReply, parseForm } from '#platform/http';
import type { FieldChange } from '#platform/ui';
import type { Source } from '../model/indicator.ts';
import type { SourceContent } from '../model/indicator-schema.ts';
import { sourceFormSchema, sourceFormValues } from '../model/source-form.ts';
import { SourceFormPage, SourcesPage } from '../pages/source-form.tsx';
import { definitions } from '../service/reading.ts';
import { changeSource, createSource } from '../service/source-form.ts';
import {
  bodyWith,
  type Call,
  editRoute,
  errorsOf,
  getRoute,
  type Rejected,
  refusalStatus,
  staffBase,
  versionOf,
} from './catalogue-parts.ts';

async function list({ context, reply }: Call): Promise<FastifyReply> {
  const { indicators, sources } = await definitions(context);
  const counts = Map.groupBy(indicators, ({ sourceId }) => sourceId);
  const rows = sources.map((source) => ({ source, indicators: counts.get(source.id)?.length ?? 0 }));
  return reply.page(<SourcesPage base={staffBase(context)} rows={rows} mayEdit={context.may('monitoring.edit')} />);
}

const newValues = { rank: '100', public: 'yes' };

async function show(call: Call, shown?: Rejected & { readonly conflict?: readonly FieldChange[] }): Promise<FastifyReply> {
  const { context, reply, params } = call;
  const source =
    params.key === undefined ? undefined : (await definitions(context)).sources.find(({ key }) => key === params.key);
  if (params.key !== undefined && !source) return reply.refuse(404);
  const version = source && (shown && !shown.conflict ? versionOf(shown.values) : source.version);
  return reply.page(
    <SourceFormPage
      base={staffBase(context)}
      title={
        source ? (source.names[context.language.tag] ?? source.names.de ?? source.key) : context.t('monitoring:staff.source.new')
      }
      values={shown?.values ?? (source ? sourceFormValues(source) : newValues)}
      errors={shown?.errors ?? {}}
      stored={source && version !== undefined ? { key: source.key, version } : undefined}
      conflict={shown?.conflict}
    />,
    shown ? 422 : 200,
  );
}

function changesOf({ context }: Call, theirs: Source, mine: SourceContent): FieldChange[] {
  const { id: _, version: __, ...rest } = theirs;
  const [before, after] = [sourceFormValues(rest), sourceFormValues(mine)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((name) => ({
      label: name.startsWith('names.')
        ? `${context.t('monitoring:staff.field.name')} (${name.slice(6)})`
        : context.t(`monitoring:staff.field.${name}`),
      before: before[name] ?? '',
      after: after[name] ?? '',
    }))
    .filter((change) => change.before !== change.after);
}

async function save(call: Call): Promise<FastifyReply> {
  const { context, request, reply, params, values } = call;
  const form = parseForm(sourceFormSchema, bodyWith(request, 'key', params.key), context.t);
  if (!form.ok) return show(call, { values, errors: form.errors });
  const { key } = params;
  const outcome = key ? await changeSource(context, key, versionOf(values), form.data) : await createSource(context, form.data);
  if (outcome.ok) return reply.redirectWithNotice(`${staffBase(context)}/quellen`, 'success', 'monitoring:staff.saved');
  const status = refusalStatus(outcome.code);
  if (status) return reply.refuse(status);
  if (outcome.code !== 'monitoring.changed') return show(call, { values, errors: errorsOf(context, outcome, 'key') });
  const theirs = (await definitions(context)).sources.find((one) => one.key === key);
  if (!theirs) return reply.refuse(404);
  return show(call, { values, errors: {}, conflict: changesOf(call, theirs, { ...form.data, key: theirs.key }) });
}

/** Sources: list, form, new one. */
export function sourceRoutes(app: App): void {
  getRoute(app, '/quellen', list);
  editRoute(app, 'get', '/quellen/neu', (call) => show(call));
  editRoute(app, 'post', '/quellen/neu', save);
  editRoute(app, 'get', '/quellen/:key', (call) => show(call));
  editRoute(app, 'post', '/quellen/:key', save);
}
