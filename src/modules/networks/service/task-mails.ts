import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { addDays, dayOf } from '#platform/days';
import type { JobHandler } from '#platform/module';
import { remindersOn } from '../model/reminder.ts';
import type { Task } from '../model/task.ts';
import { findTask, lockRemindable, saveTaskMail } from '../store/tasks.ts';
import { accountsBy, type Contact, contactsOf, sendMail } from './contacts.ts';
import { newLink, taskLink } from './links.ts';
import { longDay } from './voting.ts';

type Owned = Pick<Task, 'id' | 'memberId' | 'userId' | 'seatEmail' | 'seatUserId'>;

/** How to reach the owners of tasks, by the task's id. */
async function ownersOf(context: Context, tasks: readonly Owned[]): Promise<ReadonlyMap<string, Contact>> {
  const seats = tasks.filter(({ memberId }) => memberId !== null);
  const bySeat = await contactsOf(
    context,
    seats.map(({ id, seatEmail, seatUserId }) => ({ id, email: seatEmail, userId: seatUserId })),
  );
  const accounts = await accountsBy(
    context,
    tasks.flatMap(({ userId }) => userId ?? []),
  );
  const found = new Map(bySeat);
  for (const { id, userId } of tasks) {
    const account = userId === null ? undefined : accounts.get(userId);
    if (account) found.set(id, account);
  }
  return found;
}

/** The link for a mail: to the pages for work for who has an account, otherwise a secret one. */
function linkFor(context: Context, contact: Contact, taskId: string): { readonly address: string; readonly hash: Buffer | null } {
  if (contact.userId !== null)
    return { address: `${context.publicUrl}/intern/${context.tenant.slug}/aufgaben/${taskId}`, hash: null };
  const { token, hash } = newLink();
  return { address: taskLink(context, token), hash };
}

function dueText({ t }: Context, dueOn: string | null, locale: string): string {
  return dueOn ? t('networks:staff.mail.task.due', { day: longDay(dueOn, locale) }) : t('networks:staff.mail.task.no_day');
}

/** Tells a new owner of the task; links of the owner before no longer work. Who took the task on themselves gets no mail. */
export async function bringTask(trx: Trx, context: Context, id: string): Promise<void> {
  const task = await findTask(trx, id);
  if (!task) return;
  const { actor } = context;
  const contact = (await ownersOf(context, [task])).get(id);
  if (!contact || (actor.kind === 'user' && contact.userId === actor.userId)) {
    await saveTaskMail(trx, id, { tokenHash: null, remindedOn: null });
    return;
  }
  const link = linkFor(context, contact, id);
  await saveTaskMail(trx, id, { tokenHash: link.hash, remindedOn: dayOf(context.now()) });
  const { bodyName, title, detail, dueOn } = task;
  const due = dueText(context, dueOn, contact.locale);
  await sendMail(trx, contact, 'task', { body: bodyName, title, detail, due, link: link.address });
}

/** Every night: one mail to each person with the tasks of which one is due (`model/reminder.ts`). */
export const remindTasks: JobHandler = async (_payload, services) => {
  for (const tenantId of services.tenantIds()) {
    const context = services.contextOf(tenantId, 'networks.remind_tasks');
    const today = dayOf(context.now());
    await context.transaction(async (trx) => {
      const tasks = await lockRemindable(trx, addDays(today, 7));
      const contacts = await ownersOf(context, tasks);
      const reachable = tasks.flatMap((task) => {
        const contact = contacts.get(task.id);
        const { id, title, bodyName, remindedOn, seatEndsOn, dueOn } = task;
        return contact && dueOn ? [{ id, title, bodyName, remindedOn, seatEndsOn, dueOn, email: contact.email, contact }] : [];
      });
      for (const mail of remindersOn(reachable, today)) {
        const lines: string[] = [];
        for (const { id, title, bodyName, dueOn, contact } of mail.tasks) {
          const link = linkFor(context, contact, id);
          await saveTaskMail(trx, id, { tokenHash: link.hash, remindedOn: today });
          const due = dueText(context, dueOn, contact.locale);
          lines.push(`${title} (${bodyName})\n${due}\n${link.address}`);
        }
        const [first] = mail.tasks;
        if (first) await sendMail(trx, first.contact, 'task_reminder', { count: lines.length, tasks: lines.join('\n\n') });
      }
    });
  }
};
