import { z } from 'zod';
import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import type { ResolutionEffect } from '../effects.ts';
import { effectRemovalForm } from '../model/resolution-form.ts';
import { EffectPage } from '../pages/resolution-effect.tsx';
import { addEffect, effectSubjects, removeEffect } from '../service/resolution-effects.ts';
import { resolutionRecord } from '../service/resolution-reading.ts';
import type { NetworksWiring } from '../wiring.ts';
import { one } from './parts.ts';
import { idOf, plainRefusal, resolutionsOf, sentence, showRecord } from './resolution-parts.tsx';

const address = '/intern/:district/beschluesse/:resolution/wirkung';
const config = { config: { access: 'networks.edit' } } as const;

/** Euros as people and browsers write them, in cents; what is no amount stays as it is and is refused. */
export function centsOf(text: string): string {
  const [, euros = '', cents = ''] = /^(\d{1,10})(?:[.,](\d{1,2}))?$/.exec(text.replaceAll(/[\s€]/g, '')) ?? [];
  return euros ? String(Number(euros) * 100 + Number(cents.padEnd(2, '0'))) : text;
}

/** The form asks for euros and for what the effect names. */
function formOf({ parameters }: ResolutionEffect) {
  const fields = parameters.map(({ name, kind, choices }) => {
    if (kind === 'choice') return [name, z.enum(Object.keys(choices ?? {}))] as const;
    if (kind === 'text') return [name, z.string().min(1).max(2000)] as const;
    const cents = z.string().min(1).max(20).transform(centsOf);
    return [name, cents.refine((text) => /^[1-9]\d{0,11}$/.test(text), { message: 'networks:staff.field.amount' })] as const;
  });
  const known = { kind: z.string(), subject: z.string(), version: z.coerce.number().int() };
  return z.object({ ...Object.fromEntries(fields), ...known });
}

/** What a resolution does once it is passed: adding it in steps, taking it away. */
export function resolutionEffectRoutes(app: App, { effects }: Pick<NetworksWiring, 'effects'>): void {
  const find = async (request: FastifyRequest) => {
    const id = idOf(request, 'resolution');
    const found = id ? await resolutionRecord(request.context, id) : undefined;
    return found?.ok ? found.value : undefined;
  };

  const show = async (request: FastifyRequest, reply: FastifyReply, posted?: { errors: Record<string, string> }) => {
    const record = await find(request);
    if (!record) return reply.refuse(404);
    if (!record.mayEdit) return reply.refuse(403);
    if (!record.mayEffect) return reply.redirect(`${resolutionsOf(request.context)}/${record.resolution.id}`, 303);
    const values = formValues(posted ? request.body : request.query);
    const chosen = await effectSubjects(request.context, effects, one(values, posted ? 'kind' : 'art'));
    const wanted = one(values, posted ? 'subject' : 'gegenstand');
    return reply.page(
      <EffectPage
        resolution={record.resolution}
        effects={effects}
        chosen={chosen?.effect}
        subjects={chosen?.subjects ?? []}
        subject={chosen?.subjects.find(({ id }) => id === wanted)}
        values={posted ? values : {}}
        errors={posted?.errors ?? {}}
      />,
      posted ? 422 : 200,
    );
  };

  app.get(address, config, (request, reply) => show(request, reply));

  app.post(address, config, async (request, reply) => {
    const { context } = request;
    const record = await find(request);
    if (!record) return reply.refuse(404);
    const effect = effects.find(({ kind }) => kind === one(formValues(request.body), 'kind'));
    if (!effect) return show(request, reply, { errors: {} });
    const form = parseForm(formOf(effect), request.body, context.t);
    if (!form.ok) return show(request, reply, { errors: { ...form.errors } });
    const { version, ...texts } = form.data;
    const { kind, subject, ...parameters } = texts as { kind: string; subject: string } & Record<string, string>;
    const added = { kind, subject, parameters };
    const { id } = record.resolution;
    const outcome = await addEffect(context, effects, id, added, version as number);
    if (outcome.ok)
      return reply.redirectWithNotice(`${resolutionsOf(context)}/${id}#wirkung`, 'success', 'networks:staff.effect.added');
    const status = plainRefusal(outcome.code);
    return status ? reply.refuse(status) : show(request, reply, { errors: { _form: sentence(context, outcome) } });
  });

  app.post(`${address}/entfernen`, config, async (request, reply) => {
    const { context } = request;
    const record = await find(request);
    if (!record) return reply.refuse(404);
    const { id } = record.resolution;
    const form = parseForm(effectRemovalForm, request.body, context.t);
    const outcome = form.ok ? await removeEffect(context, id, form.data.index, form.data.version) : undefined;
    if (outcome?.ok)
      return reply.redirectWithNotice(`${resolutionsOf(context)}/${id}`, 'success', 'networks:staff.effect.removed');
    const code = outcome?.code ?? 'networks.effect_invalid';
    const status = plainRefusal(code);
    if (status) return reply.refuse(status);
    const errors = { _form: sentence(context, { code, details: outcome?.details ?? {} }) };
    return showRecord(request, reply, effects, id, { kind: 'notice', values: {}, errors });
  });
}
