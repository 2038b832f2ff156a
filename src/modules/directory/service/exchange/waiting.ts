import type { Context } from '#platform/access';
import type { WorkLine } from '#platform/module';
import { listWaitingRuns } from '../../store/exchange/runs.ts';
import { listSources } from '../../store/exchange/sources.ts';
import { managesSources } from './sources.ts';

/** Runs that wait for somebody, and sources that could not be fetched, for the start page. */
export async function exchangeWorklist(context: Context): Promise<readonly WorkLine[]> {
  if (!managesSources(context)) return [];
  const base = `/intern/${context.tenant.slug}/wegweiser/quellen`;
  return context.transaction(async (trx) => {
    const runs = await listWaitingRuns(trx, 20);
    const failing = (await listSources(trx)).filter((one) => one.active && one.failures > 0);
    return [
      ...failing.map(({ id, name }) => ({
        kind: 'directory:staff.exchange.work.failed',
        title: name,
        href: `${base}/${id}`,
        dueOn: null,
        late: true,
      })),
      ...runs.map(({ id, sourceId, source, state }) => ({
        kind: `directory:staff.exchange.work.${state}`,
        title: source,
        href: `${base}/${sourceId}/laeufe/${id}`,
        dueOn: null,
        late: false,
      })),
    ].slice(0, 20);
  });
}
