import type { EmbeddedEntries } from '#modules/directory';
import type { Context } from '#platform/access';
import type { TextGround } from '../pages/text.tsx';
import type { ImageFacts } from '../store/guide/images.ts';
import { paths } from './addresses.ts';
import type { Guide } from './guide.ts';

/**
 * Where a text's own links and pictures lead; links to what is not public are no links.
 * @param pictures that there are, with their sizes and makers; absent: nobody looked
 */
export function textGroundOf(
  context: Context,
  guide: Guide,
  embedded: EmbeddedEntries,
  pictures?: ReadonlyMap<string, ImageFacts>,
): TextGround {
  const base = `/${context.tenant.slug}/${context.language.tag}`;
  return {
    embedded,
    ...(pictures && { imageOf: (id: string) => pictures.get(id) }),
    hrefOf: (scheme, slug) => {
      if (scheme === 'page') return guide.bySlug.has(slug) ? paths.page(context, slug) : undefined;
      if (scheme === 'offer') return embedded.offers.get(slug)?.href;
      return embedded.organisations.get(slug)?.href;
    },
    imageHref: (id) => `${base}/bild/${id}`,
    level: 2,
  };
}
