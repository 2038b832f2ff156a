import { type Hash, hashText } from './duplicates.ts';
import { readPeriod } from './periods.ts';
import type { Dimension } from './types.ts';

/** One column of values of a table, described by the cells stacked above it. */
export interface ValueColumn extends Hash {
  readonly statisticLabel: string | null;
  readonly measureLabel: string;
  readonly unit: string | null;
  /** null when the rows carry the time. */
  readonly period: string | null;
  readonly dimensions: readonly Dimension[];
}

export interface TableHeader {
  /** Columns before the first value: time, key, name, … */
  readonly stub: number;
  readonly width: number;
  readonly columns: readonly ValueColumn[];
  readonly hasUnits: boolean;
}

const timeName =
  /^(Jahr|Jahre|Stichtag|Berichtsjahr|Berichtszeitraum|Schuljahr|Semester|Quartal|Monat|Zeit|Datum|Year|Years|Reference date|School year|Quarter|Month|Time)$/i;
const unitWords =
  /^(Anzahl|Number|Prozent|Per ?cent|Promille|Personen|Persons|Einwohner|Haushalte|Fälle|Cases|Jahre?|Years?|Monate?|Tage|Stunden|Punkte|Index|Verhältnis|Quote|Ziffer|qkm|km²|km2|km|m²|qm|m|ha|t|kg|l|EUR|Euro|DM|Tsd\.?|Mill\.?|Mio\.?|Mrd\.?|Tausend|Millionen|1[ .]?000|%|‰|°C|-)$/i;

/** "EW pro qkm", "EUR je EW", "Tsd. EUR", "1000 t", "2015=100": each word known, or a ratio. */
export function isUnit(text: string): boolean {
  const unit = text.trim();
  if (unit === '' || unit.length > 40) return unit === '';
  if (
    /^\d{4} ?= ?100$/.test(unit) ||
    /^\S+(?: \S+)? (pro|je|per) \S+( \S+)?( \S+)?$/i.test(unit) ||
    /^[A-Za-z]+\/[a-z0-9²]+$/i.test(unit)
  )
    return true;
  return unit.split(/\s+/).every((word) => unitWords.test(word));
}

const total = /^(insgesamt|total)$/i;
export const attributeCodeOf = (label: string): string | null => (total.test(label) ? null : label);

/** A cell over several columns is written once by some services: what is empty continues its left neighbour. */
function filled(cells: readonly string[], from: number, to: number): string[] {
  const row: string[] = [];
  for (let index = from; index < to; index += 1) row.push((cells[index] ?? '').trim() || (row.at(-1) ?? ''));
  return row;
}

/**
 * Understands two to four (up to twelve) stacked header rows. No row says what it is, so their contents must:
 * a row of times is the time; a last row of units is the unit; and because a measure has one unit, the highest row
 * whose cells each have one unit is the measure. What stands above it is the statistic, what stands below a breakdown.
 */
export function readTableHeader(rows: readonly (readonly string[])[]): TableHeader | null {
  const width = Math.max(...rows.map((cells) => cells.length));
  const firsts = rows.map((cells) => cells.findIndex((cell) => cell.trim() !== '')).filter((index) => index >= 0);
  const stub = Math.min(...firsts);
  if (!Number.isFinite(stub) || stub < 1) return null;
  const all = rows.map((cells) => filled(cells, stub, width)).filter((cells) => cells.some((cell) => cell !== ''));
  const times = all.find((cells) => cells.every((cell) => readPeriod(cell) !== null));
  const named = all.filter((cells) => cells !== times && !cells.every((cell) => timeName.test(cell)));
  const last = named.at(-1);
  const units = last && named.length > 1 && last.every(isUnit) ? last : null;
  const levels = units ? named.slice(0, -1) : named;
  const measure = Math.max(
    0,
    levels.findIndex((cells) => oneUnitEach(cells, units)),
  );
  const columns = Array.from({ length: width - stub }, (_, column): ValueColumn => {
    const cell = (level: number): string => levels[level]?.[column] ?? '';
    const dimensions = levels.slice(measure + 1).map((_, index): Dimension => {
      const label = cell(measure + 1 + index);
      return {
        variableCode: `column-${index + 1}`,
        variableLabel: '',
        attributeCode: attributeCodeOf(label),
        attributeLabel: label,
        depth: 0,
        parent: null,
      };
    });
    const period = times ? readPeriod(times[column] as string) : null;
    return {
      statisticLabel: measure > 0 ? cell(0) : null,
      measureLabel: cell(measure),
      unit: units?.[column] || null,
      period,
      dimensions,
      ...hashText([period ?? '', ...levels.map((_, level) => cell(level))].join('\u0000')),
    };
  });
  return { stub, width, columns, hasUnits: units !== null };
}

function oneUnitEach(cells: readonly string[], units: readonly string[] | null): boolean {
  const seen = new Map<string, string>();
  return cells.every((cell, column) => {
    const unit = units?.[column] ?? '';
    const before = seen.get(cell);
    seen.set(cell, unit);
    return before === undefined || before === unit;
  });
}
