import {
  Alert,
  Button,
  ButtonRow,
  DescriptionList,
  Form,
  type FormErrors,
  type FormValues,
  PageHeader,
  Prose,
  PublicPage,
  RadioGroup,
  TextArea,
  useView,
} from '#platform/ui';
import { isUnfinished, type Task } from '../model/task.ts';
import { dayText } from './frame.tsx';

export interface TaskLinkProps {
  readonly task: Task;
  readonly action: string;
  readonly values: FormValues;
  readonly errors: FormErrors;
}

/** A task as its owner sees it through the link of a mail. */
export function TaskLinkPage({ task, action, values, errors }: TaskLinkProps) {
  const { t, language } = useView();
  return (
    <PublicPage title={t('networks:task.title')} hidden>
      <PageHeader title={<bdi>{task.title}</bdi>} lang="de" dir="ltr" kicker={t('networks:task.title')} />
      <DescriptionList
        items={[
          { term: t('networks:vote.body'), value: <bdi lang="de">{task.bodyName}</bdi> },
          { term: t('networks:task.due_on'), value: task.dueOn && dayText(task.dueOn, language) },
          { term: t('networks:task.state'), value: t(`networks:task.state.${task.state}`) },
        ]}
      />
      {task.detail && (
        <Prose lang="de" dir="auto">
          <p>{task.detail}</p>
        </Prose>
      )}
      {isUnfinished(task) ? (
        <Form action={action} values={values} errors={errors}>
          <RadioGroup
            name="state"
            label={t('networks:task.how')}
            required
            options={(['running', 'done'] as const).map((value) => ({ value, label: t(`networks:task.state.${value}`) }))}
          />
          <TextArea name="remark" label={t('networks:vote.remark')} rows={3} maxLength={2000} />
          <ButtonRow>
            <Button>{t('networks:task.send')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <Alert kind="info" title={t('networks:task.closed')}>
          {task.remark && <p dir="auto">{task.remark}</p>}
        </Alert>
      )}
    </PublicPage>
  );
}
