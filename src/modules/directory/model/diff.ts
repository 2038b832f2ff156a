/** One field in which two versions differ; values as canonical JSON, absent ones undefined. */
export interface FieldChange {
  /**
   * Top-level field, or `translations.<tag>.<field>`; `translations.<tag>.<field>.of` where only the German text changed
   * that a translation answers to.
   */
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

type Translated = Readonly<Record<string, Readonly<Record<string, { readonly of?: string | undefined }>>>>;

function flatten(content: Content): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(content)) {
    if (name !== 'translations') {
      if (value !== undefined) fields.set(name, value);
      continue;
    }
    for (const [tag, translated] of Object.entries((value as Translated) ?? {})) {
      for (const [field, { of, ...said }] of Object.entries(translated)) {
        fields.set(`translations.${tag}.${field}`, said);
        if (of !== undefined) fields.set(`translations.${tag}.${field}.of`, of);
      }
    }
  }
  return fields;
}

/** Field-by-field comparison of two versions, in the order of the later one. */
export function changes(before: Content, after: Content): FieldChange[] {
  const [old, fresh] = [flatten(before), flatten(after)];
  const changed = [...new Set([...fresh.keys(), ...old.keys()])].filter((field) => !same(old.get(field), fresh.get(field)));
  const named = new Set(changed);
  return changed
    .filter((field) => !field.startsWith('translations.') || !field.endsWith('.of') || !named.has(field.slice(0, -'.of'.length)))
    .map((field) => ({ field, before: old.get(field), after: fresh.get(field) }));
}
