import { type EmbeddedEntries, embeddedEntries } from '#modules/directory';
import type { Context } from '#platform/access';
import { german, type InterfaceLanguage, translator } from '#platform/i18n';
import { checkEasy, type EasyFinding } from '../../model/easy/check.ts';
import { type ReadingLevel, readingLevel } from '../../model/easy/reading-level.ts';
import type { Block } from '../../model/text/blocks.ts';
import { embeddedIn } from '../../model/text/blocks.ts';
import type { TextProblem } from '../../model/text/reading.ts';
import { readWritten } from '../../model/writing/problems.ts';
import type { TextGround } from '../../pages/text.tsx';
import { type ImageFacts, imageFacts } from '../../store/guide/images.ts';
import { listKnownSlugs } from '../../store/writing.ts';
import { guideOf } from '../guide.ts';
import { textGroundOf } from '../text-ground.ts';

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
  /** Of a text in Leichte Sprache: sentences that are none. */
  readonly easy: readonly EasyFinding[];
  /** Of a German text that is long enough. */
  readonly level: ReadingLevel | undefined;
  readonly ground: TextGround;
}

/** What stands in the fields of the form. */
export interface TypedText {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
}

async function missingIn(
  context: Context,
  blocks: readonly Block[],
  found: { readonly embedded: EmbeddedEntries; readonly pictures: ReadonlyMap<string, ImageFacts> },
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
export async function checkText(context: Context, tongue: InterfaceLanguage, text: TypedText): Promise<CheckedText> {
  const shown: Context = { ...context, language: tongue, t: translator(tongue) };
  const { blocks, problems } = readWritten(text.body);
  const embeds = embeddedIn(blocks);
  const found = {
    embedded: await embeddedEntries(shown, embeds),
    pictures: await shown.transaction((trx) => imageFacts(trx, embeds.images)),
  };
  return {
    blocks,
    problems,
    missing: await missingIn(shown, blocks, found),
    easy: tongue.tag === 'de-simple' ? checkEasy({ title: text.title, summary: text.summary, blocks }) : [],
    level: tongue.id === german.id ? readingLevel(blocks) : undefined,
    ground: { ...textGroundOf(shown, await guideOf(shown), found.embedded), imageOf: (id) => found.pictures.get(id) },
  };
}
