import { z } from 'zod';
import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import type { FormErrors, FormValues } from '#platform/ui';
import { MachinePage } from '../../pages/staff/translation/machine.tsx';
import type { MachineTranslator } from '../../service/translation/machine/translator.ts';
import { changeMachine, estimate, type RunScope, readMachine, startRun, stopRun } from '../../service/translation/runs.ts';
import { deskFrame, failureSentence, failureStatus, isId, one, root, staffBase } from '../staff/parts.ts';
import { scopeChoices, scopeOf, tongues } from './board.tsx';

const settingsSchema = z.object({
  enabled: z.preprocess((value) => value === 'yes', z.boolean()),
  languages: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string()).max(20)),
  words: z.preprocess((value) => (value === '' || value === undefined ? 0 : Number(value)), z.int().min(0).max(100_000_000)),
  version: z.preprocess(Number, z.int().min(0)),
});

interface Shown {
  readonly values?: FormValues;
  readonly errors?: FormErrors;
  readonly warning?: string;
  readonly status?: number;
}

const address = (context: Context) => `${staffBase(context)}/uebersetzungen/maschine`;

export function machineRoutes(app: App, translator: MachineTranslator | undefined): void {
  const known = translator ? tongues.filter(({ tag }) => translator.supports(tag)) : [];

  const show = async (request: FastifyRequest, reply: FastifyReply, shown: Shown = {}): Promise<FastifyReply> => {
    const { context } = request;
    const desk = await readMachine(context);
    if (!desk.ok) return reply.refuse(403);
    const { settings } = desk.value;
    const sent = formValues(request.query);
    const choices = await scopeChoices(context);
    const { values: scope, filter } = scopeOf(sent, choices);
    const wanted = [sent.sprache ?? []].flat();
    const languages = known.map(({ tag }) => tag).filter((tag) => wanted.includes(tag) && settings.languages.includes(tag));
    const asks = translator !== undefined && settings.enabled && languages.length > 0;
    return reply.page(
      <MachinePage
        frame={await deskFrame(context)}
        desk={desk.value}
        service={translator?.name}
        tongues={known}
        values={
          shown.values ?? {
            enabled: settings.enabled ? 'yes' : '',
            languages: [...settings.languages],
            words: settings.version ? String(settings.wordsPerMonth) : '',
          }
        }
        errors={shown.errors ?? {}}
        asked={{ languages, ort: scope.ort ?? '', organisation: scope.organisation ?? '' }}
        estimated={
          asks ? await estimate(context, { languages, town: filter.town, organisationId: filter.organisationId }) : undefined
        }
        warning={shown.warning}
        {...choices}
      />,
      shown.status ?? 200,
    );
  };

  const change = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { context } = request;
    const form = parseForm(settingsSchema, request.body, context.t);
    if (!form.ok) return show(request, reply, { values: form.values, errors: form.errors, status: 422 });
    const { enabled, words, version } = form.data;
    const languages = known.map(({ tag }) => tag).filter((tag) => form.data.languages.includes(tag));
    const changed = await changeMachine(context, { enabled, languages, wordsPerMonth: words, version });
    if (changed.ok) return reply.redirectWithNotice(address(context), 'success', 'directory:staff.machine.saved');
    if (changed.code === 'machine.not_allowed') return reply.refuse(403);
    return show(request, reply, { values: form.values, warning: failureSentence(context, changed), status: 409 });
  };

  const start = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { context } = request;
    const sent = formValues(request.body);
    const { filter } = scopeOf(sent, await scopeChoices(context));
    const scope: RunScope = {
      languages: [...new Set(one(sent, 'sprachen').split(',').filter(Boolean))].slice(0, 20),
      town: filter.town,
      organisationId: filter.organisationId,
    };
    const begun = await startRun(context, translator, scope);
    if (begun.ok) return reply.redirectWithNotice(address(context), 'success', 'directory:staff.machine.started');
    if (begun.code === 'machine.not_allowed') return reply.refuse(403);
    return show(request, reply, { warning: failureSentence(context, begun), status: failureStatus(begun.code) });
  };

  const stop = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { context } = request;
    const { lauf } = request.params as { lauf?: string };
    const stopped = isId(lauf) ? await stopRun(context, lauf) : undefined;
    if (stopped?.ok) return reply.redirectWithNotice(address(context), 'success', 'directory:staff.machine.stopped');
    return reply.refuse(stopped?.code === 'machine.not_allowed' ? 403 : 404);
  };

  const config = { access: 'directory.manage' } as const;
  const path = `${root}/uebersetzungen/maschine`;
  app.get(path, { config }, (request, reply) => show(request, reply));
  app.post(path, { config }, change);
  app.post(`${path}/laeufe`, { config }, start);
  app.post(`${path}/laeufe/:lauf/anhalten`, { config }, stop);
}
