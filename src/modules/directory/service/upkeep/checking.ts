import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { dayOf } from '#platform/days';
import type { JobHandler } from '#platform/module';
import type { Outgoing } from '#platform/outgoing';
import { asAddress, isInternal, type LinkResult, linksOf, type Verdict } from '../../model/upkeep/links.ts';
import { findPublicOffer } from '../../store/public-offers.ts';
import { findPublicOrganisationBySlug } from '../../store/showing.ts';
import {
  forgetUnpublished,
  type LinkKey,
  listDueLinks,
  listPublishedContents,
  noteLinks,
  saveVerdict,
} from '../../store/upkeep/links.ts';
import { type Clock, politely, visit, wallClock } from './visiting.ts';

/** Addresses of one district in one night; what is left over comes first in the next. */
const perNight = 3000;
/** Hosts asked at the same time. */
const atOnce = 6;
/** After this no further visit is begun. */
const longestMs = 2 * 3_600_000;
const portion = 500;

/** Brings the list of addresses up to what the published entries say. */
export async function collectLinks(context: Context): Promise<void> {
  for (let after: string | null = null; ; ) {
    const from: string | null = after;
    const entries = await context.transaction(async (trx) => {
      const some = await listPublishedContents(trx, from, portion);
      const links = some.flatMap(({ id, content }) => linksOf(content).map((link) => ({ entryId: id, ...link })));
      await noteLinks(
        trx,
        context.tenant.id,
        some.map(({ id }) => id),
        links,
      );
      if (some.length < portion) await forgetUnpublished(trx);
      return some;
    });
    after = entries.at(-1)?.id ?? null;
    if (entries.length < portion) return;
  }
}

/**
 * An address of our own is looked up in what is public, not by HTTP: behind a proxy it may be unreachable from here.
 * It is never called broken; the status says whether the entry it leads to is public.
 */
async function lookUp(context: Context, url: string): Promise<Verdict> {
  const path = URL.parse(asAddress(url))?.pathname ?? '';
  const [, district, kind, slug = ''] = /^\/([a-z0-9-]+)\/[a-z-]+\/(angebote|anbieter)\/([a-z0-9-]{1,200})\/?$/.exec(path) ?? [];
  const { shared } = context.database;
  const internal = (status: number | null): Verdict => ({ result: 'internal', status, target: null });
  if (!kind || district !== context.tenant.slug) return internal(null);
  const find = kind === 'angebote' ? findPublicOffer : findPublicOrganisationBySlug;
  return internal((await find(shared, context.tenant.id, slug)) ? 200 : 404);
}

export interface Checking {
  readonly outgoing: Outgoing;
  readonly clock?: Clock;
}

/** Visits the district's addresses that are due, several hosts at once and each host slowly. */
export async function checkLinks(context: Context, { outgoing, clock = wallClock }: Checking): Promise<void> {
  await collectLinks(context);
  const due = await context.transaction((trx) => listDueLinks(trx, dayOf(context.now()), perNight));
  const polite = politely(outgoing, clock);
  const byHost = Map.groupBy(due, ({ url }) => URL.parse(asAddress(url))?.hostname ?? '');
  const hosts = [...byHost.values()];
  const end = clock.now() + longestMs;
  const counts = new Map<LinkResult, number>();
  const check = async (link: LinkKey) => {
    const verdict = isInternal(link.url, context.publicUrl) ? await lookUp(context, link.url) : await visit(polite, link.url);
    await context.transaction((trx) => saveVerdict(trx, link, verdict, context.now()));
    counts.set(verdict.result, (counts.get(verdict.result) ?? 0) + 1);
  };
  const work = async () => {
    for (let host = hosts.shift(); host; host = hosts.shift()) for (const link of host) if (clock.now() < end) await check(link);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (!counts.size) return;
  await context.transaction((trx) =>
    audit(trx, context, {
      action: 'directory.links_checked',
      subjectType: 'directory',
      subjectId: null,
      details: Object.fromEntries(counts),
    }),
  );
}

/** Every night, one district after the other. */
export function linkChecker(checking: Checking): JobHandler {
  return async (_payload, services) => {
    for (const tenantId of services.tenantIds())
      await checkLinks(services.contextOf(tenantId, 'directory.check_links'), checking);
  };
}

/** Crontab line of the link checker. */
export const linksNightly = '20 22 * * * directory.check_links ?fill=1d';
