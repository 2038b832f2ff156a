import type { IncomingObservation, ReadingReport } from './incoming.ts';
import { comparePeriods } from './period.ts';
import { levelOfPlace } from './places.ts';

const mostListed = 100;

/** 53 bits of a text; a false alarm among a million is less likely than one in ten thousand. */
function hashOf(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** What is counted while a file is read. */
export class ReportCollector {
  readonly #facts: Pick<ReadingReport, 'layout' | 'title' | 'encoding'> & Partial<ReadingReport>;
  readonly #periods = new Map<string, number>();
  readonly #levels = new Map<string, { observations: number; territories: Set<string> }>();
  readonly #measures = new Map<string, { label: string; unit: string | null }>();
  readonly #markers = new Map<string, number>();
  readonly #perCode = new Map<string, number>();
  readonly #rejected: { row: number; code: string; detail: string }[] = [];
  readonly #notices = new Map<string, { code: string; count: number; detail: string }>();
  readonly #seen = new Map<number, string>();
  readonly #duplicates = { identical: 0, conflicting: 0, rows: [] as number[] };
  #rows = 0;
  #observations = 0;
  #complete = false;
  #error: ReadingReport['error'] = null;

  constructor(facts: Pick<ReadingReport, 'layout' | 'title' | 'encoding'> & Partial<ReadingReport>) {
    this.#facts = facts;
  }

  row(): void {
    this.#rows += 1;
  }

  add(observation: IncomingObservation): void {
    const { measure, measureLabel, unit, territory, territoryLabel, period, attributes, value, marker, row } = observation;
    this.#observations += 1;
    this.#periods.set(period, (this.#periods.get(period) ?? 0) + 1);
    const level = territory === null ? 'unknown' : levelOfPlace(territory);
    const counted = this.#levels.get(level) ?? { observations: 0, territories: new Set<string>() };
    counted.observations += 1;
    counted.territories.add(territory ?? territoryLabel);
    this.#levels.set(level, counted);
    if (!this.#measures.has(measure)) this.#measures.set(measure, { label: measureLabel, unit });
    const sign = marker ?? (value === null ? 'empty' : 'number');
    this.#markers.set(sign, (this.#markers.get(sign) ?? 0) + 1);
    const parts = attributes.map(({ variable, attribute }) => `${variable}\t${attribute ?? ''}`).toSorted();
    const key = hashOf([measure, territory ?? `?${territoryLabel}`, period, ...parts].join('\n'));
    const told = `${value}${marker ?? ''}`;
    const before = this.#seen.get(key);
    if (before === undefined) this.#seen.set(key, told);
    else {
      this.#duplicates[before === told ? 'identical' : 'conflicting'] += 1;
      if (before !== told && this.#duplicates.rows.length < mostListed) this.#duplicates.rows.push(row);
    }
  }

  reject(row: number, code: string, detail: string): void {
    this.#perCode.set(code, (this.#perCode.get(code) ?? 0) + 1);
    if (this.#rejected.length < mostListed) this.#rejected.push({ row, code, detail: detail.slice(0, 200) });
  }

  notice(code: string, detail = ''): void {
    const known = this.#notices.get(code);
    this.#notices.set(code, { code, count: (known?.count ?? 0) + 1, detail: known?.detail || detail.slice(0, 200) });
  }

  /** Reading ended: with an error nothing of the file may be kept. */
  end(error: ReadingReport['error'] = null): void {
    this.#error = error;
    this.#complete = error === null;
  }

  get rows(): number {
    return this.#rows;
  }

  get rejectedRows(): number {
    return [...this.#perCode.values()].reduce((sum, count) => sum + count, 0);
  }

  get observations(): number {
    return this.#observations;
  }

  report(): ReadingReport {
    const byTime = [...this.#periods].toSorted(([a], [b]) => comparePeriods(a, b));
    return {
      complete: this.#complete,
      error: this.#error,
      tableCode: null,
      statisticCode: null,
      asOf: null,
      licence: null,
      footnotes: null,
      ...this.#facts,
      periods: Object.fromEntries(byTime),
      levels: Object.fromEntries(
        [...this.#levels].map(([level, { observations, territories }]) => [
          level,
          { observations, territories: territories.size },
        ]),
      ),
      measures: Object.fromEntries(this.#measures),
      rows: this.#rows,
      observations: this.#observations,
      markers: Object.fromEntries(this.#markers),
      rejected: { count: this.rejectedRows, perCode: Object.fromEntries(this.#perCode), list: this.#rejected },
      notices: [...this.#notices.values()],
      duplicates: this.#duplicates,
    };
  }
}
