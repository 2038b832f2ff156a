import { districtUnit, listTowns, nameIn, quarters, type Territory } from '#modules/territory';
import type { Context } from '#platform/access';
import { uuidPattern } from '#platform/crypto';
import type { FastifyReply, FastifyRequest, FormValues } from '#platform/http';
import type { FieldChange, Option } from '#platform/ui';
import { type FailureCode, failureText } from '../failures.ts';

/** Where bodies live for staff. */
export const root = '/intern/:district/gremien';

export const staffBase = (context: Context): string => `/intern/${context.tenant.slug}/gremien`;

export interface BodyParams {
  readonly body: string;
  readonly seat: string;
}

type Handler = (request: FastifyRequest, reply: FastifyReply, params: BodyParams) => Promise<FastifyReply> | FastifyReply;

/** A handler for addresses of one body and perhaps one of its seats; what cannot be an id is none. */
export function forBody(handler: Handler): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  return async (request, reply) => {
    const { body, seat } = request.params as Partial<BodyParams>;
    if (!body || !uuidPattern.test(body) || (seat !== undefined && !uuidPattern.test(seat))) return reply.refuse(404);
    return handler(request, reply, { body, seat: seat ?? '' });
  };
}

/** The page of a refusal that no form can show. */
export function refuse(reply: FastifyReply, code: FailureCode): FastifyReply {
  return reply.refuse(code === 'networks.not_allowed' ? 403 : 404);
}

/** The sentence of a refusal at its field. */
export function faultAt(
  context: Context,
  fieldOf: Partial<Record<FailureCode, string>>,
  fault: { readonly code: FailureCode; readonly details: Readonly<Record<string, string | number>> },
): Record<string, string> | undefined {
  const field = fieldOf[fault.code];
  return field ? { [field]: context.t(failureText(fault.code), fault.details) } : undefined;
}

/** The first text of a field or of a query. */
export function one(values: FormValues | Readonly<Record<string, unknown>>, name: string): string {
  const value = values[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}

/** An address with those of the values that say something. */
export function addressWith(path: string, values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
  return query ? `${path}?${query}` : path;
}

/** Fields in which what is saved now (before) and the own input (after) differ. */
export function differences(saved: FormValues, own: FormValues, labels: Readonly<Record<string, string>>): FieldChange[] {
  return Object.entries(labels).flatMap(([name, label]) => {
    const [before, after] = [one(saved, name), one(own, name)];
    return before === after ? [] : [{ label, before, after }];
  });
}

/** The district, then its towns, each followed by its quarters. */
export async function areas(context: Context): Promise<readonly Territory[]> {
  const [district, towns, parts] = await Promise.all([districtUnit(context), listTowns(context), quarters(context)]);
  return [
    ...(district ? [district] : []),
    ...towns.flatMap((town) => [town, ...parts.filter((one) => one.parentKey === town.key)]),
  ];
}

export const areaOptions = (context: Context, units: readonly Territory[]): Option[] =>
  units.map((unit) => ({
    value: unit.key,
    label: `${unit.level === 'quartier' ? '– ' : ''}${nameIn(unit, context.language.tag)}`,
  }));

/** Names of areas by their key; a key that is gone stands for itself. */
export async function areaNames(context: Context): Promise<(key: string) => string> {
  const units = new Map((await areas(context)).map((unit) => [unit.key, nameIn(unit, context.language.tag)]));
  return (key) => units.get(key) ?? key;
}
