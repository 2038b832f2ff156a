import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, type FormErrors, type FormValues, formValues } from '#platform/http';
import { type FailureCode, failureText } from '../failures.ts';
import { isId } from '../model/ids.ts';

export const conceptRoot = '/intern/:district/konzept';
export const conceptBase = (context: Context): string => `/intern/${context.tenant.slug}/konzept`;
export const recordHref = (context: Context, id: string): string => `${conceptBase(context)}/empfehlung/${id}`;

/** The first text of a field; of a query too. */
export function one(values: FormValues | Readonly<Record<string, unknown>>, name: string): string {
  const value = values[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}

export const many = (values: FormValues, name: string): string[] => [values[name] ?? []].flat().filter((text) => text !== '');

/** A version number, or one that nothing has. */
export const versionOf = (values: FormValues): number =>
  /^\d{1,9}$/.test(one(values, 'version')) ? Number(one(values, 'version')) : -1;

interface Failure {
  readonly code: FailureCode;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Refusals that no form can mend: the page that says so. */
export function refusalStatus(code: FailureCode): 403 | 404 | undefined {
  if (code === 'concept.not_allowed') return 403;
  return code.startsWith('concept.unknown_') ? 404 : undefined;
}

/** Messages of a refusal at the fields of the form; those of no field stand at `fallback`. */
export function errorsOf(context: Context, { code, details }: Failure, fallback: string): FormErrors {
  if (code === 'concept.invalid')
    return Object.fromEntries(Object.entries(details).map(([field, key]) => [field, context.t(String(key))]));
  const field = code === 'concept.reason_missing' ? 'reason' : fallback;
  return { [field]: context.t(failureText(code), { ...details }) };
}

export interface Call {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly context: Context;
  readonly params: Readonly<Record<string, string>>;
  readonly values: FormValues;
}

type Handler = (call: Call) => Promise<FastifyReply> | FastifyReply;

/** Parts of an address that are ids; what cannot be one is not found. */
const ids = ['edition', 'id', 'step', 'note', 'node', 'concept'] as const;

function handle(handler: Handler, sent: 'query' | 'body') {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const params = request.params as Record<string, string>;
    if (ids.some((name) => params[name] !== undefined && !isId(params[name]))) return reply.refuse(404);
    return handler({ request, reply, context: request.context, params, values: formValues(request[sent]) });
  };
}

type ConceptAccess = 'concept.read' | 'concept.edit' | 'concept.answer';

export function getRoute(app: App, path: string, access: ConceptAccess, handler: Handler): void {
  app.get(`${conceptRoot}${path}`, { config: { access } }, handle(handler, 'query'));
}

export function postRoute(app: App, path: string, access: ConceptAccess, handler: Handler): void {
  app.post(`${conceptRoot}${path}`, { config: { access } }, handle(handler, 'body'));
}
