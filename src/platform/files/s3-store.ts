import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { checkKey, checkPrefix, type FileStore } from './store.ts';

/**
 * Files in a bucket of an S3-compatible service (MinIO, Garage, Ceph, a provider's), addressed by path.
 * @param address `https://key:secret@host/bucket?region=eu-central-1`; `region` may be left out where the service has none;
 *   key and secret percent-encoded where they contain `/`, `+` or `@`
 * @throws Error when a part of the address is missing; the methods throw with the service's status and error code
 */
export function s3FileStore(address: string): FileStore {
  const { client, bucket } = connect(address);

  async function call(method: string, url: string, allowed: readonly number[], init: RequestInit = {}): Promise<Response> {
    // What goes up is answered within a minute or given up; a download may take as long as its reader.
    const signal = method === 'GET' ? null : AbortSignal.timeout(60_000);
    const response = await client.fetch(url, { method, signal, ...init });
    if (response.ok || allowed.includes(response.status)) return response;
    const code = /<Code>([^<]*)<\/Code>/.exec(await response.text())?.[1];
    throw new Error(`The file store answered ${response.status} ${code ?? response.statusText} to ${method}`);
  }

  return {
    async put(key, body, type) {
      const digest = createHash('sha256').update(body).digest('hex');
      // The digest is part of the signature: the service refuses bytes that changed on the way.
      const headers = { 'content-type': type, 'x-amz-content-sha256': digest };
      await drained(await call('PUT', `${bucket}/${checkKey(key)}`, [], { headers, body: new Uint8Array(body) }));
    },
    async putFile(key, path, type) {
      const hash = createHash('sha256');
      await pipeline(createReadStream(path), hash);
      const headers = { 'content-type': type, 'x-amz-content-sha256': hash.digest('hex') };
      // Read from the disk as it is sent. A large file may take longer than a minute to go up.
      const body = await openAsBlob(path);
      const signal = AbortSignal.timeout(15 * 60_000);
      await drained(await call('PUT', `${bucket}/${checkKey(key)}`, [], { headers, body, signal }));
    },
    async get(key) {
      const response = await call('GET', `${bucket}/${checkKey(key)}`, [404]);
      if (response.status === 404 || !response.body) return await drained(response);
      return {
        body: Readable.fromWeb(response.body as ReadableStream),
        type: response.headers.get('content-type') ?? 'application/octet-stream',
        size: Number(response.headers.get('content-length')),
      };
    },
    async delete(key) {
      await drained(await call('DELETE', `${bucket}/${checkKey(key)}`, [404]));
    },
    async *list(prefix) {
      let token: string | undefined;
      do {
        const query = new URLSearchParams({
          'list-type': '2',
          prefix: checkPrefix(prefix),
          ...(token && { 'continuation-token': token }),
        });
        const page = await (await call('GET', `${bucket}?${query}`, [])).text();
        for (const [, key = ''] of page.matchAll(/<Key>([^<]*)<\/Key>/g)) yield key;
        token = unescapeXml(/<NextContinuationToken>([^<]*)<\/NextContinuationToken>/.exec(page)?.[1]);
      } while (token);
    },
  };
}

function connect(address: string): { client: AwsClient; bucket: string } {
  const url = new URL(address);
  const bucket = url.pathname.replace(/^\/|\/$/g, '');
  if (!url.username || !url.password || !bucket) {
    throw new Error('S3_URL needs a key, a secret and a bucket: https://key:secret@host/bucket?region=eu');
  }
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    region: url.searchParams.get('region') ?? 'us-east-1',
    service: 's3',
    retries: 3,
  });
  return { client, bucket: `${url.origin}/${bucket}` };
}

/** Reads the rest of an answer, so that its connection can be used again. */
async function drained(response: Response): Promise<undefined> {
  await response.arrayBuffer();
}

function unescapeXml(text: string | undefined): string | undefined {
  return text
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
