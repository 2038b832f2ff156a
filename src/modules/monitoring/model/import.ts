import type { ReadingReport } from './incoming.ts';
import type { Mapping } from './mapping.ts';
import { comparePeriods } from './period.ts';
import type { Marker } from './vocabulary.ts';

/**
 * uploaded → reading → ready (there is a preview) → accepting → accepted → undone. `mapping`: nobody has said yet what the
 * columns are. `refused`: the file cannot be used; the report says why. `discarded`: thrown away before it was accepted.
 */
export const importStates = [
  'uploaded',
  'reading',
  'mapping',
  'ready',
  'refused',
  'accepting',
  'accepted',
  'undone',
  'discarded',
] as const;
export type ImportState = (typeof importStates)[number];

/** States in which a page is worth looking at again in a moment. */
export const busyStates: readonly ImportState[] = ['uploaded', 'reading', 'accepting'];
export const discardableStates: readonly ImportState[] = ['uploaded', 'reading', 'mapping', 'ready', 'refused'];
/** A file may be read again, after a mapping was given or an indicator was made. */
export const readableStates: readonly ImportState[] = ['uploaded', 'reading', 'mapping', 'ready', 'refused'];

export interface ImportProblem {
  readonly code: string;
  readonly detail: string;
}

/** What the file is. */
export interface ImportReport {
  /** Key of the reader. */
  readonly reader: string;
  readonly reading: ReadingReport;
  /** Under which a mapping for such files is remembered. */
  readonly signature: string | null;
  readonly mappingName: string | null;
  /** Exactly what the preview was made with, and what accepting it uses. */
  readonly mapping: Mapping | null;
  readonly problem: ImportProblem | null;
}

export interface PreviewFigure {
  readonly value: number | null;
  readonly marker: Marker | null;
}

export interface PreviewCell {
  readonly indicator: string;
  readonly territory: string;
  readonly breakdown: string;
  readonly period: string;
}

export interface PreviewTerritory {
  readonly key: string;
  readonly name: string;
  readonly count: number;
  /** Outside of the district's tree and not met before. */
  readonly fresh: boolean;
  /** Last day on which it existed; null: it still does. */
  readonly validTo: string | null;
}

/** What accepting a file would change. Lists are bounded, numbers are not. */
export interface ImportPreview {
  /** Figures of our indicators. */
  readonly figures: number;
  readonly indicators: Readonly<Record<string, number>>;
  readonly territories: { readonly total: number; readonly list: readonly PreviewTerritory[] };
  /** Rows of territories that nobody knows; they are left out. */
  readonly unknownTerritories: {
    readonly rows: number;
    readonly list: readonly { key: string | null; name: string; count: number }[];
  };
  /** Rows that no rule uses, by measure. */
  readonly unused: { readonly rows: number; readonly list: readonly { measure: string; label: string; count: number }[] };
  readonly emptyCells: number;
  /** Counts below the limit of their indicator: they will be withheld. Previews of earlier versions do not tell. */
  readonly small?: number;
  /** Categories that are met for the first time: `dimension=category` → name. */
  readonly freshCategories: { readonly total: number; readonly list: readonly { category: string; name: string }[] };
  readonly rejected: { readonly count: number; readonly list: readonly { row: number; code: string; detail: string }[] };
  readonly added: number;
  readonly revised: number;
  readonly unchanged: number;
  /** Stored for the same indicators, source and periods, but not in the file any more. They stay. */
  readonly missing: number;
  readonly revisions: readonly (PreviewCell & { before: PreviewFigure; after: PreviewFigure })[];
  readonly missingFigures: readonly PreviewCell[];
}

const levelOrder = ['nation', 'land', 'region', 'kreis', 'association', 'gemeinde', 'kommune', 'quartier', 'unknown'];

/** The database keeps the entries of a report in an order of its own: periods by time, levels from the largest on. */
export function inOrder(reading: ReadingReport): ReadingReport {
  const periods = Object.entries(reading.periods).toSorted(([a], [b]) => comparePeriods(a, b));
  const levels = Object.entries(reading.levels).toSorted(([a], [b]) => levelOrder.indexOf(a) - levelOrder.indexOf(b));
  return { ...reading, periods: Object.fromEntries(periods), levels: Object.fromEntries(levels) };
}

/** What accepting it did. */
export interface ImportOutcome {
  readonly added: number;
  readonly revised: number;
  readonly unchanged: number;
  /** Ids of imports whose values it repeats. */
  readonly repeats: readonly string[];
}

export interface ImportRecord {
  readonly id: string;
  readonly fileName: string;
  readonly fileKey: string | null;
  readonly sha256: string | null;
  readonly bytes: number;
  readonly state: ImportState;
  /** Bytes read so far of the work that is under way. */
  readonly progress: number;
  readonly sourceId: string | null;
  readonly report: ImportReport | null;
  readonly preview: ImportPreview | null;
  readonly outcome: ImportOutcome | null;
  readonly asOf: Date | null;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly acceptedAt: Date | null;
  readonly undoneAt: Date | null;
  readonly version: number;
}
