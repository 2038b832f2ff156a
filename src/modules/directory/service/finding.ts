import type { Context } from '#platform/access';
import { splitUnits, tsQuery } from '../model/query.ts';
import type { Asker, DemandCounter } from './demand/counting.ts';
import { readQuery } from './search/reading.ts';
import { mendedQuery, runSearch, searchAddressSchema } from './searching.ts';
import { paths } from './showing/addresses.ts';
import { cardOf, type OfferCardView } from './showing/cards.ts';
import { groundOf } from './showing/ground.ts';

/** Offers of a search over everything. */
export interface FoundOffers {
  readonly total: number;
  readonly cards: readonly OfferCardView[];
}

/** A search that other modules put to the directory beside their own texts. */
export interface OfferFinder {
  /** The same query for texts indexed by `searchWords`: input of `to_tsquery('german', …)`, '' when it says nothing. */
  readonly text: { readonly all: string; readonly any: string };
  /** @param choice.dated what has dates to come, soonest first; else everything but that, best first */
  offers(choice: { readonly dated: boolean; readonly any: boolean; readonly limit: number }): Promise<FoundOffers>;
  /** Counts that the district has nothing of what was looked for. */
  inVain(demand: DemandCounter, asker: Asker): Promise<void>;
  /** The query with its misspelt words mended; undefined when there is nothing to mend. */
  mended(): Promise<string | undefined>;
}

/** Reads a query as the search of the offers does. */
export async function offerFinder(context: Context, query: string): Promise<OfferFinder> {
  const reading = await readQuery(context, query);
  const { units } = reading;
  return {
    text: { all: tsQuery(splitUnits(units).needed), any: tsQuery(units, 'any') },
    mended: () => mendedQuery(context, reading),
    inVain: (demand, asker) => demand.search(context, searchAddressSchema.parse({ q: query }), asker, reading.place),
    offers: async ({ dated, any, limit }) => {
      const address = searchAddressSchema.parse({ q: query, ...(dated ? { sortierung: 'datum' } : {}) });
      const found = await runSearch(context, address, reading, any ? 'any' : 'all', { dated, limit });
      const ground = await groundOf(context);
      return { total: found.total, cards: found.offers.map((one) => cardOf(one, { context, ground, visitor: {}, query: '' })) };
    },
  };
}

/** The search page of the offers, with its filters. */
export const offerSearchHref = (context: Context, q: string): string =>
  `${paths.search(context)}${q ? `?${new URLSearchParams({ q })}` : ''}`;
