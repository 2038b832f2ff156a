/** Arabic-Indic (U+0660 ff.) and Persian digits (U+06F0 ff.), as an Arabic or Persian keyboard types them. */
const easternDigits = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** The five digits of what somebody typed as a German postcode ("D-45657", "٤٥٦٥٧", "45 657"); undefined when it is none. */
export function readPostcode(typed: string): string | undefined {
  const plain = typed
    .slice(0, 40)
    .replaceAll(easternDigits, (digit) => String((digit.codePointAt(0) as number) & 0x0f))
    .replaceAll(/[\s\u200e\u200f\u061c]/g, '')
    .replace(/^D(?:E)?-?/i, '');
  return /^\d{5}$/.test(plain) && Number(plain) >= 1000 ? plain : undefined;
}

/** Everything that has this postcode; some lie in several towns. */
export function withPostcode<T extends { readonly postcodes: readonly string[] }>(units: readonly T[], postcode: string): T[] {
  return units.filter((unit) => unit.postcodes.includes(postcode));
}
