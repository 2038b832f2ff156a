import type { FastifyReply, FastifyRequest } from '#platform/http';
import type { Run } from '../../model/exchange/run.ts';
import type { Source } from '../../model/exchange/source.ts';
import { managesSources, sourceOf } from '../../service/exchange/sources.ts';
import { runOf } from '../../service/exchange/viewing.ts';
import { root, staffBase } from '../staff/parts.ts';

export const list = `${root}/quellen`;
export const onePath = `${list}/:source`;
export const runPath = `${onePath}/laeufe/:run`;
export const config = { access: 'directory.manage' } as const;

type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | FastifyReply;
type SourceAnswer = (request: FastifyRequest, reply: FastifyReply, source: Source) => Promise<FastifyReply> | FastifyReply;
type RunAnswer = (request: FastifyRequest, reply: FastifyReply, source: Source, run: Run) => Promise<FastifyReply> | FastifyReply;

/** Sources concern the whole district: who manages a part of it has no business here. */
export const forDistrict =
  (answer: Answer): Answer =>
  (request, reply) =>
    managesSources(request.context) ? answer(request, reply) : reply.refuse(403);

/** Anything that the address says and that is no source of this district is "not found". */
export const forSource = (answer: SourceAnswer): Answer =>
  forDistrict(async (request, reply) => {
    const source = await sourceOf(request.context, (request.params as { source: string }).source);
    return source ? answer(request, reply, source) : reply.refuse(404);
  });

export const forRun = (answer: RunAnswer): Answer =>
  forSource(async (request, reply, source) => {
    const run = await runOf(request.context, source, (request.params as { run: string }).run);
    return run ? answer(request, reply, source, run) : reply.refuse(404);
  });

export const sourceBase = (request: FastifyRequest, source: Pick<Source, 'id'>): string =>
  `${staffBase(request.context)}/quellen/${source.id}`;

/** The first text of a query. */
export function asked(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Record<string, unknown>)[name];
  return typeof value === 'string' && value ? value : undefined;
}
