/**
 * What a matrix may say for the words of a concept: the first is what the export writes (the German text of the interface),
 * the others are what districts write in their tables. Compared without case, umlaut spelling, spaces and hyphens.
 */
type Words = Readonly<Record<string, readonly string[]>>;

export const timeFrameWords = {
  short: ['Kurzfristig', 'kurz', 'sofort', 'umgehend'],
  medium: ['Mittelfristig', 'mittel'],
  long: ['Langfristig', 'lang'],
  continuous: ['Daueraufgabe', 'laufend', 'fortlaufend', 'dauerhaft', 'kontinuierlich', 'ständig', 'fortwährend', 'regelmäßig'],
} as const satisfies Words;

export const levelWords = {
  land: ['Land', 'landesweit', 'NRW'],
  kreis: ['Kreis', 'kreisweit', 'Kreisebene', 'Gesamtkreis'],
  kommune: ['Städte und Gemeinden', 'Kommune', 'Kommunen', 'Stadt', 'Städte', 'Gemeinde', 'kommunal', 'alle Kommunen'],
  quartier: ['Quartiere', 'Quartier', 'Stadtteil', 'Stadtteile', 'Ortsteil', 'Ortsteile', 'Sozialraum', 'Sozialräume'],
} as const satisfies Words;

export const responsibilityWords = {
  district: ['Kreis', 'Kreisverwaltung', 'KI', 'Kommunales Integrationszentrum', 'Kreisebene', 'Landkreis'],
  town: ['Städte und Gemeinden', 'Stadt', 'Städte', 'Kommune', 'Kommunen', 'Gemeinde', 'Gemeinden', 'Stadtverwaltung'],
  quarter: ['Quartiersmanagement', 'Quartier', 'Stadtteil', 'Stadtteilmanagement'],
  school: ['Schulen', 'Schule', 'Schulamt'],
  daycare: ['Kindertagesstätten', 'Kita', 'Kitas', 'Kindergarten', 'Kindergärten', 'Kindertageseinrichtungen'],
  civil_society: ['Zivilgesellschaft', 'Ehrenamt', 'Vereine', 'Ehrenamtliche', 'Initiativen', 'Zivilgesellschaftliche Akteure'],
  migrant_organisation: ['Migrantenorganisationen', 'MSO', 'MO', 'Migrantenselbstorganisationen', 'Migrantinnenorganisationen'],
  welfare: ['Wohlfahrtsverbände', 'Wohlfahrt', 'Träger', 'Freie Träger', 'Wohlfahrtspflege', 'Freie Wohlfahrtspflege'],
  economy: ['Wirtschaft', 'Unternehmen', 'Betriebe', 'Kammern', 'Arbeitgeber'],
  authority: [
    'Behörden',
    'Behörde',
    'Jobcenter',
    'Agentur für Arbeit',
    'Ausländerbehörde',
    'Ausländerbehörden',
    'BAMF',
    'Polizei',
  ],
  land: ['Land', 'Land NRW', 'Landesregierung', 'Bezirksregierung'],
  federal: ['Bund', 'Bundesregierung'],
  everyone: ['Alle', 'alle Beteiligten', 'alle Akteure'],
} as const satisfies Words;

export const roleWords = {
  lead: ['Federführung', 'federführend', 'Leitung', 'FF', 'Koordination', 'verantwortlich'],
  partner: ['Mitwirkung', 'Partner', 'Partnerin', 'beteiligt', 'Kooperation', 'Umsetzung'],
  consulted: ['Wird beteiligt', 'Beratung', 'beratend', 'angehört', 'Anhörung', 'zu beteiligen'],
} as const satisfies Words;

export const resourceWords = {
  money: ['Geld', 'Finanzen', 'Finanzmittel', 'Budget', 'Sachmittel', 'Fördermittel', 'Haushaltsmittel', 'Kosten', 'Mittel'],
  staff: ['Personal', 'Stelle', 'Stellen', 'Fachkräfte', 'Personalstunden', 'VZÄ', 'Stellenanteile'],
  rooms: ['Räume', 'Raum', 'Räumlichkeiten', 'Raumbedarf'],
  other: ['Sonstiges', 'Weiteres', 'Anderes'],
} as const satisfies Words;

export const linkWords = {
  offer: ['Angebot'],
  programme: ['Programm'],
  grant: ['Förderung'],
  issue: ['Strukturelles Hindernis', 'Hindernis'],
  page: ['Seite', 'Link', 'Internet-Seite'],
} as const satisfies Words;

export const stepStateWords = {
  open: ['Offen', 'geplant', 'noch nicht begonnen'],
  running: ['Begonnen', 'läuft', 'in Arbeit', 'in Umsetzung'],
  done: ['Erledigt', 'umgesetzt', 'abgeschlossen', 'fertig'],
  dropped: ['Entfallen', 'gestrichen', 'verworfen'],
} as const satisfies Words;

export const decisionWords = {
  undecided: ['Noch nicht entschieden', 'offen', 'unentschieden'],
  adopted: ['Übernommen', 'ja', 'beschlossen', 'zugestimmt'],
  changed: ['Mit Änderungen übernommen', 'mit Änderungen', 'angepasst', 'teilweise'],
  not_applicable: ['Trifft nicht zu', 'nein', 'entfällt', 'nicht zutreffend'],
  already: ['Gibt es schon', 'vorhanden', 'schon vorhanden', 'bereits vorhanden'],
} as const satisfies Words;

export const adoptionStatusWords = {
  planned: ['Geplant', 'vorgesehen'],
  running: ['Läuft', 'in Umsetzung', 'begonnen'],
  done: ['Umgesetzt', 'erledigt', 'abgeschlossen'],
  paused: ['Ruht', 'pausiert', 'zurückgestellt'],
} as const satisfies Words;

export const statusWords = {
  idea: ['Idee', 'Vorschlag'],
  planned: ['Geplant', 'in Planung', 'vorgesehen', 'noch nicht begonnen'],
  running: ['Läuft', 'in Umsetzung', 'in Bearbeitung', 'begonnen', 'laufend'],
  done: ['Umgesetzt', 'erledigt', 'abgeschlossen', 'fertig'],
  paused: ['Ruht', 'pausiert', 'zurückgestellt'],
  dropped: ['Entfallen', 'gestrichen', 'verworfen', 'nicht umgesetzt'],
  merged: ['Zusammengeführt', 'aufgegangen'],
  superseded: ['Abgelöst', 'ersetzt'],
} as const satisfies Words;

export const editionStateWords = {
  draft: ['Entwurf'],
  consultation: ['In Beteiligung'],
  adopted: ['Beschlossen'],
  superseded: ['Abgelöst'],
} as const satisfies Words;

export const iconWords = {
  people: ['Menschen'],
  home: ['Wohnen'],
  school: ['Schule'],
  work: ['Arbeit'],
  health: ['Gesundheit'],
  language: ['Sprache'],
  institution: ['Verwaltung'],
  volunteer: ['Ehrenamt'],
  sport: ['Sport'],
  culture: ['Kultur'],
} as const satisfies Words;

export const rowKindWords = {
  recommendation: ['Empfehlung', 'Handlungsempfehlung', 'Maßnahme'],
  more: ['Fortsetzung'],
  concept: ['Konzept'],
  edition: ['Ausgabe'],
  theme: ['Kernthema', 'Leitthema', 'Thema'],
  field: ['Handlungsfeld'],
  challenge: ['Herausforderung', 'Kernherausforderung'],
  goal: ['Ziel'],
} as const satisfies Words;

/** Two words are the same when this is: `Maßnahme`, `MASSNAHME` and `Mass-nahme`. */
export function plain(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

interface Index {
  readonly words: ReadonlyMap<string, string>;
  /** The longest word that can be meant; longer texts are none. */
  readonly longest: number;
}

const indexes = new WeakMap<Words, Index>();

function indexOf(words: Words): Index {
  const known = indexes.get(words);
  if (known) return known;
  const all = Object.entries(words).flatMap(([id, texts]) => texts.map((one) => [plain(one), id] as const));
  const index = { words: new Map(all), longest: Math.max(...all.map(([word]) => word.length)) + 20 };
  indexes.set(words, index);
  return index;
}

/** The word that a text stands for; undefined when it is none of them. */
export function wordOf<Of extends Words>(words: Of, text: string): (keyof Of & string) | undefined {
  const index = indexOf(words);
  return text.length > index.longest ? undefined : (index.words.get(plain(text)) as (keyof Of & string) | undefined);
}

export const labelOf = <Of extends Words>(words: Of, id: keyof Of & string): string => words[id]?.[0] ?? id;

export const choices = (words: Words): string =>
  Object.values(words)
    .map(([first]) => first)
    .join(', ');
