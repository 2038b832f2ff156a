import { z } from 'zod';
import { type OrganisationContent, organisationSchema } from '../content.ts';
import { institutionFieldOf, institutionValues, readInstitution } from '../kinds/form.ts';
import { organisationTranslatableFields } from '../translation/fields.ts';
import { readPlace } from './offer.ts';
import { readTranslations, translationField, translationValues } from './translations.ts';
import { compact, type FormValues, fieldsOf, report, text, texts } from './values.ts';

export type OrganisationBase = Pick<OrganisationContent, 'demonstration' | 'source' | 'translations'>;

const plainFields = ['name', 'shortName', 'kind', 'description', 'email', 'phone', 'website', 'mailLanguage'] as const;

/** Reads the form of an organisation; what the form does not show comes from `base`. */
export function organisationFormSchema(base: OrganisationBase = {}): z.ZodType<OrganisationContent> {
  return z.unknown().transform((input, context): OrganisationContent => {
    const values = input as FormValues;
    const content = compact({
      ...Object.fromEntries(plainFields.map((name) => [name, text(values, name)])),
      towns: texts(values, 'towns'),
      place: readPlace(values),
      ...readInstitution(values),
      source: base.source,
      demonstration: base.demonstration,
      translations: readTranslations(values, {
        fields: organisationTranslatableFields,
        kept: base.translations,
        german: (field) => text(values, field),
      }),
    });
    const parsed = organisationSchema.safeParse(content, { reportInput: true });
    report(context, [], parsed.error?.issues, (path) =>
      institutionFieldOf(translationField(path), values).replace(/^towns\.\d+$/, 'towns'),
    );
    return parsed.data as OrganisationContent;
  }) as z.ZodType<OrganisationContent>;
}

export function organisationFormValues(organisation: OrganisationContent): Record<string, string | string[]> {
  return {
    ...fieldsOf({ ...Object.fromEntries(plainFields.map((name) => [name, organisation[name]])), towns: organisation.towns }),
    ...institutionValues(organisation),
    ...translationValues(organisation.translations, organisationTranslatableFields),
  };
}
