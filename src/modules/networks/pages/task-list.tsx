import {
  ButtonRow,
  EmptyState,
  FilterBar,
  LinkButton,
  ListHead,
  PageHeader,
  Pagination,
  SelectField,
  StaffPage,
  Tabs,
  TextField,
  useView,
} from '#platform/ui';
import { taskStates } from '../model/task.ts';
import type { TaskList } from '../service/task-reading.ts';
import { TaskTable, tasksBase } from './task-sections.tsx';

export const viewNames = { mine: '', bodies: 'gremien', overdue: 'ueberfaellig', all: 'alle' } as const;

export interface TaskListProps {
  readonly list: TaskList;
  readonly view: keyof typeof viewNames;
  /** View and filters as they stand in the address. */
  readonly values: Readonly<Record<string, string>>;
  readonly mayAdd: boolean;
  readonly first: string | undefined;
  readonly next: string | undefined;
  readonly csvHref: string;
}

/** What is to be done: mine, of the bodies I sit in, overdue, all. */
export function TaskListPage({ list, view, values, mayAdd, first, next, csvHref }: TaskListProps) {
  const { t, district, path } = useView();
  const base = tasksBase(district);
  const { ansicht = '', ...filters } = values;
  const filtered = Object.values(filters).some(Boolean);
  const own = ansicht ? `${base}?ansicht=${ansicht}` : base;
  const views = Object.entries(viewNames) as [keyof typeof viewNames, string][];
  return (
    <StaffPage title={t('networks:staff.task.list')}>
      <Tabs
        label={t('networks:staff.task.list')}
        items={views.map(([key, name]) => ({
          label: t(`networks:staff.task.view.${key}`),
          href: name ? `${base}?ansicht=${name}` : base,
          current: key === view,
          count: list.counts[key],
        }))}
      />
      <PageHeader
        title={t('networks:staff.task.list')}
        kicker={t(`networks:staff.task.view.${view}`)}
        actions={
          mayAdd && (
            <LinkButton href={`${base}/neu`} icon="plus" small>
              {t('networks:staff.task.add')}
            </LinkButton>
          )
        }
      />
      <FilterBar
        action={base}
        values={values}
        keep={ansicht ? [{ name: 'ansicht', value: ansicht }] : []}
        resetHref={filtered ? own : undefined}
      >
        <TextField name="q" type="search" label={t('networks:staff.task.search')} maxLength={100} />
        <SelectField
          name="gremium"
          label={t('networks:staff.task.body')}
          empty={t('networks:staff.all')}
          options={list.bodies.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          name="stand"
          label={t('networks:staff.task.state')}
          empty={t('networks:staff.task.unfinished')}
          options={[
            ...taskStates.map((value) => ({ value, label: t(`networks:task.state.${value}`) })),
            { value: 'any', label: t('networks:staff.all') },
          ]}
        />
      </FilterBar>
      {list.rows.length ? (
        <>
          <ListHead count={t('networks:staff.task.shown', { count: list.rows.length })}>
            <ButtonRow>
              <LinkButton href={csvHref} icon="download" look="tertiary" small download>
                CSV
              </LinkButton>
            </ButtonRow>
          </ListHead>
          <TaskTable tasks={list.rows} today={list.today} withBody back={path} />
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState title={t(filtered ? 'networks:staff.task.none_filtered' : `networks:staff.task.none.${view}`)}>
          <p>{t(filtered ? 'networks:staff.none_filtered_text' : 'networks:staff.task.none_text')}</p>
        </EmptyState>
      )}
    </StaffPage>
  );
}
