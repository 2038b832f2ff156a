/** Letters that do not fall apart into a basic letter and a mark; German umlauts are written out as German does. */
const written: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};

export const slugPattern: RegExp = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The public address of a name: "Oer-Erkenschwick" → `oer-erkenschwick`, "Wetter (Ruhr)" → `wetter-ruhr`; empty when nothing is left. */
export function slugOf(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^ -~]/g, (letter) => written[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
}

/** The name as people say it, without the addition that tells two towns apart: "Halle (Westf.)" → "Halle". */
export function shortName(name: string): string {
  return name.replace(/\s*\([^()]*\)\s*$/, '').trim() || name;
}
