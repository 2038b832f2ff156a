export const taskStates = ['open', 'running', 'done', 'dropped'] as const;
export type TaskState = (typeof taskStates)[number];

/** Who has to do it: a seat of the body, an account, or nobody yet. */
export interface TaskOwner {
  readonly memberId: string | null;
  readonly userId: string | null;
}

export interface Task extends TaskOwner {
  readonly id: string;
  readonly bodyId: string;
  readonly bodyName: string;
  /** Key of the territory that the body works for. */
  readonly territory: string;
  readonly meetingId: string | null;
  readonly meetingTitle: string | null;
  readonly resolutionId: string | null;
  readonly resolutionNumber: string | null;
  readonly title: string;
  readonly detail: string;
  readonly remark: string;
  /** Name of the person or organisation in the seat. */
  readonly seatName: string | null;
  readonly seatEmail: string | null;
  readonly seatUserId: string | null;
  /** Last day of the owner's seat. */
  readonly seatEndsOn: string | null;
  /** ISO days. */
  readonly dueOn: string | null;
  readonly doneOn: string | null;
  readonly state: TaskState;
  readonly version: number;
}

export const isUnfinished = ({ state }: { readonly state: TaskState }): boolean => state === 'open' || state === 'running';

/** Past its day and not finished. */
export function isOverdue(task: { readonly state: TaskState; readonly dueOn: string | null }, today: string): boolean {
  return isUnfinished(task) && task.dueOn !== null && task.dueOn < today;
}

/** Owner as a form sends it: `seat:<id>`, `account:<id>` or empty. */
export function ownerOf(text: string): TaskOwner | undefined {
  if (text === '') return { memberId: null, userId: null };
  const [, kind, id = ''] = /^(seat|account):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? [];
  if (!kind) return undefined;
  return kind === 'seat' ? { memberId: id, userId: null } : { memberId: null, userId: id };
}

export function ownerText({ memberId, userId }: TaskOwner): string {
  if (memberId) return `seat:${memberId}`;
  return userId ? `account:${userId}` : '';
}
