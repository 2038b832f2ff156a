import type { Outcome } from '#platform/outcome';
import type { OutgoingAnswer, OutgoingFailure } from '#platform/outgoing';
import type { LinkResult, Verdict } from '../../model/upkeep/links.ts';

const failureResults: Readonly<Record<OutgoingFailure, LinkResult>> = {
  'outgoing.timeout': 'timeout',
  // It answered, with more than anybody needs to know that it is there.
  'outgoing.too_large': 'fine',
  'outgoing.address': 'unreachable',
  'outgoing.forbidden': 'unreachable',
  'outgoing.redirects': 'unreachable',
  'outgoing.unreachable': 'unreachable',
};

/** Signs of a guard against machines (a check in the browser, a limit): whoever comes with a browser is let in. */
function isGuarded({ status, headers }: OutgoingAnswer): boolean {
  if ('cf-mitigated' in headers) return true;
  return status === 503 && ('retry-after' in headers || /cloudflare|ddos|sucuri|akamai/i.test(headers.server ?? ''));
}

/** What an answer says of a link, its text aside. */
export function verdictOf(answer: Outcome<OutgoingAnswer, OutgoingFailure>): Verdict {
  if (!answer.ok) return { result: failureResults[answer.code], status: null, target: null };
  const { status, hops, url } = answer.value;
  const target = hops.length ? url : null;
  const say = (result: LinkResult): Verdict => ({ result, status, target });
  if (isGuarded(answer.value)) return say('refused');
  if (status === 404 || status === 410) return say('gone');
  if (status >= 500 && status !== 999) return say('unreachable');
  if (status >= 400) return say('refused');
  if (!hops.length) return say('fine');
  return say(hops.every((hop) => hop.status === 301 || hop.status === 308) ? 'moved' : 'redirected');
}
