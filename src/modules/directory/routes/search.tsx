import { DistrictMap } from '#modules/territory';
import type { Context } from '#platform/access';
import type { FastifyReply, FastifyRequest } from '#platform/http';
import { formatNumber } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { SearchPage } from '../pages/public/search.tsx';
import { SuggestionsPage } from '../pages/public/suggestions.tsx';
import type { DemandCounter } from '../service/demand/counting.ts';
import { type SearchPage as Found, type SearchAddress, searchAddressSchema } from '../service/searching.ts';
import { paths } from '../service/showing/addresses.ts';
import { groundOf } from '../service/showing/ground.ts';
import { plainSearch } from '../service/showing/plain.ts';
import type { TownCount } from '../service/showing/search-view.ts';
import { showSearch } from '../service/showing.ts';
import { suggest } from '../service/suggesting.ts';
import { sendPlain, wantsJson } from './answers.ts';
import { askerOf, missingOffer } from './demand/outside.tsx';

/** The district with the number of offers in each town; the same links stand in the filter as text. */
async function mapOf(context: Context, towns: readonly TownCount[]) {
  const ground = await groundOf(context);
  const places = towns.flatMap(({ key, name, count, href, current }) => {
    const town = ground.town(key);
    return town?.shape
      ? [
          {
            key,
            name: `${name}\u00a0(${formatNumber(count, context.language)})`,
            shape: town.shape,
            point: town.point ?? null,
            href,
            current,
          },
        ]
      : [];
  });
  const credit = towns.map(({ key }) => ground.town(key)?.shapeSource).find(Boolean);
  if (!places.length) return undefined;
  const title = context.t('directory:search.map', { district: tenantName(context.tenant, context.language) });
  return <DistrictMap id="karte" title={title} places={places} {...(credit ? { credit } : {})} />;
}

/** Counts a search that found nothing, or only parts of it; that this fails must not keep anybody from their page. */
async function countInVain(
  request: FastifyRequest,
  demand: DemandCounter,
  address: SearchAddress,
  { place }: Pick<Found, 'place'>,
): Promise<void> {
  try {
    await demand.search(request.context, address, askerOf(request), place);
  } catch (error) {
    request.log.warn({ code: (error as { code?: string }).code }, 'a search in vain was not counted');
  }
}

export const searchRoute = (demand: DemandCounter) => async (request: FastifyRequest, reply: FastifyReply) => {
  const { context } = request;
  const address = searchAddressSchema.parse(request.query ?? {});
  const { found, view } = await showSearch(context, address);
  const inVain = !found.total || found.loosened || found.widened;
  // A page from the cache would be counted once for all who look in vain.
  if (inVain) reply.header('cache-control', 'no-store');
  if (wantsJson(request)) return sendPlain(reply, plainSearch(found, address, context, await groundOf(context)));
  if (inVain && !address.seite) await countInVain(request, demand, address, found);
  const map = view.towns && (await mapOf(context, view.towns));
  // Whoever found nothing gets what the field would have suggested, script or not.
  const instead = view.total === 0 && address.q ? await suggest(context, address.q) : [];
  const missing = await missingOffer(context, address, found);
  return reply.page(
    <SearchPage view={view} suggestions={paths.suggestions(context)} instead={instead} map={map} missing={missing} />,
  );
};

export async function suggestionsRoute(request: FastifyRequest, reply: FastifyReply) {
  const { q } = searchAddressSchema.parse(request.query ?? {});
  const suggestions = await suggest(request.context, q);
  if (wantsJson(request)) return sendPlain(reply, { query: q, suggestions });
  return reply.page(<SuggestionsPage query={q} suggestions={suggestions} />);
}
