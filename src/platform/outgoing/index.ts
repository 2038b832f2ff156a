import { fail, type Outcome, ok } from '#platform/outcome';
import { type Hop, hop } from './hop.ts';
import { allowedHosts } from './hosts.ts';
import type { Outgoing, OutgoingFailure, OutgoingRequest } from './types.ts';

export type { Outgoing, OutgoingAnswer, OutgoingFailure, OutgoingRequest } from './types.ts';

const redirects = new Set([301, 302, 303, 307, 308]);

/** http and https without a name and password in the address; undefined for everything else. */
function webAddress(text: string, base?: string): URL | undefined {
  const url = URL.parse(text, base);
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined;
}

/** What the next hop asks: after 303, and after a POST that was moved, browsers ask with GET, and so does everybody. */
function nextRequest(request: OutgoingRequest, status: number, elsewhere: boolean): OutgoingRequest {
  const { body, ...rest } = request;
  const turnsToGet = status === 303 || (request.method === 'POST' && (status === 301 || status === 302));
  // Keys of a service are meant for its host alone.
  const headers = Object.entries(request.headers ?? {}).filter(
    ([name]) => !(elsewhere && /^(authorization|cookie|x-api-key)$/i.test(name)) && !(turnsToGet && /^content-/i.test(name)),
  );
  return {
    ...rest,
    headers: Object.fromEntries(headers),
    ...(turnsToGet ? { method: 'GET' as const } : {}),
    ...(turnsToGet || body === undefined ? {} : { body }),
  };
}

/**
 * @param options.privateHosts hosts (`name` or `name:port`) that may lie in a private network, e.g. an own LibreTranslate
 * @param options.agent how the program introduces itself (`User-Agent`)
 */
export function openOutgoing(options: { readonly privateHosts?: readonly string[]; readonly agent: string }): Outgoing {
  const isPrivateHost = allowedHosts(options.privateHosts ?? []);
  return {
    async fetch(address, request = {}) {
      let url = webAddress(address);
      if (!url) return fail('outgoing.address');
      const signal = AbortSignal.timeout(request.timeoutMs ?? 20_000);
      const hops: { url: string; status: number }[] = [];
      let asked: OutgoingRequest = { ...request, headers: { 'user-agent': options.agent, ...request.headers } };
      for (;;) {
        const answer: Outcome<Hop, OutgoingFailure> = await hop(url, asked, {
          signal,
          allowPrivate: isPrivateHost(url),
          maxBytes: request.maxBytes ?? 5_000_000,
        });
        if (!answer.ok) return answer;
        const { status, headers, body } = answer.value;
        const location = redirects.has(status) ? headers.location : undefined;
        if (location === undefined || request.maxRedirects === 0) return ok({ status, url: url.href, hops, headers, body });
        if (hops.length >= (request.maxRedirects ?? 5)) return fail('outgoing.redirects');
        hops.push({ url: url.href, status });
        const next = webAddress(location, url.href);
        if (!next) return fail('outgoing.address');
        asked = nextRequest(asked, status, next.origin !== url.origin);
        url = next;
      }
    },
  };
}
