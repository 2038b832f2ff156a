import type { Comparison } from '../duplicates/score.ts';
import type { Remark, SourceColumn } from './record.ts';
import type { SourceFailure } from './source.ts';
import type { Difference, Side } from './three-way.ts';
import type { Values } from './units.ts';

export const runStates = ['waiting', 'reading', 'mapping', 'read', 'writing', 'done', 'failed', 'undone', 'discarded'] as const;
export type RunState = (typeof runStates)[number];

/** Something is under way: the page looks again by itself. */
export const busyRuns: readonly RunState[] = ['waiting', 'reading', 'writing'];
/** Neither accepted nor thrown away. */
export const openRuns: readonly RunState[] = ['waiting', 'reading', 'mapping', 'read', 'writing', 'failed'];

export const recordKinds = ['new', 'changed', 'untouched', 'doubtful', 'gone', 'rejected'] as const;
export type RecordKind = (typeof recordKinds)[number];

export type Counts = Readonly<Record<RecordKind, number>>;

/** What happened when a run was accepted or undone. */
export interface RunOutcome {
  readonly added: number;
  readonly changed: number;
  readonly untouched: number;
  readonly unpublished: number;
  readonly organisations: number;
  /** Doubtful ones that nobody decided: the next run asks again. */
  readonly left: number;
  /** Rows that could not be read, and ones that no longer fitted when they were written. */
  readonly rejected: number;
}

export interface UndoOutcome {
  readonly restored: number;
  readonly removed: number;
  /** Names of entries that people changed since; those stay as they are. At most a hundred. */
  readonly kept: readonly string[];
  readonly keptCount: number;
  /** Names of entries that were merged into others since: what is public of them now belongs to those. At most a hundred. */
  readonly merged?: readonly string[];
  readonly mergedCount?: number;
}

export interface RunReport {
  readonly columns?: readonly SourceColumn[];
  /** What was read, but not quite as it stands there; at most two hundred. */
  readonly remarks?: readonly Remark[];
  readonly remarkCount?: number;
  readonly counts?: Counts;
  /** Fields that both sides changed. */
  readonly conflicts?: number;
  /** Column of ours → their word that we do not know → how often. */
  readonly unknown?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Organisations that are named and not here yet: they come with their first offer. At most a hundred names. */
  readonly organisations?: { readonly names: readonly string[]; readonly count: number };
  /** Columns of ours that nothing goes into. */
  readonly missing?: readonly string[];
  readonly problem?: SourceFailure;
  /** The very file was read before: that run. */
  readonly sameAs?: string;
  readonly outcome?: RunOutcome;
  readonly undone?: UndoOutcome;
}

export interface Run {
  readonly id: string;
  readonly sourceId: string;
  readonly fileName: string;
  readonly fileKey: string;
  readonly sha256: Buffer;
  readonly how: 'upload' | 'fetch' | 'schedule';
  readonly state: RunState;
  readonly progress: number;
  readonly report: RunReport;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** The organisation that a record names. */
export interface NamedOrganisation {
  readonly name: string;
  readonly kind?: string | undefined;
  readonly description?: string | undefined;
  readonly email?: string | undefined;
  readonly website?: string | undefined;
  readonly phone?: string | undefined;
  /** Where it is; only what its source gives away as the organisation's own. */
  readonly place?: Readonly<Record<string, string>> | undefined;
}

/** What a record says, ready to be held against ours. */
export interface Heard {
  /** Of what they speak; `organisation` is the slug of ours, or the name of one that is new. */
  readonly values: Values;
  /** The whole offer, with what is usual where they say nothing; only of records that may be new. */
  readonly whole?: Readonly<Record<string, unknown>>;
  readonly organisation: NamedOrganisation;
  readonly confirmedOn: string | null;
  /** Our own id stands in the file. */
  readonly trusted?: boolean;
}

/** An entry of ours that a doubtful record may be. */
export interface Candidate extends Comparison {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}

export interface RecordDetails {
  readonly differences?: readonly Difference[];
  readonly kept?: readonly string[];
  readonly candidates?: readonly Candidate[];
  readonly problems?: readonly Remark[];
}

/** A record of a run that is not accepted yet. */
export interface RunRecord {
  readonly position: number;
  readonly place: number;
  readonly externalId: string;
  readonly kind: RecordKind;
  readonly entryId: string | null;
  readonly name: string;
  readonly content: Heard | Record<string, never>;
  readonly details: RecordDetails;
  readonly decision: string | null;
  readonly fields: Readonly<Record<string, Side>>;
}
