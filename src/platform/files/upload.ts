import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';
import { fail, type Outcome, ok } from '#platform/outcome';
import { reencodeImage } from './image.ts';

export type UploadKind = 'image' | 'pdf' | 'csv' | 'xlsx' | 'docx' | 'zip' | 'json';

export interface UploadRules {
  /** The largest file, in bytes. */
  readonly maxBytes: number;
  readonly kinds: readonly UploadKind[];
}

export interface AcceptedFile {
  readonly kind: UploadKind;
  /** For an image: newly encoded, without any metadata, at most 2,400 pixels wide and high. Otherwise as it came. */
  readonly bytes: Buffer;
  /** Media type of `bytes`. */
  readonly type: string;
  /** Fits `type`, without a dot; for the key in the file store. */
  readonly extension: string;
}

/**
 * What can be wrong with a file, and what the person can do:
 * - `file.too_large`: larger than `maxBytes`, in the details as `megabytes` of a million bytes; make it smaller
 * - `file.type_unknown`: nothing that we know; save it in another format
 * - `file.type_not_allowed`: recognised as `type`, which is not wanted here (SVG never is: it can carry scripts)
 * - `file.broken`: empty, damaged, or a picture of more than 50 million pixels
 */
export const failures = ['file.too_large', 'file.type_unknown', 'file.type_not_allowed', 'file.broken'] as const;

export type UploadFailure = (typeof failures)[number];

const binaryKinds: Readonly<Record<string, UploadKind>> = {
  jpg: 'image',
  png: 'image',
  apng: 'image',
  webp: 'image',
  avif: 'image',
  gif: 'image',
  pdf: 'pdf',
  xlsx: 'xlsx',
  docx: 'docx',
  zip: 'zip',
};

/**
 * Receives an uploaded file. What it is shows its content; the name and the type that the browser sent are not even asked for.
 * Stops reading, and destroys the stream, as soon as the file is too large. PDF, XLSX, DOCX and ZIP are recognised but not opened;
 * a CSV file is any text (its encoding is for `parseCsv` to judge).
 */
export async function acceptUpload(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  rules: UploadRules,
): Promise<Outcome<AcceptedFile, UploadFailure>> {
  const bytes = await readUpTo(source, rules.maxBytes);
  if (!bytes) return fail('file.too_large', { megabytes: Math.floor(rules.maxBytes / 100_000) / 10 });
  if (bytes.length === 0) return fail('file.broken');
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (!found) return acceptText(bytes, rules.kinds);
  const kind = binaryKinds[found.ext];
  if (!kind || !rules.kinds.includes(kind)) return fail('file.type_not_allowed', { type: found.mime });
  if (kind !== 'image') return ok({ kind, bytes, type: found.mime, extension: found.ext });
  const image = await reencodeImage(bytes);
  return image ? ok({ kind, ...image }) : fail('file.broken');
}

async function readUpTo(source: Uint8Array | AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer | undefined> {
  if (source instanceof Uint8Array) return source.length > maxBytes ? undefined : Buffer.from(source);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function acceptText(bytes: Buffer, kinds: readonly UploadKind[]): Outcome<AcceptedFile, UploadFailure> {
  const beginning = textBeginning(bytes);
  if (beginning === undefined) return fail('file.type_unknown');
  // HTML and SVG: a file store must never hand out what a browser would run.
  if (beginning.startsWith('<'))
    return fail('file.type_not_allowed', { type: beginning.includes('<svg') ? 'image/svg+xml' : 'text/html' });
  const structured = /^[[{]/.test(beginning);
  if (structured && kinds.includes('json')) {
    return isJson(bytes) ? ok({ kind: 'json', bytes, type: 'application/json', extension: 'json' }) : fail('file.broken');
  }
  if (kinds.includes('csv')) return ok({ kind: 'csv', bytes, type: 'text/csv', extension: 'csv' });
  return fail('file.type_not_allowed', { type: structured ? 'application/json' : 'text/plain' });
}

/** The first kilobytes of a text without leading space and marks, in lower case; undefined when it is no text in any encoding. */
function textBeginning(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
  const start = bytes.subarray(0, 4096);
  const text = new TextDecoder(encoding ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')).decode(start);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters tell a text from anything else
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) return undefined;
  return text.trimStart().toLowerCase();
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
