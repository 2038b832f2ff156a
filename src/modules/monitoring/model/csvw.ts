import { type Dimension, type Indicator, type Source, textIn } from './indicator.ts';
import { attributionOf, licenceOf } from './open-data.ts';
import type { OpenRow } from './open-figures.ts';
import type { markers } from './vocabulary.ts';

/** A column of the open table, with its description in CSV on the Web (W3C, Metadata Vocabulary for Tabular Data). */
interface OpenColumn {
  readonly name: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly description: string;
  readonly datatype: 'string' | 'date' | 'decimal' | 'boolean';
  readonly required?: boolean;
  readonly value: (row: OpenRow) => string;
}

export interface TableParts {
  readonly indicator: Indicator;
  /** By which the figures are broken down. */
  readonly dimensions: readonly Dimension[];
  /** Of the figures in the file. */
  readonly sources: readonly Source[];
  /** ISO day. */
  readonly asKnownOn: string;
}

const dimensionColumn = (key: string) => `by_${key}`;

export function columnsOf({ indicator, dimensions, asKnownOn }: TableParts): readonly OpenColumn[] {
  const text = (name: string, de: string, en: string, description: string, value: OpenColumn['value'], required = true) => ({
    name,
    titles: { de, en },
    description,
    datatype: 'string' as const,
    required,
    value,
  });
  return [
    text('indicator', 'Kennzahl', 'Indicator', 'Schlüssel der Kennzahl.', () => indicator.key),
    text(
      'territory',
      'Gebiet',
      'Territory',
      'Amtlicher Gemeindeschlüssel (2, 3, 5 oder 8 Stellen), Schlüssel eines Quartiers oder DG.',
      (row) => row.territory,
    ),
    text('territory_name', 'Name des Gebiets', 'Name of the territory', 'Deutscher Name.', (row) => row.territoryName),
    text('level', 'Ebene', 'Level', 'nation, land, region, kreis, association, kommune oder quartier.', (row) => row.level),
    text(
      'period',
      'Zeit',
      'Period',
      'Jahr, Monat oder Stichtag nach ISO 8601; mit /P die Dauer ab diesem Beginn.',
      (row) => row.period,
    ),
    {
      name: 'period_from',
      titles: { de: 'von', en: 'from' },
      description: 'Erster Tag.',
      datatype: 'date',
      required: true,
      value: (row) => row.from,
    },
    {
      name: 'period_to',
      titles: { de: 'bis', en: 'to' },
      description: 'Letzter Tag.',
      datatype: 'date',
      required: true,
      value: (row) => row.to,
    },
    ...dimensions.map(({ key, names, categories }) =>
      text(
        dimensionColumn(key),
        textIn(names, 'de'),
        textIn(names, 'en'),
        `Leer: insgesamt. ${categories.map(({ code, names }) => `${code}: ${textIn(names, 'de')}`).join('; ')}`,
        ({ parts }) => parts[key] ?? '',
        false,
      ),
    ),
    {
      name: 'value',
      titles: { de: 'Wert', en: 'Value' },
      description: `Einheit: ${indicator.unit}. Leer, wo das Zeichen sagt, warum es keine Zahl gibt.`,
      datatype: 'decimal',
      value: ({ cell }) => (cell.value === null ? '' : decimal(cell.value)),
    },
    text('marker', 'Zeichen', 'Marker', markerNote, ({ cell }) => cell.marker ?? '', false),
    {
      name: 'withheld',
      titles: { de: 'Geheim gehalten', en: 'Withheld' },
      description: 'true: Das Kommunale Integrationszentrum hält den Wert geheim, damit niemand erkannt wird.',
      datatype: 'boolean',
      required: true,
      value: ({ cell }) => String(cell.withheld),
    },
    text(
      'quality',
      'Qualität',
      'Quality',
      'Qualitätszeichen, wie die Quelle es liefert.',
      ({ cell }) => cell.quality ?? '',
      false,
    ),
    {
      name: 'uncertainty',
      titles: { de: 'Unsicherheit', en: 'Uncertainty' },
      description: 'Der wahre Wert liegt höchstens so weit daneben, weil die Quelle rundet; 0: nicht gerundet.',
      datatype: 'decimal',
      required: true,
      value: ({ cell }) => decimal(cell.uncertainty),
    },
    text(
      'source',
      'Quelle',
      'Source',
      'Schlüssel der Quelle; bei berechneten Werten alle, mit Leerzeichen getrennt.',
      ({ cell }) => cell.sources.join(' '),
    ),
    {
      name: 'as_known_on',
      titles: { de: 'Stand', en: 'As known on' },
      description: 'Tag, an dem die Zahlen so bekannt waren.',
      datatype: 'date',
      required: true,
      value: () => asKnownOn,
    },
  ];
}

const markerNote = `Zeichen der amtlichen Statistik: ${Object.entries({
  '-': 'genau null',
  '.': 'unbekannt oder geheim',
  '...': 'folgt später',
  '/': 'nicht sicher genug',
  x: 'nicht sinnvoll',
  '()': 'eingeschränkt sicher',
  '*': 'geheim',
} satisfies Record<keyof typeof markers, string>)
  .map(([sign, meaning]) => `${sign} ${meaning}`)
  .join('; ')}.`;

/** Never in exponents. */
const decimal = (value: number): string => {
  const plain = String(value);
  return plain.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : plain;
};

const quoted = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const line = (values: readonly string[]) => `${values.map(quoted).join(',')}\r\n`;

/**
 * The table after RFC 4180 and as CSV on the Web wants it: UTF-8 without mark, comma, point. Markers stand as they are; no text
 * of a person's choice is in the table, so nothing has to be defused for spreadsheet programs.
 */
export async function* writeCsv(parts: TableParts, rows: AsyncIterable<OpenRow>): AsyncGenerator<string> {
  const columns = columnsOf(parts);
  let piece = line(columns.map(({ name }) => name));
  for await (const row of rows) {
    piece += line(columns.map(({ value }) => value(row)));
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** What the columns mean, for machines; beside the table as `….csv-metadata.json`. */
export function csvwMetadata(
  parts: TableParts,
  {
    url,
    publisher,
    homepage,
    modified,
    page,
  }: { url: string; publisher: string; homepage: string; modified: Date; page: string },
): object {
  const { indicator, sources } = parts;
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'de' }],
    url,
    'dc:title': textIn(indicator.names, 'de'),
    'dc:description': textIn(indicator.definitions, 'de'),
    'dc:license': { '@id': licenceOf(sources) },
    'dc:rights': attributionOf(sources),
    'dc:source': sources.map(({ key, names, publisher, url, licence, licenceNote, attribution }) => ({
      'dc:identifier': key,
      'dc:title': textIn(names, 'de'),
      'dc:publisher': publisher,
      ...(url ? { 'schema:url': url } : {}),
      ...(licence ? { 'dc:license': licence } : { 'dc:rights': licenceNote }),
      ...(attribution ? { 'schema:creditText': attribution } : {}),
    })),
    'dc:publisher': { 'schema:name': publisher, 'schema:url': { '@id': homepage } },
    'dc:modified': { '@value': modified.toISOString().slice(0, 10), '@type': 'xsd:date' },
    'dcat:landingPage': { '@id': page },
    dialect: { encoding: 'utf-8', delimiter: ',', header: true, lineTerminators: ['\r\n'], quoteChar: '"' },
    tableSchema: {
      columns: columnsOf(parts).map(({ name, titles, description, datatype, required }) => ({
        name,
        titles: [name, ...Object.values(titles)],
        'dc:description': description,
        datatype,
        required: required ?? false,
      })),
      primaryKey: ['indicator', 'territory', 'period', ...parts.dimensions.map(({ key }) => dimensionColumn(key))],
    },
  };
}
