/** What search engines are told: the public pages of every module, per district and language. */
export { robotsRoute } from './robots.ts';
export { createSitemapModule } from './sitemap.ts';
