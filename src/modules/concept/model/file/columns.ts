import { plain } from './words.ts';

/** A column of the matrix. */
export interface MatrixColumn {
  readonly key: string;
  /** What the export and the template write. */
  readonly header: string;
  /** What districts write in their own tables. */
  readonly also: readonly string[];
  /** What may stand in it, for the help sheet. */
  readonly help: string;
  readonly example?: string;
  readonly required?: boolean;
  readonly width?: number;
  readonly kind?: 'integer' | 'date';
  /** Told to the reader only: the import leaves it alone. */
  readonly readOnly?: boolean;
}

const list = 'Ein Eintrag je Zeile, auch mit Aufzählungszeichen.';
const day = 'Tag, Monat oder Zeitraum: 31.12.2026, 12/2026, Q3 2026, 2026.';

/** Columns of the recommendations, in the order in which districts read them. */
export const recommendationColumns = [
  {
    key: 'number',
    header: 'Nr.',
    also: ['Nummer', 'Nr', 'lfd. Nr.', 'Empfehlung Nr.'],
    kind: 'integer',
    width: 8,
    help: 'Bleibende Nummer. Bei neuen Empfehlungen leer lassen: Die Nummer wird vergeben.',
  },
  {
    key: 'field',
    header: 'Handlungsfeld',
    also: ['Feld', 'Themenfeld', 'Bereich'],
    required: true,
    width: 24,
    help: 'Titel des Handlungsfelds. Ist die Zelle leer, gilt der Wert darüber.',
    example: 'Wohnen und Zusammenleben',
  },
  {
    key: 'guideline',
    header: 'Leitlinie',
    also: ['Leitlinien', 'Leitsatz', 'Leitbild'],
    width: 30,
    help: 'Leitlinie des Handlungsfelds; sie genügt in einer Zeile des Felds.',
    example: 'Alle Menschen wohnen gut und in guter Nachbarschaft.',
  },
  {
    key: 'challenge',
    header: 'Herausforderung',
    also: ['Kernherausforderung', 'Problem', 'Ausgangslage', 'Bedarf'],
    width: 30,
    help: 'Die Herausforderung, auf die die Empfehlung antwortet.',
    example: 'Es fehlen bezahlbare Wohnungen für große Familien.',
  },
  {
    key: 'rank',
    header: 'Rang',
    also: ['Priorität', 'Prio', 'Platz'],
    kind: 'integer',
    width: 8,
    help: 'Platz der Herausforderung in ihrem Handlungsfeld, als Zahl.',
    example: '1',
  },
  {
    key: 'goal',
    header: 'Ziel',
    also: ['Ziele', 'Zielsetzung', 'Oberziel'],
    width: 30,
    help: 'Das Ziel, dem die Empfehlung dient.',
    example: 'Familien finden eine passende Wohnung.',
  },
  {
    key: 'targetGroups',
    header: 'Zielgruppe',
    also: ['Zielgruppen', 'Für wen'],
    width: 24,
    help: `${list} Auch durch Komma oder Strichpunkt getrennt.`,
    example: '• Familien\n• Neuzugewanderte',
  },
  {
    key: 'scope',
    header: 'Sozialraum',
    also: ['Sozialräume', 'Gebiet', 'Räumlicher Bezug', 'Ebene', 'Ort'],
    width: 22,
    help: 'Kreis, Städte und Gemeinden, Quartiere oder Land, und die Namen der gemeinten Orte, durch Komma getrennt.',
    example: 'Städte und Gemeinden',
  },
  {
    key: 'title',
    header: 'Handlungsempfehlung',
    also: ['Empfehlung', 'Handlungsempfehlungen', 'Maßnahme', 'Maßnahmen', 'Empfehlungen', 'Titel der Maßnahme'],
    required: true,
    width: 40,
    help: 'Titel der Empfehlung; jeder nur einmal.',
    example: 'Wohnungslotsen ausbilden',
  },
  {
    key: 'summary',
    header: 'Kurzfassung',
    also: ['Beschreibung', 'Erläuterung', 'Kurzbeschreibung'],
    width: 40,
    help: 'In einfachen Worten, für die Öffentlichkeit.',
    example: 'Ehrenamtliche helfen bei der Suche nach einer Wohnung.',
  },
  {
    key: 'wording',
    header: 'Beschlusstext',
    also: ['Wortlaut', 'Beschlossener Wortlaut'],
    width: 40,
    help: 'Der beschlossene Wortlaut.',
  },
  {
    key: 'steps',
    header: 'Teilschritte',
    also: ['Teilschritt', 'Schritte', 'Meilensteine', 'Arbeitsschritte', 'Maßnahmenschritte'],
    width: 40,
    help: `${list} Dahinter in eckigen Klammern, was bekannt ist: [bis: 31.12.2026; Zuständig: KI; Stand: Begonnen; erledigt am: 1.3.2026; Nachweis: …; Gewicht: 2].`,
    example: '• Schulung planen [bis: 30.06.2027; Zuständig: KI]\n• Lotsen gewinnen',
  },
  {
    key: 'stakeholders',
    header: 'Mögliche Stakeholder',
    also: ['Stakeholder', 'Mögliche Akteure', 'Akteure', 'Beteiligte', 'Kooperationspartner', 'Partner'],
    width: 32,
    help: `${list} Die Rolle steht in runden Klammern: (Federführung), (Mitwirkung), (Wird beteiligt).`,
    example: '• Kommunales Integrationszentrum (Federführung)\n• Wohnungsgesellschaften',
  },
  {
    key: 'responsibilities',
    header: 'Zuständigkeit',
    also: ['Zuständigkeiten', 'Zuständig', 'Verantwortlich', 'Verantwortung', 'Verantwortlichkeit'],
    width: 24,
    help: 'Kreis, Städte und Gemeinden, Quartiersmanagement, Schulen, Kindertagesstätten, Zivilgesellschaft, Migrantenorganisationen, Wohlfahrtsverbände, Wirtschaft, Behörden, Land, Bund oder Alle; mehrere durch Komma getrennt. Andere Namen werden federführende Stakeholder.',
    example: 'Kreis, Städte und Gemeinden',
  },
  {
    key: 'resources',
    header: 'Benötigte Ressourcen',
    also: ['Ressourcen', 'Mittel', 'Ressourcenbedarf'],
    width: 32,
    help: `${list} Davor Geld:, Personal:, Räume: oder Sonstiges:, dahinter [geplant: 1.000 €; gesichert: 500 €; ausgegeben: 0 €].`,
    example: '• Geld: Schulungen [geplant: 5.000,00 €]\n• Räume: Seminarraum',
  },
  {
    key: 'timeFrame',
    header: 'Fristigkeit',
    also: ['Frist', 'Zeitrahmen', 'Zeithorizont', 'Zeitraum'],
    width: 16,
    help: 'Kurzfristig, Mittelfristig, Langfristig oder Daueraufgabe. Von mehreren gilt die früheste. Ein Datum wird Beginn und Ende.',
    example: 'Mittelfristig',
  },
  { key: 'startsOn', header: 'Beginn', also: ['Start', 'Startdatum', 'Von'], kind: 'date', help: day },
  { key: 'endsOn', header: 'Ende', also: ['Enddatum', 'Bis', 'Abschluss', 'Fällig'], kind: 'date', help: day },
  {
    key: 'status',
    header: 'Umsetzung',
    also: ['Stand', 'Status', 'Umsetzungsstand', 'Stand der Umsetzung'],
    width: 18,
    help: 'Nur was von Hand gesetzt ist: Idee, Geplant, Läuft, Umgesetzt, Ruht, Entfallen, Zusammengeführt, Abgelöst. Leer: aus Teilschritten und Daten. Ein anderer Text wird als Teilschritte gelesen.',
  },
  {
    key: 'statusReason',
    header: 'Begründung',
    also: ['Grund', 'Begründung der Umsetzung'],
    width: 24,
    help: 'Nötig bei Ruht, Entfallen, Zusammengeführt (mit der Nummer der anderen: „in Nr. 12“) und Abgelöst.',
  },
  {
    key: 'progress',
    header: 'Fortschritt',
    also: ['Fortschritt in %', 'Fortschritt in Prozent'],
    kind: 'integer',
    width: 12,
    help: 'Prozent, von Hand gesetzt. Leer: aus den Teilschritten.',
  },
  {
    key: 'now',
    header: 'Stand heute',
    also: [],
    readOnly: true,
    width: 16,
    help: 'Nur zum Lesen: der berechnete Stand am Tag der Ausgabe.',
  },
  {
    key: 'needsMoney',
    header: 'Braucht Geld',
    also: ['Zusätzliche Mittel', 'Mehrkosten'],
    width: 12,
    help: 'ja oder nein: ob zusätzliches Geld nötig ist.',
    example: 'ja',
  },
  {
    key: 'fundingReservation',
    header: 'Finanzierungsvorbehalt',
    also: ['Vorbehalt', 'Finanzierung'],
    width: 28,
    help: 'Der Vorbehalt im Wortlaut.',
    example: 'Vorbehaltlich eines eigenen Beschlusses.',
  },
  {
    key: 'needs',
    header: 'Abhängig von',
    also: ['Voraussetzung', 'Abhängigkeit', 'Abhängigkeiten'],
    width: 14,
    help: 'Nummern oder Titel der Empfehlungen, die zuerst umgesetzt sein müssen.',
  },
  {
    key: 'adoptions',
    header: 'Kommunen',
    also: ['Antworten der Kommunen', 'Rückmeldung der Kommunen'],
    width: 32,
    help: `${list} Ort: Übernommen, Mit Änderungen übernommen, Trifft nicht zu, Gibt es schon oder Noch nicht entschieden; dahinter [Stand: Läuft; Anmerkung: …; Kontakt: …].`,
  },
  {
    key: 'townSteps',
    header: 'Teilschritte der Kommunen',
    also: [],
    width: 32,
    help: `${list} Ort: Teilschritt, dahinter wie bei Teilschritte.`,
  },
  {
    key: 'indicators',
    header: 'Indikatoren',
    also: ['Indikator', 'Wirkungsindikatoren'],
    width: 20,
    help: `Was sich bewegen soll. ${list}`,
  },
  {
    key: 'figures',
    header: 'Kennzahlen',
    also: ['Kennzahl', 'Leistungskennzahlen'],
    width: 20,
    help: `Was getan wurde. ${list}`,
  },
  {
    key: 'links',
    header: 'Verweise',
    also: ['Links', 'Link'],
    width: 28,
    help: `${list} Angebot, Programm, Förderung, Strukturelles Hindernis oder Seite, dann der Name: Seite: Name [Adresse: https://…].`,
  },
  {
    key: 'weight',
    header: 'Gewicht',
    also: ['Gewichtung'],
    kind: 'integer',
    width: 10,
    help: '1 bis 10: wie viel sie im Fortschritt zählt. Leer: 1.',
  },
  {
    key: 'internal',
    header: 'Intern',
    also: ['Nicht öffentlich', 'Vertraulich'],
    width: 10,
    help: 'ja: nur für das Team sichtbar.',
  },
  {
    key: 'contact',
    header: 'Kontakt',
    also: ['Ansprechstelle', 'Kontaktstelle'],
    width: 24,
    help: 'Stelle, keine Person: wird veröffentlicht.',
  },
  { key: 'source', header: 'Quelle', also: ['Fundstelle', 'Kapitel'], width: 20, help: 'Dokument und Abschnitt.' },
] as const satisfies readonly MatrixColumn[];

/** Columns of the outline: what hangs above the recommendations, one row each, told apart by "Art". */
export const outlineColumns = [
  {
    key: 'kind',
    header: 'Art',
    also: ['Zeilenart'],
    width: 18,
    help: 'Konzept, Ausgabe, Kernthema, Handlungsfeld, Herausforderung oder Ziel. Leer oder Empfehlung: eine Empfehlung.',
  },
  {
    key: 'name',
    header: 'Kennung',
    also: ['Kurzname', 'Schlüssel'],
    width: 20,
    help: 'Kurzer Name aus kleinen Buchstaben, Ziffern und Bindestrichen. Leer: wird gebildet.',
  },
  { key: 'heading', header: 'Titel', also: [], width: 40, help: 'Titel von Konzept, Ausgabe oder Kernthema.' },
  { key: 'text', header: 'Text', also: [], width: 60, help: 'Zusammenfassung der Ausgabe, Text des Kernthemas.' },
  { key: 'method', header: 'Methode', also: [], width: 24, help: 'Wie die Herausforderung gefunden und gereiht wurde.' },
  { key: 'evidence', header: 'Belege', also: ['Beleg'], width: 30, help: 'Worauf sich die Herausforderung stützt.' },
  { key: 'colour', header: 'Farbe', also: [], width: 10, help: 'Farbe des Handlungsfelds, #rrggbb.' },
  {
    key: 'icon',
    header: 'Symbol',
    also: [],
    width: 14,
    help: 'Menschen, Wohnen, Schule, Arbeit, Gesundheit, Sprache, Verwaltung, Ehrenamt, Sport oder Kultur.',
  },
  { key: 'territory', header: 'Geltungsbereich', also: [], width: 20, help: 'Kreis oder Ort, dessen Konzept es ist.' },
  { key: 'umbrella', header: 'Dachkonzept', also: [], width: 20, help: 'Kennung des Konzepts darüber.' },
  {
    key: 'state',
    header: 'Stand der Ausgabe',
    also: [],
    width: 16,
    help: 'Entwurf, In Beteiligung, Beschlossen oder Abgelöst; beim Einlesen auf dieser Seite immer Entwurf.',
  },
  { key: 'adoptedOn', header: 'Beschlossen am', also: [], kind: 'date', help: day },
  { key: 'adoptedBy', header: 'Beschlossen von', also: [], width: 24, help: 'Gremium.' },
  { key: 'paperNumber', header: 'Drucksache', also: ['Vorlage'], width: 16, help: 'Nummer der Vorlage.' },
] as const satisfies readonly MatrixColumn[];

export type ColumnKey = (typeof recommendationColumns)[number]['key'] | (typeof outlineColumns)[number]['key'];

/** What the outline's sheet shows: its own columns and the shared ones. */
export const outlineSheetKeys: readonly ColumnKey[] = [
  'kind',
  'name',
  'heading',
  'field',
  'guideline',
  'challenge',
  'rank',
  'goal',
  'text',
  'method',
  'evidence',
  'colour',
  'icon',
  'territory',
  'umbrella',
  'state',
  'startsOn',
  'endsOn',
  'adoptedOn',
  'adoptedBy',
  'paperNumber',
  'source',
];

const all: readonly MatrixColumn[] = [...recommendationColumns, ...outlineColumns];
const byKey = new Map(all.map((column) => [column.key, column]));

export const columnOf = (key: ColumnKey): MatrixColumn => byKey.get(key) as MatrixColumn;

const byHeader = new Map(
  // The proper headers last: a synonym never takes the place of one.
  [
    ...all.flatMap(({ key, also }) => also.map((one) => [plain(one), key] as const)),
    ...all.map(({ key, header }) => [plain(header), key] as const),
  ],
);

/** The column that a heading stands for: `Mögl. Stakeholder`, `Massnahme`, `ZIELGRUPPE(N)`. */
export function columnFor(heading: string): ColumnKey | undefined {
  const said = plain(heading.replace(/\((?:n|en|r|s)\)/g, '').replace(/\bmögl\./i, 'mögliche'));
  return said ? (byHeader.get(said) as ColumnKey | undefined) : undefined;
}

export const mostRecommendations = 5000;
