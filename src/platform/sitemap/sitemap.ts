import type { Context } from '#platform/access';
import type { FastifyReply, FastifyRequest } from '#platform/http';
import { german, type InterfaceLanguage, interfaceLanguages } from '#platform/i18n';
import { defineModule, type ModuleDefinition, type PublicPath } from '#platform/module';

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Most addresses of a file: each names itself in sixteen languages, and a file may have 50 MB. */
const mostOfFile = 5000;

/** It follows from what is published: it may be kept, but is asked for again. */
const sendXml = (reply: FastifyReply, content: string) =>
  reply
    .header('cache-control', 'no-cache')
    .type('application/xml; charset=utf-8')
    .send(head + content);

const existsIn = ({ languages }: PublicPath, { tag }: InterfaceLanguage) => !languages || languages.includes(tag);

/** The same page in each of its languages; German for readers of none of them. */
function alternates(one: PublicPath, publicUrl: string, slug: string): string {
  const link = (tag: string, hreflang: string) =>
    `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${escaped(`${publicUrl}/${slug}/${tag}${one.path}`)}"/>`;
  return [
    ...interfaceLanguages.filter((language) => existsIn(one, language)).map(({ tag, htmlLang }) => link(tag, htmlLang)),
    ...(existsIn(one, german) ? [link(german.tag, 'x-default')] : []),
  ].join('');
}

/** The sitemaps of the districts, out of what the modules declare as public (`publicPaths`). */
export function createSitemapModule(modules: readonly ModuleDefinition[]): ModuleDefinition {
  const pathsOf = async (context: Context): Promise<readonly PublicPath[]> => {
    const lists: (readonly PublicPath[])[] = [];
    for (const { publicPaths } of modules) lists.push((await publicPaths?.(context)) ?? []);
    return lists.flat();
  };

  /** Sitemaps per language, in parts where a language has many addresses. */
  const index = async (request: FastifyRequest, reply: FastifyReply) => {
    const { tenant, publicUrl } = request.context;
    const all = await pathsOf(request.context);
    const files = interfaceLanguages.flatMap((language) => {
      const parts = Math.max(1, Math.ceil(all.filter((one) => existsIn(one, language)).length / mostOfFile));
      return Array.from({ length: parts }, (_, part) => {
        const file = `${publicUrl}/${tenant.slug}/${language.tag}/sitemap.xml${part ? `?teil=${part + 1}` : ''}`;
        return `<sitemap><loc>${escaped(file)}</loc></sitemap>`;
      });
    });
    return sendXml(reply, `<sitemapindex xmlns="${schema}">\n${files.join('\n')}\n</sitemapindex>\n`);
  };

  const addresses = async (request: FastifyRequest, reply: FastifyReply) => {
    const { publicUrl, tenant, language } = request.context;
    const part = Number(/^\d{1,3}$/.exec(String((request.query as { teil?: unknown }).teil ?? '1'))?.[0] ?? 0);
    const all = (await pathsOf(request.context)).filter((one) => existsIn(one, language));
    const entries = all.slice((part - 1) * mostOfFile, part * mostOfFile);
    if (!part || (part > 1 && !entries.length)) return reply.refuse(404);
    const lines = entries.map((one) => {
      const address = `${publicUrl}/${tenant.slug}/${language.tag}${one.path}`;
      const day = one.changed ? `<lastmod>${one.changed.toISOString()}</lastmod>` : '';
      return `<url><loc>${escaped(address)}</loc>${day}${alternates(one, publicUrl, tenant.slug)}</url>`;
    });
    const names = `xmlns="${schema}" xmlns:xhtml="http://www.w3.org/1999/xhtml"`;
    return sendXml(reply, `<urlset ${names}>\n${lines.join('\n')}\n</urlset>\n`);
  };

  return defineModule({
    name: 'sitemap',
    routes: (app) => {
      const open = { config: { access: 'public', limitPerMinute: 60 } } as const;
      app.get('/:district/sitemap.xml', open, index);
      app.get('/:district/:language/sitemap.xml', open, addresses);
    },
  });
}
