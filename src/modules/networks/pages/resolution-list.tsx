import {
  ButtonRow,
  type Column,
  EmptyState,
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
import { type Resolution, resolutionStates } from '../model/resolution.ts';
import type { ResolutionList } from '../service/resolution-reading.ts';
import { dayText, NetworkPage } from './frame.tsx';
import { CountText, ResolutionMark, WayText } from './resolution-parts.tsx';

/** `/intern/{d}/beschluesse`. */
export const resolutionsBase = (district: { readonly slug: string } | undefined): string =>
  `/intern/${district?.slug ?? ''}/beschluesse`;

/** Resolutions as a table; on the page of one body or meeting without the column of bodies. */
export function ResolutionTable({ rows, withBody = false }: { rows: readonly Resolution[]; withBody?: boolean }) {
  const { t, language, district } = useView();
  const columns: Column<Resolution>[] = [
    { key: 'number', label: t('networks:staff.resolution.number'), cell: ({ number }) => <bdi>{number}</bdi> },
    {
      key: 'title',
      label: t('networks:staff.resolution.title'),
      rowHeader: true,
      cell: (row) => (
        <a href={`${resolutionsBase(district)}/${row.id}`}>
          <bdi>{row.title}</bdi>
        </a>
      ),
    },
    ...(withBody
      ? [{ key: 'body', label: t('networks:staff.resolution.body'), cell: (row: Resolution) => <bdi>{row.bodyName}</bdi> }]
      : []),
    { key: 'way', label: t('networks:staff.resolution.way'), cell: (row) => <WayText resolution={row} /> },
    { key: 'state', label: t('networks:staff.resolution.state'), cell: ({ state }) => <ResolutionMark state={state} /> },
    { key: 'count', label: t('networks:staff.resolution.votes'), cell: (row) => <CountText resolution={row} /> },
    {
      key: 'decided',
      label: t('networks:staff.resolution.decided_on'),
      cell: ({ decidedOn }) => (decidedOn ? dayText(decidedOn, language) : ''),
    },
  ];
  return (
    <Table caption={t('networks:staff.resolution.list')} captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} />
  );
}

export interface ResolutionListProps {
  readonly list: ResolutionList;
  /** The filter as it stands in the address. */
  readonly values: Readonly<Record<string, string>>;
  readonly mayAdd: boolean;
  readonly first: string | undefined;
  readonly next: string | undefined;
  readonly csvHref: string;
}

/** All resolutions within reach: filter, read, take along. */
export function ResolutionListPage({ list, values, mayAdd, first, next, csvHref }: ResolutionListProps) {
  const { t, district } = useView();
  const base = resolutionsBase(district);
  const filtered = Object.values(values).some(Boolean);
  const all = t('networks:staff.all');
  return (
    <NetworkPage tab="resolutions" title={t('networks:staff.resolution.list')}>
      <PageHeader
        title={t('networks:staff.resolution.list')}
        actions={
          mayAdd && (
            <LinkButton href={`${base}/neu`} icon="plus" small>
              {t('networks:staff.resolution.add')}
            </LinkButton>
          )
        }
      />
      <FilterBar action={base} values={values} resetHref={filtered ? base : undefined}>
        <TextField name="q" type="search" label={t('networks:staff.resolution.search')} maxLength={100} />
        <SelectField
          name="gremium"
          label={t('networks:staff.resolution.body')}
          empty={all}
          options={list.bodies.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          name="stand"
          label={t('networks:staff.resolution.state')}
          empty={all}
          options={resolutionStates.map((value) => ({ value, label: t(`networks:staff.resolution.state.${value}`) }))}
        />
        <SelectField
          name="jahr"
          label={t('networks:staff.resolution.year')}
          empty={all}
          options={list.years.map((value) => ({ value, label: value }))}
        />
      </FilterBar>
      {list.rows.length ? (
        <>
          <ListHead count={t('networks:staff.resolution.shown', { count: list.rows.length })}>
            <ButtonRow>
              <LinkButton href={csvHref} icon="download" look="tertiary" small download>
                CSV
              </LinkButton>
            </ButtonRow>
          </ListHead>
          <ResolutionTable rows={list.rows} withBody />
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState title={t(filtered ? 'networks:staff.resolution.none_filtered' : 'networks:staff.resolution.none')}>
          <p>{t(filtered ? 'networks:staff.none_filtered_text' : 'networks:staff.resolution.none_text')}</p>
        </EmptyState>
      )}
    </NetworkPage>
  );
}
