import { listTowns } from '#modules/territory';
import type { Context } from '#platform/access';
import type { Figure, SearchHit } from '#platform/module';
import { countPublishedByTown, listEntries } from '../store/entry-list.ts';
import { reachOf } from './reach.ts';
import { today } from './releasing.ts';

/** Published offers of the district and of each of its towns, as they stand today: the directory keeps no counts of past days. */
export async function directoryFigures(context: Context, { territory }: { territory: string }): Promise<Figure[]> {
  const towns = (await listTowns(context)).map(({ key }) => key);
  const places = [context.tenant.ags, ...towns].filter((key) => key.startsWith(territory));
  const offers = await context.transaction((trx) => countPublishedByTown(trx));
  const all = [...offers.values()].reduce((sum, one) => sum + one, 0);
  const page = `/${context.tenant.slug}/${context.language.tag}/angebote`;
  return places.map((key) => {
    const isDistrict = key === context.tenant.ags;
    return {
      id: 'directory.offers',
      label: 'directory:staff.figure.offers',
      value: isDistrict ? all : (offers.get(key) ?? 0),
      unit: 'offers',
      territory: key,
      period: today(context.now()),
      source: 'directory:staff.title',
      href: isDistrict ? page : `${page}?ort=${key}`,
    };
  });
}

const mostHits = 10;

/** Offers and organisations by a part of their name, as far as the actor may edit them. */
export async function searchEntries(context: Context, text: string): Promise<SearchHit[]> {
  if (!text.trim() || !context.may('directory.edit')) return [];
  const reach = reachOf(context, 'directory.edit');
  return context.transaction(async (trx) => {
    const find = (kind: 'offer' | 'organisation') =>
      listEntries(trx, { reach, kind, text: text.trim() }, [], undefined, mostHits);
    return [...(await find('offer')), ...(await find('organisation'))].map(({ id, kind, name }) => ({
      title: name,
      kind: `directory:staff.figure.${kind}`,
      href: `/intern/${context.tenant.slug}/wegweiser/eintraege/${id}`,
    }));
  });
}
