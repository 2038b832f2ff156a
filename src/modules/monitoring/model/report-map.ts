import { drawnValue } from './figures.ts';
import type { BlockOf } from './report.ts';
import type { MapPart, Said, TablePart } from './report-document.ts';
import { placesTables } from './report-figures.ts';
import type { Ledger } from './report-ledger.ts';
import { endOf } from './report-lookup.ts';
import { figureWords, markerWords, number, said, timeWords, unitHead } from './report-words.ts';
import { placeName, type World } from './report-world.ts';

const mostClasses = 5;

/** The towns shaded by a share; counts are not shaded, because a large town would look like a strong one. */
export function mapPart(block: BlockOf<'map'>, title: Said, world: World, ledger: Ledger): (MapPart | TablePart)[] {
  const { words, figures, towns, shapes } = world;
  const indicator = world.indicators.find(({ key }) => key === block.indicator);
  if (!indicator) return [];
  const keys = towns.map(({ key }) => key);
  const period = keys
    .flatMap((key) => figures.at(indicator.key, key, '', undefined)?.period ?? [])
    .toSorted((one, other) => endOf(one).localeCompare(endOf(other)))
    .at(-1);
  if (!period) return [];
  const heading = title.text ? title : said(indicator.names, words);
  const [table] = placesTables([indicator], keys, heading, world, ledger);
  if (!table || indicator.additive || shapes.every(({ shape }) => !shape)) return table ? [table] : [];
  const areas = shapes.flatMap(({ key, shape }) => {
    if (!shape) return [];
    const cell = figures.at(indicator.key, key, '', period)?.cell;
    return [
      { key, name: placeName(key, world).text, value: drawnValue(cell), shown: figureWords(cell, indicator, words), shape },
    ];
  });
  const values = areas.flatMap(({ value }) => value ?? []);
  const limits = values.length > 0 ? world.classify(values, mostClasses) : [];
  const shown = (value: number) => number(value, indicator.decimals, words);
  const label = (from: number | undefined, below: number | undefined) => {
    if (from === undefined)
      return below === undefined
        ? words.t('monitoring:report.all_same')
        : words.t('monitoring:report.class_below', { below: shown(below) });
    return below === undefined
      ? words.t('monitoring:report.class_from', { from: shown(from) })
      : words.t('monitoring:report.class_between', { from: shown(from), below: shown(below) });
  };
  return [
    {
      kind: 'map',
      title: heading,
      description: words.t('monitoring:report.map_shows', {
        name: said(indicator.names, words).text,
        time: timeWords(period, words),
      }),
      unit: unitHead(indicator.unit, words),
      credit: shapes.find(({ credit }) => credit)?.credit ?? '',
      noValue: markerWords(undefined, words),
      areas,
      classes: [...limits, undefined].map((below, index) => ({ below: below ?? null, label: label(limits[index - 1], below) })),
      table,
      indicator: indicator.key,
    },
  ];
}
