import type { Notice, Problem, RejectedRow } from './problems.ts';

/**
 * The sign a statistical office puts in place of, or around, a number (DIN 55301 and the legends of the offices):
 * `-` nothing, exactly zero · `.` unknown or secret · `...` comes later · `/` not reliable enough · `x` not meaningful ·
 * `()` limited reliability, the number stands · `*` secret (Bundesagentur für Arbeit).
 */
export type Marker = '-' | '.' | '...' | '/' | 'x' | '()' | '*';

/** What the length of a territory's key says about it. `unknown`: delivered by name only, or under no official key. */
export type TerritoryKind = 'nation' | 'land' | 'region' | 'kreis' | 'association' | 'gemeinde' | 'unknown';

export interface Territory {
  /** AGS with 2, 3, 5 or 8 digits, 9 digits for an association of municipalities, `DG` for Germany; null when only named. */
  readonly code: string | null;
  readonly kind: TerritoryKind;
  readonly label: string;
  /** The office's name of the level, read per row (`KREISE`, `DLAND`, …); null where the layout has none. */
  readonly variableCode: string | null;
  /** Indentation of the label in a table, 0 at the margin and in flat files. */
  readonly depth: number;
}

export interface Dimension {
  /** `GES`, `NAT`, …; in tables, which do not name their variables, `row-1`, `row-2`, … and `column-1`, … by position. */
  readonly variableCode: string;
  readonly variableLabel: string;
  /** null is the total. Where a table gives no code, the label (below indented parents: `parent / label`). */
  readonly attributeCode: string | null;
  readonly attributeLabel: string;
  readonly depth: number;
  /** The attribute above by indentation; null at the margin and in flat files. */
  readonly parent: string | null;
}

export interface Observation {
  readonly tableCode: string | null;
  readonly statisticCode: string | null;
  /** Where a table gives no code, the label. */
  readonly measureCode: string;
  readonly measureLabel: string;
  readonly unit: string | null;
  /** `2024`, `2024-12-31`, `2023-10/P6M` (semester), `2024-04/P3M` (quarter), `2023-08/P12M` (school year), `2019/P3Y`. */
  readonly period: string;
  readonly territory: Territory | null;
  readonly dimensions: readonly Dimension[];
  /** null together with `.`, `...`, `/`, `x` and `*`, and for an empty cell (marker null too). `-` is 0. */
  readonly value: number | null;
  readonly marker: Marker | null;
  /** The column `value_q` as delivered; null when there is none or it is empty. */
  readonly quality: string | null;
  /** Line of the file, the first is 1; of the unpacked file when it came in a ZIP. */
  readonly row: number;
}

export type Layout = 'ffcsv-new' | 'ffcsv-old' | 'table';
export type Encoding = 'ascii' | 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

export interface ReadOptions {
  /** Name of the file: the table code of a flat file stands nowhere else. The name inside a ZIP comes first. */
  readonly fileName?: string;
  /** Fails with `table.unexpected` when the file turns out to be another table or statistic. */
  readonly expect?: { readonly tableCode?: string; readonly statisticCode?: string };
  /** `auto` (default) takes the first mark it meets and rejects rows with the other one. */
  readonly decimalMark?: ',' | '.' | 'auto';
  /** Codes of further variables that are territories. */
  readonly territoryVariables?: readonly string[];
  readonly limits?: Partial<Limits>;
}

export interface Limits {
  /** Bytes after unpacking. */
  readonly bytes: number;
  /** Unpacked to packed bytes, looked at from 16 MB on. */
  readonly ratio: number;
  readonly zipEntries: number;
  /** Characters of one line or of one quoted record. */
  readonly line: number;
  readonly columns: number;
  /** Rejected rows and conflicts that are listed; all are counted. */
  readonly listed: number;
  /** Keys remembered to find duplicates; later rows are not compared (`duplicates.exhaustive` is false then). */
  readonly keys: number;
}

export interface DuplicateConflict {
  readonly row: number;
  readonly firstRow: number;
}

export interface TableReport {
  /** True when the file was read to its end without an error: only then may anything of it be stored. */
  readonly complete: boolean;
  readonly error: Problem | null;
  readonly fileName: string | null;
  readonly layout: Layout | null;
  readonly language: 'de' | 'en' | null;
  readonly encoding: Encoding | null;
  readonly byteOrderMark: boolean;
  readonly decimalMark: ',' | '.' | null;
  readonly tableCode: string | null;
  readonly title: string | null;
  readonly statistics: ReadonlyMap<string, string>;
  /** Measure code → label and unit. */
  readonly measures: ReadonlyMap<string, { readonly label: string; readonly unit: string | null }>;
  /** Period → number of observations, in the order of time. */
  readonly periods: ReadonlyMap<string, number>;
  /** Kind of territory → number of observations and of different territories. */
  readonly levels: ReadonlyMap<TerritoryKind, { readonly observations: number; readonly territories: number }>;
  readonly rows: number;
  readonly observations: number;
  /** Number per marker; `number` for plain figures and `empty` for cells without content. */
  readonly markers: ReadonlyMap<Marker | 'number' | 'empty', number>;
  readonly qualities: ReadonlyMap<string, number>;
  readonly rejected: {
    readonly count: number;
    readonly perCode: ReadonlyMap<string, number>;
    readonly list: readonly RejectedRow[];
  };
  readonly notices: readonly Notice[];
  readonly duplicates: {
    readonly identical: number;
    readonly conflicting: number;
    readonly list: readonly DuplicateConflict[];
    readonly exhaustive: boolean;
  };
  readonly licence: string | null;
  /** The line "Stand:", as local time without zone: `2026-02-09T16:09:36`, or as delivered when it is no date. */
  readonly asOf: string | null;
  readonly footnotes: string | null;
}
