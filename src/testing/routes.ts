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
function fitsPart(part: string, actual: string): boolean {
  const [, rule, ending = ''] = /^:\w+(?:\((.+)\))?(.*)$/.exec(part) ?? [];
  if (!part.startsWith(':')) return part === actual;
  const value = actual.slice(0, actual.length - ending.length);
  return value !== '' && actual.endsWith(ending) && (!rule || new RegExp(rule).test(value));
}

/** The route that answers an address, as the router would choose: the one with the most fixed parts, from the left. */
export function routeFor(routes: readonly KnownRoute[], method: string, address: string): KnownRoute | undefined {
  const parts = (address.split(/[?#]/)[0] ?? '').split('/');
  const fits = routes.filter((route) => {
    const known = route.url.split('/');
    if (route.method !== method || known.length !== parts.length) return false;
    return known.every((part, index) => fitsPart(part, parts[index] ?? ''));
  });
  const fixed = ({ url }: KnownRoute) => url.replaceAll(/[^/]+/g, (part) => (part.startsWith(':') ? '1' : '0'));
  return fits.sort((a, b) => fixed(a).localeCompare(fixed(b)))[0];
}
