import {
  Button,
  ButtonRow,
  type Column,
  Form,
  LinkButton,
  Section,
  StateMark,
  Table,
  useView,
  type WorkState,
} from '#platform/ui';
import { isOverdue, type Task, type TaskState } from '../model/task.ts';
import { dayText } from './frame.tsx';

export const tasksBase = (district: { readonly slug: string } | undefined): string => `/intern/${district?.slug ?? ''}/aufgaben`;

const marks: Record<TaskState, WorkState> = { open: 'planned', running: 'running', done: 'done', dropped: 'stopped' };

export function TaskMark({ task, today }: { task: Pick<Task, 'state' | 'dueOn'>; today: string }) {
  const { t } = useView();
  if (isOverdue(task, today))
    return (
      <StateMark state="late">{t('networks:staff.task.overdue', { state: t(`networks:task.state.${task.state}`) })}</StateMark>
    );
  return <StateMark state={marks[task.state]}>{t(`networks:task.state.${task.state}`)}</StateMark>;
}

/** Where a task goes from its state with one press; everything else is on its record. */
const nextStates: Record<TaskState, readonly TaskState[]> = {
  open: ['running', 'done'],
  running: ['done'],
  done: ['open'],
  dropped: ['open'],
};

/** Moves one task on from within a list; `back` is the list as it stands. */
function Move({ task, back }: { task: Task; back: string }) {
  const { t, district } = useView();
  return (
    <Form action={`${tasksBase(district)}/${task.id}/stand`} id={`t${task.id}`} plain hidden={{ back }}>
      <ButtonRow>
        {nextStates[task.state].map((state) => (
          <Button
            key={state}
            name="state"
            value={state}
            look="secondary"
            small
            label={`${t(`networks:staff.task.set.${state}`)}: ${task.title}`}
          >
            {t(`networks:staff.task.set.${state}`)}
          </Button>
        ))}
      </ButtonRow>
    </Form>
  );
}

export type TableTask = Task & { readonly ownerName?: string | null; readonly mayMove?: boolean };

interface TaskTableProps {
  readonly tasks: readonly TableTask[];
  readonly today: string;
  readonly withBody?: boolean | undefined;
  /** Address to come back to after moving one on; absent: the list only shows. */
  readonly back?: string | undefined;
}

/** Tasks as a table; with the column of bodies in lists over all of them. */
export function TaskTable({ tasks, today, withBody = false, back }: TaskTableProps) {
  const { t, language, district } = useView();
  const columns: Column<TableTask>[] = [
    {
      key: 'title',
      label: t('networks:staff.task.title'),
      rowHeader: true,
      cell: (task) => (
        <a href={`${tasksBase(district)}/${task.id}`}>
          <bdi>{task.title}</bdi>
        </a>
      ),
    },
    ...(withBody
      ? [{ key: 'body', label: t('networks:staff.task.body'), cell: (task: TableTask) => <bdi>{task.bodyName}</bdi> }]
      : []),
    {
      key: 'owner',
      label: t('networks:staff.task.owner'),
      cell: (task) => {
        const name = task.ownerName ?? task.seatName;
        if (name) return <bdi>{name}</bdi>;
        return t(task.userId ? 'networks:staff.task.account' : 'networks:staff.task.nobody');
      },
    },
    {
      key: 'due',
      label: t('networks:staff.task.due_on'),
      cell: ({ dueOn }) => (dueOn ? dayText(dueOn, language) : ''),
    },
    { key: 'state', label: t('networks:staff.task.state'), cell: (task) => <TaskMark task={task} today={today} /> },
    ...(back === undefined
      ? []
      : [
          {
            key: 'move',
            label: t('networks:staff.task.move'),
            cell: (task: TableTask) => task.mayMove && <Move task={task} back={back} />,
          },
        ]),
  ];
  return <Table caption={t('networks:staff.task.list')} captionHidden columns={columns} rows={tasks} rowKey={({ id }) => id} />;
}

interface TaskSectionProps {
  readonly tasks: readonly TableTask[];
  readonly today: string;
  /** Address of the form for a new one; absent: not for this person. */
  readonly addHref?: string | undefined;
}

/** The tasks of a body, a meeting or a resolution, on its page. */
export function TaskSection({ tasks, today, addHref }: TaskSectionProps) {
  const { t } = useView();
  return (
    <Section
      title={t('networks:staff.task.list')}
      id="aufgaben"
      actions={
        addHref && (
          <LinkButton href={addHref} icon="plus" small>
            {t('networks:staff.task.add')}
          </LinkButton>
        )
      }
    >
      {tasks.length ? <TaskTable tasks={tasks} today={today} /> : <p>{t('networks:staff.task.none_here')}</p>}
    </Section>
  );
}
