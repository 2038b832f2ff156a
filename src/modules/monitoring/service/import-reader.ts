import type { IncomingTable } from '../model/incoming.ts';
import type { ColumnMapping } from '../model/mapping.ts';

/** A delivered file. It can be opened more than once, each time from its beginning. */
export interface ImportFile {
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** The first 4 KB, or the whole file when it is shorter. */
  readonly firstBytes: Uint8Array;
  open(): Promise<AsyncIterable<Uint8Array>>;
  /** It was read to its end before; only its rows are wanted now. */
  readonly checked?: boolean;
}

/**
 * A way to read files. Those that `recognise` a file are asked in the order of the list; one that finds the file to be
 * something else after all (`handsOver`) leaves it to the next.
 */
export interface ImportReader {
  readonly key: string;
  recognises(file: Pick<ImportFile, 'fileName' | 'firstBytes'>): boolean;
  /**
   * Only of readers that must be told what the columns are: the signature under which the answer is remembered
   * (`columns:<sha256 of the headings>`); null: this reader cannot read the file.
   */
  signatureOf?(file: ImportFile): Promise<string | null>;
  /** @param columns what was remembered under the signature; null for readers without one */
  open(file: ImportFile, columns: ColumnMapping | null): Promise<IncomingTable>;
}
