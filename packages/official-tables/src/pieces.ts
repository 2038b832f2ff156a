import type { Collector } from './collector.ts';
import { type Hash, hashText } from './duplicates.ts';
import { readPeriod } from './periods.ts';
import { readTerritory, territoryLevel } from './territories.ts';
import type { Dimension, Territory, TerritoryKind } from './types.ts';

/** Pieces of rows repeat: each is built, checked and hashed once and shared by all observations. */
const maximumCached = 16_384;

/** A part of a long text keeps the whole in memory (V8 slices); what is kept needs a copy of its own. */
export const own = (text: string): string => (text.length < 13 ? text : Buffer.from(text, 'utf8').toString('utf8'));

export class Cache<Value> {
  #entries = new Map<string, Value>();

  get(key: string): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: Value): Value {
    if (this.#entries.size >= maximumCached) this.#entries.clear();
    this.#entries.set(own(key), value);
    return value;
  }
}

export interface PeriodPiece extends Hash {
  /** null: not a time. */
  readonly period: string | null;
}

export class Periods {
  readonly #cache = new Cache<PeriodPiece>();

  read(text: string): PeriodPiece {
    const found = this.#cache.get(text);
    if (found) return found;
    const period = readPeriod(text);
    return this.#cache.set(text, { period, ...hashText(period ?? '') });
  }
}

export interface AttributePiece extends Hash {
  readonly variableCode: string;
  readonly variableLabel: string;
  readonly attributeCode: string;
  readonly attributeLabel: string;
  readonly territory: Territory | null;
  readonly dimension: Dimension;
}

// "ü", "ß", "Ä", "Ö", "Ü" of UTF-8 read as Windows-1252 and saved as UTF-8 again.
const decodedTwice = /\u00c3[\u0080-\u00bf\u0178\u201e\u2013\u0153]/;

/** Attributes of one column, found by their code; the other three cells are compared, because levels mix in a column. */
export class Attributes {
  readonly #cache = new Cache<AttributePiece>();
  readonly #collector: Collector;

  constructor(collector: Collector) {
    this.#collector = collector;
  }

  read(variableCode: string, variableLabel: string, attributeCode: string, attributeLabel: string, row: number): AttributePiece {
    const found = this.#cache.get(attributeCode);
    if (
      found &&
      found.variableCode === variableCode &&
      found.attributeLabel === attributeLabel &&
      found.variableLabel === variableLabel
    )
      return found;
    const code = attributeCode.trim();
    const label = own(attributeLabel.trim());
    if (decodedTwice.test(label)) this.#collector.notice('encoding.decoded_twice', row, label);
    const level = territoryLevel(variableCode.trim(), this.#collector.options.territoryVariables);
    const territory = level && territoryOf(this.#collector, code, level, label, own(variableCode.trim()), 0, row);
    const dimension: Dimension = {
      variableCode: own(variableCode.trim()),
      variableLabel: own(variableLabel.trim()),
      attributeCode: code === '' ? null : own(code),
      attributeLabel: label,
      depth: 0,
      parent: null,
    };
    // Labels differ between languages and editions: what counts for "the same key" are the codes.
    const hash = hashText(`${dimension.variableCode}\u0000${territory ? (territory.code ?? label) : code}`);
    const piece = {
      variableCode: own(variableCode),
      variableLabel: own(variableLabel),
      attributeCode: own(attributeCode),
      attributeLabel: own(attributeLabel),
      territory,
      dimension,
      ...hash,
    };
    return this.#cache.set(attributeCode, piece);
  }
}

export function territoryOf(
  collector: Collector,
  text: string,
  level: TerritoryKind | null,
  label: string,
  variableCode: string | null,
  depth: number,
  row: number,
): Territory {
  const { code, kind, repaired } = readTerritory(text, level);
  if (repaired) collector.notice('territory.leading_zero_restored', row, `${text} → ${code}`);
  else if (kind === 'unknown' && text !== '') collector.notice('territory.unknown_code', row, text);
  return { code: code === null ? null : own(code), kind, label, variableCode, depth };
}
