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

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Names as whole words, the longest first; nothing when there are none. */
function wordsOf(names: readonly string[]): string[] {
  const own = [...new Set(names.map((name) => name.trim()).filter((name) => name.length >= 2))].sort(
    (a, b) => b.length - a.length,
  );
  return own.length ? [`(?<![\\p{L}\\p{N}])(?:${own.map(escaped).join('|')})(?![\\p{L}\\p{N}])`] : [];
}

const addresses = patterns.slice(0, 3);
const others = patterns.slice(3);

export type Protector = (text: string, own?: readonly string[]) => ProtectedText;

/**
 * A finder for what stays as it is, made once for many texts; each text may have names of its own.
 * @param names of organisations and towns
 */
export function protector(names: readonly string[]): Protector {
  const shared = new RegExp([...wordsOf(names), ...others].join('|'), 'gu');
  return (text, own = []) => {
    const first = new RegExp([...addresses, ...wordsOf(own)].join('|'), 'gu');
    const kept: string[] = [];
    const keep = (found: string) => `{${kept.push(found)}}`;
    let shown = '';
    let at = 0;
    for (const found of text.matchAll(first)) {
      shown += text.slice(at, found.index).replace(shared, keep) + keep(found[0]);
      at = found.index + found[0].length;
    }
    return { text: shown + text.slice(at).replace(shared, keep), kept };
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
