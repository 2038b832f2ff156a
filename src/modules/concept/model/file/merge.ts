import type { ConceptFile, ConceptFileInput } from '../file.ts';
import { Branches } from './branches.ts';

type Content = Pick<ConceptFileInput, 'themes' | 'fields' | 'recommendations'>;

/** What the file says and, unless it is to be removed, what it does not speak of. The file's own order comes first. */
export function keepRestOf(given: Content, base: ConceptFile | undefined, remove: boolean): Content {
  const recommendations = [...given.recommendations];
  if (!base || remove) return { themes: given.themes, fields: given.fields, recommendations };
  const numbers = new Set(recommendations.map(({ number }) => number ?? null));
  recommendations.push(...base.recommendations.filter(({ number }) => !numbers.has(number)));
  const branches = new Branches(base);
  branches.themes.push(...(given.themes as ConceptFile['themes']));
  branches.fields.push(...(given.fields as ConceptFile['fields']));
  branches.keepRest();
  return { themes: branches.themes, fields: branches.fields, recommendations };
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
