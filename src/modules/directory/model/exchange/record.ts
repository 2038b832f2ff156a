/** One thing of theirs, as its reader found it. */
export interface IncomingRecord {
  /** Row, service, event or feature in the file, as people count. */
  readonly place: number;
  /** What they call it, where their format says so. */
  readonly id?: string | undefined;
  /** By column of theirs; empty ones are absent. */
  readonly cells: Readonly<Record<string, string>>;
  /** Texts in other languages, of another installation of this software. */
  readonly translations?: unknown;
}

export interface SourceColumn {
  readonly key: string;
  /** As people know it: the heading, the property. */
  readonly label: string;
  /** Some of its values. */
  readonly samples: readonly string[];
}

/** Something that is wrong or worth a word, in one place of the file; `key` is a translation key. */
export interface Remark {
  readonly place: number;
  /** Their heading or our field. */
  readonly field: string;
  readonly key: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** What a reader made of a file. */
export interface Reading {
  readonly columns: readonly SourceColumn[];
  readonly records: readonly IncomingRecord[];
  /** Things that could not be read at all. */
  readonly rejected: readonly Remark[];
  /** What was read, but not quite as it stands there. */
  readonly remarks: readonly Remark[];
  /** Ids that are in the file without being read: events that are over. They are not gone. */
  readonly passed: ReadonlySet<string>;
}

/** Records of one file; more is refused with a message. */
export const mostRecords = 20_000;
/** Bytes of one file. */
export const mostMegabytes = 30;

/** A file that cannot be read as a whole; `code` is one of failures.ts. */
export class UnreadableFile extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: string, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

const mostSamples = 5;

/** The columns that records have, in the order of their first appearance, with some values. */
export function columnsOf(records: readonly IncomingRecord[], label: (key: string) => string = (key) => key): SourceColumn[] {
  const found = new Map<string, Set<string>>();
  for (const { cells } of records) {
    for (const [key, text] of Object.entries(cells)) {
      let samples = found.get(key);
      if (!samples) {
        samples = new Set();
        found.set(key, samples);
      }
      if (samples.size < mostSamples && text) samples.add(text.slice(0, 120));
    }
  }
  return [...found].map(([key, samples]) => ({ key, label: label(key), samples: [...samples] }));
}
