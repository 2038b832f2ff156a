import { csv, type TableColumn } from '#platform/documents';
import { type IndicatorView, periodsOf, placeName } from '../model/indicator-view.ts';
import { timeWords, type Words } from '../model/report-words.ts';
import { markers } from '../model/vocabulary.ts';

/** The figures on the page of an indicator as CSV for spreadsheets: the chosen places, then the breakdown of the first. */
export function indicatorCsv(view: IndicatorView, words: Words): string {
  const { indicator, figures, chosen, breakdown } = view;
  const { t } = words;
  const header = (key: string) => t(`monitoring:figures.${key}`);
  const columns: TableColumn[] = [
    { key: 'place', header: header('place'), kind: 'text' },
    { key: 'key', header: header('place_key'), kind: 'text' },
    { key: 'breakdown', header: header('by'), kind: 'text' },
    { key: 'period', header: header('period'), kind: 'text' },
    { key: 'time', header: header('time'), kind: 'text' },
    { key: 'value', header: header('value'), kind: 'decimal' },
    { key: 'sign', header: header('sign'), kind: 'text' },
    { key: 'meaning', header: header('sign_meaning'), kind: 'text' },
    { key: 'source', header: header('source'), kind: 'text' },
  ];
  const row = (set: typeof figures, place: (typeof chosen)[number], period: string, by: string) => {
    const cell = set.cell(indicator.key, place.key, period, by);
    if (!cell) return [];
    const { value, marker, withheld, sources } = cell;
    const meaning = withheld ? t('monitoring:figures.withheld') : marker && t(`monitoring:marker.${markers[marker]}`);
    const common = { place: placeName(place, words), key: place.key, breakdown: by, period, time: timeWords(period, words) };
    return [{ ...common, value, sign: marker ?? '', meaning: meaning ?? '', source: sources }];
  };
  const totals = chosen.flatMap((place) =>
    periodsOf(figures, indicator.key, [place]).flatMap((period) => row(figures, place, period, '')),
  );
  const parts = breakdown
    ? breakdown.codes.flatMap((code) =>
        breakdown.periods.flatMap((period) =>
          row(breakdown.figures, breakdown.place, period, `${breakdown.dimension.key}=${code}`),
        ),
      )
    : [];
  return csv(columns, [...totals, ...parts], { separator: ';', bom: true });
}
