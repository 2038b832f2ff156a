import { LRUCache } from 'lru-cache';
import { languagesOfOffers } from '#modules/directory';
import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { type InterfaceLanguage, interfaceLanguages } from '#platform/i18n';
import { codeOf } from '../../model/integreat/codes.ts';
import type { Translations } from '../../model/integreat/types.ts';
import { listPublicLanguages } from '../../store/public-pages.ts';

/** What the interface speaks of: one district in one language. */
export interface Frame {
  readonly context: Context;
  readonly languages: readonly InterfaceLanguage[];
  /** `/{district}/{code}/`, in front of all paths. */
  readonly base: string;
  /** The same as a whole address. */
  readonly address: string;
}

const languages = new LRUCache<string, Promise<readonly InterfaceLanguage[]>>({ max: 300 });

async function readLanguages(context: Context): Promise<readonly InterfaceLanguage[]> {
  const found = await Promise.all([listPublicLanguages(context.database.shared, context.tenant.id), languagesOfOffers(context)]);
  const spoken = new Set(found.flat());
  return interfaceLanguages.filter(({ tag }) => spoken.has(tag));
}

/** Languages in which a district says anything; remembered until it publishes something. */
export function languagesOf(context: Context): Promise<readonly InterfaceLanguage[]> {
  const key = `${context.tenant.id} ${context.tenant.contentVersion}`;
  const known = languages.get(key);
  if (known) return known;
  const found = readLanguages(context);
  languages.set(key, found);
  found.catch(() => languages.delete(key));
  return found;
}

/** Undefined: the district says nothing in this language. */
export async function frameOf(context: Context): Promise<Frame | undefined> {
  const spoken = await languagesOf(context);
  const { tenant, language, publicUrl } = context;
  if (!spoken.some(({ tag }) => tag === language.tag)) return undefined;
  const base = `/${tenant.slug}/${codeOf(language)}/`;
  return { context, languages: spoken, base, address: `${publicUrl}${base}` };
}

/** Where the same thing stands in the other languages: everything is there in all of them, in German where a translation is missing. */
export function translationsOf({ context, languages }: Frame, id: number, place: string): Translations {
  const { tenant, language, publicUrl } = context;
  return Object.fromEntries(
    languages
      .filter(({ tag }) => tag !== language.tag)
      .map((other) => {
        const path = `/${tenant.slug}/${codeOf(other)}/${place}/`;
        return [codeOf(other), { id, url: `${publicUrl}${path}`, path }];
      }),
  );
}

/** How far ahead dates are worked out: a rule without end ends there, and goes on with every day that passes. */
export const horizonOf = (now: Date): Date => new Date(now.getFullYear() + 1, now.getMonth(), now.getDate() + 1);

/** What answers depend on: what is published, the day (dates pass), the language, and where the installation stands. */
export const stateOf = ({ context: { tenant, language, publicUrl, now } }: Pick<Frame, 'context'>): string =>
  [tenant.id, tenant.contentVersion, dayOf(now()), language.tag, publicUrl].join(' ');

interface Sized<T> {
  readonly value: T;
  /** In characters of JSON, roughly; of what is still growing, when it is whole. */
  readonly size: number | Promise<number>;
}

/**
 * Remembers what was made out of a state, the last ones up to some size; whoever asks while it is being made waits for the
 * same. Children, parents and single pages are cut out of the list that is here.
 * @param most in characters of JSON, roughly
 */
export function keeping<T>(most: number, make: (frame: Frame) => Promise<Sized<T>>): (frame: Frame) => Promise<T> {
  const made = new LRUCache<string, { readonly of: Promise<T>; readonly size: number }>({
    maxSize: most,
    sizeCalculation: ({ size }) => Math.max(1, size),
  });
  const waiting = new Map<string, Promise<T>>();
  return (frame) => {
    const key = stateOf(frame);
    const known = made.get(key)?.of ?? waiting.get(key);
    if (known) return known;
    const work = make(frame);
    const value = work.then((one) => one.value);
    waiting.set(key, value);
    const forget = () => waiting.delete(key);
    work.then(async ({ size }) => made.set(key, { of: value, size: await size })).then(forget, forget);
    return value;
  };
}

/** A part of a list that may still be growing, and what follows it. */
export interface Batch<T> {
  readonly items: readonly T[];
  readonly next: Promise<Batch<T> | undefined>;
}

/** How many items a list grows by: some ten milliseconds of work, so that others have their turn between. */
export const batchSize = 100;

/** A list made of others, batch by batch: it can be passed on from the first on. */
export async function growing<T, From>(
  from: readonly From[],
  make: (some: readonly From[]) => Promise<readonly T[]>,
  sizeOf: (item: T) => number,
): Promise<Sized<Batch<T> | undefined>> {
  const batchFrom = async (start: number): Promise<Batch<T> | undefined> => {
    if (start >= from.length) return undefined;
    const items = await make(from.slice(start, start + batchSize));
    const next = batchFrom(start + batchSize);
    // Whoever reads on hears of it; nobody may.
    next.catch(() => undefined);
    return { items, next };
  };
  const value = await batchFrom(0);
  const sized = async () => {
    let size = 0;
    for (let at = value; at; at = await at.next) size += at.items.reduce((sum, item) => sum + sizeOf(item), 0);
    return size;
  };
  return { value, size: sized() };
}

/** The batches of a list as they come. */
export async function* batchesOf<T>(first: Batch<T> | undefined): AsyncGenerator<readonly T[]> {
  for (let at = first; at; at = await at.next) yield at.items;
}
