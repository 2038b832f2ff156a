import { afterAll, beforeAll } from 'vitest';
import type { Permission, Role } from '#platform/access';
import { type Answer, type Caller, callerOf, intoApp } from './caller.ts';
import { castOf, type Person, sessionName } from './cast.ts';
import { nobodysId } from './hostile.ts';
import { openTestHouse, type TestHouse } from './house.ts';
import { doWaitingJobs } from './jobs.ts';
import { fillWithLife } from './life.ts';
import type { KnownRoute } from './routes.ts';
import { keyOf, type Sample, walk } from './walk.ts';

/** True when the address needs nothing but a district and a language. */
export const withoutIds = ({ url }: KnownRoute) => !/:(?!district|language)/.test(url);

/**
 * The whole house with a lively demonstration district and an empty one, its people, and for each route the addresses that
 * pages lead to. Use its members inside tests only.
 */
export class Tour {
  #house: TestHouse | undefined;
  #nobody: Caller | undefined;
  readonly #cast = new Map<string, Person>();
  readonly #callers = new Map<string, Caller>();
  samples: ReadonlyMap<string, readonly Sample[]> = new Map();

  get house(): TestHouse {
    if (!this.#house) throw new Error('The house opens before the first test');
    return this.#house;
  }

  get nobody(): Caller {
    if (!this.#nobody) throw new Error('The house opens before the first test');
    return this.#nobody;
  }

  get routes(): readonly KnownRoute[] {
    return this.house.routes;
  }

  /** @param times how many records of each kind the lively district gets on top of the demonstration */
  async open(times: number): Promise<void> {
    this.#house = await openTestHouse(this.#cast);
    for (const [session, person] of await castOf(this.house)) {
      this.#cast.set(session, person);
      this.#callers.set(session, await callerOf(intoApp(this.house.app), `session=${session}`));
    }
    this.#nobody = await callerOf(intoApp(this.house.app));
    const people = { nobody: this.nobody, as: (role: Role) => this.as(role), work: () => doWaitingJobs(this.house.installation) };
    const lived = await fillWithLife(this.house.full.slug, people, times);
    this.samples = await this.#walk(lived);
  }

  /** Everything that visitors and staff meet: public pages as nobody, the others as whoever sees them. */
  async #walk(lived: readonly string[]): Promise<Map<string, Sample[]>> {
    const start = this.routes
      .filter((route) => route.method === 'GET' && withoutIds(route))
      .map(({ url }) => this.#addressOf(url));
    const isPublic = (address: string) => !/^\/(intern|konto)/.test(address);
    const found = new Map<string, Sample[]>();
    const open = (caller: Caller, mine: (address: string) => boolean) => async (address: string) => {
      // A file leads nowhere; its tests open it.
      const isFile = /\.[a-z]{2,6}$/.test(address.split('?')[0] ?? '');
      if (isFile || !mine(address) || address.startsWith(`/${this.house.bare.slug}`)) return undefined;
      const { status, type, body } = await caller.get(address);
      return status === 200 && type.startsWith('text/html') ? body : undefined;
    };
    await walk(this.routes, [...lived.filter(isPublic), ...start], open(this.nobody, isPublic), found);
    for (const role of ['ki_lead', 'administrator', 'provider', 'data_protection_officer'] as const) {
      await walk(
        this.routes,
        [...lived, ...start],
        open(this.as(role), (address) => !isPublic(address)),
        found,
      );
    }
    return found;
  }

  #addressOf(url: string): string {
    return url.replace(':district', this.house.full.slug).replace(':language', 'de').replaceAll(/:\w+/g, nobodysId);
  }

  as(role: Role, place: 'full' | 'bare' = 'full', secondFactor = true): Caller {
    return this.#callers.get(sessionName(role, place, secondFactor)) as Caller;
  }

  /** True when the role holds in a town or an organisation only. */
  isLimited(role: Role): boolean {
    return !!this.#cast.get(sessionName(role, 'full'))?.assignments.some(({ scope }) => scope !== null);
  }

  /** Roles with the permission that the route asks for, those that hold it in the whole district first. */
  holders({ access }: KnownRoute): readonly Role[] {
    const held = this.house.installation.permissions.get(access as Permission) ?? [];
    return held.toSorted((a, b) => Number(this.isLimited(a)) - Number(this.isLimited(b)));
  }

  /** Somebody who may use the route. */
  insider(route: KnownRoute, place: 'full' | 'bare' = 'full'): Caller {
    const [holder = 'ki_lead'] = route.access.includes('.') ? this.holders(route) : [];
    return this.as(holder, place);
  }

  /** An address of the route in the lively district: one that occurs, otherwise one that is at least well-formed. */
  sampleOf(route: KnownRoute): Sample {
    const { bare } = this.house;
    const atHome = this.samples.get(keyOf(route))?.find(({ address }) => !address.startsWith(`/${bare.slug}`));
    return atHome ?? { address: this.#addressOf(route.url) };
  }

  /** Opens the page, or sends the form as the page has filled it in. */
  call(caller: Caller, route: KnownRoute, { address, form } = this.sampleOf(route)): Promise<Answer> {
    return route.method === 'GET' ? caller.get(address) : caller.post(address, form?.fields ?? new URLSearchParams());
  }

  /** Collects what is wrong on all routes instead of stopping at the first. */
  async faultsOn(
    routes: readonly KnownRoute[],
    test: (route: KnownRoute) => Promise<string | undefined | false>,
  ): Promise<string[]> {
    const faults: string[] = [];
    for (const route of routes) {
      const fault = await test(route);
      if (fault) faults.push(`${keyOf(route)}: ${fault}`);
    }
    return faults;
  }

  async close(): Promise<void> {
    await this.#house?.close();
  }
}

/** Milliseconds to fill a district and walk through all of its pages; they grow with the house. */
const opening = 300_000;

export function useTour(times: number): Tour {
  const tour = new Tour();
  beforeAll(() => tour.open(times), opening);
  afterAll(() => tour.close());
  return tour;
}
