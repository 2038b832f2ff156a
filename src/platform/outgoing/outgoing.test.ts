import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOutgoing } from './index.ts';

let server: Server;
let origin: string;
let host: string;
const seen: { url: string; method: string; authorization: string | undefined }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const { url = '', method = '' } = request;
    seen.push({ url, method, authorization: request.headers.authorization });
    if (url === '/ok') response.setHeader('x-kind', 'plain').end('Guten Tag');
    else if (url === '/packed') response.setHeader('content-encoding', 'gzip').end(gzipSync('ü'.repeat(200_000)));
    else if (url === '/broken') response.setHeader('content-encoding', 'gzip').end('no gzip');
    else if (url === '/moved') response.writeHead(302, { location: '/ok' }).end();
    else if (url === '/circle') response.writeHead(302, { location: '/circle' }).end();
    else if (url === '/elsewhere') response.writeHead(307, { location: `http://localhost:${portOf(server)}/ok` }).end();
    else if (url === '/file') response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    else if (url === '/inside') response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
    else if (url === '/silent') return;
    else if (url === '/torn') response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    else response.writeHead(404).end('nothing');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${portOf(server)}`;
  origin = `http://${host}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function portOf(one: Server): number {
  return (one.address() as AddressInfo).port;
}
const inside = () => openOutgoing({ privateHosts: [host, 'localhost'], agent: 'test' });

describe('the way out', () => {
  test('answers with status, headers and body', async () => {
    const answer = await inside().fetch(`${origin}/ok`);
    expect(answer).toMatchObject({ ok: true, value: { status: 200, hops: [] } });
    expect(answer.ok && Buffer.from(answer.value.body).toString()).toBe('Guten Tag');
    expect(answer.ok && answer.value.headers['x-kind']).toBe('plain');
  });
  test('an error status is an answer', async () => {
    expect(await inside().fetch(`${origin}/nothing`)).toMatchObject({ ok: true, value: { status: 404 } });
  });
  test('unpacks, within the limit', async () => {
    const answer = await inside().fetch(`${origin}/packed`);
    expect(answer.ok && answer.value.body.length).toBe(400_000);
    expect(await inside().fetch(`${origin}/packed`, { maxBytes: 1000 })).toMatchObject({ code: 'outgoing.too_large' });
    expect(await inside().fetch(`${origin}/broken`)).toMatchObject({ code: 'outgoing.unreachable' });
  });
  test('follows redirects and says so, or does not when asked', async () => {
    expect(await inside().fetch(`${origin}/moved`)).toMatchObject({
      ok: true,
      value: { status: 200, url: `${origin}/ok`, hops: [{ url: `${origin}/moved`, status: 302 }] },
    });
    expect(await inside().fetch(`${origin}/moved`, { maxRedirects: 0 })).toMatchObject({ ok: true, value: { status: 302 } });
    expect(await inside().fetch(`${origin}/circle`)).toMatchObject({ code: 'outgoing.redirects' });
  });
  test('keeps keys at the host they are for', async () => {
    seen.length = 0;
    await inside().fetch(`${origin}/elsewhere`, { headers: { authorization: 'Bearer secret' } });
    expect(seen.map((one) => one.authorization)).toEqual(['Bearer secret', undefined]);
  });
  test('a POST that was moved becomes a GET', async () => {
    seen.length = 0;
    await inside().fetch(`${origin}/moved`, { method: 'POST', body: 'a=1' });
    expect(seen.map((one) => one.method)).toEqual(['POST', 'GET']);
  });
  test.each([
    ['ftp://example.org/x'],
    ['file:///etc/passwd'],
    ['javascript:alert(1)'],
    ['http://user:secret@example.org/'],
    ['no address'],
    [''],
  ])('takes no %s', async (url) => {
    expect(await inside().fetch(url)).toMatchObject({ code: 'outgoing.address' });
  });
  test.each([
    ['http://127.0.0.1:1/'],
    ['http://localhost/'],
    ['http://10.0.0.1/'],
    ['http://192.168.1.1/'],
    ['http://169.254.169.254/latest/meta-data'],
    ['http://[::1]/'],
    ['http://[::ffff:127.0.0.1]/'],
    ['http://[fd00::1]/'],
    ['http://0.0.0.0/'],
    ['http://2130706433/'],
    ['http://0x7f.1/'],
  ])('does not reach into the network around the house: %s', async (url) => {
    const outgoing = openOutgoing({ agent: 'test' });
    expect(await outgoing.fetch(url, { timeoutMs: 2000 })).toMatchObject({ code: 'outgoing.forbidden' });
  });
  test('nor is led there', async () => {
    const outgoing = openOutgoing({ privateHosts: [host], agent: 'test' });
    expect(await outgoing.fetch(`${origin}/inside`, { timeoutMs: 2000 })).toMatchObject({ code: 'outgoing.forbidden' });
    expect(await outgoing.fetch(`${origin}/file`)).toMatchObject({ code: 'outgoing.address' });
  });
  test('waits no longer than it may, and half an answer is none', async () => {
    expect(await inside().fetch(`${origin}/silent`, { timeoutMs: 100 })).toMatchObject({ code: 'outgoing.timeout' });
    expect(await inside().fetch(`${origin}/torn`)).toMatchObject({ code: 'outgoing.unreachable' });
    expect(await inside().fetch('http://gibt-es-nicht.invalid/')).toMatchObject({ code: 'outgoing.unreachable' });
  });
});
