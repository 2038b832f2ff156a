import type { ConceptFile, ConceptFileInput } from '../file.ts';

type Content = Pick<ConceptFileInput, 'themes' | 'fields' | 'recommendations'>;

/**
 * A file that speaks of everything sets the order; one that speaks of a part leaves each thing where it is, and what is new
 * comes last.
 */
function inOrder<Given, Stored extends Given>(
  given: readonly Given[],
  base: readonly Stored[],
  nameOf: (one: Given) => string | number | null | undefined,
): Given[] {
  const named = new Map(given.map((one) => [nameOf(one) ?? one, one] as const));
  const known = new Set(base.map(nameOf));
  if (base.every((one) => named.has(nameOf(one) ?? one))) return [...given];
  return [...base.map((one) => named.get(nameOf(one) ?? one) ?? one), ...given.filter((one) => !known.has(nameOf(one)))];
}

/** What the file says and, unless it is to be removed, what it does not speak of. */
export function keepRestOf(given: Content, base: ConceptFile | undefined, remove: boolean): Content {
  const { themes = [], fields, recommendations } = given;
  if (!base || remove) return { themes, fields, recommendations };
  const keyOf = ({ key }: { readonly key: string }) => key;
  const stored = new Map(base.fields.map((field) => [field.key, field]));
  const whole = fields.map((field) => {
    const before = stored.get(field.key);
    if (!before) return field;
    const challenges = inOrder(field.challenges ?? [], before.challenges, keyOf);
    return { ...field, challenges, goals: inOrder(field.goals ?? [], before.goals, keyOf) };
  });
  return {
    themes: inOrder(themes, base.themes, keyOf),
    fields: inOrder(whole, base.fields, keyOf),
    recommendations: inOrder(recommendations, base.recommendations, ({ number }) => number),
  };
}

/**
 * The edition's own words. An edition that is there keeps its state and adoption: a file adopts nothing. A new one begins
 * as a draft.
 */
export function mergedEdition(
  given: Partial<ConceptFileInput['edition']>,
  base: ConceptFile | undefined,
  mode: 'update' | 'new',
): ConceptFileInput['edition'] {
  const texts = {
    title: given.title || base?.edition.title || 'Neue Ausgabe',
    summary: given.summary ?? base?.edition.summary ?? '',
    startsOn: given.startsOn === undefined ? (base?.edition.startsOn ?? null) : given.startsOn,
    endsOn: given.endsOn === undefined ? (base?.edition.endsOn ?? null) : given.endsOn,
    source: given.source ?? base?.edition.source ?? '',
  };
  if (mode === 'update' && base) return { ...base.edition, ...texts };
  return { ...texts, state: 'draft' };
}
