import type { OpenDataset, OpenDistribution } from '#platform/module';
import { iri, type Literal, prefixes, type Resource, type Triple, text, typed } from './rdf.ts';

/** Who publishes, as the district's settings say. */
export interface Publisher {
  readonly name: string;
  readonly homepage: string;
  /** Null: no settings. */
  readonly email: string | null;
  readonly phone: string | null;
}

export interface CatalogueParts {
  /** Origin of the installation. */
  readonly origin: string;
  readonly slug: string;
  /** Five digits. */
  readonly ags: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly descriptions: Readonly<Record<string, string>>;
  readonly publisher: Publisher;
  readonly page: string;
  readonly datasets: readonly OpenDataset[];
}

const authority = 'http://publications.europa.eu/resource/authority/';
const geocoding = 'http://dcat-ap.de/def/politicalGeocoding/';

/** Address of a dataset: leads people to its page, stays for ever. */
export const datasetPath = (slug: string, id: string): string => `/open-data/${slug}/datasets/${id}`;

/**
 * The catalogue in DCAT-AP.de 3.0: all mandatory properties, the recommended ones as far as there is something to say, none of
 * those that 3.0 took out (politicalGeocodingURI, geocodingDescription, legalBasis, originator, maintainer, versionInfo …).
 * `dcatde:contributorID` is set by the portal that passes it on to GovData, here Open.NRW.
 */
export function catalogueGraph({ origin, slug, ags, titles, descriptions, publisher, page, datasets }: CatalogueParts): Triple[] {
  const base = `${origin}/open-data/${slug}`;
  const [catalogue, agent, contact] = [iri(`${base}/catalog`), iri(`${base}/publisher`), iri(`${base}/contact`)];
  const newest = datasets.map(({ modified }) => modified.getTime()).reduce((a, b) => Math.max(a, b), 0);
  return [
    ...about(catalogue, 'dcat:Catalog', {
      'dct:title': inLanguages(titles),
      'dct:description': inLanguages(descriptions),
      'dct:publisher': [agent],
      'foaf:homepage': [iri(origin + page)],
      'dct:language': Object.keys(titles).flatMap(languageOf),
      'dct:spatial': [iri(`${geocoding}districtKey/${ags}`)],
      'dcat:themeTaxonomy': [iri(`${authority}data-theme`)],
      'dct:modified': newest ? [moment(new Date(newest))] : [],
      'dcat:dataset': datasets.map(({ id }) => iri(origin + datasetPath(slug, id))),
    }),
    ...about(agent, 'foaf:Agent', {
      'foaf:name': [text(publisher.name, 'de')],
      'dct:type': [iri('http://purl.org/adms/publishertype/LocalAuthority')],
      'foaf:homepage': [iri(origin + publisher.homepage)],
      'foaf:mbox': publisher.email ? [iri(`mailto:${publisher.email}`)] : [],
    }),
    // A subclass of vcard:Kind; both are said, since harvesters do not reason.
    ...about(contact, 'vcard:Kind', {
      'rdf:type': [iri(`${prefixes.vcard}Organization`)],
      'vcard:fn': [text(publisher.name)],
      'vcard:hasEmail': publisher.email ? [iri(`mailto:${publisher.email}`)] : [],
      'vcard:hasTelephone': publisher.phone ? [iri(`tel:${publisher.phone.replaceAll(/[^+\d]/g, '')}`)] : [],
      'vcard:hasURL': [iri(origin + publisher.homepage)],
    }),
    ...datasets.flatMap((dataset) => describeDataset(dataset, { origin, slug, agent, contact })),
  ];
}

function describeDataset(
  dataset: OpenDataset,
  { origin, slug, agent, contact }: { origin: string; slug: string; agent: Resource; contact: Resource },
): Triple[] {
  const self = iri(origin + datasetPath(slug, dataset.id));
  const period = iri(`${self.iri}#period`);
  const files = dataset.distributions.map((one) => ({ one, self: iri(`${origin}${one.path}#distribution`) }));
  const levels = ['administrativeDistrict', ...(dataset.level === 'administrativeDistrict' ? [] : [dataset.level])];
  return [
    ...about(self, 'dcat:Dataset', {
      'dct:title': inLanguages(dataset.titles),
      'dct:description': inLanguages(dataset.descriptions),
      'dct:identifier': [text(self.iri)],
      'dct:publisher': [agent],
      'dcat:contactPoint': [contact],
      'dcat:keyword': dataset.keywords.map((word) => text(word, 'de')),
      'dcat:theme': dataset.themes.map((theme) => iri(`${authority}data-theme/${theme}`)),
      'dct:accrualPeriodicity': [iri(`${authority}frequency/${dataset.frequency}`)],
      'dct:accessRights': [iri(`${authority}access-right/PUBLIC`)],
      'dct:language': Object.keys(dataset.titles).flatMap(languageOf),
      'dct:spatial': dataset.territories.map((key) =>
        iri(`${geocoding}${key.length === 5 ? 'district' : 'municipality'}Key/${key}`),
      ),
      'dcatde:politicalGeocodingLevelURI': levels.map((level) => iri(`${geocoding}Level/${level}`)),
      'dct:temporal': dataset.temporal ? [period] : [],
      'dct:issued': dataset.issued ? [moment(dataset.issued)] : [],
      'dct:modified': [moment(dataset.modified)],
      'dcat:landingPage': [iri(origin + dataset.page)],
      'dcat:distribution': files.map(({ self }) => self),
    }),
    ...(dataset.temporal
      ? about(period, 'dct:PeriodOfTime', {
          'dcat:startDate': [typed(dataset.temporal.from, 'xsd:date')],
          'dcat:endDate': [typed(dataset.temporal.to, 'xsd:date')],
        })
      : []),
    ...files.flatMap(({ one, self }) => describeFile(one, self, origin, dataset)),
  ];
}

function describeFile(file: OpenDistribution, self: Resource, origin: string, { titles, modified }: OpenDataset): Triple[] {
  const rights = iri(`${self.iri}-rights`);
  return [
    ...about(self, 'dcat:Distribution', {
      'dct:title': inLanguages(file.titles),
      'dcat:accessURL': [iri(origin + file.path)],
      'dcat:downloadURL': [iri(origin + file.path)],
      'dct:format': [iri(`${authority}file-type/${file.format}`)],
      'dcat:mediaType': [iri(`https://www.iana.org/assignments/media-types/${file.mediaType}`)],
      'dct:license': [iri(file.licence)],
      'dcatde:licenseAttributionByText': file.attribution ? [text(file.attribution, 'de')] : [],
      'dct:rights': file.rights ? [rights] : [],
      'dcatap:availability': [iri(`${authority}planned-availability/STABLE`)],
      'dct:language': Object.keys(titles).flatMap(languageOf),
      'dct:modified': [moment(modified)],
      'dct:conformsTo': (file.conformsTo ?? []).map(iri),
    }),
    ...(file.rights ? about(rights, 'dct:RightsStatement', { 'rdfs:label': [text(file.rights, 'de')] }) : []),
  ];
}

function about(subject: Resource, type: string, facts: Readonly<Record<string, readonly (Resource | Literal)[]>>): Triple[] {
  const [prefix = '', name = ''] = type.split(':');
  return [
    { subject, predicate: 'rdf:type', object: iri(`${prefixes[prefix]}${name}`) },
    ...Object.entries(facts).flatMap(([predicate, objects]) => objects.map((object) => ({ subject, predicate, object }))),
  ];
}

const inLanguages = (texts: Readonly<Record<string, string>>) =>
  ['de', 'en'].flatMap((tag) => (texts[tag] ? [text(texts[tag], tag)] : []));
const languages: Readonly<Record<string, string>> = { de: 'DEU', en: 'ENG' };
const languageOf = (tag: string) => (languages[tag] ? [iri(`${authority}language/${languages[tag]}`)] : []);
const moment = (date: Date) => typed(`${date.toISOString().slice(0, 19)}Z`, 'xsd:dateTime');
