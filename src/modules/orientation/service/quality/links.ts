import { type Clock, embeddedEntries, isInternal, politely, type Verdict, visit, wallClock } from '#modules/directory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { dayOf } from '#platform/days';
import { interfaceLanguages } from '#platform/i18n';
import type { JobHandler } from '#platform/module';
import type { Outgoing } from '#platform/outgoing';
import { addressesOf, type OwnReference, ownReference } from '../../model/quality/addresses.ts';
import {
  forgetLanguages,
  hasLinks,
  type LinkKey,
  listAddresses,
  listDueAddresses,
  noteLinks,
  saveVerdict,
} from '../../store/links.ts';
import { listPages } from '../../store/pages.ts';
import { listPublicPages, listPublicTitles } from '../../store/public-pages.ts';

/** Addresses of one district in one night; what is left over comes first in the next. */
const perNight = 3000;
const mostOwn = 20_000;
/** Hosts asked at the same time. */
const atOnce = 4;
/** After this no further visit is begun. */
const longestMs = 3_600_000;

const languages = interfaceLanguages.map(({ tag }) => tag);

/** Brings the list of links up to what is public. A mirror has only those that it adds to the page it shows. */
export async function collectLinks(context: Context): Promise<void> {
  const { tenant, database } = context;
  const places = new Map((await context.transaction(listPages)).map((page) => [page.id, page]));
  for (const language of languages) {
    const pages = await listPublicPages(database.shared, tenant.id, [language]);
    const found = new Map(
      pages.map(({ id, content, formUrl }) => [id, addressesOf(content, language === 'de' ? formUrl : null)]),
    );
    const links = pages.flatMap(({ id }): LinkKey[] => {
      const source = places.get(id)?.mirrorOf;
      const theirs = new Set(source ? found.get(source) : []);
      return (found.get(id) ?? []).filter((url) => !theirs.has(url)).map((url) => ({ pageId: id, language, url }));
    });
    await context.transaction((trx) => noteLinks(trx, tenant.id, language, links));
  }
  await context.transaction((trx) => forgetLanguages(trx, languages));
}

const referenceOf = (context: Context, url: string): OwnReference | undefined =>
  ownReference(url, isInternal(url, context.publicUrl) ? URL.parse(url)?.pathname : undefined, context.tenant.slug);

/**
 * What leads to ourselves is looked up in what is public, not by HTTP: behind a proxy it may be unreachable from here. An
 * address of ours that is no page, offer or organisation has no status: nobody says that it is missing.
 */
async function checkOwn(context: Context): Promise<number> {
  const { tenant, database } = context;
  const origin = URL.parse(context.publicUrl)?.origin ?? context.publicUrl;
  const urls = await context.transaction((trx) => listAddresses(trx, ['page:', 'offer:', 'organisation:', origin], mostOwn));
  const references = urls.map((url) => ({ url, reference: referenceOf(context, url) }));
  const slugsOf = (kind: OwnReference['kind']) => [
    ...new Set(references.flatMap(({ reference }) => (reference?.kind === kind ? reference.slug : []))),
  ];
  const [titles, embedded] = [
    await listPublicTitles(database.shared, tenant.id, ['de']),
    await embeddedEntries(context, { offers: slugsOf('offer'), organisations: slugsOf('organisation'), categories: [] }),
  ];
  const known: Readonly<Record<OwnReference['kind'], { has(slug: string): boolean }>> = {
    page: new Set(titles.map(({ slug }) => slug)),
    offer: embedded.offers,
    organisation: embedded.organisations,
  };
  await context.transaction(async (trx) => {
    for (const { url, reference } of references) {
      const status = reference ? (known[reference.kind].has(reference.slug) ? 200 : 404) : null;
      const verdict: Verdict = { result: 'internal', status, target: null };
      await saveVerdict(trx, url, verdict, context.now());
    }
  });
  return references.length;
}

/** Notes the links of a demonstration district that has none noted; other servers are asked in the night. */
export async function noteFirstLinks(context: Context): Promise<void> {
  if (await context.transaction(hasLinks)) return;
  await collectLinks(context);
  await checkOwn(context);
}

export interface Checking {
  readonly outgoing: Outgoing;
  readonly clock?: Clock;
}

/** Visits the district's addresses that are due, several hosts at once and each host slowly. */
export async function checkLinks(context: Context, { outgoing, clock = wallClock }: Checking): Promise<void> {
  await collectLinks(context);
  const own = await checkOwn(context);
  const due = await context.transaction((trx) => listDueAddresses(trx, dayOf(context.now()), perNight));
  const foreign = due.filter((url) => !isInternal(url, context.publicUrl));
  const polite = politely(outgoing, clock);
  const hosts = [...Map.groupBy(foreign, (url) => URL.parse(url)?.hostname ?? '').values()];
  const end = clock.now() + longestMs;
  let visited = 0;
  const work = async () => {
    for (let host = hosts.shift(); host; host = hosts.shift()) {
      for (const url of host) {
        if (clock.now() >= end) return;
        const verdict = await visit(polite, url);
        await context.transaction((trx) => saveVerdict(trx, url, verdict, context.now()));
        visited += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (!own && !visited) return;
  await context.transaction((trx) =>
    audit(trx, context, {
      action: 'orientation.links_checked',
      subjectType: 'orientation',
      subjectId: null,
      details: { own, visited },
    }),
  );
}

export const linksJob = 'orientation.check_links';

/** Every night, one district after the other. */
export const qualityJobs = ({ outgoing }: { readonly outgoing: Outgoing }): Readonly<Record<string, JobHandler>> => ({
  [linksJob]: async (_payload, services) => {
    for (const tenantId of services.tenantIds()) await checkLinks(services.contextOf(tenantId, linksJob), { outgoing });
  },
});

export const qualityCrontab = [`40 23 * * * ${linksJob} ?fill=1d`];
