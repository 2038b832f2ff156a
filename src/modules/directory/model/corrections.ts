import { offerFields } from './field-text.ts';

/** Fields of an offer that a visitor can call wrong, and `other` for what is missing altogether. */
export const correctableFields = [
  ...offerFields.filter((field) => field !== 'kind' && field !== 'properName' && field !== 'demonstration' && field !== 'source'),
  'other',
] as const;

export type CorrectableField = (typeof correctableFields)[number];

export const isCorrectable = (field: string): field is CorrectableField =>
  (correctableFields as readonly string[]).includes(field);
