import { same } from './diff.ts';

type Content = Readonly<Record<string, unknown>>;

/** What came of putting two people's changes to the same version together. */
export interface Merge<T> {
  readonly content: T;
  /** Fields that both changed to different values; `content` has mine. */
  readonly conflicts: readonly string[];
  /** Fields that only the other one changed; `content` has theirs. */
  readonly taken: readonly string[];
}

/** Fields of the comparison: top-level ones, and each field of each translation by itself. */
function parts(content: Content): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [name, value] of Object.entries(content)) {
    if (name === 'translations')
      for (const [tag, fields] of Object.entries((value as Content) ?? {}))
        for (const [field, one] of Object.entries(fields as Content)) found.set(`translations.${tag}.${field}`, one);
    else if (value !== undefined) found.set(name, value);
  }
  return found;
}

function assemble(fields: ReadonlyMap<string, unknown>): Content {
  const content: Record<string, unknown> = {};
  const translations: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of fields) {
    const [, tag, field] = /^translations\.([^.]+)\.([^.]+)$/.exec(name) ?? [];
    if (tag !== undefined && field !== undefined) translations[tag] = { ...translations[tag], [field]: value };
    else content[name] = value;
  }
  return Object.keys(translations).length ? { ...content, translations } : content;
}

/**
 * Three-way merge, field by field: both started from `base`. Nothing of `theirs` is lost unless I changed the same
 * field, and then it is named.
 */
export function merge<T extends object>(base: T, mine: T, theirs: T): Merge<T> {
  const [old, my, other] = [parts(base as Content), parts(mine as Content), parts(theirs as Content)];
  const fields = new Map<string, unknown>();
  const conflicts: string[] = [];
  const taken: string[] = [];
  for (const name of new Set([...other.keys(), ...my.keys(), ...old.keys()])) {
    const mineChanged = !same(old.get(name), my.get(name));
    const theirsChanged = !same(old.get(name), other.get(name));
    if (mineChanged && theirsChanged && !same(my.get(name), other.get(name))) conflicts.push(name);
    if (!mineChanged && theirsChanged) taken.push(name);
    const value = mineChanged ? my.get(name) : other.get(name);
    if (value !== undefined) fields.set(name, value);
  }
  return { content: assemble(fields) as T, conflicts, taken };
}
