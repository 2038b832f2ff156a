import { Alert, Disclosure, EmptyState, LinkButton, PageHeader, Section, Table, useView } from '#platform/ui';
import type { RunState } from '../../model/exchange/run.ts';
import type { Column } from '../../model/table/columns.ts';
import type { WaitingRun } from '../../store/exchange/runs.ts';
import type { SourceLine } from '../../store/exchange/sources.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { RunStateMark, useFailureText, useMoment } from './parts.tsx';

export interface SourcesPageProps {
  readonly frame: DeskFrame;
  readonly sources: readonly SourceLine[];
  readonly waiting: readonly WaitingRun[];
  readonly columns: readonly Column[];
}

function Waiting({ base, waiting }: { base: string; waiting: readonly WaitingRun[] }) {
  const { t } = useView();
  const moment = useMoment();
  return (
    <Section title={t('directory:staff.exchange.waiting')}>
      <Table
        caption={t('directory:staff.exchange.waiting')}
        captionHidden
        rows={waiting}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'source',
            label: t('directory:staff.exchange.source'),
            rowHeader: true,
            cell: ({ id, sourceId, source }) => (
              <a href={`${base}/${sourceId}/laeufe/${id}`}>
                <bdi>{source}</bdi>
              </a>
            ),
          },
          { key: 'at', label: t('directory:staff.exchange.at'), cell: ({ createdAt }) => moment(createdAt) },
          { key: 'state', label: t('directory:staff.exchange.stands'), cell: ({ state }) => <RunStateMark state={state} /> },
        ]}
      />
    </Section>
  );
}

function Failing({ base, sources }: { base: string; sources: readonly SourceLine[] }) {
  const { t } = useView();
  const failure = useFailureText();
  return (
    <Alert kind="warning" title={t('directory:staff.exchange.failing', { count: sources.length })}>
      <ul>
        {sources.map((one) => (
          <li key={one.id}>
            <a href={`${base}/${one.id}`}>
              <bdi>{one.name}</bdi>
            </a>
            {one.failure && <>: {failure(one.failure)}</>}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** Columns of a table with our headings, which nobody has to assign. */
function OurColumns({ columns }: { columns: readonly Column[] }) {
  const { t } = useView();
  return (
    <Disclosure title={t('directory:staff.exchange.columns_all', { count: columns.length })}>
      <Table
        caption={t('directory:staff.exchange.columns')}
        captionHidden
        rows={columns}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'header',
            label: t('directory:staff.exchange.column'),
            rowHeader: true,
            cell: ({ header, required }) => (required ? t('directory:staff.exchange.required', { column: header }) : header),
          },
          { key: 'help', label: t('directory:staff.exchange.column_help'), cell: ({ help }) => <span lang="de">{help}</span> },
        ]}
      />
    </Disclosure>
  );
}

/** Where entries come from, and what waits for somebody. */
export function SourcesPage({ frame, sources, waiting, columns }: SourcesPageProps) {
  const { t } = useView();
  const moment = useMoment();
  const base = `${frame.base}/quellen`;
  const failing = sources.filter((one) => one.active && one.failures > 0);
  const add = (
    <LinkButton href={`${base}/neu`} look="primary">
      {t('directory:staff.exchange.add')}
    </LinkButton>
  );
  return (
    <DeskPage frame={frame} tab="sources" title={t('directory:staff.tab.sources')}>
      <PageHeader
        title={t('directory:staff.tab.sources')}
        lead={t('directory:staff.exchange.lead')}
        actions={sources.length > 0 && add}
      />
      {failing.length > 0 && <Failing base={base} sources={failing} />}
      {waiting.length > 0 && <Waiting base={base} waiting={waiting} />}
      {sources.length ? (
        <Section title={t('directory:staff.exchange.all')}>
          <Table
            caption={t('directory:staff.exchange.all')}
            captionHidden
            rows={sources}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                label: t('directory:staff.exchange.source'),
                rowHeader: true,
                cell: ({ id, name }) => (
                  <a href={`${base}/${id}`}>
                    <bdi>{name}</bdi>
                  </a>
                ),
              },
              {
                key: 'kind',
                label: t('directory:staff.exchange.kind'),
                cell: ({ kind }) => t(`directory:staff.exchange.kind.${kind}`),
              },
              {
                key: 'every',
                label: t('directory:staff.exchange.every'),
                cell: ({ every, active }) => t(`directory:staff.exchange.every.${active ? every : 'off'}`),
              },
              {
                key: 'entries',
                label: t('directory:staff.exchange.entries'),
                numeric: true,
                cell: ({ entries }) => String(entries),
              },
              {
                key: 'run',
                label: t('directory:staff.exchange.newest'),
                cell: ({ id, run }) =>
                  run && (
                    <span>
                      <a href={`${base}/${id}/laeufe/${run.id}`}>{moment(run.createdAt)}</a>{' '}
                      <RunStateMark state={run.state as RunState} />
                    </span>
                  ),
              },
            ]}
          />
        </Section>
      ) : (
        <EmptyState title={t('directory:staff.exchange.none')} actions={add}>
          <p>{t('directory:staff.exchange.none_text')}</p>
        </EmptyState>
      )}
      <Section
        title={t('directory:staff.exchange.own_table')}
        actions={
          <LinkButton href={`${base}/vorlage.csv`} icon="download" download>
            {t('directory:staff.exchange.template')}
          </LinkButton>
        }
      >
        <p>{t('directory:staff.exchange.own_table_text')}</p>
        <OurColumns columns={columns} />
      </Section>
    </DeskPage>
  );
}
