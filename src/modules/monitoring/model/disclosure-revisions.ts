import { primary, secondary, shown, withholdTable } from './disclosure.ts';
import type { TableCell } from './disclosure-cells.ts';

/** A revision of a figure of one indicator and period. */
export interface Revision extends TableCell {
  readonly source: string;
  /** When it became known, and when a newer one did (milliseconds); `until` infinite: current. */
  readonly from: number;
  readonly until: number;
}

export interface RevisionRule {
  readonly k: number;
  /** Per source: figures are multiples of this. */
  readonly roundedTo: ReadonlyMap<string, number | null>;
  /** Per source, the smallest stands where several have the same figure. */
  readonly rank: ReadonlyMap<string, number>;
  /** Cells (`territory\nbreakdown`) that another indicator's secrecy withholds. */
  readonly already: ReadonlySet<string>;
}

export const nameOfCell = ({ territory, breakdown }: Pick<TableCell, 'territory' | 'breakdown'>): string =>
  `${territory}\n${breakdown}`;

/** Rounds until every table of every day agrees on what is withheld; two are usual. */
const mostRounds = 12;

/**
 * What is withheld of one period, over all sources and everything that was ever known of it. A cell is withheld in all of them
 * or in none, since what one table shows need not be computed from another: the table of each source, the table as it is shown
 * (of each cell the source of the smallest rank), each today and on every day before a revision.
 *
 * @returns per revision 0, 1 or 2 as `withholdTable`
 */
export function withholdRevisions(revisions: readonly Revision[], rule: RevisionRule): Uint8Array {
  const small = ({ value }: Revision) => value !== null && value > 0 && value < rule.k;
  const sensitive = new Set(revisions.filter(small).map(nameOfCell));
  const hidden = new Set([...rule.already, ...sensitive]);
  const tables = sensitive.size ? tablesOf(revisions, rule) : [];
  for (let round = 0, before = -1; hidden.size !== before; round++) {
    before = hidden.size;
    for (const { cells, roundedTo } of tables) {
      const names = cells.map(nameOfCell);
      const states = withholdTable(cells, {
        k: rule.k,
        roundedTo,
        already: names.map((name) => hidden.has(name)),
        sensitive: names.map((name) => sensitive.has(name)),
      });
      for (const [cell, name] of names.entries()) {
        if (states[cell] === shown || hidden.has(name)) continue;
        hidden.add(name);
        // What protects a figure in one table must not be computed from another.
        if (tables.length > 1) sensitive.add(name);
      }
    }
    if (round > mostRounds) for (const one of revisions) hidden.add(nameOfCell(one));
  }
  return Uint8Array.from(revisions, (one) => (small(one) ? primary : hidden.has(nameOfCell(one)) ? secondary : shown));
}

function tablesOf(revisions: readonly Revision[], { roundedTo, rank }: RevisionRule) {
  const days = [Number.POSITIVE_INFINITY, ...new Set(revisions.map(({ until }) => until))].filter(
    (day, index, all) => all.indexOf(day) === index,
  );
  const tables: { cells: readonly Revision[]; roundedTo: number | null }[] = [];
  for (const day of days) {
    // On the day before, or today.
    const known = revisions.filter(({ from, until }) => from < day && until >= day);
    const bySource = Map.groupBy(known, ({ source }) => source);
    for (const [source, cells] of bySource) tables.push({ cells, roundedTo: roundedTo.get(source) ?? null });
    if (bySource.size < 2) continue;
    const best = new Map<string, Revision>();
    for (const one of known.toSorted((a, b) => (rank.get(b.source) ?? 0) - (rank.get(a.source) ?? 0)))
      best.set(nameOfCell(one), one);
    // The coarsest of its sources.
    const coarsest = Math.max(0, ...[...bySource.keys()].map((source) => roundedTo.get(source) ?? 0));
    tables.push({ cells: [...best.values()], roundedTo: coarsest || null });
  }
  return tables;
}
