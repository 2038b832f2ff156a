import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import type { WorkLine } from '#platform/module';
import { isOverdue } from '../model/task.ts';
import { listUnclosedLetters } from '../store/resolution-list.ts';
import { listTasks } from '../store/task-list.ts';
import { bodyReach } from './scope.ts';
import { personOf } from './tasks.ts';

const most = 20;

/** The own tasks by day, and letters that could not be closed. */
export async function networkWork(context: Context): Promise<readonly WorkLine[]> {
  if (!context.may('networks.read')) return [];
  const today = dayOf(context.now());
  const reach = bodyReach(context);
  const base = `/intern/${context.tenant.slug}`;
  return context.transaction(async (trx) => {
    const person = personOf(context);
    const tasks = await listTasks(trx, { reach, person, today, view: 'mine' }, undefined, most);
    const letters = context.may('networks.edit') ? await listUnclosedLetters(trx, reach, today, most) : [];
    return [
      ...letters.map(({ id, number, title, voteUntil }) => ({
        kind: 'networks:staff.work.letter',
        title: `${number} ${title}`,
        href: `${base}/beschluesse/${id}`,
        dueOn: voteUntil,
        late: true,
      })),
      ...tasks.map((task) => ({
        kind: 'networks:staff.work.task',
        title: task.title,
        href: `${base}/aufgaben/${task.id}`,
        dueOn: task.dueOn,
        late: isOverdue(task, today),
      })),
    ];
  });
}
