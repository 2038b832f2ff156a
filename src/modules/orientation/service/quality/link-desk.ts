import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import type { LinkFilter } from '../../model/quality/link-filters.ts';
import { changeLink, countLinks, type LinkKey, type LinkRow, listLinks, lockLink } from '../../store/links.ts';
import { reachOf } from '../writing/reach.ts';

export interface LinkList {
  readonly rows: readonly LinkRow[];
  readonly counts: Readonly<Record<LinkFilter, number>>;
  readonly next: LinkKey | undefined;
}

/** Links of the pages that the actor may write, and how many there are of each kind. */
export async function readLinks(
  context: Context,
  query: { readonly filter: LinkFilter; readonly language?: string | undefined; readonly after?: LinkKey | undefined },
  limit: number,
): Promise<LinkList> {
  const reach = reachOf(context, 'orientation.write');
  return context.transaction(async (trx) => {
    const found = await listLinks(trx, { ...query, reach, limit: limit + 1 });
    const rows = found.slice(0, limit);
    return { rows, counts: await countLinks(trx, reach), next: found.length > limit ? rows.at(-1) : undefined };
  });
}

export const linkActions = ['accept', 'unaccept', 'recheck'] as const;
export type LinkAction = (typeof linkActions)[number];

/** "This is fine" (a person looked; holds while the address stays), its taking back, or another visit in the coming night. */
export async function settleLink(context: Context, key: LinkKey, action: LinkAction): Promise<Outcome<undefined, FailureCode>> {
  const { actor } = context;
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    if (!(await lockLink(trx, reachOf(context, 'orientation.write'), key))) return fail('orientation.unknown_link');
    const accepted = action === 'accept' ? { at: context.now(), by: actor.kind === 'user' ? actor.userId : null } : null;
    await changeLink(trx, key, action === 'recheck' ? { waiting: true } : { accepted });
    await audit(trx, context, {
      action: `orientation.link_${action}`,
      subjectType: 'orientation_page',
      subjectId: key.pageId,
      details: { language: key.language },
    });
    return ok();
  });
}
