import { findTerritory, listTowns, pointOfPostcode, type Territory, townsByPostcode } from '#modules/territory';
import type { Context } from '#platform/access';
import type { Lexicon, QueryUnit } from '../../model/lexicon.ts';
import type { FoundPlace, Gazetteer } from '../../model/search/gazetteer.ts';
import type { SearchPlace } from '../../store/search.ts';
import { wordbookOf } from './wordbook.ts';

/** A place that a search begins from: named in the query, or its postcode given beside it. */
export interface ReadPlace {
  readonly kind: FoundPlace['kind'];
  /** As typed; of a postcode its digits. */
  readonly typed: string;
  /** The query without the place; undefined: the place does not stand in the query. */
  readonly rest: string | undefined;
  /** The areas meant; of a postcode outside of the district the town whose postcode is nearest. */
  readonly areas: readonly Territory[];
  /** A postcode that no town of the district has. */
  readonly outside: boolean;
  readonly point: { readonly lat: number; readonly lon: number } | undefined;
}

/** How a query is read. */
export interface Reading {
  readonly units: readonly QueryUnit[];
  readonly place: ReadPlace | undefined;
  readonly lexicon: Lexicon;
  readonly gazetteer: Gazetteer;
}

/** The town whose postcode is nearest in number: the leading digits of German postcodes are regions. */
function nearestByNumber(towns: readonly Territory[], postcode: string): Territory | undefined {
  const distance = (town: Territory) => Math.min(...town.postcodes.map((own) => Math.abs(Number(own) - Number(postcode))));
  return towns.filter(({ postcodes, point }) => postcodes.length && point).sort((a, b) => distance(a) - distance(b))[0];
}

/** A postcode as a place to begin from, in the district or next to it. */
async function placeOfPostcode(context: Context, postcode: string): Promise<Omit<ReadPlace, 'rest'>> {
  const areas = await townsByPostcode(context, postcode);
  if (areas.length) {
    const point = await pointOfPostcode(context, postcode);
    return { kind: 'postcode', typed: postcode, areas, outside: false, point };
  }
  const nearest = nearestByNumber(await listTowns(context), postcode);
  return {
    kind: 'postcode',
    typed: postcode,
    areas: nearest ? [nearest] : [],
    outside: true,
    point: nearest?.point ?? undefined,
  };
}

async function placeOf(context: Context, found: FoundPlace): Promise<ReadPlace> {
  const { kind, typed, rest } = found;
  if (kind === 'postcode') return { ...(await placeOfPostcode(context, typed)), rest };
  const area = await findTerritory(context, found.keys[0] as string);
  // A quarter without a point of its own lies in its town.
  const around = area && !area.point && area.parentKey ? await findTerritory(context, area.parentKey) : undefined;
  const point = kind === 'district' ? undefined : (area?.point ?? around?.point ?? undefined);
  return { kind, typed, rest, areas: area ? [area] : [], outside: false, point };
}

/**
 * Reads a query as a visitor of the context's language means it.
 * @param choice.literally take names of places for words like all others
 * @param choice.postcode given beside the query; it goes before a place in it
 */
export async function readQuery(
  context: Context,
  query: string,
  choice: { readonly literally?: boolean; readonly postcode?: string | undefined } = {},
): Promise<Reading> {
  const wordbook = await wordbookOf(context);
  const reader = wordbook.lexicon(context.language.tag);
  const found = choice.literally ? undefined : wordbook.gazetteer.find(query, reader.isSmall);
  const named = found && (await placeOf(context, found));
  const given = choice.postcode ? { ...(await placeOfPostcode(context, choice.postcode)), rest: undefined } : undefined;
  return { units: reader.analyse(named?.rest ?? query), place: given ?? named, lexicon: reader, gazetteer: wordbook.gazetteer };
}

/** What a named place asks of the statement; a postcode beside the query, or outside of the district, only measures. */
export function searchPlace(place: ReadPlace | undefined, kilometres: number | undefined): SearchPlace | null {
  if (!place || place.rest === undefined || place.outside || place.kind === 'district') return null;
  const own = place.areas.map((area) =>
    area.level === 'quartier' ? `quartier:${area.names.de ?? area.key}` : `ort:${area.key}`,
  );
  const towns = place.areas.flatMap((area) => (area.level === 'quartier' && area.parentKey ? [`ort:${area.parentKey}`] : []));
  return { own, wide: [...towns, 'ort:kreis'], kilometres: kilometres ?? null };
}
