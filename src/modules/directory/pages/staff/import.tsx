import {
  Alert,
  Button,
  ButtonRow,
  DescriptionList,
  Disclosure,
  FileField,
  Form,
  type FormErrors,
  LinkButton,
  PageHeader,
  Section,
  Table,
  useView,
} from '#platform/ui';
import type { Column } from '../../model/table/columns.ts';
import type { ImportReport } from '../../service/importing.ts';
import { type DeskFrame, DeskPage } from './frame.tsx';

export interface ImportPageProps {
  readonly frame: DeskFrame;
  readonly columns: readonly Column[];
  readonly megabytes: number;
  readonly errors?: FormErrors | undefined;
}

/** First step: a file, and what may stand in it. */
export function ImportPage({ frame, columns, megabytes, errors }: ImportPageProps) {
  const { t } = useView();
  const address = `${frame.base}/import`;
  return (
    <DeskPage frame={frame} tab="import" title={t('directory:staff.tab.import')}>
      <PageHeader
        title={t('directory:staff.import.title')}
        lead={t('directory:staff.import.lead')}
        actions={
          <LinkButton href={`${address}/vorlage.csv`} icon="download" download>
            {t('directory:staff.import.template')}
          </LinkButton>
        }
      />
      <Form action={address} files errors={errors}>
        <FileField
          name="file"
          label={t('directory:staff.import.file')}
          hint={t('directory:staff.import.file_hint')}
          accept={['.csv']}
          maxMegabytes={megabytes}
          required
        />
        <ButtonRow>
          <Button>{t('directory:staff.import.check')}</Button>
        </ButtonRow>
      </Form>
      <Section title={t('directory:staff.import.columns')}>
        <Disclosure title={t('directory:staff.import.columns_all', { count: columns.length })}>
          <Table
            caption={t('directory:staff.import.columns')}
            captionHidden
            rows={columns}
            rowKey={({ key }) => key}
            columns={[
              {
                key: 'header',
                label: t('directory:staff.import.column'),
                rowHeader: true,
                cell: ({ header, required }) => (required ? t('directory:staff.import.required', { column: header }) : header),
              },
              { key: 'help', label: t('directory:staff.import.help'), cell: ({ help }) => <span lang="de">{help}</span> },
            ]}
          />
        </Disclosure>
      </Section>
    </DeskPage>
  );
}

export interface ImportPreviewProps {
  readonly frame: DeskFrame;
  readonly report: ImportReport;
  /** The file in base64, to be sent again with the confirmation: exactly what was looked at is imported. */
  readonly file: string;
}

function Problems({ report }: { report: ImportReport }) {
  const { t } = useView();
  const rows = report.problems.map((problem, index) => ({ ...problem, index }));
  return (
    <>
      <Alert kind="danger" title={t('directory:staff.failure.import.rows')} live>
        <p>{t('directory:staff.import.mend')}</p>
      </Alert>
      <Table
        caption={t('directory:staff.import.problems', { count: rows.length })}
        rows={rows}
        rowKey={({ index }) => String(index)}
        columns={[
          { key: 'row', label: t('directory:staff.import.row'), numeric: true, rowHeader: true, cell: ({ row }) => String(row) },
          { key: 'column', label: t('directory:staff.import.column'), cell: ({ column }) => column },
          { key: 'what', label: t('directory:staff.import.what'), cell: ({ key, parameters }) => t(key, { ...parameters }) },
        ]}
      />
    </>
  );
}

/** Second step: what the import would do, row by row where something is wrong; then all or nothing. */
export function ImportPreviewPage({ frame, report, file }: ImportPreviewProps) {
  const { t, language } = useView();
  const address = `${frame.base}/import`;
  const title = t('directory:staff.import.preview');
  const number = new Intl.NumberFormat(language.locale);
  const faulty = report.problems.length > 0;
  const changes = report.added + report.changed + report.organisations;
  return (
    <DeskPage frame={frame} tab="import" title={title} crumbs={[{ label: title }]}>
      <PageHeader title={title} lead={faulty ? undefined : t('directory:staff.import.preview_lead')} />
      {faulty ? (
        <Problems report={report} />
      ) : (
        <DescriptionList
          items={(['rows', 'added', 'changed', 'unchanged', 'organisations'] as const).map((key) => ({
            term: t(`directory:staff.import.report.${key}`),
            value: number.format(report[key]),
          }))}
        />
      )}
      {!faulty && changes > 0 ? (
        <Form action={`${address}/uebernehmen`} files hidden={{ csv: file }}>
          <ButtonRow>
            <Button>{t('directory:staff.import.do')}</Button>
            <LinkButton href={address}>{t('directory:staff.import.other')}</LinkButton>
          </ButtonRow>
        </Form>
      ) : (
        <ButtonRow>
          <LinkButton href={address} look="primary">
            {t('directory:staff.import.other')}
          </LinkButton>
        </ButtonRow>
      )}
    </DeskPage>
  );
}
