import { organisationFinder, organisationsByName } from '#modules/directory';
import { findTown } from '#modules/territory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import type { PageKind, Situation } from '../../model/situations.ts';
import { reservedSlugs } from '../../model/tree.ts';
import { findPageBySlug, listPages, lockPage, lockTree, type Page, updatePage } from '../../store/pages.ts';
import { setConfirmed, updateMirrors, wasEverPublic } from '../../store/tree.ts';
import { refreshPublic } from '../publishing.ts';
import { rightsFor, sees } from './rights.ts';

/** What a page's facts say; what the actor may not set is left out. */
export interface FactsDraft {
  readonly version: number;
  readonly formUrl: string | null;
  readonly checkedOn: string | null;
  readonly administered?: {
    readonly slug: string;
    readonly kind: PageKind;
    readonly situations: readonly Situation[];
    readonly mirrorOwn: 'before' | 'after';
  };
  readonly managed?: { readonly town: string | null /** Its name; '' nobody's. */; readonly organisation: string };
}

async function organisationOf(trx: Trx, context: Context, name: string): Promise<Outcome<string | null, FailureCode>> {
  if (!name) return ok(null);
  const id = (await organisationFinder(trx, [name]))(name);
  if (id) return ok(id);
  const similar = await organisationsByName(context, name);
  const [only] = similar;
  if (only && similar.length === 1) return ok(only.id);
  return fail('orientation.unknown_organisation', {
    names: similar
      .slice(0, 5)
      .map((one) => one.name)
      .join(' · '),
  });
}

async function slugFor(trx: Trx, page: Page, slug: string): Promise<FailureCode | undefined> {
  if (slug === page.slug) return undefined;
  if (reservedSlugs.has(slug)) return 'orientation.slug_reserved';
  if (await findPageBySlug(trx, slug)) return 'orientation.slug_taken';
  const shown = page.mirrorOf ? [page.id, page.mirrorOf] : [page.id];
  return (await wasEverPublic(trx, shown)) ? 'orientation.slug_public' : undefined;
}

/** Changes what is the same in every language. What belongs to the content follows to the pages that mirror it. */
export async function saveFacts(context: Context, id: string, draft: FactsDraft): Promise<Outcome<undefined, FailureCode>> {
  const town = draft.managed?.town;
  if (town && (await findTown(context, town))?.key !== town) return fail('orientation.unknown_town');
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    // Two pages at once must not take the same address.
    if (draft.administered) await lockTree(trx);
    const page = await lockPage(trx, id);
    if (!page || !sees(context, page)) return fail('orientation.unknown_page');
    const rights = rightsFor(context, page);
    const { administered, managed } = draft;
    if ((administered && !rights.administers) || (managed && !rights.manages)) return fail('orientation.not_allowed');
    if (page.archivedAt) return fail('orientation.archived');
    if (page.version !== draft.version) return fail('orientation.changed', { version: page.version });
    if (administered) {
      const refusal = await slugFor(trx, page, administered.slug);
      if (refusal) return fail(refusal);
    }
    const organisation = managed && (await organisationOf(trx, context, managed.organisation));
    if (organisation && !organisation.ok) return organisation;
    // A mirror has the facts of the page it shows.
    const own = page.mirrorOf ? {} : { formUrl: draft.formUrl, checkedOn: draft.checkedOn };
    const kind = page.mirrorOf ? {} : { kind: administered?.kind ?? page.kind };
    await updatePage(trx, id, {
      ...own,
      ...(administered && {
        ...kind,
        slug: administered.slug,
        situations: administered.situations,
        mirrorOwn: administered.mirrorOwn,
      }),
      ...(managed && { town: managed.town, organisationId: organisation?.value ?? null }),
    });
    if (!page.mirrorOf)
      await updateMirrors(trx, id, { kind: kind.kind ?? page.kind, formUrl: draft.formUrl, checkedOn: draft.checkedOn });
    await refreshPublic(trx, context, [id]);
    await audit(trx, context, { action: 'orientation.page_changed', subjectType: 'orientation_page', subjectId: id });
    return ok();
  });
}

/**
 * Notes that pages are right for this district as of today, or takes that back. All of them, or none.
 * @param ids at most some hundred
 */
export async function confirmPages(
  context: Context,
  ids: readonly string[],
  isRight = true,
): Promise<Outcome<undefined, FailureCode>> {
  const wanted = new Set(ids);
  if (!wanted.size) return ok();
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    const pages = (await listPages(trx)).filter((page) => wanted.has(page.id));
    if (pages.length !== wanted.size || pages.some((page) => !sees(context, page))) return fail('orientation.unknown_page');
    if (pages.some((page) => !rightsFor(context, page).confirms)) return fail('orientation.not_allowed');
    if (pages.some(({ archivedAt }) => archivedAt)) return fail('orientation.archived');
    const confirmedOn = isRight ? dayOf(context.now()) : null;
    await setConfirmed(trx, [...wanted], confirmedOn);
    await refreshPublic(trx, context, [...wanted]);
    await audit(trx, context, {
      action: isRight ? 'orientation.page_confirmed' : 'orientation.page_doubted',
      subjectType: 'orientation_page',
      subjectId: pages.length === 1 ? (pages[0]?.id ?? null) : null,
      details: { pages: pages.map(({ slug }) => slug) },
    });
    return ok();
  });
}
