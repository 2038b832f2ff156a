import type { ConceptFile } from '../file.ts';
import { sameTitle } from '../file-check.ts';
import { readItem, unescapeItem } from './items.ts';
import { plain } from './words.ts';

type Field = ConceptFile['fields'][number];
type Challenge = Field['challenges'][number];
type Goal = Field['goals'][number];

const named = (cell: string): { title: string; key: string | undefined } => {
  // Brackets and escapes as in lists; a title is one item, whatever signs it begins with.
  const guarded = cell.replace(/\\([\\[\];\n•(])/g, (_, sign: string) =>
    String.fromCharCode(0xfdd0 + ['\\', '[', ']', ';', '\n', '•', '('].indexOf(sign)),
  );
  const { text, details } = readItem(guarded, ['Kennung']);
  return { title: unescapeItem(text).trim(), key: details.get('kennung') };
};

/** A title as a short name of small letters, digits and hyphens; '' when nothing is left of it. */
function shortName(title: string): string {
  const words = title
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map(plain)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter(Boolean);
  return words.join('-').slice(0, 40).replace(/-+$/, '');
}

/** The name of a file for an edition. */
export const slugOfTitle = (title: string): string => shortName(title) || 'konzept';

function keyOf(title: string, otherwise: string, taken: (key: string) => boolean): string {
  const base = shortName(title) || otherwise;
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!taken(key)) return key;
  }
}

function find<Node extends { key: string; title: string }>(
  nodes: readonly Node[],
  { title, key }: ReturnType<typeof named>,
): Node | undefined {
  return key === undefined
    ? nodes.find((one) => sameTitle(one.title) === sameTitle(title))
    : nodes.find((one) => one.key === key);
}

/** The branches of an edition while its file is read: found by title or short name, made when they are new. */
export class Branches {
  /** In the order in which the file names them. */
  readonly fields: Field[] = [];
  readonly themes: ConceptFile['themes'] = [];
  readonly #base: Pick<ConceptFile, 'fields' | 'themes'>;
  readonly #cells = new Map<string, Field>();

  constructor(base: Pick<ConceptFile, 'fields' | 'themes'> = { fields: [], themes: [] }) {
    this.#base = base;
  }

  theme(cell: string, key: string): ConceptFile['themes'][number] {
    const title = cell.trim();
    const before = this.#base.themes.find((one) => (key ? one.key === key : sameTitle(one.title) === sameTitle(title)));
    const taken = (one: string) => [...this.themes, ...this.#base.themes].some((theme) => theme.key === one);
    const theme = { body: '', source: '', ...before, key: key || before?.key || keyOf(title, 'thema', taken), title };
    this.themes.push(theme);
    return theme;
  }

  /** The field that a cell names; `key` when the row gives one. */
  field(cell: string, key = ''): Field {
    const known = key ? undefined : this.#cells.get(cell);
    if (known) return known;
    const said = key ? { ...named(cell), key } : named(cell);
    let field = find(this.fields, said);
    if (!field) {
      const before = find(this.#base.fields, said);
      const taken = (one: string) => [...this.fields, ...this.#base.fields].some((other) => other.key === one);
      const made = { guideline: '', colour: null, icon: null, source: '', ...before, challenges: [], goals: [] };
      field = { ...made, key: said.key ?? before?.key ?? keyOf(said.title, 'feld', taken), title: said.title };
      this.fields.push(field);
    }
    if (!key) this.#cells.set(cell, field);
    return field;
  }

  challenge(field: Field, cell: string, key = ''): Challenge {
    const said = key ? { ...named(cell), key } : named(cell);
    const found = find(field.challenges, said);
    if (found) return found;
    const before = find(this.#base.fields.find((one) => one.key === field.key)?.challenges ?? [], said);
    const made = { rank: null, method: '', evidence: '', source: '', ...before };
    const challenge = { ...made, key: said.key ?? before?.key ?? this.#free(field.key, 'h'), title: said.title };
    field.challenges.push(challenge);
    return challenge;
  }

  goal(field: Field, cell: string, challenge: string | null | undefined, key = ''): Goal {
    const said = key ? { ...named(cell), key } : named(cell);
    const found = find(field.goals, said);
    if (found) return found;
    const before = find(this.#base.fields.find((one) => one.key === field.key)?.goals ?? [], said);
    const made = { source: '', ...before, challenge: challenge === undefined ? (before?.challenge ?? null) : challenge };
    const goal = { ...made, key: said.key ?? before?.key ?? this.#free(field.key, 'z'), title: said.title };
    field.goals.push(goal);
    return goal;
  }

  /** `wohnen-h1`, `wohnen-h2`, …: no other edition of the concept gave it to another one. */
  #free(field: string, letter: 'h' | 'z'): string {
    const list = letter === 'h' ? 'challenges' : 'goals';
    const taken = new Set([...this.fields, ...this.#base.fields].flatMap((one) => one[list].map(({ key }) => key)));
    for (let number = 1; ; number++) {
      const key = `${field.slice(0, 50)}-${letter}${number}`;
      if (!taken.has(key)) return key;
    }
  }
}
