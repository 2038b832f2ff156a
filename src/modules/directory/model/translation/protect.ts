/** A text whose names, addresses and numbers a machine does not see: `{1}`, `{2}`, … stand for them. */
export interface ProtectedText {
  readonly text: string;
  readonly kept: readonly string[];
}

const patterns = [
  String.raw`\{\d+\}`,
  String.raw`(?:https?:\/\/|www\.)[^\s<>"]*[^\s<>".,;:!?)\]]`,
  String.raw`[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`,
  String.raw`(?<![\p{L}\p{N}])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:de|org|com|net|eu|info|nrw)(?:\/[^\s<>"]*[^\s<>".,;:!?)\]])?(?![\p{L}\p{N}])`,
  String.raw`(?<![\p{L}\p{N}])(?:\+\d|00\d|0\d)[\d ()/.–-]{3,}\d`,
  String.raw`(?<![\p{L}\p{N}])(?:[Aa]m |[Aa]n der |[Ii]n der )?\p{Lu}[\p{L}-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm|markt)(?: \d+[a-z]?)(?:[-–/]\d+[a-z]?)?(?![\p{L}\p{N}])`,
  String.raw`(?<![\p{L}\p{N}])\p{Lu}[\p{L}-]*(?:-Straße|[- ]Str\.| Straße| Weg| Platz) \d+[a-z]?(?![\p{L}\p{N}])`,
  String.raw`(?<![\p{L}\p{N}])\d{5} \p{Lu}[\p{L}-]+(?![\p{L}\p{N}])`,
];

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A finder for what stays as it is; made once for many texts. @param names of organisations, places, streets, towns */
export function protector(names: readonly string[]): (text: string) => ProtectedText {
  const own = [...new Set(names.map((name) => name.trim()).filter((name) => name.length >= 2))]
    .sort((a, b) => b.length - a.length)
    .map((name) => `(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`);
  const finder = new RegExp([...patterns.slice(0, 3), ...own, ...patterns.slice(3)].join('|'), 'gu');
  return (text) => {
    const kept: string[] = [];
    const shown = text.replace(finder, (found) => `{${kept.push(found)}}`);
    return { text: shown, kept };
  };
}

/** The machine's text with everything put back; undefined when a placeholder was lost, doubled or made up. */
export function restore(translated: string, kept: readonly string[]): string | undefined {
  const seen = [...translated.matchAll(/\{(\d+)\}/g)].map(([, number]) => Number(number));
  if (seen.length !== kept.length || new Set(seen).size !== seen.length) return undefined;
  if (!seen.every((number) => number >= 1 && number <= kept.length)) return undefined;
  return translated.replaceAll(/\{(\d+)\}/g, (_whole, number: string) => kept[Number(number) - 1] as string);
}

/** Words of a text as a budget counts them; placeholders cost nothing. */
export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word.replaceAll(/\{\d+\}/g, ''))).length;
}
