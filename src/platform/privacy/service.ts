import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { fail, type Outcome, ok } from '#platform/outcome';
import { type Day, dayOf, type Person, type RegisterEntry } from './model.ts';
import { type Dossier, dossier, erase } from './persons.ts';
import {
  findRequest,
  insertHold,
  insertRequest,
  type ListedHold,
  listHolds,
  listRequests,
  lockRequest,
  markAnswered,
  type NewHold,
  type PrivacyRequest,
  type RequestKind,
  releaseHold,
} from './store.ts';

export interface PrivacyParts {
  readonly register: readonly RegisterEntry[];
  /**
   * The account behind an address, when it works in this district; `elsewhere`: in other districts too.
   * Accounts of other districts alone are nobody here.
   */
  findAccount(context: Context, email: string): Promise<{ readonly userId: string; readonly elsewhere: boolean } | undefined>;
}

export type PrivacyFault =
  /** Not the caller's to do. */
  | 'forbidden'
  | 'unknown'
  /** The request is of the other kind. */
  | 'wrong_kind'
  | 'answered_already'
  /** Received in the future. */
  | 'not_yet'
  /** The register knows no such table. */
  | 'unknown_table';

const nameOf = ({ actor }: Context): string =>
  actor.kind === 'user' ? actor.userId : actor.kind === 'system' ? actor.name : 'visitor';

async function personOf(parts: PrivacyParts, context: Context, email: string): Promise<Person> {
  const account = await parts.findAccount(context, email);
  return { email, userId: account?.userId ?? null, elsewhere: account?.elsewhere ?? false };
}

/** Writes down that somebody asks for their data or its deletion; the answer is due within a month. */
export async function enterRequest(
  context: Context,
  request: { kind: RequestKind; email: string; receivedOn: Day },
): Promise<Outcome<{ readonly id: string }, PrivacyFault>> {
  if (!context.may('privacy.requests')) return fail('forbidden');
  if (request.receivedOn > dayOf(context.now())) return fail('not_yet');
  return context.transaction(async (trx) => {
    const entered = { ...request, email: request.email.toLowerCase(), enteredBy: nameOf(context) };
    const id = await insertRequest(trx, context.tenant.id, entered, context.now());
    await audit(trx, context, {
      action: 'privacy_request.entered',
      subjectType: 'privacy_request',
      subjectId: id,
      details: { kind: request.kind },
    });
    return ok({ id });
  });
}

export async function showRequests(context: Context): Promise<{ open: PrivacyRequest[]; answered: PrivacyRequest[] }> {
  if (!context.may('privacy.requests')) return { open: [], answered: [] };
  return context.transaction(async (trx) => ({
    open: await listRequests(trx, context.tenant.id, 'open', 500),
    answered: await listRequests(trx, context.tenant.id, 'answered', 50),
  }));
}

export async function showRequest(context: Context, id: string): Promise<PrivacyRequest | undefined> {
  if (!context.may('privacy.requests')) return undefined;
  return context.transaction((trx) => findRequest(trx, context.tenant.id, id));
}

/** The dossier for a request of access. It may be made again, e.g. when the file got lost; the first time answers. */
export async function answerAccess(parts: PrivacyParts, context: Context, id: string): Promise<Outcome<Dossier, PrivacyFault>> {
  if (!context.may('privacy.answer')) return fail('forbidden');
  const request = await showRequest(context, id);
  if (!request) return fail('unknown');
  if (request.kind !== 'access') return fail('wrong_kind');
  const made = await dossier(context, parts.register, await personOf(parts, context, request.email));
  await context.transaction((trx) => markAnswered(trx, context.tenant.id, id, nameOf(context), null, context.now()));
  return ok(made);
}

/** Carries out a request for erasure; what a hold protects or must stay is counted in the outcome. */
export async function answerErasure(
  parts: PrivacyParts,
  context: Context,
  id: string,
): Promise<Outcome<undefined, PrivacyFault>> {
  if (!context.may('privacy.answer')) return fail('forbidden');
  return context.transaction(async (trx) => {
    const request = await lockRequest(trx, context.tenant.id, id);
    if (!request) return fail('unknown');
    if (request.kind !== 'erasure') return fail('wrong_kind');
    if (request.answeredAt) return fail('answered_already');
    const outcome = await erase(trx, context, parts.register, await personOf(parts, context, request.email));
    await markAnswered(trx, context.tenant.id, id, nameOf(context), outcome, context.now());
    return ok();
  });
}

export async function showHolds(context: Context): Promise<ListedHold[]> {
  if (!context.may('privacy.requests')) return [];
  return context.transaction((trx) => listHolds(trx, context.tenant.id));
}

/** From now on nothing of this person, table or row is deleted, neither at night nor on request. */
export async function placeHold(
  parts: PrivacyParts,
  context: Context,
  input: { email: string | null; table: string | null; rowId: string | null; reason: string },
): Promise<Outcome<{ readonly id: string }, PrivacyFault>> {
  if (!context.may('privacy.requests')) return fail('forbidden');
  if (input.table && !parts.register.some(({ table }) => table === input.table)) return fail('unknown_table');
  const email = input.email?.toLowerCase() ?? null;
  const userId = email ? ((await parts.findAccount(context, email))?.userId ?? null) : null;
  const hold: NewHold = { ...input, email, userId };
  return context.transaction(async (trx) => {
    const id = await insertHold(trx, context.tenant.id, hold, nameOf(context), context.now());
    await audit(trx, context, {
      action: 'privacy_hold.placed',
      subjectType: 'privacy_hold',
      subjectId: id,
      details: { table: hold.table, row: hold.rowId },
    });
    return ok({ id });
  });
}

export async function liftHold(context: Context, id: string): Promise<Outcome<undefined, PrivacyFault>> {
  if (!context.may('privacy.requests')) return fail('forbidden');
  return context.transaction(async (trx) => {
    if (!(await releaseHold(trx, context.tenant.id, id, nameOf(context), context.now()))) return fail('unknown');
    await audit(trx, context, { action: 'privacy_hold.released', subjectType: 'privacy_hold', subjectId: id });
    return ok();
  });
}
