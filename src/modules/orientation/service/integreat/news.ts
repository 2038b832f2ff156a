import { listTowns } from '#modules/territory';
import { addDays, dayOf } from '#platform/days';
import { codeOf } from '../../model/integreat/codes.ts';
import { type Html, link, plain, write } from '../../model/integreat/html.ts';
import { moment } from '../../model/integreat/times.ts';
import type { NewsItem } from '../../model/integreat/types.ts';
import { listPublishedNews, type PublishedNews } from '../../store/integreat.ts';
import type { Frame } from './frame.ts';

/** News are shown for four weeks. */
const windowDays = 28;
export const mostNews = 500;

const none = '' as Html;

function newsItem(frame: Frame, item: PublishedNews, towns: ReadonlyMap<string, string>): NewsItem {
  const { t, language, publicUrl, tenant } = frame.context;
  const own = item.texts[language.tag];
  const text = own ?? item.texts.de;
  const forTowns = item.towns.flatMap((key) => towns.get(key) ?? []);
  const notes = [
    ...(forTowns.length ? [t('orientation:page.town', { town: forTowns.join(', ') })] : []),
    ...(own ? [] : [t('directory:offer.german_only')]),
    ...(own?.by === 'machine' ? [t('orientation:page.machine')] : []),
  ];
  const paragraphs = (text?.text ?? '').split(/\n{2,}/).filter((part) => part.trim());
  const more = item.path
    ? write`<p>${link(`${publicUrl}/${tenant.slug}/${language.tag}${item.path}`, plain(t('orientation:page.more')), true)}</p>`
    : none;
  const published = moment(item.publishedAt);
  return {
    id: `local-${item.number}`,
    title: text?.title ?? '',
    content: write`${notes.map((note) => write`<p><em>${plain(note)}</em></p>`)}${paragraphs.map((part) => write`<p>${plain(part)}</p>`)}${more}`,
    display_date: published,
    last_updated: published,
    published_at: published,
    source: 'local',
    externalUrl: '',
    channel: item.channel,
    available_languages: Object.fromEntries(
      frame.languages
        .filter(({ tag }) => tag !== language.tag && item.texts[tag])
        .map((other) => [codeOf(other), { id: `local-${item.number}` }]),
    ),
  };
}

/** News of the last 28 days, newest first. */
export async function listNews(frame: Frame): Promise<readonly NewsItem[]> {
  const { context } = frame;
  const since = new Date(`${addDays(dayOf(context.now()), -windowDays)}T00:00`);
  const [rows, towns] = await Promise.all([
    context.transaction((trx) => listPublishedNews(trx, { since, until: context.now(), limit: mostNews })),
    listTowns(context),
  ]);
  const names = new Map(towns.map(({ key, names }) => [key, names[context.language.tag] ?? names.de ?? key]));
  return rows.map((row) => newsItem(frame, row, names));
}
