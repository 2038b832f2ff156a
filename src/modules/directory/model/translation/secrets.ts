import { fieldsWithAddress, offerTexts, organisationTexts } from '../protected/address-in-text.ts';
import { offerTranslatableFields, type TranslatableField } from './fields.ts';
import type { TranslatedContent } from './state.ts';

/** Fields of a language whose translation would give away the address that the entry hides. */
export function fieldsGivingAway(content: TranslatedContent, tag: string): TranslatableField[] {
  const { place } = content;
  if (!place?.street || place.visibility === 'public') return [];
  const texts = 'organisation' in content ? offerTexts(content) : organisationTexts(content);
  const found = new Set(fieldsWithAddress(texts, place.street));
  return offerTranslatableFields.filter((field) => found.has(`translations.${tag}.${field}`));
}
