import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Access } from '#platform/access';
import type { App } from '#platform/http';

/** A route of the house as it was declared. */
export interface KnownRoute {
  readonly method: string;
  /** With its parameters, e.g. `/:district/:language/orte/:town`. */
  readonly url: string;
  readonly access: Access;
  readonly machine: boolean;
  readonly withoutFormToken: boolean;
}

/**
 * Every route of the server that `build` makes, none forgotten: Fastify announces a server before anything can be added to
 * it. Built files and the HEAD twins of GET are left out.
 */
export async function routesOf(build: () => Promise<App>): Promise<{ app: App; routes: readonly KnownRoute[] }> {
  const routes: KnownRoute[] = [];
  const watch = (message: unknown) =>
    (message as { fastify: App }).fastify.addHook('onRoute', ({ method, url, config }) => {
      if (method === 'HEAD' || url.startsWith('/assets/') || !config?.access) return;
      const { access, machine = false, withoutFormToken = false } = config;
      for (const one of [method].flat()) routes.push({ method: one, url, access, machine, withoutFormToken });
    });
  subscribe('fastify.initialization', watch);
  try {
    return { app: await build(), routes };
  } finally {
    unsubscribe('fastify.initialization', watch);
  }
}

/** A part of an address, `:name`, `:name(rule)` or either with an ending: `:name.csv`. */
function testOf(part: string): (actual: string) => boolean {
  const [, rule, ending = ''] = /^:\w+(?:\((.+)\))?(.*)$/.exec(part) ?? [];
  if (!part.startsWith(':')) return (actual) => part === actual;
  const pattern = rule ? new RegExp(rule) : /./;
  return (actual) => actual.endsWith(ending) && pattern.test(actual.slice(0, actual.length - ending.length));
}

type Compiled = readonly { readonly route: KnownRoute; readonly tests: readonly ((actual: string) => boolean)[] }[];

/** A walk asks for the routes of ten thousands of links: method and number of parts → routes, those with fixed parts first, then those with fixed endings. */
const compiled = new WeakMap<readonly KnownRoute[], Map<string, Compiled>>();

function compile(routes: readonly KnownRoute[]): Map<string, Compiled> {
  const rank = (part: string) => (part.startsWith(':') ? (/^:\w+(?:\(.+\))?$/.test(part) ? '2' : '1') : '0');
  const fixed = ({ url }: KnownRoute) => url.replaceAll(/[^/]+/g, rank);
  const sorted = routes.toSorted((a, b) => fixed(a).localeCompare(fixed(b)));
  const all = sorted.map((route) => ({ route, parts: route.url.split('/') }));
  const groups = Map.groupBy(all, ({ route, parts }) => `${route.method} ${parts.length}`);
  return new Map(
    [...groups].map(([key, group]) => [key, group.map(({ route, parts }) => ({ route, tests: parts.map(testOf) }))]),
  );
}

/** The route that answers an address, as the router would choose: the one with the most fixed parts, from the left. */
export function routeFor(routes: readonly KnownRoute[], method: string, address: string): KnownRoute | undefined {
  const known = compiled.get(routes) ?? compile(routes);
  compiled.set(routes, known);
  const parts = (address.split(/[?#]/)[0] ?? '').split('/');
  const fits = known.get(`${method} ${parts.length}`)?.find(({ tests }) => tests.every((test, at) => test(parts[at] ?? '')));
  return fits?.route;
}
