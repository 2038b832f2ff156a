import type { SearchAddress, SearchPage } from '../searching.ts';
import type { Wording } from '../wording.ts';
import type { ChipView } from './filters.ts';
import { placeName } from './ground.ts';

interface Choice {
  readonly label: string;
  readonly href: string;
  readonly current?: boolean;
}

/** A place in the query as something that can be seen, widened and taken away. */
export interface PlaceView {
  readonly chip: ChipView | undefined;
  /** "Only there", 5 km, 10 km …; empty when the place has no distances. */
  readonly radius: { readonly label: string; readonly choices: readonly Choice[] } | undefined;
  /** Search for the name as a word: "Wetter" may mean the weather. */
  readonly literal: Choice | undefined;
  /** What to know about a postcode from elsewhere. */
  readonly outside: string | undefined;
  /** Nothing is there, so what is near stands below. */
  readonly nothingThere: string | undefined;
}

const radii = [5, 10, 20, 50];

export function placeView(
  address: SearchAddress,
  { place, widened, total }: Pick<SearchPage, 'place' | 'widened' | 'total'>,
  wording: Wording,
  href: (changes: Partial<SearchAddress>) => string,
): PlaceView {
  const { t } = wording;
  const none = { chip: undefined, radius: undefined, literal: undefined, outside: undefined, nothingThere: undefined };
  if (!place) return none;
  const towns = place.areas.map((area) => placeName(area, wording)).join(', ');
  const outside = !place.outside
    ? undefined
    : towns
      ? t('directory:search.postcode_outside', { postcode: place.typed, town: towns })
      : t('directory:search.postcode_unknown');
  if (place.rest === undefined) return { ...none, outside };
  const { umkreis } = address;
  const name = place.kind === 'postcode' ? [place.typed, ...(place.outside ? [] : [towns])].join(' ') : towns || place.typed;
  const label = umkreis && !place.outside ? t('directory:search.radiusAround', { kilometres: umkreis, postcode: name }) : name;
  const choice = (kilometres: number | undefined) => ({
    label: kilometres ? t('directory:search.radius_km', { kilometres }) : t('directory:search.radius_none'),
    href: href({ umkreis: kilometres }),
    current: kilometres === umkreis,
  });
  const measured = place.point !== undefined && !place.outside;
  return {
    chip: { label, href: href({ q: place.rest, umkreis: undefined }) },
    radius: measured
      ? {
          label: t('directory:search.radius_place', { place: name }),
          choices: [
            choice(undefined),
            ...[...new Set([...radii, ...(umkreis ? [umkreis] : [])])].sort((a, b) => a - b).map(choice),
          ],
        }
      : undefined,
    literal: {
      label: t('directory:search.place_as_word', { word: place.typed }),
      href: href({ genau: '1', umkreis: undefined }),
    },
    outside,
    nothingThere: widened && total ? t('directory:search.nothing_there', { place: name }) : undefined,
  };
}
