import type { Context } from '#platform/access';
import { uuidPattern } from '#platform/crypto';
import { type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import type { ResolutionEffect } from '../effects.ts';
import { type FailureCode, failureText } from '../failures.ts';
import type { StoredEffect } from '../model/resolution.ts';
import type { EffectText, RecordForm } from '../pages/resolution-form-state.ts';
import { ResolutionRecordPage } from '../pages/resolution-record.tsx';
import { resolutionRecord } from '../service/resolution-reading.ts';
import { one } from './parts.ts';

export const resolutionsOf = ({ tenant }: Context): string => `/intern/${tenant.slug}/beschluesse`;

/** The id in the address; what cannot be one is none. */
export function idOf(request: FastifyRequest, name: string): string | undefined {
  const id = one(formValues(request.params), name);
  return uuidPattern.test(id) ? id.toLowerCase() : undefined;
}

const statuses: Partial<Record<FailureCode, 403 | 404>> = {
  'networks.not_allowed': 403,
  'networks.unknown_body': 404,
  'networks.unknown_resolution': 404,
  'networks.unknown_task': 404,
};

/** What is answered with an error page of its own; other refusals are told on the page. */
export const plainRefusal = (code: FailureCode): 403 | 404 | undefined => statuses[code];

export const sentence = (
  { t }: Context,
  { code, details = {} }: { readonly code: FailureCode; readonly details?: Readonly<Record<string, string | number>> },
): string => t(failureText(code), details);

/** What effects are called, in the reader's language; of a module that is no longer there, as they were stored. */
export function effectTexts({ t }: Context, effects: readonly ResolutionEffect[], stored: readonly StoredEffect[]): EffectText[] {
  return stored.map(({ kind, label, parameters, appliedAt }) => {
    const effect = effects.find((known) => known.kind === kind);
    const words = (effect?.parameters ?? []).map(({ name, label: key, kind: type, choices }) => {
      const value = parameters[name] ?? '';
      const choice = choices && Object.hasOwn(choices, value) ? choices[value] : undefined;
      const euros =
        type === 'cents' ? (Number(value) / 100).toLocaleString('de-DE', { style: 'currency', currency: 'EUR' }) : value;
      return { label: t(key), value: choice ? t(choice) : euros };
    });
    return { label: effect ? t(effect.label) : kind, subject: label, parameters: words, appliedAt };
  });
}

/** Shows the record, again with what was rejected. */
export async function showRecord(
  request: FastifyRequest,
  reply: FastifyReply,
  effects: readonly ResolutionEffect[],
  id: string,
  form?: RecordForm,
): Promise<FastifyReply> {
  const { context } = request;
  const found = await resolutionRecord(context, id);
  if (!found.ok) return reply.refuse(404);
  return reply.page(
    <ResolutionRecordPage
      record={found.value}
      effects={effectTexts(context, effects, found.value.resolution.effects)}
      offersEffects={effects.length > 0}
      form={form}
    />,
    form ? 422 : 200,
  );
}
