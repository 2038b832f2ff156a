import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { qrSvg } from './qr.ts';

it('draws what the text says as dark squares inside of a quiet zone of four', () => {
  const svg = qrSvg('https://example.org/a');
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const rows = Array.from({ length: size }, () => new Set<number>());
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let at = 0; at < Number(length); at++) rows[Number(y)]?.add(Number(x) + at);
  }
  const dark = (x: number, y: number) => rows[y]?.has(x) ?? false;
  for (let at = 0; at < size; at++)
    expect([dark(at, 3), dark(3, at), dark(at, size - 4), dark(size - 4, at)]).toEqual([false, false, false, false]);
  // The finder pattern of ISO/IEC 18004 in three corners: a dark ring of seven, a white one, a dark core of three.
  for (const [left, top] of [
    [4, 4],
    [size - 11, 4],
    [4, size - 11],
  ] as const) {
    const line = (y: number) => Array.from({ length: 7 }, (_, x) => (dark(left + x, top + y) ? '#' : '.')).join('');
    expect([line(0), line(1), line(3), line(6)]).toEqual(['#######', '#.....#', '#.###.#', '#######']);
  }
});

it('has an accessible name and lets no text out of it', () => {
  const svg = parseHTML(qrSvg('x', { title: '</title><script>alert(1)</script>"&\u0000' })).document.querySelector('svg');
  expect(svg?.getAttribute('role')).toBe('img');
  expect(svg?.querySelector('title')?.textContent).toBe('</title><script>alert(1)</script>"&');
  expect(svg?.querySelector('script')).toBeNull();
});

it('refuses what no QR code can hold', () => {
  expect(() => qrSvg('x'.repeat(2331))).not.toThrow();
  expect(() => qrSvg('x'.repeat(2332))).toThrow(RangeError);
});
