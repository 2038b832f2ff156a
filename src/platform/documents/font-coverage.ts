/**
 * The code points that a TrueType font has a glyph for, read from its `cmap` table (OpenType 1.9, formats 4 and 12).
 * @throws Error when the file has no Unicode character map
 */
export function coveredCodePoints(font: Buffer): Set<number> {
  const table = findTable(font, 'cmap');
  const count = font.readUInt16BE(table + 2);
  const maps = Array.from({ length: count }, (_, index) => table + font.readUInt32BE(table + 4 + index * 8 + 4));
  const wide = maps.find((offset) => font.readUInt16BE(offset) === 12);
  if (wide !== undefined) return readSegmentedCoverage(font, wide);
  const basic = maps.find((offset) => font.readUInt16BE(offset) === 4);
  if (basic !== undefined) return readBasicPlane(font, basic);
  throw new Error('The font has no Unicode character map');
}

function findTable(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index++) {
    const entry = 12 + index * 16;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`The font has no table ${tag}`);
}

function readSegmentedCoverage(font: Buffer, offset: number): Set<number> {
  const covered = new Set<number>();
  const groups = font.readUInt32BE(offset + 12);
  for (let index = 0; index < groups; index++) {
    const group = offset + 16 + index * 12;
    const firstGlyph = font.readUInt32BE(group + 8);
    const start = font.readUInt32BE(group);
    for (let code = start; code <= font.readUInt32BE(group + 4); code++) if (firstGlyph + code - start > 0) covered.add(code);
  }
  return covered;
}

function readBasicPlane(font: Buffer, offset: number): Set<number> {
  const covered = new Set<number>();
  const doubled = font.readUInt16BE(offset + 6);
  const ends = offset + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const ranges = deltas + doubled;
  for (let at = 0; at < doubled; at += 2) {
    const start = font.readUInt16BE(starts + at);
    const range = font.readUInt16BE(ranges + at);
    for (let code = start; code <= font.readUInt16BE(ends + at) && code < 0xffff; code++) {
      const glyph = range === 0 ? code : font.readUInt16BE(ranges + at + range + (code - start) * 2);
      if (range === 0 ? (code + font.readUInt16BE(deltas + at)) % 0x10000 !== 0 : glyph !== 0) covered.add(code);
    }
  }
  return covered;
}
