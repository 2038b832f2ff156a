import type { QueryUnit } from './lexicon.ts';

/** The word under which a concept is indexed; letters only, so that PostgreSQL's parser leaves it whole. */
export function conceptWord(id: string): string {
  return `xq${id.replace(/[^a-z0-9]/g, '')}qx`;
}

const quoted = (word: string) => `'${word.replaceAll("'", '').replaceAll('\\', '')}'`;

/** ae, oe, ue as people without umlauts on their keyboard type them. */
function spellings(word: string): string[] {
  const umlauts = word
    .replace(/ae/g, 'ä')
    .replace(/oe/g, 'ö')
    .replace(/(?<![aeq])ue/g, 'ü');
  return umlauts === word ? [word] : [word, umlauts];
}

function unitQuery(unit: QueryUnit, open: boolean): string {
  const alternatives = [
    ...unit.words.flatMap(spellings).map((word) => `${quoted(word)}${open || word.length >= 4 ? ':*' : ''}`),
    ...unit.concepts.map((id) => quoted(conceptWord(id))),
  ];
  if (unit.parts.length) alternatives.push(`(${unit.parts.map((part) => quoted(part)).join(' & ')})`);
  return `(${alternatives.join(' | ')})`;
}

const meansSomething = (unit: QueryUnit) => unit.words.length > 0 || unit.concepts.length > 0 || unit.parts.length > 0;

/** What an offer must meet, and what it had better meet: words like "help" narrow nothing when more was asked for. */
export function splitUnits(units: readonly QueryUnit[]): { readonly needed: QueryUnit[]; readonly wished: QueryUnit[] } {
  const known = units.filter(meansSomething);
  const needed = known.filter((unit) => !unit.generic);
  return needed.length ? { needed, wished: known.filter((unit) => unit.generic) } : { needed: known, wished: [] };
}

/**
 * Input of `to_tsquery('german', …)`: every unit must be met (`all`) or any of them.
 * The last word may be unfinished while somebody types.
 */
export function tsQuery(units: readonly QueryUnit[], mode: 'all' | 'any' = 'all'): string {
  const known = units.filter(meansSomething);
  return known.map((unit, index) => unitQuery(unit, index === known.length - 1)).join(mode === 'all' ? ' & ' : ' | ');
}
