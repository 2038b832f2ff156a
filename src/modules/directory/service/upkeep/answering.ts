import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { german, translator } from '#platform/i18n';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import { insertCorrection } from '../../store/corrections.ts';
import { findEntry } from '../../store/entries.ts';
import {
  type AskedOffer,
  type Confirmation,
  findConfirmation,
  listAskedOffers,
  lockAskedOffers,
  lockConfirmation,
  noteAnswer,
} from '../../store/upkeep/confirmations.ts';
import { lockAskable } from '../../store/upkeep/organisations.ts';
import { readTowns } from '../ground.ts';
import type { Provider } from '../providing.ts';
import { mailLink } from './mailing.ts';
import { confirmEntries } from './marking.ts';
import { hashOf, keyOf } from './tokens.ts';

export type LinkFailure = 'upkeep.link_unknown' | 'upkeep.link_expired';

/** So many offers are asked about at once; more have a second page. */
export const askedAtOnce = 100;

/** What the link in a mail leads to. */
export interface Asked {
  readonly confirmation: Confirmation;
  readonly organisation: string;
  readonly offers: readonly AskedOffer[];
  /** Where the next page begins. */
  readonly next: string | undefined;
}

async function open(
  trx: Trx,
  context: Context,
  token: string,
  read: typeof findConfirmation,
): Promise<Outcome<Confirmation, LinkFailure>> {
  const hash = hashOf(token);
  const found = hash && (await read(trx, hash));
  if (!found) return fail('upkeep.link_unknown');
  return found.expiresAt > context.now() ? ok(found) : fail('upkeep.link_expired');
}

/** All offers that the holder of a link is asked about; changes nothing, for mail scanners open links too. */
export async function readAsked(
  context: Context,
  token: string,
  after: string | undefined,
): Promise<Outcome<Asked, LinkFailure>> {
  return context.transaction(async (trx) => {
    const found = await open(trx, context, token, findConfirmation);
    if (!found.ok) return found;
    const { organisationId } = found.value;
    const organisation = await findEntry(trx, organisationId);
    if (!organisation || organisation.publishedVersion === null) return fail('upkeep.link_unknown');
    const offers = await listAskedOffers(trx, organisationId, after, askedAtOnce + 1);
    const shown = offers.slice(0, askedAtOnce);
    return ok({
      confirmation: found.value,
      organisation: organisation.name,
      offers: shown,
      next: offers.length > askedAtOnce ? shown.at(-1)?.cursor : undefined,
    });
  });
}

/** An offer and the published version of it that was on the page. */
export interface Seen {
  readonly id: string;
  readonly version: number;
}

export interface Answered {
  readonly confirmed: number;
  /** Changed, or taken down, while the page was open: not confirmed, for nobody saw what they say now. */
  readonly changed: number;
}

/** "Still right": for the offers as they were seen, and for the texts in the languages that were read. */
export async function confirmSeen(
  context: Context,
  token: string,
  seen: readonly Seen[],
  languages: readonly string[],
): Promise<Outcome<Answered, LinkFailure>> {
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    const found = await open(trx, context, token, lockConfirmation);
    if (!found.ok) return found;
    const { id: confirmation, organisationId } = found.value;
    const versions = new Map(seen.map(({ id, version }) => [id, version]));
    if (!versions.size) return ok({ confirmed: 0, changed: 0 });
    const locked = await lockAskedOffers(trx, organisationId, [...versions.keys()]);
    const right = locked.filter(({ id, version }) => versions.get(id) === version);
    const today = dayOf(context.now());
    const ids = right.map(({ id }) => id);
    await confirmEntries(trx, context, towns, ids, { on: today, by: 'provider', languages });
    // What this link, or an account, said today already is not counted again.
    const fresh = right.filter(({ confirmedOn, confirmedBy }) => confirmedOn !== today || confirmedBy !== 'provider');
    if (ids.length) {
      await noteAnswer(trx, confirmation, { confirmed: fresh.length, corrected: 0 }, context.now());
      await touchContent(trx, context.tenant.id);
      await audit(trx, context, {
        action: 'directory.confirmed',
        subjectType: 'organisation',
        subjectId: organisationId,
        details: { confirmation, entries: ids, languages: [...languages] },
      });
    }
    return ok({ confirmed: ids.length, changed: versions.size - ids.length });
  });
}

// Staff read it in the list of hints, which is German.
const t = translator(german);

/** "No longer offered": a hint to staff, as from a provider's account; nothing disappears by a click in a mail. */
export async function reportGone(context: Context, token: string, offerId: string): Promise<Outcome<undefined, LinkFailure>> {
  return context.transaction(async (trx) => {
    const found = await open(trx, context, token, lockConfirmation);
    if (!found.ok) return found;
    const { id: confirmation, organisationId } = found.value;
    const [offer] = await lockAskedOffers(trx, organisationId, [offerId]);
    if (!offer) return fail('upkeep.link_unknown');
    const correction = await insertCorrection(trx, context.tenant.id, {
      entryId: offer.id,
      version: offer.version,
      kind: 'outdated',
      field: '',
      suggestion: t('directory:staff.upkeep.gone'),
      language: context.language.tag,
      submissionKey: keyOf(confirmation, offer.id),
    });
    if (!correction) return ok();
    await noteAnswer(trx, confirmation, { confirmed: 0, corrected: 1 }, context.now());
    await audit(trx, context, {
      action: 'offer.outdated',
      subjectType: 'offer',
      subjectId: offer.id,
      details: { correction, confirmation },
    });
    return ok();
  });
}

/** Who corrects through a link: the organisation that got the mail. */
export async function providerOf(context: Context, token: string): Promise<Outcome<Provider, LinkFailure>> {
  return context.transaction(async (trx) => {
    const found = await open(trx, context, token, findConfirmation);
    if (!found.ok) return found;
    const { id, organisationId, email } = found.value;
    return ok({
      organisationIds: [organisationId],
      author: { authorEmail: email, authorLanguage: context.language.tag },
      onProposed: (proposing) => noteAnswer(proposing, id, { confirmed: 0, corrected: 1 }, context.now()),
    });
  });
}

/**
 * A new link instead of one that has run out, to the address that is stored and to no other. At most one a day: whoever
 * finds an old mail cannot fill the mailbox. The answer is the same in every case.
 */
export async function renewLink(context: Context, token: string): Promise<Outcome<undefined, 'upkeep.link_unknown'>> {
  return context.transaction(async (trx) => {
    const hash = hashOf(token);
    const found = hash && (await findConfirmation(trx, hash));
    if (!found) return fail('upkeep.link_unknown');
    const today = dayOf(context.now());
    const organisation = await lockAskable(trx, today, found.organisationId);
    if (organisation && (organisation.lastSent === null || organisation.lastSent < today))
      await mailLink(trx, context, organisation);
    return ok();
  });
}
