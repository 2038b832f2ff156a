import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { OfferContent } from '../model/content.ts';
import { findVersion, lockEntry } from '../store/entries.ts';
import { confirmVersion, findByToken, findLatestInState, type TokenHolder } from '../store/proposals.ts';
import { orderDuplicateSearch } from './duplicates/finding.ts';
import { findOrganisation } from './ground.ts';
import { hashToken } from './proposing.ts';

export interface Confirmable {
  readonly name: string;
  /** True: confirmed before; nothing more to do. */
  readonly done: boolean;
}

type ConfirmFailure = 'proposal.link_unknown' | 'proposal.link_expired';

async function find(trx: Trx, context: Context, token: string): Promise<Outcome<TokenHolder, ConfirmFailure>> {
  const found = /^[\w-]{43}$/.test(token) ? await findByToken(trx, hashToken(token)) : undefined;
  if (!found) return fail('proposal.link_unknown');
  if (found.state === 'unconfirmed' && found.expiresAt <= context.now()) return fail('proposal.link_expired');
  return ok(found);
}

/** What a confirmation link leads to; changes nothing, for mail scanners open links too. */
export async function readConfirmation(context: Context, token: string): Promise<Outcome<Confirmable, ConfirmFailure>> {
  return context.transaction(async (trx) => {
    const found = await find(trx, context, token);
    return found.ok ? ok({ name: found.value.name, done: found.value.state !== 'unconfirmed' }) : found;
  });
}

/** Confirms a proposal: it goes to the staff's inbox, with the organisation that came with it. Doing it twice does it once. */
export async function confirmProposal(context: Context, token: string): Promise<Outcome<Confirmable, ConfirmFailure>> {
  return context.transaction(async (trx) => {
    const before = await find(trx, context, token);
    if (!before.ok) return before;
    const { entryId, version, name } = before.value;
    const entry = await lockEntry(trx, entryId);
    const current = await findVersion(trx, entryId, version);
    if (!entry || current?.state !== 'unconfirmed') return ok({ name, done: true });
    await confirmVersion(trx, entryId, version);
    await orderDuplicateSearch(trx, context.tenant.id);
    const organisation = await findOrganisation(trx, (current.content as OfferContent).organisation);
    if (organisation && organisation.publishedVersion === null) {
      const together = await findLatestInState(trx, organisation.id, ['unconfirmed']);
      if (together !== undefined) await confirmVersion(trx, organisation.id, together);
    }
    await audit(trx, context, {
      action: 'offer.proposal_confirmed',
      subjectType: 'offer',
      subjectId: entryId,
      details: { version },
    });
    return ok({ name, done: false });
  });
}
