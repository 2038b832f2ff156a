import { Readable } from 'node:stream';
import type { Context } from '#platform/access';
import { uuidPattern, uuidv7 } from '#platform/crypto';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
} from '#platform/http';
import type { FieldChange } from '#platform/ui';
import { newTaskForm, taskForm, taskStateForm } from '../model/resolution-form.ts';
import { ownerOf, ownerText, type Task, taskStates } from '../model/task.ts';
import { TaskChoosePage, TaskNewPage, TaskRecordPage } from '../pages/task-form.tsx';
import { TaskListPage, viewNames } from '../pages/task-list.tsx';
import { exportTasks, readTasks, type TaskQuery, taskGround, taskRecord } from '../service/task-reading.ts';
import { addTask, editTask, moveTask } from '../service/tasks.ts';
import { taskViews } from '../store/task-list.ts';
import { addressWith, one } from './parts.ts';
import { idOf, plainRefusal, sentence } from './resolution-parts.tsx';

const root = '/intern/:district/aufgaben';
const pageSize = 50;
const tasksOf = ({ tenant }: Context) => `/intern/${tenant.slug}/aufgaben`;
const idIn = (values: FormValues, name: string) =>
  uuidPattern.test(one(values, name)) ? one(values, name).toLowerCase() : undefined;

/** View and filter in the address; what cannot be understood is left out. */
function readFilter(sent: FormValues): { query: TaskQuery; values: Record<string, string> } {
  const view = taskViews.find((known) => viewNames[known] === one(sent, 'ansicht')) ?? 'mine';
  const bodyId = idIn(sent, 'gremium');
  const state = ([...taskStates, 'any'] as const).find((known) => known === one(sent, 'stand'));
  const text = one(sent, 'q').slice(0, 100) || undefined;
  const values = { ansicht: viewNames[view], q: text ?? '', gremium: bodyId ?? '', stand: state ?? '' };
  return { query: { view, bodyId, state, text }, values };
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const { query, values } = readFilter(sent);
  const after = one(sent, 'nach') || undefined;
  const found = await readTasks(context, query, after, pageSize);
  const path = tasksOf(context);
  return reply.page(
    <TaskListPage
      list={found}
      view={query.view}
      values={values}
      mayAdd={context.may('networks.edit')}
      first={after && addressWith(path, values)}
      next={found.next && addressWith(path, { ...values, nach: found.next })}
      csvHref={addressWith(`${path}.csv`, values)}
    />,
  );
}

interface Again {
  readonly values: FormValues;
  readonly errors: FormErrors;
}

async function showNew(request: FastifyRequest, reply: FastifyReply, again?: Again): Promise<FastifyReply> {
  const { context } = request;
  const sent = again?.values ?? formValues(request.query);
  const names = again ? ['body', 'meeting', 'resolution'] : ['gremium', 'sitzung', 'beschluss'];
  const [bodyId, meetingId, resolutionId] = names.map((name) => idIn(sent, name));
  const { bodies, body, meeting, resolution, owners } = await taskGround(context, { bodyId, meetingId, resolutionId });
  if (!body || !owners) return reply.page(<TaskChoosePage bodies={bodies} />, again ? 422 : 200);
  const number = resolution && context.t('networks:staff.resolution.named', { number: resolution.number });
  const from = { body: body.id, meeting: meeting?.id ?? '', resolution: resolution?.id ?? '' };
  return reply.page(
    <TaskNewPage
      bodyName={body.name}
      from={meeting?.title ?? number}
      hidden={{ ...from, id: one(again?.values ?? {}, 'id') || uuidv7() }}
      values={again?.values ?? {}}
      errors={again?.errors ?? {}}
      owners={owners}
    />,
    again ? 422 : 200,
  );
}

async function add(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const form = parseForm(newTaskForm, request.body, context.t);
  if (!form.ok) return showNew(request, reply, { values: form.values, errors: form.errors });
  const { body: bodyId, meeting: meetingId, resolution: resolutionId, owner, ...text } = form.data;
  const chosen = ownerOf(owner);
  const outcome = chosen && (await addTask(context, { ...text, ...chosen, bodyId, meetingId, resolutionId }));
  if (outcome?.ok) {
    const back = resolutionId ? `/intern/${context.tenant.slug}/beschluesse/${resolutionId}` : undefined;
    const meeting = meetingId ? `/intern/${context.tenant.slug}/gremien/${bodyId}/sitzungen/${meetingId}` : undefined;
    return reply.redirectWithNotice(
      back ?? meeting ?? `${tasksOf(context)}/${outcome.value}`,
      'success',
      'networks:staff.task.added',
    );
  }
  const code = outcome?.code ?? 'networks.unknown_owner';
  const status = plainRefusal(code);
  if (status) return reply.refuse(status);
  const field = code === 'networks.unknown_owner' ? 'owner' : '_form';
  return showNew(request, reply, { values: form.values, errors: { [field]: sentence(context, { code }) } });
}

const valuesOf = (task: Task): Record<string, string> => ({
  title: task.title,
  detail: task.detail,
  dueOn: task.dueOn ?? '',
  owner: ownerText(task),
});

async function showTask(
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  again?: Again & { readonly conflict?: readonly FieldChange[]; readonly version?: number },
): Promise<FastifyReply> {
  const found = await taskRecord(request.context, id);
  if (!found.ok) return reply.refuse(404);
  return reply.page(
    <TaskRecordPage
      record={found.value}
      values={again?.values ?? valuesOf(found.value.task)}
      errors={again?.errors ?? {}}
      version={again?.version ?? found.value.task.version}
      conflict={again?.conflict}
    />,
    again ? 422 : 200,
  );
}

async function edit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idOf(request, 'task');
  const record = id ? await taskRecord(context, id) : undefined;
  if (!id || !record?.ok) return reply.refuse(404);
  if (!record.value.mayEdit) return reply.refuse(403);
  const form = parseForm(taskForm, request.body, context.t);
  if (!form.ok) return showTask(request, reply, id, { values: form.values, errors: form.errors });
  const { version, owner, ...text } = form.data;
  const chosen = ownerOf(owner);
  const outcome = chosen && (await editTask(context, id, { ...text, ...chosen }, version));
  if (outcome?.ok) return reply.redirectWithNotice(`${tasksOf(context)}/${id}`, 'success', 'networks:staff.saved');
  if (outcome && 'theirs' in outcome) {
    const saved = valuesOf(outcome.theirs);
    const fields = [
      ['title', 'title'],
      ['detail', 'detail'],
      ['dueOn', 'due_on'],
    ] as const;
    const conflict = fields.map(([name, key]) => ({
      label: context.t(`networks:staff.task.${key}`),
      before: saved[name] ?? '',
      after: one(form.values, name),
    }));
    return showTask(request, reply, id, { values: form.values, errors: {}, conflict, version: outcome.theirs.version });
  }
  const code = outcome?.code ?? 'networks.unknown_owner';
  const status = plainRefusal(code);
  if (status) return reply.refuse(status);
  const field = code === 'networks.unknown_owner' ? 'owner' : '_form';
  return showTask(request, reply, id, { values: form.values, errors: { [field]: sentence(context, { code }) } });
}

async function move(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idOf(request, 'task');
  const record = id ? await taskRecord(context, id) : undefined;
  if (!id || !record?.ok) return reply.refuse(404);
  const form = parseForm(taskStateForm, request.body, context.t);
  if (!form.ok)
    return showTask(request, reply, id, { values: valuesOf(record.value.task), errors: { _form: form.errors.state ?? '' } });
  const outcome = await moveTask(context, id, form.data.state);
  if (!outcome.ok) return reply.refuse(plainRefusal(outcome.code) ?? 404);
  // Only lists and records of tasks come back here; anything else in the field is not ours.
  const back = one(formValues(request.body), 'back');
  const path = tasksOf(context);
  const known = back === path || [`${path}?`, `${path}/`].some((start) => back.startsWith(start));
  return reply.redirectWithNotice(known ? back : path, 'success', `networks:staff.task.moved.${form.data.state}`);
}

/** What is to be done, by whom and until when. */
export function taskPageRoutes(app: App): void {
  const read = { config: { access: 'networks.read' } } as const;
  const write = { config: { access: 'networks.edit' } } as const;
  app.get(root, read, list);
  app.get(`${root}.csv`, read, async ({ context, query }, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="aufgaben.csv"')
      .header('cache-control', 'no-store')
      .send(Readable.from(exportTasks(context, readFilter(formValues(query)).query))),
  );
  app.get(`${root}/neu`, write, (request, reply) => showNew(request, reply));
  app.post(`${root}/neu`, write, add);
  app.get(`${root}/:task`, read, async (request, reply) => {
    const id = idOf(request, 'task');
    return id ? showTask(request, reply, id) : reply.refuse(404);
  });
  app.post(`${root}/:task`, write, edit);
  app.post(`${root}/:task/stand`, read, move);
}
