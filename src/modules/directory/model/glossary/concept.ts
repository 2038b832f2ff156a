import type { Concept } from '../lexicon.ts';
import { words } from '../text.ts';

export type Terms = Readonly<Record<string, readonly string[]>>;

/** What a district adds to the glossary: a concept of its own, or words for (and against) one of the software's. */
export interface OwnConcept {
  readonly id: string;
  readonly terms: Terms;
  /** Terms of the software that mean something else here. */
  readonly removed: Terms;
  readonly broader?: string | undefined;
  readonly category?: string | undefined;
  readonly facet?: Concept['facet'];
  readonly note: string;
}

/** A concept as a district has it. */
export interface DistrictConcept extends Concept {
  /** Of the software, changed by the district, or the district's alone. */
  readonly origin: 'software' | 'changed' | 'own';
}

const sameTerm = (a: string, b: string) => words(a).join(' ') === words(b).join(' ');

/** The software's glossary with what a district added and took out. */
export function mergeConcepts(shared: readonly Concept[], own: readonly OwnConcept[]): DistrictConcept[] {
  const changes = new Map(own.map((concept) => [concept.id, concept]));
  const merged = shared.map((concept): DistrictConcept => {
    const change = changes.get(concept.id);
    if (!change) return { ...concept, origin: 'software' };
    changes.delete(concept.id);
    const tags = new Set([...Object.keys(concept.terms), ...Object.keys(change.terms)]);
    const terms = Object.fromEntries(
      [...tags].map((tag) => [
        tag,
        [
          ...(concept.terms[tag] ?? []).filter((term) => !change.removed[tag]?.some((other) => sameTerm(term, other))),
          ...(change.terms[tag] ?? []),
        ],
      ]),
    );
    return { ...concept, ...meaningOf(change), terms, origin: 'changed' };
  });
  return [
    ...merged,
    ...[...changes.values()].map((concept) => ({
      id: concept.id,
      terms: concept.terms,
      ...meaningOf(concept),
      origin: 'own' as const,
    })),
  ];
}

function meaningOf({ broader, category, facet }: OwnConcept): Pick<Concept, 'broader' | 'category' | 'facet'> {
  return {
    ...(broader ? { broader } : {}),
    ...(category ? { category } : {}),
    ...(facet && Object.keys(facet).length ? { facet } : {}),
  };
}

export type ConceptFault = 'id' | 'broader' | 'circle' | 'category' | 'terms' | 'term' | 'empty' | 'too_long' | 'too_many';

export interface FoundFault {
  readonly id: string;
  readonly field: string;
  readonly fault: ConceptFault;
  readonly value?: string;
}

export const mostTerms = 60;
export const longestTerm = 80;
export const conceptId = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function faultOfTerm(term: string): ConceptFault | undefined {
  if (term.length > longestTerm) return 'too_long';
  if (/\p{C}/u.test(term.replaceAll(/[\u200c\u200d]/g, ''))) return 'term';
  return words(term).length ? undefined : 'empty';
}

/** Wider concepts from one upwards that lead back to it, as a way to show; undefined when they come to an end. */
export function circleFrom(id: string, broaderOf: (id: string) => string | undefined): string[] | undefined {
  const way = [id];
  for (let at = broaderOf(id); at; at = broaderOf(at)) {
    if (way.includes(at)) return [...way, at];
    way.push(at);
  }
  return undefined;
}

/** What is wrong with a district's concepts, all of them together. */
export function faultsOf(
  own: readonly OwnConcept[],
  ground: { readonly shared: readonly Concept[]; isCategory(id: string): boolean },
): FoundFault[] {
  const shared = new Map(ground.shared.map((concept) => [concept.id, concept]));
  const all = new Map(mergeConcepts(ground.shared, own).map((concept) => [concept.id, concept]));
  const faults: FoundFault[] = [];
  for (const { id, terms, removed, broader, category } of own) {
    const report = (field: string, fault: ConceptFault, value?: string) =>
      faults.push({ id, field, fault, ...(value === undefined ? {} : { value }) });
    if (!conceptId.test(id) || id.length > 60) report('id', 'id', id.slice(0, 60));
    if (broader && !all.has(broader)) report('broader', 'broader', broader);
    else {
      const circle = circleFrom(id, (one) => all.get(one)?.broader);
      if (circle) report('broader', 'circle', circle.join(' › '));
    }
    if (category && !ground.isCategory(category)) report('category', 'category', category);
    for (const [tag, list] of Object.entries(terms)) {
      if (list.length > mostTerms) report(`terms.${tag}`, 'too_many', String(list.length));
      for (const term of list) {
        const fault = faultOfTerm(term);
        if (fault) report(`terms.${tag}`, fault, term.slice(0, longestTerm).replaceAll(/\p{C}/gu, '�'));
      }
    }
    for (const [tag, list] of Object.entries(removed)) {
      if (list.length > mostTerms) report(`removed.${tag}`, 'too_many', String(list.length));
    }
    if (!shared.has(id) && !Object.values(terms).some((list) => list.length)) report('terms', 'terms');
  }
  return faults;
}
