/** One field in which two versions differ; values as canonical JSON, absent ones undefined. */
export interface FieldChange {
  /** Top-level field, or `translations.<tag>.<field>`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner as object).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** True when two values say the same, whatever the order of their keys. */
export function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

type Content = Readonly<Record<string, unknown>>;

function flatten(content: Content): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(content)) {
    if (name !== 'translations') {
      if (value !== undefined) fields.set(name, value);
      continue;
    }
    for (const [tag, translation] of Object.entries((value as Record<string, { state: string; fields: Content }>) ?? {})) {
      for (const [field, text] of Object.entries(translation.fields)) fields.set(`translations.${tag}.${field}`, text);
      fields.set(`translations.${tag}.state`, translation.state);
    }
  }
  return fields;
}

/** Field-by-field comparison of two versions, in the order of the later one. */
export function changes(before: Content, after: Content): FieldChange[] {
  const [old, fresh] = [flatten(before), flatten(after)];
  return [...new Set([...fresh.keys(), ...old.keys()])]
    .filter((field) => !same(old.get(field), fresh.get(field)))
    .map((field) => ({ field, before: old.get(field), after: fresh.get(field) }));
}
