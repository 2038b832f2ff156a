/**
 * Declared formulas of derived indicators: what they may say, as a tree. Nothing of it is ever run as code.
 *
 * ```
 * formula   = term { ("+" | "-") term }
 * term      = factor { ("*" | "/") factor }
 * factor    = "-" factor | number | "(" formula ")" | function | reference
 * function  = name "(" formula { "," formula } [ "," number ] ")"
 * reference = indicator [ "[" dimension "=" choice { ";" dimension "=" choice } "]" ] [ "@" place ]
 * choice    = category | "total" | "*"
 * place     = territory key | "land" | "kreis" | "nation"
 * ```
 *
 * - `bevoelkerung[nationality_group=foreign]` adds the category to the breakdown asked for; `=total` takes the dimension out
 *   (where it is not asked for, there is no figure: the share of all in all says nothing).
 * - `schutzsuchende[nationality=*;sex=*]` adds up: the sum over the finest categories (no `group-…`) that have a figure at the
 *   place and period. Where the breakdown asked for fixes the dimension, that category is taken. Without any category there
 *   is no figure. It is for tables that print all categories: nobody notices one that is missing.
 * - A declared group of categories (`model/category-groups`) that nobody delivered is made up of its members, all of them.
 * - An indicator may refer to itself where the selection is finer than what is asked for: the parts that were observed make
 *   up the total that was not. Such a reference reads observations alone, and nothing where its category stands against the
 *   one asked for. `auslaender_azr[nationality=group-europe] + auslaender_azr[nationality=group-africa] + …`
 * - `bevoelkerung@05`, `bevoelkerung@land`: the value there, or in the Land of the place asked for.
 * - `share(a, b)` 100·a/b · `per(a, b, 1000)` 1000·a/b · `quotient(a, b)` location quotient: a/b here against a/b in the Land
 * - `change(a, n)` a minus a of n periods before, `growth(a, n)` the same in percent (n is 1 when left out)
 * - `index(a, 2015)` 100 in that year
 * - `last(a)` the newest a that is not later than the period asked for and at most two years older: residents of a month
 *
 * Figures meet where their periods are the same; besides, what happened in a year meets what was counted on its last day.
 */
export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | Reference
  | { readonly kind: 'negative'; readonly of: Formula }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Formula; readonly right: Formula }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly parts: readonly Formula[]; readonly parameter: number | null };

export interface Reference {
  readonly kind: 'reference';
  readonly indicator: string;
  /** Dimension → category, `total` or `*`. */
  readonly where: Readonly<Record<string, string>>;
  /** Key of a territory, `land`, `kreis` or `nation` of the place asked for; null: the place itself. */
  readonly at: string | null;
}

/** Takes a dimension out of the breakdown asked for. */
export const takenOut = 'total';
/** Adds up the finest categories of a dimension. */
export const summedUp = '*';

export type Operator = '+' | '-' | '*' | '/';

/** Function → number of formulas it takes, and which number may follow them. */
export const functions = {
  share: { parts: 2, parameter: null },
  per: { parts: 2, parameter: { least: 1, most: 1_000_000, usual: null } },
  change: { parts: 1, parameter: { least: 1, most: 120, usual: 1 } },
  growth: { parts: 1, parameter: { least: 1, most: 120, usual: 1 } },
  index: { parts: 1, parameter: { least: 1800, most: 2200, usual: null } },
  quotient: { parts: 2, parameter: null },
  last: { parts: 1, parameter: null },
} as const;
export type FunctionName = keyof typeof functions;

/** Words after `@` that mean a territory above the place asked for. */
export const relativePlaces: readonly string[] = ['land', 'kreis', 'nation'];

/** Longest text, deepest nesting and most members of a formula; most dimensions that one reference adds up. */
export const formulaBounds = { length: 500, depth: 20, members: 100, summed: 4 } as const;

/** The formulas directly below one. */
export function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case 'negative':
      return [formula.of];
    case 'operation':
      return [formula.left, formula.right];
    case 'call':
      return formula.parts;
    default:
      return [];
  }
}

/** All references, as often as they stand there, from left to right. */
export function referencesOf(formula: Formula): readonly Reference[] {
  return formula.kind === 'reference' ? [formula] : partsOf(formula).flatMap(referencesOf);
}

/** References whose periods are those of the formula: not the ones within `last`. */
export function placeReferences(formula: Formula): readonly Reference[] {
  if (formula.kind === 'call' && formula.name === 'last') return [];
  return formula.kind === 'reference' ? [formula] : partsOf(formula).flatMap(placeReferences);
}

/** Keys of the indicators that it reads, each once. */
export function inputsOf(formula: Formula): readonly string[] {
  return [...new Set(referencesOf(formula).map(({ indicator }) => indicator))];
}

/** Whether a reference, to the indicator whose formula it belongs to, names finer figures of the place itself. */
export function isFiner({ where, at }: Reference): boolean {
  const choices = Object.values(where);
  return at === null && choices.length > 0 && !choices.includes(takenOut);
}

/** Keys of the indicators that the formula of one stands upon: not itself where its own parts make up its total. */
export function foundationsOf(key: string, formula: Formula): readonly string[] {
  const others = referencesOf(formula).filter((reference) => reference.indicator !== key || !isFiner(reference));
  return [...new Set(others.map(({ indicator }) => indicator))];
}

/** Dimensions that a reference adds up where a breakdown is asked for that does not fix them. */
export function summedIn({ where }: Reference, asked: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(where).filter((dimension) => where[dimension] === summedUp && !Object.hasOwn(asked, dimension));
}

const binding = (formula: Formula): number => {
  if (formula.kind === 'operation') return formula.operator === '+' || formula.operator === '-' ? 1 : 2;
  return formula.kind === 'negative' ? 3 : 4;
};

/** A number as the grammar writes it: without exponent, ten digits after the point at most. */
const printNumber = (value: number) => value.toFixed(10).replace(/\.?0+$/, '');

/** The one spelling of a formula; `parseFormula` reads the same tree from it. */
export function printFormula(formula: Formula): string {
  const within = (part: Formula, least: number) => (binding(part) < least ? `(${printFormula(part)})` : printFormula(part));
  switch (formula.kind) {
    case 'number':
      return printNumber(formula.value);
    case 'reference':
      return printReference(formula);
    case 'negative':
      return `-${within(formula.of, 3)}`;
    case 'operation': {
      const own = binding(formula);
      // Read from the left: a - (b - c) needs its parentheses.
      return `${within(formula.left, own)} ${formula.operator} ${within(formula.right, own + 1)}`;
    }
    case 'call': {
      const parameter = formula.parameter === null ? [] : [printNumber(formula.parameter)];
      return `${formula.name}(${[...formula.parts.map(printFormula), ...parameter].join(', ')})`;
    }
  }
}

function printReference({ indicator, where, at }: Reference): string {
  const chosen = Object.keys(where)
    .toSorted()
    .map((dimension) => `${dimension}=${where[dimension]}`)
    .join(';');
  return `${indicator}${chosen && `[${chosen}]`}${at === null ? '' : `@${at}`}`;
}
