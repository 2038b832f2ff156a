import { findTerritory } from '#modules/territory';
import type { Context } from '#platform/access';
import type { Lexicon } from '../model/lexicon.ts';
import { splitUnits, tsQuery } from '../model/query.ts';
import { normalise, stem, words } from '../model/text.ts';
import { listOffersNamed } from '../store/showing.ts';
import { readQuery } from './search/reading.ts';
import { wordbookOf } from './search/wordbook.ts';
import { mendedQuery } from './searching.ts';
import { paths } from './showing/addresses.ts';
import { categoryName, type Ground, groundOf, placeName } from './showing/ground.ts';
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

function matches(label: string, typed: readonly string[]): boolean {
  const own = words(label);
  return typed.every((word) => own.some((one) => one.startsWith(word) || stem(one) === stem(word)));
}

/** Topics whose name begins like the typed words in the visitor's language, or which the glossary knows them to mean. */
function topics(text: string, meant: ReadonlySet<string | undefined>, ground: Ground, context: Context): Suggestion[] {
  const wording = wordingIn(context.language);
  const typed = words(text);
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

const queryHref = (context: Context, q: string) => `${paths.search(context)}?${new URLSearchParams({ q })}`;

/** The query finished with places that begin like its last word. */
async function places(context: Context, text: string, reader: Lexicon): Promise<Suggestion[]> {
  const wording = wordingIn(context.language);
  const { gazetteer } = await wordbookOf(context);
  const [, before = '', last = ''] = /^(.*?)(\S+)$/su.exec(text.trim()) ?? [];
  const typed = normalise(last);
  if (typed.length < 2 || reader.isSmall(typed)) return [];
  const found: Suggestion[] = [];
  for (const key of gazetteer.beginning(typed).slice(0, 2)) {
    const area = await findTerritory(context, key);
    if (!area) continue;
    const label = `${before.trim()} ${placeName(area, wording)}`.trim();
    found.push({ label, hint: wording.t('directory:search.place_hint'), href: queryHref(context, label) });
  }
  return found;
}

/**
 * What somebody who has typed so much may mean: topics first, then places, then offers, and when nothing fits the query
 * with its misspelt words mended. One statement on the text index, a second one when nothing fits.
 */
export async function suggest(context: Context, text: string): Promise<Suggestion[]> {
  if (normalise(text).length < 2) return [];
  const ground = await groundOf(context);
  const reading = await readQuery(context, text);
  const { units, lexicon: reader } = reading;
  const meant = new Set(units.flatMap(({ concepts }) => concepts.map((id) => reader.concepts.get(id)?.category)));
  meant.delete(undefined);
  const found = [...topics(text, meant, ground, context), ...(await places(context, text, reader))];
  const { tag } = context.language;
  const query = tsQuery(splitUnits(units).needed);
  const offers = query
    ? await listOffersNamed(context.database.shared, {
        tenantId: context.tenant.id,
        text: query,
        language: tag,
        limit: Math.max(2, most - found.length),
      })
    : [];
  const all = [
    ...found,
    ...offers.map(({ slug, title, german }) => ({
      label: title,
      href: paths.offer(context, slug),
      ...(german && tag !== 'de' && tag !== 'de-simple' ? { lang: 'de', dir: 'ltr' } : {}),
    })),
  ].slice(0, most + 2);
  if (all.length) return all;
  const mended = await mendedQuery(context, reading);
  return mended
    ? [{ label: mended, hint: wordingIn(context.language).t('directory:search.meant'), href: queryHref(context, mended) }]
    : [];
}
