import { LRUCache } from 'lru-cache';
import { overviewOfOffers } from '#modules/directory';
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

/** What a district has at all. */
export interface Overview {
  readonly languages: readonly InterfaceLanguage[];
  readonly places: boolean;
  readonly dated: boolean;
}

const overviews = new LRUCache<string, Promise<Overview>>({ max: 300 });

async function readOverview(context: Context): Promise<Overview> {
  const [pages, offers] = await Promise.all([
    listPublicLanguages(context.database.shared, context.tenant.id),
    overviewOfOffers(context),
  ]);
  const spoken = new Set([...offers.languages, ...[...pages.values()].flat()]);
  return { ...offers, languages: interfaceLanguages.filter(({ tag }) => spoken.has(tag)) };
}

/** Remembered until the district publishes something. */
export function overviewOf(context: Context): Promise<Overview> {
  const key = `${context.tenant.id} ${context.tenant.contentVersion}`;
  const known = overviews.get(key);
  if (known) return known;
  const found = readOverview(context);
  overviews.set(key, found);
  found.catch(() => overviews.delete(key));
  return found;
}

/** Undefined: the district says nothing in this language. */
export async function frameOf(context: Context): Promise<Frame | undefined> {
  const { languages } = await overviewOf(context);
  const { tenant, language, publicUrl } = context;
  if (!languages.some(({ tag }) => tag === language.tag)) return undefined;
  const base = `/${tenant.slug}/${codeOf(language)}/`;
  return { context, languages, base, address: `${publicUrl}${base}` };
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
export const stateOf = ({ context: { tenant, language, publicUrl, now } }: Frame): string =>
  [tenant.id, tenant.contentVersion, dayOf(now()), language.tag, publicUrl].join(' ');

interface Sized<T> {
  readonly value: T;
  readonly size: number;
}

/**
 * Remembers what was made out of a state, the last ones up to some size; whoever asks while it is being made waits for the
 * same. Children, parents and single pages are cut out of the list that is here.
 * @param most in characters of JSON, roughly
 */
export function keeping<T>(most: number, make: (frame: Frame) => Promise<Sized<T>>): (frame: Frame) => Promise<T> {
  const made = new LRUCache<string, Sized<object & { of: T }>>({
    maxSize: most,
    sizeCalculation: ({ size }) => Math.max(1, size),
  });
  const waiting = new Map<string, Promise<T>>();
  return (frame) => {
    const key = stateOf(frame);
    const known = made.get(key);
    if (known) return Promise.resolve(known.value.of);
    const underway = waiting.get(key);
    if (underway) return underway;
    const work = make(frame).then(({ value, size }) => {
      made.set(key, { value: { of: value }, size });
      return value;
    });
    waiting.set(key, work);
    work.then(
      () => waiting.delete(key),
      () => waiting.delete(key),
    );
    return work;
  };
}
