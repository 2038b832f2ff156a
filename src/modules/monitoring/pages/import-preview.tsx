import { formatNumber } from '#platform/i18n';
import { Badge, DescriptionList, Disclosure, ForeignText, Section, Table, useView } from '#platform/ui';
import type { ImportPreview, PreviewCell } from '../model/import.ts';
import { type Dimension, type Indicator, textIn } from '../model/indicator.ts';
import { timeWords } from '../model/report-words.ts';
import { useBreakdownText, useFigure } from './import-parts.tsx';

export interface ImportNames {
  readonly indicators: readonly Indicator[];
  readonly dimensions: readonly Dimension[];
  /** Key → German name. */
  readonly places: ReadonlyMap<string, string>;
}

function useCellColumns({ indicators, dimensions, places }: ImportNames) {
  const view = useView();
  const { t, language } = view;
  const breakdown = useBreakdownText(dimensions);
  const nameOf = (key: string) => {
    const names = indicators.find((one) => one.key === key)?.names;
    return names ? textIn(names, language.tag) : key;
  };
  return {
    nameOf,
    columns: [
      {
        key: 'indicator',
        label: t('monitoring:staff.import.indicator'),
        rowHeader: true,
        cell: (cell: PreviewCell) => nameOf(cell.indicator),
      },
      {
        key: 'place',
        label: t('monitoring:staff.import.territory'),
        cell: ({ territory }: PreviewCell) => places.get(territory) ?? territory,
      },
      { key: 'breakdown', label: t('monitoring:staff.import.breakdown'), cell: (cell: PreviewCell) => breakdown(cell.breakdown) },
      { key: 'period', label: t('monitoring:staff.import.period'), cell: ({ period }: PreviewCell) => timeWords(period, view) },
    ],
  };
}

const cellId = ({ indicator, territory, breakdown, period }: PreviewCell) => [indicator, territory, breakdown, period].join('|');

/** Differences to what is stored, with examples. */
export function ImportDifferences({ preview, names }: { preview: ImportPreview; names: ImportNames }) {
  const { t, language } = useView();
  const figure = useFigure();
  const { columns, nameOf } = useCellColumns(names);
  const number = (value: number) => formatNumber(value, language);
  return (
    <Section title={t('monitoring:staff.import.differences')}>
      <DescriptionList
        items={[
          { term: t('monitoring:staff.import.added'), value: number(preview.added) },
          { term: t('monitoring:staff.import.revised'), value: number(preview.revised) },
          { term: t('monitoring:staff.import.unchanged'), value: number(preview.unchanged) },
          { term: t('monitoring:staff.import.missing'), value: number(preview.missing) },
          {
            term: t('monitoring:staff.import.by_indicator'),
            value: Object.entries(preview.indicators)
              .map(([key, count]) => `${nameOf(key)}: ${number(count)}`)
              .join('; '),
          },
        ]}
      />
      {preview.revisions.length > 0 && (
        <Disclosure
          title={t('monitoring:staff.import.revisions', { shown: preview.revisions.length, count: number(preview.revised) })}
          open
        >
          <Table
            caption={t('monitoring:staff.import.revisions', { shown: preview.revisions.length, count: number(preview.revised) })}
            captionHidden
            rows={preview.revisions}
            rowKey={cellId}
            columns={[
              ...columns,
              { key: 'before', label: t('monitoring:staff.import.before'), numeric: true, cell: ({ before }) => figure(before) },
              { key: 'after', label: t('monitoring:staff.import.after'), numeric: true, cell: ({ after }) => figure(after) },
            ]}
          />
        </Disclosure>
      )}
      {preview.missingFigures.length > 0 && (
        <Disclosure
          title={t('monitoring:staff.import.missing_list', {
            shown: preview.missingFigures.length,
            count: number(preview.missing),
          })}
        >
          <p>{t('monitoring:staff.import.missing_hint')}</p>
          <Table
            caption={t('monitoring:staff.import.missing')}
            captionHidden
            rows={preview.missingFigures}
            rowKey={cellId}
            columns={columns}
          />
        </Disclosure>
      )}
    </Section>
  );
}

/** Counts per territory; what is unknown, retired or new is said in words. */
export function ImportTerritories({ preview, names }: { preview: ImportPreview; names: ImportNames }) {
  const view = useView();
  const { t, language } = view;
  const { territories, unknownTerritories, unused, freshCategories } = preview;
  const number = (value: number) => formatNumber(value, language);
  return (
    <Section title={t('monitoring:staff.import.territories')}>
      {unknownTerritories.rows > 0 && (
        <>
          <p>{t('monitoring:staff.import.unknown_territories', { rows: number(unknownTerritories.rows) })}</p>
          <ul>
            {unknownTerritories.list.map(({ key, name, count }) => (
              <li key={`${key} ${name}`}>
                <bdi>{[key, name].filter(Boolean).join(' ') || '–'}</bdi> ({number(count)})
              </li>
            ))}
          </ul>
        </>
      )}
      <Disclosure
        title={t('monitoring:staff.import.per_territory', { count: territories.total })}
        open={territories.list.length <= 25}
      >
        <Table
          caption={t('monitoring:staff.import.per_territory', { count: territories.total })}
          captionHidden
          rows={territories.list}
          rowKey={({ key }) => key}
          columns={[
            { key: 'key', label: t('monitoring:staff.import.key'), rowHeader: true, cell: ({ key }) => key },
            {
              key: 'name',
              label: t('monitoring:staff.import.name'),
              cell: ({ key, name }) => <ForeignText lang="de">{names.places.get(key) ?? name}</ForeignText>,
            },
            { key: 'count', label: t('monitoring:staff.import.values'), numeric: true, cell: ({ count }) => number(count) },
            {
              key: 'remark',
              label: t('monitoring:staff.import.remark'),
              cell: ({ fresh, validTo }) => (
                <>
                  {validTo !== null && (
                    <Badge kind="warning">{t('monitoring:staff.import.retired', { day: timeWords(validTo, view) })}</Badge>
                  )}{' '}
                  {fresh && <Badge kind="info">{t('monitoring:staff.import.fresh')}</Badge>}
                </>
              ),
            },
          ]}
        />
      </Disclosure>
      {unused.rows > 0 && (
        <Disclosure title={t('monitoring:staff.import.unused', { rows: number(unused.rows) })}>
          <ul>
            {unused.list.map(({ measure, label, count }) => (
              <li key={measure}>
                <bdi>{label || measure}</bdi> ({number(count)})
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {freshCategories.total > 0 && (
        <Disclosure title={t('monitoring:staff.import.fresh_categories', { count: freshCategories.total })}>
          <p lang="de">{freshCategories.list.map(({ name }) => name).join(', ')}</p>
        </Disclosure>
      )}
    </Section>
  );
}
