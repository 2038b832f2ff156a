import {
  Button,
  ButtonRow,
  type Column,
  DateField,
  Exports,
  FilterBar,
  Form,
  LinkButton,
  ListHead,
  type Option,
  type OptionGroup,
  PageHeader,
  SelectField,
  StateMark,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import type { EntryList } from '../../service/listing.ts';
import { day } from './formats.ts';
import { Found } from './found.tsx';
import { type DeskFrame, DeskPage } from './frame.tsx';

export type EntryRow = EntryList['rows'][number];

export interface EntriesPageProps {
  readonly frame: DeskFrame;
  readonly list: EntryList;
  /** The filter as it stands in the address. */
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly organisations: boolean;
  readonly towns: readonly Option[];
  readonly kinds: readonly Option[];
  readonly categories: readonly OptionGroup[];
  /** Name of a town that is not among the own ones, too. */
  readonly townName: (key: string) => string;
  readonly order: { readonly by: string; readonly descending: boolean };
  readonly sortHref: (by: string, descending: boolean) => string;
  readonly first?: string | undefined;
  readonly next?: string | undefined;
  readonly exports: { readonly csv: string; readonly xlsx: string };
}

export const entryStates = ['published', 'waiting', 'unpublished', 'archived'] as const;

export function EntryState({ entry }: { entry: Pick<EntryRow, 'publishedVersion' | 'archivedAt'> }) {
  const { t } = useView();
  if (entry.publishedVersion !== null) return <StateMark state="done">{t('directory:staff.state.published')}</StateMark>;
  if (entry.archivedAt) return <StateMark state="stopped">{t('directory:staff.state.archived')}</StateMark>;
  return <StateMark state="draft">{t('directory:staff.state.unpublished')}</StateMark>;
}

function Filters({ frame, values, errors, organisations, towns, kinds, categories }: EntriesPageProps) {
  const { t } = useView();
  const path = `${frame.base}/eintraege`;
  const { sortierung = '', richtung = '', ...filters } = values;
  const keep = [
    { name: 'sortierung', value: sortierung },
    { name: 'richtung', value: richtung },
  ].filter(({ value }) => value);
  const all = t('directory:staff.all');
  return (
    <FilterBar action={path} values={values} keep={keep} resetHref={Object.values(filters).some(Boolean) ? path : undefined}>
      <TextField name="q" type="search" label={t('directory:field.label.name')} maxLength={100} />
      <SelectField
        name="art"
        label={t('directory:staff.column.kind')}
        empty={t('directory:staff.entries.offers')}
        options={kinds}
      />
      <SelectField name="ort" label={t('directory:field.label.town')} empty={all} options={towns} />
      {!organisations && (
        <SelectField name="thema" label={t('directory:staff.column.category')} empty={all} options={categories} />
      )}
      <SelectField
        name="stand"
        label={t('directory:staff.column.state')}
        empty={all}
        options={entryStates.map((value) => ({ value, label: t(`directory:staff.state.${value}`) }))}
      />
      <DateField name="bestaetigt_vor" label={t('directory:staff.entries.confirmed_before')} error={errors.bestaetigt_vor} />
    </FilterBar>
  );
}

function columnsOf(props: EntriesPageProps, { t, language }: ReturnType<typeof useView>): Column<EntryRow>[] {
  const { frame, order, sortHref, townName, organisations } = props;
  const sortable = (by: string) => ({
    sortHref: sortHref(by, order.by === by ? !order.descending : by === 'updated'),
    sorted: order.by === by ? (order.descending ? ('descending' as const) : ('ascending' as const)) : undefined,
  });
  return [
    {
      key: 'name',
      label: t('directory:field.label.name'),
      rowHeader: true,
      ...sortable('name'),
      cell: (row) => (
        <a href={`${frame.base}/eintraege/${row.id}`}>
          <bdi>{row.name}</bdi>
        </a>
      ),
    },
    ...(organisations
      ? []
      : [
          {
            key: 'organisation',
            label: t('directory:staff.entry.organisation'),
            cell: (row: EntryRow) => <bdi>{row.organisationName ?? ''}</bdi>,
          },
        ]),
    {
      key: 'town',
      label: t('directory:field.label.town'),
      cell: (row) => (row.town ? townName(row.town) : t('directory:staff.whole_district')),
    },
    {
      key: 'state',
      label: t('directory:staff.column.state'),
      cell: (row) => (
        <>
          <EntryState entry={row} />
          {row.waiting > 0 && (
            <>
              {' '}
              <StateMark state="waiting">{t('directory:staff.entries.waiting', { count: row.waiting })}</StateMark>
            </>
          )}
        </>
      ),
    },
    {
      key: 'confirmed',
      label: t('directory:staff.column.confirmed'),
      ...sortable('confirmed'),
      cell: (row) => (row.confirmedOn ? day(row.confirmedOn, language) : t('directory:staff.entries.never')),
    },
    {
      key: 'updated',
      label: t('directory:staff.column.updated'),
      ...sortable('updated'),
      cell: (row) => day(row.updatedAt, language),
    },
  ];
}

function Bulk({ base, back }: { base: string; back: string }) {
  const { t } = useView();
  return (
    <Form id="bulk" action={`${base}/eintraege/sammeln`} plain hidden={{ back }}>
      <ButtonRow>
        {(['confirm', 'publish', 'archive'] as const).map((action) => (
          <Button key={action} look="secondary" small name="action" value={action}>
            {t(`directory:staff.bulk.${action}`)}
          </Button>
        ))}
      </ButtonRow>
    </Form>
  );
}

function Rows(props: EntriesPageProps) {
  const { frame, list, exports } = props;
  const view = useView();
  const { t } = view;
  return (
    <>
      <ListHead count={t('directory:staff.entries.count', { count: list.count })}>
        <Exports {...exports} />
      </ListHead>
      <Table
        caption={t('directory:staff.tab.entries')}
        captionHidden
        rows={list.rows}
        rowKey={({ id }) => id}
        columns={columnsOf(props, view)}
        selection={{
          name: 'ids',
          form: 'bulk',
          value: ({ id }) => id,
          label: ({ name }) => t('directory:staff.entries.select', { name }),
        }}
      />
      <Bulk base={frame.base} back={view.path} />
    </>
  );
}

/** The directory as a working list: filter, sort, choose, act, take along. */
export function EntriesPage(props: EntriesPageProps) {
  const { frame, list, values, organisations, first, next } = props;
  const { t } = useView();
  const { base } = frame;
  const filtered = Object.values(values).some(Boolean);
  return (
    <DeskPage frame={frame} tab="entries" title={t('directory:staff.tab.entries')}>
      <PageHeader
        title={t('directory:staff.tab.entries')}
        actions={
          <ButtonRow>
            <LinkButton href={`${base}/eintraege/neu?art=offer`} icon="plus" small>
              {t('directory:staff.entry.offer')}
            </LinkButton>
            <LinkButton href={`${base}/eintraege/neu?art=organisation`} icon="plus" small>
              {t('directory:staff.entry.organisation')}
            </LinkButton>
          </ButtonRow>
        }
      />
      <Filters {...props} />
      <Found
        any={list.rows.length > 0}
        filtered={filtered}
        resetHref={`${base}/eintraege`}
        none={t('directory:staff.entries.none')}
        noneText={t('directory:staff.entries.none_text')}
        elsewhere={
          <LinkButton href={`${base}/eintraege/neu?art=${organisations ? 'organisation' : 'offer'}`} icon="plus">
            {t('directory:staff.entries.add')}
          </LinkButton>
        }
        first={first}
        next={next}
      >
        <Rows {...props} />
      </Found>
    </DeskPage>
  );
}
