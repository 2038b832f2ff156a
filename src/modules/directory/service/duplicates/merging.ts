import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { moveOrganisationScopes, returnOrganisationScopes } from '#platform/identity';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { OfferContent, OrganisationContent } from '../../model/content.ts';
import { mergedContent, type Side } from '../../model/duplicates/merging.ts';
import { compareEntries } from '../../model/duplicates/score.ts';
import { offerFields, organisationFields } from '../../model/field-text.ts';
import { insertMerge, lockMerge, type Moved, markUndone, setMergedInto } from '../../store/duplicates/merges.ts';
import {
  answerProposals,
  copyLinks,
  lockOffersOf,
  moveConfirmations,
  moveCorrections,
  moveRecords,
  reassignOffers,
  reopenProposals,
} from '../../store/duplicates/moving.ts';
import { decidePair, dropOpenPairs } from '../../store/duplicates/pairs.ts';
import {
  type Entry,
  findEntry,
  findVersion,
  insertVersion,
  lockEntry,
  markPublished,
  type Version,
} from '../../store/entries.ts';
import { findLatestInState } from '../../store/proposals.ts';
import { upsertPublicOffers } from '../../store/public-offers.ts';
import { deletePublicOffers, deletePublicOrganisations } from '../../store/public-upkeep.ts';
import { checkContent } from '../editing.ts';
import { readGround, readTowns } from '../ground.ts';
import { mailDecision } from '../mailing.ts';
import { type PublishingGround, toPublicOffer } from '../publishing.ts';
import { reaches, reachOf } from '../reach.ts';
import { type Confirmation, release, today } from '../releasing.ts';
import { featuresOf } from './finding.ts';

type Content = OfferContent | OrganisationContent;

export type MergeFailure =
  | 'entry.not_found'
  | 'entry.invalid'
  | 'organisation.not_public'
  | 'version.changed_since'
  | 'version.nothing_changed'
  | 'merge.kept_not_public'
  | 'merge.proposal_waits'
  | 'merge.not_allowed'
  | 'merge.already_undone'
  | 'merge.moved_on';

export const fieldsOf = (kind: Entry['kind']): readonly string[] => (kind === 'offer' ? offerFields : organisationFields);

const actorId = (context: Context) => (context.actor.kind === 'user' ? context.actor.userId : null);

/** Merging organisations moves offers and accounts, which is the district's business; offers are their town's. */
export const mayMerge = (context: Context, kind: Entry['kind']): boolean =>
  context.may(kind === 'organisation' ? 'directory.manage' : 'directory.edit');

/** An entry of a pair with the version that stands for it: the public one, else the proposal that waits. */
export interface PairEntry {
  readonly entry: Entry;
  readonly version: Version;
}

export async function readSide(trx: Trx, context: Context, id: string): Promise<PairEntry | undefined> {
  const entry = await findEntry(trx, id);
  if (!entry || !reaches(reachOf(context, 'directory.edit'), entry.town)) return undefined;
  const number = entry.publishedVersion ?? (entry.archivedAt ? undefined : await findLatestInState(trx, id, ['proposed']));
  const version = number === undefined ? undefined : await findVersion(trx, id, number);
  return version && { entry, version };
}

function scoreOf({ entry: a, version: one }: PairEntry, { entry: b, version: other }: PairEntry) {
  const [first, second] = [featuresOf({ ...a, content: one.content }), featuresOf({ ...b, content: other.content })];
  return first && second ? compareEntries(first, second) : { score: 0, reasons: [] };
}

/** The later of two confirmations; a merge is a look at both, so without any it is today's. */
function confirmationOf(context: Context, ...entries: readonly Entry[]): Confirmation {
  const dated = entries.flatMap(({ confirmedOn, confirmedBy }) =>
    confirmedOn && confirmedBy ? [{ on: confirmedOn, by: confirmedBy }] : [],
  );
  return dated.sort((a, b) => (a.on < b.on ? 1 : -1))[0] ?? { on: today(context.now()), by: 'staff' };
}

async function publish(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  entry: Entry,
  content: Content,
  confirmation: Confirmation,
  organisation: Entry | undefined,
): Promise<number> {
  const user = actorId(context);
  const number = await insertVersion(trx, context.tenant.id, entry.id, {
    content,
    state: 'published',
    baseVersion: entry.publishedVersion,
    authorKind: 'staff',
    ...(user ? { authorUserId: user } : {}),
  });
  await release(trx, context, ground, entry, { number, content }, confirmation, organisation);
  return number;
}

/** Gives offers another organisation: what waits is rewritten, what is public gets a new version with its own old date. */
async function reassign(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  ids: readonly string[],
  organisation: { id: string; slug: string; name: string },
): Promise<void> {
  if (!ids.length) return;
  const shown = [];
  for (const id of ids) {
    const entry = (await findEntry(trx, id)) as Entry;
    if (entry.publishedVersion === null) continue;
    const version = await findVersion(trx, id, entry.publishedVersion);
    if (!version) continue;
    const content = { ...(version.content as OfferContent), organisation: organisation.slug };
    const user = actorId(context);
    const number = await insertVersion(trx, context.tenant.id, id, {
      content,
      state: 'published',
      baseVersion: entry.publishedVersion,
      authorKind: 'staff',
      ...(user ? { authorUserId: user } : {}),
    });
    const { confirmedOn, confirmedBy, name, town } = entry;
    await markPublished(trx, entry, number, { name, town, organisationId: organisation.id, confirmedOn, confirmedBy });
    shown.push(toPublicOffer(context, ground, { ...entry, organisationId: organisation.id }, content, organisation));
  }
  await reassignOffers(trx, ids, organisation);
  await upsertPublicOffers(trx, shown);
}

async function takeDown(trx: Trx, context: Context, entry: Entry): Promise<void> {
  if (entry.kind === 'offer') await deletePublicOffers(trx, context.tenant.id, [entry.id]);
  else await deletePublicOrganisations(trx, context.tenant.id, [entry.id]);
}

export interface MergeWish {
  readonly keptId: string;
  readonly goneId: string;
  /** Versions that the page showed. */
  readonly keptVersion: number;
  readonly goneVersion: number;
  readonly choices: Readonly<Record<string, Side | undefined>>;
}

/**
 * Makes one entry of two, in one transaction. The kept one gets a version with the chosen fields; the other one leads
 * to it for good, and what hangs on it (corrections, sources' records, links' states, mails, of an organisation its
 * offers and the accounts that may act for it) goes along. Its own history stays where it was.
 */
export async function mergeEntries(context: Context, wish: MergeWish): Promise<Outcome<{ mergeId: string }, MergeFailure>> {
  if (wish.keptId === wish.goneId) return fail('entry.not_found');
  const towns = await readTowns(context);
  return context.transaction(async (trx): Promise<Outcome<{ mergeId: string }, MergeFailure>> => {
    const at = context.now();
    // In the order of their ids, so that two merges cannot wait for each other.
    for (const id of [wish.keptId, wish.goneId].sort()) await lockEntry(trx, id);
    const [kept, gone] = [await readSide(trx, context, wish.keptId), await readSide(trx, context, wish.goneId)];
    if (!kept || !gone || kept.entry.kind !== gone.entry.kind) return fail('entry.not_found');
    const { kind } = kept.entry;
    if (!mayMerge(context, kind)) return fail('merge.not_allowed');
    if (kept.version.version !== wish.keptVersion || gone.version.version !== wish.goneVersion)
      return fail('version.changed_since');
    if (kept.entry.publishedVersion === null) return fail('merge.kept_not_public');
    if (gone.entry.publishedVersion !== null && (await findLatestInState(trx, gone.entry.id, ['proposed'])) !== undefined)
      return fail('merge.proposal_waits');
    const content = mergedContent(fieldsOf(kind), kept.version.content, gone.version.content, wish.choices);
    const ground = await readGround(trx, towns);
    const checked = await checkContent(trx, context, ground, kind, content, { ...gone.version.content, ...kept.version.content });
    if (!checked.ok) return checked;
    const tenantId = context.tenant.id;
    const { score, reasons } = scoreOf(kept, gone);

    const confirmation = confirmationOf(context, kept.entry, gone.entry);
    const after = await publish(trx, context, ground, kept.entry, content, confirmation, checked.value);
    const proposals =
      gone.entry.publishedVersion === null
        ? await answerProposals(trx, gone.entry.id, { reason: '', decidedBy: actorId(context), at })
        : [];
    if (proposals.length) await mailDecision(trx, context, kept.entry, gone.version, { kind: 'published' });
    const [from, to] = [gone.entry.id, kept.entry.id];
    const offers = kind === 'organisation' ? await lockOffersOf(trx, from) : [];
    await reassign(trx, context, ground, offers, { id: to, slug: kept.entry.slug, name: content.name });
    const moved: Moved = {
      offers,
      corrections: await moveCorrections(trx, from, to),
      records: await moveRecords(trx, from, to),
      confirmations: await moveConfirmations(trx, from, to),
      proposals,
      accounts:
        kind === 'organisation'
          ? await moveOrganisationScopes(trx, { tenantId, from, to, by: actorId(context) ?? 'merge', at })
          : [],
    };
    await copyLinks(trx, from, to, content);
    await takeDown(trx, context, gone.entry);
    await setMergedInto(trx, from, to, at);
    await dropOpenPairs(trx, from);
    await decidePair(trx, tenantId, [from, to], { state: 'merged', score, reasons, decidedBy: actorId(context), at });
    const mergeId = uuidv7(at.getTime());
    await insertMerge(trx, tenantId, {
      id: mergeId,
      keptId: to,
      goneId: from,
      keptVersionBefore: kept.entry.publishedVersion,
      keptVersionAfter: after,
      goneVersionBefore: gone.entry.publishedVersion,
      moved,
      mergedBy: actorId(context),
      mergedAt: at,
    });
    await touchContent(trx, tenantId);
    await audit(trx, context, {
      action: `${kind}.merged`,
      subjectType: kind,
      subjectId: to,
      details: { gone: from, merge: mergeId, offers: offers.length, accounts: moved.accounts.map(({ userId }) => userId) },
    });
    return ok({ mergeId });
  });
}

interface Restorable {
  readonly version: Version;
  readonly organisation: Entry | undefined;
}

async function versionToRestore(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  entry: Entry,
  number: number | null,
): Promise<Outcome<Restorable | undefined, MergeFailure>> {
  const version = number === null ? undefined : await findVersion(trx, entry.id, number);
  if (!version) return ok(undefined);
  const checked = await checkContent(trx, context, ground, entry.kind, version.content, version.content);
  return checked.ok ? ok({ version, organisation: checked.value }) : checked;
}

/**
 * Takes a merge back: the other entry stands for itself again, and everything that had moved returns to it. What was
 * written into the kept entry since stays there; otherwise it says again what it said before.
 */
export async function undoMerge(context: Context, mergeId: string): Promise<Outcome<{ keptLeft: boolean }, MergeFailure>> {
  const towns = await readTowns(context);
  return context.transaction(async (trx): Promise<Outcome<{ keptLeft: boolean }, MergeFailure>> => {
    const merge = await lockMerge(trx, mergeId);
    if (!merge) return fail('entry.not_found');
    for (const id of [merge.keptId, merge.goneId].sort()) await lockEntry(trx, id);
    const [kept, gone] = [(await findEntry(trx, merge.keptId)) as Entry, (await findEntry(trx, merge.goneId)) as Entry];
    const reach = reachOf(context, 'directory.edit');
    if (!reaches(reach, kept.town) || !reaches(reach, gone.town)) return fail('entry.not_found');
    if (!mayMerge(context, merge.kind)) return fail('merge.not_allowed');
    if (merge.undoneAt) return fail('merge.already_undone');
    // Merged on into a third one, or made public again by hand: that has to be taken back first.
    if (gone.publishedVersion !== null || (kept.publishedVersion === null && kept.archivedAt !== null))
      return fail('merge.moved_on');
    const at = context.now();
    const tenantId = context.tenant.id;
    const ground = await readGround(trx, towns);
    const { moved } = merge;

    // Looked at before anything is written: what they said then may name a category or town that is no more.
    const untouched = kept.publishedVersion === merge.keptVersionAfter;
    const goneThen = await versionToRestore(trx, context, ground, gone, merge.goneVersionBefore);
    const keptThen = await versionToRestore(trx, context, ground, kept, untouched ? merge.keptVersionBefore : null);
    if (!goneThen.ok) return goneThen;
    if (!keptThen.ok) return keptThen;

    await setMergedInto(trx, gone.id, null, at);
    const back = (await lockEntry(trx, gone.id)) as Entry;
    if (goneThen.value) {
      const { version, organisation } = goneThen.value;
      const shown = { number: version.version, content: version.content };
      await release(trx, context, ground, back, shown, confirmationOf(context, gone), organisation);
    }
    await reopenProposals(trx, gone.id, moved.proposals);
    if (merge.kind === 'organisation') {
      const still = await lockOffersOf(trx, kept.id, moved.offers);
      await reassign(trx, context, ground, still, { id: gone.id, slug: gone.slug, name: gone.name });
      const scopes = { tenantId, from: gone.id, to: kept.id, by: actorId(context) ?? 'merge', at };
      await returnOrganisationScopes(trx, scopes, moved.accounts);
    }
    await moveCorrections(trx, kept.id, gone.id, moved.corrections);
    await moveRecords(trx, kept.id, gone.id, moved.records);
    await moveConfirmations(trx, kept.id, gone.id, moved.confirmations);

    if (keptThen.value) {
      const { version, organisation } = keptThen.value;
      await publish(trx, context, ground, kept, version.content, confirmationOf(context, kept), organisation);
    }
    await decidePair(trx, tenantId, [kept.id, gone.id], { state: 'open', score: 0, reasons: [], decidedBy: null, at: null });
    await markUndone(trx, mergeId, actorId(context), at);
    await touchContent(trx, tenantId);
    await audit(trx, context, {
      action: `${merge.kind}.merge_undone`,
      subjectType: merge.kind,
      subjectId: kept.id,
      details: { gone: gone.id, merge: mergeId, accounts: moved.accounts.map(({ userId }) => userId) },
    });
    return ok({ keptLeft: !untouched });
  });
}
