/** `A`, `B`, … `Z`, `AA`, … for 0, 1, … */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** Names that Excel takes: not empty, at most 31 characters, none of `[ ] : * ? / \`, no apostrophe at the ends, all different. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const base = name.replace(/[[\]:*?/\\\p{Cc}]/gu, ' ').replace(/^['\s]+|['\s]+$/g, '') || '–';
    for (let attempt = 1; ; attempt++) {
      const suffix = attempt === 1 ? '' : ` ${attempt}`;
      const candidate =
        base
          .slice(0, 31 - suffix.length)
          .toWellFormed()
          .replace(/['\s]+$/, '') + suffix;
      if (taken.has(candidate.toLowerCase())) continue;
      taken.add(candidate.toLowerCase());
      return candidate;
    }
  });
}
