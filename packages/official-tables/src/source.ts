import { Failure } from './problems.ts';

export type ByteInput = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const step = 64 * 1024;

/** Bytes to be taken in the amounts that are needed. Large chunks are cut, so that what follows stays small. */
export class Source {
  readonly #chunks: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);
  /** Bytes handed out so far. */
  taken = 0;

  constructor(input: ByteInput) {
    this.#chunks = Symbol.asyncIterator in input ? input[Symbol.asyncIterator]() : input[Symbol.iterator]();
  }

  /** The next bytes, at most 64 KB; null at the end. */
  async next(): Promise<Uint8Array | null> {
    while (this.#rest.length === 0) if (!(await this.#fill())) return null;
    const chunk = this.#rest.subarray(0, step);
    this.#rest = this.#rest.subarray(step);
    this.taken += chunk.length;
    return chunk;
  }

  /** The next `length` bytes without taking them; fewer at the end. */
  async peek(length: number): Promise<Uint8Array> {
    while (this.#rest.length < length) if (!(await this.#fill())) break;
    return this.#rest.subarray(0, length);
  }

  /** Exactly `length` bytes, or null when the input ends before. */
  async take(length: number): Promise<Uint8Array | null> {
    const bytes = await this.peek(length);
    if (bytes.length < length) return null;
    this.#rest = this.#rest.subarray(length);
    this.taken += length;
    return bytes;
  }

  putBack(bytes: Uint8Array): void {
    this.taken -= bytes.length;
    this.#rest = Buffer.concat([bytes, this.#rest]);
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #fill(): Promise<boolean> {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await this.#chunks.next();
    } catch (error) {
      throw new Failure('file.unreadable', `The input broke off: ${error instanceof Error ? error.message : 'unknown error'}`);
    }
    if (next.done) return false;
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
    return true;
  }
}
