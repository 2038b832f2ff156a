import { z } from 'zod';

/** Forms in which something comes from elsewhere. */
export const sourceKinds = ['csv', 'xlsx', 'hsds', 'icalendar', 'geojson', 'dreiklang'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const sourceRhythms = ['never', 'day', 'week'] as const;
export type SourceRhythm = (typeof sourceRhythms)[number];

/** How what a source says becomes a row of our table. */
export interface Mapping {
  /** Column of theirs → column of ours; several of theirs may go into one of ours, '' leaves one out. */
  readonly columns: Readonly<Record<string, string>>;
  /** Column of ours → what every entry of this source gets there. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Column of ours → their word in lower case → ours; '' leaves the word out. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const word = z.string().max(300);
export const mappingSchema: z.ZodType<Mapping> = z.object({
  columns: z.record(z.string().max(200), z.string().max(60)),
  fixed: z.record(z.string().max(60), z.string().max(1000)),
  values: z.record(z.string().max(60), z.record(word, word)),
});

/** Nothing said yet. */
export const emptyMapping: Mapping = { columns: {}, fixed: {}, values: {} };

export interface SourceFailure {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface Source {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly url: string | null;
  readonly every: SourceRhythm;
  /** Null: nobody has said yet what the columns mean. */
  readonly mapping: Mapping | null;
  /** Scheduled runs wait until somebody has looked at them. */
  readonly review: boolean;
  readonly active: boolean;
  readonly fetchedAt: Date | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly failures: number;
  readonly failure: SourceFailure | null;
  readonly failedAt: Date | null;
  readonly version: number;
}

/** What people decide about a source. */
export type SourceSettings = Pick<Source, 'name' | 'kind' | 'url' | 'every' | 'review' | 'active'>;

/** Formats whose reader speaks in our own columns, so that nobody has to say what they mean. */
export const speaksOurColumns = (kind: SourceKind): boolean => kind !== 'csv' && kind !== 'xlsx' && kind !== 'geojson';
