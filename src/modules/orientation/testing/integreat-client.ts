import rrule from 'rrule';

const { rrulestr } = rrule;

/**
 * A client as the app is one: it asks the same addresses, turns paths into its own form, and stops where the app would throw
 * or show an invalid date. Field names and rules are those of the interface.
 */
export interface Fetched {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}
export type Fetch = (address: string) => Promise<Fetched>;

type Json = Record<string, unknown>;

/** What the app reads without looking whether it is there. */
function need<T>(thing: Json, field: string): T {
  const value = thing[field];
  if (value === undefined || value === null) throw new TypeError(`${String(thing.path ?? thing.id)} has no ${field}`);
  return value as T;
}

function date(thing: Json, field: string): Date {
  const text = need<string>(thing, field);
  const found = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || Number.isNaN(found.getTime())) throw new TypeError(`${field}: ${text}`);
  return found;
}

/** The app's form of a path: small letters, decoded, without the slash at the end. */
export const normalized = (path: string): string => decodeURIComponent(path).toLowerCase().replace(/\/$/, '');

function translations(thing: Json): Map<string, string> {
  const entries = Object.entries(need<Record<string, Json>>(thing, 'available_languages'));
  return new Map(entries.map(([code, other]) => [code, normalized(need(other, 'path'))]));
}

export interface Shown {
  readonly path: string;
  readonly title: string;
  readonly content: string;
  readonly updated: Date;
  readonly translations: ReadonlyMap<string, string>;
}

function shown(thing: Json): Shown {
  return {
    path: normalized(need(thing, 'path')),
    title: need(thing, 'title'),
    content: need(thing, 'content'),
    updated: date(thing, 'last_updated'),
    translations: translations(thing),
  };
}

export interface ShownPage extends Shown {
  readonly parentPath: string;
  readonly order: number;
}

export interface ShownPlace extends Shown {
  readonly category: string;
  readonly openDays: number;
  readonly excerpt: string;
}

export interface ShownEvent extends Shown {
  readonly start: Date;
  readonly dates: readonly Date[];
  readonly placePath: string | undefined;
}

const wallAsUtc = (moment: Date) => new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
const utcAsWall = (wall: Date) =>
  new Date(wall.getTime() + new Date(wall.getTime() + wall.getTimezoneOffset() * 60_000).getTimezoneOffset() * 60_000);

/** Dates of a rule as the app works them out: moved to wall-clock time, as the rule reader knows UTC alone. */
export function datesOf(rule: string, from: Date, most: number): Date[] {
  const start = rrulestr(rule).options.dtstart;
  const local = wallAsUtc(start)
    .toISOString()
    .replace(/[-:]|\.\d{3}Z$/g, '');
  const until = new Date(from);
  until.setFullYear(until.getFullYear() + 6);
  return rrulestr(rule.replace(/\d{8}T\d{6}/, local))
    .between(wallAsUtc(from), wallAsUtc(until), true, (_date, count) => count < most)
    .map(utcAsWall);
}

export class AppClient {
  readonly #fetch: Fetch;
  readonly #now: Date;

  constructor(fetch: Fetch, now: Date) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** Every answer is read as JSON, whatever came of it. */
  async #json<T>(address: string): Promise<T> {
    const { status, body } = await this.#fetch(address);
    const found = JSON.parse(body) as T;
    if (status === 404) throw new Error(`Not found: ${address}`);
    if (status < 200 || status > 299) throw new Error(`${status}: ${address}`);
    return found;
  }

  async regions(): Promise<{ code: string; languages: string[]; events: boolean; places: boolean; news: boolean }[]> {
    const regions = await this.#json<Json[]>('/api/v3/regions/');
    return regions
      .toSorted((a, b) => need<string>(a, 'name_without_prefix').localeCompare(need<string>(b, 'name_without_prefix')))
      .map((region) => {
        const [[west, south], [east, north]] = need<[[number, number], [number, number]]>(region, 'bounding_box');
        const [lon, lat] = [need<number>(region, 'longitude'), need<number>(region, 'latitude')];
        if (!(west < lon && lon < east && south < lat && lat < north)) throw new Error('The district lies beside itself');
        return {
          code: need<string>(region, 'path').replaceAll('/', ''),
          languages: need<Json[]>(region, 'languages')
            .toSorted((a, b) => need<string>(a, 'code').localeCompare(need<string>(b, 'code')))
            .map((language) => need<string>(language, 'native_name') && need<string>(language, 'code')),
          events: need(region, 'events'),
          places: need(region, 'pois'),
          news: need(region, 'push_notifications'),
        };
      });
  }

  #page(json: Json, base: string): ShownPage {
    const parent = need<Json>(json, 'parent');
    for (const offer of need<Json[]>(json, 'embedded_offers')) need(offer, 'alias');
    return { ...shown(json), parentPath: normalized((parent.path as string | null) || base), order: need(json, 'order') };
  }

  async pages(region: string, language: string): Promise<ShownPage[]> {
    const base = `/${region}/${language}`;
    const pages = (await this.#json<Json[]>(`/api/v3${base}/pages/`)).map((one) => this.#page(one, base));
    const byPath = new Map(pages.map((page) => [page.path, page]));
    if (byPath.size !== pages.length) throw new Error('Two pages with one path');
    for (const page of pages) {
      const seen = new Set<string>();
      for (let at: ShownPage = page; at.parentPath !== base; ) {
        const above = byPath.get(at.parentPath);
        if (!above) throw new Error(`${at.parentPath} should be the parent of ${at.path}`);
        if (seen.has(above.path)) throw new Error(`A circle at ${above.path}`);
        seen.add(above.path);
        at = above;
      }
    }
    return pages;
  }

  async children(region: string, language: string, depth: number, path?: string): Promise<ShownPage[]> {
    const base = `/${region}/${language}`;
    const asked = path === undefined ? '' : `&url=${encodeURIComponent(path)}`;
    return (await this.#json<Json[]>(`/api/v3${base}/children/?depth=${depth}${asked}`)).map((one) => this.#page(one, base));
  }

  async parents(region: string, language: string, path: string): Promise<ShownPage[]> {
    const base = `/${region}/${language}`;
    const address = `/api/v3${base}/parents/?url=${encodeURIComponent(path)}`;
    return (await this.#json<Json[]>(address)).map((one) => this.#page(one, base));
  }

  async places(region: string, language: string): Promise<ShownPlace[]> {
    const places = await this.#json<Json[]>(`/api/v3/${region}/${language}/locations/?on_map=1`);
    return places.map((place) => {
      const category = need<Json>(place, 'category');
      const location = need<Json>(place, 'location');
      for (const field of ['id', 'name', 'address', 'town', 'postcode', 'country', 'latitude', 'longitude'])
        need(location, field);
      for (const contact of need<Json[]>(place, 'contacts')) if (typeof contact !== 'object') throw new TypeError('contact');
      if (place.organization === undefined) throw new TypeError('organization');
      if (place.organization) for (const field of ['name', 'website', 'logo']) need(place.organization as Json, field);
      const hours = (place.opening_hours ?? []) as Json[];
      if (hours.length !== 0 && hours.length !== 7) throw new TypeError('opening_hours');
      for (const day of hours)
        for (const slot of need<Json[]>(day, 'timeSlots'))
          if (!(need<string>(slot, 'start') < need<string>(slot, 'end'))) throw new TypeError('timeSlots');
      need(category, 'id');
      need(category, 'icon_url');
      return {
        ...shown(place),
        category: need(category, 'name'),
        openDays: hours.filter((day) => !day.closed).length,
        excerpt: need(place, 'excerpt'),
      };
    });
  }

  async events(region: string, language: string): Promise<ShownEvent[]> {
    const events = await this.#json<Json[]>(`/api/v3/${region}/${language}/events/?combine_recurring=True`);
    return events.map((event) => {
      const info = need<Json>(event, 'event');
      const [start, end] = [date(info, 'start'), date(info, 'end')];
      if (end < start) throw new TypeError('An event that ends before it begins');
      need(event, 'excerpt');
      const location = need<Json>(event, 'location');
      if (location.id !== null) for (const field of ['name', 'address', 'latitude', 'longitude']) need(location, field);
      const rule = event.recurrence_rule as string | null | undefined;
      return {
        ...shown(event),
        start,
        dates: rule ? datesOf(rule, new Date(this.#now.getTime() - (end.getTime() - start.getTime())), 500) : [start],
        placePath: event.location_path ? normalized(event.location_path as string) : undefined,
      };
    });
  }

  async news(region: string, language: string): Promise<{ id: string; title: string; content: string; date: Date }[]> {
    const news = await this.#json<Json[]>(`/api/v3/${region}/${language}/news`);
    for (const item of news) {
      const one = await this.#json<Json>(`/api/v3/${region}/${language}/news/${need<string>(item, 'id')}`);
      if (one.title !== item.title) throw new Error('Another piece of news');
      for (const other of Object.values((one.available_languages ?? {}) as Record<string, Json>)) need(other, 'id');
    }
    return news.map((item) => ({
      id: need(item, 'id'),
      title: need(item, 'title'),
      content: need<string>(item, 'content').replace(/\sheight="\d+"/g, ''),
      date: date(item, 'display_date'),
    }));
  }

  async imprint(region: string, language: string): Promise<Shown> {
    return shown(await this.#json<Json>(`/api/v3/${region}/${language}/imprint/`));
  }
}
