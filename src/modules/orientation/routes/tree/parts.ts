import { listTowns, nameIn } from '#modules/territory';
import type { Context } from '#platform/access';
import { uuidPattern } from '#platform/crypto';
import { type FastifyReply, type FastifyRequest, type FormErrors, type FormValues, formValues } from '#platform/http';
import type { Outcome } from '#platform/outcome';
import { type FailureCode, failureText } from '../../failures.ts';

export const root = '/intern/:district/ankommen';

export const deskOf = ({ tenant }: Context): string => `/intern/${tenant.slug}/ankommen`;

export const one = (values: FormValues, name: string): string => [values[name]].flat()[0] ?? '';

/** An id of the address; undefined when it is none. */
export function idOf(request: FastifyRequest, name = 'id'): string | undefined {
  const id = one(formValues(request.params), name);
  return uuidPattern.test(id) ? id.toLowerCase() : undefined;
}

/** Status of an answer that is no form's fault; undefined: the form says what is wrong. */
export function plainStatus(code: string): 403 | 404 | undefined {
  if (code === 'orientation.not_allowed') return 403;
  return /^orientation\.unknown_(page|image|term)$/.test(code) ? 404 : undefined;
}

const fields: Partial<Record<FailureCode, string>> = {
  'orientation.parent_missing': 'parent',
  'orientation.under_itself': 'parent',
  'orientation.too_deep': 'parent',
  'orientation.slug_taken': 'slug',
  'orientation.slug_reserved': 'slug',
  'orientation.slug_public': 'slug',
  'orientation.unknown_town': 'town',
  'orientation.unknown_organisation': 'organisation',
  'orientation.term_taken': 'forms.de',
};

/** A refusal beside the field that it is about. */
export function errorsOf(context: Context, { code, details }: Extract<Outcome<unknown, FailureCode>, { ok: false }>): FormErrors {
  const suggested = code === 'orientation.unknown_organisation' && details.names ? '.similar' : '';
  return { [fields[code] ?? '_form']: context.t(`${failureText(code)}${suggested}`, details) };
}

/** After an action of one button: back with a notice, or the error page. */
export function answerAction(
  reply: FastifyReply,
  outcome: Outcome<unknown, FailureCode>,
  to: string,
  notice: string,
): FastifyReply {
  if (outcome.ok) return reply.redirectWithNotice(to, 'success', notice);
  const status = plainStatus(outcome.code);
  return status ? reply.refuse(status) : reply.redirectWithNotice(to, 'warning', failureText(outcome.code));
}

/** The district's towns as choices; only those given, when there are some. */
export async function townOptions(context: Context, only: 'district' | readonly string[] = 'district') {
  const towns = await listTowns(context);
  return towns
    .filter(({ key }) => only === 'district' || only.includes(key))
    .map((town) => ({ value: town.key, label: nameIn(town, context.language.tag) }));
}
