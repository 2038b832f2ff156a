import { formatNumber } from '#platform/i18n';
import { DescriptionList, Disclosure, ForeignText, Section, Table, useView } from '#platform/ui';
import type { ImportReport } from '../model/import.ts';
import { timeWords } from '../model/report-words.ts';
import { type Marker, markers } from '../model/vocabulary.ts';
import { useCodeText } from './import-parts.tsx';

const mostPeriods = 12;

/** The first and last of many. */
function shortened(list: readonly string[]): string {
  return list.length <= mostPeriods ? list.join(', ') : `${list.slice(0, 5).join(', ')} … ${list.slice(-5).join(', ')}`;
}

/** What the file is: layout, table, periods, levels, measures, signs, footnotes, licence, day. */
export function ImportStructure({ report }: { report: ImportReport }) {
  const view = useView();
  const { t, language } = view;
  const { reading, mappingName } = report;
  const number = (value: number) => formatNumber(value, language);
  const layout = t(`monitoring:staff.import.layout.${reading.layout}`);
  const markerName = (marker: string) =>
    marker === 'number' || marker === 'empty'
      ? t(`monitoring:staff.import.cell.${marker}`)
      : `${marker} ${t(`monitoring:marker.${markers[marker as Marker]}`)}`;
  const german = (text: string | null) => text && <ForeignText lang="de">{text}</ForeignText>;
  return (
    <Section title={t('monitoring:staff.import.structure')}>
      <DescriptionList
        items={[
          { term: t('monitoring:staff.import.layout'), value: layout.startsWith('staff.') ? reading.layout : layout },
          { term: t('monitoring:staff.import.table'), value: reading.tableCode },
          { term: t('monitoring:staff.import.table_title'), value: german(reading.title) },
          { term: t('monitoring:staff.import.statistic'), value: reading.statisticCode },
          { term: t('monitoring:staff.import.mapping_used'), value: mappingName },
          {
            term: t('monitoring:staff.import.periods'),
            value: shortened(Object.keys(reading.periods).map((period) => timeWords(period, view))),
          },
          {
            term: t('monitoring:staff.import.levels'),
            value: Object.entries(reading.levels)
              .map(([level, { observations, territories }]) =>
                t('monitoring:staff.import.level_line', {
                  level: t(`monitoring:staff.import.level.${level}`),
                  territories: t('monitoring:staff.import.level_territories', { count: territories }),
                  values: t('monitoring:staff.import.level_values', { count: observations }),
                }),
              )
              .join('; '),
          },
          // A file that nobody could read yet has not been counted.
          { term: t('monitoring:staff.import.rows'), value: reading.rows > 0 && number(reading.rows) },
          { term: t('monitoring:staff.import.values'), value: reading.rows > 0 && number(reading.observations) },
          {
            term: t('monitoring:staff.import.signs'),
            value: Object.entries(reading.markers)
              .map(([marker, count]) => `${markerName(marker)}: ${number(count)}`)
              .join('; '),
          },
          { term: t('monitoring:staff.import.as_of'), value: reading.asOf?.replace('T', ' ') },
          { term: t('monitoring:staff.import.licence'), value: german(reading.licence) },
          { term: t('monitoring:staff.import.encoding'), value: reading.encoding },
        ]}
      />
      {Object.keys(reading.measures).length > 0 && (
        <Disclosure title={t('monitoring:staff.import.measures', { count: Object.keys(reading.measures).length })}>
          <Table
            caption={t('monitoring:staff.import.measures', { count: Object.keys(reading.measures).length })}
            captionHidden
            rows={Object.entries(reading.measures).slice(0, 200)}
            rowKey={([code]) => code}
            columns={[
              { key: 'code', label: t('monitoring:staff.import.code'), rowHeader: true, cell: ([code]) => <bdi>{code}</bdi> },
              { key: 'label', label: t('monitoring:staff.import.name'), cell: ([, { label }]) => german(label) },
              { key: 'unit', label: t('monitoring:staff.import.unit'), cell: ([, { unit }]) => german(unit) },
            ]}
          />
        </Disclosure>
      )}
      {reading.footnotes && (
        <Disclosure title={t('monitoring:staff.import.footnotes')}>
          <div lang="de">
            {reading.footnotes.split('\n').map((line, index) => (
              <p key={index}>{line}</p>
            ))}
          </div>
        </Disclosure>
      )}
    </Section>
  );
}

/** Rows that were left out, with the reason, and remarks on those that were read. */
export function ImportRemarks({ report, more }: { report: ImportReport; more: ImportReport['reading']['rejected']['list'] }) {
  const { t, language } = useView();
  const text = useCodeText();
  const { rejected, notices, duplicates } = report.reading;
  const list = [...rejected.list, ...more];
  const count = formatNumber(rejected.count + more.length, language);
  if (!list.length && !notices.length && !duplicates.identical) return null;
  return (
    <Section title={t('monitoring:staff.import.remarks')}>
      {(notices.length > 0 || duplicates.identical > 0) && (
        <ul>
          {notices.map((notice) => (
            <li key={notice.code}>
              {text(notice.code)} ({formatNumber(notice.count, language)}
              {notice.detail && (
                <>
                  : <bdi>{notice.detail.slice(0, 300)}</bdi>
                </>
              )}
              )
            </li>
          ))}
          {duplicates.identical > 0 && <li>{t('monitoring:staff.import.repeated', { count: duplicates.identical })}</li>}
        </ul>
      )}
      {list.length > 0 && (
        <Disclosure title={t('monitoring:staff.import.rejected', { number: count })} open={list.length <= 10}>
          <Table
            caption={t('monitoring:staff.import.rejected', { number: count })}
            captionHidden
            rows={list.map((line, index) => ({ ...line, index }))}
            rowKey={({ index }) => String(index)}
            columns={[
              { key: 'row', label: t('monitoring:staff.import.row'), rowHeader: true, cell: ({ row }) => String(row) },
              { key: 'why', label: t('monitoring:staff.import.reason'), cell: ({ code }) => text(code) },
              { key: 'detail', label: t('monitoring:staff.import.found'), cell: ({ detail }) => <bdi>{detail}</bdi> },
            ]}
          />
        </Disclosure>
      )}
    </Section>
  );
}
