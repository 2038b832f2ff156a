import { readGermanPeriod } from '../model/columns-periods.ts';
import { ReportCollector } from '../model/columns-report.ts';
import { readTerritoryKey } from '../model/columns-territories.ts';
import { isTotal } from '../model/columns-values.ts';
import type { IncomingAttribute, IncomingObservation, IncomingTable } from '../model/incoming.ts';
import { readJsonStat, type StatCategory, type StatDataset, type StatDimension } from '../model/json-stat-reading.ts';
import { type Marker, markers } from '../model/vocabulary.ts';

export const jsonStatLimit = 32 * 1024 * 1024;
const batchSize = 1000;

interface Cell {
  readonly metric: StatCategory | undefined;
  readonly place: StatCategory | undefined;
  readonly time: StatCategory | undefined;
  readonly attributes: readonly IncomingAttribute[];
}

const attributeOf = (dimension: StatDimension, { code, label }: StatCategory): IncomingAttribute => ({
  variable: dimension.id,
  variableLabel: dimension.label,
  attribute: isTotal(code) || isTotal(label) ? null : code,
  attributeLabel: label,
});

function cellAt({ dimensions }: StatDataset, position: number): Cell {
  const parts: { -readonly [Part in keyof Cell]: Cell[Part] } = {
    metric: undefined,
    place: undefined,
    time: undefined,
    attributes: [],
  };
  let rest = position;
  for (const dimension of dimensions.toReversed()) {
    const category = dimension.categories[rest % dimension.categories.length] as StatCategory;
    rest = Math.floor(rest / dimension.categories.length);
    if (dimension.role === 'metric') parts.metric = category;
    else if (dimension.role === 'geo') parts.place = category;
    else if (dimension.role === 'time') parts.time = category;
    else parts.attributes = [attributeOf(dimension, category), ...parts.attributes];
  }
  return parts;
}

/** A sign among the status texts takes the place of the value or stands beside it, as in any other table. */
function signed(value: number | null, status: string | undefined): Pick<IncomingObservation, 'value' | 'marker' | 'quality'> {
  const sign = status?.trim() ?? '';
  if (!Object.hasOwn(markers, sign)) return { value, marker: null, quality: sign || null };
  const marker = sign as Marker;
  return { value: marker === '-' ? 0 : marker === '()' ? value : null, marker, quality: null };
}

/** A dataset of JSON-stat 2.0, or a collection that holds a single one. Rows are counted by the place in `value`, the first is 1. */
export function jsonStatTable(bytes: Buffer): IncomingTable {
  let collector = new ReportCollector({ layout: 'json-stat', title: null, encoding: 'utf-8' });
  async function* batches(): AsyncGenerator<readonly IncomingObservation[]> {
    if (bytes.length > jsonStatLimit) return collector.end({ code: 'file.too_large', detail: String(bytes.length) });
    const read = readJsonStat(bytes);
    if (!read.ok) return collector.end({ code: read.code, detail: read.detail });
    const { dataset } = read;
    collector = new ReportCollector({
      layout: 'json-stat',
      title: dataset.label,
      encoding: 'utf-8',
      tableCode: dataset.code,
      statisticCode: /^\d{5}(?=\D|$)/.exec(dataset.code)?.[0] ?? null,
      asOf: dataset.updated,
      footnotes: dataset.notes,
      licence: dataset.source,
    });
    yield* observationsOf(dataset, collector);
  }
  return { batches, report: () => collector.report() };
}

function* observationsOf(dataset: StatDataset, collector: ReportCollector): Generator<readonly IncomingObservation[]> {
  let batch: IncomingObservation[] = [];
  for (const [position, given] of dataset.values) {
    const row = position + 1;
    const { metric, place, time, attributes } = cellAt(dataset, position);
    collector.row();
    const period = readGermanPeriod(time?.code ?? '') ?? readGermanPeriod(time?.label ?? '');
    if (period === undefined) {
      collector.reject(row, 'period.unknown', time?.label ?? '');
      continue;
    }
    if (given !== null && typeof given !== 'number') {
      collector.reject(row, 'value.not_a_number', String(given));
      continue;
    }
    const key = readTerritoryKey(place?.code ?? '');
    if (key?.repaired) collector.notice('territory.leading_zero_restored', place?.code);
    const observation: IncomingObservation = {
      measure: metric?.code ?? dataset.label,
      measureLabel: metric?.label ?? dataset.label,
      unit: metric?.unit ?? null,
      territory: key?.key ?? null,
      territoryLabel: place?.label ?? '',
      period,
      attributes,
      ...signed(given, dataset.statusAt(position)),
      row,
    };
    collector.add(observation);
    batch.push(observation);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
  collector.end(collector.observations ? null : { code: 'table.no_rows', detail: '' });
}
