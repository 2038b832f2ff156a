import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  Confirm,
  EmptyState,
  Form,
  LinkButton,
  LinkList,
  PageHeader,
  Progress,
  StaffPage,
  Table,
  useView,
} from '#platform/ui';
import type { Report } from '../model/report.ts';
import { type DocumentState, documentFormats } from '../model/report-document.ts';
import type { ReportView } from '../model/report-view.ts';
import { periodOf, type Words } from '../model/report-words.ts';
import type { ListedReport } from '../store/reports.ts';
import { ReportBody } from './report-parts.tsx';

/** What the actor may do beside reading. */
export interface ReportRights {
  readonly edit: boolean;
  readonly release: boolean;
}

function State({ report }: { report: Pick<Report, 'state' | 'public'> }) {
  const { t } = useView();
  return (
    <>
      <Badge kind={report.state === 'open' ? 'info' : 'success'}>{t(`concept:staff.report.state.${report.state}`)}</Badge>{' '}
      {report.public && <Badge>{t('concept:staff.report.public')}</Badge>}
    </>
  );
}

/** All reports of the district. */
export function ReportsPage(props: { base: string; reports: readonly ListedReport[]; words: Words; rights: ReportRights }) {
  const { base, reports, words, rights } = props;
  const { t } = useView();
  const create = rights.edit && <LinkButton href={`${base}/berichte/neu`}>{t('concept:staff.report.new')}</LinkButton>;
  return (
    <StaffPage
      title={t('concept:staff.report.nav')}
      breadcrumb={[{ label: t('concept:staff.nav'), href: base }, { label: t('concept:staff.report.nav') }]}
    >
      <PageHeader
        title={t('concept:staff.report.nav')}
        lead={t('concept:staff.report.lead')}
        actions={reports.length > 0 && create}
      />
      {reports.length === 0 && (
        <EmptyState title={t('concept:staff.report.none')} actions={create}>
          <p>{t('concept:staff.report.none_text')}</p>
        </EmptyState>
      )}
      {reports.length > 0 && (
        <Table<ListedReport>
          caption={t('concept:staff.report.nav')}
          captionHidden
          rows={reports}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'title',
              label: t('concept:report.one'),
              rowHeader: true,
              cell: ({ id, title }) => <a href={`${base}/berichte/${id}`}>{title}</a>,
            },
            { key: 'period', label: t('concept:report.period'), cell: (report) => periodOf(report, words) },
            {
              key: 'edition',
              label: t('concept:report.edition'),
              cell: ({ conceptTitle, editionTitle }) => `${conceptTitle}, ${editionTitle}`,
            },
            { key: 'state', label: t('concept:staff.report.state'), cell: (report) => <State report={report} /> },
          ]}
        />
      )}
    </StaffPage>
  );
}

interface OnePageProps {
  readonly base: string;
  readonly view: ReportView;
  readonly words: Words;
  readonly rights: ReportRights;
}

function Actions({ here, report, rights }: { here: string; report: Report; rights: ReportRights }) {
  const { t } = useView();
  const open = report.state === 'open';
  return (
    <div class="dk-section">
      <ButtonRow>
        {open && rights.edit && <LinkButton href={`${here}/freigabe`}>{t('concept:staff.report.sign')}</LinkButton>}
        {open && rights.edit && <LinkButton href={`${here}/bearbeiten`}>{t('concept:staff.report.edit')}</LinkButton>}
        <LinkButton href={`${here}/dokumente`}>{t('concept:staff.report.documents')}</LinkButton>
        {open && rights.release && <LinkButton href={`${here}/abschliessen`}>{t('concept:staff.report.close')}</LinkButton>}
        {open && rights.edit && (
          <LinkButton look="tertiary" href={`${here}/loeschen`}>
            {t('concept:staff.report.remove')}
          </LinkButton>
        )}
      </ButtonRow>
      {!open && rights.release && (
        <Form action={`${here}/oeffentlich`} plain hidden={{ public: report.public ? 'no' : 'yes' }}>
          <p>{t('concept:staff.report.publish_text')}</p>
          <Button look="secondary">{t(report.public ? 'concept:staff.report.withdraw' : 'concept:staff.report.publish')}</Button>
        </Form>
      )}
    </div>
  );
}

/** One report as staff read it: a draft while it is open, final afterwards. */
export function ReportPage({ base, view, words, rights }: OnePageProps) {
  const { t } = useView();
  const { report } = view;
  return (
    <StaffPage
      title={report.title}
      breadcrumb={[
        { label: t('concept:staff.nav'), href: base },
        { label: t('concept:staff.report.nav'), href: `${base}/berichte` },
        { label: report.title },
      ]}
    >
      <PageHeader kicker={t('concept:staff.report.kind')} title={report.title} lead={<State report={report} />} />
      {report.state === 'open' && <Alert kind="warning" title={t('concept:staff.report.draft_text')} />}
      <Actions here={`${base}/berichte/${report.id}`} report={report} rights={rights} />
      <ReportBody view={view} words={words} />
    </StaffPage>
  );
}

/** Asks before a report is closed or removed. */
export function ReportConfirmPage({ base, view, what }: { base: string; view: ReportView; what: 'close' | 'remove' }) {
  const { t } = useView();
  const { report, items } = view;
  const here = `${base}/berichte/${report.id}`;
  const signed = items.filter(({ signedOff }) => signedOff).length;
  const question = t(`concept:staff.report.${what}_ask`, { report: report.title });
  return (
    <StaffPage
      title={question}
      breadcrumb={[
        { label: t('concept:staff.nav'), href: base },
        { label: t('concept:staff.report.nav'), href: `${base}/berichte` },
        { label: report.title, href: here },
        { label: t(`concept:staff.report.${what}`) },
      ]}
    >
      <Confirm
        question={question}
        action={`${here}/${what === 'close' ? 'abschliessen' : 'loeschen'}`}
        confirmLabel={t(`concept:staff.report.${what}`)}
        cancelHref={here}
        danger={what === 'remove'}
      >
        <p>{t(`concept:staff.report.${what}_text`, { signed, rest: items.length - signed })}</p>
      </Confirm>
    </StaffPage>
  );
}

function Made({ here, state, moment }: { here: string; state: DocumentState; moment: string }) {
  const { t } = useView();
  if (state.state === 'failed') return <Alert kind="danger" title={t('concept:staff.report.documents_failed')} live />;
  if (state.state === 'waiting') {
    return (
      <>
        <Progress
          label={t('concept:staff.report.documents_progress')}
          value={state.progress}
          max={100}
          text={`${state.progress} %`}
        />
        <p class="kern-hint">{t('concept:staff.report.documents_wait')}</p>
      </>
    );
  }
  return (
    <>
      <p>{t(state.draft ? 'concept:staff.report.documents_draft' : 'concept:staff.report.documents_final', { moment })}</p>
      <LinkList
        items={documentFormats.map((format) => ({
          icon: 'download',
          label: t(`concept:report.${format}`),
          href: `${here}/${format}`,
          download: true,
        }))}
      />
    </>
  );
}

/** The documents of a report: how far the job is, then where they lie. */
export function ReportDocumentsPage(props: {
  base: string;
  report: Report;
  state: DocumentState | undefined;
  /** When they were made, in the reader's language. */
  moment: string;
}) {
  const { base, report, state, moment } = props;
  const { t } = useView();
  const here = `${base}/berichte/${report.id}`;
  const title = t('concept:staff.report.documents_title', { report: report.title });
  return (
    <StaffPage
      title={title}
      breadcrumb={[
        { label: t('concept:staff.nav'), href: base },
        { label: t('concept:staff.report.nav'), href: `${base}/berichte` },
        { label: report.title, href: here },
        { label: t('concept:staff.report.documents') },
      ]}
    >
      <PageHeader title={title} lead={t('concept:staff.report.documents_lead')} />
      {!state && <p>{t('concept:staff.report.documents_none')}</p>}
      {state && <Made here={`${here}/dokumente`} state={state} moment={moment} />}
      {state?.state !== 'waiting' && (
        <Form action={`${here}/dokumente`} plain>
          <ButtonRow>
            <Button look={state ? 'secondary' : 'primary'}>
              {t(state ? 'concept:staff.report.documents_again' : 'concept:staff.report.documents_make')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </StaffPage>
  );
}
