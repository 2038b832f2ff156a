import { type EmbeddedEntries, embeddedEntries } from '#modules/directory';
import type { Context } from '#platform/access';
import { type InterfaceLanguage, translator } from '#platform/i18n';
import type { Block } from '../../model/text/blocks.ts';
import { embeddedIn } from '../../model/text/blocks.ts';
import type { TextProblem } from '../../model/text/reading.ts';
import { readWritten } from '../../model/writing/problems.ts';
import type { TextGround } from '../../pages/text.tsx';
import { listKnownSlugs } from '../../store/writing.ts';
import { guideOf } from '../guide.ts';
import { textGroundOf } from '../text-ground.ts';
import { picturesShown, type ShownPicture } from '../tree/pictures.ts';

/** What a text refers to and is not there, or not public. */
export interface MissingReference {
  readonly kind: 'offer' | 'organisation' | 'category' | 'page' | 'image';
  readonly id: string;
}

/** A text as it would be shown, with everything that can be said against it. */
export interface CheckedText {
  readonly blocks: readonly Block[];
  readonly problems: readonly TextProblem[];
  readonly missing: readonly MissingReference[];
  readonly ground: TextGround;
}

async function missingIn(
  context: Context,
  blocks: readonly Block[],
  found: { readonly embedded: EmbeddedEntries; readonly pictures: ReadonlyMap<string, ShownPicture> },
): Promise<MissingReference[]> {
  const { offers, organisations, categories, images, pages } = embeddedIn(blocks);
  const known = await context.transaction((trx) => listKnownSlugs(trx, pages));
  const not = (kind: MissingReference['kind'], ids: readonly string[], there: (id: string) => boolean): MissingReference[] =>
    ids.filter((id) => !there(id)).map((id) => ({ kind, id }));
  return [
    ...not('page', pages, (id) => known.has(id)),
    ...not('offer', offers, (id) => found.embedded.offers.has(id)),
    ...not('organisation', organisations, (id) => found.embedded.organisations.has(id)),
    // A category without an offer today shows nothing; that is no mistake as long as there is such a one.
    ...not('category', categories, (id) => (found.embedded.categories.get(id)?.name ?? id) !== id),
    ...not('image', images, (id) => found.pictures.has(id)),
  ];
}

/** Reads what somebody typed as visitors of its language would see it. */
export async function checkText(context: Context, tongue: InterfaceLanguage, markdown: string): Promise<CheckedText> {
  const shown: Context = { ...context, language: tongue, t: translator(tongue) };
  const { blocks, problems } = readWritten(markdown);
  const embeds = embeddedIn(blocks);
  const found = {
    embedded: await embeddedEntries(shown, embeds),
    pictures: await picturesShown(shown, embeds.images),
  };
  return {
    blocks,
    problems,
    missing: await missingIn(shown, blocks, found),
    ground: textGroundOf(shown, await guideOf(shown), found.embedded, found.pictures),
  };
}
