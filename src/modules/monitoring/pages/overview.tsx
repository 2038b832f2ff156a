import { formatNumber } from '#platform/i18n';
import {
  EmptyState,
  Figure,
  FigureRow,
  type IconLink,
  LinkList,
  PageHeader,
  Section,
  StaffPage,
  Table,
  useView,
} from '#platform/ui';
import { type Indicator, textIn } from '../model/indicator.ts';
import { timeWords } from '../model/report-words.ts';
import type { ImportLine } from '../store/imports.ts';
import { ImportTable } from './import-list.tsx';

export interface OverviewProps {
  readonly base: string;
  readonly newest: readonly ImportLine[];
  /** Indicators whose next figures are due, the longest overdue first. */
  readonly due: readonly Pick<Indicator, 'key' | 'names' | 'nextUpdateOn'>[];
  readonly today: string;
  readonly numbers: {
    readonly indicators: number;
    readonly observations: number;
    readonly findings: number;
    readonly waiting: number;
  };
}

/** Pages of the monitoring for staff, in the order of work. */
const places = [
  'einspielen',
  'abrufe',
  'hinweise',
  'kennzahlen',
  'ziele',
  'kalender',
  'quellen',
  'gliederungen',
  'berichte',
] as const;

/** State of the data: what came in, what is due, what contradicts itself. */
export function OverviewPage({ base, newest, due, today, numbers }: OverviewProps) {
  const view = useView();
  const { t, language } = view;
  const title = t('monitoring:staff.nav');
  const number = (value: number) => formatNumber(value, language);
  const links: IconLink[] = places.map((place) => ({
    href: `${base}/${place}`,
    label: t(`monitoring:staff.place.${place}`),
    icon: 'arrow',
  }));
  return (
    <StaffPage title={title} breadcrumb={[{ label: title }]}>
      <PageHeader title={title} lead={t('monitoring:staff.overview.lead')} />
      <FigureRow>
        <Figure
          value={number(numbers.indicators)}
          label={t('monitoring:staff.overview.indicators')}
          href={`${base}/kennzahlen`}
        />
        <Figure value={number(numbers.observations)} label={t('monitoring:staff.overview.figures')} href={`${base}/einspielen`} />
        <Figure value={number(numbers.waiting)} label={t('monitoring:staff.overview.waiting')} href={`${base}/einspielen`} />
        <Figure
          value={number(numbers.findings)}
          label={t('monitoring:staff.overview.findings')}
          href={`${base}/hinweise`}
          state={numbers.findings ? 'late' : undefined}
        />
      </FigureRow>
      <Section title={t('monitoring:staff.overview.newest')}>
        {newest.length ? (
          <ImportTable base={base} lines={newest} caption={t('monitoring:staff.overview.newest')} />
        ) : (
          <EmptyState title={t('monitoring:staff.import.none')} level={3}>
            <p>
              <a href={`${base}/einspielen`}>{t('monitoring:staff.import.none_hint')}</a>
            </p>
          </EmptyState>
        )}
      </Section>
      <Section title={t('monitoring:staff.overview.due')}>
        {due.length ? (
          <Table
            caption={t('monitoring:staff.overview.due')}
            captionHidden
            rows={due}
            rowKey={({ key }) => key}
            columns={[
              {
                key: 'name',
                label: t('monitoring:staff.import.indicator'),
                rowHeader: true,
                cell: ({ key, names }) => <a href={`${base}/kennzahlen/${key}`}>{textIn(names, language.tag)}</a>,
              },
              {
                key: 'on',
                label: t('monitoring:staff.overview.due_on'),
                cell: ({ nextUpdateOn }) =>
                  nextUpdateOn &&
                  t(`monitoring:staff.overview.${nextUpdateOn < today ? 'overdue' : 'due_day'}`, {
                    day: timeWords(nextUpdateOn, view),
                  }),
              },
            ]}
          />
        ) : (
          <p>{t('monitoring:staff.overview.none_due')}</p>
        )}
      </Section>
      <Section title={t('monitoring:staff.overview.places')}>
        <LinkList items={links} />
      </Section>
    </StaffPage>
  );
}
