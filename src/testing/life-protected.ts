import type { Caller } from './caller.ts';
import { expectSent } from './life-parts.ts';

/** Words of an address that nobody outside may read; they stand in nothing else. */
export const protectedWords = ['Zitronenfalterweg', 'Haus Apfelblüte', 'Viermal klingeln', '51.612345', '7.198765'];

/** Name of the offer whose address is protected; that one is public. */
export const protectedOffer = 'Schutz und Rat für Frauen';

/** Publishes a shelter: an offer whose address is known to the desk alone. */
export async function fillWithShelter(slug: string, staff: Caller): Promise<void> {
  const page = `/intern/${slug}/wegweiser/eintraege/neu`;
  const { body } = await staff.get(page);
  const [, organisations = ''] = /<select[^>]*name="organisation"[^>]*>(.*?)<\/select>/s.exec(body) ?? [];
  const [, organisation = ''] = /<option value="([a-z0-9-]+)"/.exec(organisations) ?? [];
  const [, categories = ''] = /<select[^>]*name="categories.0"[^>]*>(.*?)<\/select>/s.exec(body) ?? [];
  const [, category = ''] = /<option value="([a-z0-9-]+)"/.exec(categories) ?? [];
  const [name, house, way, lat, lon] = [protectedOffer, ...protectedWords.slice(1)];
  expectSent(
    'a shelter',
    await staff.send(page, '/neu', {
      kind: 'offer',
      name: name as string,
      summary: 'Ein sicherer Ort',
      description: 'Frauen und ihre Kinder finden hier Schutz.',
      organisation,
      'categories.0': category,
      'place.name': house as string,
      'place.street': `${protectedWords[0]} 5`,
      'place.directions': way as string,
      'place.lat': lat as string,
      'place.lon': lon as string,
      'place.visibility': 'hidden',
    }),
  );
}
