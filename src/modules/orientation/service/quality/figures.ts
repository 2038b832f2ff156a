import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import type { Figure, WorkLine } from '#platform/module';
import { countLinks } from '../../store/links.ts';
import { reachOf } from '../writing/reach.ts';
import { readQuality } from './board.ts';

/** How complete and how fresh the guide is today; of the district alone. */
export async function qualityFigures(context: Context, { territory }: { territory: string }): Promise<Figure[]> {
  if (territory !== context.tenant.ags || !context.may('orientation.write')) return [];
  const { pages, counts, links, languages } = await readQuality(context);
  const base = `/intern/${context.tenant.slug}/ankommen`;
  const lists = `${base}/qualitaet/liste?art=`;
  const figure = (id: string, value: number, unit: string, href: string): Figure => ({
    id: `orientation.${id}`,
    label: `orientation:staff.figure.${id}`,
    value,
    unit,
    territory,
    period: dayOf(context.now()),
    source: 'orientation:staff.title',
    href,
  });
  return [
    figure('pages', pages, 'pages', base),
    figure('languages', languages.length, 'languages', `${base}/qualitaet`),
    figure('unconfirmed', counts.unconfirmed, 'pages', `${lists}unbestaetigt`),
    figure('outdated', counts.outdated, 'texts', `${lists}veraltet`),
    figure('missing', counts.missing, 'texts', `${lists}fehlt`),
    figure('broken_links', links.broken, 'links', `${base}/qualitaet/links`),
  ];
}

/** Broken links of the actor's pages, as one line. */
export async function qualityWork(trx: Trx, context: Context): Promise<readonly WorkLine[]> {
  if (!context.may('orientation.publish')) return [];
  const { broken } = await countLinks(trx, reachOf(context, 'orientation.publish'));
  if (!broken) return [];
  return [
    {
      kind: 'orientation:staff.work.links',
      title: context.t('orientation:staff.quality.broken', { count: broken }),
      href: `/intern/${context.tenant.slug}/ankommen/qualitaet/links`,
      dueOn: null,
      late: false,
    },
  ];
}
