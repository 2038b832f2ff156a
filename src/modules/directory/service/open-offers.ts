import type { Context } from '#platform/access';
import { csv, type TableColumn } from '#platform/documents';
import { german, languageName } from '#platform/i18n';
import type { OpenDataset, OpenDistribution } from '#platform/module';
import { tenantName } from '#platform/tenancy';
import { listOrganizations, listServicesAfter, type ServiceRow } from '../store/hsds.ts';
import { paths } from './showing/addresses.ts';
import { categoryName, type Ground, groundOf } from './showing/ground.ts';
import { wordingIn } from './wording.ts';

/** All public offers and organisations of a district as plain files, for spreadsheets and maps; German, as they are kept. */

export const licence = 'http://dcat-ap.de/def/licenses/dl-by-de/2.0';
const piece = 500;

async function* allOffers(context: Context): AsyncIterable<ServiceRow> {
  let after: string | null = null;
  for (;;) {
    const filter = { tenantIds: [context.tenant.id], text: '' };
    const rows: ServiceRow[] = await listServicesAfter(context.database.shared, filter, after, piece);
    yield* rows;
    after = rows.at(-1)?.offerId ?? null;
    if (rows.length < piece) return;
  }
}

type Row = Readonly<Record<string, string | number | null>>;

/** One offer in columns; what may not be shown is not in the read model. */
function rowOf(
  { offerId, slug, content: offer, confirmedOn, publishedAt, organisation }: ServiceRow,
  context: Context,
  ground: Ground,
): Row {
  const wording = wordingIn(german);
  const { place, contact, ages, germanLevel } = offer;
  const several = (list: readonly string[]) => list.join('; ');
  return {
    id: offerId,
    url: `${context.publicUrl}${paths.offer({ tenant: context.tenant, language: german }, slug)}`,
    kind: offer.kind,
    name: offer.name,
    summary: offer.summary,
    description: offer.description,
    organization: organisation?.content.name ?? '',
    topics: several(offer.categories.map((id) => categoryName(ground, id, wording))),
    target_groups: several(offer.targetGroups.map((group) => wording.t(`directory:target.${group}`))),
    languages: several(offer.languages.map(({ code }) => languageName(code, german))),
    times: several(offer.schedules.flatMap((schedule) => wording.schedule(schedule))),
    fees: offer.fees.kind === 'unknown' ? '' : wording.fee(offer.fees),
    registration:
      offer.participation.registration === 'unknown'
        ? ''
        : wording.t(`directory:registration.${offer.participation.registration}`),
    minimum_age: ages.min ?? null,
    maximum_age: ages.max ?? null,
    german_from: germanLevel.min ?? '',
    german_to: germanLevel.max ?? '',
    place: place?.name ?? '',
    street: place?.street ?? '',
    postal_code: place?.postcode ?? '',
    city: place?.city ?? '',
    municipality: offer.town ?? '',
    area_served: several(offer.areaServed),
    phone: contact?.phone ?? '',
    email: contact?.email ?? '',
    website: contact?.website ?? '',
    latitude: place?.lat ?? null,
    longitude: place?.lon ?? null,
    precision: place ? (place.visibility === 'public' ? 'exact' : 'area') : '',
    assured_date: confirmedOn ?? '',
    last_modified: publishedAt.toISOString(),
    example: offer.demonstration ? 'true' : '',
  };
}

const kinds: Readonly<Record<string, TableColumn['kind']>> = {
  minimum_age: 'integer',
  maximum_age: 'integer',
  latitude: 'decimal',
  longitude: 'decimal',
  offers: 'integer',
};
const offerColumns = [
  'id',
  'url',
  'kind',
  'name',
  'summary',
  'description',
  'organization',
  'topics',
  'target_groups',
  'languages',
  'times',
  'fees',
  'registration',
  'minimum_age',
  'maximum_age',
  'german_from',
  'german_to',
  'place',
  'street',
  'postal_code',
  'city',
  'municipality',
  'area_served',
  'phone',
  'email',
  'website',
  'latitude',
  'longitude',
  'precision',
  'assured_date',
  'last_modified',
  'example',
] as const;

const columnsOf = (names: readonly string[]): TableColumn[] =>
  names.map((key) => ({ key, header: key, kind: kinds[key] ?? 'text' }));

/** CSV for machines: comma, point, UTF-8; what looks like a formula is defused as in every table of ours. */
const format = { separator: ',', bom: false } as const;

export function offersCsv(context: Context): AsyncIterable<string> {
  async function* rows() {
    const ground = await groundOf(context);
    for await (const row of allOffers(context)) yield rowOf(row, context, ground);
  }
  return csv(columnsOf(offerColumns), rows(), format);
}

/** GeoJSON (RFC 7946): one feature an offer; those without a place that may be shown have no geometry. */
export async function* offersGeoJson(context: Context): AsyncIterable<string> {
  const ground = await groundOf(context);
  let text = '{"type":"FeatureCollection","features":[';
  let first = true;
  for await (const row of allOffers(context)) {
    const { latitude, longitude, ...told } = rowOf(row, context, ground);
    const properties = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== '' && value !== null));
    const geometry = typeof latitude === 'number' ? { type: 'Point', coordinates: [longitude, latitude] } : null;
    text += `${first ? '' : ','}\n${JSON.stringify({ type: 'Feature', id: row.offerId, geometry, properties })}`;
    first = false;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield `${text}\n]}\n`;
}

const organisationColumns = [
  'id',
  'url',
  'name',
  'short_name',
  'kind',
  'description',
  'municipalities',
  'phone',
  'email',
  'website',
  'offers',
];

export function organisationsCsv(context: Context): AsyncIterable<string> {
  async function* rows() {
    const wording = wordingIn(german);
    for (let offset = 0; ; offset += piece) {
      const filter = { tenantIds: [context.tenant.id], text: '' };
      const { rows: found } = await listOrganizations(context.database.shared, filter, { limit: piece, offset });
      for (const { organisationId, slug, content, services } of found)
        yield {
          id: organisationId,
          url: `${context.publicUrl}${paths.organisation({ tenant: context.tenant, language: german }, slug)}`,
          name: content.name,
          short_name: content.shortName ?? '',
          kind: wording.t(`directory:organisationKind.${content.kind}`),
          description: content.description,
          municipalities: content.towns.join('; '),
          phone: content.phone ?? '',
          email: content.email ?? '',
          website: content.website ?? '',
          offers: services.length,
        };
      if (found.length < piece) return;
    }
  }
  return csv(columnsOf(organisationColumns), rows(), format);
}

/** What the directory gives to the district's catalogue; the standard's interface stands beside the files. */
export async function directoryDatasets(context: Context): Promise<readonly OpenDataset[]> {
  const { tenant } = context;
  const { slug, ags } = tenant;
  const name = tenantName(tenant, german);
  const file = (path: string, type: string, mediaType: string, title: string): OpenDistribution => ({
    path,
    format: type,
    mediaType,
    titles: { de: title },
    licence,
    attribution: name,
  });
  const shared = {
    themes: ['SOCI', 'EDUC', 'GOVE'],
    frequency: 'CONT',
    temporal: null,
    territories: [ags],
    level: 'municipality' as const,
    issued: null,
    modified: tenant.contentChangedAt,
    page: `/${slug}/de/angebote`,
  };
  const hsds = 'https://docs.openreferral.org/en/3.0/';
  return [
    {
      ...shared,
      id: 'offers',
      titles: { de: `Angebote für Zugewanderte: ${name}`, en: `Offers for newcomers: ${name}` },
      descriptions: {
        de: 'Kurse, Beratung, Treffpunkte und Ehrenamt mit Zeiten, Sprachen, Kosten und Ort, wie sie öffentlich im Wegweiser stehen.',
        en: 'Courses, advice, meeting places and volunteering with times, languages, cost and place, as published in the directory.',
      },
      keywords: ['Integration', 'Angebote', 'Beratung', 'Sprachkurse', 'Ehrenamt'],
      distributions: [
        { ...file(`/hsds/3/${slug}/services`, 'JSON', 'application/json', 'Angebote nach HSDS 3.0'), conformsTo: [hsds] },
        file(`/open-data/${slug}/offers.geojson`, 'GEOJSON', 'application/geo+json', 'Angebote als GeoJSON'),
        file(`/open-data/${slug}/offers.csv`, 'CSV', 'text/csv', 'Angebote als CSV'),
      ],
    },
    {
      ...shared,
      id: 'organisations',
      titles: { de: `Anbieter und Einrichtungen: ${name}`, en: `Providers and institutions: ${name}` },
      descriptions: {
        de: 'Vereine, Verbände, Behörden und Einrichtungen, die Angebote für Zugewanderte machen.',
        en: 'Associations, authorities and institutions that make offers for newcomers.',
      },
      keywords: ['Integration', 'Anbieter', 'Vereine', 'Einrichtungen'],
      distributions: [
        { ...file(`/hsds/3/${slug}/organizations`, 'JSON', 'application/json', 'Anbieter nach HSDS 3.0'), conformsTo: [hsds] },
        file(`/open-data/${slug}/organisations.csv`, 'CSV', 'text/csv', 'Anbieter als CSV'),
      ],
    },
  ];
}
