import { LRUCache } from 'lru-cache';
import type { Context } from '#platform/access';
import { listTerms, type Term } from '../../store/terms.ts';

/** By district and content version: some hundred words each. */
const kept = new LRUCache<string, Promise<readonly Term[]>>({ max: 50 });

/** The words that the district's texts explain. */
export function explainedWords(context: Context): Promise<readonly Term[]> {
  const key = `${context.tenant.id} ${context.tenant.contentVersion}`;
  const known = kept.get(key);
  if (known) return known;
  const terms = context.transaction(listTerms);
  kept.set(key, terms);
  // A failure is not remembered: the next visitor asks again.
  terms.catch(() => kept.delete(key));
  return terms;
}
