import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { contextOf } from '../cli/installation.ts';
import { hostileBodies, hostileFields, hostileParts, hostileValues } from './hostile.ts';
import type { KnownRoute } from './routes.ts';
import { useTour, withoutIds } from './tour.ts';
import { keyOf } from './walk.ts';

// What every page must stand: many records, and input that no page of ours sends.

/** More records of each kind than a page may ask the database for one by one. */
const manyRecords = 12;
/** Milliseconds for tests that call every route with every value; they grow with the house. */
const manyCalls = 300_000;
/** Of one page; the start page of the staff asks every module. */
const mostStatements = 30;
const tour = useTour(manyRecords);

afterEach(() => {
  vi.restoreAllMocks();
});

/** How many statements a call sends to the database. */
async function statementsOf(call: () => Promise<{ status: number }>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const { status } = await call();
  const count = query.mock.calls.length;
  query.mockRestore();
  return status === 200 ? count : 0;
}

describe('the statements of a page', () => {
  const pages = (filter: (route: KnownRoute) => boolean) =>
    tour.routes.filter((route) => route.method === 'GET' && filter(route));

  it('are few', async () => {
    const counts = new Map<string, number>();
    for (const route of pages(() => true))
      counts.set(keyOf(route), await statementsOf(() => tour.call(tour.insider(route), route)));
    const many = [...counts].filter(([, count]) => count > mostStatements);
    expect(many).toEqual([]);
    // The spy sees something: most pages ask the database.
    expect([...counts.values()].filter((count) => count > 0).length).toBeGreaterThan(40);
  });

  it('do not become more with the records it shows', async () => {
    const lists = pages((route) => withoutIds(route) && route.url.includes(':district'));
    // What `dreiklang tenant create` gives each new district; what is not there at all is not asked for either.
    const { installation, bare } = tour.house;
    for (const module of installation.modules) await module.setUp?.(contextOf(installation, bare.slug, 'tenant create'));
    await installation.tenants.refresh();
    const faults = await tour.faultsOn(lists, async (route) => {
      const { address } = tour.sampleOf(route);
      const inBare = address.replace(`/${tour.house.full.slug}`, `/${tour.house.bare.slug}`);
      const [caller, there] = [tour.insider(route), tour.insider(route, 'bare')];
      // Once before, so that what is kept in memory is there in both.
      await Promise.all([caller.get(`${address}?x=1`), there.get(`${inBare}?x=1`)]);
      const many = await statementsOf(() => caller.get(`${address}?x=2`));
      const few = await statementsOf(() => there.get(`${inBare}?x=2`));
      return few > 0 && many - few >= manyRecords / 2 && `${many} statements, ${few} in an empty district`;
    });
    expect(faults).toEqual([]);
  });
});

describe('anything at all', () => {
  it('in a form gets an answer, never an error of ours', { timeout: manyCalls }, async () => {
    const faults = await tour.faultsOn(
      tour.routes.filter(({ method }) => method !== 'GET'),
      async (route) => {
        const { address, form } = tour.sampleOf(route);
        const names = [...new Set(form?.fields.keys() ?? ['name', 'email', 'password', 'weiter', 'token'])];
        for (const [what, body, type] of hostileBodies(names)) {
          const { status } = await tour.insider(route).post(address, body, type);
          if (status >= 500 || status === 401) return `${status} for ${what}`;
        }
        return undefined;
      },
    );
    expect(faults).toEqual([]);
  });

  it(
    'in one field of a form, with the others as the page fills them, gets an answer',
    async () => {
      // Where the rest is right, what refers to a record gets as far as the database.
      const faults = await tour.faultsOn(
        tour.routes.filter(({ method }) => method !== 'GET'),
        async (route) => {
          const { address, form } = tour.sampleOf(route);
          if (!form || form.multipart) return undefined;
          const names = [...new Set(form.fields.keys())].filter((name) => name !== '_token');
          // The same field of repeated rows (`slots.0.day`, `slots.1.day`) in one go: a form of entries has 150 fields.
          for (const [kind, same] of Map.groupBy(names, (name) => name.replaceAll(/\d+/g, '#'))) {
            for (const value of hostileFields) {
              const fields = new URLSearchParams(form.fields);
              for (const name of same) fields.set(name, value);
              const { status } = await tour.insider(route).post(address, fields);
              if (status >= 500 || status === 401) return `${status} for ${kind}=${value}`;
            }
          }
          return undefined;
        },
      );
      expect(faults).toEqual([]);
    },
    manyCalls,
  );

  it(
    'in an address gets an answer, never an error of ours',
    async () => {
      const queries = [...tour.samples.values()].flat().map(({ address }) => new URL(address, 'http://localhost').searchParams);
      const promised = ['q', 'ort', 'thema', 'zielgruppe', 'sprache', 'plz', 'seite', 'weiter', 'lang', 'token', 'nach'];
      const names = [...new Set([...promised, ...queries.flatMap((query) => [...query.keys()])])];
      const faults = await tour.faultsOn(
        tour.routes.filter(({ method }) => method === 'GET'),
        async (route) => {
          const { address } = tour.sampleOf(route);
          const path = address.split('?')[0] ?? '';
          const asked = hostileValues.map((value) => `${path}?${names.map((name) => `${name}=${value}`).join('&')}`);
          // Whatever follows the district and the language.
          const parts = route.url.split('/');
          const named = parts.flatMap((part, index) =>
            part.startsWith(':')
              ? hostileParts.map((value) =>
                  path
                    .split('/')
                    .map((one, at) => (at === index ? value : one))
                    .join('/'),
                )
              : [],
          );
          for (const one of [...asked, ...named]) {
            const { status } = await tour.insider(route).get(one);
            if (status >= 500) return `${status} for ${one.slice(0, 300)}`;
          }
          return undefined;
        },
      );
      expect(faults).toEqual([]);
    },
    manyCalls,
  );
});
