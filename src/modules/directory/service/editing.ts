import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { OfferContent } from '../model/content.ts';
import { same } from '../model/diff.ts';
import { type Merge, merge } from '../model/merge.ts';
import { slugify } from '../model/slug.ts';
import { keepUntouched } from '../model/translation/state.ts';
import { decideCorrection, lockCorrection } from '../store/corrections.ts';
import {
  type Entry,
  type EntryKind,
  findEntry,
  findVersion,
  freeSlug,
  insertEntry,
  insertVersion,
  lockEntry,
  type Version,
} from '../store/entries.ts';
import { lockSubmission } from '../store/proposals.ts';
import { asDetails, faultsOfContent, findOrganisation, readGround, readTowns, townOf } from './ground.ts';
import type { PublishingGround } from './publishing.ts';
import { reaches, reachOf } from './reach.ts';
import { release, today } from './releasing.ts';
import type { Content } from './reviewing.ts';

export type EditFailure = 'entry.not_found' | 'entry.invalid' | 'organisation.not_public' | 'version.nothing_changed';

/** What the second editor is shown: the other's version, and both changes put together. */
export interface EditConflict {
  readonly theirs: Version;
  readonly base: Version;
  readonly merged: Merge<Content>;
}

export type EditOutcome =
  | Outcome<{ entryId: string; slug: string }, EditFailure>
  | { readonly ok: false; readonly code: 'version.changed_since'; readonly conflict: EditConflict };

export interface Edit {
  readonly entryId: string;
  /** Version that the form was filled from. */
  readonly base: number;
  readonly content: Content;
  /** The correction that led here; it is applied with the edit. */
  readonly correctionId?: string | undefined;
}

const actorId = (context: Context) => (context.actor.kind === 'user' ? context.actor.userId : undefined);

/** The version a new edit starts from: the public one, of an entry that is not public its latest. */
export function editableVersion(entry: Entry): number {
  return entry.publishedVersion ?? entry.latestVersion;
}

export async function readForEditing(
  context: Context,
  entryId: string,
): Promise<Outcome<{ entry: Entry; version: Version }, 'entry.not_found'>> {
  const reach = reachOf(context, 'directory.edit');
  return context.transaction(async (trx) => {
    const entry = await findEntry(trx, entryId);
    const version = entry && (await findVersion(trx, entryId, editableVersion(entry)));
    return entry && version && version.state !== 'unconfirmed' && reaches(reach, entry.town)
      ? ok({ entry, version })
      : fail('entry.not_found');
  });
}

/** Faults of content that staff are about to make public, and the organisation of an offer. */
export async function checkContent(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  kind: EntryKind,
  content: Content,
  before?: Content,
): Promise<Outcome<Entry | undefined, EditFailure>> {
  const faults = faultsOfContent(ground, kind, content, today(context.now()), before);
  if (faults.length) return fail('entry.invalid', asDetails(faults));
  if (!reaches(reachOf(context, 'directory.edit'), townOf(content)))
    return fail('entry.invalid', { [kind === 'offer' ? 'town' : 'towns']: 'directory:field.not_your_town' });
  if (kind === 'organisation') return ok(undefined);
  const organisation = await findOrganisation(trx, (content as OfferContent).organisation);
  if (!organisation) return fail('entry.invalid', { organisation: 'directory:field.choose_organisation' });
  return organisation.publishedVersion === null ? fail('organisation.not_public') : ok(organisation);
}

/** Writes a version of staff and makes it public. */
export async function publishVersion(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  entry: Entry,
  content: Content,
  baseVersion: number | null,
  organisation: Entry | undefined,
): Promise<number> {
  const number = await insertVersion(trx, context.tenant.id, entry.id, {
    content,
    state: 'published',
    baseVersion,
    authorKind: 'staff',
    ...(actorId(context) ? { authorUserId: actorId(context) as string } : {}),
  });
  await release(trx, context, ground, entry, { number, content }, { on: today(context.now()), by: 'staff' }, organisation);
  return number;
}

/** The other's change, when the version that the form came from is no longer the current one. */
async function conflictOf(trx: Trx, entry: Entry, edit: Edit): Promise<EditConflict | undefined> {
  const current = editableVersion(entry);
  if (current === edit.base) return undefined;
  const [theirs, started] = [await findVersion(trx, entry.id, current), await findVersion(trx, entry.id, edit.base)];
  if (!theirs || (started && same(theirs.content, started.content))) return undefined;
  // A form that names no version of this entry is shown the current one, so that nothing is overwritten unseen.
  const base = started ?? theirs;
  return { theirs, base, merged: merge<Content>(base.content, keepUntouched(base.content, edit.content), theirs.content) };
}

/**
 * Saves an edit of staff and makes it public at once. Of two editors the second is shown the first one's change, field
 * by field, with both put together; nothing is overwritten.
 */
export async function saveEdit(context: Context, edit: Edit): Promise<EditOutcome> {
  const towns = await readTowns(context);
  return context.transaction(async (trx): Promise<EditOutcome> => {
    const entry = await lockEntry(trx, edit.entryId);
    if (!entry || !reaches(reachOf(context, 'directory.edit'), entry.town)) return fail('entry.not_found');
    const conflict = await conflictOf(trx, entry, edit);
    if (conflict) return { ok: false, code: 'version.changed_since', conflict };
    const before = await findVersion(trx, entry.id, editableVersion(entry));
    if (!before || before.state === 'unconfirmed') return fail('entry.not_found');
    if (entry.publishedVersion !== null && same(before.content, edit.content) && !edit.correctionId)
      return fail('version.nothing_changed');
    const ground = await readGround(trx, towns);
    const checked = await checkContent(trx, context, ground, entry.kind, edit.content, before.content);
    if (!checked.ok) return checked;
    await publishVersion(trx, context, ground, entry, edit.content, before.version, checked.value);
    if (edit.correctionId) await applyCorrection(trx, context, edit.correctionId, entry.id);
    return ok({ entryId: entry.id, slug: entry.slug });
  });
}

async function applyCorrection(trx: Trx, context: Context, id: string, entryId: string): Promise<void> {
  const correction = await lockCorrection(trx, id);
  if (correction?.entryId !== entryId || correction.state !== 'open') return;
  await decideCorrection(trx, id, 'applied', actorId(context) ?? null, context.now());
  await audit(trx, context, {
    action: 'correction.applied',
    subjectType: 'offer',
    subjectId: entryId,
    details: { correction: id, field: correction.field },
  });
}

/** A new entry of staff, public at once. `submissionKey` makes a double post one entry. */
export async function createEntry(
  context: Context,
  kind: EntryKind,
  content: Content,
  submissionKey: string,
): Promise<Outcome<{ entryId: string; slug: string }, EditFailure | 'organisation.taken'>> {
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    // The key is the id: whoever posts twice meets the entry of the first time.
    const id = submissionKey;
    await lockSubmission(trx, id);
    const known = await findEntry(trx, id);
    if (known)
      return reaches(reachOf(context, 'directory.edit'), known.town)
        ? ok({ entryId: id, slug: known.slug })
        : fail('entry.not_found');
    const ground = await readGround(trx, towns);
    const checked = await checkContent(trx, context, ground, kind, content);
    if (!checked.ok) return checked;
    const slug = await freeSlug(trx, kind, slugify(content.name));
    await insertEntry(trx, {
      tenantId: context.tenant.id,
      id,
      kind,
      slug,
      organisationId: checked.value?.id ?? id,
      name: content.name,
      town: townOf(content),
    });
    const entry = await lockEntry(trx, id);
    await publishVersion(trx, context, ground, entry as Entry, content, null, checked.value);
    return ok({ entryId: id, slug });
  });
}

export const newSubmissionKey = (context: Context): string => uuidv7(context.now().getTime());
