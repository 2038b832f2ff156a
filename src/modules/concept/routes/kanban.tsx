import { z } from 'zod';
import { type App, type FastifyReply, type FormErrors, parseForm } from '#platform/http';
import type { FieldChange } from '#platform/ui';
import { facetsOf, filtered } from '../model/board.ts';
import { kanbanOf, moves, statusOfMove } from '../model/kanban.ts';
import { KanbanPage, MovePage } from '../pages/kanban.tsx';
import { setStatus } from '../service/status.ts';
import { addressOf } from './board.tsx';
import { backTo, editionRoot, errorsOf, forEdition, frameOf, type ViewCall, viewRoute } from './board-parts.ts';

/** Cards of one column; the board has the rest. */
const mostCards = 40;

function kanban(call: ViewCall): FastifyReply {
  const { ground, reply, query } = call;
  const { tree, towns, today } = ground;
  const address = addressOf(call);
  const keys = towns.map(({ key }) => key);
  return reply.page(
    <KanbanPage
      frame={frameOf(call)}
      address={address}
      facets={facetsOf(tree.recommendations, tree.fields, keys, address.filter)}
      towns={towns}
      columns={kanbanOf(
        filtered(tree.recommendations, tree.fields, address.filter),
        query.druck === undefined ? mostCards : tree.recommendations.length,
      )}
      today={today}
    />,
  );
}

const schema = z.object({
  status: z.enum(moves),
  reason: z.string().max(1000).default(''),
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
});

async function move(call: ViewCall): Promise<FastifyReply> {
  const { request, reply, context, ground, base, params } = call;
  const item = ground.tree.recommendations.find(({ id }) => id === params.recommendation);
  if (!item) return reply.refuse(404);
  const parsed = parseForm(schema, request.body, context.t);
  const sent = backTo(base, parsed.values.back);
  const back = sent === base ? `${base}/kanban` : sent;
  const again = (errors: FormErrors, changes: readonly FieldChange[] = []) =>
    reply.page(
      <MovePage frame={frameOf(call)} item={item} values={parsed.values} errors={errors} changes={changes} back={back} />,
      422,
    );
  if (!parsed.ok) return again(parsed.errors);
  const { status, reason, version } = parsed.data;
  const outcome = await setStatus(context, item.id, version, { status: statusOfMove(status), reason });
  if (outcome.ok) return reply.redirectWithNotice(back, 'success', 'concept:staff.view.moved');
  if (outcome.code !== 'concept.changed') return again(errorsOf(context, outcome, { _form: 'status' }));
  const word = (value: string) => context.t(value === 'automatic' ? 'concept:staff.view.automatic' : `concept:status.${value}`);
  return again({}, [
    { label: context.t('concept:staff.view.status'), before: word(item.manualStatus ?? 'automatic'), after: word(status) },
    { label: context.t('concept:staff.view.reason'), before: item.statusReason, after: reason, lang: 'de' },
  ]);
}

export function kanbanRoutes(app: App): void {
  viewRoute(app, '/kanban', kanban);
  app.post(`${editionRoot}/kanban/:recommendation`, { config: { access: 'concept.edit' } }, forEdition(move, false));
}
