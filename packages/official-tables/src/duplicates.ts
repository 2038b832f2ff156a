import type { DuplicateConflict } from './types.ts';

/** Two independent 32-bit hashes of a text. */
export interface Hash {
  readonly a: number;
  readonly b: number;
}

export function hashText(text: string): Hash {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
    b ^= b >>> 15;
  }
  return { a: finish(a), b: finish(b ^ text.length) };
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

export const mixA = (seed: number, hash: number): number => {
  const mixed = Math.imul(((seed << 7) | (seed >>> 25)) ^ hash, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) | 0;
};
export const mixB = (seed: number, hash: number): number => {
  const mixed = Math.imul(((seed << 11) | (seed >>> 21)) + hash, 0x7feb352d);
  return (mixed ^ (mixed >>> 16)) | 0;
};

const number = new Float64Array(1);
const halves = new Int32Array(number.buffer);

export function hashValue(value: number | null, marker: string | null): number {
  number[0] = value ?? Number.NaN;
  const sign = marker === null ? 0 : marker.charCodeAt(0) + marker.length * 256;
  return finish((halves[0] as number) ^ Math.imul(halves[1] as number, 0x9e3779b1) ^ Math.imul(sign + 1, 0x27d4eb2d));
}

const slotsAtStart = 1 << 12;
const words = 4;

/**
 * Remembers the keys of all observations as 64-bit hashes in one typed array: 16 bytes a slot, at most three quarters
 * full. Three million keys take 64 MB; the chance that any two different keys among them are taken for one is below
 * one in two million.
 */
export class Duplicates {
  readonly #keys: number;
  readonly #listed: number;
  #table = new Int32Array(slotsAtStart * words);
  #size = 0;
  identical = 0;
  conflicting = 0;
  readonly list: DuplicateConflict[] = [];
  exhaustive = true;

  constructor(keys: number, listed: number) {
    this.#keys = keys;
    this.#listed = listed;
  }

  add(a: number, b: number, value: number, row: number): void {
    let table = this.#table;
    const mask = table.length / words - 1;
    let slot = a & mask;
    for (let at = slot * words; table[at + 3] !== 0; slot = (slot + 1) & mask, at = slot * words) {
      if (table[at] !== a || table[at + 1] !== b) continue;
      if (table[at + 2] === value) this.identical += 1;
      else {
        this.conflicting += 1;
        if (this.list.length < this.#listed) this.list.push({ row, firstRow: table[at + 3] as number });
      }
      return;
    }
    if (this.#size >= this.#keys) {
      this.exhaustive = false;
      return;
    }
    this.#size += 1;
    table.set([a, b, value, row], slot * words);
    if (this.#size * 4 > (mask + 1) * 3) table = this.#grow();
  }

  #grow(): Int32Array<ArrayBuffer> {
    const old = this.#table;
    const table = new Int32Array(old.length * 2);
    const mask = table.length / words - 1;
    for (let at = 0; at < old.length; at += words) {
      if (old[at + 3] === 0) continue;
      let slot = (old[at] as number) & mask;
      while (table[slot * words + 3] !== 0) slot = (slot + 1) & mask;
      table.set(old.subarray(at, at + words), slot * words);
    }
    this.#table = table;
    return table;
  }
}
