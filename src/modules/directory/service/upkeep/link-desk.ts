import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { OfferContent, OrganisationContent } from '../../model/content.ts';
import { isLinkField, type LinkFilter, linksOf, withAddress } from '../../model/upkeep/links.ts';
import { findVersion, insertVersion, lockEntry } from '../../store/entries.ts';
import {
  countLinks,
  type LinkKey,
  type LinkRow,
  listLinks,
  lockLink,
  setAccepted,
  setWaiting,
} from '../../store/upkeep/links.ts';
import { checkContent } from '../editing.ts';
import { readGround, readTowns } from '../ground.ts';
import { reachOf } from '../reach.ts';
import { release } from '../releasing.ts';

export type { LinkKey, LinkRow };

export type LinkDeskFailure = 'entry.not_found' | 'upkeep.link_changed' | 'entry.invalid' | 'organisation.not_public';

export interface LinkList {
  readonly rows: LinkRow[];
  readonly counts: Readonly<Record<LinkFilter, number>>;
}

const reach = (context: Context) => reachOf(context, 'directory.edit');
const actorId = (context: Context) => (context.actor.kind === 'user' ? context.actor.userId : null);

/** Links of the entries in reach, and how many there are of each kind. */
export async function readLinks(
  context: Context,
  filter: { readonly result: LinkFilter; readonly town?: string | undefined; readonly host?: string | undefined },
  after: LinkKey | undefined,
  limit: number,
): Promise<LinkList> {
  return context.transaction(async (trx) => ({
    rows: await listLinks(trx, reach(context), filter, after, limit),
    counts: await countLinks(trx, reach(context)),
  }));
}

/** "This is fine": a person looked. Holds while the address stays; may be taken back. */
export async function acceptLink(
  context: Context,
  key: LinkKey,
  accepted: boolean,
): Promise<Outcome<undefined, 'entry.not_found'>> {
  return context.transaction(async (trx) => {
    const link = await lockLink(trx, reach(context), key);
    if (!link) return fail('entry.not_found');
    await setAccepted(trx, key, accepted ? { at: context.now(), by: actorId(context) } : null);
    await audit(trx, context, {
      action: accepted ? 'link.accepted' : 'link.unaccepted',
      subjectType: link.kind,
      subjectId: link.entryId,
      details: { field: link.field },
    });
    return ok();
  });
}

/** Visits the address again in the coming night. */
export async function recheckLink(context: Context, key: LinkKey): Promise<Outcome<undefined, 'entry.not_found'>> {
  return context.transaction(async (trx) => {
    const link = await lockLink(trx, reach(context), key);
    if (!link) return fail('entry.not_found');
    await setWaiting(trx, key);
    await audit(trx, context, {
      action: 'link.recheck',
      subjectType: link.kind,
      subjectId: link.entryId,
      details: { field: link.field },
    });
    return ok();
  });
}

/**
 * Writes the new address of what has moved into the entry and publishes it. That is no confirmation: nobody has looked
 * at anything else, so date and stage stay.
 */
export async function takeTarget(context: Context, key: LinkKey): Promise<Outcome<undefined, LinkDeskFailure>> {
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    const entry = await lockEntry(trx, key.entryId);
    const link = entry && (await lockLink(trx, reach(context), key));
    if (!link || entry.publishedVersion === null || !isLinkField(key.field)) return fail('entry.not_found');
    const { target } = link;
    const before = await findVersion(trx, entry.id, entry.publishedVersion);
    const found = before && linksOf(before.content).find(({ field, url }) => field === key.field && url === key.url);
    if (!before || !found || link.result !== 'moved' || target === null) return fail('upkeep.link_changed');
    const content: OfferContent | OrganisationContent = withAddress(before.content, found, target);
    const ground = await readGround(trx, towns);
    const checked = await checkContent(trx, context, ground, entry.kind, content, before.content);
    if (!checked.ok) return checked.code === 'version.nothing_changed' ? fail('upkeep.link_changed') : fail(checked.code);
    const number = await insertVersion(trx, context.tenant.id, entry.id, {
      content,
      state: 'published',
      baseVersion: before.version,
      authorKind: 'staff',
      ...(actorId(context) ? { authorUserId: actorId(context) as string } : {}),
    });
    await release(trx, context, ground, entry, { number, content }, 'unchanged', checked.value);
    return ok();
  });
}
