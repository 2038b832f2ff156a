import { csv, type TableColumn } from '#platform/documents';
import type { Cell } from '../model/figures.ts';
import { textIn } from '../model/indicator.ts';
import type { NationalitiesView } from '../model/nationalities.ts';
import { type PyramidView, pyramidCell } from '../model/pyramid-view.ts';
import type { Words } from '../model/report-words.ts';

const text = (key: string, header: string): TableColumn => ({ key, header, kind: 'text' });

function valueColumns({ t }: Words): TableColumn[] {
  return [
    { key: 'value', header: t('monitoring:figures.value'), kind: 'decimal' },
    text('sign', t('monitoring:figures.sign')),
    text('source', t('monitoring:figures.source')),
  ];
}

const figureOf = ({ value, marker, sources }: Cell) => ({ value, sign: marker ?? '', source: sources });

/** The figures of an age structure as CSV for spreadsheets. */
export function pyramidCsv(view: PyramidView, words: Words): string {
  const { t, language } = words;
  const columns = [
    text('place', t('monitoring:figures.place')),
    text('period', t('monitoring:figures.period')),
    text('group', t('monitoring:pyramid.group')),
    text('sex', t('monitoring:pyramid.sex')),
    text('age', t('monitoring:pyramid.age')),
    ...valueColumns(words),
  ];
  const place = textIn(view.place.names, language.tag);
  const group = t(`monitoring:pyramid.group.${view.group}`);
  const rows = view.chosen.flatMap((period) =>
    [view.sexes.male, view.sexes.female].flatMap((sex) =>
      view.ages.flatMap((age) => {
        const cell = pyramidCell(view, period, age.code, sex.code);
        const named = { sex: textIn(sex.names, language.tag), age: textIn(age.names, language.tag) };
        return cell ? [{ place, period, group, ...named, ...figureOf(cell) }] : [];
      }),
    ),
  );
  return csv(columns, rows, { separator: ';', bom: true });
}

/** The ten largest nationalities, all others and the total as CSV for spreadsheets. */
export function nationalitiesCsv({ place, period, top, rest, total, sum }: NationalitiesView, words: Words): string {
  const { t, language } = words;
  const columns = [
    text('place', t('monitoring:figures.place')),
    text('period', t('monitoring:figures.period')),
    text('nationality', t('monitoring:nationalities.nationality')),
    ...valueColumns(words),
  ];
  const common = { place: textIn(place.names, language.tag), period };
  const named = top.map(({ category, cell }) => ({
    ...common,
    nationality: textIn(category.names, language.tag),
    ...figureOf(cell),
  }));
  const others = { ...common, nationality: t('monitoring:nationalities.rest'), value: rest };
  const all = { ...common, nationality: t('monitoring:nationalities.total'), ...(total ? figureOf(total) : { value: sum }) };
  return csv(columns, [...named, others, all], { separator: ';', bom: true });
}
