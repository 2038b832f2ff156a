import { formatNumber } from '#platform/i18n';
import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  DescriptionList,
  Disclosure,
  ForeignText,
  Form,
  LinkButton,
  PageHeader,
  Section,
  StaffPage,
  Table,
  useView,
} from '#platform/ui';
import type { RecommendationChange } from '../model/file/changes.ts';
import { columnOf } from '../model/file/columns.ts';
import type { FoundColumn } from '../model/file/grid.ts';
import type { Place, Remark } from '../model/file/read.ts';
import { type FilePlace, useCrumbs } from './file.tsx';

export interface FilePreviewProps {
  readonly place: FilePlace;
  readonly columns: readonly FoundColumn[];
  readonly changes: readonly RecommendationChange[];
  readonly places: readonly (Place | undefined)[];
  readonly problems: readonly Remark[];
  readonly notices: readonly Remark[];
  /** Outline or words of the edition change too. */
  readonly moreChanges: boolean;
  /** Sent again with the confirmation: exactly what was looked at is stored. */
  readonly again: Readonly<Record<string, string>>;
  readonly changedSince: boolean;
}

/** Rows of a table that a person still reads. */
const mostShown = 300;

function useRow() {
  const { t } = useView();
  return ({ row, sheet }: { row: number | null; sheet: string }) =>
    row === null ? '–' : sheet ? t('concept:staff.file.sheet_row', { sheet, row }) : String(row);
}

function Remarks({ caption, kind, remarks }: { caption: string; kind: 'problem' | 'notice'; remarks: readonly Remark[] }) {
  const { t } = useView();
  const rowOf = useRow();
  return (
    <Section title={caption}>
      <Table
        caption={caption}
        captionHidden
        rows={remarks.map((remark, index) => ({ ...remark, index }))}
        rowKey={({ index }) => String(index)}
        columns={[
          { key: 'row', label: t('concept:staff.file.row'), rowHeader: true, cell: rowOf },
          {
            key: 'column',
            label: t('concept:staff.file.column'),
            cell: ({ column }) => <ForeignText lang="de">{column}</ForeignText>,
          },
          {
            key: 'what',
            label: t('concept:staff.file.what'),
            cell: ({ code, details }) => t(`concept:staff.file.${kind}.${code}`, { ...details }),
          },
        ]}
      />
    </Section>
  );
}

const looks = { new: 'success', changed: 'info', removed: 'danger', unchanged: 'info' } as const;

function Changes({ changes, places }: Pick<FilePreviewProps, 'changes' | 'places'>) {
  const { t, language } = useView();
  const rowOf = useRow();
  const kinds = ['new', 'changed', 'removed', 'unchanged'] as const;
  const shown = changes.filter(({ kind }) => kind !== 'unchanged');
  return (
    <>
      <DescriptionList
        items={kinds.map((kind) => ({
          term: t(`concept:staff.file.change.${kind}`),
          value: formatNumber(changes.filter((one) => one.kind === kind).length, language),
        }))}
      />
      {shown.length > mostShown && <p>{t('concept:staff.file.changes_shown', { count: mostShown })}</p>}
      {shown.length > 0 && (
        <Table
          caption={t('concept:staff.file.changes')}
          captionHidden
          rows={shown.slice(0, mostShown).map((change, index) => ({ ...change, index }))}
          rowKey={({ index }) => String(index)}
          columns={[
            {
              key: 'row',
              label: t('concept:staff.file.row'),
              cell: ({ at }) => rowOf((at === null ? undefined : places[at]) ?? { row: null, sheet: '' }),
            },
            {
              key: 'number',
              label: t('concept:staff.file.number'),
              numeric: true,
              cell: ({ number }) => (number === null ? '–' : String(number)),
            },
            {
              key: 'title',
              label: t('concept:staff.file.recommendation'),
              rowHeader: true,
              cell: ({ title }) => <ForeignText lang="de">{title}</ForeignText>,
            },
            {
              key: 'kind',
              label: t('concept:staff.file.what'),
              cell: ({ kind }) => <Badge kind={looks[kind]}>{t(`concept:staff.file.change.${kind}`)}</Badge>,
            },
            {
              key: 'columns',
              label: t('concept:staff.file.column'),
              cell: ({ columns }) => <ForeignText lang="de">{columns.join(', ')}</ForeignText>,
            },
          ]}
        />
      )}
    </>
  );
}

function Columns({ columns }: { columns: readonly FoundColumn[] }) {
  const { t } = useView();
  const known = columns.filter(({ key }) => key !== undefined);
  return (
    <Disclosure title={t('concept:staff.file.columns_found', { count: known.length })}>
      <Table
        caption={t('concept:staff.file.columns')}
        captionHidden
        rows={columns.map((column, index) => ({ ...column, index }))}
        rowKey={({ index }) => String(index)}
        columns={[
          {
            key: 'heading',
            label: t('concept:staff.file.column'),
            rowHeader: true,
            cell: ({ heading }) => <ForeignText lang="de">{heading.slice(0, 120)}</ForeignText>,
          },
          {
            key: 'found',
            label: t('concept:staff.file.column_found'),
            cell: ({ key }) =>
              key ? <ForeignText lang="de">{columnOf(key).header}</ForeignText> : t('concept:staff.file.column_ignored'),
          },
        ]}
      />
    </Disclosure>
  );
}

/** Second step: what the file would do, row by row; then all or nothing. */
export function FilePreviewPage(props: FilePreviewProps) {
  const { t } = useView();
  const { place, columns, changes, problems, notices, moreChanges, again, changedSince } = props;
  const title = t('concept:staff.file.preview');
  const faulty = problems.length > 0;
  const nothing = !moreChanges && changes.every(({ kind }) => kind === 'unchanged');
  return (
    <StaffPage
      title={title}
      breadcrumb={useCrumbs(place, [{ label: t('concept:staff.file.title'), href: place.address }, { label: title }])}
    >
      <PageHeader title={title} lead={place.edition?.title} />
      {faulty && (
        <>
          <Alert kind="danger" title={t('concept:staff.file.problems_title')} live>
            <p>{t('concept:staff.file.mend')}</p>
          </Alert>
          <Remarks caption={t('concept:staff.file.problems', { count: problems.length })} kind="problem" remarks={problems} />
        </>
      )}
      {changedSince && !faulty && <Alert kind="warning" title={t('concept:staff.file.changed_since')} live />}
      {!faulty && nothing && <Alert kind="info" title={t('concept:staff.file.changes_none')} live />}
      {changes.length > 0 && (
        <Section title={t('concept:staff.file.changes')}>
          <Changes changes={changes} places={props.places} />
        </Section>
      )}
      {notices.length > 0 && (
        <Remarks caption={t('concept:staff.file.notices', { count: notices.length })} kind="notice" remarks={notices} />
      )}
      {columns.length > 0 && (
        <Section title={t('concept:staff.file.columns')}>
          <Columns columns={columns} />
        </Section>
      )}
      {faulty || nothing ? (
        <ButtonRow>
          <LinkButton href={place.address} look="primary">
            {t('concept:staff.file.other')}
          </LinkButton>
        </ButtonRow>
      ) : (
        <Section title={t('concept:staff.file.apply_hint')}>
          <Form action={`${place.address}/uebernehmen`} files hidden={again}>
            <ButtonRow>
              <Button>{t('concept:staff.file.apply')}</Button>
              <LinkButton href={place.address}>{t('concept:staff.file.other')}</LinkButton>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </StaffPage>
  );
}
