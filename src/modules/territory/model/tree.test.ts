import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelOf, parentKeyOf } from './keys.ts';
import { faultsOfTree, nameIn, nest, pathOf, type Territory, validOn } from './tree.ts';

function unit(key: string, change: Partial<Territory> = {}): Territory {
  return {
    key,
    level: levelOf(key) ?? 'land',
    parentKey: levelOf(key) ? parentKeyOf(key) : null,
    names: { de: `Name ${key}` },
    slug: `name-${key}`,
    postcodes: [],
    point: null,
    areaKm2: null,
    population: null,
    shape: null,
    shapeSource: null,
    validFrom: null,
    validTo: null,
    ...change,
  };
}

const keys = ['05', '055', '05562', '05562028', '05562032', '05562032-sued', '05562032-nord'];
const sound = keys.map((key) => unit(key));

describe('the tree', () => {
  it('finds nothing wrong with a sound one, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(sound, { minLength: sound.length }), (units) => {
        expect(faultsOfTree(units)).toEqual([]);
        const root = nest(units);
        expect(root?.children[0]?.children[0]?.children.map((town) => town.children.length).toSorted()).toEqual([0, 2]);
      }),
    );
  });

  it('misses any unit that others stand on', () => {
    fc.assert(
      fc.property(fc.constantFrom('05', '055', '05562', '05562032'), (key) => {
        const rest = sound.filter((one) => one.key !== key);
        const orphans = rest.filter((one) => one.parentKey === key).map((one) => ({ key: one.key, fault: 'parent' }));
        expect(faultsOfTree(rest)).toEqual(orphans);
        expect(orphans.length).toBeGreaterThan(0);
      }),
    );
  });

  it.each([
    ['key', unit('0556')],
    ['level', unit('05562004', { level: 'kreis' })],
    ['duplicate', unit('05562028')],
    ['parent', unit('05562004', { parentKey: '055' })],
    ['root', unit('06')],
    ['name', unit('05562004', { names: { en: 'Castrop' } })],
    ['slug', unit('05562004', { slug: 'Castrop Rauxel' })],
    ['slug_taken', unit('05562004', { slug: 'name-05562028' })],
    ['validity', unit('05562004', { validFrom: '2026-02-01', validTo: '2026-01-31' })],
  ] as const)('reports %s', (fault, extra) => expect(faultsOfTree([...sound, extra])).toContainEqual({ key: extra.key, fault }));

  it('knows the way from the Land down, and ends where a parent is missing or in a circle', () => {
    expect(pathOf(sound, '05562032-sued').map((one) => one.key)).toEqual(['05', '055', '05562', '05562032', '05562032-sued']);
    expect(pathOf(sound, '06')).toEqual([]);
    const circle = [unit('05562028', { parentKey: '05562032' }), unit('05562032', { parentKey: '05562028' })];
    expect(pathOf(circle, '05562028').map((one) => one.key)).toEqual(['05562032', '05562028']);
  });

  it('names a unit in a language or in German, and knows its days', () => {
    expect(nameIn(unit('05', { names: { de: 'Nordrhein-Westfalen', tr: 'Kuzey Ren-Vestfalya' } }), 'tr')).toBe(
      'Kuzey Ren-Vestfalya',
    );
    expect(nameIn(unit('05', { names: { de: 'Nordrhein-Westfalen' } }), 'tr')).toBe('Nordrhein-Westfalen');
    const closed = unit('05', { validFrom: '2026-01-01', validTo: '2026-06-30' });
    expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map((day) => validOn(closed, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
