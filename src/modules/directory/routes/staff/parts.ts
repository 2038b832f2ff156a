import type { Context } from '#platform/access';
import type { App, FastifyReply, FastifyRequest, FormValues } from '#platform/http';
import { accountNames } from '#platform/identity';
import { type FailureCode, failureKey, failures } from '../../failures.ts';
import type { DeskFrame } from '../../pages/staff/frame.tsx';
import { readWaiting } from '../../service/listing.ts';

/** Where the desk of the directory lives. */
export const root = '/intern/:district/wegweiser';

export const staffBase = (context: Context): string => `/intern/${context.tenant.slug}/wegweiser`;

/** Page of an entry at the desk. */
export const entryAddress = (context: Context, id: string): string => `${staffBase(context)}/eintraege/${id}`;

/** What the frame of every page of the desk needs. */
export async function deskFrame(context: Context): Promise<DeskFrame> {
  return { base: staffBase(context), waiting: await readWaiting(context), manages: context.may('directory.manage') };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isId = (text: unknown): text is string => typeof text === 'string' && uuid.test(text);

/** A version number, or a number that no version has. */
export const versionNumber = (text: unknown): number =>
  typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : -1;

export interface EntryParams {
  readonly entry: string;
  readonly version: number;
}

type Handler = (request: FastifyRequest, reply: FastifyReply, params: EntryParams) => Promise<FastifyReply> | FastifyReply;

/** A handler for addresses of one entry; what cannot be an id is no entry, and nothing asks the database for it. */
export function forEntry(handler: Handler): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  return async (request, reply) => {
    const { entry, version } = request.params as { entry?: string; version?: string };
    if (!isId(entry) || (version !== undefined && versionNumber(version) < 0)) return reply.refuse(404);
    return handler(request, reply, { entry, version: versionNumber(version) });
  };
}

export function both(app: App, path: string, access: `directory.${string}`, handlers: { get: Handler; post: Handler }): void {
  app.get(path, { config: { access } }, forEntry(handlers.get));
  app.post(path, { config: { access } }, forEntry(handlers.post));
}

/** The first text of a field; of a query too. */
export function one(values: FormValues | Readonly<Record<string, unknown>>, name: string): string {
  const value = values[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}

/** Sentence of a failure, with its details put in. */
export function failureSentence(context: Context, failure: { code: FailureCode; details?: object | undefined }): string {
  return context.t(failureKey(failure.code), (failure.details ?? {}) as Record<string, string | number>);
}

/** Status of the page that tells of a failure. */
export const failureStatus = (code: FailureCode): number => failures[code].status;

/** Names of the accounts behind versions and decisions; accounts that are gone are left out. */
export async function peopleOf(
  context: Context,
  ids: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  return accountNames(context.database, [...new Set(ids.filter((id) => id !== null && id !== undefined))]);
}
