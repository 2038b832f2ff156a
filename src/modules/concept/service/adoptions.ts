import { z } from 'zod';
import type { Context } from '#platform/access';
import { fail, ok } from '#platform/outcome';
import type { Adoption } from '../model/edition.ts';
import { invalidDetails } from '../model/recommendation.ts';
import { adoptionStatuses, decisions } from '../model/vocabulary.ts';
import { insertAdoption, lockAdoption, updateAdoption } from '../store/adoptions.ts';
import { findGround } from '../store/recommendations.ts';
import { changedFailure, closedFailure, type Remark, type Saved, tell } from './editing.ts';
import { mayAnswer } from './scope.ts';
import { townNames } from './words.ts';

const answerSchema = z
  .strictObject({
    decision: z.enum(decisions),
    note: z.string().trim().max(2000),
    status: z.enum(adoptionStatuses).nullable(),
    contact: z.string().trim().max(300),
  })
  .superRefine(({ decision, note, status }, context) => {
    // "With changes" and "does not apply" leave the reader with a question; the note answers it.
    if ((decision === 'changed' || decision === 'not_applicable') && note === '')
      context.addIssue({ code: 'custom', path: ['note'], message: `concept:staff.fault.note_${decision}` });
    if (status !== null && (decision === 'undecided' || decision === 'not_applicable'))
      context.addIssue({ code: 'custom', path: ['status'], message: 'concept:staff.fault.status_without_adoption' });
  });

export type Answer = z.input<typeof answerSchema>;

/**
 * What a town makes of a recommendation. Each town has a row of its own: two that answer at once do not meet.
 * @param version of the answer that the editor started from; 0: there was none
 */
export async function saveAdoption(
  context: Context,
  recommendationId: string,
  town: string,
  version: number,
  answer: Answer,
  remark: Pick<Remark, 'public'> = {},
): Promise<Saved> {
  const towns = await townNames(context);
  return context.transaction(async (trx) => {
    const ground = await findGround(trx, recommendationId);
    if (!ground) return fail('concept.unknown_recommendation');
    if (!towns.has(town)) return fail('concept.unknown_town');
    if (!mayAnswer(context, town)) return fail('concept.not_allowed');
    const closed = closedFailure(ground.edition);
    if (closed) return closed;
    const parsed = answerSchema.safeParse(answer);
    if (!parsed.success) return fail('concept.invalid', invalidDetails(parsed.error));
    const before = await lockAdoption(trx, recommendationId, town);
    if ((before?.version ?? 0) !== version) return changedFailure(before?.version ?? 0);
    const write = {
      ...parsed.data,
      town,
      tenantId: context.tenant.id,
      recommendationId,
      by: context.actor.kind === 'user' ? context.actor.userId : null,
      now: context.now(),
    };
    if (before) await updateAdoption(trx, write);
    else if (!(await insertAdoption(trx, write)))
      return changedFailure((await lockAdoption(trx, recommendationId, town))?.version ?? 1);
    await tell(trx, context, {
      recommendationId,
      edition: ground.edition,
      action: 'concept.answered',
      details: { number: ground.number, town, decision: write.decision },
      note: isNews(before, parsed.data)
        ? {
            kind: 'answer',
            town,
            text: write.note,
            from: before?.decision ?? null,
            to: write.decision,
            public: remark.public === true,
          }
        : undefined,
    });
    return ok(version + 1);
  });
}

/** A new contact alone is nothing that the history tells. */
function isNews(before: Adoption | undefined, after: Answer): boolean {
  return before?.decision !== after.decision || before.note !== after.note || before.status !== after.status;
}
