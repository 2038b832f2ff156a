import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { interfaceLanguages } from '#platform/i18n';
import { paths } from '../service/showing/addresses.ts';
import { listPublicPaths } from '../service/showing.ts';
import { sendFile } from './answers.ts';

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** One sitemap per language: the limit of 50,000 addresses is for one file, and a district has sixteen languages. */
async function index(request: FastifyRequest, reply: FastifyReply) {
  const { tenant, publicUrl } = request.context;
  const files = interfaceLanguages.map(
    (language) => `<sitemap><loc>${escaped(`${publicUrl}${paths.start({ tenant, language })}sitemap.xml`)}</loc></sitemap>`,
  );
  return sendFile(
    reply,
    'application/xml; charset=utf-8',
    `${head}<sitemapindex xmlns="${schema}">\n${files.join('\n')}\n</sitemapindex>\n`,
  );
}

/** Public pages in one language, out of the read model, which holds nothing that is not public. */
async function addresses(request: FastifyRequest, reply: FastifyReply) {
  const { context } = request;
  const entries = await listPublicPaths(context);
  const lines = entries.map(
    ({ path, changed }) =>
      `<url><loc>${escaped(context.publicUrl + path)}</loc>${changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ''}</url>`,
  );
  return sendFile(reply, 'application/xml; charset=utf-8', `${head}<urlset xmlns="${schema}">\n${lines.join('\n')}\n</urlset>\n`);
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
