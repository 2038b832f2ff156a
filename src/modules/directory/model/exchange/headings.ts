import { offerColumns } from '../table/columns.ts';

/** Columns of ours that only sources have: ids and facts of organisations, and texts that hold several things. */
export const sourceColumns = [
  { key: 'externalId', header: 'Kennung bei der Quelle', also: ['id', 'nr', 'uid', 'guid', 'schlüssel', 'lfd nr', 'datensatz'] },
  { key: 'address', header: 'Anschrift (Straße, PLZ Stadt)', also: ['adresse', 'anschrift', 'address', 'location'] },
  { key: 'coordinates', header: 'Koordinaten (Breite, Länge)', also: ['koordinaten', 'coordinates', 'latlon', 'geo'] },
  { key: 'organisationEmail', header: 'E-Mail der Organisation', also: [] },
  { key: 'organisationWebsite', header: 'Internet-Seite der Organisation', also: [] },
  { key: 'organisationPhone', header: 'Telefon der Organisation', also: [] },
  { key: 'organisationAddress', header: 'Anschrift der Organisation (Straße, PLZ Stadt)', also: [] },
] as const;

/** Further names under which people keep what our columns hold. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  name: [
    'titel',
    'title',
    'angebot',
    'bezeichnung',
    'veranstaltung',
    'kurs',
    'projekt',
    'einrichtung',
    'offer',
    'service',
    'summary',
  ],
  summary: ['kurzbeschreibung', 'kurztext', 'untertitel', 'teaser', 'short description', 'abstract'],
  description: ['text', 'inhalt', 'details', 'langtext', 'info', 'informationen', 'description', 'beschreibungstext'],
  organisation: [
    'verein',
    'institution',
    'veranstalter',
    'einrichtung',
    'organization',
    'organisation name',
    'provider',
    'operator',
    'traeger',
  ],
  categories: [
    'kategorie',
    'kategorien',
    'rubrik',
    'bereich',
    'handlungsfeld',
    'category',
    'categories',
    'type',
    'typ',
    'schlagworte',
    'tags',
  ],
  town: ['gemeinde', 'stadt oder gemeinde', 'municipality', 'ags', 'gemeindeschlüssel'],
  quarter: ['ortsteil', 'bezirk', 'district', 'suburb'],
  placeName: ['veranstaltungsort', 'treffpunkt', 'raum', 'venue', 'location name', 'haus'],
  street: [
    'str',
    'straße hausnummer',
    'straße und hausnummer',
    'street',
    'addr street',
    'hausnummer',
    'hnr',
    'addr housenumber',
    'strasse',
  ],
  postcode: ['zip', 'postal code', 'plz ort', 'addr postcode'],
  city: ['addr city', 'wohnort', 'city', 'ortsname'],
  lat: ['latitude', 'lat', 'breitengrad', 'geo lat', 'y'],
  lon: ['longitude', 'lon', 'lng', 'long', 'längengrad', 'geo lon', 'x'],
  hours: ['opening hours', 'sprechzeiten', 'uhrzeit', 'zeit', 'öffnungszeit', 'termine und zeiten', 'wann', 'zeiten'],
  languages: ['sprache', 'language', 'languages', 'angebotssprachen'],
  fee: ['gebühr', 'kostenlos', 'cost'],
  amount: ['preis', 'eur', 'euro', 'teilnahmebeitrag', 'entgelt', 'price', 'fee'],
  feeNote: ['kostenhinweis', 'fees description'],
  phone: ['tel', 'telefonnummer', 'rufnummer', 'phone', 'fon', 'contact phone', 'festnetz'],
  email: ['mail', 'e mail adresse', 'email', 'kontakt e mail', 'contact email'],
  website: ['www', 'link', 'url', 'web', 'webseite', 'internet', 'internetadresse', 'webadresse', 'contact website'],
  role: ['ansprechpartner', 'ansprechperson', 'kontaktstelle'],
  targetGroups: ['zielgruppe', 'target group', 'audience'],
  how: ['anmeldung bei', 'so melden sie sich an'],
  confirmedOn: ['stand', 'aktualisiert am', 'geprüft am', 'letzte prüfung'],
};

/** A heading without what people write differently: case, dots, dashes, brackets with hints. */
export function plainHeading(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)/g, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const known = new Map<string, string>();
for (const { key, header, also = [] } of [...offerColumns, ...sourceColumns])
  for (const name of [header, key, ...also]) if (!known.has(plainHeading(name))) known.set(plainHeading(name), key);
for (const [key, names] of Object.entries(synonyms))
  for (const name of names) if (!known.has(plainHeading(name))) known.set(plainHeading(name), key);

/** The column of ours that a heading means. */
export const columnOfHeading = (heading: string): string | undefined => known.get(plainHeading(heading));

/** All that a column of theirs may go into, in the order of our table. */
export const targets: readonly { readonly key: string; readonly header: string }[] = [
  sourceColumns[0],
  ...offerColumns,
  ...sourceColumns.slice(1),
];
