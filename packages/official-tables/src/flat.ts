import type { Collector } from './collector.ts';
import { type Hash, hashText, hashValue, mixA, mixB } from './duplicates.ts';
import type { FlatHeader } from './flat-header.ts';
import { splitFields } from './lines.ts';
import { Attributes, Cache, own, Periods } from './pieces.ts';
import { excerpt } from './problems.ts';
import type { Dimension, Territory } from './types.ts';
import { readCell } from './values.ts';

/** Five characters: digits, the last one a letter in the census (`1000A`). */
const statisticCode = /^\d{4}[0-9A-Z]$/;
const tableName = /(?:^|[^0-9A-Za-z])((?:\d{4}[0-9A-Z]|AI)-[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*)/;

export const tableCodeOf = (fileName: string | null): string | null => tableName.exec(fileName ?? '')?.[1] ?? null;

/** Since 2025 the header is English in both languages; `_de_flat.csv` in the name is what is left to tell. */
function languageOf(header: FlatHeader, fileName: string | null): 'de' | 'en' | null {
  if (header.layout === 'ffcsv-old' || header.language === 'de') return header.language;
  return (/_(de|en)(?:_flat)?\.\w+$/.exec(fileName ?? '')?.[1] ?? null) as 'de' | 'en' | null;
}

interface Measure extends Hash {
  readonly code: string;
  readonly label: string;
  readonly unit: string | null;
}

/** Rows of a GENESIS flat file, new or old. */
export class FlatRows {
  readonly raw = false;
  readonly #header: FlatHeader;
  readonly #collector: Collector;
  readonly #periods = new Periods();
  readonly #attributes: readonly Attributes[];
  readonly #measures = new Cache<Measure>();
  readonly #oldMeasures: readonly Measure[];
  #statistic = '';
  #a = 0;
  #b = 0;

  constructor(header: FlatHeader, collector: Collector) {
    this.#header = header;
    this.#collector = collector;
    this.#attributes = header.dimensions.map(() => new Attributes(collector));
    collector.layout = header.layout;
    collector.language = languageOf(header, collector.fileName);
    for (const name of header.extra) collector.notice('header.extra_column', 1, name);
    collector.table(tableCodeOf(collector.fileName));
    const measures = header.layout === 'ffcsv-old' ? header.measures : [];
    this.#oldMeasures = measures.map(({ code, label, unit }) => this.#measure(code, label, unit));
  }

  record(text: string, row: number): void {
    if (text === '') return;
    const header = this.#header;
    const collector = this.#collector;
    const fields = splitFields(text, header.separator);
    collector.rows += 1;
    const statistic = fields[header.statisticCode] ?? '';
    if (statistic !== this.#statistic) {
      if (!statisticCode.test(statistic.trim())) {
        collector.reject(row, 'row.no_statistic_code', { found: excerpt(statistic, 40) });
        return;
      }
      this.#statistic = own(statistic);
      collector.statistic(own(statistic.trim()), own((fields[header.statisticLabel] ?? '').trim()), row);
    }
    if (fields.length !== header.width && !(fields.length === header.width + 1 && fields[header.width] === '')) {
      collector.reject(row, 'row.wrong_number_of_fields', { expected: header.width, found: fields.length });
      return;
    }
    const time = this.#periods.read(fields[header.time] as string);
    if (time.period === null) {
      collector.reject(row, 'period.unknown', { found: excerpt(fields[header.time] as string, 40) });
      return;
    }
    this.#a = time.a;
    this.#b = time.b;
    let territory: Territory | null = null;
    const dimensions: Dimension[] = [];
    for (let index = 0; index < header.dimensions.length; index += 1) {
      const at = header.dimensions[index] as (typeof header.dimensions)[number];
      const code = fields[at.variableCode] as string;
      // Tables of several sizes share a header: the columns that a row does not need are empty.
      if (code === '') continue;
      const attribute = (this.#attributes[index] as Attributes).read(
        code,
        fields[at.variableLabel] as string,
        fields[at.attributeCode] as string,
        fields[at.attributeLabel] as string,
        row,
      );
      this.#a = mixA(this.#a, attribute.a);
      this.#b = mixB(this.#b, attribute.b);
      if (attribute.territory && !territory) territory = attribute.territory;
      else dimensions.push(attribute.dimension);
    }
    if (header.layout === 'ffcsv-new') {
      const unit = fields[header.unit] as string;
      const measure = this.#measure(fields[header.measureCode] as string, fields[header.measureLabel] as string, unit || null);
      const quality = header.quality < 0 ? '' : (fields[header.quality] as string);
      this.#value(measure, fields[header.value] as string, quality, time.period, territory, dimensions, row);
      return;
    }
    for (let index = 0; index < header.measures.length; index += 1) {
      const at = header.measures[index] as (typeof header.measures)[number];
      const quality = at.quality < 0 ? '' : (fields[at.quality] as string);
      const measure = this.#oldMeasures[index] as Measure;
      this.#value(measure, fields[at.value] as string, quality, time.period, territory, dimensions, row);
    }
  }

  end(): void {}

  #value(
    measure: Measure,
    text: string,
    quality: string,
    period: string,
    territory: Territory | null,
    dimensions: readonly Dimension[],
    row: number,
  ): void {
    const collector = this.#collector;
    const cell = readCell(text, collector.decimalMark);
    if (cell.rejected) {
      collector.reject(row, cell.rejected, { found: excerpt(text, 40), measure: measure.code });
      return;
    }
    if (cell.mark && !collector.decimalMark) collector.decimalMark = cell.mark;
    // The new layout moves the brackets of a limited figure into its own column.
    const marker = cell.marker ?? (quality === '()' && cell.value !== null ? '()' : null);
    collector.duplicates.add(mixA(this.#a, measure.a), mixB(this.#b, measure.b), hashValue(cell.value, marker), row);
    collector.emit({
      tableCode: collector.tableCode,
      statisticCode: this.#statistic,
      measureCode: measure.code,
      measureLabel: measure.label,
      unit: measure.unit,
      period,
      territory,
      dimensions,
      value: cell.value,
      marker,
      quality: quality === '' ? null : own(quality),
      row,
    });
  }

  #measure(code: string, label: string, unit: string | null): Measure {
    const found = this.#measures.get(code);
    if (found && found.label === label && found.unit === unit) return found;
    const measure = {
      code: own(code.trim()),
      label: own(label.trim()),
      unit: unit && own(unit.trim()),
      ...hashText(`=${code.trim()}`),
    };
    this.#collector.measure(measure.code, measure.label, measure.unit);
    return this.#measures.set(code, measure);
  }
}
