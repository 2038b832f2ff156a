import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { nameOfCell, type RevisionRule, withholdRevisions } from '../model/disclosure-revisions.ts';
import type { Indicator, Source } from '../model/indicator.ts';
import { relativeUnits } from '../model/vocabulary.ts';
import { listIndicators, listSources } from '../store/indicators.ts';
import { clearWithheld, listPeriods, listRevisions, listWithheld, writeWithheld } from '../store/withholding.ts';

/** Counts below this are withheld; null: shares and the like, which tell no count by themselves, and what an office protects. */
const limitOf = ({ secrecyK, unit }: Indicator): number | null => (relativeUnits.includes(unit) ? null : secrecyK);

/**
 * Decides anew what is withheld of some indicators whose figures came or went, and of those that would tell it. Runs in the
 * transaction of the import: no figure is ever public before it was looked at. One period is in memory at a time.
 */
export async function withholdAfterImport(trx: Trx, _context: Context, indicatorIds: readonly string[]): Promise<void> {
  const indicators = await listIndicators(trx);
  const sources = await listSources(trx);
  for (const indicator of concerned(indicators, indicatorIds)) await withhold(trx, indicator, indicators, sources);
}

/** The same after the rule of an indicator has changed (`secrecyK`, `secrecyOf`, its unit). */
export async function withholdAgain(trx: Trx, context: Context, indicatorId: string): Promise<void> {
  await withholdAfterImport(trx, context, [indicatorId]);
}

/** The indicators and all that hang on them by `secrecyOf`, each after the one it hangs on. */
function concerned(indicators: readonly Indicator[], ids: readonly string[]): Indicator[] {
  const found = new Set(indicators.filter(({ id }) => ids.includes(id)));
  // A set is walked in the order of insertion, what is added on the way included; circles end because each is added once.
  for (const { key } of found) for (const one of indicators) if (one.secrecyOf === key) found.add(one);
  const depth = (one: Indicator, seen: readonly string[] = []): number => {
    const base = indicators.find(({ key }) => key === one.secrecyOf);
    return !base || seen.includes(base.key) ? 0 : 1 + depth(base, [...seen, base.key]);
  };
  return [...found].toSorted((a, b) => depth(a) - depth(b) || a.key.localeCompare(b.key));
}

async function withhold(
  trx: Trx,
  indicator: Indicator,
  indicators: readonly Indicator[],
  sources: readonly Source[],
): Promise<void> {
  const base = indicators.find(({ key }) => key === indicator.secrecyOf);
  const k = limitOf(indicator);
  if (k === null && !base) return clearWithheld(trx, indicator.id);
  const rule: Omit<RevisionRule, 'already'> = {
    k: k ?? 0,
    roundedTo: new Map(sources.map(({ id, roundedTo }) => [id, roundedTo])),
    rank: new Map(sources.map(({ id, rank }) => [id, rank])),
  };
  for (const period of await listPeriods(trx, indicator.id)) {
    const rows = await listRevisions(trx, indicator.id, period);
    const already = new Set(base ? (await listWithheld(trx, base.id, period)).map(nameOfCell) : []);
    const states = withholdRevisions(
      rows.map(({ sourceId, territory, breakdown, value, from, until, current }) => ({
        source: sourceId,
        territory,
        breakdown,
        value,
        from: from?.getTime() ?? Number.MAX_SAFE_INTEGER,
        until: current ? Number.POSITIVE_INFINITY : (until?.getTime() ?? Number.MAX_SAFE_INTEGER),
      })),
      { ...rule, already },
    );
    const changes = rows.flatMap(({ seriesId, importId, withheld }, index) => {
      const now = states[index] || null;
      return now === withheld ? [] : [{ seriesId, importId, withheld: now }];
    });
    await writeWithheld(trx, period, changes);
  }
}
