import type { App } from '#platform/http';

/** `/robots.txt` of the installation. Filter combinations without end are kept out by `noindex` on the page itself. */
function robotsText(publicUrl: string, districts: readonly string[]): string {
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
    reply
      .header('cache-control', 'no-cache')
      .type('text/plain; charset=utf-8')
      .send(robotsText(site.publicUrl, site.districts())),
  );
}
