import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { programBuilt } from '#platform/config';
import { type TenantDirectory, tenantName } from '#platform/tenancy';
import { renderPage, type View } from '#platform/ui';
import { asset } from './assets.ts';
import type { PageCache } from './page-cache.ts';
import type { App, FastifyReply, NoticeKind, Published, Visit } from './types.ts';
import { isUnchanged } from './unchanged.ts';

/** The main navigation for a visit, already translated. */
export type NavigationSource = (visit: Visit, path: string) => View['navigation'];

const noticeCookie = '__Host-notice';
const noticePattern = /^(success|info|warning|danger):([a-z-]+:[\w.-]+)$/;

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();
}

export interface RenderOptions {
  pages: PageCache;
  navigation: NavigationSource;
  tenants: TenantDirectory;
}

function readNotice(request: FastifyRequest): View['notice'] {
  const match = noticePattern.exec(request.cookies?.[noticeCookie] ?? '');
  return match ? { kind: match[1] as NoticeKind, text: request.visit.t(match[2] as string) } : undefined;
}

/** Weak, because the same text is sent compressed in several ways. */
const tagOf = (text: string) => `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;

/** Parts as they come; who wants the whole gets it when the last one has gone. */
async function* passing(parts: AsyncIterable<string>, keep: ((whole: string) => void) | undefined): AsyncGenerator<string> {
  const gone: string[] = [];
  for await (const part of parts) {
    if (keep) gone.push(part);
    yield part;
  }
  keep?.(gone.join(''));
}

/** Headers of what any website may read. */
export const openToAllSites = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, last-modified, link',
  'cross-origin-resource-policy': 'cross-origin',
} as const;

export function installRendering(app: App, options: RenderOptions): void {
  /** What every visitor's page says, whoever asks. */
  const viewOf = (request: FastifyRequest, visit: Visit, path: string): Omit<View, 'formToken'> => {
    const { tenant, language, t } = visit;
    return {
      language,
      t,
      ...(tenant
        ? {
            district: {
              slug: tenant.slug,
              name: tenantName(tenant, language),
              accent: tenant.settings.accent,
              accentDark: tenant.settings.accentDark,
            },
          }
        : {}),
      path,
      ...(tenant?.demonstration ? { demonstration: true } : {}),
      navigation: options.navigation(visit, path),
      requestId: request.id,
      asset,
    };
  };

  app.decorateReply('visitorView', function visitorView(path: string) {
    const { request } = this;
    return {
      ...viewOf(request, { ...request.visit, actor: { kind: 'visitor' } }, path),
      get formToken(): string {
        throw new Error('A page that is kept on a device has no forms');
      },
    };
  });

  app.decorateReply('page', function page(content: VNode, status = 200) {
    const { request } = this;
    const { tenant, actor } = request.visit;
    let personal = actor.kind !== 'visitor' || request.method !== 'GET';
    const notice = readNotice(request);
    if (notice) {
      personal = true;
      this.clearCookie(noticeCookie, { path: '/', secure: true });
    }
    const view: View = {
      ...viewOf(request, request.visit, request.url),
      get formToken() {
        personal = true;
        return request.formToken;
      },
      ...(actor.kind === 'user' ? { user: { name: actor.name, initials: initials(actor.name) } } : {}),
      ...(notice ? { notice } : {}),
    };
    const html = renderPage(view, content);
    this.code(status).type('text/html; charset=utf-8');
    if (personal || status !== 200) {
      this.header('cache-control', 'no-store');
      return this.send(html);
    }
    // A route that asked for something stricter (pages behind a secret link) keeps it.
    if (!this.hasHeader('cache-control')) this.header('cache-control', 'no-cache');
    this.header('vary', 'accept, accept-encoding, cookie');
    const asked = { url: request.url, accept: request.headers.accept };
    const mayBeKept = !String(this.getHeader('cache-control')).includes('no-store');
    if (request.routeOptions.config.cached && mayBeKept && tenant && options.pages.admits(asked)) {
      const etag = tagOf(html);
      this.header('etag', etag);
      options.pages.store(asked, tenant.id, this.getHeaders() as OutgoingHttpHeaders, html, this.countsAs);
      if (isUnchanged(request.headers, etag, undefined)) return this.code(304).send();
    }
    return this.send(html);
  });

  app.decorateReply('published', function published({ type, body, modified, of }: Published) {
    const { request } = this;
    const etag = tagOf(typeof body === 'string' ? body : `${programBuilt} ${request.url} ${body.state}`);
    // Whole seconds, as the header has them.
    const date = new Date(Math.floor(modified.getTime() / 1000) * 1000).toUTCString();
    this.code(200)
      .type(type)
      .headers({
        ...openToAllSites,
        'cache-control': 'public, max-age=60',
        vary: 'accept-encoding',
        etag,
        'last-modified': date,
      });
    const asked = { url: request.url, accept: request.headers.accept };
    const headers = { ...this.getHeaders() } as OutgoingHttpHeaders;
    const keep = options.pages.admits(asked)
      ? (whole: string) => options.pages.store(asked, of, headers, whole, this.countsAs)
      : undefined;
    if (typeof body === 'string') keep?.(body);
    if (isUnchanged(request.headers, etag, date)) return this.code(304).send();
    return this.send(typeof body === 'string' ? body : Readable.from(passing(body.parts(), keep)));
  });

  const policy = (reply: FastifyReply, from: RegExp, to: string) =>
    reply.header('content-security-policy', String(reply.getHeader('content-security-policy') ?? '').replace(from, to));
  app.decorateReply('embeddable', function embeddable() {
    this.removeHeader('x-frame-options');
    this.header('cross-origin-resource-policy', 'cross-origin');
    return policy(this, /frame-ancestors [^;]*/, 'frame-ancestors *');
  });
  app.decorateReply('framing', function framing() {
    return policy(this, /$/, ";frame-src 'self'");
  });

  app.decorateReply('redirectWithNotice', function redirectWithNotice(path: string, kind: NoticeKind, key: string) {
    this.setCookie(noticeCookie, `${kind}:${key}`, { path: '/', secure: true, httpOnly: true, sameSite: 'lax', maxAge: 60 });
    return this.redirect(path, 303);
  });
}
