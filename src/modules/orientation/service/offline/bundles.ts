import { gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';

/** A bundle as it is sent. */
export interface MadeBundle {
  readonly body: string;
  readonly changed: Date;
}

/** By district, content version, day and language; a bundle is some megabytes of text, a few hundred kilobytes sent. */
const kept = new LRUCache<string, Promise<MadeBundle>>({ max: 24 });

/** The bundle of the visitor's language, made once after each publication, and anew each day because news grow old. */
export function bundleOf(context: Context, make: () => Promise<MadeBundle>): Promise<MadeBundle> {
  const { tenant, language } = context;
  const key = `${tenant.id} ${tenant.contentVersion} ${dayOf(context.now())} ${language.tag}`;
  const known = kept.get(key);
  if (known) return known;
  const made = make();
  kept.set(key, made);
  // A failure is not remembered: the next visitor asks again.
  made.catch(() => kept.delete(key));
  return made;
}

/** Bytes on the way to a browser that knows gzip only; Brotli needs fewer. */
export const sentBytes = (body: string): number => gzipSync(body, { level: 6 }).length;
