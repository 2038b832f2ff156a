import { listTowns } from '#modules/territory';
import type { Context } from '#platform/access';
import { addDays, dayOf } from '#platform/days';
import type { Figure, JobServices, ModuleDefinition } from '#platform/module';
import type { Indicator, Source } from '../model/indicator.ts';
import { lastPeriod, type OwnRow, rowsOf, runningPeriod } from '../model/own-figures.ts';
import { listIndicators, listSources } from '../store/indicators.ts';
import { type Stored, storeRows } from './storing.ts';

/** The modules of the house, whose figures are observed; known only when all of them are there. */
export type Modules = () => readonly ModuleDefinition[];

/** Source of figures that modules count themselves. */
const ownSource = 'dreiklang';

/** Inhabitants are no count of ours: they are the office's, as the list of territories knows them. */
const sourceOfFigure: Readonly<Record<string, string>> = { 'territory.population': 'dreiklang-sozialraeume' };

/** What all modules know of a period, in the district and in each of its towns. */
async function figuresOf(context: Context, modules: readonly ModuleDefinition[], period: string): Promise<Figure[]> {
  const places = [context.tenant.ags, ...(await listTowns(context)).map(({ key }) => key)];
  const found: Figure[] = [];
  for (const { figures } of modules) {
    if (!figures) continue;
    // Some answer for the places within a territory, some for that one alone: asked for each, nothing is missed.
    for (const territory of places) found.push(...(await figures(context, { period, territory })));
  }
  return found;
}

/** Days after the end of a period in which its figures are still taken: the job may have waited for the machine. */
const latest = 5;

/** Inhabitants are counted on a day of the past; every count that is known is wanted. */
const allTime = (to: string) => `1990-01-01/${to}`;

interface Wanted {
  readonly indicators: readonly Indicator[];
  readonly sources: readonly Source[];
}

async function wantedOf(context: Context): Promise<Wanted> {
  return context.transaction(async (trx) => ({
    indicators: (await listIndicators(trx)).filter(({ figure, state }) => figure !== null && state !== 'retired'),
    sources: await listSources(trx),
  }));
}

/**
 * Stores the figures of our own modules as observations.
 * @param which `ended`: of the periods that have just ended; `running`: as they stand today
 */
export async function storeOwnFigures(context: Context, modules: Modules, which: 'ended' | 'running'): Promise<Stored[]> {
  const today = dayOf(context.now());
  const { indicators, sources } = await wantedOf(context);
  const rows = new Map<string, OwnRow[]>();
  for (const [, group] of Map.groupBy(indicators, ({ periodicity }) => periodicity)) {
    const [{ periodicity }] = group as [Indicator];
    const asked = which === 'ended' ? lastPeriod(periodicity, today) : runningPeriod(periodicity, today);
    const to = which === 'ended' ? asked.to : today;
    const dated = group.filter(({ figure }) => (figure ?? '') in sourceOfFigure);
    // Most modules only know what stands today: for a period that ended long ago that would be wrong.
    const fresh = to >= addDays(today, -latest) ? group.filter((one) => !dated.includes(one)) : [];
    const counted = fresh.length ? await figuresOf(context, modules(), `${asked.from}/${to}`) : [];
    const territory = modules().filter(({ name }) => name === 'territory');
    const known = dated.length ? await figuresOf(context, territory, allTime(to)) : [];
    const answered = [...counted.filter(({ id }) => !(id in sourceOfFigure)), ...known.filter(({ id }) => id in sourceOfFigure)];
    for (const row of rowsOf([...fresh, ...dated], answered, { ...asked, to }, today)) {
      const figure = group.find(({ key }) => key === row.indicator)?.figure ?? '';
      const source = sourceOfFigure[figure] ?? ownSource;
      rows.set(source, [...(rows.get(source) ?? []), row]);
    }
  }
  const stored: Stored[] = [];
  await context.transaction(async (trx) => {
    for (const [source, own] of rows) {
      if (!sources.some(({ key }) => key === source)) continue;
      stored.push(
        await storeRows(trx, context, {
          fileName: context.t('monitoring:staff.own.file', { day: today }),
          source,
          asOf: context.now().toISOString(),
          rows: own,
        }),
      );
    }
  });
  return stored;
}

/** On the first of each month, in every district: what ended with the month before. */
export function ownFiguresJob(modules: Modules) {
  return async (_payload: unknown, services: JobServices): Promise<void> => {
    for (const tenantId of services.tenantIds())
      await storeOwnFigures(services.contextOf(tenantId, 'monitoring.own_figures'), modules, 'ended');
  };
}
