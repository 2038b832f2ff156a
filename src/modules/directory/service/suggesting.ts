import type { Context } from '#platform/access';
import { tsQuery } from '../model/query.ts';
import { normalise, stem, words } from '../model/text.ts';
import { listOffersNamed } from '../store/showing.ts';
import { lexicon, readGlossary } from './lexicon.ts';
import { paths } from './showing/addresses.ts';
import { categoryName, type Ground, groundOf } from './showing/ground.ts';
import { wordingIn } from './wording.ts';

/** One line under the search field; `hint` says what it leads to. */
export interface Suggestion {
  readonly label: string;
  readonly href: string;
  readonly hint?: string;
  readonly lang?: string;
  readonly dir?: string;
}

const most = 6;
let categoryOfConcept: ReadonlyMap<string, string> | undefined;

/** Categories that the glossary's concepts stand for. */
function conceptCategories(): ReadonlyMap<string, string> {
  categoryOfConcept ??= new Map(readGlossary().flatMap(({ id, category }) => (category ? [[id, category] as const] : [])));
  return categoryOfConcept;
}

function matches(label: string, typed: readonly string[]): boolean {
  const own = words(label);
  return typed.every((word) => own.some((one) => one.startsWith(word) || stem(one) === stem(word)));
}

/** Topics whose name begins like the typed words in the visitor's language, or which the glossary knows them to mean. */
function topics(text: string, concepts: readonly string[], ground: Ground, context: Context): Suggestion[] {
  const wording = wordingIn(context.language);
  const typed = words(text);
  const meant = new Set(concepts.map((id) => conceptCategories().get(id)));
  const { tops } = ground.categories;
  return [...tops, ...tops.flatMap((top) => ground.categories.leavesOf(top.id))]
    .filter(({ id, active }) => active && (meant.has(id) || matches(categoryName(ground, id, wording), typed)))
    .slice(0, 3)
    .map(({ id }) => ({
      label: categoryName(ground, id, wording),
      hint: wording.t('directory:search.topic'),
      href: `${paths.search(context)}?thema=${id}`,
    }));
}

/** What somebody who has typed so much may mean: topics first, then offers. One statement on the text index. */
export async function suggest(context: Context, text: string): Promise<Suggestion[]> {
  if (normalise(text).length < 2) return [];
  const ground = await groundOf(context);
  const units = lexicon().analyse(text);
  const found = topics(
    text,
    units.flatMap(({ concepts }) => concepts),
    ground,
    context,
  );
  const { tag } = context.language;
  const offers = await listOffersNamed(context.database.shared, {
    tenantId: context.tenant.id,
    text: tsQuery(units),
    language: tag,
    limit: most - found.length,
  });
  return [
    ...found,
    ...offers.map(({ slug, title, german }) => ({
      label: title,
      href: paths.offer(context, slug),
      ...(german && tag !== 'de' && tag !== 'de-simple' ? { lang: 'de', dir: 'ltr' } : {}),
    })),
  ];
}
