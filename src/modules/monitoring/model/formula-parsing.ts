import {
  type Formula,
  type FunctionName,
  formulaBounds,
  functions,
  type Operator,
  type Reference,
  relativePlaces,
  summedUp,
} from './formula.ts';

/** Why a text is no formula; texts `monitoring:staff.formula.<code>`. */
export const formulaFaults = [
  'empty',
  'too_long',
  'too_deep',
  'too_many',
  'unexpected',
  'ends_early',
  'unknown_function',
  'arguments',
  'parameter',
  'place',
  'dimension_twice',
] as const;
export type FormulaFault = (typeof formulaFaults)[number];

export type ParsedFormula =
  | { readonly ok: true; readonly formula: Formula }
  /** `position`: sign at which it went wrong, the first is 0. */
  | { readonly ok: false; readonly code: FormulaFault; readonly position: number };

interface Token {
  readonly kind: 'number' | 'word' | 'sign' | 'end';
  readonly text: string;
  readonly position: number;
}

/** Leaves the parser; never leaves `parseFormula`. */
class Fault extends Error {
  readonly fault: FormulaFault;
  readonly position: number;

  constructor(fault: FormulaFault, position: number) {
    super(fault);
    this.fault = fault;
    this.position = position;
  }
}

/** Never throws, whatever the text is. */
export function parseFormula(text: string): ParsedFormula {
  try {
    if (text.length > formulaBounds.length) throw new Fault('too_long', formulaBounds.length);
    if (!text.trim()) throw new Fault('empty', 0);
    const reader = new Reader(text);
    const formula = readSum(reader, 0);
    reader.expectEnd();
    return { ok: true, formula };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, code: error.fault, position: error.position };
    throw error;
  }
}

const tokens: readonly (readonly [Token['kind'], RegExp])[] = [
  ['number', /\d{1,15}(?:\.\d{1,10})?(?![\w.])/y],
  ['word', /[a-z][a-z0-9_]*(?!\w)/y],
  ['sign', /[-+*/(),]/y],
];
const selection = /\[\s*([^\]]{1,300})\]/y;
const choice = /^\s*([a-z][a-z0-9_]*)\s*=\s*(\*|[a-z0-9]+(?:[._-][a-z0-9]+)*)\s*$/;
const place = /@([A-Za-z0-9-]{1,40})(?!\w)/y;
const space = /\s*/y;

/** The text with a place in it. */
class Reader {
  private at = 0;
  private members = 0;
  private readonly text: string;
  token: Token;

  constructor(text: string) {
    this.text = text;
    this.token = this.scan();
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  private scan(): Token {
    this.match(space);
    const position = this.at;
    if (position >= this.text.length) return { kind: 'end', text: '', position };
    for (const [kind, pattern] of tokens) {
      const found = this.match(pattern);
      if (found) return { kind, text: found[0], position };
    }
    throw new Fault('unexpected', position);
  }

  /** The present token; the next one is read. */
  take(): Token {
    const taken = this.token;
    this.token = this.scan();
    return taken;
  }

  /** Takes the sign if it comes next. */
  skip(sign: string): boolean {
    if (this.token.kind !== 'sign' || this.token.text !== sign) return false;
    this.take();
    return true;
  }

  fail(): never {
    throw new Fault(this.token.kind === 'end' ? 'ends_early' : 'unexpected', this.token.position);
  }

  expect(sign: string): void {
    if (!this.skip(sign)) this.fail();
  }

  expectEnd(): void {
    if (this.token.kind !== 'end') this.fail();
  }

  count(depth: number): void {
    if (depth > formulaBounds.depth) throw new Fault('too_deep', this.token.position);
    if (++this.members > formulaBounds.members) throw new Fault('too_many', this.token.position);
  }

  /** What may follow the name of an indicator, which is the present token. */
  reference(): Reference {
    const indicator = this.token.text;
    this.match(space);
    const from = this.at;
    const where = this.where(this.match(selection)?.[1], from);
    this.match(space);
    const position = this.at;
    const at = this.match(place)?.[1] ?? null;
    if (at !== null && !relativePlaces.includes(at) && !/^(?:DG|\d{2,9}(?:-[a-z0-9-]+)?)$/.test(at))
      throw new Fault('place', position);
    this.token = this.scan();
    return { kind: 'reference', indicator, where, at };
  }

  private where(text: string | undefined, position: number): Record<string, string> {
    const where: Record<string, string> = {};
    for (const part of text?.split(/[;,]/) ?? []) {
      const [, dimension, category] = choice.exec(part) ?? [];
      if (!dimension || !category) throw new Fault('unexpected', position);
      if (Object.hasOwn(where, dimension)) throw new Fault('dimension_twice', position);
      where[dimension] = category;
    }
    const summed = Object.values(where).filter((category) => category === summedUp).length;
    if (summed > formulaBounds.summed) throw new Fault('too_many', position);
    return where;
  }
}

function readSum(reader: Reader, depth: number): Formula {
  return readChain(reader, ['+', '-'], () => readChain(reader, ['*', '/'], () => readFactor(reader, depth + 1)));
}

/** Operators of one rank, from the left. */
function readChain(reader: Reader, operators: readonly Operator[], operand: () => Formula): Formula {
  let left = operand();
  for (;;) {
    const operator = operators.find((one) => reader.skip(one));
    if (!operator) return left;
    reader.count(0);
    left = { kind: 'operation', operator, left, right: operand() };
  }
}

function readFactor(reader: Reader, depth: number): Formula {
  reader.count(depth);
  if (reader.skip('-')) return { kind: 'negative', of: readFactor(reader, depth + 1) };
  if (reader.skip('(')) {
    const inner = readSum(reader, depth);
    reader.expect(')');
    return inner;
  }
  const { kind, text } = reader.token;
  if (kind === 'number') {
    reader.take();
    return { kind: 'number', value: Number(text) };
  }
  if (kind !== 'word') reader.fail();
  return readWord(reader, depth);
}

/** A function when a parenthesis follows, else an indicator. */
function readWord(reader: Reader, depth: number): Formula {
  const { text: name, position } = reader.token;
  const reference = reader.reference();
  if (Object.keys(reference.where).length || reference.at !== null || !reader.skip('(')) return reference;
  if (!Object.hasOwn(functions, name)) throw new Fault('unknown_function', position);
  const given: Formula[] = [];
  do given.push(readSum(reader, depth));
  while (reader.skip(','));
  reader.expect(')');
  return call(name as FunctionName, given, position);
}

function call(name: FunctionName, given: readonly Formula[], position: number): Formula {
  const { parts, parameter } = functions[name];
  const rest = given.slice(parts);
  if (given.length < parts || rest.length > (parameter ? 1 : 0)) throw new Fault('arguments', position);
  const call = { kind: 'call', name, parts: given.slice(0, parts) } as const;
  if (!parameter) return { ...call, parameter: null };
  const number = rest[0] ? (rest[0].kind === 'number' ? rest[0].value : null) : parameter.usual;
  if (number === null || !Number.isInteger(number) || number < parameter.least || number > parameter.most) {
    throw new Fault('parameter', position);
  }
  return { ...call, parameter: number };
}
