import type { OfferContent } from '../../model/content.ts';
import type { Phrase } from './phrase.ts';

/** One thing known about an offer; `field` is what a correction names. */
export interface FactView {
  readonly field: keyof OfferContent;
  readonly label: string;
  readonly lines: readonly Phrase[];
}
