import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { queueMail } from '#platform/mail';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { slugify } from '../model/slug.ts';
import { applyVisitorChange, withoutPerson } from '../model/visitor-change.ts';
import {
  type Entry,
  findEntryBySlug,
  findVersion,
  findVersionBySubmission,
  freeSlug,
  insertEntry,
  insertVersion,
  type NewVersion,
} from '../store/entries.ts';
import { countUnconfirmed, lockSubmission, spendPuzzle } from '../store/proposals.ts';
import { findSimilarOffers, type SimilarOffer } from '../store/similar.ts';
import { asDetails, faultsOfOffer, findOrganisation, readGround, readTowns, townOf } from './ground.ts';
import type { PublishingGround } from './publishing.ts';
import { today } from './releasing.ts';

/** What a visitor without an account hands in. */
export interface Proposal {
  readonly offer: OfferContent;
  /** Named anew; then `offer.organisation` is a stand-in. */
  readonly organisation?: OrganisationContent | undefined;
  /** Slug of the public offer that is to change; absent: a new one. */
  readonly changeOf?: string | undefined;
  readonly email: string;
  readonly message?: string | undefined;
  /** Made with the form: the same form sent twice makes one proposal. */
  readonly submissionKey: string;
  /** A solved puzzle, or nothing when the browser runs no JavaScript. */
  readonly puzzle?: { readonly id: Buffer; readonly expiresAt: Date } | undefined;
}

export type ProposeFailure =
  | 'entry.not_found'
  | 'entry.invalid'
  | 'organisation.taken'
  | 'proposal.puzzle_spent'
  | 'proposal.too_many'
  | 'proposal.too_many_mails';

export const confirmationHours = 48;
/** Without a proof of work; an office of this kind gets a handful of proposals a day. */
const hourlyBudget = 30;
/** Somebody else's address must not be buried in mails. */
const openPerAddress = 3;

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Published offers that may be the same as the one somebody is about to propose. */
export async function similarOffers(context: Context, name: string, town: string | undefined): Promise<SimilarOffer[]> {
  return name.length < 3 ? [] : findSimilarOffers(context.database.shared, context.tenant.id, name.slice(0, 200), town);
}

async function refusal(trx: Trx, context: Context, proposal: Proposal): Promise<Outcome<never, ProposeFailure> | undefined> {
  const now = context.now().getTime();
  const [hourAgo, dayAgo] = [new Date(now - 3_600_000), new Date(now - 24 * 3_600_000)];
  const open = await countUnconfirmed(trx, proposal.email, hourAgo, dayAgo);
  if (open.toAddress >= openPerAddress) return fail('proposal.too_many_mails');
  if (!proposal.puzzle && open.withoutPuzzle >= hourlyBudget) return fail('proposal.too_many');
  if (proposal.puzzle && !(await spendPuzzle(trx, context.tenant.id, proposal.puzzle.id, proposal.puzzle.expiresAt)))
    return fail('proposal.puzzle_spent');
  return undefined;
}

interface Target {
  readonly entryId: string;
  readonly baseVersion: number | null;
  readonly offer: OfferContent;
}

/** Visitors name offices; whether a person agrees to be named, they cannot know. */
function unnamed({ contact, ...offer }: OfferContent): OfferContent {
  const office = contact && withoutPerson(contact);
  return office && Object.keys(office).length ? { ...offer, contact: office } : offer;
}

/** The public offer to be changed, with what its public side hides kept. */
async function changeTarget(trx: Trx, context: Context, proposal: Proposal): Promise<Target | undefined> {
  const entry = await findEntryBySlug(trx, 'offer', proposal.changeOf as string);
  if (!entry || entry.publishedVersion === null) return undefined;
  const published = await findVersion(trx, entry.id, entry.publishedVersion);
  if (!published) return undefined;
  return {
    entryId: entry.id,
    baseVersion: entry.publishedVersion,
    offer: applyVisitorChange(published.content as OfferContent, proposal.offer, today(context.now())),
  };
}

async function newEntry(
  trx: Trx,
  context: Context,
  kind: Entry['kind'],
  content: OfferContent | OrganisationContent,
  organisationId: string | null,
): Promise<{ id: string; slug: string }> {
  const id = uuidv7(context.now().getTime());
  const slug = await freeSlug(trx, kind, slugify(content.name));
  const entry = {
    tenantId: context.tenant.id,
    id,
    kind,
    slug,
    organisationId: organisationId ?? id,
    name: content.name,
    town: townOf(content),
  };
  await insertEntry(trx, entry);
  return { id, slug };
}

/** Two organisations of one name would be the same to everybody who reads the directory. */
async function isTaken(trx: Trx, name: string): Promise<boolean> {
  const row = await trx
    .selectFrom('directory_entry')
    .select('id')
    .where('kind', '=', 'organisation')
    .where('published_version', 'is not', null)
    .where(({ eb, fn }) => eb(fn('lower', ['name']), '=', name.toLowerCase()))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function store(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  proposal: Proposal,
): Promise<Outcome<{ entryId: string }, ProposeFailure>> {
  const target = proposal.changeOf === undefined ? undefined : await changeTarget(trx, context, proposal);
  if (proposal.changeOf !== undefined && !target) return fail('entry.not_found');
  const offer = target?.offer ?? unnamed(proposal.offer);
  const faults = faultsOfOffer(ground, offer, target?.offer);
  if (faults.length) return fail('entry.invalid', asDetails(faults));
  const known = proposal.organisation ? undefined : await findOrganisation(trx, offer.organisation);
  if (!proposal.organisation && (!known || known.publishedVersion === null)) {
    return fail('entry.invalid', { organisation: 'directory:field.choose_organisation' });
  }
  if (proposal.organisation && (await isTaken(trx, proposal.organisation.name)))
    return fail('organisation.taken', { name: proposal.organisation.name });
  const refused = await refusal(trx, context, proposal);
  if (refused) return refused;

  const token = randomBytes(32).toString('base64url');
  const author = {
    state: 'unconfirmed',
    authorKind: 'visitor',
    authorLanguage: context.language.tag,
    puzzleSolved: proposal.puzzle !== undefined,
  } as const satisfies Partial<NewVersion>;
  const tenantId = context.tenant.id;
  const organisation = proposal.organisation && (await newEntry(trx, context, 'organisation', proposal.organisation, null));
  if (organisation) {
    await insertVersion(trx, tenantId, organisation.id, {
      ...author,
      content: proposal.organisation as OrganisationContent,
      baseVersion: null,
    });
  }
  const content: OfferContent = organisation ? { ...offer, organisation: organisation.slug } : offer;
  const entryId = target?.entryId ?? (await newEntry(trx, context, 'offer', content, organisation?.id ?? (known as Entry).id)).id;
  const version = await insertVersion(trx, tenantId, entryId, {
    ...author,
    content,
    baseVersion: target?.baseVersion ?? null,
    authorEmail: proposal.email,
    ...(proposal.message ? { message: proposal.message } : {}),
    confirmTokenHash: hashToken(token),
    confirmExpiresAt: new Date(context.now().getTime() + confirmationHours * 3_600_000),
    submissionKey: proposal.submissionKey,
  });
  await audit(trx, context, {
    action: 'offer.proposed',
    subjectType: 'offer',
    subjectId: entryId,
    details: {
      version,
      change: target !== undefined,
      newOrganisation: organisation !== undefined,
      puzzle: proposal.puzzle !== undefined,
    },
  });
  await sendConfirmation(trx, context, proposal.email, token);
  return ok({ entryId });
}

/** The mail says nothing of the proposal itself: whoever mistypes or abuses an address cannot send a text to it. */
async function sendConfirmation(trx: Trx, context: Context, email: string, token: string): Promise<void> {
  const { t, language, tenant, publicUrl } = context;
  const link = `${publicUrl}/${tenant.slug}/${language.tag}/angebot-vorschlagen/bestaetigen/${token}`;
  await queueMail(trx, {
    to: email,
    language,
    subject: t('directory:mail.confirm.subject'),
    text: t('directory:mail.confirm.text', { link, hours: confirmationHours }),
  });
}

/**
 * Takes a proposal in, to be confirmed by mail. Nobody needs an account; the same form sent twice makes one proposal.
 * Field errors come as details of `entry.invalid`, field → translation key.
 */
export async function propose(context: Context, proposal: Proposal): Promise<Outcome<{ entryId: string }, ProposeFailure>> {
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    await lockSubmission(trx, proposal.submissionKey);
    const earlier = await findVersionBySubmission(trx, proposal.submissionKey);
    if (earlier) return ok({ entryId: earlier.entryId });
    return store(trx, context, await readGround(trx, towns), proposal);
  });
}
