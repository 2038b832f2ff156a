import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { Encoding } from './types.ts';

/** Bytes at the end that begin a character of UTF-8 and do not finish it. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

/**
 * Bytes to text. Nothing declares the encoding, so it is decided at the first byte beyond ASCII: a byte order mark, or
 * well-formed UTF-8, or else Windows-1252, which contains what the offices call Latin-1.
 */
export class Text {
  encoding: Encoding = 'ascii';
  byteOrderMark = false;
  /** A chunk that was not well-formed has been met: rows with U+FFFD are to be refused. */
  damaged = false;
  #rest: Uint8Array = new Uint8Array(0);
  #decoder: TextDecoder | null = null;
  #started = false;

  push(chunk: Uint8Array): string {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = new Uint8Array(0);
    if (!this.#started) {
      if (bytes.length < 3) {
        this.#rest = bytes;
        return '';
      }
      bytes = this.#start(bytes);
    }
    if (this.encoding.startsWith('utf-16')) return this.#decode(bytes, true);
    if (isAscii(bytes)) return latin1(bytes);
    if (this.encoding === 'windows-1252') return this.#decode(bytes, true);
    const open = unfinished(bytes);
    this.#rest = bytes.slice(bytes.length - open);
    return this.#utf8(open > 0 ? bytes.subarray(0, bytes.length - open) : bytes);
  }

  end(): string {
    if (!this.#started && this.#rest.length > 0) this.#rest = this.#start(this.#rest);
    const bytes = this.#rest;
    this.#rest = new Uint8Array(0);
    if (this.encoding.startsWith('utf-16') || this.encoding === 'windows-1252') return this.#decode(bytes, false);
    return bytes.length === 0 ? '' : this.#utf8(bytes);
  }

  #start(bytes: Uint8Array): Uint8Array {
    this.#started = true;
    const [first, second, third] = bytes;
    const mark = (encoding: Encoding, length: number): Uint8Array => {
      this.encoding = encoding;
      this.byteOrderMark = true;
      if (encoding !== 'utf-8') this.#decoder = new TextDecoder(encoding);
      return bytes.subarray(length);
    };
    if (first === 0xef && second === 0xbb && third === 0xbf) return mark('utf-8', 3);
    if (first === 0xff && second === 0xfe) return mark('utf-16le', 2);
    if (first === 0xfe && second === 0xff) return mark('utf-16be', 2);
    return bytes;
  }

  #utf8(bytes: Uint8Array): string {
    if (isAscii(bytes)) return latin1(bytes);
    if (isUtf8(bytes)) {
      this.encoding = 'utf-8';
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    }
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    if (this.encoding === 'ascii' && mostlyBroken(text)) {
      this.encoding = 'windows-1252';
      this.#decoder = new TextDecoder('windows-1252');
      return this.#decode(bytes, true);
    }
    this.encoding = 'utf-8';
    this.damaged = true;
    return text;
  }

  #decode(bytes: Uint8Array, stream: boolean): string {
    const text = (this.#decoder as TextDecoder).decode(bytes, { stream });
    if (this.encoding !== 'windows-1252' && text.includes('\ufffd')) this.damaged = true;
    return text;
  }
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** One damaged letter in a file of UTF-8 must not turn all its others into "Ã¼". */
function mostlyBroken(text: string): boolean {
  let broken = 0;
  let beyond = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    beyond += 1;
    if (code === 0xfffd) broken += 1;
  }
  return broken * 2 > beyond;
}
