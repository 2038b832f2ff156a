import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { german, interfaceLanguages } from '#platform/i18n';
import { paths } from '../service/showing/addresses.ts';
import { listPublicPaths } from '../service/showing.ts';
import { sendFile } from './answers.ts';

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Most addresses of a file: each names itself in sixteen languages, and a file may have 50 MB. */
const mostOfFile = 5000;

const typeOfFile = 'application/xml; charset=utf-8';

/** Sitemaps per language, in parts where a language has many addresses. */
async function index(request: FastifyRequest, reply: FastifyReply) {
  const { context } = request;
  const { tenant, publicUrl } = context;
  const parts = Math.max(1, Math.ceil((await listPublicPaths(context)).length / mostOfFile));
  const files = interfaceLanguages.flatMap((language) =>
    Array.from({ length: parts }, (_, part) => {
      const file = `${publicUrl}${paths.start({ tenant, language })}sitemap.xml${part ? `?teil=${part + 1}` : ''}`;
      return `<sitemap><loc>${escaped(file)}</loc></sitemap>`;
    }),
  );
  return sendFile(reply, typeOfFile, `${head}<sitemapindex xmlns="${schema}">\n${files.join('\n')}\n</sitemapindex>\n`);
}

/** The same page in every language; German for readers of none of them. */
function alternates(path: string, base: string, publicUrl: string, slug: string): string {
  const rest = path.slice(base.length);
  const link = (tag: string, hreflang: string) =>
    `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${escaped(`${publicUrl}/${slug}/${tag}/${rest}`)}"/>`;
  return [...interfaceLanguages.map(({ tag, htmlLang }) => link(tag, htmlLang)), link(german.tag, 'x-default')].join('');
}

/** Public pages in one language, out of the read model, which holds nothing that is not public. */
async function addresses(request: FastifyRequest, reply: FastifyReply) {
  const { context } = request;
  const { publicUrl, tenant } = context;
  const part = Number(/^\d{1,3}$/.exec(String((request.query as { teil?: unknown }).teil ?? '1'))?.[0] ?? 0);
  const base = paths.start(context);
  const entries = (await listPublicPaths(context)).slice((part - 1) * mostOfFile, part * mostOfFile);
  if (!part || (part > 1 && !entries.length)) return reply.refuse(404);
  const lines = entries.map(({ path, changed }) => {
    const day = changed ? `<lastmod>${changed.toISOString()}</lastmod>` : '';
    return `<url><loc>${escaped(publicUrl + path)}</loc>${day}${alternates(path, base, publicUrl, tenant.slug)}</url>`;
  });
  const names = `xmlns="${schema}" xmlns:xhtml="http://www.w3.org/1999/xhtml"`;
  return sendFile(reply, typeOfFile, `${head}<urlset ${names}>\n${lines.join('\n')}\n</urlset>\n`);
}

export function sitemapRoutes(app: App): void {
  const open = { config: { access: 'public', limitPerMinute: 60 } } as const;
  app.get('/:district/sitemap.xml', open, index);
  app.get('/:district/:language/sitemap.xml', open, addresses);
}

/** `/robots.txt` of the installation. Filter combinations without end are kept out by `noindex` on the page itself. */
export function robotsText(publicUrl: string, districts: readonly string[]): string {
  return [
    'User-agent: *',
    'Disallow: /intern/',
    'Disallow: /konto/',
    ...districts.map((slug) => `Sitemap: ${publicUrl}/${slug}/sitemap.xml`),
    '',
  ].join('\n');
}

/** Adds `/robots.txt`; it belongs to no district, so whoever builds the app says which there are. */
export function robotsRoute(app: App, site: { readonly publicUrl: string; districts(): readonly string[] }): void {
  app.get('/robots.txt', { config: { access: 'public', bare: true } }, async (_request, reply) =>
    sendFile(reply, 'text/plain; charset=utf-8', robotsText(site.publicUrl, site.districts())),
  );
}
