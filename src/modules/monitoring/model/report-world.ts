import { readBreakdown } from './breakdown.ts';
import type { Place } from './figures.ts';
import type { Dimension, Indicator, Source } from './indicator.ts';
import type { Block, PlaceChoice } from './report.ts';
import type { Said } from './report-document.ts';
import type { Lookup } from './report-lookup.ts';
import { said, type Words } from './report-words.ts';

/** A town, with what a map needs of it. */
export interface TownShape {
  readonly key: string;
  readonly slug: string;
  readonly shape: unknown;
  readonly credit: string | null;
}

/** Everything that a document is made of. */
export interface World {
  readonly words: Words;
  /** Territory of the document. */
  readonly own: Place;
  readonly slug: string;
  readonly district: Place;
  readonly land: Place | undefined;
  readonly towns: readonly Place[];
  readonly shapes: readonly TownShape[];
  /** All that figures speak of. */
  readonly places: readonly Place[];
  /** Those that the public may see. */
  readonly indicators: readonly Indicator[];
  readonly dimensions: readonly Dimension[];
  readonly sources: readonly Source[];
  readonly figures: Lookup;
  /** ISO day. */
  readonly day: string;
  /** Round limits between the classes of a map. */
  classify(values: readonly number[], count: number): readonly number[];
}

type Territories = Pick<World, 'own' | 'district' | 'land' | 'towns'>;

/** Keys that the choice of a block means, each once, in the order chosen. */
export function placeKeys(choices: readonly PlaceChoice[], { own, district, land, towns }: Territories): string[] {
  const keys = choices.flatMap((choice) => {
    if (choice === 'own') return [own.key];
    if (choice === 'district') return [district.key];
    if (choice === 'land') return land ? [land.key] : [];
    if (choice === 'nation') return ['DG'];
    if (choice === 'towns') return towns.map(({ key }) => key);
    return [choice];
  });
  return [...new Set(keys)];
}

export function placeName(key: string, world: Pick<World, 'places' | 'words'>): Said {
  const place = world.places.find((one) => one.key === key);
  return place ? said(place.names, world.words) : { text: key };
}

/** Territory of a placeholder: `own`, `district`, `land` or a key. */
export function placeOf(territory: string, { own, district, land }: Territories): string {
  if (territory === 'own') return own.key;
  if (territory === 'district') return district.key;
  return territory === 'land' ? (land?.key ?? '') : territory;
}

/** Indicators that a choice means, in the order of the catalogue for a wildcard; retired ones by name only. */
export function chosenIndicators(choices: readonly string[], indicators: readonly Indicator[]): readonly Indicator[] {
  const found = new Set<Indicator>();
  for (const choice of choices) {
    const [kind, name] = choice.split(':');
    const matching = indicators.filter((one) => {
      if (name === undefined) return one.key === choice;
      if (one.state !== 'public') return false;
      return kind === 'topic' ? one.topic === name && one.kind === 'context' : one.kind === name;
    });
    for (const one of matching) found.add(one);
  }
  return [...found];
}

/** Indicators of a block: those that are named, and of wildcards and optional blocks what has a figure somewhere. */
export function shownIndicators(
  block: Extract<Block, { indicators: string[] }>,
  places: readonly string[],
  world: World,
): readonly Indicator[] {
  const named = new Set(block.optional ? [] : block.indicators);
  return chosenIndicators(block.indicators, world.indicators).filter(
    ({ key }) => named.has(key) || places.some((place) => world.figures.series(key, place).length > 0),
  );
}

/** "foreign, women" */
export function breakdownWords(breakdown: string, { dimensions, words }: Pick<World, 'dimensions' | 'words'>): Said {
  const pieces = Object.entries(readBreakdown(breakdown) ?? {}).map(([key, code]) => {
    const category = dimensions.find((one) => one.key === key)?.categories.find((one) => one.code === code);
    return category ? said(category.names, words) : { text: code };
  });
  return { text: pieces.map(({ text }) => text).join(', '), ...(pieces.some(({ german }) => german) && { german: true }) };
}
