/** Situations of life, in the order in which most people meet them; each is the slug of a page and a text `orientation:situation.<id>`. */
export const situations = [
  'arrival',
  'registration',
  'language',
  'school',
  'work',
  'housing',
  'health',
  'family',
  'rights',
] as const;

export type Situation = (typeof situations)[number];

export const pageKinds = ['page', 'situation', 'form'] as const;
export type PageKind = (typeof pageKinds)[number];
