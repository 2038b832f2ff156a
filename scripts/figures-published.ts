/** The tables that the three districts published, row by row as figures of our indicators. */

/** A line of `districts/<slug>/figures/*.csv`. */
export interface Row {
  readonly indicator: string;
  readonly source: string;
  readonly territory: string;
  readonly period: string;
  readonly breakdown: string;
  /** As printed. */
  readonly value: string;
  readonly marker?: string;
  readonly quality?: string;
  readonly note?: string;
}

export interface PublishedTable {
  readonly slug: 'recklinghausen' | 'guetersloh' | 'ennepe-ruhr';
  /** Name here and in the folder of the transcriptions. */
  readonly file: string;
  readonly from: string;
  rows(text: string): Row[];
}

type Line = Readonly<Record<string, string>>;

/** Simple lines without quotes, as the transcriptions are. */
function records(text: string): Line[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index] ?? '', value])));
}

const known = <T>(list: Readonly<Record<string, T>>, name: string | undefined): T => {
  const found = list[name ?? ''];
  if (found === undefined) throw new Error(`unknown: ${name}`);
  return found;
};

const towns: Readonly<Record<string, string>> = {
  'EN-Kreis': '05954',
  Breckerfeld: '05954004',
  Ennepetal: '05954008',
  Gevelsberg: '05954012',
  Hattingen: '05954016',
  Herdecke: '05954020',
  Schwelm: '05954024',
  Sprockhövel: '05954028',
  Wetter: '05954032',
  Witten: '05954036',
};

const states: Readonly<Record<string, string>> = {
  Türkei: 'st163',
  Polen: 'st152',
  Italien: 'st137',
  Griechenland: 'st134',
  Niederlande: 'st148',
  Serbien: 'st170',
  'Russische Föderation': 'st160',
  Kosovo: 'st150',
  'Bosnien und Herzegowina': 'st122',
  Kroatien: 'st130',
  Portugal: 'st153',
  'sonstige oder ohne Angabe': 'other',
  'Gesamt (zehn größte)': 'group-top-ten',
};

/** Name in table 4 → indicator and breakdown. */
const table4: Readonly<Record<string, readonly [string, string]>> = {
  Bevölkerung: ['bevoelkerung', ''],
  'Einwohner mit Migrationshintergrund': ['bevoelkerung_migrationshintergrund', ''],
  'Anteil mit Migrationshintergrund': ['anteil_migrationshintergrund', ''],
  'ausländische Bevölkerung': ['bevoelkerung', 'nationality_group=foreign'],
  Ausländeranteil: ['auslaenderanteil', ''],
  'Ausländeranteil 15-24 Jahre': ['auslaenderanteil', 'age=group-15-24'],
  'Anteil Kinder mit Migrationshintergrund in Tageseinrichtungen': ['anteil_kita_kinder_migration', ''],
  'Abiturientenquote Ausländer': ['abiturquote', 'nationality_group=foreign'],
  'Abiturientenquote gesamt': ['abiturquote', ''],
  'ausländische Schulabgänger ohne Abschluss': ['anteil_abgaenge_ohne_abschluss', 'nationality_group=foreign'],
  'Schulabgänger ohne Abschluss gesamt': ['anteil_abgaenge_ohne_abschluss', ''],
  'Auszubildende an ausländischer Bevölkerung 18-20 Jahre': ['auszubildendenquote_18_20', 'nationality_group=foreign'],
  'Auszubildende an Bevölkerung 18-20 Jahre gesamt': ['auszubildendenquote_18_20', ''],
  'arbeitslose Ausländer': ['arbeitslosenanteil', 'nationality_group=foreign'],
  'Arbeitslose gesamt': ['arbeitslosenanteil', ''],
  'SGB-II-Quote Ausländer': ['sgb2_quote', 'nationality_group=foreign'],
  'SGB-II-Quote': ['sgb2_quote', ''],
  'Kinderarmut Ausländer': ['kinderarmut', 'nationality_group=foreign'],
  'Kinderarmut gesamt': ['kinderarmut', ''],
  'Altersarmut Ausländer': ['altersarmut', 'nationality_group=foreign'],
  Altersarmut: ['altersarmut', ''],
};

const chapter3: Readonly<Record<string, readonly [string, string]>> = {
  Ausländeranteil: ['auslaenderanteil', ''],
  'Ausländische Bevölkerung aus Mittel- und Südosteuropa': ['auslaender_azr', 'nationality=group-cse-europe'],
  'Staatsangehörigkeit Rumänien': ['auslaender_azr', 'nationality=st154'],
  'Staatsangehörigkeit Polen': ['auslaender_azr', 'nationality=st152'],
  'Staatsangehörigkeit Türkei': ['auslaender_azr', 'nationality=st163'],
  'Staatsangehörigkeit Ukraine': ['auslaender_azr', 'nationality=st166'],
  'Staatsangehörigkeit Syrien': ['auslaender_azr', 'nationality=st475'],
  'Aufenthalt EU/EWR-Freizügigkeit': ['auslaender_azr', 'residence_status=free-movement'],
  'Anteil Ausländer an dualen Auszubildenden': ['anteil_auslaender_auszubildende', ''],
  'Anteil mit Migrationshintergrund (Mikrozensus)': ['anteil_migrationshintergrund', ''],
  Arbeitslosenquote: ['arbeitslosenquote', ''],
  Ausbildungsstellen: ['ausbildungsstellen', ''],
  Ausbildungsbewerbungen: ['ausbildungsbewerbungen', ''],
};

const places: Readonly<Record<string, string>> = {
  'Kreis Gütersloh': '05754',
  'Nordrhein-Westfalen': '05',
  'Ostwestfalen-Lippe': '057',
  Deutschland: 'DG',
};

const blocks: Readonly<Record<string, string>> = {
  'Räume (Cafés Teestuben Treffpunkte)': 'rooms',
  'Laufende Kosten der Treffpunkte': 'running-costs',
  'Begleitungen durch Ehrenamtliche': 'accompaniment',
  'Maßnahmen und Angebote': 'offers',
  'Broschüren und Informationsmaterial': 'brochures',
  Internetseiten: 'websites',
  Übersetzungen: 'translations',
  'Stunden zur Qualifizierung von Ehrenamtlichen': 'training-hours',
  'Monatliche Austauschtreffen von Ehrenamtlichen': 'exchange',
};

const programmes: Readonly<Record<string, string>> = {
  Griffbereit: 'griffbereit',
  'Rucksack KiTa': 'rucksack-kita',
  'Rucksack Schule': 'rucksack-schule',
};

const ratings: Readonly<Record<string, string>> = { 'sehr gut': '1', gut: '2', befriedigend: '3' };

const ennepeRuhr: readonly PublishedTable[] = [
  {
    slug: 'ennepe-ruhr',
    file: 'towns-2011.csv',
    from: 'ennepe-ruhr-towns-2011.csv',
    rows: (text) =>
      records(text).flatMap((one) => {
        const place = { source: 'en-konzept-2013-t3', territory: known(towns, one.town), period: '2011' };
        const note = one.town === 'Breckerfeld' ? 'Eigene Berechnung des Kreises' : '';
        return [
          { ...place, indicator: 'bevoelkerung', breakdown: '', value: one.population ?? '' },
          {
            ...place,
            indicator: 'bevoelkerung_migrationshintergrund',
            breakdown: '',
            value: one.migration_background ?? '',
            note,
          },
          {
            ...place,
            indicator: 'anteil_migrationshintergrund',
            breakdown: '',
            value: one.migration_background_share_pct ?? '',
            note,
          },
          { ...place, indicator: 'bevoelkerung', breakdown: 'nationality_group=foreign', value: one.foreigners ?? '' },
          { ...place, indicator: 'auslaenderanteil', breakdown: '', value: one.foreigners_share_pct ?? '' },
        ];
      }),
  },
  {
    slug: 'ennepe-ruhr',
    file: 'indicators-2011.csv',
    from: 'ennepe-ruhr-indicators-2011.csv',
    rows: (text) =>
      records(text).flatMap((one) => {
        const [indicator, breakdown] = known(table4, one.indicator);
        const figure = { indicator, source: 'en-konzept-2013-t4', period: '2011', breakdown };
        return [
          { ...figure, territory: '05954', value: one.district ?? '' },
          { ...figure, territory: '05', value: one.land ?? '' },
        ];
      }),
  },
  {
    slug: 'ennepe-ruhr',
    file: 'nationalities-2011.csv',
    from: 'ennepe-ruhr-nationalities-2011.csv',
    rows: (text) =>
      records(text).map((one) => ({
        indicator: 'anteil_staatsangehoerigkeit',
        source: 'en-konzept-2013-t2',
        territory: '05954',
        period: '2011',
        breakdown: `nationality=${known(states, one.nationality)}`,
        value: one.share_of_foreigners_pct ?? '',
      })),
  },
  {
    slug: 'ennepe-ruhr',
    file: 'nrw-nationalities-2011.csv',
    from: 'nrw-nationalities-2011.csv',
    rows: (text) =>
      records(text).flatMap((one) => {
        const place = { source: 'en-konzept-2013-t1', territory: '05', period: '2011-12-31' };
        const breakdown = `nationality=${known(states, one.nationality)}`;
        return [
          { ...place, indicator: 'auslaender_azr', breakdown, value: one.persons ?? '' },
          { ...place, indicator: 'anteil_staatsangehoerigkeit', breakdown, value: one.share_pct ?? '' },
        ];
      }),
  },
];

const guetersloh: readonly PublishedTable[] = [
  {
    slug: 'guetersloh',
    file: 'employment.csv',
    from: 'guetersloh-employment.csv',
    rows: (text) =>
      records(text).flatMap((one) => {
        const place = {
          indicator: 'beschaeftigte_arbeitsort',
          source: 'gt-konzept-2025-t1',
          territory: '05754',
          period: one.reference_date ?? '',
        };
        return [
          { ...place, breakdown: '', value: one.total ?? '' },
          { ...place, breakdown: 'nationality_group=german', value: one.german ?? '' },
          { ...place, breakdown: 'nationality_group=foreign', value: one.foreign ?? '' },
        ];
      }),
  },
  {
    slug: 'guetersloh',
    file: 'indicators.csv',
    from: 'guetersloh-indicators.csv',
    rows: (text) =>
      records(text).map((one) => {
        const [indicator, breakdown] = known(chapter3, one.indicator);
        const territory = known(places, one.territory);
        return {
          indicator,
          source: 'gt-konzept-2025-k3',
          territory,
          period: one.period ?? '',
          breakdown,
          value: one.value ?? '',
        };
      }),
  },
];

const recklinghausen: readonly PublishedTable[] = [
  {
    slug: 'recklinghausen',
    file: 'komm-an.csv',
    from: 'recklinghausen-komm-an.csv',
    rows: (text) =>
      records(text).flatMap((one) =>
        ['2016', '2017'].map((period) => ({
          indicator: 'komm_an_massnahmen',
          source: 're-bericht-2017-t3',
          territory: '05562',
          period,
          breakdown: `komm_an_block=${known(blocks, one.block)}`,
          value: one[`y${period}`] ?? '',
        })),
      ),
  },
  {
    slug: 'recklinghausen',
    file: 'placements.csv',
    from: 'recklinghausen-placements.csv',
    rows: (text) =>
      records(text).flatMap((one) => {
        const place = {
          source: 're-bericht-2017-t2',
          territory: '05562',
          // The school year begins on 1 August (§ 7 SchulG NRW).
          period: `${one.school_year?.slice(0, 4)}-08/P12M`,
          breakdown: `class_type=${one.class_type?.toLowerCase()}`,
        };
        return [
          { ...place, indicator: 'seiteneinsteiger_gemeldet', value: one.registered ?? '' },
          { ...place, indicator: 'seiteneinsteiger_vermittelt', value: one.placed ?? '' },
        ];
      }),
  },
  {
    slug: 'recklinghausen',
    file: 'programmes.csv',
    from: 'recklinghausen-programmes.csv',
    rows: (text) =>
      records(text).flatMap((one) => {
        const breakdown = `programme=${known(programmes, one.programme)}`;
        // Cumulated from 2014 to the end of the reported years.
        const place = { source: 're-bericht-2017-k1', territory: '05562', period: '2014/P4Y', breakdown };
        return [
          { ...place, indicator: 'fruehe_bildung_gruppen', value: one.groups ?? '' },
          { ...place, indicator: 'fruehe_bildung_eltern', value: one.parents ?? '' },
          { ...place, indicator: 'fruehe_bildung_kinder', value: one.children ?? '' },
        ];
      }),
  },
  {
    slug: 'recklinghausen',
    file: 'network-rating.csv',
    from: 'recklinghausen-network-rating.csv',
    rows: (text) =>
      records(text).map((one) => ({
        indicator: 'netzwerkbewertung',
        source: 're-konzept-2021-k3-5',
        territory: '05562',
        period: '2021',
        breakdown: `rating=${known(ratings, one.answer)}`,
        value: one.share_pct ?? '',
      })),
  },
];

/** All ten. */
export const publishedTables: readonly PublishedTable[] = [...ennepeRuhr, ...guetersloh, ...recklinghausen];
