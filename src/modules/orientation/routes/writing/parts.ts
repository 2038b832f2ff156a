import type { AskFailure } from '#modules/directory';
import { directoryFailureKey } from '#modules/directory';
import { uuidPattern } from '#platform/crypto';
import type { FastifyReply, FastifyRequest, FormValues } from '#platform/http';
import { findInterfaceLanguage, type InterfaceLanguage } from '#platform/i18n';
import { type FailureCode, failureText } from '../../failures.ts';

export const root = '/intern/:district/ankommen';
/** Not `:language`: that is the language of the pages' own words. */
export const textRoot = `${root}/seite/:page/:sprache`;

export const one = (values: FormValues, name: string): string => [values[name]].flat()[0] ?? '';

/** A version as forms and addresses name it; undefined: none that there can be. */
export const versionIn = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);

/** Which text the address means; undefined: none that there can be. */
export function placeOf(request: FastifyRequest): { readonly pageId: string; readonly tongue: InterfaceLanguage } | undefined {
  const { page = '', sprache = '' } = request.params as { page?: string; sprache?: string };
  const tongue = findInterfaceLanguage(sprache);
  return tongue && uuidPattern.test(page) ? { pageId: page.toLowerCase(), tongue } : undefined;
}

export const addressOf = (request: FastifyRequest, place: NonNullable<ReturnType<typeof placeOf>>): string =>
  `/intern/${request.context.tenant.slug}/ankommen/seite/${place.pageId}/${place.tongue.tag}`;

/** Refusals that are no matter of what was typed. */
export function refused(reply: FastifyReply, code: FailureCode | AskFailure): FastifyReply | undefined {
  if (code === 'orientation.unknown_page' || code === 'orientation.unknown_version') return reply.refuse(404);
  if (code === 'orientation.not_allowed') return reply.refuse(403);
  return undefined;
}

export const sentenceOf = (code: FailureCode | AskFailure): string =>
  code.startsWith('machine.') ? directoryFailureKey(code as AskFailure) : failureText(code as FailureCode);
