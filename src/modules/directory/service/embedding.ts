import type { Context } from '#platform/access';
import { splitUnits, tsQuery } from '../model/query.ts';
import { normalise } from '../model/text.ts';
import { listOffersNamed } from '../store/showing.ts';
import { organisationsByName } from './organisations.ts';
import { readQuery } from './search/reading.ts';
import { categoryName, groundOf } from './showing/ground.ts';
import { wordingIn } from './wording.ts';

/** Something that a text may show by reference. */
export interface Embeddable {
  /** Slug, or id of a category. */
  readonly id: string;
  readonly name: string;
}

const most = 12;

async function categories(context: Context, text: string): Promise<Embeddable[]> {
  const ground = await groundOf(context);
  const wording = wordingIn(context.language);
  const { tops } = ground.categories;
  const typed = normalise(text);
  return [...tops, ...tops.flatMap(({ id }) => ground.categories.leavesOf(id))]
    .filter(({ active }) => active)
    .map(({ id }) => ({ id, name: categoryName(ground, id, wording) }))
    .filter(({ name }) => normalise(name).includes(typed));
}

/** Public offers and organisations, and categories of offers, that are called like the text: what other modules may embed. */
export async function embeddable(
  context: Context,
  kind: 'offer' | 'organisation' | 'category',
  text: string,
): Promise<readonly Embeddable[]> {
  const wanted = text.trim();
  if (kind === 'category') return (await categories(context, wanted)).slice(0, wanted ? most : 100);
  if (normalise(wanted).length < 2) return [];
  if (kind === 'organisation')
    return (await organisationsByName(context, wanted)).slice(0, most).map(({ slug, name }) => ({ id: slug, name }));
  const { units } = await readQuery(context, wanted);
  const query = tsQuery(splitUnits(units).needed);
  if (!query) return [];
  const found = await listOffersNamed(context.database.shared, {
    tenantId: context.tenant.id,
    text: query,
    language: 'de',
    limit: most,
  });
  return found.map(({ slug, title }) => ({ id: slug, name: title }));
}
