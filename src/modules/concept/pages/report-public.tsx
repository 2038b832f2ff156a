import { EmptyState, LinkList, PageHeader, PublicPage, useView } from '#platform/ui';
import { documentFormats } from '../model/report-document.ts';
import type { ReportView } from '../model/report-view.ts';
import { periodOf, type Words } from '../model/report-words.ts';
import type { ListedReport } from '../store/reports.ts';
import { Own, ReportBody } from './report-parts.tsx';

interface Frame {
  /** Address of the start page, and of the concept. */
  readonly start: string;
  readonly conceptHref: string;
  readonly conceptTitle: string;
  readonly words: Words;
}

/** The reports of a concept that everybody may read. */
export function PublicReportsPage({
  start,
  conceptHref,
  conceptTitle,
  words,
  reports,
}: Frame & { reports: readonly ListedReport[] }) {
  const { t } = useView();
  return (
    <PublicPage
      title={t('concept:report.title')}
      breadcrumb={[
        { label: t('directory:start.crumb'), href: start },
        { label: conceptTitle, href: conceptHref },
        { label: t('concept:report.title') },
      ]}
    >
      <PageHeader title={t('concept:report.title')} lead={t('concept:report.lead', { concept: conceptTitle })} />
      {reports.length === 0 && (
        <EmptyState title={t('concept:report.none')}>
          <p>{t('concept:report.none_text')}</p>
        </EmptyState>
      )}
      <LinkList
        items={reports.map((report) => ({
          icon: 'forward',
          label: (
            <>
              <Own>{report.title}</Own> ({periodOf(report, words)})
            </>
          ),
          href: `${conceptHref}/berichte/${report.id}`,
        }))}
      />
    </PublicPage>
  );
}

/** A closed report as everybody reads it, without anything internal. */
export function PublicReportPage(props: Frame & { view: ReportView; documents: boolean }) {
  const { start, conceptHref, conceptTitle, words, view, documents } = props;
  const { t } = useView();
  const { report } = view;
  return (
    <PublicPage
      title={report.title}
      breadcrumb={[
        { label: t('directory:start.crumb'), href: start },
        { label: conceptTitle, href: conceptHref },
        { label: t('concept:report.title'), href: `${conceptHref}/berichte` },
        { label: report.title },
      ]}
    >
      <PageHeader title={report.title} lang="de" dir="ltr" />
      {documents && (
        <LinkList
          items={documentFormats.map((format) => ({
            icon: 'download',
            label: t(`concept:report.${format}`),
            href: `${conceptHref}/berichte/${report.id}/${format}`,
            download: true,
          }))}
        />
      )}
      <ReportBody view={view} words={words} />
    </PublicPage>
  );
}
