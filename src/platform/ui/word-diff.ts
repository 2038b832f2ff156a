export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Above this many comparisons (two texts of about 2,000 words) the texts are shown one after the other instead. */
const limit = 4_000_000;

/** Words, spaces and punctuation as separate pieces; joined again they are the text. */
const pieces = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];

function append(parts: { kind: DiffPart['kind']; text: string }[], kind: DiffPart['kind'], text: string): void {
  const last = parts.at(-1);
  if (last?.kind === kind) last.text += text;
  else if (text) parts.push({ kind, text });
}

/** Length of the longest common subsequence of the tails from each pair of positions, row by row. */
function commonTails(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = rows[i] as Uint32Array;
    const below = rows[i + 1] as Uint32Array;
    for (let j = after.length - 1; j >= 0; j -= 1) {
      row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
}

/** What was taken out of a text and what was put in, word by word. */
export function diffWords(before: string, after: string): DiffPart[] {
  const old = pieces(before);
  const now = pieces(after);
  const parts: { kind: DiffPart['kind']; text: string }[] = [];
  if (old.length * now.length > limit) {
    append(parts, 'removed', before);
    append(parts, 'added', after);
    return parts;
  }
  const tails = commonTails(old, now);
  let i = 0;
  let j = 0;
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      append(parts, 'same', old[i] as string);
      i += 1;
      j += 1;
    } else if ((tails[i + 1]?.[j] ?? 0) >= (tails[i]?.[j + 1] ?? 0)) {
      append(parts, 'removed', old[i] as string);
      i += 1;
    } else {
      append(parts, 'added', now[j] as string);
      j += 1;
    }
  }
  append(parts, 'removed', old.slice(i).join(''));
  append(parts, 'added', now.slice(j).join(''));
  return parts;
}
