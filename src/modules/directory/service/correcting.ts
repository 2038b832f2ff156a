import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { CorrectableField } from '../model/corrections.ts';
import {
  type CorrectionKind,
  type CorrectionRow,
  decideCorrection,
  insertCorrection,
  listCorrections,
  lockCorrection,
} from '../store/corrections.ts';
import { findEntryBySlug } from '../store/entries.ts';
import { readTowns } from './ground.ts';
import { reaches, reachOf } from './reach.ts';
import { today } from './releasing.ts';
import { confirmEntries } from './upkeep/marking.ts';

interface Remark {
  readonly slug: string;
  readonly kind: CorrectionKind;
  readonly field: string;
  readonly suggestion: string | null;
  readonly submissionKey: string;
}

async function remark(
  trx: Trx,
  context: Context,
  { slug, kind, field, suggestion, submissionKey }: Remark,
): Promise<Outcome<undefined, 'entry.not_found'>> {
  const entry = await findEntryBySlug(trx, 'offer', slug);
  if (!entry || entry.publishedVersion === null) return fail('entry.not_found');
  const id = await insertCorrection(trx, context.tenant.id, {
    entryId: entry.id,
    version: entry.publishedVersion,
    kind,
    field,
    suggestion,
    language: context.language.tag,
    submissionKey,
  });
  if (id)
    await audit(trx, context, {
      action: `offer.${kind}`,
      subjectType: 'offer',
      subjectId: entry.id,
      details: { correction: id, field },
    });
  return ok();
}

/** "This is wrong": what a visitor says of one field. Nobody is asked who they are. */
export async function suggestCorrection(
  context: Context,
  correction: {
    readonly slug: string;
    readonly field: CorrectableField;
    readonly suggestion: string;
    readonly submissionKey: string;
  },
): Promise<Outcome<undefined, 'entry.not_found'>> {
  return context.transaction((trx) => remark(trx, context, { ...correction, kind: 'correction' }));
}

/**
 * "Is this still right?" A visitor's answer is kept for staff and changes nothing by itself: a date that anybody could
 * renew would be worth nothing.
 */
export async function answerStillRight(
  context: Context,
  answer: { readonly slug: string; readonly stillRight: boolean; readonly submissionKey: string },
): Promise<Outcome<undefined, 'entry.not_found'>> {
  const { slug, stillRight, submissionKey } = answer;
  return context.transaction((trx) =>
    remark(trx, context, { slug, kind: stillRight ? 'still_right' : 'outdated', field: '', suggestion: null, submissionKey }),
  );
}

export interface CorrectionQuery {
  readonly kind?: CorrectionKind | undefined;
  readonly town?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export async function readCorrections(context: Context, query: CorrectionQuery): Promise<CorrectionRow[]> {
  const reach = reachOf(context, 'directory.review');
  return context.transaction((trx) =>
    listCorrections(trx, { reach, kind: query.kind, town: query.town }, query.after, query.limit),
  );
}

/**
 * Deals with a correction. Applying a "still right" renews the date with the visitor as its witness; anything else was
 * put into the entry by hand.
 */
export async function settleCorrection(
  context: Context,
  id: string,
  decision: 'applied' | 'dismissed',
): Promise<Outcome<{ entryId: string }, 'entry.not_found' | 'correction.already_decided'>> {
  const reach = reachOf(context, 'directory.review');
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    const correction = await lockCorrection(trx, id);
    if (!correction || !reaches(reach, correction.town)) return fail('entry.not_found');
    if (correction.state !== 'open') return fail('correction.already_decided');
    await decideCorrection(trx, id, decision, context.actor.kind === 'user' ? context.actor.userId : null, context.now());
    if (decision === 'applied' && correction.kind === 'still_right') {
      await confirmEntries(trx, context, towns, [correction.entryId], { on: today(correction.createdAt), by: 'visitor' });
      await touchContent(trx, context.tenant.id);
    }
    await audit(trx, context, {
      action: `correction.${decision}`,
      subjectType: 'offer',
      subjectId: correction.entryId,
      details: { correction: id, field: correction.field },
    });
    return ok({ entryId: correction.entryId });
  });
}
