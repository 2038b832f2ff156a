import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, type FormErrors, type FormValues, formValues } from '#platform/http';
import { type FailureCode, failureText } from '../failures.ts';
import { one } from '../model/indicator-form.ts';

export const staffBase = (context: Context): string => `/intern/${context.tenant.slug}/monitoring`;

/** A version number, or one that nothing has. */
export const versionOf = (values: FormValues): number =>
  /^\d{1,9}$/.test(one(values, 'version')) ? Number(one(values, 'version')) : -1;

/** Refusals that no form can mend: the page that says so. */
export function refusalStatus(code: FailureCode): 403 | 404 | undefined {
  if (code === 'monitoring.not_allowed') return 403;
  return code.startsWith('monitoring.unknown_') ? 404 : undefined;
}

/** Messages of a refusal at the fields of the form; those of no field stand at `fallback`. */
export function errorsOf(
  { t }: Context,
  { code, details }: { readonly code: FailureCode; readonly details: Readonly<Record<string, string | number>> },
  fallback: string,
): FormErrors {
  if (code !== 'monitoring.invalid') return { [fallback]: t(failureText(code), { ...details }) };
  return Object.fromEntries(
    Object.entries(details).map(([field, text]) => [
      field,
      /^[\w-]+:[\w.-]+$/.test(String(text)) ? t(String(text)) : String(text),
    ]),
  );
}

/** A form as it was sent, and what is wrong with it. */
export interface Rejected {
  readonly values: FormValues;
  readonly errors: FormErrors;
}

export interface Call {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly context: Context;
  readonly params: Readonly<Record<string, string>>;
  /** Of the query, or of the posted form. */
  readonly values: FormValues;
}

/** The posted form of something that is there: its key stands in the address and cannot be changed. */
export const bodyWith = (request: FastifyRequest, name: string, kept: string | undefined): unknown =>
  kept === undefined ? request.body : { ...(request.body as object | undefined), [name]: kept };

type Handler = (call: Call) => Promise<FastifyReply> | FastifyReply;

function handle(handler: Handler, sent: 'query' | 'body') {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const params = request.params as Record<string, string>;
    return handler({ request, reply, context: request.context, params, values: formValues(request[sent]) });
  };
}

const root = '/intern/:district/monitoring';

export function getRoute(app: App, path: string, handler: Handler): void {
  app.get(`${root}${path}`, { config: { access: 'monitoring.read' } }, handle(handler, 'query'));
}

/** Routes that write or show a form for writing. */
export function editRoute(app: App, method: 'get' | 'post', path: string, handler: Handler): void {
  app[method](`${root}${path}`, { config: { access: 'monitoring.edit' } }, handle(handler, method === 'get' ? 'query' : 'body'));
}
