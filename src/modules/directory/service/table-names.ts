import { german, languages, translator } from '#platform/i18n';
import { type Label, type Lookup, tableVocabularies } from '../model/table/offer-row.ts';
import type { PublishingGround } from './publishing.ts';

/** German names for ids and ids for names: the district's towns and categories, languages, vocabularies. */
export function tableNames(ground: PublishingGround): { readonly lookup: Lookup; readonly label: Label } {
  const t = translator(german);
  const ids = new Map<string, Map<string, string>>();
  const labels = new Map<string, Map<string, string>>();
  const add = (name: string, id: string, texts: readonly (string | undefined)[]) => {
    const table = ids.get(name) ?? new Map<string, string>();
    ids.set(name, table);
    for (const text of [id, ...texts]) if (text && !table.has(text.toLowerCase())) table.set(text.toLowerCase(), id);
    // Two categories of one name: the id says which.
    const unique = texts.find((text) => text && !/[|,\n]| \/\/ /.test(text) && table.get(text.toLowerCase()) === id);
    const known = labels.get(name) ?? new Map<string, string>();
    labels.set(name, known.set(id, unique ?? id));
  };
  const leaves = ground.categories.tops.flatMap((top) => ground.categories.leavesOf(top.id));
  // Ids first, so that no name takes the place of another one's id.
  for (const { id } of leaves) add('category', id, []);
  for (const [name, values] of Object.entries(tableVocabularies))
    for (const id of values) add(name, id, [t(`directory:${name}.${id}`)]);
  for (const { id, names } of leaves) add('category', id, [names.de, t(`directory:category.${id}`)]);
  for (const town of ground.towns.values()) add('town', town.key, [town.names.de, town.slug]);
  for (const one of languages) add('language', one.id, [one.german, one.autonym]);
  return {
    lookup: (name, text) => ids.get(name)?.get(text.toLowerCase()),
    label: (name, id) => labels.get(name)?.get(id) ?? id,
  };
}
