import { findTown, slugOf } from '#modules/territory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import type { PageKind, Situation } from '../../model/situations.ts';
import { ancestorsOf, deepestLevel, reservedSlugs } from '../../model/tree.ts';
import { siblingsUnder } from '../../model/tree-moves.ts';
import { findPage, insertPage, listPages, lockTree, mostPages, type Page } from '../../store/pages.ts';
import { insertText } from '../../store/texts.ts';
import { townsToAddIn } from './rights.ts';

export interface NewPage {
  /** Made by the form, so that sending it twice makes one. */
  readonly id: string;
  readonly title: string;
  /** '' makes one of the title. */
  readonly slug: string;
  readonly kind: PageKind;
  readonly situations: readonly Situation[];
  readonly town: string | null;
  readonly parentId: string | null;
}

/** An address that no page has: with a number behind it when it is taken. */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted.slice(0, 90).replace(/-+$/, '') || 'seite';
  const usable = (slug: string) => !taken.has(slug) && !reservedSlugs.has(slug);
  if (usable(base)) return base;
  for (let number = 2; ; number++) if (usable(`${base}-${number}`)) return `${base}-${number}`;
}

/** How many levels hang above a new page below `parentId`; undefined when it may not hang there. */
export function placeBelow(pages: readonly Page[], parentId: string | null): Outcome<number, FailureCode> {
  if (parentId === null) return ok(0);
  const byId = new Map(pages.map((page) => [page.id, page]));
  const parent = byId.get(parentId);
  if (!parent || parent.archivedAt) return fail('orientation.parent_missing');
  const level = ancestorsOf(byId, parent).length + 1;
  return level >= deepestLevel ? fail('orientation.too_deep') : ok(level);
}

/** Adds a page with its German title as a draft; it is public once somebody publishes its text. */
export async function addPage(context: Context, draft: NewPage): Promise<Outcome<string, FailureCode>> {
  const towns = townsToAddIn(context);
  if (towns !== 'district' && !towns.includes(draft.town ?? '')) return fail('orientation.not_allowed');
  if (draft.town && (await findTown(context, draft.town))?.key !== draft.town) return fail('orientation.unknown_town');
  return context.transaction(async (trx): Promise<Outcome<string, FailureCode>> => {
    await lockTree(trx);
    // The form sent twice.
    if (await findPage(trx, draft.id)) return ok(draft.id);
    const pages = await listPages(trx);
    if (pages.length >= mostPages) return fail('orientation.too_many_pages', { most: mostPages });
    const taken = new Set(pages.map(({ slug }) => slug));
    if (taken.has(draft.slug)) return fail('orientation.slug_taken');
    if (reservedSlugs.has(draft.slug)) return fail('orientation.slug_reserved');
    const below = placeBelow(pages, draft.parentId);
    if (!below.ok) return below;
    const last = siblingsUnder(pages, draft.parentId).at(-1);
    await insertPage(trx, context.tenant.id, draft.id, {
      parentId: draft.parentId,
      position: (last?.position ?? 0) + 10,
      slug: draft.slug || freeSlug(slugOf(draft.title), taken),
      kind: draft.kind,
      situations: draft.situations,
      town: draft.town,
      organisationId: null,
      mirrorOf: null,
      mirrorOwn: 'after',
      formUrl: null,
      confirmedOn: null,
      checkedOn: null,
    });
    const { actor } = context;
    const text = {
      pageId: draft.id,
      language: 'de',
      version: 1,
      baseVersion: null,
      state: 'draft' as const,
      title: draft.title,
      summary: '',
      body: '',
      madeBy: 'human' as const,
      germanVersion: null,
      minor: false,
      note: '',
      authorUserId: actor.kind === 'user' ? actor.userId : null,
      publishAt: null,
      publishedAt: null,
    };
    await insertText(trx, context.tenant.id, text, context.now());
    await audit(trx, context, {
      action: 'orientation.page_added',
      subjectType: 'orientation_page',
      subjectId: draft.id,
      details: { parent: draft.parentId, town: draft.town },
    });
    return ok(draft.id);
  });
}
