import fc from 'fast-check';
import type { OfferContent } from './content.ts';
import {
  accessibilityFeatures,
  addressVisibilities,
  genders,
  germanLevels,
  residenceGroups,
  targetGroups,
} from './vocabulary.ts';

/** A complete offer for tests; override what the test is about. */
export function offer(overrides: Partial<OfferContent> = {}): OfferContent {
  return {
    kind: 'offer',
    name: 'Offenes Sprachcafé',
    summary: 'Deutsch sprechen bei Kaffee und Tee',
    description: 'Wir sprechen miteinander. Alle sind willkommen.',
    organisation: 'beispiel-traeger',
    categories: ['conversation'],
    town: '05562024',
    areaServed: [],
    schedules: [],
    breaks: [],
    languages: [],
    fees: { kind: 'free' },
    documents: [],
    participation: { registration: 'none' },
    capacity: { waiting: 'unknown' },
    childcare: 'unknown',
    ages: {},
    gender: 'all',
    targetGroups: [],
    residence: [],
    germanLevel: {},
    ...overrides,
  };
}

const level = fc.option(fc.constantFrom(...germanLevels), { nil: undefined });

/** Offers with every combination of who may come and where; texts carry a mark by which a leak is seen. */
export const anyOffer: fc.Arbitrary<OfferContent> = fc
  .record({
    gender: fc.constantFrom(...genders),
    residence: fc.subarray([...residenceGroups]),
    targetGroups: fc.subarray([...targetGroups]),
    levels: fc.tuple(level, level),
    ages: fc.tuple(fc.option(fc.nat(60), { nil: undefined }), fc.option(fc.nat(60), { nil: undefined })),
    visibility: fc.constantFrom(...addressVisibilities),
    accessibility: fc.subarray([...accessibilityFeatures]),
  })
  .map(({ gender, residence, targetGroups: groups, levels, ages, visibility, accessibility }) => {
    const [low, high] = [...levels].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
    const [young, old] = ages;
    return offer({
      gender,
      residence,
      targetGroups: groups,
      germanLevel: { ...(low ? { min: low } : {}), ...(high && high !== low ? { max: high } : {}) },
      ages: { ...(young === undefined ? {} : { min: young }), ...(old === undefined ? {} : { max: (young ?? 0) + old }) },
      quarter: 'Geheimviertel',
      place: {
        name: 'Geheimhaus',
        street: 'Geheimweg 7',
        postcode: '45770',
        city: 'Marl',
        lat: 51.6543,
        lon: 7.0876,
        visibility,
        accessibility,
        directions: 'Geheimer Hinweis',
      },
    });
  });
