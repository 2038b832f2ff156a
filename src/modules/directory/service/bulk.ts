import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { type BulkEntry, findVersions, lockEntries, markAllPublished, markAllUnpublished } from '../store/bulk.ts';
import { listOrganisations } from '../store/entry-list.ts';
import { upsertPublicOffers } from '../store/public-offers.ts';
import { countPublicOffersOf, deletePublicOffers, deletePublicOrganisations } from '../store/public-upkeep.ts';
import { faultsOfOffer, faultsOfOrganisation, readGround, readTowns, type Towns, townOf } from './ground.ts';
import { toPublicOffer } from './publishing.ts';
import { reaches, reachOf } from './reach.ts';
import { showOrganisations, today } from './releasing.ts';
import { confirmEntries } from './upkeep/marking.ts';

export const bulkActions = ['confirm', 'archive', 'publish'] as const;
export type BulkAction = (typeof bulkActions)[number];

export const bulkLimit = 200;

/** Why an entry was left out; text `directory:staff.bulk.<reason>`. */
export type SkipReason = 'not_public' | 'nothing_waits' | 'stale' | 'invalid' | 'has_offers' | 'organisation_not_public';

export interface BulkReport {
  readonly done: readonly { readonly id: string; readonly name: string }[];
  readonly skipped: readonly { readonly id: string; readonly name: string; readonly reason: SkipReason }[];
  /** Chosen, but not here: deleted, or not in the own towns. */
  readonly missing: number;
}

interface Sorted {
  readonly done: BulkEntry[];
  readonly skipped: { entry: BulkEntry; reason: SkipReason }[];
}

function sorted(entries: readonly BulkEntry[], reasonOf: (entry: BulkEntry) => SkipReason | undefined): Sorted {
  const result: Sorted = { done: [], skipped: [] };
  for (const entry of entries) {
    const reason = reasonOf(entry);
    if (reason) result.skipped.push({ entry, reason });
    else result.done.push(entry);
  }
  return result;
}

const idsOf = (entries: readonly BulkEntry[], kind?: BulkEntry['kind']) =>
  entries.filter((entry) => !kind || entry.kind === kind).map((entry) => entry.id);

async function confirm(trx: Trx, context: Context, towns: Towns, entries: readonly BulkEntry[]): Promise<Sorted> {
  const result = sorted(entries, (entry) => (entry.publishedVersion === null ? 'not_public' : undefined));
  await confirmEntries(trx, context, towns, idsOf(result.done), { on: today(context.now()), by: 'staff' });
  return result;
}

async function archive(trx: Trx, context: Context, _towns: Towns, entries: readonly BulkEntry[]): Promise<Sorted> {
  const tenantId = context.tenant.id;
  await deletePublicOffers(trx, tenantId, idsOf(entries, 'offer'));
  // Counted after its offers went: an organisation may go together with them.
  const organisationIds = idsOf(entries, 'organisation');
  const left = organisationIds.length ? await countPublicOffersOf(trx, tenantId, organisationIds) : new Map<string, number>();
  const result = sorted(entries, (entry) =>
    entry.publishedVersion === null ? 'not_public' : left.get(entry.id) ? 'has_offers' : undefined,
  );
  await deletePublicOrganisations(trx, tenantId, idsOf(result.done, 'organisation'));
  await markAllUnpublished(trx, idsOf(result.done), context.now());
  return result;
}

async function publish(trx: Trx, context: Context, towns: Towns, entries: readonly BulkEntry[]): Promise<Sorted> {
  const reach = reachOf(context, 'directory.edit');
  const ground = await readGround(trx, towns);
  const candidates = entries.flatMap((entry) =>
    entry.candidate === null ? [] : [{ entryId: entry.id, version: entry.candidate }],
  );
  const versions = new Map((await findVersions(trx, candidates)).map((version) => [version.entryId, version]));
  const organisations = new Map((await listOrganisations(trx)).map((one) => [one.slug, one]));
  // Organisations chosen together with their offers count as public: they are released first.
  for (const entry of entries) {
    if (entry.kind === 'organisation' && versions.has(entry.id))
      organisations.set(entry.slug, { id: entry.id, slug: entry.slug, name: versions.get(entry.id)?.content.name ?? entry.name });
  }
  const result = sorted(entries, (entry) => {
    const version = versions.get(entry.id);
    if (!version) return 'nothing_waits';
    if (version.state === 'proposed' && entry.publishedVersion !== null && version.baseVersion !== entry.publishedVersion)
      return 'stale';
    if (!reaches(reach, townOf(version.content))) return 'invalid';
    if (entry.kind === 'organisation')
      return faultsOfOrganisation(ground, version.content as OrganisationContent).length ? 'invalid' : undefined;
    const offer = version.content as OfferContent;
    if (!organisations.has(offer.organisation)) return 'organisation_not_public';
    return faultsOfOffer(ground, offer, offer).length ? 'invalid' : undefined;
  });
  const released = result.done.flatMap((entry) => {
    const version = versions.get(entry.id);
    if (!version) return [];
    const slug = entry.kind === 'organisation' ? entry.slug : (version.content as OfferContent).organisation;
    const organisation = organisations.get(slug);
    if (!organisation) return [];
    const { content } = version;
    const facts = {
      entryId: entry.id,
      version: version.version,
      name: content.name,
      town: townOf(content),
      organisationId: organisation.id,
    };
    return [{ entry, organisation, content, ...facts }];
  });
  const on = today(context.now());
  const decidedBy = context.actor.kind === 'user' ? context.actor.userId : null;
  await markAllPublished(trx, released, { confirmedOn: on, confirmedBy: 'staff', decidedBy, at: context.now() });
  const shown = released
    .filter(({ entry }) => entry.kind === 'organisation')
    .map(({ entry, content }) => ({ id: entry.id, slug: entry.slug, content: content as OrganisationContent }));
  await showOrganisations(trx, context, ground, shown);
  const offers = released.filter(({ entry }) => entry.kind === 'offer');
  await upsertPublicOffers(
    trx,
    offers.map(({ entry, content, organisation, organisationId }) =>
      toPublicOffer(context, ground, { ...entry, confirmedOn: on, organisationId }, content as OfferContent, {
        slug: organisation.slug,
        name: organisation.name,
      }),
    ),
  );
  return result;
}

/** One action on many entries, in one transaction: the report says what was done and what was left out, and why. */
export async function changeMany(
  context: Context,
  action: BulkAction,
  ids: readonly string[],
): Promise<Outcome<BulkReport, 'bulk.too_many'>> {
  const wanted = [...new Set(ids)];
  if (!wanted.length || wanted.length > bulkLimit) return fail('bulk.too_many', { limit: bulkLimit });
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    const entries = await lockEntries(trx, reachOf(context, 'directory.edit'), wanted);
    const run = { confirm, archive, publish }[action];
    const { done, skipped } = entries.length ? await run(trx, context, towns, entries) : { done: [], skipped: [] };
    if (done.length) {
      await touchContent(trx, context.tenant.id);
      await audit(trx, context, {
        action: `directory.bulk_${action}`,
        subjectType: 'directory',
        subjectId: null,
        details: { entries: done.map((entry) => entry.id) },
      });
    }
    return ok({
      done: done.map(({ id, name }) => ({ id, name })),
      skipped: skipped.map(({ entry, reason }) => ({ id: entry.id, name: entry.name, reason })),
      missing: wanted.length - entries.length,
    });
  });
}
