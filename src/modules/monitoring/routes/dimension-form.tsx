import { type App, type FastifyReply, parseForm } from '#platform/http';
import type { Dimension } from '../model/indicator.ts';
import { one } from '../model/indicator-form.ts';
import { categoryFormSchema, categoryFormValues, dimensionFormSchema, dimensionFormValues } from '../model/source-form.ts';
import { CategoryPage, DimensionPage, DimensionsPage, NewDimensionPage } from '../pages/dimension-form.tsx';
import { definitions } from '../service/reading.ts';
import { changeDimension, createDimension, saveCategory, stateOf } from '../service/source-form.ts';
import {
  bodyWith,
  type Call,
  editRoute,
  errorsOf,
  getRoute,
  type Rejected,
  refusalStatus,
  staffBase,
} from './catalogue-parts.ts';

const findIn = async ({ context, params }: Call): Promise<Dimension | undefined> =>
  (await definitions(context)).dimensions.find(({ key }) => key === params.key);

const nameOf = ({ context }: Call, { names, key }: { names: Dimension['names']; key: string }): string =>
  names[context.language.tag] ?? names.de ?? key;

async function list({ context, reply }: Call): Promise<FastifyReply> {
  const { dimensions } = await definitions(context);
  return reply.page(
    <DimensionsPage base={staffBase(context)} dimensions={dimensions} mayEdit={context.may('monitoring.edit')} />,
  );
}

const showNew = ({ context, reply }: Call, shown?: Rejected): FastifyReply =>
  reply.page(
    <NewDimensionPage base={staffBase(context)} values={shown?.values ?? {}} errors={shown?.errors ?? {}} />,
    shown ? 422 : 200,
  );

async function show(call: Call, shown?: Rejected): Promise<FastifyReply> {
  const { context, reply } = call;
  const dimension = await findIn(call);
  if (!dimension) return reply.refuse(404);
  return reply.page(
    <DimensionPage
      base={staffBase(context)}
      dimension={dimension}
      title={nameOf(call, dimension)}
      state={stateOf(dimension)}
      mayEdit={context.may('monitoring.edit')}
      values={shown?.values ?? dimensionFormValues(dimension)}
      errors={shown?.errors ?? {}}
    />,
    shown ? 422 : 200,
  );
}

async function save(call: Call): Promise<FastifyReply> {
  const { context, request, reply, params, values } = call;
  const again = (rejected: Rejected) => (params.key ? show(call, rejected) : showNew(call, rejected));
  const form = parseForm(dimensionFormSchema, bodyWith(request, 'key', params.key), context.t);
  if (!form.ok) return again({ values, errors: form.errors });
  const outcome = params.key
    ? await changeDimension(context, params.key, one(values, 'state'), form.data)
    : await createDimension(context, form.data);
  if (outcome.ok)
    return reply.redirectWithNotice(`${staffBase(context)}/gliederungen/${outcome.value}`, 'success', 'monitoring:staff.saved');
  const status = refusalStatus(outcome.code);
  return status ? reply.refuse(status) : again({ values, errors: errorsOf(context, outcome, params.key ? 'names.de' : 'key') });
}

async function showCategory(call: Call, shown?: Rejected): Promise<FastifyReply> {
  const { context, reply, params } = call;
  const dimension = await findIn(call);
  const category = dimension?.categories.find(({ code }) => code === params.code);
  if (!dimension || (params.code !== undefined && !category)) return reply.refuse(404);
  const title = category
    ? nameOf(call, { names: category.names, key: category.code })
    : context.t('monitoring:staff.dimension.new_category');
  return reply.page(
    <CategoryPage
      base={staffBase(context)}
      dimension={{ key: dimension.key, name: nameOf(call, dimension) }}
      title={title}
      stored={category && { code: category.code, state: stateOf(category) }}
      values={shown?.values ?? (category ? categoryFormValues(category) : { position: String(dimension.categories.length + 1) })}
      errors={shown?.errors ?? {}}
    />,
    shown ? 422 : 200,
  );
}

async function saveOne(call: Call): Promise<FastifyReply> {
  const { context, request, reply, params, values } = call;
  const form = parseForm(categoryFormSchema, bodyWith(request, 'code', params.code), context.t);
  if (!form.ok) return showCategory(call, { values, errors: form.errors });
  const before = params.code === undefined ? null : { code: params.code, state: one(values, 'state') };
  const outcome = await saveCategory(context, params.key ?? '', before, form.data);
  if (outcome.ok)
    return reply.redirectWithNotice(`${staffBase(context)}/gliederungen/${outcome.value}`, 'success', 'monitoring:staff.saved');
  const status = refusalStatus(outcome.code);
  if (status) return reply.refuse(status);
  return showCategory(call, { values, errors: errorsOf(context, outcome, before ? 'names.de' : 'code') });
}

/** Dimensions and their categories. */
export function dimensionRoutes(app: App): void {
  getRoute(app, '/gliederungen', list);
  editRoute(app, 'get', '/gliederungen/neu', (call) => showNew(call));
  editRoute(app, 'post', '/gliederungen/neu', save);
  getRoute(app, '/gliederungen/:key', (call) => show(call));
  editRoute(app, 'post', '/gliederungen/:key', save);
  editRoute(app, 'get', '/gliederungen/:key/neu', (call) => showCategory(call));
  editRoute(app, 'post', '/gliederungen/:key/neu', saveOne);
  editRoute(app, 'get', '/gliederungen/:key/:code', (call) => showCategory(call));
  editRoute(app, 'post', '/gliederungen/:key/:code', saveOne);
}
