import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { EffectSubject, ResolutionEffect } from '../effects.ts';
import type { FailureCode } from '../failures.ts';
import { type Decision, isEditable, type Resolution, type StoredEffect } from '../model/resolution.ts';
import { lockResolution, saveDecision, saveEffects } from '../store/resolutions.ts';
import { editableBody, mayEditAllBodies } from './scope.ts';

type Effects = readonly ResolutionEffect[];
type Failure = FailureCode;

/** Subjects that an effect of a kind can be about; null: no such kind. */
export async function effectSubjects(
  context: Context,
  effects: Effects,
  kind: string,
): Promise<{ readonly effect: ResolutionEffect; readonly subjects: readonly EffectSubject[] } | null> {
  const effect = effects.find((one) => one.kind === kind);
  if (!effect) return null;
  return { effect, subjects: await context.transaction((trx) => effect.subjects(trx, context)) };
}

/** The resolution for a change of what it does: not decided, nobody votes on it, and the actor keeps all bodies. */
async function forEffects(trx: Trx, context: Context, id: string, version: number): Promise<Outcome<Resolution, Failure>> {
  const resolution = await lockResolution(trx, id);
  if (!resolution) return fail('networks.unknown_resolution');
  const body = await editableBody(trx, context, resolution.bodyId);
  if (!body.ok) return body.code === 'networks.unknown_body' ? fail('networks.unknown_resolution') : body;
  // The nightly job carries effects out for the house, so only who keeps the whole district's bodies may attach them.
  if (!mayEditAllBodies(context)) return fail('networks.not_allowed');
  if (!isEditable(resolution)) return fail('networks.resolution_fixed');
  if (resolution.version !== version) return fail('networks.changed', { version: resolution.version });
  return ok(resolution);
}

/** Parameters as the effect asks for them; undefined when one is missing or none of its choices. */
export function effectParameters(
  effect: ResolutionEffect,
  sent: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined {
  const values: Record<string, string> = {};
  for (const { name, kind, choices } of effect.parameters) {
    const value = sent[name] ?? '';
    if (kind === 'choice' && !(choices && Object.hasOwn(choices, value))) return undefined;
    if (kind === 'text' && (value === '' || value.length > 2000)) return undefined;
    if (kind === 'cents' && !/^[1-9]\d{0,11}$/.test(value)) return undefined;
    values[name] = value;
  }
  return values;
}

const mostEffects = 20;

export async function addEffect(
  context: Context,
  effects: Effects,
  id: string,
  added: { readonly kind: string; readonly subject: string; readonly parameters: Readonly<Record<string, string>> },
  version: number,
): Promise<Outcome<undefined, Failure>> {
  return context.transaction(async (trx) => {
    const found = await forEffects(trx, context, id, version);
    if (!found.ok) return found;
    const effect = effects.find(({ kind }) => kind === added.kind);
    const subject = effect && (await effect.subjects(trx, context)).find((one) => one.id === added.subject);
    const parameters = effect && effectParameters(effect, added.parameters);
    const stored = found.value.effects;
    if (!subject || !parameters || stored.length >= mostEffects) return fail('networks.effect_invalid');
    if (stored.some(({ kind, subject: of }) => kind === added.kind && of === added.subject)) return fail('networks.effect_twice');
    await saveEffects(
      trx,
      id,
      [...stored, { kind: added.kind, subject: subject.id, label: subject.label, parameters }],
      context.now(),
    );
    const details = { kind: added.kind, subject: subject.id };
    await audit(trx, context, { action: 'resolution.effect_added', subjectType: 'resolution', subjectId: id, details });
    return ok();
  });
}

export async function removeEffect(
  context: Context,
  id: string,
  index: number,
  version: number,
): Promise<Outcome<undefined, Failure>> {
  return context.transaction(async (trx) => {
    const found = await forEffects(trx, context, id, version);
    if (!found.ok) return found;
    const removed = found.value.effects[index];
    if (!removed) return fail('networks.effect_invalid');
    await saveEffects(trx, id, found.value.effects.toSpliced(index, 1), context.now());
    const details = { kind: removed.kind, subject: removed.subject };
    await audit(trx, context, { action: 'resolution.effect_removed', subjectType: 'resolution', subjectId: id, details });
    return ok();
  });
}

/** The sentence for a refusal of another module, whose texts are named like ours. */
function reasonOf(context: Context, code: string, details: Readonly<Record<string, string | number>>): string {
  const [module = '', ...rest] = code.split('.');
  const key = `staff.failure.${rest.join('.')}`;
  const text = context.t(`${module}:${key}`, details);
  return text === key || text === `${module}:${key}` ? code : text;
}

async function applyAll(
  trx: Trx,
  context: Context,
  effects: Effects,
  resolution: Resolution,
  decidedOn: string,
): Promise<Outcome<readonly StoredEffect[], Failure>> {
  const { id, bodyName, number, title, paperNumber } = resolution;
  const passed = { id, bodyName, number, title, paperNumber, decidedOn };
  const done: StoredEffect[] = [];
  for (const stored of resolution.effects) {
    const effect = effects.find(({ kind }) => kind === stored.kind);
    if (!effect) return fail('networks.effect_refused', { effect: stored.label, reason: stored.kind });
    const outcome = await effect.apply(trx, context, stored, passed);
    if (!outcome.ok) {
      const reason = reasonOf(context, outcome.code, outcome.details);
      return fail('networks.effect_refused', { effect: `${context.t(effect.label)}: ${stored.label}`, reason });
    }
    done.push({ ...stored, appliedAt: context.now().toISOString() });
  }
  return ok(done);
}

/**
 * Writes down the outcome of a locked, open resolution; when it is passed, carries out what it does. The caller's transaction
 * is taken back when this is refused.
 */
export async function settle(
  trx: Trx,
  context: Context,
  effects: Effects,
  resolution: Resolution,
  decision: Decision,
): Promise<Outcome<undefined, Failure>> {
  await saveDecision(trx, resolution.id, decision, context.now());
  if (decision.outcome === 'passed' && resolution.effects.length) {
    const applied = await applyAll(trx, context, effects, resolution, decision.decidedOn);
    if (!applied.ok) return applied;
    await saveEffects(trx, resolution.id, applied.value, context.now());
  }
  await audit(trx, context, {
    action: `resolution.${decision.outcome}`,
    subjectType: 'resolution',
    subjectId: resolution.id,
    details: { ...decision.count, effects: decision.outcome === 'passed' ? resolution.effects.length : 0 },
  });
  if (resolution.public) await touchContent(trx, context.tenant.id);
  return ok();
}
