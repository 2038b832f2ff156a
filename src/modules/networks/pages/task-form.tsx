import {
  Alert,
  Button,
  ButtonRow,
  DateField,
  DescriptionList,
  Diff,
  type FieldChange,
  FilterBar,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  Section,
  SelectField,
  StaffPage,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { type Task, taskStates } from '../model/task.ts';
import type { OwnerChoice } from '../service/task-choices.ts';
import type { TaskRecord } from '../service/task-reading.ts';
import { dayText } from './frame.tsx';
import { resolutionsBase } from './resolution-list.tsx';
import { TaskMark, tasksBase } from './task-sections.tsx';

/** The first step of a new task that comes of no meeting and no resolution: whose it is. */
export function TaskChoosePage({ bodies }: { bodies: readonly { readonly id: string; readonly name: string }[] }) {
  const { t, district } = useView();
  const base = tasksBase(district);
  const title = t('networks:staff.task.add');
  return (
    <StaffPage title={title} breadcrumb={[{ label: t('networks:staff.task.list'), href: base }, { label: title }]}>
      <PageHeader title={title} />
      <FilterBar action={`${base}/neu`} submit={t('networks:staff.choose')}>
        <SelectField
          name="gremium"
          label={t('networks:staff.task.body')}
          options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </FilterBar>
    </StaffPage>
  );
}

interface FieldsProps {
  readonly owners: { readonly seats: readonly OwnerChoice[]; readonly accounts: readonly OwnerChoice[] };
}

function Fields({ owners }: FieldsProps) {
  const { t } = useView();
  const options = (kind: string, choices: readonly OwnerChoice[]) =>
    choices.map(({ id, name }) => ({ value: `${kind}:${id}`, label: name }));
  return (
    <>
      <TextField name="title" label={t('networks:staff.task.title')} required maxLength={200} lang="de" />
      <TextArea name="detail" label={t('networks:staff.task.detail')} rows={4} maxLength={5000} lang="de" />
      <SelectField
        name="owner"
        label={t('networks:staff.task.owner')}
        hint={t('networks:staff.task.owner_hint')}
        empty={t('networks:staff.task.nobody')}
        options={[
          { label: t('networks:staff.task.seats'), options: options('seat', owners.seats) },
          { label: t('networks:staff.task.accounts'), options: options('account', owners.accounts) },
        ]}
      />
      <DateField name="dueOn" label={t('networks:staff.task.due_on')} hint={t('networks:staff.task.due_hint')} />
    </>
  );
}

export interface TaskNewProps extends FieldsProps {
  readonly bodyName: string;
  /** What it comes of: a meeting or a resolution. */
  readonly from: string | undefined;
  readonly hidden: Readonly<Record<string, string>>;
  readonly values: FormValues;
  readonly errors: FormErrors;
}

export function TaskNewPage({ bodyName, from, hidden, values, errors, owners }: TaskNewProps) {
  const { t, district } = useView();
  const base = tasksBase(district);
  const title = t('networks:staff.task.add');
  return (
    <StaffPage title={title} breadcrumb={[{ label: t('networks:staff.task.list'), href: base }, { label: title }]}>
      <PageHeader title={title} kicker={<bdi>{from ? `${bodyName} · ${from}` : bodyName}</bdi>} />
      <Form action={`${base}/neu`} values={values} errors={errors} hidden={hidden}>
        <Fields owners={owners} />
        <ButtonRow>
          <Button>{t('networks:staff.save')}</Button>
          <LinkButton href={base} look="tertiary">
            {t('networks:staff.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}

export interface TaskRecordProps {
  readonly record: TaskRecord;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly version: number;
  readonly conflict?: readonly FieldChange[] | undefined;
}

function Facts({ task, today }: { task: Task & { readonly ownerName: string | null }; today: string }) {
  const { t, language, district } = useView();
  const staff = `/intern/${district?.slug}`;
  return (
    <DescriptionList
      items={[
        { term: t('networks:staff.task.state'), value: <TaskMark task={task} today={today} /> },
        {
          term: t('networks:staff.task.body'),
          value: (
            <a href={`${staff}/gremien/${task.bodyId}`}>
              <bdi>{task.bodyName}</bdi>
            </a>
          ),
        },
        {
          term: t('networks:staff.task.resolution'),
          value: task.resolutionId && (
            <a href={`${resolutionsBase(district)}/${task.resolutionId}`}>
              {t('networks:staff.resolution.named', { number: task.resolutionNumber ?? '' })}
            </a>
          ),
        },
        {
          term: t('networks:staff.task.meeting'),
          value: task.meetingId && (
            <a href={`${staff}/gremien/${task.bodyId}/sitzungen/${task.meetingId}`}>
              <bdi>{task.meetingTitle}</bdi>
            </a>
          ),
        },
        { term: t('networks:staff.task.owner'), value: task.ownerName ?? t('networks:staff.task.nobody') },
        { term: t('networks:staff.task.due_on'), value: task.dueOn && dayText(task.dueOn, language) },
        { term: t('networks:staff.task.done_on'), value: task.doneOn && dayText(task.doneOn, language) },
        { term: t('networks:staff.task.remark'), value: task.remark && <bdi>{task.remark}</bdi> },
        { term: t('networks:staff.task.detail'), value: task.detail && <span dir="auto">{task.detail}</span> },
      ]}
    />
  );
}

/** One task: how it stands, and its form for those who keep the body. */
export function TaskRecordPage({ record, values, errors, version, conflict }: TaskRecordProps) {
  const { t, district } = useView();
  const { task, owners, today, mayEdit, mayMove } = record;
  const base = tasksBase(district);
  const address = `${base}/${task.id}`;
  return (
    <StaffPage title={task.title} breadcrumb={[{ label: t('networks:staff.task.list'), href: base }, { label: task.title }]}>
      <PageHeader title={<bdi>{task.title}</bdi>} lang="de" />
      <Facts task={task} today={today} />
      {mayMove && (
        <Form action={`${address}/stand`} id="state" plain hidden={{ back: address }}>
          <ButtonRow>
            {taskStates
              .filter((state) => state !== task.state)
              .map((state) => (
                <Button key={state} name="state" value={state} look={state === 'done' ? 'primary' : 'secondary'} small>
                  {t(`networks:staff.task.set.${state}`)}
                </Button>
              ))}
          </ButtonRow>
        </Form>
      )}
      {mayEdit && (
        <Section title={t('networks:staff.edit')} id="bearbeiten">
          {conflict && (
            <Alert kind="warning" title={t('networks:staff.failure.changed')} live>
              <Diff changes={conflict} />
            </Alert>
          )}
          <Form action={address} values={values} errors={errors} hidden={{ version }}>
            <Fields owners={owners} />
            <ButtonRow>
              <Button>{t('networks:staff.save')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </StaffPage>
  );
}
