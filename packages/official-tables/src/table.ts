import type { Collector } from './collector.ts';
import { type Hash, hashText, hashValue, mixA, mixB } from './duplicates.ts';
import { splitFields } from './lines.ts';
import { Cache, own, Periods, territoryOf } from './pieces.ts';
import { excerpt, Failure } from './problems.ts';
import { attributeCodeOf, readTableHeader, type TableHeader } from './table-header.ts';
import { Indentation, readStub, type Stub } from './table-stub.ts';
import type { Dimension, Territory } from './types.ts';
import { readCell } from './values.ts';

const firstLine = /^"?(?:[A-Z-]{2,20}-)?(?:Tabelle|Table): *([0-9A-Za-z][0-9A-Za-z-]{2,40})/;
export const isTable = (line: string): boolean => firstLine.test(line);

const maximumTitles = 50;
const maximumHeaderRows = 12;
const sampled = 200;

interface DimensionPiece extends Hash {
  readonly dimension: Dimension;
}
interface TerritoryPiece extends Hash {
  readonly territory: Territory;
}

/** Rows of a table of the Landesdatenbank NRW: title, stacked header, rows, line, footnotes, licence, "Stand". */
export class TableRows {
  /** Footnotes hold quotes of their own: from then on, lines are taken as they are. */
  raw = false;
  readonly #collector: Collector;
  readonly #titles: string[] = [];
  readonly #headerRows: string[][] = [];
  readonly #sample: { fields: string[]; row: number }[] = [];
  readonly #periods = new Periods();
  readonly #territories = new Cache<TerritoryPiece>();
  readonly #dimensions = new Cache<DimensionPiece>();
  readonly #indentations: Indentation[] = [];
  #header: TableHeader | null = null;
  #stub: Stub | null = null;
  #titlePeriod: string | null = null;
  #statistic: string | null = null;

  constructor(line: string, collector: Collector) {
    this.#collector = collector;
    collector.layout = 'table';
    collector.language = /Table:/.test(line) ? 'en' : 'de';
    collector.table(own(firstLine.exec(line)?.[1] ?? ''));
  }

  record(text: string, row: number): void {
    if (this.raw) {
      this.#foot(text);
      return;
    }
    if (/^(_{5}|©|\(C\)|Stand:)/.test(text)) {
      this.raw = true;
      if (!text.startsWith('_')) this.#foot(text);
      return;
    }
    const fields = splitFields(text, ';');
    const some = fields.findIndex((field) => field.trim() !== '');
    if (some < 0) return;
    if (this.#header) {
      this.#data(fields, row);
      return;
    }
    const onlyFirst = some === 0 && fields.slice(1).every((field) => field.trim() === '');
    if (this.#headerRows.length === 0 && onlyFirst) {
      if (this.#titles.length < maximumTitles) this.#titles.push(own((fields[0] as string).trim()));
      return;
    }
    if (some > 0) {
      this.#headerRows.push(fields.map(own));
      if (this.#headerRows.length > maximumHeaderRows) throw noHeader(row);
      return;
    }
    this.#begin(row);
    this.#data(fields, row);
  }

  end(): void {
    if (!this.#header) throw noHeader(null);
    if (!this.#stub && this.#sample.length > 0) this.#drain();
    if (!this.raw) this.#collector.notice('table.no_footer', null, '');
  }

  #begin(row: number): void {
    const header = this.#headerRows.length > 0 ? readTableHeader(this.#headerRows) : null;
    if (!header) throw noHeader(row);
    this.#header = header;
    const collector = this.#collector;
    collector.title = this.#titles.join(' ') || null;
    if (!header.hasUnits) collector.notice('header.no_unit', row, '');
    for (const { measureLabel, unit } of header.columns) collector.measure(measureLabel, measureLabel, unit);
    this.#titlePeriod = periodOfTitle(this.#titles);
    this.#statistic = /^\d{4}[0-9A-Z](?=-)/.exec(collector.tableCode ?? '')?.[0] ?? null;
    if (this.#statistic) collector.statistic(this.#statistic, header.columns[0]?.statisticLabel ?? '', row);
  }

  #data(fields: string[], row: number): void {
    const { width } = this.#header as TableHeader;
    this.#collector.rows += 1;
    if (fields.length !== width && !(fields.length === width + 1 && fields[width] === '')) {
      this.#collector.reject(row, 'row.wrong_number_of_fields', { expected: width, found: fields.length });
      return;
    }
    if (this.#stub) {
      this.#row(fields, row, this.#stub);
      return;
    }
    this.#sample.push({ fields, row });
    if (this.#sample.length >= sampled) this.#drain();
  }

  /** The first rows have shown what their columns are. */
  #drain(): void {
    const header = this.#header as TableHeader;
    const stub = readStub(
      this.#sample.map(({ fields }) => fields),
      header.stub,
      this.#titles,
    );
    if (stub.time < 0 && header.columns.some(({ period }) => period === null) && !this.#titlePeriod)
      throw new Failure(
        'table.no_period',
        'Neither a column nor the header nor the title of the table names a time.',
        {},
        this.#sample[0]?.row ?? null,
      );
    this.#stub = stub;
    for (const { fields, row } of this.#sample.splice(0)) this.#row(fields, row, stub);
  }

  #row(fields: readonly string[], row: number, stub: Stub): void {
    const header = this.#header as TableHeader;
    const collector = this.#collector;
    const time = stub.time < 0 ? null : this.#periods.read(fields[stub.time] as string);
    if (time && time.period === null) {
      collector.reject(row, 'period.unknown', { found: excerpt(fields[stub.time] as string, 40) });
      return;
    }
    const labels = stub.territory ? [stub.territory, ...stub.dimensions] : stub.dimensions;
    if (labels.some(({ label }) => (fields[label] as string).trim() === '')) {
      collector.reject(row, 'row.empty_label');
      return;
    }
    let [a, b] = time ? [time.a, time.b] : [1, 1];
    const mix = (piece: Hash): void => {
      a = mixA(a, piece.a);
      b = mixB(b, piece.b);
    };
    const place = stub.territory && this.#territory(fields, stub.territory, row);
    if (place) mix(place);
    const dimensions = stub.dimensions.map((pair, index) => {
      const piece = this.#dimension(fields, pair, index);
      mix(piece);
      return piece.dimension;
    });
    for (const [index, column] of header.columns.entries()) {
      const text = fields[header.stub + index] as string;
      const cell = readCell(text, collector.decimalMark);
      if (cell.rejected) {
        collector.reject(row, cell.rejected, { found: excerpt(text, 40), column: header.stub + index + 1 });
        continue;
      }
      if (cell.mark && !collector.decimalMark) collector.decimalMark = cell.mark;
      collector.duplicates.add(mixA(a, column.a), mixB(b, column.b), hashValue(cell.value, cell.marker), row);
      collector.emit({
        tableCode: collector.tableCode,
        statisticCode: this.#statistic,
        measureCode: column.measureLabel,
        measureLabel: column.measureLabel,
        unit: column.unit,
        period: column.period ?? time?.period ?? (this.#titlePeriod as string),
        territory: place?.territory ?? null,
        dimensions: column.dimensions.length === 0 ? dimensions : [...dimensions, ...column.dimensions],
        value: cell.value,
        marker: cell.marker,
        quality: null,
        row,
      });
    }
  }

  #territory(fields: readonly string[], at: { code: number; label: number }, row: number): TerritoryPiece {
    const code = at.code < 0 ? '' : (fields[at.code] as string).trim();
    const text = fields[at.label] as string;
    const { depth } = this.#indentation(at.label).place(text, code);
    const key = `${code}\u0000${depth}\u0000${text}`;
    const found = this.#territories.get(key);
    if (found) return found;
    const territory = territoryOf(this.#collector, code, null, own(text.trim()), null, depth, row);
    return this.#territories.set(key, { territory, ...hashText(territory.code ?? territory.label) });
  }

  #dimension(fields: readonly string[], at: { code: number; label: number }, index: number): DimensionPiece {
    const code = at.code < 0 ? null : (fields[at.code] as string).trim();
    const text = fields[at.label] as string;
    const { depth, parent, path } = this.#indentation(at.label).place(text, code);
    const key = `${index}\u0000${code}\u0000${parent}\u0000${text}`;
    const found = this.#dimensions.get(key);
    if (found) return found;
    const attributeCode = code === null ? attributeCodeOf(path) : code === '' ? null : code;
    const dimension: Dimension = {
      variableCode: `row-${index + 1}`,
      variableLabel: '',
      attributeCode: attributeCode && own(attributeCode),
      attributeLabel: own(text.trim()),
      depth,
      parent: parent && own(parent),
    };
    return this.#dimensions.set(key, { dimension, ...hashText(`${index}\u0000${attributeCode}`) });
  }

  #indentation(column: number): Indentation {
    this.#indentations[column] ??= new Indentation();
    return this.#indentations[column];
  }

  #foot(text: string): void {
    const collector = this.#collector;
    if (text.startsWith('Stand:')) collector.asOf = asOf(own(trimmedEnd(text).slice(6).trim()));
    else if (/^(©|\(C\))/.test(text)) collector.licence = excerpt(trimmedEnd(text), 2000);
    else collector.footnote(text.replace(/^"|"$/g, '').replaceAll('""', '"'));
  }
}

/** Without the empty cells at the end. A loop, because an expression takes quadratic time on a line made to hurt. */
function trimmedEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === ';')) end -= 1;
  return text.slice(0, end);
}

function noHeader(row: number | null): Failure {
  return new Failure(
    'table.no_header',
    'The table has no header that can be understood: expected are up to twelve rows that begin with an empty cell, then rows that do not.',
    {},
    row,
  );
}

/** "… - Stichtag 31.12.2024" or "Berichtsjahr 2023", for tables that name their time nowhere else. */
function periodOfTitle(titles: readonly string[]): string | null {
  for (const title of titles) {
    const found = /\d{1,2}\.\d{1,2}\.\d{4}/.exec(title)?.[0] ?? /(?:jahr|year):? *(\d{4})\b/i.exec(title)?.[1];
    const period = found && readPeriodOf(found);
    if (period) return period;
  }
  return null;
}

const readPeriodOf = (text: string): string | null => new Periods().read(text).period;

function asOf(text: string): string {
  const match = /^(\d{2})\.(\d{2})\.(\d{4})(?: *\/? *(\d{2}:\d{2}(?::\d{2})?))?$/.exec(text);
  if (!match) return excerpt(text);
  return `${match[3]}-${match[2]}-${match[1]}${match[4] ? `T${match[4]}` : ''}`;
}
