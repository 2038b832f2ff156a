import { z } from 'zod';
import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import type { FormErrors } from '#platform/ui';
import { RulesPage } from '../../pages/upkeep/rules.tsx';
import { formChoices } from '../../service/form-choices.ts';
import { categoryName, readFormGround } from '../../service/ground.ts';
import { changeRule, readUpkeepRules, removeRule } from '../../service/upkeep/board.ts';
import { deskFrame, failureSentence, failureStatus, one, root, staffBase } from '../staff/parts.ts';

const config = { access: 'directory.manage' } as const;
const days = z.coerce.number().int().min(7).max(3650);
const ruleSchema = z.object({
  category: z.string().max(60).optional(),
  version: z.coerce.number().int().min(0).max(1e9).optional(),
  badge: days,
  remind: days,
  demote: days,
  hide: days,
});

interface Rejected {
  readonly category: string;
  readonly values: Record<string, string>;
  readonly errors: FormErrors;
  readonly status: number;
}

async function show(request: FastifyRequest, reply: FastifyReply, rejected?: Rejected): Promise<FastifyReply> {
  const { context } = request;
  const [{ rules, categories }, ground] = [await readUpkeepRules(context), await readFormGround(context)];
  const taken = new Set(rules.map(({ category }) => category));
  const name = (id: string) =>
    id === '' ? context.t('directory:staff.upkeep.rule_general') : categoryName(context, categories, id);
  // A top category may have a rule too, for all of its leaves.
  const tops = categories.tops.map(({ id }) => ({ value: id, label: name(id) }));
  const groups = [
    { label: context.t('directory:staff.upkeep.rule_tops'), options: tops },
    ...formChoices(context, ground).categories,
  ];
  const free = groups.map(({ label, options }) => ({ label, options: options.filter(({ value }) => !taken.has(value)) }));
  return reply.page(
    <RulesPage
      frame={await deskFrame(context)}
      rules={rules}
      nameOf={name}
      free={free.filter(({ options }) => options.length > 0)}
      rejected={rejected}
    />,
    rejected?.status ?? 200,
  );
}

async function save(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const form = parseForm(ruleSchema, request.body, context.t);
  const fresh = one(form.values, 'neu') !== '';
  const values = Object.fromEntries(
    ['category', 'badge', 'remind', 'demote', 'hide'].map((name) => [name, one(form.values, name)]),
  );
  const reject = (errors: FormErrors, status = 422) =>
    show(request, reply, { category: fresh ? 'neu' : one(form.values, 'category'), values, errors, status });
  if (!form.ok) return reject(form.errors);
  const { category = '', version = 0, badge, remind, demote, hide } = form.data;
  if (fresh && category === '') return reject({ category: context.t('http:field.required') });
  const rule = { category, badgeDays: badge, remindDays: remind, demoteDays: demote, hideDays: hide };
  const changed = await changeRule(context, rule, fresh ? 0 : version);
  if (changed.ok)
    return reply.redirectWithNotice(`${staffBase(context)}/aktualitaet/regeln`, 'success', 'directory:staff.upkeep.rule_saved');
  const field = changed.code === 'upkeep.rule_order' ? 'hide' : '_form';
  return reject({ [field]: failureSentence(context, changed) }, failureStatus(changed.code));
}

async function remove(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const removed = await removeRule(context, one(formValues(request.body), 'category'));
  if (!removed.ok) return reply.refuse(404);
  return reply.redirectWithNotice(`${staffBase(context)}/aktualitaet/regeln`, 'success', 'directory:staff.upkeep.rule_removed');
}

/** After how many days what happens; concerns the whole district. */
export function upkeepRuleRoutes(app: App): void {
  app.get(`${root}/aktualitaet/regeln`, { config }, (request, reply) => show(request, reply));
  app.post(`${root}/aktualitaet/regeln`, { config }, save);
  app.post(`${root}/aktualitaet/regeln/entfernen`, { config }, remove);
}
