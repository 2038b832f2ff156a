import { Alert, Confirm, EmptyState, ForeignText, LinkButton, PageHeader, StaffPage, Table, useView } from '#platform/ui';
import { dayWords } from '../model/report-words.ts';
import { type MappedFile, useMappingCrumbs } from './mapping-assistant-parts.tsx';

export interface MappingLine {
  readonly id: string;
  readonly name: string;
  readonly official: boolean;
  readonly source: string;
  readonly indicators: readonly string[];
  readonly changedAt: Date;
}

interface ListProps {
  /** Address of this page. */
  readonly address: string;
  readonly overview: string;
  readonly mappings: readonly MappingLine[];
  readonly mayDelete: boolean;
}

function useListCrumbs(overview: string, last: string) {
  const { t } = useView();
  return [
    { label: t('monitoring:staff.nav'), href: overview.replace(/\/einspielen$/, '') },
    { label: t('monitoring:staff.import.title'), href: overview },
    { label: last },
  ];
}

/** What was answered about files, so that the next one of that shape needs no question. */
export function MappingListPage({ address, overview, mappings, mayDelete }: ListProps) {
  const view = useView();
  const { t } = view;
  const title = t('monitoring:staff.mapping.list');
  return (
    <StaffPage title={title} breadcrumb={useListCrumbs(overview, title)}>
      <PageHeader title={title} lead={t('monitoring:staff.mapping.list_lead')} />
      {mappings.length === 0 ? (
        <EmptyState title={t('monitoring:staff.mapping.list_empty')}>
          <p>{t('monitoring:staff.mapping.list_empty_hint')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={title}
          captionHidden
          rows={mappings}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              label: t('monitoring:staff.mapping.name'),
              rowHeader: true,
              cell: ({ name }) => <ForeignText lang="de">{name}</ForeignText>,
            },
            {
              key: 'kind',
              label: t('monitoring:staff.mapping.kind'),
              cell: ({ official }) => t(`monitoring:staff.mapping.kind.${official ? 'table' : 'columns'}`),
            },
            {
              key: 'source',
              label: t('monitoring:staff.mapping.source'),
              cell: ({ source }) => <ForeignText lang="de">{source}</ForeignText>,
            },
            {
              key: 'indicators',
              label: t('monitoring:staff.mapping.indicators'),
              cell: ({ indicators }) => <ForeignText lang="de">{indicators.join(', ')}</ForeignText>,
            },
            {
              key: 'changed',
              label: t('monitoring:staff.mapping.changed'),
              cell: ({ changedAt }) => dayWords(changedAt, view),
            },
            ...(mayDelete
              ? [
                  {
                    key: 'delete',
                    label: t('monitoring:staff.mapping.forget'),
                    cell: ({ id, name }: MappingLine) => (
                      <LinkButton
                        href={`${address}/${id}/loeschen`}
                        small
                        look="tertiary"
                        label={t('monitoring:staff.mapping.forget_one', { name })}
                      >
                        {t('monitoring:staff.mapping.forget')}
                      </LinkButton>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </StaffPage>
  );
}

export function MappingDeletePage({
  address,
  overview,
  id,
  name,
}: {
  address: string;
  overview: string;
  id: string;
  name: string;
}) {
  const { t } = useView();
  const title = t('monitoring:staff.mapping.forget_question', { name });
  return (
    <StaffPage title={title} breadcrumb={useListCrumbs(overview, t('monitoring:staff.mapping.list'))}>
      <Confirm
        question={title}
        action={`${address}/${id}/loeschen`}
        confirmLabel={t('monitoring:staff.mapping.forget')}
        cancelHref={address}
        danger
      >
        <p>{t('monitoring:staff.mapping.forget_hint')}</p>
      </Confirm>
    </StaffPage>
  );
}

/** The file cannot be asked about: it is no table, or it is gone. */
export function MappingImpossiblePage({ file, reason }: { file: MappedFile; reason: string }) {
  const { t } = useView();
  const title = t('monitoring:staff.mapping.title');
  return (
    <StaffPage title={title} breadcrumb={useMappingCrumbs(file)}>
      <PageHeader title={title} kicker={<ForeignText lang="de">{file.fileName}</ForeignText>} />
      <Alert kind="danger" title={t('monitoring:staff.mapping.impossible')} live>
        <p>{reason}</p>
      </Alert>
      <LinkButton href={file.address}>{t('monitoring:staff.mapping.cancel')}</LinkButton>
    </StaffPage>
  );
}
