import { createHash } from 'node:crypto';
import type { Context } from '#platform/access';
import type { FileStore } from '#platform/files';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { Outgoing, OutgoingAnswer } from '#platform/outgoing';
import type { FailureCode } from '../../failures.ts';
import { asText, isObject, type JsonObject, objects, readJson } from '../../model/exchange/json.ts';
import { mostMegabytes, mostRecords, UnreadableFile } from '../../model/exchange/record.ts';
import type { Source } from '../../model/exchange/source.ts';
import { translationTags } from '../../model/translation/fields.ts';
import { runOfSameFile } from '../../store/exchange/runs.ts';
import { markFailed, markFetched } from '../../store/exchange/sources.ts';
import { type BroughtFile, startRun } from './starting.ts';
import { addTranslations } from './translating.ts';

export interface FetchingParts {
  readonly files: FileStore;
  readonly outgoing: Outgoing;
}

interface Fetched {
  readonly file: BroughtFile;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

const mostPages = 300;
/** Where a feed tells of its services only in short, each is asked for by itself, up to so many. */
const mostDetails = 2000;

async function get(
  outgoing: Outgoing,
  url: string,
  headers: Record<string, string> = {},
): Promise<Outcome<OutgoingAnswer, FailureCode>> {
  const answer = await outgoing.fetch(url, { headers, maxBytes: mostMegabytes * 1_000_000, timeoutMs: 60_000 });
  if (!answer.ok) return fail('exchange.fetch', { reason: answer.code.replace('outgoing.', '') });
  const { status } = answer.value;
  if (status === 304) return fail('exchange.unchanged');
  return status >= 200 && status < 300 ? answer : fail('exchange.answer', { status });
}

/** What the other server is asked to compare with, when it is asked for the very same thing again. */
function conditions({ etag, lastModified }: Source): Record<string, string> {
  return { ...(etag ? { 'if-none-match': etag } : {}), ...(lastModified ? { 'if-modified-since': lastModified } : {}) };
}

const signs = ({ headers }: OutgoingAnswer) => ({ etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null });

/** The address of the list of services; people give that of the whole interface too. */
function servicesAddress(url: string): URL {
  const address = new URL(url);
  if (!/\/services\/?$/.test(address.pathname)) address.pathname = `${address.pathname.replace(/\/$/, '')}/services`;
  return address;
}

const inShort = (services: readonly JsonObject[]) =>
  services.length > 0 &&
  !services.some((one) =>
    ['service_at_locations', 'schedules', 'languages', 'attributes', 'contacts', 'phones'].some((key) => key in one),
  );

interface Pages {
  readonly services: readonly JsonObject[];
  readonly first: OutgoingAnswer;
  readonly single: boolean;
}

/** All pages of a list of services. */
async function fetchPages(
  outgoing: Outgoing,
  url: string,
  query: Readonly<Record<string, string>>,
  headers: Record<string, string> = {},
): Promise<Outcome<Pages, FailureCode>> {
  const address = servicesAddress(url);
  const services: JsonObject[] = [];
  const seen = new Set<string>();
  let first: OutgoingAnswer | undefined;
  for (let page = 1; ; page++) {
    if (page > mostPages || services.length > mostRecords) return fail('exchange.pages', { limit: mostPages });
    for (const [name, value] of Object.entries({ ...query, page: String(page), per_page: '100' }))
      address.searchParams.set(name, value);
    const answer = await get(outgoing, address.href, page === 1 ? headers : {});
    if (!answer.ok) return answer;
    first ??= answer.value;
    const document = readJson(answer.value.body);
    const contents = objects(
      Array.isArray(document) ? document : isObject(document) ? (document.contents ?? document.services) : [],
    );
    const fresh = contents.filter((one) => !seen.has(asText(one.id)));
    for (const one of fresh) seen.add(asText(one.id));
    services.push(...fresh);
    const pages = isObject(document) ? Number(document.total_pages ?? 1) : 1;
    if (!isObject(document) || document.last_page === true || page >= pages || !contents.length)
      return ok({ services, first, single: page === 1 });
    // A page that only repeats what was there turns in a circle.
    if (!fresh.length) return fail('exchange.pages', { limit: mostPages });
  }
}

/** Services that a list tells only in short, each asked for by itself. */
async function inFull(
  outgoing: Outgoing,
  url: string,
  services: readonly JsonObject[],
): Promise<Outcome<readonly JsonObject[], FailureCode>> {
  if (!inShort(services)) return ok(services);
  if (services.length > mostDetails) return fail('exchange.pages', { limit: mostDetails });
  const full: JsonObject[] = [];
  for (const service of services) {
    const one = await get(outgoing, `${servicesAddress(url).href.replace(/\/$/, '')}/${encodeURIComponent(asText(service.id))}`);
    if (!one.ok) return one;
    const detail = readJson(one.value.body);
    full.push(isObject(detail) ? detail : service);
  }
  return ok(full);
}

/** A feed of HSDS as one file; of another installation of this software with its translations, language by language. */
async function fetchFeed(outgoing: Outgoing, source: Source, url: string): Promise<Outcome<Fetched, FailureCode>> {
  const pages = await fetchPages(outgoing, url, { full: 'true' }, conditions(source));
  if (!pages.ok) return pages;
  const complete = await inFull(outgoing, url, pages.value.services);
  if (!complete.ok) return complete;
  let services = complete.value;
  for (const tag of source.kind === 'dreiklang' ? translationTags : []) {
    const translated = await fetchPages(outgoing, url, { lang: tag });
    if (!translated.ok) return translated;
    services = addTranslations(services, tag, new Map(translated.value.services.map((one) => [asText(one.id), one])));
  }
  // What one page says of its age says nothing about the others.
  const { first, single } = pages.value;
  const known = single ? signs(first) : { etag: null, lastModified: null };
  const bytes = Buffer.from(JSON.stringify({ contents: services }));
  return ok({ file: { name: `${servicesAddress(url).hostname}.json`, bytes }, ...known });
}

async function fetchFile(outgoing: Outgoing, source: Source, url: string): Promise<Outcome<Fetched, FailureCode>> {
  const answer = await get(outgoing, url.replace(/^webcals?:/i, 'https:'), conditions(source));
  if (!answer.ok) return answer;
  const name = decodeURIComponent(new URL(answer.value.url).pathname.split('/').at(-1) || 'datei');
  return ok({ file: { name, bytes: Buffer.from(answer.value.body) }, ...signs(answer.value) });
}

async function fetched(outgoing: Outgoing, source: Source): Promise<Outcome<Fetched, FailureCode>> {
  const { url, kind } = source;
  if (!url) return fail('exchange.no_address');
  try {
    return await (kind === 'hsds' || kind === 'dreiklang' ? fetchFeed : fetchFile)(outgoing, source, url);
  } catch (error) {
    if (error instanceof UnreadableFile) return fail(error.code as FailureCode, error.details);
    // A name that is no percent-encoding, an address that the schema let through and the parser does not.
    if (error instanceof URIError || error instanceof TypeError) return fail('exchange.fetch', { reason: 'address' });
    throw error;
  }
}

/** Fetches what a source has now. What went wrong, and when it went well, is kept with the source. */
export async function fetchContent(
  context: Context,
  { outgoing }: FetchingParts,
  source: Source,
): Promise<Outcome<BroughtFile, FailureCode>> {
  const answer = await fetched(outgoing, source);
  const at = context.now();
  if (!answer.ok && answer.code !== 'exchange.unchanged') {
    const failure = { code: answer.code, details: answer.details };
    await context.transaction((trx) => markFailed(trx, source.id, failure, at));
    return answer;
  }
  const { etag, lastModified } = answer.ok ? answer.value : source;
  await context.transaction((trx) => markFetched(trx, source.id, { at, etag, lastModified }));
  return answer.ok ? ok(answer.value.file) : answer;
}

/** Fetches a source whose turn it is and orders its reading; a file that was accepted before is no news. */
export async function fetchOnSchedule(context: Context, parts: FetchingParts, source: Source): Promise<void> {
  const answer = await fetchContent(context, parts, source);
  if (!answer.ok) return;
  const sha256 = createHash('sha256').update(answer.value.bytes).digest();
  const known = await context.transaction((trx) => runOfSameFile(trx, source.id, sha256));
  if (!known) await startRun(context, parts.files, source, answer.value, 'schedule');
}
