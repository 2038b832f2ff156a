/** Closed vocabularies of the directory. Texts: `directory:<vocabulary>.<id>` in the locale files. */

export const organisationKinds = [
  'public_body',
  'welfare_association',
  'association',
  'migrant_organisation',
  'religious_community',
  'school',
  'education_provider',
  'health_facility',
  'company',
  'initiative',
  'other',
] as const;

/** offer; good-practice project (Leuchtturm); chance to volunteer; professional contact. */
export const offerKinds = ['offer', 'project', 'volunteering', 'contact'] as const;

export const targetGroups = [
  'newcomers',
  'refugees',
  'women',
  'men',
  'families',
  'parents',
  'children',
  'adolescents',
  'young-adults',
  'seniors',
  'lgbtiq',
  'disabled',
  'workers',
  'eu-citizens',
  'students',
  'volunteers',
  'professionals',
  'migrant-organisations',
] as const;

/** Groups by residence status, in everyday grouping of the Aufenthaltsgesetz, Asylgesetz and FreizügG/EU. */
export const residenceGroups = [
  'citizen',
  'eu',
  'settlement-permit',
  'residence-permit',
  'recognised-refugee',
  'subsidiary',
  'temporary-protection',
  'asylum-seeker',
  'tolerated',
  'resettler',
  'undocumented',
] as const;

/** Common European Framework of Reference for Languages. */
export const germanLevels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;

export const genders = ['all', 'women', 'men'] as const;
export const accessibilityFeatures = ['step_free', 'lift', 'wc', 'parking', 'induction_loop', 'sign_language'] as const;
export const addressVisibilities = ['public', 'partial', 'hidden'] as const;
export const feeKinds = ['free', 'contribution', 'paid', 'unknown'] as const;
export const registrationKinds = ['none', 'recommended', 'required', 'unknown'] as const;
export const waitingTimes = ['none', 'weeks', 'months', 'unknown'] as const;
export const childcareStates = ['yes', 'no', 'unknown'] as const;
export const deliveryModes = ['spoken', 'interpreted', 'written'] as const;

export type OfferKind = (typeof offerKinds)[number];
export type ResidenceGroup = (typeof residenceGroups)[number];
export type GermanLevel = (typeof germanLevels)[number];

/** Top category → leaves, as every district starts; a district may rename, hide and add (table `directory_category`). */
export const defaultCategories: Readonly<Record<string, readonly string[]>> = {
  language: ['german-courses', 'integration-courses', 'literacy', 'vocational-german', 'conversation', 'mother-tongue'],
  counselling: [
    'migration-counselling',
    'social-counselling',
    'asylum-law',
    'discrimination',
    'family-counselling',
    'debt',
    'residence-law',
  ],
  school: ['early-education', 'daycare', 'school-entry', 'homework-help', 'parents', 'holiday-programme', 'school-social-work'],
  work: ['job-search', 'apprenticeship', 'qualification-recognition', 'further-training', 'self-employment'],
  health: ['medical', 'mental-health', 'pregnancy', 'addiction', 'care', 'disability'],
  housing: ['housing-search', 'accommodation', 'housing-counselling'],
  leisure: ['meeting-place', 'sport', 'culture', 'garden', 'youth', 'religion'],
  volunteering: ['refugee-support', 'mentoring', 'become-guide', 'volunteer-office'],
  arrival: ['first-steps', 'authorities', 'form-help', 'interpreting', 'mobility'],
  participation: ['integration-council', 'networks', 'migrant-organisations', 'anti-racism', 'political-education'],
  protection: ['violence', 'shelter'],
};

/** Kinds of courses that usually pause with the schools; the form suggests it. */
export const courseCategories: readonly string[] = [
  'german-courses',
  'integration-courses',
  'literacy',
  'vocational-german',
  'mother-tongue',
  'homework-help',
];

/** The eight life situations of the start page, each with the top categories it opens. */
export const lifeSituations = {
  arrival: ['arrival'],
  language: ['language'],
  school: ['school'],
  work: ['work'],
  housing: ['housing'],
  health: ['health'],
  leisure: ['leisure', 'volunteering'],
  rights: ['counselling', 'participation', 'protection'],
} as const satisfies Record<string, readonly string[]>;

export type LifeSituation = keyof typeof lifeSituations;
