import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { findInterfaceLanguage } from '#platform/i18n';
import type { WorkLine } from '#platform/module';
import { countOpenTexts, listOpenTexts, listReturnedTexts, type OpenText, type OpenTextKey } from '../../store/writing.ts';
import { reachOf } from './reach.ts';

export const openKinds = ['review', 'scheduled', 'draft'] as const;
export type OpenKind = (typeof openKinds)[number];

export interface ReviewList {
  readonly rows: readonly OpenText[];
  readonly counts: Readonly<Record<OpenKind, number>>;
  readonly next: OpenTextKey | undefined;
}

/** Texts that are not public yet, of the pages that the actor may write, those that wait longest first. */
export async function readReviewList(
  context: Context,
  query: { readonly state: OpenKind; readonly language?: string | undefined; readonly after?: OpenTextKey | undefined },
  limit: number,
): Promise<ReviewList> {
  const reach = reachOf(context, 'orientation.write');
  return context.transaction(async (trx) => {
    const found = await listOpenTexts(trx, { ...query, reach, limit: limit + 1 });
    const rows = found.slice(0, limit);
    return { rows, counts: await countOpenTexts(trx, reach), next: found.length > limit ? rows.at(-1) : undefined };
  });
}

const most = 20;
/** Days that a text may wait for its review before it counts as late. */
const patience = 7;

/** Texts that wait for the actor's review, and own ones that came back. */
export async function writingWork(trx: Trx, context: Context): Promise<readonly WorkLine[]> {
  const { actor } = context;
  if (!context.may('orientation.write')) return [];
  const base = `/intern/${context.tenant.slug}/ankommen/seite`;
  const lineOf = (kind: string, { pageId, language, title }: OpenText, late: boolean): WorkLine => ({
    kind: `orientation:staff.work.${kind}`,
    title: `${title} (${findInterfaceLanguage(language)?.autonym ?? language})`,
    href: `${base}/${pageId}/${language}`,
    dueOn: null,
    late,
  });
  const longAgo = dayOf(new Date(context.now().getTime() - patience * 86_400_000));
  const waiting = context.may('orientation.publish')
    ? await listOpenTexts(trx, { reach: reachOf(context, 'orientation.publish'), state: 'review', limit: most })
    : [];
  const returned = actor.kind === 'user' ? await listReturnedTexts(trx, actor.userId, most) : [];
  return [
    ...returned.map((text) => lineOf('returned', text, false)),
    ...waiting.map((text) => lineOf('review', text, dayOf(text.createdAt) < longAgo)),
  ];
}
