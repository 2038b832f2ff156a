import type { FastifyReply, FastifyRequest } from '#platform/http';
import { failureText } from '../failures.ts';
import type { Report } from '../model/report.ts';
import { type ReportView, reportView } from '../service/report-viewing.ts';
import { isId, refuseReport, reportsBase } from './report-paths.ts';

type Answer = (request: FastifyRequest, reply: FastifyReply, view: ReportView) => Promise<FastifyReply> | FastifyReply;

/** Answers for a report of the district; anything else that the address says is "not found". */
export function withReport(answer: Answer) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { report: id } = request.params as { report: string };
    const view = isId(id) ? await reportView(request.context, id) : undefined;
    return view ? answer(request, reply, view) : reply.refuse(404);
  };
}

/** After something that one button does: back to the report, with what happened; a change in between is told. */
export function afterwards(
  request: FastifyRequest,
  reply: FastifyReply,
  report: Pick<Report, 'id'>,
  outcome: { readonly ok: boolean; readonly code?: Parameters<typeof refuseReport>[1] },
  { done, anchor = '' }: { readonly done: string; readonly anchor?: string },
) {
  const here = `${reportsBase(request.context)}/${report.id}`;
  if (outcome.ok || !outcome.code)
    return reply.redirectWithNotice(`${here}${anchor}`, 'success', `monitoring:staff.report.done.${done}`);
  if (outcome.code === 'monitoring.not_allowed' || outcome.code === 'monitoring.unknown_report')
    return refuseReport(reply, outcome.code);
  return reply.redirectWithNotice(here, 'warning', failureText(outcome.code));
}
