import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import { pointOfPostcode, townsByPostcode } from '#modules/territory';
import type { Context } from '#platform/access';
import type { Tables } from '#platform/database';
import { type InterfaceLanguage, translator } from '#platform/i18n';
import { listLocatedIds } from '../../store/hsds.ts';
import { groundOf } from '../showing/ground.ts';
import { type HsdsDistrict, serviceAtLocationId } from './projection.ts';
import { termsOf } from './taxonomies.ts';

/** What a call asks about: one district, or all of the installation. */
export interface HsdsScope {
  readonly districts: readonly HsdsDistrict[];
  readonly tenantIds: readonly string[];
  readonly language: InterfaceLanguage;
  readonly shared: Kysely<Tables>;
  /** Origin of the installation. */
  readonly origin: string;
  of(tenantId: string): HsdsDistrict;
}

/** The page that describes our profile of the standard. */
export const profilePath = '/api/hsds';

/** @param contexts of the districts asked about, one at least */
export async function scopeOf(contexts: readonly Context[], language: InterfaceLanguage): Promise<HsdsScope> {
  const grounds = await Promise.all(
    contexts.map(async (context) => ({
      context: { ...context, language, t: translator(language) },
      ground: await groundOf(context),
    })),
  );
  const terms = termsOf(grounds, language);
  const districts = grounds.map((one) => ({ ...one, terms }));
  const byId = new Map(districts.map((one) => [one.context.tenant.id, one]));
  const [first] = districts;
  if (!first) throw new Error('An interface without a district');
  return {
    districts,
    tenantIds: [...byId.keys()],
    language,
    shared: first.context.database.shared,
    origin: first.context.publicUrl,
    of: (tenantId) => byId.get(tenantId) ?? first,
  };
}

/** Where a postcode lies: the towns that have it and the middle of them; undefined: in none of these districts. */
export async function postcodeIn(
  { districts }: HsdsScope,
  postcode: string,
): Promise<{ readonly towns: readonly string[]; readonly point: { lat: number; lon: number } | undefined } | undefined> {
  const towns: string[] = [];
  let point: { lat: number; lon: number } | undefined;
  for (const { context } of districts) {
    const found = await townsByPostcode(context, postcode);
    if (!found.length) continue;
    towns.push(...found.map(({ key }) => key));
    point ??= await pointOfPostcode(context, postcode);
  }
  return towns.length ? { towns, point } : undefined;
}

// Under the content version, on which they depend; 20,000 ids take some megabytes.
const kept = new LRUCache<string, ReadonlyMap<string, string>>({ max: 60, ttl: 3_600_000 });

async function linksOf({ tenant, database }: Context): Promise<ReadonlyMap<string, string>> {
  const key = `${tenant.id} ${tenant.contentVersion}`;
  const known = kept.get(key);
  if (known) return known;
  const ids = await listLocatedIds(database.shared, tenant.id);
  const links = new Map(ids.map((id) => [serviceAtLocationId(id), id]));
  kept.set(key, links);
  return links;
}

/** The service whose link to its place has this id. */
export async function serviceOfLink({ districts }: HsdsScope, linkId: string): Promise<string | undefined> {
  for (const { context } of districts) {
    const found = (await linksOf(context)).get(linkId);
    if (found) return found;
  }
  return undefined;
}
