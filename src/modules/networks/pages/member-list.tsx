import {
  type Column,
  EmptyState,
  Exports,
  FilterBar,
  LinkButton,
  ListHead,
  PageHeader,
  Pagination,
  SelectField,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import type { SeatList } from '../service/member-list.ts';
import { NetworkPage } from './frame.tsx';
import { Term } from './seats.tsx';

type SeatRow = SeatList['rows'][number];

export interface SeatListPageProps {
  readonly base: string;
  readonly list: SeatList;
  readonly by: 'organisation' | 'person';
  readonly values: Readonly<Record<string, string>>;
  readonly first?: string | undefined;
  readonly next?: string | undefined;
  readonly exports: { readonly csv: string; readonly xlsx: string };
}

function columnsOf({ base, by }: SeatListPageProps, { t }: ReturnType<typeof useView>): Column<SeatRow>[] {
  const organisation: Column<SeatRow> = {
    key: 'organisation',
    label: t('networks:staff.seat.organisation'),
    rowHeader: by === 'organisation',
    cell: (row) => <bdi>{row.organisationName ?? ''}</bdi>,
  };
  const person: Column<SeatRow> = {
    key: 'person',
    label: t('networks:staff.seat.person'),
    rowHeader: by === 'person',
    cell: (row) => <bdi>{row.personName ?? ''}</bdi>,
  };
  return [
    ...(by === 'organisation' ? [organisation, person] : [person, organisation]),
    {
      key: 'body',
      label: t('networks:staff.seat.body'),
      cell: (row) => (
        <a href={`${base}/${row.bodyId}`}>
          <bdi>{row.bodyName}</bdi>
        </a>
      ),
    },
    { key: 'function', label: t('networks:staff.seat.function'), cell: (row) => t(`networks:staff.function.${row.function}`) },
    { key: 'term', label: t('networks:staff.seat.term'), cell: (row) => <Term seat={row} /> },
  ];
}

/** Who sits where, over all bodies. */
export function SeatListPage(props: SeatListPageProps) {
  const { base, list, values, first, next, exports } = props;
  const view = useView();
  const { t } = view;
  const address = `${base}/sitze`;
  const filtered = Object.values(values).some(Boolean);
  return (
    <NetworkPage tab="seats" title={t('networks:staff.tab.seats')}>
      <PageHeader title={t('networks:staff.tab.seats')} lead={t('networks:staff.seats.lead')} />
      <FilterBar action={address} values={values} resetHref={filtered ? address : undefined}>
        <TextField name="q" type="search" label={t('networks:staff.seats.text')} maxLength={100} />
        <SelectField
          name="nach"
          label={t('networks:staff.seats.by')}
          empty={t('networks:staff.seats.by_organisation')}
          options={[{ value: 'person', label: t('networks:staff.seats.by_person') }]}
        />
        <SelectField
          name="stand"
          label={t('networks:staff.seats.state')}
          empty={t('networks:staff.seats.state_now')}
          options={[{ value: 'alle', label: t('networks:staff.seats.state_all') }]}
        />
      </FilterBar>
      {list.rows.length ? (
        <>
          <ListHead count={t('networks:staff.seats.count', { count: list.count })}>
            <Exports {...exports} />
          </ListHead>
          <Table
            caption={t('networks:staff.tab.seats')}
            captionHidden
            rows={list.rows}
            rowKey={({ id }) => id}
            columns={columnsOf(props, view)}
          />
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState
          title={t(filtered ? 'networks:staff.none_filtered' : 'networks:staff.seats.none')}
          actions={
            <LinkButton href={filtered ? address : base}>
              {t(filtered ? 'networks:staff.reset' : 'networks:staff.tab.bodies')}
            </LinkButton>
          }
        >
          <p>{t(filtered ? 'networks:staff.none_filtered_text' : 'networks:staff.seats.none_text')}</p>
        </EmptyState>
      )}
    </NetworkPage>
  );
}
