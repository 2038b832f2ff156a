import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Context } from '#platform/access';
import { splitUnits, tsQuery } from '../src/modules/directory/model/query.ts';
import { lexicon, readGlossary } from '../src/modules/directory/service/lexicon.ts';
import { type SearchCriteria, searchStatement } from '../src/modules/directory/store/search.ts';
import { benchTowns, type Ground, vacuum } from './ground.ts';
import type { Result } from './main.ts';

const languages = ['de', 'en', 'tr', 'ar', 'uk', 'fa', 'ru', 'ro'];
/** What people look for, alone and two together; their terms come from the glossary in each language. */
const wanted = [
  ['german-course'],
  ['german-course', 'childcare'],
  ['integration-course'],
  ['form-help'],
  ['debt-counselling'],
  ['homework-help', 'counselling'],
  ['swimming', 'target-women'],
  ['meeting-place'],
  ['literacy-course', 'evening'],
  ['housing-counselling'],
];
const middle = { lat: 51.61, lon: 7.19 };

export function criteriaOf(tenantId: string): SearchCriteria[] {
  const terms = new Map(readGlossary().map((concept) => [concept.id, concept.terms]));
  return languages.flatMap((language, index) =>
    wanted.map((ids, at) => {
      const query = ids.map((id) => terms.get(id)?.[language]?.[0] ?? '').join(' ');
      const { needed, wished } = splitUnits(lexicon(language).analyse(query));
      const town = benchTowns[(index + at) % benchTowns.length] as string;
      return {
        tenantId,
        text: tsQuery(needed),
        wishes: wished.map((unit) => tsQuery([unit])),
        place: { own: [`ort:${town}`], wide: ['ort:kreis'], kilometres: 10 },
        facets: { zielgruppe: ['zielgruppe:women', 'zielgruppe:families'], merkmal: ['merkmal:free'] },
        gates: [],
        age: null,
        openAt: null,
        near: { ...middle, kilometres: null },
        sort: 'relevance',
        now: new Date(),
        language,
        limit: 20,
        offset: 0,
      } satisfies SearchCriteria;
    }),
  );
}

/** The same search without facets: what fits the words, by match and distance, counted, with the cards of one page. */
export function withoutFacets({ tenantId, text, near, language, limit }: SearchCriteria): RawBuilder<unknown> {
  const { lat, lon } = near ?? middle;
  return sql`with hit as materialized (
      select offer_id, confirmed_on, ts_rank(document, to_tsquery('german', ${text})) as rank,
        sqrt(power((lat - ${lat}) * 111.195, 2) + power((lon - ${lon}) * 69, 2)) as distance
      from directory_public_offer where tenant_id = ${tenantId} and document @@ to_tsquery('german', ${text})
    ), page as (
      select offer_id, distance, rank from hit order by rank / (1.5 + coalesce(distance, 50) / 10) desc, offer_id limit ${limit}
    )
    select (select count(*)::int from hit) as total, (select jsonb_agg(jsonb_build_object('slug', slug, 'title', titles -> ${language}::text,
        'card', card, 'lat', lat, 'lon', lon, 'distance', distance) order by rank desc)
      from page join directory_public_offer offer on offer.tenant_id = ${tenantId} and offer.offer_id = page.offer_id) as offers`;
}

const percentile = (times: number[], share: number) =>
  times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] as number;

/** Time in the database of a search with glossary, facets and distance, in eight languages, one after the other. */
export async function measureDatabase(ground: Ground, context: Context, quick: boolean): Promise<Result[]> {
  const { shared, pool } = ground.database;
  const asked = criteriaOf(context.tenant.id);
  // The invented offers have no places of their own; these are spread over the district.
  await pool.query(
    `update directory_public_offer set lat = 51.5 + (abs(hashtext(slug)) % 1000) / 4000.0,
      lon = 7 + (abs(hashtext(slug || 'lon')) % 1000) / 2500.0 where tenant_id = $1`,
    [context.tenant.id],
  );
  await vacuum(ground.ownerUrl);
  const compiled = [(one: SearchCriteria) => searchStatement(one), withoutFacets].map((make) =>
    asked.map((criteria) => make(criteria).compile(shared)),
  );
  const times: [number[], number[]] = [[], []];
  const client = await pool.connect();
  try {
    // First round warms up; the two take turns, so that a busy machine slows both.
    for (let round = 0; round <= (quick ? 2 : 8); round++) {
      for (let at = 0; at < asked.length; at++) {
        for (const which of [0, 1] as const) {
          const statement = compiled[which]?.[at];
          if (!statement) continue;
          const started = performance.now();
          const { rows } = await client.query(statement.sql, [...statement.parameters]);
          if (round > 0) times[which].push(performance.now() - started);
          if (which === 1 && !rows[0].total) throw new Error(`Query ${at} of the benchmark finds nothing`);
        }
      }
    }
  } finally {
    client.release();
  }
  const [facets, plain] = [percentile(times[0], 0.95), percentile(times[1], 0.95)];
  const name = 'search with glossary, facets and distance, 20,000 offers × 8 languages: p95';
  return [
    { name: `${name} in the database`, value: facets, baseline: 25, unit: 'ms', target: 1, better: 'lower' },
    { name: `${name} against the same without facets`, value: facets, baseline: plain, unit: 'ms', target: 2, better: 'lower' },
  ];
}
