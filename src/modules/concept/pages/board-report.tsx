import { Alert, LinkButton, PageHeader, Section, StaffPage, useView } from '#platform/ui';
import type { BulkReport } from '../service/board-editing.ts';
import { nameOf, recommendationHref } from './board-words.tsx';

/** What an action on many did, and what it left alone and why. */
export function BulkReportPage({
  report,
  back,
  sentence,
}: {
  report: BulkReport;
  back: string;
  sentence: (code: string) => string;
}) {
  const { t, district } = useView();
  const title = t('concept:staff.view.bulk');
  return (
    <StaffPage title={title} breadcrumb={[{ label: t('concept:staff.view.tab.board'), href: back }, { label: title }]}>
      <PageHeader title={title} />
      <Alert kind={report.refused.length ? 'warning' : 'success'} live>
        <p>{t('concept:staff.view.bulk_report', { done: report.done.length, refused: report.refused.length })}</p>
      </Alert>
      {report.refused.length > 0 && (
        <Section title={t('concept:staff.view.bulk_refused')}>
          <ul>
            {report.refused.map(({ item, code }) => (
              <li key={item.id}>
                <a href={recommendationHref(district?.slug ?? '', item.id)} lang="de">
                  {nameOf(item)}
                </a>
                : {sentence(code)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <LinkButton href={back}>{t('concept:staff.view.back')}</LinkButton>
    </StaffPage>
  );
}
