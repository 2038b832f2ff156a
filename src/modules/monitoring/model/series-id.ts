import { createHash } from 'node:crypto';

/** What makes a series: one indicator of one source in one territory and breakdown. */
export interface SeriesName {
  readonly indicatorId: string;
  readonly sourceId: string;
  readonly territory: string;
  readonly breakdown: string;
}

/**
 * Id of a series, made of its name, so that an import need not ask for it: the first 63 bits of its SHA-256 as a decimal
 * number. A text, because JavaScript's numbers end at 53 bits. Two names with one id are refused when they are stored.
 */
export function seriesId({ indicatorId, sourceId, territory, breakdown }: SeriesName): string {
  const hash = createHash('sha256').update(`${indicatorId}\n${sourceId}\n${territory}\n${breakdown}`).digest();
  return (hash.readBigUInt64BE(0) >> 1n).toString();
}
