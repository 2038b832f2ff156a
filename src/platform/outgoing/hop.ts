import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { useAgent as filteringAgent } from 'request-filtering-agent';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { OutgoingFailure, OutgoingRequest } from './types.ts';

/** One answer, redirects not followed. */
export interface Hop {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface HopLimits {
  readonly signal: AbortSignal;
  readonly allowPrivate: boolean;
  readonly maxBytes: number;
}

class TooLarge extends Error {}

function unpacked(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding'];
  const unpack =
    encoding === 'gzip'
      ? createGunzip()
      : encoding === 'br'
        ? createBrotliDecompress()
        : encoding === 'deflate'
          ? createInflate()
          : undefined;
  if (!unpack) return response;
  response.once('error', (error) => unpack.destroy(error));
  return response.pipe(unpack);
}

/** The body up to the limit; measured after unpacking, so that a small answer cannot grow into a large one. */
async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of unpacked(response) as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new TooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function failureOf(error: unknown, signal: AbortSignal): OutgoingFailure {
  if (error instanceof TooLarge) return 'outgoing.too_large';
  if (signal.aborted) return 'outgoing.timeout';
  // The agent looks at the address a name resolves to when it connects, so a name cannot change its mind in between.
  return error instanceof Error && /is not allowed/.test(error.message) ? 'outgoing.forbidden' : 'outgoing.unreachable';
}

export async function hop(url: URL, request: OutgoingRequest, limits: HopLimits): Promise<Outcome<Hop, OutgoingFailure>> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  let response: IncomingMessage | undefined;
  try {
    response = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = send(
        url,
        {
          method: request.method ?? 'GET',
          headers: { 'accept-encoding': 'gzip, br, deflate', ...request.headers },
          agent: filteringAgent(url.href, { allowPrivateIPAddress: limits.allowPrivate }),
          signal: limits.signal,
        },
        resolve,
      );
      outgoing.once('error', reject);
      outgoing.end(request.body);
    });
    const body = request.method === 'HEAD' ? new Uint8Array() : await readBody(response, limits.maxBytes);
    const headers = Object.entries(response.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
    );
    return ok({ status: response.statusCode ?? 0, headers: Object.fromEntries(headers), body });
  } catch (error) {
    return fail(failureOf(error, limits.signal));
  } finally {
    response?.destroy();
  }
}
