import { z } from 'zod';
import {
  isoDate,
  languageCode,
  line,
  mailAddress,
  municipalityKey,
  openingHours,
  phone,
  prose,
  webAddress,
} from './content-parts.ts';
import { contactPointSchema, professionalSchema, projectSchema, volunteeringSchema } from './kinds/content.ts';
import { languageSpeakers } from './kinds/vocabulary.ts';
import { fieldsWithAddress, offerTexts, organisationTexts, type PublicTexts } from './protected/address-in-text.ts';
import { isRecurrenceRule } from './recurrence.ts';
import { offerTranslatableFields, organisationTranslatableFields, translationsOf } from './translation/fields.ts';
import * as vocabulary from './vocabulary.ts';

/**
 * What an entry says: the document that is proposed, compared, published and restored as one version. Names follow
 * HSDS 3 where it has the thing; the German term is in docs/glossary.md. Failure texts are translation keys.
 */

const source = z.object({ document: line(200), section: line(300) });

const placeSchema = z
  .object({
    name: line(200).optional(),
    street: line(200).optional(),
    postcode: z
      .string()
      .regex(/^\d{5}$/, { message: 'directory:field.postcode' })
      .optional(),
    city: line(100).optional(),
    /** Degrees, WGS 84; Germany with a margin, so that swapped coordinates are noticed. */
    lat: z.number().min(46).max(56).optional(),
    lon: z.number().min(5).max(16).optional(),
    visibility: z.enum(vocabulary.addressVisibilities),
    accessibility: z.array(z.enum(vocabulary.accessibilityFeatures)).max(6),
    directions: prose(500).optional(),
  })
  .refine((place) => (place.lat === undefined) === (place.lon === undefined), {
    path: ['lat'],
    message: 'directory:field.coordinates',
  });

/** An address that the entry hides must not stand in its texts either (model/protected/address-in-text.ts). */
function refuseAddress(place: z.output<typeof placeSchema> | undefined, texts: PublicTexts, context: z.RefinementCtx): void {
  if (!place?.street || place.visibility === 'public') return;
  for (const field of fieldsWithAddress(texts, place.street))
    context.addIssue({ code: 'custom', path: field.split('.'), message: 'directory:field.address_in_text' });
}

const organisationDocument = z.object({
  name: line(200),
  shortName: line(40).optional(),
  kind: z.enum(vocabulary.organisationKinds),
  description: prose(5000),
  towns: z.array(municipalityKey).max(60),
  email: mailAddress.optional(),
  phone: phone.optional(),
  website: webAddress.optional(),
  /** Interface language in which it is written to; German when absent. */
  mailLanguage: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[a-z]+)?$/)
    .optional(),
  /** What it is there for, one thing a line; the handbook of institutions. */
  tasks: z.array(line(300)).max(20).optional(),
  contactPoints: z.array(contactPointSchema).max(40).optional(),
  place: placeSchema.optional(),
  /** When it is open, in OSM syntax. */
  hours: openingHours.optional(),
  source: source.optional(),
  demonstration: z.literal(true).optional(),
  translations: translationsOf(organisationTranslatableFields).optional(),
});

export const organisationSchema = organisationDocument.superRefine((organisation, context) =>
  refuseAddress(organisation.place, organisationTexts(organisation), context),
);

const scheduleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('weekly'),
    /** OSM `opening_hours`, e.g. `Tu 16:00-18:00; PH,SH off`. */
    hours: openingHours,
    validFrom: isoDate.optional(),
    validTo: isoDate.optional(),
    note: line(300).optional(),
  }),
  z.object({
    kind: z.literal('dates'),
    /** Local time in Europe/Berlin. */
    start: z.iso.datetime({ local: true, precision: -1, offset: false }),
    minutes: z
      .number()
      .int()
      .min(5)
      .max(60 * 24 * 7),
    /** RRULE value of RFC 5545, e.g. `FREQ=WEEKLY;BYDAY=TU;COUNT=10`. */
    rrule: z.string().max(300).refine(isRecurrenceRule, { message: 'directory:field.rrule' }).optional(),
    note: line(300).optional(),
  }),
]);

const deliveredLanguageSchema = z.object({
  code: languageCode,
  /** When, in OSM syntax, if not always: `Tu`. */
  hours: openingHours.optional(),
  mode: z.enum(vocabulary.deliveryModes),
  note: line(300).optional(),
  /** Of a professional contact: who speaks it. */
  by: z.enum(languageSpeakers).optional(),
});

const offerDocument = z.object({
  kind: z.enum(vocabulary.offerKinds),
  name: line(200),
  /** The name is a proper one and stays as it is in every language. */
  properName: z.literal(true).optional(),
  summary: line(300),
  description: prose(5000),
  /** Slug of the organisation that offers it. */
  organisation: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .max(120),
  categories: z
    .array(z.string().regex(/^[a-z0-9-]{2,60}$/))
    .min(1)
    .max(5),
  town: municipalityKey.optional(),
  quarter: line(100).optional(),
  areaServed: z.array(municipalityKey).max(60),
  place: placeSchema.optional(),
  schedules: z.array(scheduleSchema).max(30),
  breaks: z
    .array(
      z
        .object({ from: isoDate, to: isoDate, reason: line(200).optional() })
        .refine((one) => one.from <= one.to, { path: ['to'], message: 'directory:field.end_before_start' }),
    )
    .max(30),
  languages: z.array(deliveredLanguageSchema).max(60),
  fees: z.object({
    kind: z.enum(vocabulary.feeKinds),
    cents: z.number().int().min(0).max(100_000_00).optional(),
    note: line(300).optional(),
  }),
  documents: z.array(line(200)).max(20),
  participation: z.object({
    registration: z.enum(vocabulary.registrationKinds),
    how: prose(1000).optional(),
    url: webAddress.optional(),
  }),
  capacity: z
    .object({
      total: z.number().int().min(0).max(100_000).optional(),
      free: z.number().int().min(0).max(100_000).optional(),
      waiting: z.enum(vocabulary.waitingTimes),
    })
    .refine((one) => one.total === undefined || one.free === undefined || one.free <= one.total, {
      path: ['free'],
      message: 'directory:field.more_free_than_total',
    }),
  childcare: z.enum(vocabulary.childcareStates),
  ages: z
    .object({ min: z.number().int().min(0).max(120).optional(), max: z.number().int().min(0).max(120).optional() })
    .refine((one) => one.min === undefined || one.max === undefined || one.min <= one.max, {
      path: ['max'],
      message: 'directory:field.maximum_below_minimum',
    }),
  gender: z.enum(vocabulary.genders),
  targetGroups: z.array(z.enum(vocabulary.targetGroups)).max(20),
  /** Empty: no restriction. */
  residence: z.array(z.enum(vocabulary.residenceGroups)).max(11),
  germanLevel: z
    .object({ min: z.enum(vocabulary.germanLevels).optional(), max: z.enum(vocabulary.germanLevels).optional() })
    .refine((one) => !one.min || !one.max || one.min <= one.max, {
      path: ['max'],
      message: 'directory:field.maximum_below_minimum',
    }),
  contact: z
    .object({
      role: line(200).optional(),
      /** Named with their consent only, and no longer than it holds; phone and e-mail then count as theirs. */
      person: line(200).optional(),
      /** Last day of the consent. */
      consentUntil: isoDate.optional(),
      phone: phone.optional(),
      email: mailAddress.optional(),
      website: webAddress.optional(),
    })
    .refine((one) => (one.person === undefined) === (one.consentUntil === undefined), {
      path: ['consentUntil'],
      message: 'directory:field.consent_together',
    })
    .optional(),
  project: projectSchema.optional(),
  volunteering: volunteeringSchema.optional(),
  professional: professionalSchema.optional(),
  /** An invented entry of the demonstration, marked wherever it is shown. */
  demonstration: z.literal(true).optional(),
  source: source.optional(),
  translations: translationsOf(offerTranslatableFields).optional(),
});

export const offerSchema = offerDocument.superRefine((offer, context) => refuseAddress(offer.place, offerTexts(offer), context));

export type OrganisationContent = z.output<typeof organisationDocument>;
export type OfferContent = z.output<typeof offerDocument>;
export type Place = z.output<typeof placeSchema>;
export type Schedule = z.output<typeof scheduleSchema>;

/** Where and how an entry stands. */
export const versionStates = ['unconfirmed', 'proposed', 'published', 'superseded', 'rejected', 'withdrawn'] as const;
export type VersionState = (typeof versionStates)[number];
