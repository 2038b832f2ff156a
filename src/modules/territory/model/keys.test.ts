import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agsOfArs, arsOf, levelOf, liesIn, parentKeyOf } from './keys.ts';

const townKey = fc
  .tuple(
    fc.integer({ min: 1, max: 16 }),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 99 }),
    fc.integer({ min: 1, max: 999 }),
  )
  .map(
    ([land, region, kreis, town]) =>
      `${String(land).padStart(2, '0')}${region}${String(kreis).padStart(2, '0')}${String(town).padStart(3, '0')}`,
  );

describe('official keys', () => {
  it.each([
    ['05', 'land'],
    ['055', 'region'],
    ['05562', 'kreis'],
    ['05562032', 'kommune'],
    ['05562032-sued', 'quartier'],
    ['05562032-suederwich-ost', 'quartier'],
  ])('%s is a key of the level %s', (key, level) => expect(levelOf(key)).toBe(level));

  it.each([
    '',
    '0',
    '00',
    '17',
    '0556',
    '055620',
    '05562032-',
    '05562032-Süd',
    '05562032--sued',
    '5562032',
    '05562032 ',
    '٠٥',
    `05562032-${'a'.repeat(80)}`,
  ])('%j is no key', (key) => expect(levelOf(key)).toBeUndefined());

  it('reads the same town from the short and the regional key', () => {
    expect(agsOfArs('055620032032')).toBe('05562032');
    expect(agsOfArs('055000000000')).toBe('055');
    expect(agsOfArs('050000000000')).toBe('05');
    expect(agsOfArs('055620000000')).toBe('05562');
    // A town in an association of another Land: Sipplingen.
    expect(agsOfArs('084355007053')).toBe('08435053');
    expect(agsOfArs('084355007000')).toBeUndefined();
    expect(agsOfArs('05562003203')).toBeUndefined();
  });

  it('converts every town key to a regional key and back', () => {
    fc.assert(
      fc.property(townKey, (key) => {
        expect(agsOfArs(arsOf(key) ?? '')).toBe(key);
      }),
    );
  });

  it('climbs from every key to its Land in as many steps as there are levels above', () => {
    fc.assert(
      fc.property(townKey, (town) => {
        const path = [`${town}-nord`];
        for (let key = parentKeyOf(path[0] as string); key; key = parentKeyOf(key)) path.push(key);
        expect(path.map(levelOf)).toEqual(['quartier', 'kommune', 'kreis', 'region', 'land']);
        for (const area of path) expect(liesIn(path[0] as string, area)).toBe(true);
      }),
    );
  });

  it('keeps towns and quarters of similar keys apart', () => {
    expect(liesIn('05562032', '05562028')).toBe(false);
    expect(liesIn('05562032-sued', '05562032-su')).toBe(false);
    expect(liesIn('05562', '05562032')).toBe(false);
  });
});
