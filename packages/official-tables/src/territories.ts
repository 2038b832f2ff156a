import type { TerritoryKind } from './types.ts';

export interface TerritoryCode {
  readonly code: string | null;
  readonly kind: TerritoryKind;
  readonly repaired: boolean;
}

// GENESIS and Regionalstatistik; FGEMEIN and the like are the same territories in the statistics of finances.
const names: ReadonlyMap<string, TerritoryKind> = new Map([
  ['DINSG', 'nation'],
  ['DLAND', 'land'],
  ['DLANDX', 'land'],
  ['FLAND', 'land'],
  ['REGBEZ', 'region'],
  ['FREGBEZ', 'region'],
  ['KREISE', 'kreis'],
  ['KREIS', 'kreis'],
  ['FKREISE', 'kreis'],
  ['VBGEM', 'association'],
  ['GEMEIN', 'gemeinde'],
  ['GEMEIND', 'gemeinde'],
  ['GEMEINDE', 'gemeinde'],
  ['FGEMEIN', 'gemeinde'],
]);
// Zensus 2022 numbers its territories: GEODL1 Germany, GEOBL1 Länder, GEORB1, GEOLK4, GEOVB4, GEOGM4.
const census: Readonly<Record<string, TerritoryKind>> = {
  DL: 'nation',
  BL: 'land',
  RB: 'region',
  LK: 'kreis',
  VB: 'association',
  GM: 'gemeinde',
};

/** The level that a variable stands for, or null when it is no territory. */
export function territoryLevel(variableCode: string, further: readonly string[] = []): TerritoryKind | null {
  const code = variableCode.toUpperCase();
  const known = names.get(code) ?? census[/^GEO([A-Z]{2})\d?$/.exec(code)?.[1] ?? ''];
  return known ?? (further.includes(variableCode) ? 'unknown' : null);
}

const byLength: ReadonlyMap<number, TerritoryKind> = new Map([
  [2, 'land'],
  [3, 'region'],
  [5, 'kreis'],
  [8, 'gemeinde'],
  [9, 'association'],
]);
const lengthOf: Readonly<Partial<Record<TerritoryKind, number>>> = { land: 2, region: 3, kreis: 5, gemeinde: 8, association: 9 };

function isLand(code: string): boolean {
  const land = Number(code.slice(0, 2));
  return land >= 1 && land <= 16;
}

/**
 * Normalises a territory's key to the AGS. Keys of 12 digits (ARS) lose the four digits of the association; the first
 * zero that spreadsheets drop is put back where only one reading is left. Retired territories keep their key.
 */
export function readTerritory(text: string, level: TerritoryKind | null = null): TerritoryCode {
  const code = text.trim();
  if (code === 'DG' || (/^0*$/.test(code) && level === 'nation')) return { code: 'DG', kind: 'nation', repaired: false };
  if (code === '') return { code: null, kind: 'unknown', repaired: false };
  if (!/^\d{1,12}$/.test(code)) return { code, kind: 'unknown', repaired: false };
  const full = withLeadingZero(code, level);
  const found = full.length === 12 ? fromArs(full, level) : full;
  const kind = byLength.get(found.length);
  if (!kind || !isLand(found)) return { code, kind: 'unknown', repaired: false };
  return { code: found, kind, repaired: full !== code };
}

function withLeadingZero(code: string, level: TerritoryKind | null): string {
  // 1, 4, 7 and 11 digits are no key, and Schleswig-Holstein to Saarland (01–09, 10) fill the gap with one zero.
  if ([1, 4, 7, 11].includes(code.length)) return `0${code}`;
  const wanted = level ? lengthOf[level] : undefined;
  // Two digits above 16 can be no Land: the rest of a Regierungsbezirk. Up to 16 only the variable can tell.
  if (code.length === 2 && (!isLand(code) || (wanted === 3 && !code.startsWith('0')))) return `0${code}`;
  if (code.length === 8 && wanted === 9 && !isLand(code)) return `0${code}`;
  return code;
}

/** ARS: Land 2, Regierungsbezirk 1, Kreis 2, Verband 4, Gemeinde 3. Zeros at the end stand for a higher level. */
function fromArs(ars: string, level: TerritoryKind | null): string {
  const municipality = ars.slice(0, 5) + ars.slice(9);
  // A town that is its own Kreis has 000 as municipality too: the variable tells which of both is meant.
  if (level === 'gemeinde' || !ars.endsWith('000')) return municipality;
  if (level === 'association' || ars.slice(5, 9) !== '0000') return ars.slice(0, 9);
  if (level === 'kreis' || ars.slice(3, 5) !== '00') return ars.slice(0, 5);
  return level === 'region' || ars[2] !== '0' ? ars.slice(0, 3) : ars.slice(0, 2);
}
