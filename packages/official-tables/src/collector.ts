import { Duplicates } from './duplicates.ts';
import {
  type Detail,
  excerpt,
  Failure,
  type Notice,
  type NoticeCode,
  type Problem,
  type RejectedRow,
  type RejectionCode,
} from './problems.ts';
import type { Layout, Limits, Marker, Observation, ReadOptions, TableReport, TerritoryKind } from './types.ts';
import type { DecimalMark } from './values.ts';

const examples = 5;
/** Different periods, measures, statistics and qualities are few; a hostile file must not make them many. */
const maximumNames = 10_000;
const maximumFootnotes = 64 * 1024;

export const add = <Key>(counts: Map<Key, number>, key: Key, number = 1): void => {
  const before = counts.get(key);
  if (before !== undefined) counts.set(key, before + number);
  else if (counts.size < maximumNames) counts.set(key, number);
};

/** Gathers what the report says while the rows go by. */
export class Collector {
  readonly options: ReadOptions;
  readonly limits: Limits;
  readonly duplicates: Duplicates;
  fileName: string | null;
  layout: Layout | null = null;
  language: 'de' | 'en' | null = null;
  decimalMark: DecimalMark | null;
  tableCode: string | null = null;
  title: string | null = null;
  licence: string | null = null;
  asOf: string | null = null;
  error: Problem | null = null;
  finished = false;
  rows = 0;
  observations = 0;
  /** The batch that is handed over next. */
  batch: Observation[] = [];
  readonly statistics = new Map<string, string>();
  readonly measures = new Map<string, { label: string; unit: string | null }>();
  #footnotes = '';
  readonly #periods = new Map<string, number>();
  readonly #markers = new Map<Marker | 'number' | 'empty', number>();
  readonly #qualities = new Map<string, number>();
  readonly #levels = new Map<TerritoryKind, { observations: number; territories: Set<string> }>();
  readonly #rejected = new Map<RejectionCode, number>();
  readonly #rejectedRows: RejectedRow[] = [];
  readonly #notices = new Map<NoticeCode, { count: number; examples: { row: number | null; text: string }[] }>();

  constructor(options: ReadOptions, limits: Limits) {
    this.options = options;
    this.limits = limits;
    this.fileName = options.fileName ?? null;
    this.decimalMark = options.decimalMark === ',' || options.decimalMark === '.' ? options.decimalMark : null;
    this.duplicates = new Duplicates(limits.keys, limits.listed);
  }

  emit(observation: Observation): void {
    this.observations += 1;
    this.batch.push(observation);
    add(this.#periods, observation.period);
    add(this.#markers, observation.marker ?? (observation.value === null ? 'empty' : 'number'));
    if (observation.quality !== null) add(this.#qualities, observation.quality);
    const { territory } = observation;
    if (!territory) return;
    const level = this.#levels.get(territory.kind) ?? { observations: 0, territories: new Set() };
    if (level.observations === 0) this.#levels.set(territory.kind, level);
    level.observations += 1;
    if (level.territories.size < maximumNames * 10) level.territories.add(territory.code ?? territory.label);
  }

  reject(row: number, code: RejectionCode, detail: Detail = {}): void {
    this.#rejected.set(code, (this.#rejected.get(code) ?? 0) + 1);
    if (this.#rejectedRows.length < this.limits.listed) this.#rejectedRows.push({ row, code, detail });
  }

  notice(code: NoticeCode, row: number | null, text: string): void {
    const notice = this.#notices.get(code) ?? { count: 0, examples: [] };
    this.#notices.set(code, notice);
    notice.count += 1;
    if (notice.examples.length < examples) notice.examples.push({ row, text: excerpt(text) });
  }

  footnote(line: string): void {
    if (this.#footnotes.length + line.length < maximumFootnotes) this.#footnotes += `${line}\n`;
  }

  measure(code: string, label: string, unit: string | null): void {
    if (this.measures.size < maximumNames) this.measures.set(code, { label, unit });
  }

  /** Notes a statistic and compares it with what was expected; called when a code is met for the first time. */
  statistic(code: string, label: string, row: number): void {
    if (this.statistics.has(code) || this.statistics.size >= maximumNames) return;
    this.statistics.set(code, label);
    const expected = this.options.expect?.statisticCode;
    if (expected && expected !== code) throw unexpected('statistic', expected, code, row);
    if (this.tableCode && /^\d{4}[0-9A-Z]-/.test(this.tableCode) && !this.tableCode.startsWith(code))
      this.notice('table.name_does_not_fit', row, `${this.tableCode}: ${code}`);
  }

  table(code: string | null): void {
    this.tableCode = code;
    const expected = this.options.expect?.tableCode;
    if (expected && code && expected !== code) throw unexpected('table', expected, code, null);
  }

  report(encoding: TableReport['encoding'], byteOrderMark: boolean): TableReport {
    const { identical, conflicting, list, exhaustive } = this.duplicates;
    const footnotes = this.#footnotes.trim();
    return {
      complete: this.finished && this.error === null,
      error: this.error,
      fileName: this.fileName,
      layout: this.layout,
      language: this.language,
      encoding,
      byteOrderMark,
      decimalMark: this.decimalMark,
      tableCode: this.tableCode,
      title: this.title,
      statistics: new Map(this.statistics),
      measures: new Map(this.measures),
      periods: new Map([...this.#periods].sort(([one], [other]) => (one < other ? -1 : 1))),
      levels: new Map(
        [...this.#levels].map(([kind, { observations, territories }]) => [kind, { observations, territories: territories.size }]),
      ),
      rows: this.rows,
      observations: this.observations,
      markers: new Map(this.#markers),
      qualities: new Map(this.#qualities),
      rejected: {
        count: [...this.#rejected.values()].reduce((sum, count) => sum + count, 0),
        perCode: new Map(this.#rejected),
        list: [...this.#rejectedRows],
      },
      notices: [...this.#notices].map(([code, notice]): Notice => ({ code, ...notice })),
      duplicates: { identical, conflicting, list: [...list], exhaustive },
      licence: this.licence,
      asOf: this.asOf,
      footnotes: footnotes === '' ? null : footnotes,
    };
  }
}

function unexpected(what: 'table' | 'statistic', expected: string, found: string, row: number | null): Failure {
  return new Failure(
    'table.unexpected',
    `The file holds the ${what} ${excerpt(found)}; expected was ${expected}.`,
    { expected, found: excerpt(found) },
    row,
  );
}
