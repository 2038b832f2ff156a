import { listTowns } from '#modules/territory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import { planMirrors, topPageOf } from '../../model/mirrors.ts';
import { listPages, lockTree, mostPages, type Page } from '../../store/pages.ts';
import { insertPages, listTextSummaries } from '../../store/tree.ts';
import { refreshPublic } from '../publishing.ts';
import { managesGuide } from '../rights.ts';
import { freeSlug } from './adding.ts';

export interface MirrorWish {
  /** AGS. */
  readonly towns: readonly string[];
  /** With everything below the page. */
  readonly branch: boolean;
  /** Where the mirrors hang: null at the top, 'own' below the highest public page of each town. */
  readonly parentId: string | null | 'own';
  readonly own: 'before' | 'after';
}

/**
 * Gives towns pages that show a page of ours as it is today and tomorrow; what a town adds stands before or after it.
 * @returns how many pages were added; 0 when the towns show all of it already
 */
export async function mirrorPage(context: Context, id: string, wish: MirrorWish): Promise<Outcome<number, FailureCode>> {
  const known = new Map((await listTowns(context)).map((town) => [town.key, town]));
  return context.transaction(async (trx): Promise<Outcome<number, FailureCode>> => {
    await lockTree(trx);
    const all = await listPages(trx);
    const source = all.find((page) => page.id === id);
    if (!source) return fail('orientation.unknown_page');
    if (!managesGuide(context)) return fail('orientation.not_allowed');
    if (source.archivedAt) return fail('orientation.archived');
    if (source.mirrorOf) return fail('orientation.mirror_of_mirror');
    if (wish.towns.some((town) => !known.has(town))) return fail('orientation.unknown_town');
    const byId = new Map(all.map((page) => [page.id, page]));
    const living = all.filter(({ archivedAt }) => !archivedAt);
    if (wish.parentId !== null && wish.parentId !== 'own' && (byId.get(wish.parentId)?.archivedAt ?? true))
      return fail('orientation.parent_missing');
    // Below a page that is not public nobody would find them; another mirror is no place for the whole town.
    const german = new Set(
      (await listTextSummaries(trx)).filter(({ published }) => published.includes('de')).map(({ pageId }) => pageId),
    );
    const places = living.filter((page) => german.has(page.id) && page.mirrorOf === null);
    const taken = new Set(all.map(({ slug }) => slug));
    const added: Page[] = [];
    for (const town of new Set(wish.towns)) {
      const parentId = wish.parentId === 'own' ? (topPageOf(places, town)?.id ?? null) : wish.parentId;
      const plan = planMirrors([...living, ...added], { sourceId: id, branch: wish.branch, town, parentId }, uuidv7);
      if (!plan) return fail('orientation.too_deep');
      for (const place of plan) {
        const shown = byId.get(place.mirrorOf);
        if (!shown) continue;
        const slug = freeSlug(`${shown.slug.slice(0, 60)}-${known.get(town)?.slug ?? town}`, taken);
        taken.add(slug);
        added.push({ ...shown, ...place, slug, organisationId: null, mirrorOwn: wish.own, confirmedOn: null, version: 1 });
      }
      if (all.length + added.length > mostPages) return fail('orientation.too_many_pages', { most: mostPages });
    }
    if (!added.length) return ok(0);
    await insertPages(trx, context.tenant.id, added);
    await refreshPublic(
      trx,
      context,
      added.map((page) => page.id),
    );
    await audit(trx, context, {
      action: 'orientation.page_mirrored',
      subjectType: 'orientation_page',
      subjectId: id,
      details: { towns: [...new Set(wish.towns)], pages: added.length },
    });
    return ok(added.length);
  });
}
