import type { ResolutionEffect } from '#modules/networks';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import { type SettableStatus, settableStatuses } from '../model/vocabulary.ts';
import { type FoundRecommendation, findRecommendation, updateRecommendation } from '../store/recommendations.ts';
import { tell } from './editing.ts';
import { adoptEditionIn } from './editions.ts';
import { openForEditing } from './recommendations.ts';
import { setStatusOf } from './status.ts';

// Whoever records a resolution that works on the concept has to be allowed to edit it; that the body resolved so stands in
// place of the release by the lead.
const mayAct = (context: Context) => context.scopesOf('concept.edit') === 'district';

async function open(trx: Trx, context: Context, id: string): Promise<Outcome<FoundRecommendation, FailureCode>> {
  const found = await findRecommendation(trx, id, true);
  return found ? openForEditing(trx, context, id, found.stored.version) : fail('concept.unknown_recommendation');
}

/** Recommendations of the editions in force and in work, as "3 Title". */
async function recommendations(trx: Trx, context: Context, onlyMoney: boolean) {
  if (!mayAct(context)) return [];
  const rows = await trx
    .selectFrom('concept_recommendation as r')
    .innerJoin('concept_edition as e', (join) => join.onRef('e.tenant_id', '=', 'r.tenant_id').onRef('e.id', '=', 'r.edition_id'))
    .select(['r.id', 'r.number', 'r.title', 'e.title as edition'])
    .where('e.state', '=', 'adopted')
    .$if(onlyMoney, (query) => query.where('r.needs_money', '=', true))
    .orderBy('e.id')
    .orderBy('r.number')
    .limit(2000)
    .execute();
  return rows.map((row) => ({ id: row.id, label: `${row.number} ${row.title} (${row.edition})` }));
}

const adopt: ResolutionEffect = {
  kind: 'concept.adopt_edition',
  label: 'concept:staff.effect.adopt_edition',
  parameters: [],
  subjects: async (trx, context) => {
    if (!mayAct(context)) return [];
    const rows = await trx
      .selectFrom('concept_edition')
      .select(['id', 'title'])
      .where('state', 'in', ['draft', 'consultation'])
      .orderBy('position')
      .execute();
    return rows.map((row) => ({ id: row.id, label: row.title }));
  },
  apply: async (trx, context, { subject }, resolution) => {
    if (!mayAct(context)) return fail('concept.not_allowed');
    return adoptEditionIn(trx, context, subject, {
      on: resolution.decidedOn,
      by: resolution.bodyName,
      paperNumber: resolution.paperNumber || null,
      resolutionId: resolution.id,
    });
  },
};

const setStatus: ResolutionEffect = {
  kind: 'concept.set_status',
  label: 'concept:staff.effect.set_status',
  parameters: [
    {
      name: 'status',
      label: 'concept:staff.effect.status',
      kind: 'choice',
      choices: Object.fromEntries(
        settableStatuses.filter((one) => one !== 'merged').map((status) => [status, `concept:status.${status}`]),
      ),
    },
  ],
  subjects: (trx, context) => recommendations(trx, context, false),
  apply: async (trx, context, { subject, parameters }, resolution) => {
    const status = parameters.status as SettableStatus;
    if (!settableStatuses.includes(status) || status === 'merged')
      return fail('concept.invalid', { status: 'http:field.choice' });
    const found = await open(trx, context, subject);
    if (!found.ok) return found;
    const reason = `${resolution.bodyName}, ${resolution.number}: ${resolution.title}`;
    const saved = await setStatusOf(trx, context, found.value, { status, reason, public: true });
    return saved.ok ? ok() : saved;
  },
};

const releaseMoney: ResolutionEffect = {
  kind: 'concept.release_money',
  label: 'concept:staff.effect.release_money',
  parameters: [{ name: 'amount', label: 'concept:staff.effect.amount', kind: 'cents' }],
  subjects: (trx, context) => recommendations(trx, context, true),
  apply: async (trx, context, { subject, parameters }, resolution) => {
    const found = await open(trx, context, subject);
    if (!found.ok) return found;
    const { stored, edition } = found.value;
    const cents = Number(parameters.amount);
    if (!Number.isSafeInteger(cents) || cents <= 0 || cents > 1e12)
      return fail('concept.invalid', { amount: 'http:field.format' });
    // The money stands where the need for it does; a recommendation that names none gets the line.
    const text = `${resolution.bodyName}, ${resolution.number}`;
    const first = stored.resources.findIndex(({ kind }) => kind === 'money');
    const resources =
      first < 0
        ? [...stored.resources, { kind: 'money' as const, text, securedCents: cents }]
        : stored.resources.map((one, index) =>
            index === first ? { ...one, securedCents: (one.securedCents ?? 0) + cents } : one,
          );
    await updateRecommendation(trx, stored.id, { text: { resources }, own: { resolutionId: resolution.id }, now: context.now() });
    await tell(trx, context, {
      recommendationId: stored.id,
      edition,
      action: 'concept.money_released',
      details: { number: stored.number, cents, resolution: resolution.id },
      note: { kind: 'text', text: `${text}: ${resolution.title}`, from: null, to: null, public: !stored.internal },
    });
    return ok();
  },
};

/** What resolutions of bodies do to the concept. */
export const conceptEffects: readonly ResolutionEffect[] = [adopt, setStatus, releaseMoney];
