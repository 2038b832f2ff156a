import {
  Alert,
  Button,
  ButtonRow,
  Confirm,
  DateField,
  DescriptionList,
  EmailField,
  EmptyState,
  Form,
  LinkButton,
  RadioGroup,
  Section,
  StaffPage,
  StateMark,
  Table,
  useMoment,
  useView,
} from '#platform/ui';
import type { Day } from '../model.ts';
import type { PrivacyRequest } from '../store.ts';
import { type FormState, PrivacyPage, type PrivacyTab, useDay } from './parts.tsx';

interface Common {
  readonly base: string;
  readonly open: readonly PrivacyTab[];
}

function State({ request, today }: { request: PrivacyRequest; today: Day }) {
  const { t } = useView();
  if (request.answeredAt) return <StateMark state="done">{t('privacy:staff.state.answered')}</StateMark>;
  const late = request.dueOn < today;
  return (
    <StateMark state={late ? 'late' : 'running'}>{t(late ? 'privacy:staff.state.late' : 'privacy:staff.state.open')}</StateMark>
  );
}

function RequestTable({
  base,
  caption,
  requests,
  today,
}: {
  base: string;
  caption: string;
  requests: readonly PrivacyRequest[];
  today: Day;
}) {
  const { t } = useView();
  const day = useDay();
  return (
    <Table
      caption={caption}
      captionHidden
      rows={requests}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'email',
          label: t('privacy:staff.field.email'),
          rowHeader: true,
          cell: (row) => (
            <a href={`${base}/anfragen/${row.id}`}>
              <bdi>{row.email}</bdi>
            </a>
          ),
        },
        { key: 'kind', label: t('privacy:staff.field.kind'), cell: (row) => t(`privacy:staff.kind.${row.kind}`) },
        { key: 'received', label: t('privacy:staff.field.received'), cell: (row) => day(row.receivedOn) },
        { key: 'due', label: t('privacy:staff.field.due'), cell: (row) => day(row.dueOn) },
        { key: 'state', label: t('privacy:staff.field.state'), cell: (row) => <State request={row} today={today} /> },
      ]}
    />
  );
}

export function RequestsPage(
  props: Common & { pending: readonly PrivacyRequest[]; answered: readonly PrivacyRequest[]; today: Day },
) {
  const { t } = useView();
  const { base, pending, answered, today } = props;
  const enter = (
    <LinkButton look="primary" href={`${base}/anfragen/neu`} icon="plus">
      {t('privacy:staff.requests.enter')}
    </LinkButton>
  );
  return (
    <PrivacyPage
      base={base}
      tab="anfragen"
      open={props.open}
      title={t('privacy:staff.requests.title')}
      lead={t('privacy:staff.requests.lead')}
      actions={enter}
    >
      {pending.length > 0 ? (
        <RequestTable base={base} caption={t('privacy:staff.requests.title')} requests={pending} today={today} />
      ) : (
        <EmptyState title={t('privacy:staff.requests.none')}>
          <p>{t('privacy:staff.requests.noneText')}</p>
        </EmptyState>
      )}
      {answered.length > 0 && (
        <Section title={t('privacy:staff.requests.answered')}>
          <RequestTable base={base} caption={t('privacy:staff.requests.answered')} requests={answered} today={today} />
        </Section>
      )}
    </PrivacyPage>
  );
}

export function NewRequestPage({ base, open, values, errors, today }: Common & FormState & { today: Day }) {
  const { t } = useView();
  return (
    <PrivacyPage
      base={base}
      tab="anfragen"
      open={open}
      title={t('privacy:staff.requests.enter')}
      lead={t('privacy:staff.requests.identity')}
    >
      <Form action={`${base}/anfragen/neu`} values={values ?? { received: today }} errors={errors}>
        <RadioGroup
          name="kind"
          label={t('privacy:staff.field.kind')}
          required
          options={[
            { value: 'access', label: t('privacy:staff.kind.access'), hint: t('privacy:staff.kind.access.hint') },
            { value: 'erasure', label: t('privacy:staff.kind.erasure'), hint: t('privacy:staff.kind.erasure.hint') },
          ]}
        />
        <EmailField
          name="email"
          label={t('privacy:staff.field.email')}
          hint={t('privacy:staff.field.email.hint')}
          autocomplete="off"
          required
        />
        <DateField name="received" label={t('privacy:staff.field.received')} max={today} required />
        <ButtonRow>
          <Button>{t('privacy:staff.requests.save')}</Button>
          <LinkButton href={`${base}/anfragen`}>{t('ui:confirm.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </PrivacyPage>
  );
}

function Outcome({ outcome }: { outcome: NonNullable<PrivacyRequest['outcome']> }) {
  const { t } = useView();
  const rows = Object.entries(outcome).map(([table, counts]) => ({ table, ...counts }));
  if (!rows.length) return <p>{t('privacy:staff.outcome.nothing')}</p>;
  const count = (key: 'deleted' | 'anonymised' | 'held' | 'kept') => ({
    key,
    label: t(`privacy:staff.outcome.${key}`),
    numeric: true,
    cell: (row: (typeof rows)[number]) => row[key],
  });
  return (
    <Table
      caption={t('privacy:staff.outcome.title')}
      rows={rows}
      rowKey={(row) => row.table}
      columns={[
        { key: 'table', label: t('privacy:staff.column.table'), rowHeader: true, cell: (row) => <code>{row.table}</code> },
        count('deleted'),
        count('anonymised'),
        count('held'),
        count('kept'),
      ]}
    />
  );
}

export function RequestPage({
  base,
  open,
  request,
  today,
  mayAnswer,
}: Common & { request: PrivacyRequest; today: Day; mayAnswer: boolean }) {
  const { t } = useView();
  const [day, moment] = [useDay(), useMoment()];
  const address = `${base}/anfragen/${request.id}`;
  return (
    <PrivacyPage base={base} tab="anfragen" open={open} title={t(`privacy:staff.kind.${request.kind}`)}>
      <DescriptionList
        items={[
          { term: t('privacy:staff.field.email'), value: <bdi>{request.email}</bdi> },
          { term: t('privacy:staff.field.received'), value: day(request.receivedOn) },
          { term: t('privacy:staff.field.due'), value: day(request.dueOn) },
          { term: t('privacy:staff.field.state'), value: <State request={request} today={today} /> },
          { term: t('privacy:staff.state.answered'), value: request.answeredAt && moment(request.answeredAt) },
        ]}
      />
      {!mayAnswer && <Alert kind="info">{t('privacy:staff.answer.others')}</Alert>}
      {mayAnswer && request.kind === 'access' && (
        <Form action={`${address}/auskunft`} plain>
          <p>{t('privacy:staff.answer.access')}</p>
          <Button icon="download">{t('privacy:staff.answer.download')}</Button>
        </Form>
      )}
      {mayAnswer && request.kind === 'erasure' && !request.answeredAt && (
        <ButtonRow>
          <LinkButton look="primary" href={`${address}/loeschen`}>
            {t('privacy:staff.answer.erase')}
          </LinkButton>
        </ButtonRow>
      )}
      {request.outcome && <Outcome outcome={request.outcome} />}
    </PrivacyPage>
  );
}

export function ErasePage({ base, request }: { base: string; request: PrivacyRequest }) {
  const { t } = useView();
  const address = `${base}/anfragen/${request.id}`;
  return (
    <StaffPage title={t('privacy:staff.answer.erase')}>
      <Confirm
        question={t('privacy:staff.erase.question', { email: request.email })}
        action={`${address}/loeschen`}
        confirmLabel={t('privacy:staff.answer.erase')}
        cancelHref={address}
        danger
      >
        <p>{t('privacy:staff.erase.text')}</p>
      </Confirm>
    </StaffPage>
  );
}
