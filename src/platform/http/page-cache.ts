import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { PageCounter } from './counting.ts';
import type { CountedPage } from './types.ts';
import { isUnchanged } from './unchanged.ts';

/** Stands for all districts: what is kept under it goes when any of them publishes something. */
export const everyDistrict = 'every district';

/** Cookies that make a page personal; a request that carries one is never answered from here. */
const personalCookie = /(?:^|;\s*)(?:__Host-|__Secure-)?(?:session|notice)/;

type Encoding = 'br' | 'gzip';

/** Lists for machines are megabytes: they are compressed beside the other work, once for all who ask meanwhile. */
type Bodies = { readonly identity: Buffer } & Partial<Record<Encoding, Promise<Buffer>>>;

interface StoredPage {
  readonly tenantId: string;
  readonly headers: OutgoingHttpHeaders;
  readonly etag: string;
  /** What giving it counts as. */
  readonly counted: CountedPage | undefined;
  readonly bodies: Bodies;
}

/**
 * Published pages, kept rendered in memory. It stands before the router: a hit costs one map lookup. Pages live at
 * most a minute, because some of them say "open now", and go at once when their district publishes something.
 */
export class PageCache {
  readonly #pages: LRUCache<string, StoredPage>;
  /** Addresses asked for once lately: a page is worth keeping when somebody asks for it a second time. */
  readonly #asked = new LRUCache<string, true>({ max: 20_000, ttl: 60_000 });

  readonly #counter: PageCounter | undefined;

  constructor(counter?: PageCounter, maxBytes: number = 64 * 1024 * 1024) {
    this.#counter = counter;
    this.#pages = new LRUCache({
      maxSize: maxBytes,
      ttl: 60_000,
      sizeCalculation: (page) => page.bodies.identity.length * 2 + 1024,
    });
  }

  static #key(url: string, accept: string | undefined): string {
    return accept?.includes('application/json') ? `json ${url}` : url;
  }

  /** Whether a page is worth storing: every visitor's own combination of filters would only push the common ones out. */
  admits(request: { url: string; accept: string | undefined }): boolean {
    const key = PageCache.#key(request.url, request.accept);
    const again = this.#asked.has(key);
    this.#asked.set(key, true);
    return again;
  }

  store(
    request: { url: string; accept: string | undefined },
    tenantId: string,
    headers: OutgoingHttpHeaders,
    body: string,
    counted?: CountedPage,
  ): void {
    const { 'set-cookie': _cookies, 'x-request-id': _id, 'content-length': _length, ...kept } = headers;
    const page: StoredPage = {
      tenantId,
      headers: kept,
      etag: String(headers.etag ?? ''),
      counted,
      bodies: { identity: Buffer.from(body) },
    };
    this.#pages.set(PageCache.#key(request.url, request.accept), page);
  }

  clear(tenantId: string): void {
    for (const [key, page] of this.#pages.entries())
      if (page.tenantId === tenantId || page.tenantId === everyDistrict) this.#pages.delete(key);
  }

  /** Answers the request when it can; false: the router shall do it. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET') return false;
    const cookies = request.headers.cookie;
    if (cookies && personalCookie.test(cookies)) return false;
    const page = this.#pages.get(PageCache.#key(request.url ?? '', request.headers.accept));
    if (!page) return false;
    if (page.counted) this.#counter?.count(page.counted, request.headers);
    const modified = page.headers['last-modified'];
    if (isUnchanged(request.headers, page.etag, modified === undefined ? undefined : String(modified))) {
      response.writeHead(304, page.headers).end();
      return true;
    }
    const encoding = encodingFor(String(request.headers['accept-encoding'] ?? ''));
    const give = (body: Buffer, headers: OutgoingHttpHeaders) =>
      response.writeHead(200, { ...page.headers, ...headers, 'content-length': body.length }).end(body);
    const plain = () => give(page.bodies.identity, {});
    if (encoding) encoded(page.bodies, encoding).then((body) => give(body, { 'content-encoding': encoding }), plain);
    else plain();
    return true;
  }
}

function encodingFor(accepted: string): Encoding | undefined {
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

const brotli = promisify(brotliCompress);
const compressors: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: promisify(gzip),
};

function encoded(bodies: Bodies, encoding: Encoding): Promise<Buffer> {
  bodies[encoding] ??= compressors[encoding](bodies.identity);
  return bodies[encoding];
}
