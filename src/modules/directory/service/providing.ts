import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { OfferContent } from '../model/content.ts';
import { same } from '../model/diff.ts';
import { merge } from '../model/merge.ts';
import { slugify } from '../model/slug.ts';
import { keepUntouched } from '../model/translation/state.ts';
import {
  decideVersion,
  type Entry,
  findEntry,
  findVersion,
  freeSlug,
  insertEntry,
  insertVersion,
  lockEntry,
  type NewVersion,
  type Version,
} from '../store/entries.ts';
import { type EntryRow, listEntries, listOrganisations, type OrganisationName } from '../store/entry-list.ts';
import { findLatestInState, lockSubmission } from '../store/proposals.ts';
import type { EditConflict } from './editing.ts';
import { asDetails, faultsOfContent, findOrganisation, readGround, readTowns, type Towns, townOf } from './ground.ts';
import { ownOrganisations } from './reach.ts';
import { today } from './releasing.ts';
import type { Content } from './reviewing.ts';
import { confirmEntries } from './upkeep/marking.ts';

export type ProvideFailure = 'entry.not_found' | 'entry.invalid' | 'version.nothing_changed' | 'version.already_decided';

/** Who provides: an account, or whoever holds the link of a confirmation mail. */
export interface Provider {
  readonly organisationIds: readonly string[];
  readonly author: Pick<NewVersion, 'authorUserId' | 'authorEmail' | 'authorLanguage'>;
  /** What else is written with a proposed change. */
  onProposed?(trx: Trx): Promise<void>;
}

const owned = (context: Context) => ownOrganisations(context, 'directory.provide');
const owns = ({ organisationIds }: Pick<Provider, 'organisationIds'>, entry: Entry | undefined): entry is Entry =>
  entry !== undefined && entry.organisationId !== null && organisationIds.includes(entry.organisationId);

function account(context: Context): Provider {
  const { actor } = context;
  const author =
    actor.kind === 'user' ? { authorUserId: actor.userId, authorEmail: actor.email, authorLanguage: context.language.tag } : {};
  return { organisationIds: owned(context), author };
}

/** The own organisations and their offers, last changed first. */
export async function listOwn(
  context: Context,
  after: string | undefined,
  limit: number,
): Promise<{ organisations: EntryRow[]; offers: EntryRow[] }> {
  const organisationIds = owned(context);
  return context.transaction(async (trx) => ({
    organisations: await listEntries(trx, { reach: 'district', kind: 'organisation', organisationIds }, [], undefined, 50),
    offers: await listEntries(trx, { reach: 'district', kind: 'offer', organisationIds }, [], after, limit),
  }));
}

/** Organisations that the account may name in an offer. */
export async function listOwnOrganisations(context: Context): Promise<OrganisationName[]> {
  const ids = owned(context);
  return context.transaction(async (trx) => (await listOrganisations(trx)).filter((one) => ids.includes(one.id)));
}

/** The own proposal that waits, else the public version, else the latest: what an edit starts from. */
async function startingVersion(trx: Trx, entry: Entry): Promise<Version | undefined> {
  const waiting = await findLatestInState(trx, entry.id, ['proposed']);
  const proposal = waiting === undefined ? undefined : await findVersion(trx, entry.id, waiting);
  if (proposal?.authorKind === 'provider') return proposal;
  const number =
    entry.publishedVersion ??
    (await findLatestInState(trx, entry.id, ['proposed', 'rejected', 'withdrawn', 'superseded', 'published']));
  return number === undefined ? undefined : findVersion(trx, entry.id, number);
}

export async function readOwn(
  context: Context,
  entryId: string,
  provider: Provider = account(context),
): Promise<Outcome<{ entry: Entry; version: Version }, 'entry.not_found'>> {
  return context.transaction(async (trx) => {
    const entry = await findEntry(trx, entryId);
    const version = owns(provider, entry) ? await startingVersion(trx, entry) : undefined;
    return entry && version ? ok({ entry, version }) : fail('entry.not_found');
  });
}

async function check(
  trx: Trx,
  context: Context,
  towns: Towns,
  kind: Entry['kind'],
  provider: Provider,
  content: Content,
  before?: Content,
): Promise<Outcome<Entry | undefined, ProvideFailure>> {
  const ground = await readGround(trx, towns);
  const faults = faultsOfContent(ground, kind, content, today(context.now()), before);
  if (faults.length) return fail('entry.invalid', asDetails(faults));
  if (kind === 'organisation') return ok(undefined);
  const organisation = await findOrganisation(trx, (content as OfferContent).organisation);
  return organisation && owns(provider, organisation)
    ? ok(organisation)
    : fail('entry.invalid', { organisation: 'directory:field.choose_organisation' });
}

export interface OwnEdit {
  readonly entryId: string;
  /** Version that the form was filled from. */
  readonly base: number;
  readonly content: Content;
  readonly message?: string | undefined;
}

export type OwnEditOutcome =
  | Outcome<{ slug: string }, ProvideFailure>
  | { readonly ok: false; readonly code: 'version.changed_since'; readonly conflict: EditConflict };

/** Proposes a change to an own entry; what is public stays until release. A newer proposal takes the place of the waiting one. */
export async function proposeOwnEdit(
  context: Context,
  edit: OwnEdit,
  provider: Provider = account(context),
): Promise<OwnEditOutcome> {
  const towns = await readTowns(context);
  return context.transaction(async (trx): Promise<OwnEditOutcome> => {
    const entry = await lockEntry(trx, edit.entryId);
    if (!owns(provider, entry)) return fail('entry.not_found');
    const current = await startingVersion(trx, entry);
    if (!current) return fail('entry.not_found');
    if (current.version !== edit.base) {
      const base = await findVersion(trx, entry.id, edit.base);
      if (!base || base.state === 'unconfirmed') return fail('entry.not_found');
      if (!same(base.content, current.content)) {
        return {
          ok: false,
          code: 'version.changed_since',
          conflict: {
            theirs: current,
            base,
            merged: merge<Content>(base.content, keepUntouched(base.content, edit.content), current.content),
          },
        };
      }
    }
    if (same(current.content, edit.content)) return fail('version.nothing_changed');
    const checked = await check(trx, context, towns, entry.kind, provider, edit.content, current.content);
    if (!checked.ok) return checked;
    if (current.state === 'proposed')
      await decideVersion(trx, entry.id, current.version, {
        state: 'withdrawn',
        decidedBy: provider.author.authorUserId ?? null,
        at: context.now(),
      });
    const version = await insertVersion(trx, context.tenant.id, entry.id, {
      ...provider.author,
      authorKind: 'provider',
      content: edit.content,
      state: 'proposed',
      baseVersion: entry.publishedVersion,
      ...(edit.message ? { message: edit.message } : {}),
    });
    await audit(trx, context, {
      action: `${entry.kind}.proposed`,
      subjectType: entry.kind,
      subjectId: entry.id,
      details: { version },
    });
    await provider.onProposed?.(trx);
    return ok({ slug: entry.slug });
  });
}

/** Proposes a new offer of an own organisation. */
export async function proposeOwnOffer(
  context: Context,
  proposal: { readonly content: OfferContent; readonly message?: string | undefined; readonly submissionKey: string },
): Promise<Outcome<{ entryId: string }, ProvideFailure>> {
  const towns = await readTowns(context);
  const provider = account(context);
  return context.transaction(async (trx) => {
    const id = proposal.submissionKey;
    await lockSubmission(trx, id);
    const known = await findEntry(trx, id);
    if (known) return owns(provider, known) ? ok({ entryId: id }) : fail('entry.not_found');
    const checked = await check(trx, context, towns, 'offer', provider, proposal.content);
    if (!checked.ok) return checked;
    const { content } = proposal;
    const slug = await freeSlug(trx, 'offer', slugify(content.name));
    const organisationId = (checked.value as Entry).id;
    await insertEntry(trx, {
      tenantId: context.tenant.id,
      id,
      kind: 'offer',
      slug,
      organisationId,
      name: content.name,
      town: townOf(content),
    });
    const version = await insertVersion(trx, context.tenant.id, id, {
      ...provider.author,
      authorKind: 'provider',
      content,
      state: 'proposed',
      baseVersion: null,
      ...(proposal.message ? { message: proposal.message } : {}),
    });
    await audit(trx, context, { action: 'offer.proposed', subjectType: 'offer', subjectId: id, details: { version } });
    return ok({ entryId: id });
  });
}

/** Takes an own proposal back before anybody decided. */
export async function withdrawOwn(
  context: Context,
  entryId: string,
  number: number,
): Promise<Outcome<undefined, ProvideFailure>> {
  const provider = account(context);
  return context.transaction(async (trx) => {
    const entry = await lockEntry(trx, entryId);
    const version = await findVersion(trx, entryId, number);
    if (!owns(provider, entry) || version?.authorKind !== 'provider') return fail('entry.not_found');
    if (version.state === 'withdrawn') return ok();
    if (version.state !== 'proposed') return fail('version.already_decided', { state: version.state });
    await decideVersion(trx, entryId, number, {
      state: 'withdrawn',
      decidedBy: provider.author.authorUserId ?? null,
      at: context.now(),
    });
    await audit(trx, context, {
      action: `${entry.kind}.withdrawn`,
      subjectType: entry.kind,
      subjectId: entryId,
      details: { version: number },
    });
    return ok();
  });
}

/** "All still right": renews the date of the own public entries that are named; others are left alone. Answers how many. */
export async function confirmOwn(context: Context, entryIds: readonly string[]): Promise<number> {
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    const organisationIds = owned(context);
    if (!entryIds.length || !organisationIds.length) return 0;
    const rows = await trx
      .selectFrom('directory_entry')
      .select('id')
      .where('id', 'in', [...entryIds])
      .where('organisation_id', 'in', [...organisationIds])
      .where('published_version', 'is not', null)
      .execute();
    const ids = rows.map((row) => row.id);
    if (!ids.length) return 0;
    await confirmEntries(trx, context, towns, ids, { on: today(context.now()), by: 'provider' });
    await touchContent(trx, context.tenant.id);
    await audit(trx, context, {
      action: 'directory.confirmed',
      subjectType: 'directory',
      subjectId: null,
      details: { entries: ids },
    });
    return ids.length;
  });
}
