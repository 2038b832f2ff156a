import type { Grid } from './columns-grid.ts';
import { headingSeparator } from './columns-grid.ts';
import { readPeriodOf } from './columns-periods.ts';
import { readTerritoryKey, type TerritoryFinder } from './columns-territories.ts';
import { isTotal, type NumberStyle, readValue } from './columns-values.ts';
import type { IncomingAttribute, IncomingObservation } from './incoming.ts';
import type { ColumnMapping } from './mapping.ts';
import { type Marker, markers } from './vocabulary.ts';

type Column = ColumnMapping['columns'][number];

/** What one row of a sheet says: figures, and why something of it could not be read. */
export interface ReadRow {
  readonly observations: readonly IncomingObservation[];
  readonly rejected: readonly { readonly code: string; readonly detail: string }[];
  /** Names that mean several territories, and first zeros that were put back. */
  readonly notices: readonly { readonly code: string; readonly detail: string }[];
}

const lastPart = (heading: string): string => heading.split(headingSeparator).at(-1) ?? heading;

/** Reads the rows of one sheet by a mapping. */
export class RowReader {
  readonly #grid: Grid;
  readonly #mapping: ColumnMapping;
  readonly #finder: TerritoryFinder | undefined;
  readonly #style: NumberStyle;
  readonly #by: (role: Column['role']) => readonly Column[];
  readonly #markerOf: ReadonlyMap<number, number>;
  readonly #above = new Map<number, string>();
  readonly #fixed: { readonly territory: string | null; readonly label: string } | undefined;

  constructor(grid: Grid, mapping: ColumnMapping, style: NumberStyle, finder?: TerritoryFinder) {
    const groups = Map.groupBy(mapping.columns, ({ role }) => role);
    this.#grid = grid;
    this.#mapping = mapping;
    this.#finder = finder;
    this.#style = style;
    this.#by = (role) => groups.get(role) ?? [];
    // A column of signs speaks of the values before it.
    this.#markerOf = new Map(
      this.#by('marker').flatMap(({ index }) => {
        const value = this.#by('value').findLast((one) => one.index < index) ?? this.#by('value')[0];
        return value ? [[value.index, index] as const] : [];
      }),
    );
    this.#fixed = mapping.territory === undefined ? undefined : { territory: mapping.territory, label: mapping.territory };
  }

  #text(row: number, column: Column): string {
    const text = this.#grid.text(row, column.index);
    if (!this.#mapping.fillDown) return text;
    if (text !== '') this.#above.set(column.index, text);
    return this.#above.get(column.index) ?? '';
  }

  #territory(row: number): { territory: string | null; label: string; notices: ReadRow['notices'] } | undefined {
    const notices: { code: string; detail: string }[] = [];
    let best: { territory: string; label: string } | undefined;
    for (const column of this.#by('territory_key')) {
      const text = this.#text(row, column);
      const read = text === '' ? undefined : readTerritoryKey(text);
      if (!read) continue;
      if (read.repaired) notices.push({ code: 'territory.leading_zero_restored', detail: text });
      if (!best || read.key.length > best.territory.length) best = { territory: read.key, label: text };
    }
    const names = this.#by('territory_name')
      .map((column) => this.#text(row, column))
      .filter((text) => text !== '');
    if (best) return { territory: best.territory, label: names.at(-1) ?? best.label, notices };
    if (!names.length) return this.#fixed && { ...this.#fixed, notices };
    // Town and quarter in columns of their own are one name: "Recklinghausen, Nordviertel".
    const label = [...new Set(names)].join(', ');
    const found = this.#finder?.byName(label);
    if (found?.kind === 'ambiguous') notices.push({ code: 'territory.ambiguous_name', detail: label });
    return { territory: found?.kind === 'found' ? found.key : null, label, notices };
  }

  #attributes(row: number): IncomingAttribute[] {
    return this.#by('dimension').map((column) => {
      const text = this.#text(row, column);
      const variable = column.variable || lastPart(column.heading) || `column-${column.index + 1}`;
      return { variable, variableLabel: variable, attribute: isTotal(text) ? null : text, attributeLabel: text || 'Insgesamt' };
    });
  }

  #valuesIn(row: number): readonly Column[] {
    return this.#by('value').filter(({ index }) => this.#grid.text(row, index) !== '' || this.#grid.kind(row, index) === 'f');
  }

  /** @returns undefined: a row without figures, such as a footnote or a heading in between */
  read(row: number): ReadRow | undefined {
    const columns = this.#valuesIn(row);
    const place = this.#territory(row);
    const periodParts = this.#by('period').map((column) => ({
      heading: lastPart(column.heading),
      text: this.#text(row, column),
    }));
    if (!columns.length) return undefined;
    const rejected: { code: string; detail: string }[] = [];
    if (!place) return { observations: [], notices: [], rejected: [{ code: 'territory.missing', detail: this.#shown(row) }] };
    const rowPeriod = periodParts.some(({ text }) => text !== '')
      ? readPeriodOf(periodParts.filter(({ text }) => text !== ''))
      : undefined;
    const written = periodParts
      .map(({ text }) => text)
      .join(' ')
      .trim();
    const attributes = this.#attributes(row);
    const [code, label] = this.#by('measure').map((column) => this.#text(row, column));
    const unit =
      this.#by('unit')
        .map((column) => this.#text(row, column))
        .find(Boolean) ??
      this.#mapping.unit ??
      null;
    const observations: IncomingObservation[] = [];
    for (const column of columns) {
      const period = column.period ?? rowPeriod ?? (written === '' ? this.#mapping.period : undefined);
      if (period === undefined) {
        rejected.push({ code: 'period.unknown', detail: written || this.#shown(row) });
        break;
      }
      const cell = this.#cell(row, column);
      if (cell.rejected) {
        rejected.push({ code: cell.rejected, detail: `${lastPart(column.heading)}: ${this.#grid.text(row, column.index)}` });
        continue;
      }
      const measure = code || column.measure || this.#mapping.measure || lastPart(column.heading) || 'Wert';
      observations.push({
        measure,
        measureLabel: label || measure,
        unit,
        territory: place.territory,
        territoryLabel: place.label,
        period,
        attributes: [...attributes, ...attributesOf(column)],
        value: cell.value,
        marker: cell.marker,
        quality: null,
        row: row + 1,
      });
    }
    return { observations, rejected, notices: place.notices };
  }

  #cell(row: number, column: Column): ReturnType<typeof readValue> {
    const cell = readValue(this.#grid.text(row, column.index), this.#grid.kind(row, column.index), this.#style);
    const signAt = this.#markerOf.get(column.index);
    const sign = signAt === undefined ? '' : this.#grid.text(row, signAt);
    if (cell.rejected || cell.marker || !Object.hasOwn(markers, sign)) return cell;
    const marker = sign as Marker;
    // A number beside a sign that takes the number's place would be told in spite of it.
    return { ...cell, marker, value: marker === '()' ? cell.value : marker === '-' ? 0 : null };
  }

  #shown(row: number): string {
    const texts = Array.from({ length: Math.min(this.#grid.width, 12) }, (_, column) => this.#grid.text(row, column));
    return texts.filter(Boolean).join(' | ').slice(0, 120);
  }
}

function attributesOf(column: Column): IncomingAttribute[] {
  return (column.attributes ?? []).map(({ variable, attribute }) => ({
    variable,
    variableLabel: variable,
    attribute: isTotal(attribute) ? null : attribute,
    attributeLabel: attribute || 'Insgesamt',
  }));
}
