import { readBreakdown } from './breakdown.ts';
import type { Cell, FigureSet, Place } from './figures.ts';
import { type Source, textIn } from './indicator.ts';
import { type Conditions, conditionsOf } from './open-data.ts';
import { spanOf } from './period.ts';

/** A figure as a row of an open file. */
export interface OpenRow {
  readonly territory: string;
  readonly territoryName: string;
  readonly level: Place['level'];
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly parts: Readonly<Record<string, string>>;
  readonly cell: Cell;
}

/** Whether a figure may stand in the file: all its sources under open licences, or at least one with conditions of its own. */
export function belongs({ sources }: Cell, which: Conditions, known: ReadonlyMap<string, Source>): boolean {
  const own = sources.some((key) => conditionsOf(known.get(key) ?? { licence: null }) === 'own');
  return own === (which === 'own');
}

/** The figures of one indicator: place by place, period by period, the total before its parts. */
export function* rowsOf(set: FigureSet, key: string, which: Conditions): Generator<OpenRow> {
  const sources = new Map(set.sources.map((source) => [source.key, source]));
  const parsed = set.breakdowns.map((breakdown) => ({ breakdown, parts: readBreakdown(breakdown) ?? {} }));
  for (const place of set.places)
    for (const period of set.periods)
      for (const { breakdown, parts } of parsed) {
        const cell = set.cell(key, place.key, period, breakdown);
        if (!cell || !belongs(cell, which, sources)) continue;
        const span = spanOf(period);
        yield {
          territory: place.key,
          territoryName: textIn(place.names, 'de'),
          level: place.level,
          period,
          from: span?.from ?? period,
          to: span?.to ?? period,
          parts,
          cell,
        };
      }
}
