import type { Context } from '#platform/access';
import { escapeXml } from '#platform/documents';
import { findInterfaceLanguage } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { newsDays, newsSince } from '../../model/news/news.ts';
import { paths } from '../addresses.ts';
import { latestNews, type NewsItem } from './reading.ts';

const langOf = ({ language }: NewsItem) => findInterfaceLanguage(language)?.htmlLang ?? 'de';

/** One message; its id names the installation and stays when the words change. */
function entry(context: Context, item: NewsItem): string {
  const href = context.publicUrl + paths.newsItem(context, item.number);
  const more = item.href ? `<link rel="related" href="${escapeXml(context.publicUrl + item.href)}"/>` : '';
  return `<entry xml:lang="${langOf(item)}"><id>${escapeXml(href)}</id><title>${escapeXml(item.title)}</title><link href="${escapeXml(href)}"/>${more}<published>${item.publishedAt.toISOString()}</published><updated>${item.publishedAt.toISOString()}</updated><category term="${item.channel}" label="${escapeXml(context.t(`orientation:news.channel.${item.channel}`))}"/><content type="text">${escapeXml(item.plain)}</content></entry>`;
}

/** The news of the last four weeks as Atom (RFC 4287), in the visitor's language. */
export async function newsFeed(context: Context): Promise<{ readonly body: string; readonly modified: Date }> {
  const items = await latestNews(context, 100);
  const { tenant, language, publicUrl, t } = context;
  const home = publicUrl + paths.news(context);
  const modified = items[0]?.publishedAt ?? newsSince(tenant.contentChangedAt);
  const title = `${t('orientation:news.title')} – ${tenantName(tenant, language)}`;
  const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language.htmlLang}"><id>${escapeXml(home)}</id><title>${escapeXml(title)}</title><subtitle>${escapeXml(t('orientation:news.lead', { count: newsDays }))}</subtitle><link href="${escapeXml(home)}"/><link rel="self" type="application/atom+xml" href="${escapeXml(home)}/feed.atom"/><updated>${modified.toISOString()}</updated><author><name>${escapeXml(tenantName(tenant, language))}</name></author>${items.map((item) => entry(context, item)).join('')}</feed>
`;
  return { body, modified: new Date(Math.max(modified.getTime(), tenant.contentChangedAt.getTime())) };
}
