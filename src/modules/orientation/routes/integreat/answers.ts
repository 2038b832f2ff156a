import { partsOf } from '../../model/integreat/paths.ts';
import type { NewsItem } from '../../model/integreat/types.ts';
import { listDates, listEvents } from '../../service/integreat/events.ts';
import { batchesOf, type Frame } from '../../service/integreat/frame.ts';
import { imprintOf } from '../../service/integreat/imprint.ts';
import { listNews, mostNews } from '../../service/integreat/news.ts';
import { above, below, findNode, pageBatches, pageTree } from '../../service/integreat/pages.ts';
import { listPlaceCategories, listPlaces } from '../../service/integreat/places.ts';

/** What a question cannot be answered with. */
export type Refusal = 'unknown' | 'malformed';
export type Query = Readonly<Record<string, string | undefined>>;
/** An answer that becomes JSON, or why there is none. */
export type Answer = (frame: Frame, query: Query, parameters: Query) => unknown;

export const isRefusal = (found: unknown): found is Refusal => found === 'unknown' || found === 'malformed';

/** A list of hundreds or thousands: it goes out in batches, while it is being made. */
export class LongList {
  readonly #batches: AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>;

  constructor(batches: AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>) {
    this.#batches = batches;
  }

  /** The JSON of it, in parts. */
  async *json(): AsyncGenerator<string> {
    let before = '[';
    for await (const items of this.#batches) {
      if (!items.length) continue;
      yield before + JSON.stringify(items).slice(1, -1);
      before = ',';
    }
    yield before === '[' ? '[]' : ']';
  }
}

/** A whole number that may be missing; undefined: it is none. */
function whole(text: string | undefined, usual: number): number | undefined {
  if (text === undefined) return usual;
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

const truths: Readonly<Record<string, boolean>> = { '1': true, true: true, yes: true, on: true, t: true, y: true };
const falsehoods: Readonly<Record<string, boolean>> = { '0': true, false: true, no: true, off: true, f: true, n: true };

/** Deeper than any tree. */
const deepest = 20;

/** `url` names a page, unless it is the start of the district. */
function pageAsked({ url, id }: Query): { url?: string; id?: string } | undefined {
  if (id !== undefined && id !== '') return { id };
  return url !== undefined && partsOf(url).length > 2 ? { url } : url && partsOf(url).length === 1 ? { url } : undefined;
}

const children: Answer = async (frame, query) => {
  const depth = whole(query.depth, 1);
  if (depth === undefined) return 'malformed';
  const tree = await pageTree(frame);
  const asked = pageAsked(query);
  // Without a page, a root that nobody sees is meant: one step leads to the pages at the top.
  if (!asked) return depth === 0 ? [] : tree.tops.flatMap((node) => below(node, Math.min(depth - 1, deepest)));
  const node = findNode(tree, asked);
  return node ? below(node, Math.min(depth, deepest)) : 'unknown';
};

const page: Answer = async (frame, query) => {
  const asked = pageAsked(query);
  if (!asked) return 'malformed';
  return findNode(await pageTree(frame), asked)?.page ?? 'unknown';
};

const parents: Answer = async (frame, query) => {
  const asked = pageAsked(query);
  if (!asked) return 'malformed';
  const node = findNode(await pageTree(frame), asked);
  return node ? above(node) : 'unknown';
};

/** Every place is on the map. */
const locations: Answer = async (frame, { on_map: onMap }) => {
  if (onMap === undefined || truths[onMap.toLowerCase()]) return new LongList(batchesOf(await listPlaces(frame)));
  return falsehoods[onMap.toLowerCase()] ? [] : 'malformed';
};

async function newsAsked(
  frame: Frame,
  { page: asked, size: wanted, channel, source }: Query,
): Promise<readonly NewsItem[] | Refusal> {
  const number = whole(asked, 1);
  const size = whole(wanted, mostNews);
  if (!number || size === undefined) return 'malformed';
  if (source !== undefined && source !== '' && source !== 'local') return [];
  const all = (await listNews(frame)).filter((item) => !channel || item.channel === channel);
  const bounded = Math.min(500, Math.max(20, size));
  return all.slice((number - 1) * bounded, number * bounded);
}

const newsItem: Answer = async (frame, _query, { id }) => {
  return (await listNews(frame)).find((item) => item.id === id || item.id === `local-${id}`) ?? 'unknown';
};

/** The news as clients read them before there was `/news`. */
const messages: Answer = async (frame, query) => {
  const found = await newsAsked(frame, query);
  if (isRefusal(found)) return found;
  return found.map(({ id, title, content, display_date: date, ...rest }) => ({
    id: Number(id.replace('local-', '')),
    title,
    message: content,
    timestamp: date,
    display_date: date,
    last_updated: rest.last_updated,
    channel: rest.channel,
    available_languages: Object.fromEntries(
      Object.entries(rest.available_languages).map(([code, other]) => [code, { id: Number(other.id.replace('local-', '')) }]),
    ),
  }));
};

/** What there is for a district in a language, by the last part of the address. */
export const answers: Readonly<Record<string, Answer>> = {
  pages: async (frame) => new LongList(pageBatches(await pageTree(frame))),
  children,
  parents,
  page,
  post: page,
  locations,
  'location-categories': listPlaceCategories,
  events: async (frame, query) =>
    new LongList(batchesOf(await (query.combine_recurring === undefined ? listDates : listEvents)(frame))),
  news: newsAsked,
  'news/:id': newsItem,
  fcm: messages,
  imprint: imprintOf,
  disclaimer: imprintOf,
  // Links to services of third parties, of which there are none.
  offers: () => [],
  extras: () => [],
};
