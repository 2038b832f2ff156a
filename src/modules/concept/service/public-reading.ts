import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import type { Concept, Edition, EditionTree, LineageLink, Note, Recommendation } from '../model/edition.ts';
import type { PublicResolution } from '../model/resolution.ts';
import { findNumber, listPublicLineage, listPublicNotes, listPublicReports, type PublicReport } from '../store/public.ts';
import { listConcepts, readTree } from '../store/tree.ts';
import { currentEdition } from './reading.ts';
import { publicResolution } from './releases.ts';

/** A concept as the public knows it: with an edition in force or under consultation, without drafts. */
export interface PublicConcept {
  readonly concept: Concept;
  /** The edition that is shown. */
  readonly edition: Edition;
  /** Newest first, without drafts. */
  readonly editions: readonly Edition[];
}

/** What the pages of one concept stand on. */
export interface PublicSite extends PublicConcept {
  readonly tree: EditionTree;
  /** The others of the district, the umbrella first. */
  readonly others: readonly PublicConcept[];
}

async function listPublic(trx: Trx): Promise<PublicConcept[]> {
  const all = await listConcepts(trx);
  return all.flatMap((entry) => {
    const edition = currentEdition(entry, false);
    return edition
      ? [{ concept: entry.concept, edition, editions: entry.editions.filter(({ state }) => state !== 'draft') }]
      : [];
  });
}

/** Whoever looks: public pages are the same for staff, so that nothing internal gets into what is kept rendered or sent on. */
const asVisitor = (context: Context) => ({ today: dayOf(context.now()), internal: false });

const isDistricts = (context: Context, { concept }: PublicConcept) => concept.territory === context.tenant.ags;

async function siteIn(trx: Trx, context: Context, slug: string | undefined): Promise<PublicSite | undefined> {
  const all = await listPublic(trx);
  const own =
    slug === undefined ? all.find((one) => isDistricts(context, one)) : all.find(({ concept }) => concept.slug === slug);
  const tree = own && (await readTree(trx, own.edition.id, asVisitor(context)));
  return tree && { ...own, tree, others: all.filter((one) => one !== own) };
}

/** The concept with this slug, the district's without one; undefined: there is none, or nothing of it is public. */
export async function publicSite(context: Context, slug?: string): Promise<PublicSite | undefined> {
  return context.transaction((trx) => siteIn(trx, context, slug));
}

export async function publicConcepts(context: Context): Promise<readonly PublicConcept[]> {
  return context.transaction(listPublic);
}

/** The overview: the concept with its public reports. */
export async function publicOverview(
  context: Context,
  slug?: string,
): Promise<(PublicSite & { readonly reports: readonly PublicReport[] }) | undefined> {
  return context.transaction(async (trx) => {
    const site = await siteIn(trx, context, slug);
    return site && { ...site, reports: await listPublicReports(trx, site.concept.id) };
  });
}

export interface PublicRecommendation extends PublicSite {
  readonly recommendation: Recommendation;
  /** The edition the recommendation is read from; an older one when it is not in the current any more. */
  readonly from: EditionTree;
  readonly notes: readonly Note[];
  readonly lineage: readonly LineageLink[];
  /** What released its money, where that may be told. */
  readonly resolution: PublicResolution | undefined;
}

/**
 * A recommendation by its permanent number: as it stands in the current edition, else in the newest public one that had it.
 * One that was made internal is not shown in its older wording either.
 */
export async function publicRecommendation(
  context: Context,
  slug: string | undefined,
  number: number,
): Promise<PublicRecommendation | undefined> {
  return context.transaction(async (trx) => {
    const site = await siteIn(trx, context, slug);
    if (!site) return undefined;
    const current = site.tree.recommendations.find((one) => one.number === number);
    let from = site.tree;
    if (!current) {
      const found = await findNumber(trx, site.concept.id, number);
      const older = found && !found.internal ? await readTree(trx, found.editionId, asVisitor(context)) : undefined;
      if (!older) return undefined;
      from = older;
    }
    const recommendation = current ?? from.recommendations.find((one) => one.number === number);
    if (!recommendation) return undefined;
    const { resolutionId } = recommendation;
    const [notes, lineage, resolution] = await Promise.all([
      listPublicNotes(trx, site.concept.id, number),
      listPublicLineage(trx, from.edition.id, recommendation.id),
      resolutionId === null ? undefined : publicResolution(trx, resolutionId),
    ]);
    return { ...site, recommendation, from, notes, lineage, resolution };
  });
}

/** The district's current edition with its lineage, for machines. */
export async function publicEditionData(
  context: Context,
): Promise<(PublicSite & { readonly lineage: readonly LineageLink[] }) | undefined> {
  return context.transaction(async (trx) => {
    const site = await siteIn(trx, context, undefined);
    return site && { ...site, lineage: await listPublicLineage(trx, site.edition.id) };
  });
}
