import { type ByteInput, type Observation, openTable, type ReadOptions, type TableReport } from '../index.ts';

export interface Reading {
  readonly observations: Observation[];
  readonly report: TableReport;
}

/** Reads a whole table; `step` cuts the bytes into chunks of that size. */
export async function read(content: string | Uint8Array, options: ReadOptions = {}, step = 1000): Promise<Reading> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readInput(cut(bytes, step), options);
}

export async function readInput(input: ByteInput, options: ReadOptions = {}): Promise<Reading> {
  const table = openTable(input, options);
  const observations: Observation[] = [];
  for await (const observation of table) observations.push(observation);
  return { observations, report: table.report() };
}

export function* cut(bytes: Uint8Array, step: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

/** The offices' Latin-1; enough for the letters the tests use. */
export const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
