import { pyramid } from '#platform/charts';
import { drawnValue } from '../model/figures.ts';
import { type Category, textIn } from '../model/indicator.ts';
import { type PyramidView, pyramidCell } from '../model/pyramid-view.ts';
import { timeWords, unitHead, type Words } from '../model/report-words.ts';
import type { Drawn } from './indicator-charts.ts';

/** The chosen years upon each other; undefined when no figure is a number. */
export function drawPyramidView(view: PyramidView, words: Words): Drawn | undefined {
  const { indicator, chosen, ages, sexes } = view;
  const name = (category: Category) => textIn(category.names, words.language.tag);
  const side = (period: string, sex: string) => ages.map(({ code }) => drawnValue(pyramidCell(view, period, code, sex)));
  const series = chosen.map((period) => ({
    label: timeWords(period, words),
    first: side(period, 'male'),
    second: side(period, 'female'),
  }));
  if (series.every(({ first, second }) => [...first, ...second].every((value) => value === null))) return undefined;
  return pyramid({
    title: words.t('monitoring:pyramid.title'),
    description: words.t('monitoring:pyramid.description', {
      place: textIn(view.place.names, words.language.tag),
      time: series.map(({ label }) => label).join(', '),
    }),
    ages: ages.map(name),
    sides: { first: name(sexes.male), second: name(sexes.female) },
    series,
    unit: unitHead(indicator.unit, words),
    ageLabel: words.t('monitoring:pyramid.age'),
    language: words.language,
    decimals: indicator.decimals,
  });
}
