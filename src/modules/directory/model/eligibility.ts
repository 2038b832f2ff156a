import type { OfferContent } from './content.ts';
import type { GermanLevel, ResidenceGroup } from './vocabulary.ts';

/** What a visitor says of themselves to learn "may I go there?"; lives in the address of the page only, stored nowhere. */
export interface Visitor {
  readonly residence?: ResidenceGroup;
  readonly germanLevel?: GermanLevel | 'none';
  readonly age?: number;
  readonly gender?: 'women' | 'men';
  /** AGS of the town they live in. */
  readonly home?: string;
}

export type Obstacle = 'residence' | 'german_too_low' | 'german_too_high' | 'too_young' | 'too_old' | 'gender' | 'area';

type Rules = Pick<OfferContent, 'residence' | 'germanLevel' | 'ages' | 'gender' | 'areaServed'>;

// CEFR levels sort alphabetically; "none" stands below A1.
const below = (level: GermanLevel | 'none') => (level === 'none' ? 'A0' : level);

/** What stands against taking part, as far as the visitor has said something; empty: "you may come". */
export function obstacles(offer: Rules, visitor: Visitor): Obstacle[] {
  const found: Obstacle[] = [];
  if (visitor.residence && offer.residence.length && !offer.residence.includes(visitor.residence)) found.push('residence');
  if (visitor.germanLevel && offer.germanLevel.min && below(visitor.germanLevel) < offer.germanLevel.min)
    found.push('german_too_low');
  if (visitor.germanLevel && offer.germanLevel.max && below(visitor.germanLevel) > offer.germanLevel.max)
    found.push('german_too_high');
  if (visitor.age !== undefined && offer.ages.min !== undefined && visitor.age < offer.ages.min) found.push('too_young');
  if (visitor.age !== undefined && offer.ages.max !== undefined && visitor.age > offer.ages.max) found.push('too_old');
  if (visitor.gender && offer.gender !== 'all' && offer.gender !== visitor.gender) found.push('gender');
  if (visitor.home && offer.areaServed.length && !offer.areaServed.includes(visitor.home)) found.push('area');
  return found;
}

/** True when the offer asks nothing of anybody. */
export function isOpenToAll(offer: Rules): boolean {
  const { residence, germanLevel, ages, gender, areaServed } = offer;
  return (
    !residence.length &&
    !areaServed.length &&
    !germanLevel.min &&
    !germanLevel.max &&
    ages.min === undefined &&
    ages.max === undefined &&
    gender === 'all'
  );
}
