import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { type FailureCode, failureText } from '../failures.ts';
import { keyNumbers, progressByField, statusShares } from '../model/board-summary.ts';
import type { ViewFrame } from '../pages/board-frame.tsx';
import { type EditionGround, editionGround } from '../service/board.ts';

/** Where the views of an edition live. */
export const editionRoot = '/intern/:district/konzept/:edition';

export const editionBase = (context: Context, edition: string): string => `/intern/${context.tenant.slug}/konzept/${edition}`;

export type Query = Readonly<Record<string, unknown>>;
export const queryOf = (request: FastifyRequest): Query => formValues(request.query);

export type Params = Readonly<Record<string, string>>;

export interface ViewCall {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly context: Context;
  readonly ground: EditionGround;
  readonly base: string;
  readonly query: Query;
  readonly params: Params;
}

type ViewHandler = (call: ViewCall) => Promise<FastifyReply> | FastifyReply;

/** A handler for addresses below an edition; what is no edition of the district is not found. */
export function forEdition(handler: ViewHandler, adoptions: boolean) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const params = request.params as Params;
    const { context } = request;
    const ground = await editionGround(context, params.edition ?? '', adoptions);
    if (!ground) return reply.refuse(404);
    const base = editionBase(context, ground.tree.edition.id);
    return handler({ request, reply, context, ground, base, query: queryOf(request), params });
  };
}

export function frameOf({ ground, base, query }: Pick<ViewCall, 'ground' | 'base' | 'query'>): ViewFrame {
  const { tree, edits } = ground;
  return {
    tree,
    numbers: keyNumbers(tree.recommendations),
    progress: progressByField(tree.recommendations, tree.fields),
    shares: statusShares(tree.recommendations),
    edits,
    base,
    print: query.druck !== undefined,
  };
}

/** The view one came from; an address that is none of this edition's leads to its board. */
export function backTo(base: string, sent: unknown): string {
  const path = typeof sent === 'string' ? sent : '';
  const rest = path.startsWith(base) ? path.slice(base.length) : undefined;
  return rest !== undefined && /^(?:$|[/?#][^\\\s]*$)/.test(rest) && !rest.startsWith('//') ? path : base;
}

/** The query of an address, as a request for it would bring it along. */
export function queryOfPath(path: string): Query {
  const [, query = ''] = (path.split('#', 1)[0] ?? '').split('?', 2);
  return Object.fromEntries(new URLSearchParams(query));
}

type Details = Readonly<Record<string, string | number>>;

/** The messages of a refused use case beside the fields of a form that names them otherwise. */
export function errorsOf(
  context: Context,
  { code, details }: { readonly code: FailureCode; readonly details: Details },
  names: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  if (code === 'concept.reason_missing') return { reason: context.t(failureText(code)) };
  if (code !== 'concept.invalid') return { [names._form ?? '_form']: context.t(failureText(code), details) };
  return Object.fromEntries(
    Object.entries(details).map(([field, key]) => {
      const name = names[field.split('.')[0] ?? ''] ?? field;
      return [name, context.t(String(key))];
    }),
  );
}

export function viewRoute(app: App, path: string, handler: ViewHandler, adoptions = false): void {
  app.get(`${editionRoot}${path}`, { config: { access: 'concept.read' } }, forEdition(handler, adoptions));
}
