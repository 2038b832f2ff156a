import { z } from 'zod';
import { languageCode, line, mailAddress, openingHours, phone, prose, webAddress } from '../content-parts.ts';
import * as vocabulary from './vocabulary.ts';

/** What only one kind of entry has; all of it may be absent, so that older documents stay valid. */

/** A year, a month or a day: `2021`, `2021-05`, `2021-05-17`; sources rarely say more than the year. */
const partialDate = z
  .string()
  .regex(/^(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/, { message: 'directory:field.partial_date' });

/** True when a period ends before it began, as far as both say. */
const endsBefore = (from: string, to: string) => {
  const length = Math.min(from.length, to.length);
  return to.slice(0, length) < from.slice(0, length);
};

/** Good practice (Leuchtturmprojekt): how it went, and what somebody else could take from it. */
export const projectSchema = z
  .object({
    since: partialDate.optional(),
    until: partialDate.optional(),
    fundedBy: line(300).optional(),
    partners: z.array(line(200)).max(30).optional(),
    results: prose(3000).optional(),
    /** What others can take from it. */
    transfer: prose(3000).optional(),
    evaluation: z.enum(vocabulary.evaluationStates).optional(),
    evaluationUrl: webAddress.optional(),
    /** Whom to ask for doing the same elsewhere: an office, not a person. */
    askRole: line(200).optional(),
    askPhone: phone.optional(),
    askEmail: mailAddress.optional(),
  })
  .refine((one) => !one.since || !one.until || !endsBefore(one.since, one.until), {
    path: ['until'],
    message: 'directory:field.end_before_start',
  });

/** A chance to volunteer. The level of German is the offer's own `germanLevel`, so that filters know it too. */
export const volunteeringSchema = z.object({
  task: line(300).optional(),
  hours: z.number().min(0.5).max(60).multipleOf(0.5).optional(),
  per: z.enum(vocabulary.effortUnits).optional(),
  effortNote: line(200).optional(),
  skills: z.array(line(120)).max(15).optional(),
  /** Languages that are welcome; ISO 639-3. */
  languages: z.array(languageCode).max(20).optional(),
  training: z.enum(vocabulary.yesNo).optional(),
  insurance: z.enum(vocabulary.yesNo).optional(),
  expenses: z.enum(vocabulary.yesNo).optional(),
  /** Extended certificate of good conduct (erweitertes Führungszeugnis, § 30a BZRG). */
  certificate: z.enum(vocabulary.yesNo).optional(),
  /** Newcomers are welcome as volunteers. */
  newcomers: z.enum(vocabulary.yesNo).optional(),
});

/** A professional contact; its languages are the offer's, with who speaks them. */
export const professionalSchema = z.object({
  profession: z.enum(vocabulary.professions).optional(),
  accepting: z.enum(vocabulary.acceptingStates).optional(),
  billing: z.array(z.enum(vocabulary.billingKinds)).max(6).optional(),
  appointment: z.array(z.enum(vocabulary.appointmentWays)).max(5).optional(),
});

/** Whom to ask for what in an institution: a function, never a person. */
export const contactPointSchema = z.object({
  topic: line(200),
  role: line(200).optional(),
  phone: phone.optional(),
  email: mailAddress.optional(),
  room: line(80).optional(),
  hours: openingHours.optional(),
});

export type ProjectFields = z.output<typeof projectSchema>;
export type VolunteeringFields = z.output<typeof volunteeringSchema>;
export type ProfessionalFields = z.output<typeof professionalSchema>;
export type ContactPoint = z.output<typeof contactPointSchema>;

/** The part of an offer's content that belongs to its kind alone. */
export const partOfKind = { project: 'project', volunteering: 'volunteering', contact: 'professional' } as const;
