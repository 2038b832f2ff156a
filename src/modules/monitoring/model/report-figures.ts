import { type Cell, drawnValue } from './figures.ts';
import type { Indicator } from './indicator.ts';
import type { BlockOf } from './report.ts';
import type { Part, Said, TablePart, Tile } from './report-document.ts';
import { type Ledger, legend } from './report-ledger.ts';
import { endOf, type Found } from './report-lookup.ts';
import { changeWords, figureSign, figureWords, said, timeWords, unitHead, unitWord } from './report-words.ts';
import { placeKeys, placeName, shownIndicators, type World } from './report-world.ts';

/** Tables put territories beside each other up to this many, and below each other from there on. */
const mostAcross = 5;

/** Figures so that they stand out: the newest, how it changed, and what it is elsewhere. */
export function figuresPart(block: BlockOf<'figures'>, title: Said, world: World, ledger: Ledger): Part | undefined {
  const { own, figures } = world;
  // What is asked for by name is shown; a whole topic leaves out what the document has shown before.
  const shown = shownIndicators(block, [own.key], world).filter(
    (indicator) => !ledger.standsOut(indicator) || block.indicators.includes(indicator.key),
  );
  const tiles = shown.map((indicator): Tile => {
    const { words } = world;
    const now = figures.at(indicator.key, own.key, '', undefined);
    ledger.see(now?.cell, indicator);
    const others = placeKeys(block.compare, world).filter((key) => key !== own.key);
    return {
      label: said(indicator.names, words),
      value: figureWords(now?.cell, indicator, words),
      isMarker: drawnValue(now?.cell) === null,
      unit: unitWord(indicator.unit, words),
      time: now ? timeWords(now.period, words) : '',
      change: tileChange(now, indicator, world),
      comparison: now ? others.flatMap((key) => compared(key, now, indicator, world, ledger)) : [],
      warnings: (now?.cell.warnings ?? []).map((warning) => words.t(`monitoring:warning.${warning}`)),
      indicator: indicator.key,
    };
  });
  return tiles.length > 0 ? { kind: 'figures', title, tiles } : undefined;
}

function tileChange(now: Found | undefined, indicator: Indicator, { own, figures, words }: World): string {
  const before = now && figures.before(indicator.key, own.key, '', now);
  if (!before || drawnValue(now.cell) === null || drawnValue(before.cell) === null) return '';
  const change = changeWords(now, before, indicator, words);
  return words.t('monitoring:report.since', { change, time: timeWords(before.period, words) });
}

/** Counts of a town and of the Land side by side say nothing; shares do. The same period, or none. */
function compared(key: string, now: Found, indicator: Indicator, world: World, ledger: Ledger): Tile['comparison'] {
  if (indicator.additive) return [];
  const other = world.figures.at(indicator.key, key, '', now.period);
  if (!other) return [];
  ledger.see(other.cell, indicator);
  return [{ place: placeName(key, world), value: figureWords(other.cell, indicator, world.words) }];
}

const withUnit = (indicator: Indicator, { words }: World): Said => {
  const name = said(indicator.names, words);
  return { ...name, text: `${name.text} (${unitHead(indicator.unit, words)})` };
};

/** Figures as tables: newest ones over territories, or years side by side. */
export function tableParts(block: BlockOf<'table'>, title: Said, world: World, ledger: Ledger): Part[] {
  const places = placeKeys(block.places, world);
  const indicators = shownIndicators(block, places, world);
  if (indicators.length === 0) return [];
  if (block.years > 1) return yearsTable(indicators, places, { title, years: block.years }, world, ledger);
  if (places.length > mostAcross) return placesTables(indicators, places, title, world, ledger);
  const { words, figures } = world;
  const cells: (Cell | undefined)[] = [];
  const rows = indicators.map((indicator) => {
    const period = places.map((place) => figures.at(indicator.key, place, '', undefined)?.period).find(Boolean);
    const values = places.map((place) => {
      const cell = period ? figures.at(indicator.key, place, '', period)?.cell : undefined;
      ledger.see(cell, indicator);
      cells.push(cell);
      return { text: figureSign(cell, indicator, words) };
    });
    return [withUnit(indicator, world), { text: period ? timeWords(period, words) : '' }, ...values];
  });
  const columns = [
    { text: words.t('monitoring:report.indicator') },
    { text: words.t('monitoring:report.time') },
    ...places.map((key) => placeName(key, world)),
  ];
  const numeric = places.map((_, index) => index + 2);
  return [{ kind: 'table', title, columns, rows, numeric, signs: legend(cells, words) }];
}

/** Rows are territories; as many indicators beside each other as fit on a page. */
export function placesTables(
  indicators: readonly Indicator[],
  places: readonly string[],
  title: Said,
  world: World,
  ledger: Ledger,
): TablePart[] {
  const { words, figures, shapes } = world;
  const tables: TablePart[] = [];
  for (let from = 0; from < indicators.length; from += mostAcross) {
    const part = indicators.slice(from, from + mostAcross);
    // The newest period that any of the territories has: a column speaks of one time.
    const periods = part.map(({ key }) =>
      places
        .flatMap((place) => figures.at(key, place, '', undefined)?.period ?? [])
        .toSorted((one, other) => endOf(other).localeCompare(endOf(one)))
        .at(0),
    );
    const cells: (Cell | undefined)[] = [];
    const rows = places.map((place) => [
      placeName(place, world),
      ...part.map((indicator, index) => {
        const period = periods[index];
        const cell = period ? figures.at(indicator.key, place, '', period)?.cell : undefined;
        ledger.see(cell, indicator);
        cells.push(cell);
        return { text: figureSign(cell, indicator, words) };
      }),
    ]);
    const heads = part.map((indicator, index) => {
      const head = withUnit(indicator, world);
      const period = periods[index];
      return period ? { ...head, text: `${head.text}, ${timeWords(period, words)}` } : head;
    });
    tables.push({
      kind: 'table',
      title,
      columns: [{ text: words.t('monitoring:report.place') }, ...heads],
      rows,
      numeric: part.map((_, index) => index + 1),
      signs: legend(cells, words),
      slugs: places.map((place) => shapes.find(({ key }) => key === place)?.slug ?? null),
    });
  }
  return tables;
}

function yearsTable(
  indicators: readonly Indicator[],
  places: readonly string[],
  { title, years: count }: { title: Said; years: number },
  world: World,
  ledger: Ledger,
): Part[] {
  const { words, figures } = world;
  const series = indicators.flatMap((indicator) =>
    places.map((place) => ({ indicator, place, found: figures.series(indicator.key, place) })),
  );
  const known = new Set(series.flatMap(({ found }) => found.map(({ period }) => endOf(period).slice(0, 4))));
  const years = [...known].toSorted().slice(-count);
  if (years.length === 0) return [];
  const cells: (Cell | undefined)[] = [];
  const rows = series.map(({ indicator, place }) => {
    noteBreaks(indicator, years[0] ?? '', years.at(-1) ?? '', ledger);
    const values = years.map((year) => {
      const cell = figures.at(indicator.key, place, '', year)?.cell;
      ledger.see(cell, indicator);
      cells.push(cell);
      return { text: figureSign(cell, indicator, words) };
    });
    const name = withUnit(indicator, world);
    return places.length > 1 ? [name, placeName(place, world), ...values] : [name, ...values];
  });
  const heads = places.length > 1 ? ['indicator', 'place'] : ['indicator'];
  const columns = [...heads.map((key) => ({ text: words.t(`monitoring:report.${key}`) })), ...years.map((text) => ({ text }))];
  const numeric = years.map((_, index) => index + heads.length);
  return [
    { kind: 'table', title, columns, rows, numeric, signs: [...legend(cells, words), words.t('monitoring:report.per_year')] },
  ];
}

/** Breaks within some years, told in the notes. */
export function noteBreaks(indicator: Indicator, from: string, to: string, ledger: Ledger): void {
  for (const { period } of indicator.seriesBreaks)
    if (endOf(period).slice(0, 4) > from && endOf(period).slice(0, 4) <= to) ledger.broken(indicator, period);
}
