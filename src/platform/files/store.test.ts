import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FileStore, openFileStore, s3FileStore } from './index.ts';

async function keys(store: FileStore, prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const key of store.list(prefix)) found.push(key);
  return found;
}

async function read(store: FileStore, key: string) {
  const file = await store.get(key);
  return file && { text: await text(file.body), type: file.type, size: file.size };
}

interface Call {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
}

/** As much of an S3 service as the store needs: objects in memory, two keys to a page, and a note of every call. */
function standIn() {
  const objects = new Map<string, { body: Buffer; type: string }>();
  const calls: Call[] = [];
  const server = createServer(async (request, reply) => {
    const url = new URL(request.url ?? '/', 'http://s3');
    calls.push({ method: request.method ?? '', url, headers: request.headers });
    const body = await buffer(request);
    const key = url.pathname.replace('/bucket/', '');
    const object = objects.get(key);
    if (key === 'locked') return reply.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
    if (url.searchParams.has('list-type')) return reply.end(listing(url, [...objects.keys()].sort()));
    if (request.method === 'PUT') {
      if (createHash('sha256').update(body).digest('hex') !== request.headers['x-amz-content-sha256'])
        return reply.writeHead(400).end();
      objects.set(key, { body, type: request.headers['content-type'] ?? '' });
      return reply.end();
    }
    if (request.method === 'DELETE') return reply.writeHead(objects.delete(key) ? 204 : 404).end();
    if (!object) return reply.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    return reply.writeHead(200, { 'content-type': object.type, 'content-length': object.body.length }).end(object.body);
  });
  return { server, objects, calls };
}

function listing(url: URL, all: string[]): string {
  const token = url.searchParams.get('continuation-token')?.replace('&after=', '') ?? '';
  const found = all.filter((key) => key.startsWith(url.searchParams.get('prefix') ?? '') && key > token);
  const page = found.slice(0, 2);
  const next = found.length > 2 ? `<NextContinuationToken>&amp;after=${page[1]}</NextContinuationToken>` : '';
  return `<ListBucketResult>${page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}${next}</ListBucketResult>`;
}

const s3 = standIn();
let dataDir: string;
let address: string;

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dreiklang-files-'));
  address = `http://AKID:se%2Fcret@${await listen(s3.server)}/bucket?region=eu-test-1`;
});

afterAll(async () => {
  s3.server.closeAllConnections();
  s3.server.close();
  await rm(dataDir, { recursive: true });
});

beforeEach(() => {
  s3.calls.length = 0;
});

describe.each(['folder', 'bucket'])('a file store in a %s', (place) => {
  const store = () => openFileStore(place === 'folder' ? { dataDir } : { dataDir, S3_URL: address });

  it('gives back what was put, replaces and deletes', async () => {
    expect(await read(store(), 't1/offers/a.txt')).toBeUndefined();
    await store().put('t1/offers/a.txt', Buffer.from('eins'), 'text/plain');
    await store().put('t1/offers/a.txt', Buffer.from('größer'), 'text/markdown');
    expect(await read(store(), 't1/offers/a.txt')).toEqual({ text: 'größer', type: 'text/markdown', size: 8 });
    await store().delete('t1/offers/a.txt');
    await store().delete('t1/offers/a.txt');
    expect(await read(store(), 't1/offers/a.txt')).toBeUndefined();
  });

  it('takes a file of the disk as it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dreiklang-large-'));
    const path = join(folder, 'large.csv');
    await writeFile(path, 'a;b\n'.repeat(200_000));
    await store().putFile('t1/imports/a.csv', path, 'text/csv');
    const file = await read(store(), 't1/imports/a.csv');
    expect(file).toMatchObject({ type: 'text/csv', size: 800_000 });
    expect(file?.text.endsWith('a;b\n')).toBe(true);
    expect((await stat(path)).size).toBe(800_000);
    await expect((async () => store().putFile('../x', path, 'text/csv'))()).rejects.toThrow('Not a file key');
    await store().delete('t1/imports/a.csv');
    await rm(folder, { recursive: true });
  });

  it('lists keys by prefix in order, over several pages', async () => {
    for (const key of ['t2/b', 't2/a/z', 't2/a/y', 't2/ab', 't3/c']) await store().put(key, Buffer.from(key), 'text/plain');
    expect(await keys(store(), 't2/')).toEqual(['t2/a/y', 't2/a/z', 't2/ab', 't2/b']);
    expect(await keys(store(), 't2/a')).toEqual(['t2/a/y', 't2/a/z', 't2/ab']);
    expect(await keys(store(), 't2/a/')).toEqual(['t2/a/y', 't2/a/z']);
    expect(await keys(store(), 'none/')).toEqual([]);
    expect(await keys(store(), '')).toEqual(['t2/a/y', 't2/a/z', 't2/ab', 't2/b', 't3/c']);
    expect(await read(store(), 't2/a')).toBeUndefined();
  });

  it.each(['../x', 'a/../b', '/etc/passwd', 'a//b', '.hidden', 'a/', 'A', 'a b', 'a~type', 'a\0', '%2e%2e/x', ''])(
    'refuses the key %j',
    async (key) => {
      await expect(store().put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow('Not a file key');
      await expect((async () => await store().get(key))()).rejects.toThrow('Not a file key');
      await expect(store().delete(key)).rejects.toThrow('Not a file key');
    },
  );
});

describe('the folder', () => {
  it('lets nobody else read, leaves no half-written file, and shows no foreign one', async () => {
    const store = openFileStore({ dataDir });
    await Promise.all(Array.from({ length: 20 }, (_, index) => store.put('t4/same', Buffer.alloc(100_000, index), 'image/png')));
    const file = await store.get('t4/same');
    expect(new Set(file && (await buffer(file.body))).size).toBe(1);
    expect((await stat(join(dataDir, 'files/t4/same'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'files/t4'))).mode & 0o777).toBe(0o700);
    expect((await readdir(join(dataDir, 'files/t4'))).sort()).toEqual(['same', 'same~type']);
    await writeFile(join(dataDir, 'files/t4/foreign'), 'x');
    expect(await store.get('t4/foreign')).toBeUndefined();
  });

  it('never leaves its place', async () => {
    const store = openFileStore({ dataDir });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('..', '.', '/', '\\', 'a', '~', '\0', '%2e')).map((parts) => parts.join('')),
        async (key) => {
          await store.put(key, Buffer.from('x'), 'text/plain').catch(() => undefined);
        },
      ),
    );
    expect(await readdir(dataDir)).toEqual(['files']);
  });
});

describe('the bucket', () => {
  it('signs every call for its region, with the digest of the body', async () => {
    const store = s3FileStore(address);
    await store.put('t5/a.webp', Buffer.from('bild'), 'image/webp');
    await read(store, 't5/a.webp');
    await store.delete('t5/a.webp');
    await keys(store, 't5/');
    expect(s3.calls.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      'PUT /bucket/t5/a.webp',
      'GET /bucket/t5/a.webp',
      'DELETE /bucket/t5/a.webp',
      'GET /bucket',
    ]);
    for (const { headers } of s3.calls) {
      expect(headers.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-test-1\/s3\/aws4_request, SignedHeaders=[^,]*x-amz-content-sha256[^,]*, Signature=[\da-f]{64}$/,
      );
      expect(headers['x-amz-date']).toMatch(/^\d{8}T\d{6}Z$/);
      expect(headers.authorization).not.toContain('cret');
    }
    expect(s3.calls[0]?.headers['x-amz-content-sha256']).toBe(createHash('sha256').update('bild').digest('hex'));
  });

  it('says what the service answered', async () => {
    await expect(s3FileStore(address).get('locked')).rejects.toThrow('The file store answered 403 AccessDenied to GET');
  });

  it.each(['https://host/bucket', 'https://key:secret@host/', 'https://key@host/bucket'])(
    'needs key, secret and bucket: %s',
    (incomplete) => {
      expect(() => s3FileStore(incomplete)).toThrow('S3_URL needs');
    },
  );
});
