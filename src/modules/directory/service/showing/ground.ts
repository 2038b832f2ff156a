import { listTowns, type Territory } from '#modules/territory';
import type { Context } from '#platform/access';
import { type CategoryTree, readCategories } from '../../store/categories.ts';
import type { Wording } from '../wording.ts';

/** What public pages need of the district besides offers; it changes when the district publishes something. */
export interface Ground {
  readonly towns: readonly Territory[];
  readonly categories: CategoryTree;
  town(key: string): Territory | undefined;
}

interface Kept {
  readonly version: number;
  readonly until: number;
  readonly ground: Promise<Ground>;
}

const kept = new Map<string, Kept>();
const keepFor = 60_000;

async function readGround(context: Context): Promise<Ground> {
  const [towns, categories] = await Promise.all([listTowns(context), context.transaction(readCategories)]);
  const byKey = new Map(towns.map((town) => [town.key, town]));
  return { towns, categories, town: (key) => byKey.get(key) };
}

/** Towns and categories of the district, in memory until its content version changes and for a minute at most. */
export function groundOf(context: Context): Promise<Ground> {
  const { id, contentVersion } = context.tenant;
  const now = context.now().getTime();
  const known = kept.get(id);
  if (known && known.version === contentVersion && known.until > now) return known.ground;
  const ground = readGround(context);
  kept.set(id, { version: contentVersion, until: now + keepFor, ground });
  // A failure is not remembered: the next visitor asks again.
  ground.catch(() => kept.delete(id));
  return ground;
}

/** A territory's name in the visitor's language, else the one on its signs. */
export function placeName(place: Pick<Territory, 'names' | 'key'>, wording: Wording): string {
  return place.names[wording.language.tag] ?? place.names.de ?? place.key;
}

/** The same by key; a town that is no longer one of the district's is told by its key. */
export function townName(ground: Ground, key: string, wording: Wording): string {
  const town = ground.town(key);
  return town ? placeName(town, wording) : key;
}

/** Towns as answers to "where do you live?". */
export function homesOf(ground: Ground, wording: Wording): { value: string; label: string }[] {
  return ground.towns.map((town) => ({ value: town.key, label: placeName(town, wording) }));
}

/** The district's own name of a category, else the software's. */
export function categoryName(ground: Ground, id: string, wording: Wording): string {
  const names = ground.categories.find(id)?.names ?? {};
  const own = names[wording.language.tag] ?? names.de;
  if (own) return own;
  const text = wording.t(`directory:category.${id}`);
  return text === `category.${id}` ? id : text;
}
