import type { Context } from '#platform/access';
import { addDays, dayOf, daysOfPeriod } from '#platform/days';
import type { Figure } from '#platform/module';
import { fewest } from '../../model/views/fewest.ts';
import { countOpen } from '../../store/feedback-inbox.ts';
import { totalBetween } from '../../store/views.ts';

/** Views of a period (five and more), and messages that wait today; of the district alone. */
export async function orientationFigures(
  context: Context,
  { period, territory }: { period: string; territory: string },
): Promise<Figure[]> {
  const days = daysOfPeriod(period);
  if (!days || territory !== context.tenant.ags) return [];
  const today = dayOf(context.now());
  const { views, feedback } = await context.transaction(async (trx) => ({
    views: await totalBetween(trx, days.from, addDays(days.to, 1)),
    feedback: await countOpen(trx, 'district', today),
  }));
  const base = `/intern/${context.tenant.slug}/ankommen`;
  const common = { territory, source: 'orientation:staff.title' } as const;
  return [
    {
      ...common,
      id: 'orientation.views',
      label: 'orientation:staff.statistics.figure.views',
      value: views > 0 && views < fewest ? null : views,
      unit: 'views',
      period: `${days.from}/${days.to}`,
      href: `${base}/statistik`,
    },
    {
      ...common,
      id: 'orientation.feedback_open',
      label: 'orientation:staff.statistics.figure.feedback_open',
      value: feedback.open,
      unit: 'messages',
      period: today,
      href: `${base}/rueckmeldungen`,
    },
  ];
}
