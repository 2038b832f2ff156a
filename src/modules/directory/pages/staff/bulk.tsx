import { Confirm, Disclosure, LinkButton, PageHeader, Section, Table, useView } from '#platform/ui';
import type { BulkAction, BulkReport } from '../../service/bulk.ts';
import { type DeskFrame, DeskPage } from './frame.tsx';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface BulkConfirmProps {
  readonly frame: DeskFrame;
  readonly action: BulkAction;
  readonly entries: readonly Named[];
  /** The list that one came from. */
  readonly back: string;
}

/** Asks before many entries change at once. */
export function BulkConfirmPage({ frame, action, entries, back }: BulkConfirmProps) {
  const { t } = useView();
  const question = t(`directory:staff.bulk.question.${action}`, { count: entries.length });
  return (
    <DeskPage frame={frame} tab="entries" title={question} crumbs={[{ label: t(`directory:staff.bulk.${action}`) }]}>
      <Confirm
        question={question}
        action={`${frame.base}/eintraege/sammeln/ausfuehren`}
        hidden={{ action, ids: entries.map(({ id }) => id).join(','), back }}
        confirmLabel={t(`directory:staff.bulk.${action}`)}
        cancelHref={back}
        danger={action === 'archive'}
      >
        <p>{t(`directory:staff.bulk.text.${action}`)}</p>
        <Disclosure title={t('directory:staff.bulk.chosen', { count: entries.length })} open={entries.length <= 20}>
          <ul>
            {entries.map(({ id, name }) => (
              <li key={id}>
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        </Disclosure>
      </Confirm>
    </DeskPage>
  );
}

export interface BulkReportProps {
  readonly frame: DeskFrame;
  readonly action: BulkAction;
  readonly report: BulkReport;
  readonly back: string;
}

/** What was done, and what was left out and why. */
export function BulkReportPage({ frame, action, report, back }: BulkReportProps) {
  const { t } = useView();
  const { done, skipped, missing } = report;
  const rows = [
    ...skipped.map((one) => ({ ...one, result: t(`directory:staff.bulk.${one.reason}`) })),
    ...done.map((one) => ({ ...one, result: t(`directory:staff.bulk.done.${action}`) })),
  ];
  return (
    <DeskPage
      frame={frame}
      tab="entries"
      title={t('directory:staff.bulk.report')}
      crumbs={[{ label: t('directory:staff.bulk.report') }]}
    >
      <PageHeader
        title={t('directory:staff.bulk.report')}
        lead={t('directory:staff.bulk.summary', { done: done.length, skipped: skipped.length })}
        actions={<LinkButton href={back}>{t('directory:staff.bulk.back')}</LinkButton>}
      />
      {missing > 0 && <p>{t('directory:staff.bulk.missing', { count: missing })}</p>}
      {rows.length > 0 && (
        <Section title={t('directory:staff.bulk.each')}>
          <Table
            caption={t('directory:staff.bulk.each')}
            captionHidden
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                label: t('directory:field.label.name'),
                rowHeader: true,
                cell: ({ id, name }) => (
                  <a href={`${frame.base}/eintraege/${id}`}>
                    <bdi>{name}</bdi>
                  </a>
                ),
              },
              { key: 'result', label: t('directory:staff.bulk.result'), cell: ({ result }) => result },
            ]}
          />
        </Section>
      )}
    </DeskPage>
  );
}
