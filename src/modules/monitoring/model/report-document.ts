/**
 * What a report says for one territory, already in words: the same parts become a page, a PDF and a Word file, and are kept
 * as they are when an edition is frozen. Numbers are texts in the reader's language here, but for what is drawn.
 */

/** A text; `german` where it is German in a document of another language. */
export interface Said {
  readonly text: string;
  readonly german?: boolean;
}

export interface Tile {
  readonly label: Said;
  readonly value: string;
  /** The value is a marker's meaning, not a number. */
  readonly isMarker: boolean;
  readonly unit: string;
  readonly time: string;
  /** "3,2 % more than 2023"; empty: nothing to compare with. */
  readonly change: string;
  /** Same period elsewhere. */
  readonly comparison: readonly { readonly place: Said; readonly value: string }[];
  readonly warnings: readonly string[];
  /** Key of the indicator, for a link. */
  readonly indicator: string;
}

/** A chart without its language; drawn when it is shown. */
export interface ChartPart {
  readonly kind: 'chart';
  readonly title: Said;
  readonly form: 'line' | 'bar';
  readonly description: string;
  readonly unit: string;
  readonly axis: string;
  readonly noValue: string;
  readonly decimals: number;
  readonly breaks: readonly { readonly x: string; readonly label: string }[];
  readonly limitedLabel: string;
  readonly series: readonly {
    readonly label: string;
    readonly points: readonly { readonly x: string; readonly y: number | null; readonly limited?: boolean }[];
  }[];
  readonly table: TableBody;
  /** What has to be known to read it: breaks of the series, what was left out. */
  readonly remarks: readonly string[];
  readonly indicator: string;
}

export interface TableBody {
  readonly columns: readonly Said[];
  /** As long as `columns`. The first cell names the row; numbers are `numeric` columns. */
  readonly rows: readonly (readonly Said[])[];
  /** Columns that hold figures. */
  readonly numeric: readonly number[];
}

export interface TablePart extends TableBody {
  readonly kind: 'table';
  readonly title: Said;
  /** What the signs in it mean. */
  readonly signs: readonly string[];
  /** Where rows are towns: the address of each. */
  readonly slugs?: readonly (string | null)[];
}

export interface MapPart {
  readonly kind: 'map';
  readonly title: Said;
  readonly description: string;
  readonly unit: string;
  readonly credit: string;
  readonly noValue: string;
  readonly areas: readonly {
    readonly key: string;
    readonly name: string;
    readonly value: number | null;
    readonly shown: string;
    readonly shape: unknown;
  }[];
  /** Upper limits of the classes, the last open. */
  readonly classes: readonly { readonly below: number | null; readonly label: string }[];
  readonly table: TableBody;
  readonly indicator: string;
}

export type Part =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: Said }
  | { readonly kind: 'text'; readonly text: Said }
  | { readonly kind: 'figures'; readonly title: Said; readonly tiles: readonly Tile[] }
  | TablePart
  | ChartPart
  | MapPart
  | { readonly kind: 'empty'; readonly title: Said; readonly text: string }
  | {
      readonly kind: 'notes';
      /** Remarks on the figures, then the sources with their licences. */
      readonly remarks: readonly Said[];
      readonly sources: readonly { readonly name: Said; readonly text: string; readonly url: string | null }[];
    }
  | { readonly kind: 'page' };

export interface ReportDocument {
  readonly format: 1;
  readonly title: Said;
  /** Key and name of the territory it speaks of; `slug` of its address. */
  readonly territory: string;
  readonly place: Said;
  readonly slug: string;
  /** ISO day on which the figures were read. */
  readonly day: string;
  /** Interface language. */
  readonly language: string;
  readonly parts: readonly Part[];
}

/** What an edition keeps: a document for each of its territories. */
export interface EditionContent {
  readonly format: 1;
  readonly documents: readonly ReportDocument[];
}
