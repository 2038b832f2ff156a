import { setTimeout } from 'node:timers/promises';
import type { Role } from '#platform/access';
import { readConfig } from '#platform/config';
import { buildHouse, openInstallation } from '../src/start.ts';
import { type Caller, callerOf, nextAddress, type Transport } from '../src/testing/caller.ts';
import { fillWithLife } from '../src/testing/life.ts';
import { type KnownRoute, routeFor, routesOf } from '../src/testing/routes.ts';
import { keyOf, walk } from '../src/testing/walk.ts';

/** A page of the installation that was reached over links from the start pages. */
export interface KnownPage {
  /** Method and pattern, e.g. `GET /:district/:language/orte/:town`. */
  readonly route: string;
  readonly address: string;
  /** Who opened it; null: a visitor. */
  readonly role: Role | null;
}

export interface SiteMap {
  /** Every GET route of the house. */
  readonly routes: readonly string[];
  readonly pages: readonly KnownPage[];
  /** Routes that answer with something other than a page: files, data, or a redirect. */
  readonly others: readonly string[];
  /** Links on pages that led to an error: where to, and for whom. */
  readonly broken: readonly string[];
}

/** Roles that together see every page of a district. */
export const mappingRoles = ['ki_lead', 'administrator', 'provider', 'data_protection_officer', 'ki_staff'] as const;

/** Calls over the network, each from another address. */
export function overNetwork(origin: string): Transport {
  return async ({ method, url, headers, payload }) => {
    const reply = await fetch(origin + url, {
      method,
      headers: { ...headers, 'x-forwarded-for': nextAddress() },
      redirect: 'manual',
      ...(payload === undefined ? {} : { body: payload }),
    });
    return {
      status: reply.status,
      location: reply.headers.get('location') ?? '',
      type: reply.headers.get('content-type') ?? '',
      body: await reply.text(),
      cookies: reply.headers.getSetCookie(),
    };
  };
}

/** The routes of the running program, read from the same sources. */
async function readRoutes(environment: Record<string, string>): Promise<readonly KnownRoute[]> {
  const installation = await openInstallation(readConfig({ ...environment, LOG_LEVEL: 'silent' }));
  const { app, routes } = await routesOf(() => buildHouse(installation));
  await app.close();
  await installation.close();
  return routes;
}

/**
 * Fills a district's lists and walks through it as a visitor and as staff.
 * @param sessions cookies of the mapping roles in the district
 */
export async function mapSite(
  site: { readonly origin: string; readonly district: string; readonly environment: Record<string, string> },
  sessions: ReadonlyMap<Role, string>,
): Promise<SiteMap> {
  const transport = overNetwork(site.origin);
  const callers = new Map<Role, Caller>();
  for (const role of mappingRoles) callers.set(role, await callerOf(transport, sessions.get(role)));
  const nobody = await callerOf(transport);
  const people = { nobody, as: (role: Role) => callers.get(role) as Caller, work: () => setTimeout(150) };
  const lived = await fillWithLife(site.district, people, 3);

  const routes = (await readRoutes(site.environment)).filter(({ method }) => method === 'GET');
  const start = routes
    .filter(({ url }) => !/:(?!district|language)/.test(url))
    .map(({ url }) => url.replace(':district', site.district).replace(':language', 'de'));

  /** Walks through the district as somebody. */
  async function walkAs(caller: Caller, role: Role | null, from: readonly string[]) {
    const pages = new Map<string, KnownPage>();
    const others = new Set<string>();
    const broken: string[] = [];
    await walk(routes, from, async (address) => {
      const isDesk = /^\/(intern|konto)(\/|$|\?)/.test(address);
      // The reference of the interfaces belongs to no district.
      const elsewhere =
        !isDesk &&
        address !== '/' &&
        !address.startsWith('/api/') &&
        !address.includes(`/${site.district}/`) &&
        start.indexOf(address) < 0;
      if (elsewhere || (role ? !isDesk : address.startsWith('/intern/'))) return undefined;
      const { status, type, body } = await caller.get(address);
      const route = routeFor(routes, 'GET', address);
      const key = route && keyOf(route);
      if (status >= 400 && !start.includes(address)) broken.push(`${status} ${address} for ${role ?? 'visitors'}`);
      if (!key || status >= 400) return undefined;
      // A piece of HTML for other sites is no page.
      if (status === 200 && type.startsWith('text/html') && !key.endsWith('.html')) {
        // With a query a page may show more: what a first choice leads to.
        const kind = `${key} ${address.includes('?')}`;
        if (!pages.has(kind)) pages.set(kind, { route: key, address, role });
        return body;
      }
      others.add(key);
      return undefined;
    });
    return { pages, others, broken };
  }

  // Side by side, so that the program and this process both have work; what several meet counts for the first of them.
  const walks = await Promise.all([
    walkAs(nobody, null, start),
    ...mappingRoles.map((role) => {
      const entry = role === 'ki_lead' ? [...lived, `${lived[0]}/vergleich?v=1&v=2`] : [];
      return walkAs(callers.get(role) as Caller, role, [...entry, ...start]);
    }),
  ]);
  const pages = new Map(walks.toReversed().flatMap((one) => [...one.pages]));
  const others = new Set(walks.flatMap((one) => [...one.others]));
  return {
    routes: routes.map(keyOf),
    pages: [...pages.values()],
    others: [...others],
    broken: walks.flatMap(({ broken }) => broken),
  };
}
