import { formatNumber } from '#platform/i18n';
import {
  Button,
  ButtonRow,
  EmptyState,
  FileField,
  Form,
  type FormErrors,
  LinkButton,
  PageHeader,
  Pagination,
  Section,
  StaffPage,
  Table,
  useView,
} from '#platform/ui';
import type { ImportLine } from '../store/imports.ts';
import { ImportStateMark, useBytes, useTime } from './import-parts.tsx';

export const importEndings = ['.zip', '.csv', '.txt', '.xlsx', '.json'];

export interface ImportListProps {
  /** `/intern/recklinghausen/monitoring` */
  readonly base: string;
  readonly lines: readonly ImportLine[];
  /** Key of the next page. */
  readonly next: string | undefined;
  /** Not the first page. */
  readonly later: boolean;
  readonly mayImport: boolean;
  readonly megabytes: number;
  readonly errors?: FormErrors | undefined;
}

/** Imports as a table, here and on the overview. */
export function ImportTable({ base, lines, caption }: { base: string; lines: readonly ImportLine[]; caption: string }) {
  const { t, language } = useView();
  const time = useTime();
  const size = useBytes();
  return (
    <Table
      caption={caption}
      captionHidden
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          label: t('monitoring:staff.import.file'),
          rowHeader: true,
          cell: ({ id, fileName }) => (
            <a href={`${base}/einspielen/${id}`}>
              <bdi>{fileName}</bdi>
            </a>
          ),
        },
        {
          key: 'table',
          label: t('monitoring:staff.import.table'),
          cell: (line) => line.tableCode ?? line.title?.slice(0, 80) ?? '–',
        },
        { key: 'state', label: t('monitoring:staff.import.state'), cell: ({ state }) => <ImportStateMark state={state} /> },
        {
          key: 'figures',
          label: t('monitoring:staff.import.new_figures'),
          numeric: true,
          cell: ({ outcome }) => (outcome ? formatNumber(outcome.added + outcome.revised, language) : '–'),
        },
        {
          key: 'size',
          label: t('monitoring:staff.import.size'),
          numeric: true,
          cell: ({ bytes }) => (bytes ? size(bytes) : '–'),
        },
        { key: 'at', label: t('monitoring:staff.import.brought'), cell: ({ createdAt }) => time(createdAt) },
      ]}
    />
  );
}

/** Where files are brought in, and all that were. */
export function ImportListPage(props: ImportListProps) {
  const { t } = useView();
  const { base, lines, next, later, mayImport, megabytes, errors } = props;
  const title = t('monitoring:staff.import.title');
  const address = `${base}/einspielen`;
  return (
    <StaffPage title={title} breadcrumb={[{ label: t('monitoring:staff.nav'), href: base }, { label: title }]}>
      <PageHeader
        title={title}
        lead={t('monitoring:staff.import.lead')}
        actions={
          <ButtonRow>
            <LinkButton href={`${address}/zuordnungen`}>{t('monitoring:staff.mapping.list')}</LinkButton>
            <LinkButton href={`${base}/abrufe`}>{t('monitoring:staff.retrieval.title')}</LinkButton>
          </ButtonRow>
        }
      />
      {mayImport && (
        <Section title={t('monitoring:staff.import.upload')}>
          <Form action={address} files errors={errors}>
            <FileField
              name="file"
              label={t('monitoring:staff.import.file')}
              hint={t('monitoring:staff.import.file_hint')}
              accept={importEndings}
              maxMegabytes={megabytes}
              required
            />
            <ButtonRow>
              <Button>{t('monitoring:staff.import.send')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      <Section title={t('monitoring:staff.import.all')}>
        {lines.length ? (
          <ImportTable base={base} lines={lines} caption={t('monitoring:staff.import.all')} />
        ) : (
          <EmptyState title={t('monitoring:staff.import.none')} level={3}>
            <p>{t('monitoring:staff.import.none_hint')}</p>
          </EmptyState>
        )}
        <Pagination
          previous={later ? address : undefined}
          next={next === undefined ? undefined : `${address}?ab=${encodeURIComponent(next)}`}
        />
      </Section>
    </StaffPage>
  );
}
