import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import { mayMove, type Placed } from '../../model/tree.ts';
import {
  afterDrop,
  afterStep,
  arranged,
  type Destination,
  type DropSide,
  type Step,
  siblingsUnder,
} from '../../model/tree-moves.ts';
import { listPages, lockTree } from '../../store/pages.ts';
import { placePages } from '../../store/tree.ts';
import { refreshPlaces } from '../publishing.ts';
import { managesGuide } from '../rights.ts';

/** Where to: a step of a button, beside a page it was dropped at, or below another page as its last. */
export type Wish =
  | { readonly step: Step }
  | { readonly targetId: string; readonly side: DropSide }
  | { readonly parentId: string | null };

function destinationOf(pages: readonly Placed[], id: string, wish: Wish): Destination | undefined {
  if ('step' in wish) return afterStep(pages, id, wish.step);
  if ('targetId' in wish) return afterDrop(pages, id, wish.targetId, wish.side);
  return { parentId: wish.parentId, index: siblingsUnder(pages, wish.parentId).filter((one) => one.id !== id).length };
}

/** Moves a page, with everything below it; what others moved meanwhile is where it starts from. */
export function movePage(context: Context, id: string, wish: Wish): Promise<Outcome<undefined, FailureCode>> {
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    await lockTree(trx);
    const pages = (await listPages(trx)).filter(({ archivedAt }) => !archivedAt);
    if (!pages.some((page) => page.id === id)) return fail('orientation.unknown_page');
    if (!managesGuide(context)) return fail('orientation.not_allowed');
    const destination = destinationOf(pages, id, wish);
    if (!destination) return fail('step' in wish ? 'orientation.no_step' : 'orientation.parent_missing');
    const refusal = mayMove(pages, id, destination.parentId);
    if (refusal) return fail(refusal);
    const places = arranged(pages, id, destination);
    if (!places.length) return ok();
    await placePages(trx, places, id);
    await refreshPlaces(
      trx,
      context,
      places.map((place) => place.id),
    );
    await audit(trx, context, {
      action: 'orientation.page_moved',
      subjectType: 'orientation_page',
      subjectId: id,
      details: { parent: destination.parentId },
    });
    return ok();
  });
}
