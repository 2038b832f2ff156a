import type { Context } from '#platform/access';
import type { FastifyReply } from '#platform/http';
import type { FailureCode } from '../failures.ts';

export const reportsRoot = '/intern/:district/monitoring/berichte';
export const reportsBase = ({ tenant }: Context): string => `/intern/${tenant.slug}/monitoring/berichte`;

export const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);

/** The first text of a query's or body's field. */
export function one(source: unknown, name: string): string {
  const value = (source as Record<string, unknown> | undefined)?.[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}

/** A version number, or one that nothing has. */
export const versionOf = (source: unknown): number =>
  /^\d{1,9}$/.test(one(source, 'version')) ? Number(one(source, 'version')) : -1;

/** Answers a failed outcome that belongs to no form. */
export function refuseReport(reply: FastifyReply, code: FailureCode): FastifyReply {
  if (code === 'monitoring.not_allowed') return reply.refuse(403);
  return reply.refuse(code.startsWith('monitoring.unknown') ? 404 : 409);
}
