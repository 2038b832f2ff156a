import { districtUnit, listTowns, quarters } from '#modules/territory';
import type { Context } from '#platform/access';
import type { OwnConcept } from '../../model/glossary/concept.ts';
import type { Lexicon } from '../../model/lexicon.ts';
import { createGazetteer, type Gazetteer, type NamedArea } from '../../model/search/gazetteer.ts';
import { listOwnConcepts } from '../../store/glossary/concepts.ts';
import { lexicon } from '../lexicon.ts';

/** The words of a district: the glossary with what the district changed in it, and the names of its places. */
export interface Wordbook {
  readonly own: readonly OwnConcept[];
  readonly gazetteer: Gazetteer;
  lexicon(tag: string): Lexicon;
}

interface Kept {
  readonly version: number;
  readonly wordbook: Promise<Wordbook>;
}

/** In memory under the content version, which every change of a word or a place raises on all servers. */
const kept = new Map<string, Kept>();

async function readWordbook(context: Context): Promise<Wordbook> {
  const own = await context.transaction(listOwnConcepts);
  const [district, towns, parts] = [await districtUnit(context), await listTowns(context), await quarters(context)];
  const areas: NamedArea[] = [
    ...(district ? [{ ...district, level: 'kreis' as const, postcodes: [] }] : []),
    ...towns.map((town) => ({ ...town, level: 'kommune' as const })),
    ...parts.map((quarter) => ({ ...quarter, level: 'quartier' as const, postcodes: [] })),
  ];
  return { own, gazetteer: createGazetteer(areas), lexicon: (tag) => lexicon(tag, own) };
}

export function wordbookOf(context: Context): Promise<Wordbook> {
  const { id, contentVersion } = context.tenant;
  const known = kept.get(id);
  if (known?.version === contentVersion) return known.wordbook;
  const wordbook = readWordbook(context);
  kept.set(id, { version: contentVersion, wordbook });
  // A failure is not remembered: the next visitor asks again.
  wordbook.catch(() => kept.get(id)?.wordbook === wordbook && kept.delete(id));
  return wordbook;
}
