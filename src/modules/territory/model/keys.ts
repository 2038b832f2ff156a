/** The levels of the tree, from the outside in. A district's own path is Land › region › Kreis; below it lie its towns and their quarters. */
export const levels = ['land', 'region', 'kreis', 'kommune', 'quartier'] as const;
export type Level = (typeof levels)[number];

/** Digits of an official municipality key (Amtlicher Gemeindeschlüssel, AGS) on each level. */
const digits: Readonly<Record<Exclude<Level, 'quartier'>, number>> = { land: 2, region: 3, kreis: 5, kommune: 8 };

const quarterPattern = /^(\d{8})-([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** The sixteen Länder are numbered 01 to 16. */
function hasLand(key: string): boolean {
  const land = Number(key.slice(0, 2));
  return land >= 1 && land <= 16;
}

/** The level a key belongs to: an AGS of 2, 3, 5 or 8 digits, or `<AGS of the town>-<slug>` of a quarter; undefined: no key. */
export function levelOf(key: string): Level | undefined {
  const quarter = quarterPattern.exec(key);
  if (quarter) return key.length <= 80 && hasLand(key) ? 'quartier' : undefined;
  if (!/^\d+$/.test(key) || !hasLand(key)) return undefined;
  return levels.find((level) => level !== 'quartier' && digits[level] === key.length);
}

export function isTownKey(key: string): boolean {
  return levelOf(key) === 'kommune';
}

/** The key one level up, read from the key itself; null for a Land. */
export function parentKeyOf(key: string): string | null {
  const level = levelOf(key);
  if (!level) throw new Error(`Not a territory key: ${key}`);
  if (level === 'land') return null;
  if (level === 'quartier') return key.slice(0, 8);
  return key.slice(0, digits[level === 'kommune' ? 'kreis' : level === 'kreis' ? 'region' : 'land']);
}

/** True when `key` is `area` itself or lies in it: the official keys nest by their beginning. */
export function liesIn(key: string, area: string): boolean {
  if (key === area) return true;
  return levelOf(area) === 'quartier' ? false : key.startsWith(area);
}

/**
 * The AGS of a twelve-digit regional key (Amtlicher Regionalschlüssel, ARS): Land, region, Kreis, four digits of the
 * municipal association, three of the municipality. Trailing zeros stand for a level above the town.
 */
export function agsOfArs(ars: string): string | undefined {
  if (!/^\d{12}$/.test(ars) || !hasLand(ars)) return undefined;
  const [association, town] = [ars.slice(5, 9), ars.slice(9)];
  if (town !== '000') return ars.slice(0, 5) + town;
  // A town that is a district of its own ends in zeros too, so the short key is the district's.
  if (association !== '0000') return undefined;
  const short = ars.slice(0, 5);
  if (short.slice(3) !== '00') return short;
  return short[2] === '0' ? short.slice(0, 2) : short.slice(0, 3);
}

/** The ARS of an AGS whose town belongs to no municipal association, as all towns of North Rhine-Westphalia. */
export function arsOf(ags: string): string | undefined {
  const level = levelOf(ags);
  if (!level || level === 'quartier') return undefined;
  if (level !== 'kommune') return ags.padEnd(12, '0');
  const town = ags.slice(5);
  return `${ags.slice(0, 5)}0${town}${town}`;
}
