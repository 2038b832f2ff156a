import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import { taskAnswerForm } from '../model/resolution-form.ts';
import { TaskLinkPage } from '../pages/task-link.tsx';
import { DeadLinkPage } from '../pages/vote-link.tsx';
import { answerTask, readTaskLink } from '../service/task-links.ts';
import { secret } from './ballots.tsx';
import { one } from './parts.ts';

const address = '/:district/:language/aufgabe/:token';
const config = { config: { access: 'public', limitPerMinute: 60 } } as const;

const tokenOf = (request: FastifyRequest): string => one(formValues(request.params), 'token');

/** A task for its owner without an account. */
export function taskLinkRoutes(app: App): void {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    again?: { readonly values: ReturnType<typeof formValues>; readonly errors: Readonly<Record<string, string>> },
  ) => {
    const found = await readTaskLink(request.context, tokenOf(request));
    if (!found.ok) return secret(reply).page(<DeadLinkPage />, 410);
    const { tenant, language } = request.context;
    const { state, remark } = found.value;
    return secret(reply).page(
      <TaskLinkPage
        task={found.value}
        action={`/${tenant.slug}/${language.tag}/aufgabe/${tokenOf(request)}`}
        values={again?.values ?? { state: state === 'running' ? 'running' : '', remark }}
        errors={again?.errors ?? {}}
      />,
      again ? 422 : 200,
    );
  };

  app.get(address, config, (request, reply) => show(request, reply));

  app.post(address, config, async (request, reply) => {
    const { context } = request;
    const form = parseForm(taskAnswerForm, request.body, context.t);
    if (!form.ok) return show(request, reply, form);
    const outcome = await answerTask(context, tokenOf(request), form.data.state, form.data.remark);
    if (!outcome.ok) return show(request, reply, { values: form.values, errors: {} });
    const path = `/${context.tenant.slug}/${context.language.tag}/aufgabe/${tokenOf(request)}`;
    return secret(reply).redirectWithNotice(path, 'success', 'networks:task.saved');
  });
}
