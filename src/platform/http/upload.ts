import type { FastifyRequest } from './types.ts';

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
