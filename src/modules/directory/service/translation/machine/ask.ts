import type { z } from 'zod';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { Outgoing, OutgoingFailure } from '#platform/outgoing';
import type { MachineFailure } from './types.ts';

const ways: Readonly<Record<OutgoingFailure, MachineFailure>> = {
  'outgoing.address': 'machine.unavailable',
  'outgoing.forbidden': 'machine.unavailable',
  'outgoing.redirects': 'machine.unavailable',
  'outgoing.timeout': 'machine.timeout',
  'outgoing.too_large': 'machine.nonsense',
  'outgoing.unreachable': 'machine.unavailable',
};

function failureOf(status: number, body: string): MachineFailure {
  // 456 is DeepL's own; others say "quota" in the text of a 429 or 402.
  if (status === 456 || status === 402 || (status === 429 && /quota|insufficient/i.test(body))) return 'machine.quota';
  if (status === 429) return 'machine.busy';
  if (status === 401 || status === 403) return 'machine.refused';
  return status === 400 && /language|lang/i.test(body) ? 'machine.language' : 'machine.unavailable';
}

/** Posts JSON and reads JSON of a known shape. No redirects: the key would go where nobody sent it. */
export async function askJson<T>(
  outgoing: Outgoing,
  url: string,
  request: { readonly headers?: Readonly<Record<string, string>>; readonly body: unknown; readonly timeoutMs?: number },
  schema: z.ZodType<T>,
): Promise<Outcome<T, MachineFailure>> {
  const answer = await outgoing.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...request.headers },
    body: JSON.stringify(request.body),
    timeoutMs: request.timeoutMs ?? 60_000,
    maxBytes: 2_000_000,
    maxRedirects: 0,
  });
  if (!answer.ok) return fail(ways[answer.code]);
  const { status, body } = answer.value;
  const text = new TextDecoder().decode(body);
  if (status < 200 || status > 299) return fail(failureOf(status, text.slice(0, 2000)));
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : fail('machine.nonsense');
  } catch {
    return fail('machine.nonsense');
  }
}

/** As many texts as were asked for, or nonsense. */
export function asMany(texts: readonly string[], found: readonly string[]): Outcome<readonly string[], MachineFailure> {
  return found.length === texts.length ? ok(found) : fail('machine.nonsense');
}
