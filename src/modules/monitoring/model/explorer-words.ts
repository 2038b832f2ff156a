import type { FigureSet } from './figures.ts';
import { textIn } from './indicator.ts';
import type { Words } from './report-words.ts';

/** "weiblich", "weiblich, 15 bis 18 Jahre"; the word for the total where nothing is broken down. */
export function breakdownName(breakdown: string, { dimensions }: Pick<FigureSet, 'dimensions'>, { t, language }: Words): string {
  if (breakdown === '') return t('monitoring:explorer.total');
  return breakdown
    .split(';')
    .map((part) => {
      const [key, code] = part.split('=', 2);
      const category = dimensions.find((one) => one.key === key)?.categories.find((one) => one.code === code);
      return (category && textIn(category.names, language.tag)) || code;
    })
    .join(', ');
}
