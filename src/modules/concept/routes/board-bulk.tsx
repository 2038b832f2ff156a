import { z } from 'zod';
import { type App, type FastifyReply, list, parseForm } from '#platform/http';
import { type FailureCode, failureText } from '../failures.ts';
import { moves, statusOfMove } from '../model/kanban.ts';
import { BulkReportPage } from '../pages/board-report.tsx';
import { type BulkChange, changeMany, mostAtOnce, readPicked } from '../service/board-editing.ts';
import { backTo, editionRoot, forEdition, type ViewCall } from './board-parts.ts';

const schema = z.object({
  action: z.enum(['status', 'lead']),
  ids: list(z.string(), mostAtOnce),
  status: z.enum(moves).or(z.literal('')).default(''),
  reason: z.string().max(1000).default(''),
  lead: z.string().max(200).default(''),
});

function changeOf({ action, status, reason, lead }: z.output<typeof schema>): BulkChange | undefined {
  if (action === 'lead') return lead === '' ? undefined : { action, lead };
  return status === '' ? undefined : { action, status: statusOfMove(status), reason };
}

async function bulk({ request, reply, context, ground, base }: ViewCall): Promise<FastifyReply> {
  const parsed = parseForm(schema, request.body, context.t);
  const back = backTo(base, parsed.values.back);
  const picked = parsed.ok ? readPicked(parsed.data.ids) : undefined;
  if (!parsed.ok || !picked) return reply.refuse(422);
  const change = changeOf(parsed.data);
  if (picked.length === 0) return reply.redirectWithNotice(back, 'warning', 'concept:staff.view.bulk_none');
  if (!change) return reply.redirectWithNotice(back, 'warning', 'concept:staff.view.bulk_what');
  const report = await changeMany(context, ground.tree.recommendations, picked, change);
  if (report.refused.length === 0) return reply.redirectWithNotice(back, 'success', 'concept:staff.view.saved');
  const sentence = (code: string) => context.t(failureText(code as FailureCode));
  return reply.page(<BulkReportPage report={report} back={back} sentence={sentence} />);
}

export function boardBulkRoutes(app: App): void {
  app.post(`${editionRoot}/auswahl`, { config: { access: 'concept.edit' } }, forEdition(bulk, false));
}
