import { z } from 'zod';
import type { Actor } from '#platform/access';
import type { FastifyReply, FastifyRequest } from '#platform/http';
import { type Caller, type House, languageOf } from '../house.ts';
import { maxPasswordLength, minPasswordLength, safePath } from '../model.ts';
import { needsSecondFactor, type UserActor } from '../second-factor.ts';
import type { SignedIn } from '../sign-in.ts';
import { findAccount } from '../store.ts';

/** The browser behind a request, as the use cases see it. */
export function callerOf(request: FastifyRequest): Caller {
  const headers = new Headers();
  if (request.headers.cookie) headers.set('cookie', request.headers.cookie);
  // Shown in the person's list of sessions.
  const agent = request.headers['user-agent'];
  if (agent) headers.set('user-agent', agent.slice(0, 300));
  return { headers, address: request.ip, requestId: request.id };
}

/** Who is signed in, on routes that ask for an account. */
export function userOf(request: FastifyRequest): UserActor {
  const { actor } = request.visit;
  if (actor.kind !== 'user') throw new Error(`${request.routeOptions.url} is open to visitors`);
  return actor;
}

export function setCookies(reply: FastifyReply, cookies: readonly string[]): FastifyReply {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
  return reply;
}

export const email = z.email().max(254);
export const currentPassword = z.string().min(1).max(maxPasswordLength);
/** An account that signs on elsewhere has none to enter. */
export const passwordIfAny = z.string().max(maxPasswordLength).default('');
export const newPassword = z.string().min(minPasswordLength).max(maxPasswordLength);
export const code = z.string().min(1).max(40);
export const next = z.preprocess(safePath, z.string());
export const personName = z.string().min(1).max(200);
export const token = z.string().max(200).default('');

/** Text of a failure for the field it belongs to. */
export const faultText = (request: FastifyRequest, code: string, parameters?: Record<string, number>): string =>
  request.visit.t(`identity:failure.${code}`, parameters ?? { count: minPasswordLength });

/** Where a fresh session goes: to the second factor when a role demands one, otherwise where the person wanted to. */
export function afterSignIn(actor: Actor, wanted: string): string {
  const waiting = actor.kind !== 'user' || (needsSecondFactor(actor.assignments) && !actor.secondFactor);
  return waiting ? `/konto/zweiter-faktor?weiter=${encodeURIComponent(wanted)}` : wanted;
}

/** The pages speak the person's own language from now on. */
export async function keepLanguage(house: House, reply: FastifyReply, actor: Actor): Promise<void> {
  const account = actor.kind === 'user' ? await findAccount(house.database.shared, actor.userId) : undefined;
  if (account) setLanguageCookie(reply, account.language);
}

export function setLanguageCookie(reply: FastifyReply, tag: string): void {
  const year = 31_536_000;
  reply.setCookie('language', languageOf(tag).tag, { path: '/', secure: true, httpOnly: true, sameSite: 'lax', maxAge: year });
}

/** Answers a sign-in that went through: cookies, language, and the way on. */
export async function enter(
  house: House,
  reply: FastifyReply,
  { cookies, actor }: SignedIn,
  wanted: string,
): Promise<FastifyReply> {
  setCookies(reply, cookies);
  await keepLanguage(house, reply, actor);
  return reply.redirect(afterSignIn(actor, wanted), 303);
}
