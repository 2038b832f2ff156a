import { listTowns } from '#modules/territory';
import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import type { Figure, SearchHit } from '#platform/module';
import { districtNumbers, townNumbers } from '../model/figures.ts';
import { searchRecommendations } from '../store/recommendations.ts';
import { currentEdition, editionTree, concepts as listAll } from './reading.ts';

/** Figures of the district's edition in force, and of each town in it, as far as they lie in the territory asked for. */
export async function conceptFigures(
  context: Context,
  { period, territory }: { period: string; territory: string },
): Promise<Figure[]> {
  const district = (await listAll(context)).find(({ concept }) => concept.territory === context.tenant.ags);
  const edition = district && currentEdition(district, false);
  const tree = edition && (await editionTree(context, edition.id));
  if (!tree) return [];
  const today = dayOf(context.now());
  const towns = (await listTowns(context)).map(({ key }) => key);
  const numbers = [
    ...districtNumbers(tree, today, period, towns.length).map((number) => ({ ...number, key: context.tenant.ags })),
    ...towns.flatMap((town) => townNumbers(tree, today, town).map((number) => ({ ...number, key: town }))),
  ];
  return numbers
    .filter(({ key }) => key.startsWith(territory))
    .map(({ id, value, unit, query, key }) => ({
      id: `concept.${id}`,
      label: `concept:staff.figure.${id}`,
      value,
      unit,
      territory: key,
      period: id === 'steps_done' ? period : today,
      source: 'concept:staff.nav',
      href: `/intern/${context.tenant.slug}/konzept/${tree.edition.id}${query}`,
    }));
}

const mostHits = 10;

/** Recommendations by their number or a part of their title, newest edition first. */
export async function searchConcept(context: Context, text: string): Promise<SearchHit[]> {
  const wanted = text.trim();
  if (!wanted || !context.may('concept.read')) return [];
  const found = await context.transaction((trx) => searchRecommendations(trx, wanted.slice(0, 200), mostHits));
  return found.map(({ id, number, title, edition }) => ({
    title: `${number} ${title} (${edition})`,
    kind: 'concept:staff.recommendation',
    href: `/intern/${context.tenant.slug}/konzept/empfehlung/${id}`,
  }));
}
