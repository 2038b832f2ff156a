import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { BulkConfirmPage, BulkReportPage } from '../../pages/staff/bulk.tsx';
import { type BulkAction, bulkActions, bulkLimit, changeMany } from '../../service/bulk.ts';
import { readNames } from '../../service/listing.ts';
import { chosen } from './inbox.tsx';
import { deskFrame, isId, one, root, staffBase } from './parts.ts';

interface Choice {
  readonly action: BulkAction;
  readonly ids: readonly string[];
  readonly back: string;
}

/** The list one came from; any other address leads to the list without filters. */
function backTo(context: Context, sent: string): string {
  const list = `${staffBase(context)}/eintraege`;
  return sent === list || sent.startsWith(`${list}?`) ? sent : list;
}

/** What was chosen; undefined: not by a form of ours. */
function readChoice({ context, body }: FastifyRequest): Choice | undefined {
  const values = formValues(body);
  const action = chosen(one(values, 'action'), bulkActions);
  const sent = values.ids ?? [];
  const ids = [...new Set((Array.isArray(sent) ? sent : sent.split(',')).filter(isId))];
  return action && ids.length <= bulkLimit ? { action, ids, back: backTo(context, one(values, 'back')) } : undefined;
}

async function ask(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const choice = readChoice(request);
  if (!choice) return reply.refuse(422);
  const entries = await readNames(context, choice.ids);
  if (!entries.length) return reply.redirectWithNotice(choice.back, 'warning', 'directory:staff.bulk.none');
  return reply.page(
    <BulkConfirmPage frame={await deskFrame(context)} action={choice.action} entries={entries} back={choice.back} />,
  );
}

async function run(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const choice = readChoice(request);
  if (!choice) return reply.refuse(422);
  const outcome = await changeMany(context, choice.action, choice.ids);
  if (!outcome.ok) return reply.redirectWithNotice(choice.back, 'warning', 'directory:staff.bulk.none');
  const { action, back } = choice;
  return reply.page(<BulkReportPage frame={await deskFrame(context)} action={action} report={outcome.value} back={back} />);
}

export function bulkRoutes(app: App): void {
  const config = { access: 'directory.edit' } as const;
  app.post(`${root}/eintraege/sammeln`, { config }, ask);
  app.post(`${root}/eintraege/sammeln/ausfuehren`, { config }, run);
}
