import { z } from 'zod';
import { day, line, optionalDay, optionalId, optionalLine, prose, ticked, version } from './fields.ts';
import { taskStates } from './task.ts';
import { voteChoices } from './vote.ts';

const wording = z.string().min(1).max(20_000);
const emptyLine = (maximum: number) => optionalLine(maximum).transform((text) => text ?? '');

/** The text of a resolution; which of day and agenda item it has, hangs on how it is decided. */
const text = z.object({
  title: line(200),
  wording,
  paperNumber: emptyLine(60),
  agendaItemId: optionalId,
  voteUntil: optionalDay,
  public: ticked,
});

export const newResolutionForm = text.extend({ id: z.uuid() });
export const resolutionForm = text.extend({ version });

const votes = z
  .string()
  .regex(/^\d{1,4}$/, { message: 'http:field.format' })
  .transform(Number);

/** What a meeting decided. */
export const decisionForm = z.object({
  outcome: z.enum(['passed', 'rejected']),
  yes: votes,
  no: votes,
  abstain: votes,
  chairDecision: prose(1000),
  decidedOn: day,
  version,
});

export const versionForm = z.object({ version });

/** The vote of a seat that answered in writing. */
export const enteredVoteForm = z.object({ member: z.uuid(), vote: z.enum(voteChoices), remark: prose(1000) });

/** A vote, as somebody with a link sends it. */
export const ballotForm = z.object({ vote: z.enum(voteChoices), remark: prose(1000) });

export const effectRemovalForm = z.object({
  index: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number),
  version,
});

const owner = z.string().max(60).default('');
const taskText = z.object({ title: line(200), detail: prose(5000), dueOn: optionalDay, owner });

export const newTaskForm = taskText.extend({ id: z.uuid(), body: z.uuid(), meeting: optionalId, resolution: optionalId });
export const taskForm = taskText.extend({ version });
export const taskStateForm = z.object({ state: z.enum(taskStates) });
/** What the owner says through the link of a mail. */
export const taskAnswerForm = z.object({ state: z.enum(['running', 'done']), remark: prose(2000) });
