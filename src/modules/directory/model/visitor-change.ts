import type { OfferContent, Place } from './content.ts';
import { same } from './diff.ts';
import { merge } from './merge.ts';
import { publicOffer } from './public-view.ts';

/**
 * A change that somebody proposes who sees the public side only. A hidden or partly hidden address is not in their
 * form; leaving it out must not take it away, and nothing they send may uncover it.
 */
export function applyVisitorChange(full: OfferContent, proposed: OfferContent): OfferContent {
  const seen = publicOffer(full);
  const { content } = merge(seen, proposed, full);
  const { place: hidden } = full;
  if (!hidden || hidden.visibility === 'public') return content;
  if (same(proposed.place, seen.place))
    return { ...content, place: hidden, ...(full.quarter ? { quarter: proposed.quarter ?? full.quarter } : {}) };
  const { visibility: _visibility, ...said } = proposed.place ?? ({ accessibility: hidden.accessibility } as Partial<Place>);
  return { ...content, place: { ...hidden, ...said, visibility: hidden.visibility } };
}
