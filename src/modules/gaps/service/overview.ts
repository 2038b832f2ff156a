import { defaultCategories, searchesInVain, supplyOf } from '#modules/directory';
import type { Context } from '#platform/access';
import { dayOf, daysOfPeriod } from '#platform/days';
import type { Figure, WorkLine } from '#platform/module';
import { told } from '../model/evidence.ts';
import { countOpen, listLate } from '../store/commissions.ts';
import { areaOf } from './area.ts';
import { readVocabulary } from './board.ts';
import { wordsOf } from './words.ts';

const mostLines = 20;

/** Open commissions whose day has passed. */
export async function gapWork(context: Context): Promise<readonly WorkLine[]> {
  if (!context.may('gaps.commission')) return [];
  const today = dayOf(context.now());
  const late = await context.transaction((trx) => listLate(trx, areaOf(context, 'gaps.commission'), today, mostLines));
  if (!late.length) return [];
  const { cellName } = wordsOf(context, await readVocabulary(context));
  return late.map((one) => ({
    kind: 'gaps:staff.work.commission',
    title: cellName(one),
    href: `/intern/${context.tenant.slug}/luecken/auftraege/${one.id}`,
    dueOn: one.dueOn,
    late: true,
  }));
}

/** Offers by topic as they stand today, searches in vain of a period (five and more), open commissions; of the district alone. */
export async function gapFigures(
  context: Context,
  { period, territory }: { period: string; territory: string },
): Promise<Figure[]> {
  const days = daysOfPeriod(period);
  const district = context.tenant.ags;
  if (!days || territory !== district) return [];
  const today = dayOf(context.now());
  const base = `/intern/${context.tenant.slug}/luecken`;
  const [supply, searches, open] = await Promise.all([
    supplyOf(context, { kilometres: 0 }),
    searchesInVain(context, days.from, days.to),
    context.transaction((trx) => countOpen(trx, 'district')),
  ]);
  const counted = told(searches);
  const common = { territory: district, source: 'gaps:staff.nav' } as const;
  return [
    ...Object.keys(defaultCategories).map(
      (topic): Figure => ({
        ...common,
        id: `gaps.offers.${topic}`,
        label: `directory:category.${topic}`,
        value: supply(topic, ''),
        unit: 'offers',
        period: today,
        href: `/${context.tenant.slug}/${context.language.tag}/angebote?thema=${topic}`,
      }),
    ),
    {
      ...common,
      id: 'gaps.searches_in_vain',
      label: 'gaps:staff.figure.searches_in_vain',
      value: counted === 'few' ? null : counted,
      unit: 'searches',
      period: `${days.from}/${days.to}`,
      href: base,
    },
    {
      ...common,
      id: 'gaps.commissions_open',
      label: 'gaps:staff.figure.commissions_open',
      value: open,
      unit: 'commissions',
      period: today,
      href: `${base}/auftraege`,
    },
  ];
}
