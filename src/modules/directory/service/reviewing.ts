import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { same } from '../model/diff.ts';
import { type Merge, merge } from '../model/merge.ts';
import { type Correction, listCorrectionsOf } from '../store/corrections.ts';
import { decideVersion, type Entry, findEntry, findVersion, insertVersion, lockEntry, type Version } from '../store/entries.ts';
import { findLatestInState } from '../store/proposals.ts';
import type { Reach } from '../store/reach.ts';
import {
  asDetails,
  faultsOfOffer,
  faultsOfOrganisation,
  findOrganisation,
  readGround,
  readTowns,
  type Towns,
  townOf,
} from './ground.ts';
import { mailDecision } from './mailing.ts';
import type { PublishingGround } from './publishing.ts';
import { reaches, reachOf } from './reach.ts';
import { release, today } from './releasing.ts';

export type Content = OfferContent | OrganisationContent;

/** A proposal beside what is public, and what would come of publishing it. */
export interface Review {
  readonly entry: Entry;
  readonly version: Version;
  readonly published: Version | undefined;
  /** The version it was made from, when that is no longer the public one. */
  readonly base: Version | undefined;
  readonly merged: Merge<Content>;
  /** The organisation that comes with the offer and is published with it. */
  readonly organisation: { readonly entry: Entry; readonly version: Version } | undefined;
  readonly corrections: readonly Correction[];
}

/** The organisation an offer brings along: not public yet, and proposed. */
async function broughtOrganisation(trx: Trx, entry: Entry, content: Content): Promise<Review['organisation']> {
  if (entry.kind !== 'offer') return undefined;
  const organisation = await findOrganisation(trx, (content as OfferContent).organisation);
  if (!organisation || organisation.publishedVersion !== null) return undefined;
  const number = await findLatestInState(trx, organisation.id, ['proposed']);
  const version = number === undefined ? undefined : await findVersion(trx, organisation.id, number);
  return version && { entry: organisation, version };
}

async function compare(trx: Trx, entry: Entry, version: Version): Promise<Pick<Review, 'published' | 'base' | 'merged'>> {
  const published = entry.publishedVersion === null ? undefined : await findVersion(trx, entry.id, entry.publishedVersion);
  const stale = published !== undefined && version.baseVersion !== null && version.baseVersion !== published.version;
  const base = stale ? await findVersion(trx, entry.id, version.baseVersion as number) : undefined;
  const merged =
    published && base
      ? merge<Content>(base.content, version.content, published.content)
      : { content: version.content, conflicts: [], taken: [] };
  return { published, base, merged };
}

const mayReach = (reach: Reach, entry: Entry, content: Content) =>
  // A new entry is where its content says; an old one must not be moved out of or into other people's towns unseen.
  reaches(reach, entry.publishedVersion === null ? townOf(content) : entry.town);

export async function readReview(context: Context, entryId: string, number: number): Promise<Outcome<Review, 'entry.not_found'>> {
  const reach = reachOf(context, 'directory.review');
  return context.transaction(async (trx) => {
    const entry = await findEntry(trx, entryId);
    const version = await findVersion(trx, entryId, number);
    if (!entry || !version || version.state === 'unconfirmed' || !mayReach(reach, entry, version.content))
      return fail('entry.not_found');
    return ok({
      entry,
      version,
      ...(await compare(trx, entry, version)),
      organisation: await broughtOrganisation(trx, entry, version.content),
      corrections: await listCorrectionsOf(trx, entryId),
    });
  });
}

export interface PublishDecision {
  readonly entryId: string;
  readonly version: number;
  /** Public version that the reviewer saw beside it; null: none. */
  readonly seenPublished: number | null;
  /** What the reviewer made of it; absent: as proposed. */
  readonly edited?: Content | undefined;
  /** The organisation brought along, as the reviewer made it. */
  readonly editedOrganisation?: OrganisationContent | undefined;
  /** Take the proposal's values where both changed the same field. */
  readonly overConflicts?: boolean | undefined;
}

export type DecisionFailure =
  | 'entry.not_found'
  | 'entry.invalid'
  | 'version.already_decided'
  | 'version.changed_since'
  | 'version.conflicts'
  | 'organisation.not_public'
  | 'reason.required';

const actorId = (context: Context) => (context.actor.kind === 'user' ? context.actor.userId : null);

/** The proposal and its entry, locked: two people decide one after the other, and the second learns of the first. */
async function lockProposal(
  trx: Trx,
  context: Context,
  entryId: string,
  number: number,
): Promise<Outcome<{ entry: Entry; version: Version }, DecisionFailure>> {
  const entry = await lockEntry(trx, entryId);
  const version = await findVersion(trx, entryId, number);
  if (
    !entry ||
    !version ||
    version.state === 'unconfirmed' ||
    !mayReach(reachOf(context, 'directory.review'), entry, version.content)
  )
    return fail('entry.not_found');
  if (version.state !== 'proposed') return fail('version.already_decided', { state: version.state });
  return ok({ entry, version });
}

/** Releases a proposal as it is, or as a new version of the reviewer's when the content is another. */
async function releaseProposal(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  { entry, version }: { entry: Entry; version: Version },
  content: Content,
  organisation?: Entry,
): Promise<void> {
  const at = context.now();
  const confirmation = { on: today(at), by: version.authorKind === 'provider' ? 'provider' : 'staff' } as const;
  const asProposed = same(content, version.content);
  await decideVersion(trx, entry.id, version.version, {
    state: asProposed ? 'published' : 'superseded',
    decidedBy: actorId(context),
    at,
  });
  const number = asProposed
    ? version.version
    : await insertVersion(trx, context.tenant.id, entry.id, {
        content,
        state: 'published',
        baseVersion: version.version,
        authorKind: 'staff',
        ...(actorId(context) ? { authorUserId: actorId(context) as string } : {}),
      });
  await release(trx, context, ground, entry, { number, content }, confirmation, organisation);
}

/** The public organisation of an offer; one that the offer brings along is released first. */
async function organisationFor(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  entry: Entry,
  content: Content,
  edited: OrganisationContent | undefined,
): Promise<Outcome<Entry | undefined, DecisionFailure>> {
  if (entry.kind === 'organisation') return ok(undefined);
  const organisation = await findOrganisation(trx, (content as OfferContent).organisation);
  if (!organisation) return fail('entry.invalid', { organisation: 'directory:field.choose_organisation' });
  if (organisation.publishedVersion !== null) return ok(organisation);
  const brought = await broughtOrganisation(trx, entry, content);
  if (!brought) return fail('organisation.not_public');
  const faults = faultsOfOrganisation(ground, edited ?? (brought.version.content as OrganisationContent));
  if (faults.length)
    return fail('entry.invalid', Object.fromEntries(faults.map(({ field, key }) => [`newOrganisation.${field}`, key])));
  const locked = await lockEntry(trx, organisation.id);
  await releaseProposal(
    trx,
    context,
    ground,
    { entry: locked as Entry, version: brought.version },
    edited ?? brought.version.content,
  );
  return ok(locked);
}

async function publish(
  trx: Trx,
  context: Context,
  towns: Towns,
  decision: PublishDecision,
): Promise<Outcome<{ slug: string }, DecisionFailure>> {
  const locked = await lockProposal(trx, context, decision.entryId, decision.version);
  if (!locked.ok) return locked;
  const { entry, version } = locked.value;
  if (entry.publishedVersion !== decision.seenPublished) return fail('version.changed_since');
  const { merged, published } = await compare(trx, entry, version);
  if (!decision.edited && merged.conflicts.length && !decision.overConflicts)
    return fail('version.conflicts', { fields: merged.conflicts.length });
  const content = decision.edited ?? merged.content;
  const ground = await readGround(trx, towns);
  const faults =
    entry.kind === 'offer'
      ? faultsOfOffer(ground, content as OfferContent, published?.content as OfferContent | undefined)
      : faultsOfOrganisation(ground, content as OrganisationContent);
  if (faults.length) return fail('entry.invalid', asDetails(faults));
  if (!reaches(reachOf(context, 'directory.review'), townOf(content)))
    return fail('entry.invalid', { town: 'directory:field.not_your_town' });
  const organisation = await organisationFor(trx, context, ground, entry, content, decision.editedOrganisation);
  if (!organisation.ok) return organisation;
  await releaseProposal(trx, context, ground, { entry, version }, content, organisation.value);
  await mailDecision(trx, context, entry, version, { kind: 'published' });
  return ok({ slug: entry.slug });
}

/** Makes a proposal public, as it is or as the reviewer edited it, and tells the proposer. */
export async function publishProposal(
  context: Context,
  decision: PublishDecision,
): Promise<Outcome<{ slug: string }, DecisionFailure>> {
  const towns = await readTowns(context);
  return context.transaction((trx) => publish(trx, context, towns, decision));
}

/** Turns a proposal down, with a reason that the proposer gets by mail. */
export async function rejectProposal(
  context: Context,
  decision: { readonly entryId: string; readonly version: number; readonly reason: string },
): Promise<Outcome<undefined, DecisionFailure>> {
  const reason = decision.reason.trim();
  if (!reason) return fail('reason.required');
  return context.transaction(async (trx) => {
    const locked = await lockProposal(trx, context, decision.entryId, decision.version);
    if (!locked.ok) return locked;
    const { entry, version } = locked.value;
    const rejection = { state: 'rejected', reason, decidedBy: actorId(context), at: context.now() } as const;
    const brought = await broughtOrganisation(trx, entry, version.content);
    if (brought) await decideVersion(trx, brought.entry.id, brought.version.version, rejection);
    await decideVersion(trx, entry.id, version.version, rejection);
    await audit(trx, context, {
      action: `${entry.kind}.rejected`,
      subjectType: entry.kind,
      subjectId: entry.id,
      details: { version: version.version },
    });
    await mailDecision(trx, context, entry, version, { kind: 'rejected', reason });
    return ok();
  });
}
