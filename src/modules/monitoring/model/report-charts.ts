import { isGroupOfCategories } from './breakdown.ts';
import { drawnValue } from './figures.ts';
import type { Indicator } from './indicator.ts';
import { levelOfPlace } from './places.ts';
import type { BlockOf } from './report.ts';
import type { ChartPart, Said } from './report-document.ts';
import { noteBreaks } from './report-figures.ts';
import { type Ledger, legend } from './report-ledger.ts';
import { endOf, type Found } from './report-lookup.ts';
import { figureSign, said, timeWords, unitHead } from './report-words.ts';
import { breakdownWords, chosenIndicators, placeKeys, placeName, shownIndicators, type World } from './report-world.ts';

/** More lines cannot be told apart; more bars cannot be read. */
const mostSeries = 6;
const mostCategories = 15;
/** Of more categories the largest are drawn: nationalities, say. */
const largest = 10;

interface Line {
  readonly label: Said;
  readonly found: readonly (Found | undefined)[];
}

/** One chart for each indicator, so that state and work done never stand in one. */
export function chartParts(block: BlockOf<'chart'>, title: Said, world: World, ledger: Ledger): ChartPart[] {
  const indicators =
    block.over === 'categories'
      ? chosenIndicators(block.indicators, world.indicators)
      : shownIndicators(block, [world.own.key], world);
  return indicators.flatMap((indicator) => {
    const heading = indicators.length === 1 && title.text ? title : said(indicator.names, world.words);
    if (block.over === 'categories') return categoryCharts(block, indicator, heading, world, ledger);
    const chart = block.over === 'years' ? yearsChart : placesChart;
    return chart(block, indicator, heading, world, ledger) ?? [];
  });
}

/** Counts of places of different size are not drawn together: the town would be a line on the ground beside the Land. */
function comparable(choices: BlockOf<'chart'>['places'], indicator: Indicator, world: World): string[] {
  const keys = placeKeys(choices, world);
  const [first] = keys;
  if (!indicator.additive || !first) return keys;
  return keys.filter((key) => levelOfPlace(key) === levelOfPlace(first));
}

function yearsChart(block: BlockOf<'chart'>, indicator: Indicator, title: Said, world: World, ledger: Ledger) {
  const { figures, words } = world;
  const keys = comparable(block.places, indicator, world);
  const all = keys.map((key) => ({ key, found: figures.series(indicator.key, key) })).filter(({ found }) => found.length > 0);
  const periods = [...new Map(all.flatMap(({ found }) => found.map(({ period }) => [endOf(period), period] as const)))].toSorted(
    ([one], [other]) => one.localeCompare(other),
  );
  const last = Number(periods.at(-1)?.[0].slice(0, 4));
  const within = periods.filter(([end]) => Number(end.slice(0, 4)) > last - block.years);
  const points = axis(within);
  if (points.filter(({ period }) => period).length < 2) return undefined;
  const lines = all.slice(0, mostSeries).map(({ key, found }) => ({
    label: placeName(key, world),
    found: points.map(({ end }) => found.find(({ period }) => endOf(period) === end)),
  }));
  const labels = points.map(({ period, year }) => (year || !period ? (year ?? '') : timeWords(period, words)));
  noteBreaks(indicator, labels.length > 0 ? (within[0]?.[0].slice(0, 4) ?? '') : '', String(last), ledger);
  const broken = indicator.seriesBreaks.filter(
    ({ period }) => within.some(([end]) => end >= endOf(period)) && within.some(([end]) => end < endOf(period)),
  );
  const remarks = broken.map(({ period, names }) =>
    words.t('monitoring:report.break_from', { time: timeWords(period, words), reason: said(names, words).text }),
  );
  const breaks = broken.flatMap(({ period }) => {
    const at = points.findIndex(({ end }) => end !== '' && end >= endOf(period));
    return at < 0 ? [] : [{ x: labels[at] ?? '', label: words.t('monitoring:report.break_label') }];
  });
  if (all.length > mostSeries) remarks.push(words.t('monitoring:report.first_only', { count: mostSeries }));
  const axisLabel = words.t(points.every(({ year }) => year) ? 'monitoring:report.year' : 'monitoring:report.time');
  return draw({ form: block.form, indicator, title, labels, lines, axis: axisLabel, remarks, breaks }, world, ledger);
}

/** Where each period has a year of its own, years without a figure are gaps on the axis: distances must be true. */
function axis(periods: readonly (readonly [end: string, period: string])[]) {
  const years = periods.map(([end]) => Number(end.slice(0, 4)));
  if (new Set(years).size < years.length) return periods.map(([end, period]) => ({ end, period, year: undefined }));
  const points: { end: string; period: string | undefined; year: string }[] = [];
  for (let year = years[0] ?? 0; year <= (years.at(-1) ?? -1); year++) {
    const [end = '', period] = periods[years.indexOf(year)] ?? [];
    points.push({ end, period, year: String(year) });
  }
  return points;
}

function placesChart(block: BlockOf<'chart'>, indicator: Indicator, title: Said, world: World, ledger: Ledger) {
  const { figures, words } = world;
  const keys = comparable(block.places, indicator, world);
  const newest = keys.flatMap((key) => figures.at(indicator.key, key, '', undefined)?.period ?? []);
  const period = newest.toSorted((one, other) => endOf(one).localeCompare(endOf(other))).at(-1);
  if (!period) return undefined;
  const line = {
    label: { text: timeWords(period, words) },
    found: keys.map((key) => figures.at(indicator.key, key, '', period)),
  };
  const labels = keys.map((key) => placeName(key, world).text);
  return draw(
    { form: 'bar', indicator, title, labels, lines: [line], axis: words.t('monitoring:report.place'), remarks: [] },
    world,
    ledger,
  );
}

function categoryCharts(block: BlockOf<'chart'>, indicator: Indicator, title: Said, world: World, ledger: Ledger): ChartPart[] {
  const { figures, own, dimensions, words } = world;
  return (block.dimension ? [block.dimension] : indicator.breakdowns).flatMap((key) => {
    const dimension = dimensions.find((one) => one.key === key);
    const found = new Set(figures.categories(indicator.key, own.key, key));
    const known = dimension?.categories.map(({ code }) => code).filter((code) => found.has(`${key}=${code}`)) ?? [];
    // Sums of categories (continents, say) are no bars beside their parts.
    const single = known.filter((code) => !isGroupOfCategories(code));
    const inOrder = (single.length > 0 ? single : known).map((code) => `${key}=${code}`);
    const newest = inOrder
      .flatMap((breakdown) => figures.at(indicator.key, own.key, breakdown, undefined)?.period ?? [])
      .toSorted((one, other) => endOf(one).localeCompare(endOf(other)))
      .at(-1);
    if (!dimension || !newest || inOrder.length < 2) return [];
    const shown = inOrder.length > mostCategories ? largestOf(inOrder, indicator, newest, world) : inOrder;
    const lines = comparable(block.places, indicator, world)
      .slice(0, mostSeries)
      .map(
        (place): Line => ({
          label: placeName(place, world),
          found: shown.map((breakdown) => figures.at(indicator.key, place, breakdown, newest)),
        }),
      )
      .filter(({ found: ones }) => ones.some(Boolean));
    // Without a figure of its own the place has no part in the drawing.
    if (!lines[0]?.found.some((one) => drawnValue(one?.cell) !== null)) return [];
    const labels = shown.map((breakdown) => breakdownWords(breakdown, world).text);
    const remarks = [words.t('monitoring:report.as_of', { time: timeWords(newest, words) })];
    if (shown.length < inOrder.length) {
      remarks.push(words.t('monitoring:report.largest', { count: shown.length, of: inOrder.length }));
      const unknown = inOrder.filter((one) => drawnValue(figures.at(indicator.key, own.key, one, newest)?.cell) === null).length;
      if (unknown > 0) remarks.push(words.t('monitoring:report.largest_unknown', { count: unknown }));
    }
    const axisLabel = said(dimension.names, words).text;
    const heading = { ...title, text: words.t('monitoring:report.by', { name: title.text, dimension: axisLabel }) };
    return draw({ form: 'bar', indicator, title: heading, labels, lines, axis: axisLabel, remarks }, world, ledger) ?? [];
  });
}

function largestOf(breakdowns: readonly string[], { key }: Indicator, period: string, { figures, own }: World): string[] {
  const value = (breakdown: string) => figures.at(key, own.key, breakdown, period)?.cell.value ?? Number.NEGATIVE_INFINITY;
  return breakdowns.toSorted((one, other) => value(other) - value(one)).slice(0, largest);
}

interface Drawn {
  readonly form: 'line' | 'bar';
  readonly indicator: Indicator;
  readonly title: Said;
  readonly labels: readonly string[];
  readonly lines: readonly Line[];
  readonly axis: string;
  readonly remarks: readonly string[];
  readonly breaks?: ChartPart['breaks'];
}

function draw(
  { form, indicator, title, labels, lines, axis, remarks, breaks = [] }: Drawn,
  world: World,
  ledger: Ledger,
): ChartPart | undefined {
  const { words } = world;
  // An empty drawing would look like a finding.
  if (!lines.some(({ found }) => found.some((one) => drawnValue(one?.cell) !== null))) return undefined;
  const cells = lines.flatMap(({ found }) => found.map((one) => one?.cell));
  for (const cell of cells) ledger.see(cell, indicator);
  // Years that only keep the axis true are no rows of the table.
  const rows = labels.map((_, index) => index).filter((index) => lines.some(({ found }) => found[index]));
  const told = rows.flatMap((index) => lines.map(({ found }) => found[index]?.cell));
  const unit = unitHead(indicator.unit, words);
  const names = lines.map(({ label }) => label.text).join(', ');
  const [from = '', to = ''] = [labels[0], labels.at(-1)];
  return {
    kind: 'chart',
    title,
    form,
    description: words.t(form === 'line' ? 'monitoring:report.chart_shows' : 'monitoring:report.bar_shows', {
      name: said(indicator.names, words).text,
      unit,
      series: names,
      from,
      to,
    }),
    unit,
    axis,
    noValue: '.',
    decimals: indicator.decimals,
    breaks,
    limitedLabel: words.t('monitoring:marker.limited'),
    series: lines.map(({ label, found }) => ({
      label: label.text,
      points: found.map((one, index) => ({
        x: labels[index] ?? '',
        y: drawnValue(one?.cell),
        ...(one?.cell.marker === '()' && { limited: true }),
      })),
    })),
    table: {
      columns: [{ text: axis }, ...lines.map(({ label }) => ({ ...label, text: `${label.text} (${unit})` }))],
      rows: rows.map((index) => [
        { text: labels[index] ?? '' },
        ...lines.map(({ found }) => ({ text: figureSign(found[index]?.cell, indicator, words) })),
      ]),
      numeric: lines.map((_, index) => index + 1),
    },
    remarks: [...remarks, ...legend(told, words)],
    indicator: indicator.key,
  };
}
