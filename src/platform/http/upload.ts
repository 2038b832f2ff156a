import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply, FastifyRequest } from './types.ts';

export interface Upload {
  /** Text fields, the form token among them, as a plain form would have sent them. */
  readonly fields: Record<string, string>;
  /** Content of the one file; undefined: none was chosen. */
  readonly file: Buffer | undefined;
  /** The file is larger than allowed; its content is dropped. */
  readonly tooLarge: boolean;
}

/**
 * Reads a multipart form before the access guard looks at the request, so that its token is found in the body like any
 * other form's. Used as `preValidation` of the route.
 * @param maximum bytes of the file
 * @param field bytes of a text field; larger ones are cut
 */
export function readUpload(maximum: number, field = 256 * 1024): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    if (!request.isMultipart()) return;
    const fields: Record<string, string> = {};
    let file: Buffer | undefined;
    let tooLarge = false;
    // The option is not in the types of `parts()`, but read by it: a message beside the field instead of an error page.
    const options = { limits: { fileSize: maximum, files: 1, fieldSize: field }, throwFileSizeLimit: false };
    try {
      for await (const part of request.parts(options)) {
        if (part.type === 'field') fields[part.fieldname] = String(part.value ?? '');
        else {
          const content = await part.toBuffer();
          tooLarge = part.file.truncated;
          if (content.length) file = content;
        }
      }
    } catch (error) {
      // A form that breaks off or is none: the parser below gives such errors no status, and it is not our fault.
      throw Object.assign(error as Error, { statusCode: (error as { statusCode?: number }).statusCode ?? 400 });
    }
    request.body = { ...fields, upload: { fields, file, tooLarge } satisfies Upload };
  };
}

/** What `readUpload` found; empty for a request that was no multipart form. */
export function uploadOf(request: FastifyRequest): Upload {
  const body = request.body as { upload?: Upload } | undefined;
  return body?.upload?.fields ? body.upload : { fields: {}, file: undefined, tooLarge: false };
}

/** A large file that was sent; it lies in the system's temporary folder until the request is answered. */
export interface LargeUpload {
  readonly fields: Record<string, string>;
  /** Undefined: no file was chosen, or it was too large. */
  readonly file: { readonly path: string; readonly name: string; readonly bytes: number; readonly sha256: string } | undefined;
  readonly tooLarge: boolean;
}

/**
 * Like `readUpload`, for files that memory must not hold: the file goes to the disk as it comes in. Only signed-in people
 * get that far, for anybody could fill a disk.
 */
export function readLargeUpload(maximum: number): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> {
  return async (request, reply) => {
    if (!request.isMultipart()) return;
    const { access } = request.routeOptions.config;
    if (request.visit.actor.kind === 'visitor') return reply.refuse(401);
    if (access && access !== 'public' && access !== 'signed-in' && !request.context.may(access)) return reply.refuse(403);
    const fields: Record<string, string> = {};
    let file: LargeUpload['file'];
    let tooLarge = false;
    const options = { limits: { fileSize: maximum, files: 1, fieldSize: 64 * 1024 }, throwFileSizeLimit: false };
    try {
      for await (const part of request.parts(options)) {
        if (part.type === 'field') {
          fields[part.fieldname] = String(part.value ?? '');
          continue;
        }
        const path = join(tmpdir(), `dreiklang-upload-${process.pid}-${randomUUID()}`);
        reply.raw.once('close', () => rm(path, { force: true }).catch(() => undefined));
        const hash = createHash('sha256');
        let bytes = 0;
        const measure = new Transform({
          transform(chunk: Buffer, _encoding, done) {
            bytes += chunk.length;
            hash.update(chunk);
            done(null, chunk);
          },
        });
        await pipeline(part.file, measure, createWriteStream(path, { mode: 0o600 }));
        tooLarge = part.file.truncated;
        if (bytes && !tooLarge) file = { path, name: part.filename, bytes, sha256: hash.digest('hex') };
      }
    } catch (error) {
      throw Object.assign(error as Error, { statusCode: (error as { statusCode?: number }).statusCode ?? 400 });
    }
    request.body = { ...fields, upload: { fields, file, tooLarge } satisfies LargeUpload };
  };
}

/** What `readLargeUpload` found; empty for a request that was no multipart form. */
export function largeUploadOf(request: FastifyRequest): LargeUpload {
  const body = request.body as { upload?: LargeUpload } | undefined;
  return body?.upload?.fields ? body.upload : { fields: {}, file: undefined, tooLarge: false };
}
