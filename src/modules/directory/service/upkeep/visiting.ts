import { randomBytes } from 'node:crypto';
import type { Outcome } from '#platform/outcome';
import type { Outgoing, OutgoingAnswer, OutgoingFailure, OutgoingRequest } from '#platform/outgoing';
import { asAddress, type Verdict } from '../../model/upkeep/links.ts';
import { isSoftMissing, isSuspicious, pageText, type Visited } from '../../model/upkeep/soft-missing.ts';
import { verdictOf } from './verdict.ts';

/** Between two requests to the same host, in milliseconds. */
export const hostPause = 3000;

export interface Clock {
  /** Milliseconds. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const wallClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Asks with a pause between two requests to the same host, whichever link they are for. */
export function politely(outgoing: Outgoing, clock: Clock = wallClock, pause = hostPause): Outgoing {
  const freeAt = new Map<string, number>();
  return {
    async fetch(url, request) {
      const host = URL.parse(url)?.hostname ?? '';
      for (let wait = (freeAt.get(host) ?? 0) - clock.now(); wait > 0; wait = (freeAt.get(host) ?? 0) - clock.now())
        await clock.sleep(wait);
      freeAt.set(host, clock.now() + pause);
      const answer = await outgoing.fetch(url, request);
      // The pause counts from the end of an answer too: a slow server is asked less often.
      for (const one of [host, URL.parse(answer.ok ? answer.value.url : url)?.hostname ?? host])
        freeAt.set(one, clock.now() + pause);
      return answer;
    },
  };
}

const limits: OutgoingRequest = {
  timeoutMs: 15_000,
  maxBytes: 600_000,
  headers: { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', 'accept-language': 'de,en;q=0.5' },
};

type Answer = Outcome<OutgoingAnswer, OutgoingFailure>;

const isHtml = ({ headers }: OutgoingAnswer) => /html/i.test(headers['content-type'] ?? 'text/html');

function textOf({ headers, body }: OutgoingAnswer): string {
  const named = /charset=["']?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

const visited = (asked: string, answer: OutgoingAnswer): Visited => ({
  asked,
  url: answer.url,
  status: answer.status,
  page: pageText(textOf(answer)),
});

async function probe(outgoing: Outgoing, url: string): Promise<Visited | undefined> {
  const nowhere = new URL(`/${randomBytes(12).toString('hex')}`, url).href;
  const answer = await outgoing.fetch(nowhere, limits);
  return answer.ok && isHtml(answer.value) ? visited(nowhere, answer.value) : undefined;
}

const succeeded = (answer: Answer): answer is Answer & { ok: true } => answer.ok && answer.value.status < 300;

/** Visits one address: HEAD, which costs both sides least, then GET where HEAD does not settle it. */
export async function visit(outgoing: Outgoing, link: string): Promise<Verdict> {
  const url = asAddress(link);
  const head = await outgoing.fetch(url, { ...limits, method: 'HEAD' });
  if (succeeded(head) && !isHtml(head.value)) return verdictOf(head);
  if (!head.ok && head.code !== 'outgoing.unreachable' && head.code !== 'outgoing.timeout') return verdictOf(head);
  const got = await outgoing.fetch(url, limits);
  // The page is longer than anybody reads here; that it is there, HEAD has said.
  if (!got.ok && got.code === 'outgoing.too_large') return verdictOf(succeeded(head) ? head : got);
  if (!succeeded(got) || !isHtml(got.value)) return verdictOf(got);
  const page = visited(url, got.value);
  const missing = isSuspicious(page) && isSoftMissing(page, await probe(outgoing, url));
  const verdict = verdictOf(got);
  return missing ? { ...verdict, result: 'soft_missing' } : verdict;
}
