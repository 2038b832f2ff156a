import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import type { Figure, SearchHit } from '#platform/module';
import { daysOfPeriod } from '../model/period.ts';
import { countNetworks } from '../store/body-figures.ts';
import { listBodyRows } from '../store/body-list.ts';
import { listSeats } from '../store/member-list.ts';
import { bodyReach } from './scope.ts';

/** Open bodies, their seats, the organisations in them at the end of the period, and the meetings held in it. */
export async function networkFigures(
  context: Context,
  { period, territory }: { period: string; territory: string },
): Promise<Figure[]> {
  const days = daysOfPeriod(period);
  if (!days || !(territory.startsWith(context.tenant.ags) || context.tenant.ags.startsWith(territory))) return [];
  const counts = await context.transaction((trx) => countNetworks(trx, territory, days.from, days.to));
  const base = `/intern/${context.tenant.slug}/gremien`;
  const figure = (name: keyof typeof counts, unit: string, href: string): Figure => ({
    id: `networks.${name}`,
    label: `networks:staff.figure.${name}`,
    value: counts[name],
    unit,
    territory,
    period: name === 'meetings' ? `${days.from}/${days.to}` : days.to,
    source: 'networks:staff.nav',
    href,
  });
  return [
    figure('bodies', 'bodies', base),
    figure('seats', 'seats', `${base}/sitze`),
    figure('organisations', 'organisations', `${base}/karte`),
    figure('meetings', 'meetings', base),
  ];
}

const mostHits = 10;

/** Bodies by name or purpose and seats by name, as far as the actor may open them. */
export async function searchNetworks(context: Context, text: string): Promise<SearchHit[]> {
  const wanted = text.trim();
  if (!wanted || !context.may('networks.read')) return [];
  const [reach, now] = [bodyReach(context), context.now()];
  const base = `/intern/${context.tenant.slug}/gremien`;
  return context.transaction(async (trx) => {
    const bodies = await listBodyRows(trx, { reach, state: 'all', text: wanted, now, today: dayOf(now) }, undefined, mostHits);
    const persons = await listSeats(trx, { reach, by: 'person', text: wanted, onDay: dayOf(now) }, undefined, mostHits);
    return [
      ...bodies.map(({ id, name }) => ({ title: name, kind: 'networks:staff.hit.body', href: `${base}/${id}` })),
      ...persons.map(({ bodyId, bodyName, personName }) => ({
        title: `${personName}, ${bodyName}`,
        kind: 'networks:staff.hit.seat',
        href: `${base}/${bodyId}#sitze`,
      })),
    ];
  });
}
