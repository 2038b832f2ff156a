/**
 * Cents of an amount as people in Germany write it: `1500`, `1.500`, `1.500,00`, `1500,5 €`. A point stands between groups of
 * three digits only, so `1.5` is no amount: nobody could tell whether one and a half or fifteen hundred was meant.
 * @returns undefined when the text is no amount of zero or more
 */
export function parseEuro(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f]|€|EUR/gi, '');
  const found = /^(\d{1,3}(?:\.\d{3})+|\d{1,10})(?:,(\d{1,2}|-))?$/.exec(plain);
  if (!found) return undefined;
  const euros = Number(found[1]?.replaceAll('.', ''));
  const cents = Number((found[2] ?? '').replace('-', '').padEnd(2, '0') || '0');
  const all = euros * 100 + cents;
  return all <= 1e12 ? all : undefined;
}

/** The amount as a form shows it, readable by `parseEuro` again. */
export function euroText(cents: number | undefined): string {
  if (cents === undefined) return '';
  const euros = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, '.');
  return cents % 100 === 0 ? euros : `${euros},${String(cents % 100).padStart(2, '0')}`;
}
