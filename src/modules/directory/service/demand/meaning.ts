import type { Concept, Lexicon } from '../../model/lexicon.ts';
import { readGlossary } from '../lexicon.ts';
import type { SearchAddress } from '../searching.ts';

let byId: ReadonlyMap<string, Concept> | undefined;

/** What a concept of the glossary stands for, as facet words. */
function facetsOf(id: string): string[] {
  byId ??= new Map(readGlossary().map((concept) => [concept.id, concept]));
  const { category, facet } = byId.get(id) ?? {};
  return [
    ...(category ? [`thema:${category}`] : []),
    ...(facet?.language ? [`sprache:${facet.language}`] : []),
    ...(facet?.target ? [`zielgruppe:${facet.target}`] : []),
    ...(facet?.gender === 'women' || facet?.gender === 'men' ? [`zielgruppe:${facet.gender}`] : []),
  ];
}

/** What the glossary understands of a query, and the filters chosen with it; words of closed vocabularies alone. */
export function meaningOf(lexicon: Lexicon, query: string, address: Pick<SearchAddress, 'thema' | 'sprache'>): string[] {
  const concepts = lexicon.analyse(query).flatMap((unit) => unit.concepts);
  return [
    ...new Set([
      ...concepts,
      ...concepts.flatMap(facetsOf),
      ...address.thema.map((id) => `thema:${id}`),
      ...address.sprache.map((code) => `sprache:${code}`),
    ]),
  ].sort();
}
