import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { interfaceLanguages } from '#platform/i18n';
import { acceptUpload, failures, type UploadKind } from './upload.ts';

const every: UploadKind[] = ['image', 'pdf', 'csv', 'xlsx', 'docx', 'zip', 'json'];
const limit = 2_000_000;

function accept(source: Uint8Array | AsyncIterable<Uint8Array>, kinds: UploadKind[] = every) {
  return acceptUpload(source, { maxBytes: limit, kinds });
}

function picture(width = 60, height = 40) {
  return sharp({ create: { width, height, channels: 3, background: '#0a5c6b' } });
}

/** A PNG that claims to be of any size; its pixels are missing. */
function claimedPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

describe('acceptUpload', () => {
  it('takes place, camera and orientation out of a photograph and turns it upright', async () => {
    const exif = { IFD0: { Make: 'Kamera' }, IFD3: { GPSLatitude: '51/1 39/1 0/1', GPSLatitudeRef: 'N' } };
    const original = await picture(60, 40).jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer();
    const before = await sharp(original).metadata();
    expect([before.orientation, before.exif?.includes('Kamera')]).toEqual([6, true]);
    const outcome = await accept(Readable.from([original.subarray(0, 100), original.subarray(100)]));
    if (!outcome.ok) throw new Error(outcome.code);
    expect(outcome.value).toMatchObject({ kind: 'image', type: 'image/jpeg', extension: 'jpg' });
    const { width, height, exif: left, xmp, iptc, icc } = await sharp(outcome.value.bytes).metadata();
    expect({ width, height, left, xmp, iptc, icc }).toEqual({
      width: 40,
      height: 60,
      left: undefined,
      xmp: undefined,
      iptc: undefined,
      icc: undefined,
    });
    expect(outcome.value.bytes.includes('Kamera')).toBe(false);
  });

  it.each(['png', 'webp', 'avif', 'gif'] as const)('makes WebP of %s', async (format) => {
    const outcome = await accept(await picture().toFormat(format).toBuffer());
    expect(outcome).toMatchObject({ ok: true, value: { type: 'image/webp', extension: 'webp' } });
  });

  it('makes large pictures small and leaves small ones', async () => {
    const sizes = [
      [5000, 1000, 2400, 480],
      [1000, 3000, 800, 2400],
      [30, 20, 30, 20],
    ] as const;
    for (const [width, height, ...shown] of sizes) {
      const outcome = await accept(await picture(width, height).png().toBuffer());
      const { width: w, height: h } = await sharp(outcome.ok ? outcome.value.bytes : undefined).metadata();
      expect([w, h]).toEqual(shown);
    }
  });

  it('refuses pictures that claim more pixels than a camera has, before unpacking them', async () => {
    const memory = process.memoryUsage().rss;
    expect(await accept(claimedPng(60_000, 60_000))).toEqual({ ok: false, code: 'file.broken', details: {} });
    expect(process.memoryUsage().rss - memory).toBeLessThan(200_000_000);
  });

  it('recognises documents by their content', async () => {
    const xlsx = zipSync({
      '[Content_Types].xml': strToU8(
        '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
      ),
    });
    const docx = zipSync({
      '[Content_Types].xml': strToU8(
        '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
    });
    const cases: [UploadKind, Buffer, string][] = [
      ['docx', Buffer.from(docx), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      ['pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'application/pdf'],
      ['xlsx', Buffer.from(xlsx), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['zip', Buffer.from(zipSync({ 'a.csv': strToU8('a;b') })), 'application/zip'],
      ['csv', Buffer.from('\ufeffName;Ort\nA;B'), 'text/csv'],
      ['csv', Buffer.from('Name;W\xfcrzburg', 'latin1'), 'text/csv'],
      ['csv', Buffer.from('\ufeffName;Ort', 'utf16le'), 'text/csv'],
      ['json', Buffer.from(' {"a":[1]}'), 'application/json'],
    ];
    for (const [kind, bytes, type] of cases) {
      const outcome = await accept(bytes);
      expect(outcome).toMatchObject({ ok: true, value: { kind, type } });
      if (outcome.ok) expect(outcome.value.bytes.equals(bytes)).toBe(true);
      const others = every.filter((other) => other !== kind && !(kind === 'json' && other === 'csv'));
      expect((await accept(bytes, others)).ok, `${kind} as ${others}`).toBe(false);
    }
  });

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'file.type_not_allowed'],
    ['SVG with an XML declaration', '<?xml version="1.0"?>\n<svg><script>alert(1)</script></svg>', 'file.type_not_allowed'],
    ['HTML', '\ufeff  <!doctype html><script>alert(1)</script>', 'file.type_not_allowed'],
    ['a program', '\x7fELF\x02\x01\x01', 'file.type_not_allowed'],
    ['nothing known', '\x00\x01\x02\x03\x04\x05\x06', 'file.type_unknown'],
    ['a picture that is none', 'GIF89a=1;alert(1)', 'file.broken'],
    ['JSON that is none', '{"a":', 'file.broken'],
    ['nothing', '', 'file.broken'],
  ])('refuses %s', async (_, content, code) => {
    expect(await accept(Buffer.from(content))).toMatchObject({ ok: false, code });
  });

  it('refuses half a photograph', async () => {
    const whole = await picture(800, 600).jpeg().toBuffer();
    expect(await accept(whole.subarray(0, whole.length / 2))).toMatchObject({ ok: false, code: 'file.broken' });
  });

  it('stops reading when it has seen enough', async () => {
    let sent = 0;
    async function* endless() {
      for (; ; sent++) yield Buffer.alloc(100_000);
    }
    const stream = Readable.from(endless());
    expect(await accept(stream)).toEqual({ ok: false, code: 'file.too_large', details: { megabytes: 2 } });
    expect(stream.destroyed).toBe(true);
    expect(sent).toBeLessThan(50);
    expect(await accept(Buffer.alloc(limit + 1))).toMatchObject({ code: 'file.too_large' });
  });

  it('passes on the error of a broken connection', async () => {
    async function* torn() {
      yield Buffer.from('%PDF');
      throw new Error('aborted');
    }
    await expect(accept(torn())).rejects.toThrow('aborted');
  });
});

it('has a text of its own for every failure in every language', () => {
  const texts = interfaceLanguages.map(({ tag }) =>
    JSON.parse(readFileSync(join(import.meta.dirname, 'locales', `${tag}.json`), 'utf8')),
  );
  for (const code of failures) {
    const all = texts.map((text) => text[`failure.${code}`]);
    expect(new Set(all).size, code).toBe(interfaceLanguages.length);
    for (const text of all) expect(text).toMatch(/\p{L}.*\.$/u);
  }
  for (const text of texts) {
    expect(Object.keys(text)).toEqual(failures.map((code) => `failure.${code}`));
    expect(text['failure.file.too_large']).toContain('{{megabytes}}');
  }
});
