import {
  ButtonRow,
  type Column,
  EmptyState,
  FilterBar,
  LinkButton,
  ListHead,
  type Option,
  PageHeader,
  Pagination,
  SelectField,
  StateMark,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import { bodyKinds } from '../model/bodies.ts';
import { spokenRule } from '../model/body-schedule.ts';
import type { BodyList } from '../service/bodies.ts';
import { dayText, NetworkPage } from './frame.tsx';

type BodyRow = BodyList['rows'][number];

export interface BodiesPageProps {
  readonly base: string;
  readonly list: BodyList;
  /** The filter as it stands in the address. */
  readonly values: Readonly<Record<string, string>>;
  readonly territories: readonly Option[];
  readonly territoryName: (key: string) => string;
  readonly mayAdd: boolean;
  /** Bodies that last met before this day are marked as quiet. */
  readonly quietBefore: string;
  readonly first?: string | undefined;
  readonly next?: string | undefined;
}

/** Months after which a list may ask for bodies that have not met. */
export const quietMonths = [6, 12, 24] as const;
const states = ['closed', 'all'] as const;

function Filters({ base, values, territories }: BodiesPageProps) {
  const { t } = useView();
  const all = t('networks:staff.all');
  return (
    <FilterBar action={base} values={values} resetHref={Object.values(values).some(Boolean) ? base : undefined}>
      <TextField name="q" type="search" label={t('networks:staff.bodies.text')} maxLength={100} />
      <SelectField
        name="art"
        label={t('networks:staff.field.kind')}
        empty={all}
        options={bodyKinds.map((value) => ({ value, label: t(`networks:kind.${value}`) }))}
      />
      <SelectField name="ort" label={t('networks:staff.field.territory')} empty={all} options={territories} />
      <SelectField
        name="ruht"
        label={t('networks:staff.bodies.quiet')}
        empty={t('networks:staff.bodies.quiet_any')}
        options={quietMonths.map((count) => ({ value: String(count), label: t('networks:staff.bodies.quiet_for', { count }) }))}
      />
      <SelectField
        name="stand"
        label={t('networks:staff.bodies.state')}
        empty={t('networks:staff.bodies.state_open')}
        options={states.map((value) => ({ value, label: t(`networks:staff.bodies.state_${value}`) }))}
      />
    </FilterBar>
  );
}

function columnsOf(props: BodiesPageProps, { t, language }: ReturnType<typeof useView>): Column<BodyRow>[] {
  const { base, territoryName, quietBefore } = props;
  const rhythm = (rule: string) => {
    const { key, count } = spokenRule(rule);
    return t(key, { count });
  };
  return [
    {
      key: 'name',
      label: t('networks:staff.field.name'),
      rowHeader: true,
      cell: (row) => (
        <a href={`${base}/${row.id}`}>
          <bdi>{row.name}</bdi>
        </a>
      ),
    },
    { key: 'kind', label: t('networks:staff.field.kind'), cell: (row) => t(`networks:kind.${row.kind}`) },
    { key: 'territory', label: t('networks:staff.field.territory'), cell: (row) => <bdi>{territoryName(row.territory)}</bdi> },
    { key: 'seats', label: t('networks:staff.bodies.seats'), numeric: true, cell: (row) => row.seats },
    { key: 'rhythm', label: t('networks:staff.field.rhythm'), cell: (row) => rhythm(row.recurrence) },
    {
      key: 'next',
      label: t('networks:staff.bodies.next'),
      cell: (row) => (row.nextMeeting ? dayText(row.nextMeeting, language) : t('networks:staff.bodies.no_date')),
    },
    {
      key: 'last',
      label: t('networks:staff.bodies.last'),
      cell: (row) => {
        if (row.endedOn)
          return (
            <StateMark state="stopped">{t('networks:staff.body.closed', { day: dayText(row.endedOn, language) })}</StateMark>
          );
        if (!row.lastMeeting) return t('networks:staff.bodies.never');
        const day = dayText(row.lastMeeting, language);
        return row.lastMeeting.toISOString() < quietBefore ? <StateMark state="late">{day}</StateMark> : day;
      },
    },
    {
      key: 'public',
      label: t('networks:staff.field.public'),
      cell: (row) => t(row.public ? 'networks:staff.yes' : 'networks:staff.no'),
    },
  ];
}

/** All bodies and networks that somebody works with. */
export function BodiesPage(props: BodiesPageProps) {
  const { base, list, values, mayAdd, first, next } = props;
  const view = useView();
  const { t } = view;
  const filtered = Object.values(values).some(Boolean);
  const add = mayAdd && (
    <LinkButton href={`${base}/neu`} icon="plus" small>
      {t('networks:staff.body.add')}
    </LinkButton>
  );
  return (
    <NetworkPage tab="bodies" title={t('networks:staff.nav')}>
      <PageHeader
        title={t('networks:staff.nav')}
        lead={t('networks:staff.bodies.lead')}
        actions={add && <ButtonRow>{add}</ButtonRow>}
      />
      <Filters {...props} />
      {list.rows.length ? (
        <>
          <ListHead count={t('networks:staff.bodies.count', { count: list.count })} />
          <Table
            caption={t('networks:staff.nav')}
            captionHidden
            rows={list.rows}
            rowKey={({ id }) => id}
            columns={columnsOf(props, view)}
          />
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState
          title={t(filtered ? 'networks:staff.none_filtered' : 'networks:staff.bodies.none')}
          actions={filtered ? <LinkButton href={base}>{t('networks:staff.reset')}</LinkButton> : add || undefined}
        >
          <p>{t(filtered ? 'networks:staff.none_filtered_text' : 'networks:staff.bodies.none_text')}</p>
        </EmptyState>
      )}
      {!filtered && (
        <p>
          <a href={`${base}?stand=closed`}>{t('networks:staff.bodies.closed_link')}</a>
        </p>
      )}
    </NetworkPage>
  );
}
