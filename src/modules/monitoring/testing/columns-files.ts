import { type Grid, gridOf } from '../model/columns-grid.ts';
import { type TerritoryFinder, territoryFinder } from '../model/columns-territories.ts';
import type { Place } from '../model/figures.ts';
import { levelOfPlace } from '../model/places.ts';

/** Some territories of Kreis Recklinghausen, and a quarter whose name two towns have. */
export const testPlaces: readonly Place[] = (
  [
    ['DG', 'Deutschland'],
    ['05', 'Nordrhein-Westfalen'],
    ['055', 'Regierungsbezirk Münster'],
    ['05562', 'Kreis Recklinghausen'],
    ['05954', 'Ennepe-Ruhr-Kreis'],
    ['05562020', 'Herten'],
    ['05562024', 'Marl'],
    ['05562032', 'Recklinghausen'],
    ['05754012', 'Halle (Westf.)'],
    ['05562032-nordviertel', 'Nordviertel'],
    ['05562024-mitte', 'Mitte'],
    ['05562020-mitte', 'Mitte'],
  ] as const
).map(([key, name]) => ({ key, names: { de: name }, level: levelOfPlace(key), validFrom: null, validTo: null }));

export const testFinder = (): TerritoryFinder => territoryFinder(testPlaces, '05562');

export const gridOfText = (text: string): Grid =>
  gridOf({ name: '', rows: text.split('\n').map((line) => line.split(';')), merges: [], cut: false });
