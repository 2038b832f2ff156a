import { Button, EmptyState, Form, LinkButton, PageHeader, Pagination, Table, useView } from '#platform/ui';
import type { Source } from '../../model/exchange/source.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

export interface DecidedLine {
  readonly externalId: string;
  readonly entryId: string;
  readonly name: string;
  /** Labels of fields, by side. */
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** Decisions about fields that stay from run to run, to look through and to forget. */
export function DecisionsPage({
  frame,
  source,
  lines,
  next,
}: {
  frame: DeskFrame;
  source: Source;
  lines: readonly DecidedLine[];
  next: string | undefined;
}) {
  const { t } = useView();
  const base = `${frame.base}/quellen/${source.id}`;
  const title = t('directory:staff.exchange.decisions');
  return (
    <DeskPage frame={frame} tab="sources" title={title} crumbs={[{ label: source.name, href: base }, { label: title }]}>
      <PageHeader title={title} lead={t('directory:staff.exchange.decisions_lead')} />
      {lines.length ? (
        <Table
          caption={title}
          captionHidden
          rows={lines}
          rowKey={({ externalId }) => externalId}
          columns={[
            {
              key: 'name',
              label: t('directory:field.label.name'),
              rowHeader: true,
              cell: ({ entryId, name }) => (
                <a href={`${frame.base}/eintraege/${entryId}`}>
                  <bdi>{name}</bdi>
                </a>
              ),
            },
            { key: 'ours', label: t('directory:staff.exchange.ours'), cell: ({ ours }) => ours.join(', ') },
            { key: 'theirs', label: t('directory:staff.exchange.theirs'), cell: ({ theirs }) => theirs.join(', ') },
            {
              key: 'forget',
              label: t('directory:staff.exchange.forget'),
              cell: ({ externalId, entryId }) => (
                <Form action={`${base}/entscheidungen`} id={`vergessen-${entryId}`} plain hidden={{ satz: externalId }}>
                  <Button look="tertiary">{t('directory:staff.exchange.forget')}</Button>
                </Form>
              ),
            },
          ]}
        />
      ) : (
        <EmptyState
          title={t('directory:staff.exchange.no_decisions')}
          actions={<LinkButton href={base}>{t('directory:staff.exchange.back')}</LinkButton>}
        >
          <p>{t('directory:staff.exchange.no_decisions_text')}</p>
        </EmptyState>
      )}
      <Pagination next={next} />
    </DeskPage>
  );
}
