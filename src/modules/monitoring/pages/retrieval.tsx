import {
  Alert,
  Button,
  EmptyState,
  Form,
  LinkButton,
  PageHeader,
  Section,
  StaffPage,
  StateMark,
  Table,
  useView,
} from '#platform/ui';
import { momentWords, timeWords } from '../model/report-words.ts';
import { type GenesisService, type Retrieval, serviceKeys } from '../model/retrieval.ts';
import { type RetrievalCommon, useRetrievalCrumbs } from './retrieval-form.tsx';

function Result({ result, base }: { result: Retrieval['lastResult'] } & RetrievalCommon) {
  const view = useView();
  const { t } = view;
  if (!result) return <>{t('monitoring:staff.retrieval.never')}</>;
  const text = t(`monitoring:staff.retrieval.result.${result.code}`);
  return (
    <>
      <StateMark state={result.ok ? 'done' : 'late'}>{text}</StateMark>
      {result.detail && (
        <span lang="de" dir="auto">
          {' '}
          {result.detail}
        </span>
      )}
      {result.importId && (
        <>
          {' '}
          <a href={`${base}/einspielen/${result.importId}`}>{t('monitoring:staff.retrieval.file')}</a>
        </>
      )}
      <br />
      <small>{momentWords(new Date(result.at), view)}</small>
    </>
  );
}

export interface RetrievalListProps extends RetrievalCommon {
  readonly retrievals: readonly Retrieval[];
  readonly withAccount: readonly GenesisService[];
  readonly mayEdit: boolean;
}

function Accounts({ retrievals, withAccount }: Pick<RetrievalListProps, 'retrievals' | 'withAccount'>) {
  const { t } = useView();
  if (withAccount.length === 0)
    return (
      <Alert kind="warning" title={t('monitoring:staff.retrieval.no_accounts')}>
        <p>{t('monitoring:staff.retrieval.no_accounts_hint')}</p>
      </Alert>
    );
  const missing = serviceKeys.filter(
    (service) => !withAccount.includes(service) && retrievals.some((one) => one.service === service),
  );
  return missing.length ? (
    <Alert
      kind="warning"
      title={t('monitoring:staff.retrieval.missing_accounts', {
        names: missing.map((service) => t(`monitoring:staff.retrieval.service.${service}`)).join(', '),
      })}
    >
      <p>{t('monitoring:staff.retrieval.no_accounts_hint')}</p>
    </Alert>
  ) : null;
}

/** Tables that are fetched from the offices' databases by themselves; nothing is accepted by itself. */
export function RetrievalListPage({ base, retrievals, withAccount, mayEdit }: RetrievalListProps) {
  const view = useView();
  const { t } = view;
  const title = t('monitoring:staff.retrieval.title');
  const add = mayEdit && (
    <LinkButton href={`${base}/abrufe/neu`} look="primary" icon="plus">
      {t('monitoring:staff.retrieval.add')}
    </LinkButton>
  );
  return (
    <StaffPage title={title} breadcrumb={useRetrievalCrumbs(base)}>
      <PageHeader title={title} lead={t('monitoring:staff.retrieval.lead')} actions={retrievals.length > 0 && add} />
      <Accounts retrievals={retrievals} withAccount={withAccount} />
      {retrievals.length === 0 ? (
        <EmptyState title={t('monitoring:staff.retrieval.empty')} actions={add || undefined}>
          <p>{t('monitoring:staff.retrieval.empty_hint')}</p>
        </EmptyState>
      ) : (
        <Section title={t('monitoring:staff.retrieval.tables')}>
          <Table
            caption={title}
            captionHidden
            rows={retrievals}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'table',
                label: t('monitoring:staff.retrieval.table'),
                rowHeader: true,
                cell: ({ id, tableCode }) => (mayEdit ? <a href={`${base}/abrufe/${id}`}>{tableCode}</a> : tableCode),
              },
              {
                key: 'service',
                label: t('monitoring:staff.retrieval.service'),
                cell: ({ service }) => t(`monitoring:staff.retrieval.service.${service}`),
              },
              {
                key: 'every',
                label: t('monitoring:staff.retrieval.every'),
                cell: ({ everyMonths }) =>
                  everyMonths === null
                    ? t('monitoring:staff.retrieval.by_hand')
                    : t('monitoring:staff.retrieval.months', { count: everyMonths }),
              },
              {
                key: 'next',
                label: t('monitoring:staff.retrieval.next'),
                cell: ({ nextOn }) => (nextOn === null ? '–' : timeWords(nextOn, view)),
              },
              {
                key: 'result',
                label: t('monitoring:staff.retrieval.result'),
                cell: ({ lastResult }) => <Result result={lastResult} base={base} />,
              },
              ...(mayEdit
                ? [
                    {
                      key: 'run',
                      label: t('monitoring:staff.retrieval.run'),
                      cell: ({ id, tableCode, service }: Retrieval) =>
                        withAccount.includes(service) ? (
                          <Form action={`${base}/abrufe/${id}/abrufen`} plain>
                            <Button small look="secondary" label={t('monitoring:staff.retrieval.run_one', { name: tableCode })}>
                              {t('monitoring:staff.retrieval.run')}
                            </Button>
                          </Form>
                        ) : (
                          t('monitoring:staff.retrieval.no_account')
                        ),
                    },
                  ]
                : []),
            ]}
          />
        </Section>
      )}
    </StaffPage>
  );
}
