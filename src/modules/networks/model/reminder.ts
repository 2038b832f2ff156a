import { addDays } from '#platform/days';

const daysBefore = 7;
const daysBetween = 7;

/**
 * The latest day up to today on which a reminder of a task was due: a week before its day, the day after it, then every week;
 * undefined: none yet. A night in which the job did not run is made up for by the next.
 */
export function reminderDay(dueOn: string, today: string): string | undefined {
  const before = addDays(dueOn, -daysBefore);
  const after = addDays(dueOn, 1);
  if (today < before) return undefined;
  if (today < after) return before;
  const late = Math.round((Date.parse(today) - Date.parse(after)) / 86_400_000);
  return addDays(after, late - (late % daysBetween));
}

/** An unfinished task with a day, and whom a mail about it would reach. */
export interface RemindableTask {
  readonly id: string;
  readonly dueOn: string;
  /** Day of the last mail about it; the first is the one that brings the task. */
  readonly remindedOn: string | null;
  readonly email: string;
  /** Last day of the owner's seat; null: no end, or the owner is an account. */
  readonly seatEndsOn: string | null;
}

const isDue = (task: RemindableTask, today: string) => {
  const day = reminderDay(task.dueOn, today);
  return day !== undefined && (task.remindedOn === null || task.remindedOn < day);
};

/**
 * Who gets a mail today, about which tasks: one for each person, with all of that person's tasks that are due for one, and none
 * for who had mail about a task today or whose seat has ended.
 */
export function remindersOn<T extends RemindableTask>(tasks: readonly T[], today: string): { email: string; tasks: T[] }[] {
  const reachable = tasks.filter(({ seatEndsOn }) => seatEndsOn === null || seatEndsOn >= today);
  const byPerson = Map.groupBy(reachable, ({ email }) => email.toLowerCase());
  return [...byPerson.values()].flatMap((own) => {
    const due = own.filter((task) => isDue(task, today));
    const [first] = due;
    return first && own.every(({ remindedOn }) => remindedOn !== today) ? [{ email: first.email, tasks: due }] : [];
  });
}
