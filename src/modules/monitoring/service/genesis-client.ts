import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { RetrievalCode } from '../model/retrieval.ts';

/** Where a call goes, and as whom: `user:password`, or a token. */
export interface GenesisTarget {
  readonly base: string;
  readonly login: string;
}

export interface GenesisLimits {
  /** Milliseconds for the whole answer. */
  readonly timeout: number;
  readonly bytes: number;
}

/** Large tables take minutes to be put together. */
export const genesisLimits: GenesisLimits = { timeout: 5 * 60_000, bytes: 300 * 1024 * 1024 };

export interface ReceivedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly firstBytes: Uint8Array;
}

export type GenesisAnswer =
  | { readonly kind: 'file'; readonly file: ReceivedFile }
  | { readonly kind: 'status'; readonly code: number; readonly text: string }
  | { readonly kind: 'failed'; readonly code: RetrievalCode; readonly detail: string };

const failed = (code: RetrievalCode, detail = ''): GenesisAnswer => ({ kind: 'failed', code, detail });

/** Status answers are short; what is longer is no status. */
const longestStatus = 256 * 1024;
const mostRedirects = 3;

function credentials(login: string): { username: string; password: string } {
  const at = login.indexOf(':');
  // A token stands in place of the name, and the password stays empty.
  return at < 0 ? { username: login, password: '' } : { username: login.slice(0, at), password: login.slice(at + 1) };
}

/** Services repeat what they were sent; nothing of the account may get into results, pages or logs. */
function withoutAccount(text: string, { username, password }: { username: string; password: string }): string {
  const secrets = [password, username].filter((secret) => secret.length > 2);
  return secrets
    .reduce((clean, secret) => clean.replaceAll(secret, '…'), text)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}

/** POSTs to the same origin only: an account must not be carried to another host. */
async function send(
  target: GenesisTarget,
  method: string,
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response | 'redirected'> {
  let url = new URL(method, target.base);
  const { origin } = url;
  const headers = {
    ...credentials(target.login),
    accept: 'application/zip, text/csv, application/json',
    'content-type': 'application/x-www-form-urlencoded',
  };
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields), redirect: 'manual', signal });
    if (response.status < 300 || response.status > 399) return response;
    await response.body?.cancel();
    const next = URL.parse(response.headers.get('location') ?? '', url);
    // 301 to 303 turn a POST into a GET, which these services do not answer.
    if (next?.origin !== origin || response.status < 307) return 'redirected';
    url = next;
  }
  return 'redirected';
}

/** Asks a service; the table lies at `path` afterwards, and nothing is thrown because of what the other side does. */
export async function callGenesis(
  target: GenesisTarget,
  method: 'data/tablefile' | 'data/resultfile',
  fields: Readonly<Record<string, string>>,
  path: string,
  limits: GenesisLimits = genesisLimits,
): Promise<GenesisAnswer> {
  const account = credentials(target.login);
  const signal = AbortSignal.timeout(limits.timeout);
  try {
    const response = await send(target, method, fields, signal);
    if (response === 'redirected') return failed('redirected');
    return await receive(response, path, limits, (text) => withoutAccount(text, account));
  } catch (error) {
    if (signal.aborted) return failed('timeout');
    const cause = (error as { cause?: { code?: unknown } }).cause?.code ?? (error as { code?: unknown }).code;
    return failed('unavailable', typeof cause === 'string' ? cause : '');
  }
}

async function receive(
  response: Response,
  path: string,
  limits: GenesisLimits,
  clean: (text: string) => string,
): Promise<GenesisAnswer> {
  const { status, headers } = response;
  if (status === 429) return drop(response, failed('busy'));
  if (status >= 500) return drop(response, failed('unavailable', String(status)));
  if (Number(headers.get('content-length') ?? 0) > limits.bytes)
    return drop(response, failed('oversize', headers.get('content-length') ?? ''));
  const body = response.body as AsyncIterable<Uint8Array> | null;
  if (!body) return failed('not_a_table', String(status));
  const file = await writeDown(body, path, limits.bytes);
  if (file === 'oversize') return failed('oversize', String(limits.bytes));
  const start = Buffer.from(file.firstBytes)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (start.startsWith('{')) return statusIn(path, file.bytes, clean);
  if (status === 401 || status === 403) return failed('wrong_credentials');
  if (status === 404) return failed('unknown_table');
  if (status !== 200 || start === '' || start.startsWith('<'))
    return failed('not_a_table', clean(start.slice(0, 200).replaceAll(/<[^>]*>/g, ' ')));
  return { kind: 'file', file };
}

async function drop(response: Response, answer: GenesisAnswer): Promise<GenesisAnswer> {
  await response.body?.cancel();
  return answer;
}

async function writeDown(body: AsyncIterable<Uint8Array>, path: string, most: number): Promise<ReceivedFile | 'oversize'> {
  const handle = await open(path, 'w', 0o600);
  const hash = createHash('sha256');
  const first: Uint8Array[] = [];
  let [bytes, kept] = [0, 0];
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > most) return 'oversize';
      hash.update(chunk);
      if (kept < 4096) first.push(chunk.slice(0, 4096 - kept));
      kept = Math.min(4096, kept + chunk.length);
      await handle.writeFile(chunk);
    }
  } finally {
    await handle.close();
  }
  return { path, bytes, sha256: hash.digest('hex'), firstBytes: Buffer.concat(first) };
}

async function statusIn(path: string, bytes: number, clean: (text: string) => string): Promise<GenesisAnswer> {
  if (bytes > longestStatus) return failed('not_a_table');
  const handle = await open(path);
  try {
    const read = JSON.parse(await handle.readFile('utf8')) as { Status?: unknown; Code?: unknown; Content?: unknown };
    const status = (typeof read.Status === 'object' && read.Status ? read.Status : read) as { Code?: unknown; Content?: unknown };
    const code = Number(status.Code ?? -1);
    return {
      kind: 'status',
      code: Number.isInteger(code) ? code : -1,
      text: clean(String(status.Content ?? read.Content ?? '')),
    };
  } catch {
    return failed('not_a_table');
  } finally {
    await handle.close();
  }
}
