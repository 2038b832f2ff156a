import type { Marker } from './vocabulary.ts';

/** What every reader of a file gives, whatever the file is: figures with names of the office, not yet of our indicators. */
export interface IncomingObservation {
  /** Code or label of the measure, as the file has it; the mapping tells which indicator it is. */
  readonly measure: string;
  readonly measureLabel: string;
  readonly unit: string | null;
  /** Key of the territory as the house knows it; null: not recognised, see `territoryLabel`. */
  readonly territory: string | null;
  readonly territoryLabel: string;
  readonly period: string;
  /** Variable → attribute; a null attribute is the total. */
  readonly attributes: readonly IncomingAttribute[];
  readonly value: number | null;
  readonly marker: Marker | null;
  readonly quality: string | null;
  /** Row of the file, counted as spreadsheet programs do. */
  readonly row: number;
}

export interface IncomingAttribute {
  readonly variable: string;
  readonly variableLabel: string;
  readonly attribute: string | null;
  readonly attributeLabel: string;
}

/** What a reader says of a file when it is read; `null` members are what the file does not tell. */
export interface ReadingReport {
  /** `ffcsv-new`, `ffcsv-old`, `table`, `workbook`, `csv`, `json-stat`. */
  readonly layout: string;
  /** False: it broke off, nothing of it may be stored; `error` says why. */
  readonly complete: boolean;
  readonly error: { readonly code: string; readonly detail: string } | null;
  readonly tableCode: string | null;
  readonly statisticCode: string | null;
  readonly title: string | null;
  /** Day of the table at the office, ISO 8601. */
  readonly asOf: string | null;
  readonly licence: string | null;
  readonly footnotes: string | null;
  readonly encoding: string | null;
  /** Period → number of observations, in the order of time. */
  readonly periods: Readonly<Record<string, number>>;
  /** Level → number of observations and territories. */
  readonly levels: Readonly<Record<string, { readonly observations: number; readonly territories: number }>>;
  /** Measure → label and unit. */
  readonly measures: Readonly<Record<string, { readonly label: string; readonly unit: string | null }>>;
  readonly rows: number;
  readonly observations: number;
  /** Marker (`number`, `empty` too) → number of observations. */
  readonly markers: Readonly<Record<string, number>>;
  readonly rejected: {
    readonly count: number;
    readonly perCode: Readonly<Record<string, number>>;
    /** The first hundred. */
    readonly list: readonly { readonly row: number; readonly code: string; readonly detail: string }[];
  };
  readonly notices: readonly { readonly code: string; readonly count: number; readonly detail: string }[];
  /** Rows that give the same figure again, and those that give another value for it. */
  readonly duplicates: { readonly identical: number; readonly conflicting: number; readonly rows: readonly number[] };
}

/** A file that is being read: once, in pieces. `report` is final after the last batch. Nothing is thrown because of the file. */
export interface IncomingTable {
  batches(): AsyncIterable<readonly IncomingObservation[]>;
  report(): ReadingReport;
}
