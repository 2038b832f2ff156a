import { createServer as createNodeServer } from 'node:http';
import { join } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import serveStatic from '@fastify/static';
import underPressure from '@fastify/under-pressure';
import Fastify, { type FastifyRequest } from 'fastify';
import { type Actor, createContext, type PermissionTable } from '#platform/access';
import { type Config, projectRoot } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import type { Database } from '#platform/database';
import { findInterfaceLanguage, german, negotiateLanguage, translator } from '#platform/i18n';
import type { TenantDirectory } from '#platform/tenancy';
import { guardRoutes } from './access-guard.ts';
import { installAppManifest } from './app-manifest.ts';
import { installCounting, PageCounter } from './counting.ts';
import { installErrorPages } from './errors.tsx';
import { formToken } from './form-protection.ts';
import { PageCache } from './page-cache.ts';
import { installRendering, type NavigationSource } from './render.ts';
import { installTheme } from './theme-route.ts';
import type { App } from './types.ts';

export interface ServerParts {
  readonly config: Config;
  readonly database: Database;
  readonly tenants: TenantDirectory;
  readonly permissions: PermissionTable;
  readonly formSecret: Buffer;
  readonly navigation: NavigationSource;
  /** Who sends these cookies; asked only when there is a session cookie. */
  readActor(headers: Headers): Promise<Actor>;
  now?: () => Date;
}

function contentSecurityPolicy(config: Config) {
  const tiles = config.TILE_URL ? [new URL(config.TILE_URL).origin] : [];
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:', ...tiles],
      fontSrc: ["'self'"],
      connectSrc: ["'self'", ...tiles],
      workerSrc: ["'self'", 'blob:'],
      manifestSrc: ["'self'"],
      formAction: ["'self'", ...(config.OIDC_ISSUER ? [new URL(config.OIDC_ISSUER).origin] : [])],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      ...(config.publicUrl.startsWith('https:') ? { upgradeInsecureRequests: [] } : {}),
    },
  };
}

/** District and language of the address; of an address without a route, what can be read from its beginning. */
function addressOf(request: FastifyRequest, tenants: TenantDirectory): { district?: string; language?: string } {
  if (request.routeOptions.url !== undefined) return request.params as { district?: string; language?: string };
  const [, district = '', language = ''] = (request.url.split('?')[0] ?? '').split('/');
  return tenants.bySlug(district) ? { district, ...(findInterfaceLanguage(language) ? { language } : {}) } : {};
}

/** Headers that mean something on documents only: on the seven files that a page fetches they would be 5 kB for nothing. */
const ofDocuments = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
  'x-request-id',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
] as const;

/** The web server without any route of a module; `ready()` it after the modules have added theirs. */
export async function createServer(parts: ServerParts): Promise<App> {
  const { config } = parts;
  const counter = new PageCounter(parts.now);
  const pages = new PageCache(counter);
  parts.tenants.onChange((tenantId) => pages.clear(tenantId));

  const app = Fastify({
    // The page cache stands before the router.
    serverFactory: (handler) =>
      createNodeServer((request, response) => {
        if (!pages.serve(request, response)) handler(request, response);
      }),
    logger: {
      level: config.LOG_LEVEL,
      // No personal data in logs: no address, no query string (searches), no body, no cookie.
      serializers: {
        req: (request) => ({ method: request.method, route: request.routeOptions?.url ?? 'unknown' }),
        res: (reply) => ({ status: reply.statusCode }),
      },
    },
    genReqId: () => uuidv7(),
    trustProxy: config.TRUST_PROXY,
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    forceCloseConnections: 'idle', // shutdown lets requests in flight finish
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false },
  });

  guardRoutes(app, { formSecret: parts.formSecret, origins: new Set([config.publicUrl]) });
  installErrorPages(app);
  installCounting(app, counter, (tenantId) => {
    const tenant = parts.tenants.byId(tenantId);
    return (
      tenant &&
      createContext({
        tenant,
        actor: { kind: 'system', name: 'http.counts' },
        language: german,
        t: translator(german),
        requestId: 'counts',
        publicUrl: config.publicUrl,
        database: parts.database,
        permissions: parts.permissions,
        ...(parts.now ? { now: parts.now } : {}),
      })
    );
  });
  installRendering(app, { pages, navigation: parts.navigation, tenants: parts.tenants });

  await app.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(config),
    strictTransportSecurity: config.publicUrl.startsWith('https:') ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    crossOriginEmbedderPolicy: false,
  });
  await app.register(cookie);
  await app.register(rateLimit, {
    max: (request) => request.routeOptions.config.limitPerMinute ?? config.RATE_LIMIT_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request) => `${request.routeOptions.config.limitPerMinute ? request.routeOptions.url : ''} ${request.ip}`,
  });
  await app.register(formbody, { bodyLimit: 512 * 1024 });
  await app.register(multipart, { limits: { fileSize: 20 * 1024 * 1024, files: 5, fields: 200, fieldSize: 256 * 1024 } });
  await app.register(compress, { global: true, threshold: 1024, encodings: ['br', 'gzip'], brotliOptions: { params: { 1: 4 } } });
  await app.register(async (assets) => {
    assets.addHook('onSend', async (_request, reply) => {
      for (const name of ofDocuments) reply.removeHeader(name);
    });
    await assets.register(serveStatic, {
      root: join(projectRoot, 'dist/public/assets'),
      prefix: '/assets/',
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      decorateReply: false,
      index: false,
      prefixAvoidTrailingSlash: true,
    });
  });

  // biome-ignore lint/suspicious/noExplicitAny: Fastify wants a start value; the hook below sets the real one on every request
  app.decorateRequest('visit', null as any);
  app.decorateRequest('context', {
    getter() {
      const { tenant, actor, language, t } = this.visit;
      if (!tenant) throw new Error(`${this.routeOptions.url} has no district`);
      return createContext({
        tenant,
        actor,
        language,
        t,
        requestId: this.id,
        publicUrl: config.publicUrl,
        database: parts.database,
        permissions: parts.permissions,
        ...(parts.now ? { now: parts.now } : {}),
      });
    },
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    Object.defineProperty(request, 'formToken', { configurable: true, get: () => formToken(request, reply, parts.formSecret) });
    const params = addressOf(request, parts.tenants);
    const tag = params.language ?? (request.query as { lang?: string } | undefined)?.lang ?? request.cookies.language;
    const language =
      (tag && findInterfaceLanguage(tag)) || (params.language ? german : negotiateLanguage(request.headers['accept-language']));
    const visit = {
      tenant: params.district ? parts.tenants.bySlug(params.district) : undefined,
      language,
      t: translator(language),
    };
    request.visit = { ...visit, actor: { kind: 'visitor' } };
  });
  // Whoever is turned away reads so in a page of ours, which needs a visit; the database is not asked before.
  await app.register(underPressure, {
    maxEventLoopDelay: config.NODE_ENV === 'test' ? 0 : 1500,
    retryAfter: 10,
    message: 'overloaded',
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.bare) return;
    const params = addressOf(request, parts.tenants);
    if (request.headers.cookie?.includes('session')) {
      request.visit = { ...request.visit, actor: await parts.readActor(new Headers({ cookie: request.headers.cookie })) };
    }
    const knownLanguage = params.language === undefined || findInterfaceLanguage(params.language);
    if ((params.district !== undefined && !request.visit.tenant) || !knownLanguage) return reply.refuse(404);
    // No record has such a name or number, and PostgreSQL would refuse to look for it.
    if (Object.values(request.params as Record<string, string>).some((part) => part.includes('\u0000'))) return reply.refuse(404);
  });
  installTheme(app, parts.tenants);
  installAppManifest(app, parts.tenants, parts.navigation);
  return app;
}
