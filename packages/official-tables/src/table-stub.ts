import { readPeriod } from './periods.ts';
import { readTerritory } from './territories.ts';

/** What the columns before the values are. */
export interface Stub {
  /** -1: the time stands in the header or the title. */
  readonly time: number;
  readonly territory: { readonly code: number; readonly label: number } | null;
  /** `code` is -1 where a breakdown has a name only. */
  readonly dimensions: readonly { readonly code: number; readonly label: number }[];
}

/** `05562`, `DG`, `GESM`, `ST285`: capitals and digits; names have small letters. */
const code = /^[A-Z0-9][A-Z0-9_-]{0,14}$/;
const aboutTerritories =
  /\b(gemeinden?|kreis(e|en|freie)?|städten?|städte|regierungsbezirke?|länder|bundesländer|gebiete?|verwaltungsbezirke?|regionen|municipalit|district)/i;
const territoryName = /, (Stadt|Kreis|Landkreis|kreisfreie Stadt|Regierungsbezirk)$|^(Nordrhein-Westfalen|Deutschland)$/;

/** Reads the roles of the columns from the first rows, because tables do not name them. */
export function readStub(sample: readonly (readonly string[])[], width: number, titles: readonly string[]): Stub {
  const values = (column: number): string[] => sample.map((cells) => (cells[column] ?? '').trim());
  // The majority decides: single defective rows are refused later, and must not hide what their column is.
  const most = (column: number, test: (text: string) => boolean): boolean =>
    values(column).filter(test).length * 2 > sample.length;
  let time = -1;
  for (let column = 0; column < width && time < 0; column += 1)
    if (most(column, (text) => readPeriod(text) !== null)) time = column;
  const pairs: { code: number; label: number }[] = [];
  for (let column = 0; column < width; column += 1) {
    if (column === time) continue;
    const next = column + 1;
    if (next < width && next !== time && most(column, (text) => code.test(text))) {
      pairs.push({ code: column, label: next });
      column = next;
    } else pairs.push({ code: -1, label: column });
  }
  const coded = pairs.find((pair) => pair.code >= 0 && most(pair.code, (text) => readTerritory(text).kind !== 'unknown'));
  const first = pairs[0]?.code === -1 ? pairs[0] : undefined;
  const named =
    first &&
    (titles.some((title) => aboutTerritories.test(title)) || values(first.label).some((text) => territoryName.test(text)));
  const territory = coded ?? (named ? first : undefined) ?? null;
  return { time, territory, dimensions: pairs.filter((pair) => pair !== territory) };
}

/** Follows the indentation of a column from row to row. */
export class Indentation {
  #above: { spaces: number; label: string }[] = [];

  /** `code`: what the row's children shall name as their parent. */
  place(text: string, code: string | null): { depth: number; parent: string | null; path: string } {
    const label = text.trim();
    const spaces = text.length - text.trimStart().length;
    while (this.#above.length > 0 && (this.#above.at(-1)?.spaces ?? 0) >= spaces) this.#above.pop();
    const parent = this.#above.at(-1)?.label ?? null;
    const path = parent !== null && code === null ? `${parent} / ${label}` : label;
    const depth = this.#above.length;
    if (depth < 30) this.#above.push({ spaces, label: code ?? path });
    return { depth, parent, path };
  }
}
