import { z } from 'zod';
import { isDay } from '#platform/days';
import { type App, type FastifyReply, type FormErrors, type FormValues, parseForm } from '#platform/http';
import type { FieldChange } from '#platform/ui';
import { facetsOf, filtered, grouped, pageOf, sorted, stepToCome } from '../model/board.ts';
import { type BoardAddress, readBoardAddress } from '../model/board-address.ts';
import type { Recommendation } from '../model/edition.ts';
import { moves, statusOfMove } from '../model/kanban.ts';
import { timeFrames } from '../model/vocabulary.ts';
import { BoardPage } from '../pages/board.tsx';
import type { RowForm } from '../pages/board-row-form.tsx';
import { saveBoardRow } from '../service/board-editing.ts';
import { type BoardFormat, exportBoard } from '../service/board-export.ts';
import {
  backTo,
  editionRoot,
  errorsOf,
  forEdition,
  frameOf,
  type Query,
  queryOfPath,
  type ViewCall,
  viewRoute,
} from './board-parts.ts';

/** Lines of one page; a sheet to print holds them all. */
const pageSize = 100;

type Ground = Pick<ViewCall, 'ground' | 'base' | 'query'>;

export function addressOf({ ground, query }: Pick<ViewCall, 'ground' | 'query'>): BoardAddress {
  return readBoardAddress(
    query,
    ground.tree.fields.map(({ key }) => key),
    ground.towns.map(({ key }) => key),
  );
}

/** The fields of a line as its form shows them. */
function rowValues(item: Recommendation): FormValues {
  return {
    status: item.manualStatus ?? 'automatic',
    reason: item.statusReason,
    leads: item.stakeholders
      .filter(({ role }) => role === 'lead')
      .map(({ name }) => name)
      .join('; '),
    due: stepToCome(item)?.dueOn ?? '',
    progress: item.manualProgress === null ? '' : String(item.manualProgress),
    timeFrame: item.timeFrame ?? '',
  };
}

function rowForm(item: Recommendation, refused?: Pick<RowForm, 'values' | 'errors' | 'changes'>): RowForm {
  const step = stepToCome(item);
  return {
    item,
    values: rowValues(item),
    errors: {},
    ...refused,
    step: step?.title,
    hidden: { version: item.version, ...(step ? { stepVersion: step.version } : {}) },
  };
}

function boardPage(call: Ground, refused?: RowForm) {
  const { ground, query } = call;
  const { tree, towns, today } = ground;
  const frame = frameOf(call);
  const address = addressOf(call);
  const { filter, order, grouping, page, editing } = address;
  const left = filtered(tree.recommendations, tree.fields, filter);
  const slice = pageOf(sorted(left, order), page, query.druck === undefined ? pageSize : 5000);
  const item = ground.edits && editing !== undefined ? slice.items.find(({ number }) => number === editing) : undefined;
  return (
    <BoardPage
      frame={frame}
      address={address}
      facets={facetsOf(
        tree.recommendations,
        tree.fields,
        towns.map(({ key }) => key),
        filter,
      )}
      towns={towns}
      count={left.length}
      slice={slice}
      groups={grouped(slice.items, grouping, tree.fields)}
      today={today}
      form={refused ?? (item && rowForm(item))}
    />
  );
}

const version = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);
const orEmpty = <Out,>(schema: z.ZodType<Out, string>) => z.union([z.literal('').transform(() => null), schema]);

const rowSchema = z.object({
  status: z.enum(moves).transform(statusOfMove),
  reason: z.string().max(1000).default(''),
  leads: z
    .string()
    .max(2000)
    .default('')
    .transform((text) => [...new Set(text.split(/[;\n]/).map((name) => name.trim()))].filter(Boolean)),
  due: orEmpty(z.string().refine(isDay, 'http:field.date')).optional(),
  progress: orEmpty(
    z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .refine((value) => value <= 100, 'concept:staff.fault.percent'),
  ).default(null),
  timeFrame: orEmpty(z.enum(timeFrames)).default(null),
  version,
  stepVersion: version.optional(),
});

const fieldNames = { stakeholders: 'leads', dueOn: 'due', _form: 'status' };

/** What stands there now against what was typed, field by field. */
function changesOf({ context }: ViewCall, item: Recommendation, values: FormValues): FieldChange[] {
  const now = rowValues(item);
  const labels: Record<string, string> = {
    status: 'status',
    reason: 'reason',
    leads: 'lead',
    due: 'due_of_step',
    progress: 'progress',
    timeFrame: 'time_frame',
  };
  const word = (name: string, value: string) => {
    if (name === 'status') return context.t(value === 'automatic' ? 'concept:staff.view.automatic' : `concept:status.${value}`);
    return name === 'timeFrame' && value ? context.t(`concept:time.${value}`) : value;
  };
  return Object.entries(labels).flatMap(([name, label]) => {
    const [before, after] = [String(now[name] ?? ''), String(values[name] ?? '')];
    if (before === after) return [];
    return [
      { label: context.t(`concept:staff.view.${label}`), before: word(name, before), after: word(name, after), lang: 'de' },
    ];
  });
}

async function saveRow(call: ViewCall): Promise<FastifyReply> {
  const { request, reply, context, ground, base, params } = call;
  const item = ground.tree.recommendations.find(({ id }) => id === params.recommendation);
  if (!item) return reply.refuse(404);
  const parsed = parseForm(rowSchema, request.body, context.t);
  const back = backTo(base, parsed.values.back);
  const query: Query = { ...queryOfPath(back), zeile: String(item.number) };
  const refuse = (form: RowForm, current: ViewCall = call) => reply.page(boardPage({ ...current, query }, form), 422);
  const again = (errors: FormErrors) => refuse(rowForm(item, { values: parsed.values, errors }));
  if (!parsed.ok) return again(parsed.errors);
  const { version: own, stepVersion: step, ...row } = parsed.data;
  const outcome = await saveBoardRow(context, item, { own, step }, row);
  if (outcome.ok) return reply.redirectWithNotice(back, 'success', 'concept:staff.view.saved');
  if (outcome.code !== 'concept.changed') return again(errorsOf(context, outcome, fieldNames));
  return refuse(rowForm(item, { values: parsed.values, errors: {}, changes: changesOf(call, item, parsed.values) }));
}

const types: Record<BoardFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const exportRoute = (format: BoardFormat) => async (call: ViewCall) => {
  const { context, ground, reply } = call;
  const { filter, order } = addressOf(call);
  const rows = sorted(filtered(ground.tree.recommendations, ground.tree.fields, filter), order);
  const content = await exportBoard(context, ground.tree, rows, { format, filter });
  return reply
    .type(types[format])
    .header('content-disposition', `attachment; filename="tafel.${format}"`)
    .header('cache-control', 'no-store')
    .send(content);
};

export function boardRoutes(app: App): void {
  viewRoute(app, '', (call) => call.reply.page(boardPage(call)));
  viewRoute(app, '/tafel.csv', exportRoute('csv'));
  viewRoute(app, '/tafel.xlsx', exportRoute('xlsx'));
  app.post(`${editionRoot}/zeile/:recommendation`, { config: { access: 'concept.edit' } }, forEdition(saveRow, false));
}
