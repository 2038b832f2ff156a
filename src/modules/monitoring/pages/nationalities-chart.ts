import { chart } from '#platform/charts';
import { textIn } from '../model/indicator.ts';
import type { NationalitiesView } from '../model/nationalities.ts';
import { timeWords, unitHead, type Words } from '../model/report-words.ts';
import type { Drawn } from './indicator-charts.ts';

/** The largest nationalities as bars. */
export function nationalitiesChart({ indicator, top, period, place }: NationalitiesView, words: Words): Drawn {
  const tag = words.language.tag;
  return chart({
    kind: 'bar',
    title: words.t('monitoring:nationalities.title'),
    description: words.t('monitoring:nationalities.description', {
      place: textIn(place.names, tag),
      time: timeWords(period, words),
    }),
    unit: unitHead(indicator.unit, words),
    xLabel: words.t('monitoring:nationalities.nationality'),
    language: words.language,
    decimals: indicator.decimals,
    series: [
      {
        label: timeWords(period, words),
        points: top.map(({ category, cell }) => ({
          x: textIn(category.names, tag),
          y: cell.value,
          limited: cell.marker === '()',
        })),
      },
    ],
  });
}
