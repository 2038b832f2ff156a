import {
  Alert,
  Button,
  ButtonRow,
  Confirm,
  DateField,
  EmptyState,
  FieldRow,
  Form,
  type FormErrors,
  LinkButton,
  NumberField,
  PageHeader,
  Section,
  SelectField,
  StaffPage,
  StateMark,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import { momentWords, timeWords } from '../model/report-words.ts';
import { type GenesisService, type Retrieval, serviceKeys } from '../model/retrieval.ts';

interface Common {
  /** `/intern/recklinghausen/monitoring`. */
  readonly base: string;
}

function useCrumbs(base: string, last?: string) {
  const { t } = useView();
  const list = t('monitoring:staff.retrieval.title');
  return [
    { label: t('monitoring:staff.nav'), href: base },
    ...(last ? [{ label: list, href: `${base}/abrufe` }, { label: last }] : [{ label: list }]),
  ];
}

function Result({ result, base }: { result: Retrieval['lastResult'] } & Common) {
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

export interface RetrievalListProps extends Common {
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
    <StaffPage title={title} breadcrumb={useCrumbs(base)}>
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

export interface RetrievalFormProps extends Common {
  /** Undefined: a new one. */
  readonly retrieval: Pick<Retrieval, 'id' | 'tableCode'> | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly errors?: FormErrors | undefined;
}

export function RetrievalFormPage({ base, retrieval, values, errors }: RetrievalFormProps) {
  const { t } = useView();
  const title = retrieval ? retrieval.tableCode : t('monitoring:staff.retrieval.add');
  return (
    <StaffPage title={title} breadcrumb={useCrumbs(base, title)}>
      <PageHeader title={title} kicker={retrieval && t('monitoring:staff.retrieval.title')} />
      <Form
        action={`${base}/abrufe/${retrieval?.id ?? 'neu'}`}
        values={values}
        errors={errors}
        hidden={{ version: values.version ?? '' }}
      >
        <FieldRow>
          <SelectField
            name="service"
            label={t('monitoring:staff.retrieval.service')}
            options={serviceKeys.map((value) => ({ value, label: t(`monitoring:staff.retrieval.service.${value}`) }))}
            required
          />
          <TextField
            name="tableCode"
            label={t('monitoring:staff.retrieval.table')}
            hint={t('monitoring:staff.retrieval.table_hint')}
            maxLength={40}
            width="medium"
            required
          />
        </FieldRow>
        <FieldRow>
          <TextField
            name="regionalVariable"
            label={t('monitoring:staff.retrieval.variable')}
            hint={t('monitoring:staff.retrieval.variable_hint')}
            maxLength={10}
            width="medium"
          />
          <TextField
            name="regionalKey"
            label={t('monitoring:staff.retrieval.key')}
            hint={t('monitoring:staff.retrieval.key_hint')}
            maxLength={400}
          />
        </FieldRow>
        <FieldRow>
          <NumberField name="startYear" label={t('monitoring:staff.retrieval.start')} min={1900} max={2099} />
          <NumberField name="endYear" label={t('monitoring:staff.retrieval.end')} min={1900} max={2099} />
          <SelectField
            name="language"
            label={t('monitoring:staff.retrieval.language')}
            options={[
              { value: 'de', label: 'Deutsch', lang: 'de' },
              { value: 'en', label: 'English', lang: 'en' },
            ]}
            empty={false}
          />
        </FieldRow>
        <FieldRow>
          <NumberField
            name="everyMonths"
            label={t('monitoring:staff.retrieval.every_months')}
            hint={t('monitoring:staff.retrieval.every_hint')}
            min={1}
            max={60}
          />
          <DateField name="nextOn" label={t('monitoring:staff.retrieval.next')} />
        </FieldRow>
        <ButtonRow>
          <Button>{t('monitoring:staff.retrieval.save')}</Button>
          <LinkButton href={`${base}/abrufe`}>{t('monitoring:staff.retrieval.cancel')}</LinkButton>
          {retrieval && (
            <LinkButton href={`${base}/abrufe/${retrieval.id}/loeschen`} look="tertiary">
              {t('monitoring:staff.retrieval.delete')}
            </LinkButton>
          )}
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}

export function RetrievalDeletePage({ base, id, tableCode }: Common & { id: string; tableCode: string }) {
  const { t } = useView();
  const title = t('monitoring:staff.retrieval.delete_question', { name: tableCode });
  return (
    <StaffPage title={title} breadcrumb={useCrumbs(base, tableCode)}>
      <Confirm
        question={title}
        action={`${base}/abrufe/${id}/loeschen`}
        confirmLabel={t('monitoring:staff.retrieval.delete')}
        cancelHref={`${base}/abrufe/${id}`}
        danger
      >
        <p>{t('monitoring:staff.retrieval.delete_hint')}</p>
      </Confirm>
    </StaffPage>
  );
}
