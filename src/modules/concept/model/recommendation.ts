import { z } from 'zod';
import type { RecommendationText } from './edition.ts';
import { conceptFileSchema } from './file.ts';
import { isId } from './ids.ts';
import { stakeholderRoles } from './vocabulary.ts';

// The same limits as in files, so that whatever is written here can be exported and read again.
const file = conceptFileSchema.shape.recommendations.element.shape;
const id = z.string().refine(isId, 'http:field.choice');

/** What somebody writes about a recommendation, checked field by field; `faultsOf` looks at fields together. */
export const recommendationTextSchema = z
  .strictObject({
    fieldId: id,
    challengeId: id.nullable(),
    goalId: id.nullable(),
    title: file.title,
    wording: file.wording,
    summary: file.summary,
    targetGroups: file.targetGroups,
    levels: file.levels,
    territories: file.territories,
    stakeholders: z
      .array(
        z.strictObject({
          name: z.string().trim().min(1).max(200),
          role: z.enum(stakeholderRoles),
          organisationId: id.optional(),
        }),
      )
      .max(60),
    responsibilities: file.responsibilities,
    resources: file.resources,
    needsMoney: file.needsMoney,
    fundingReservation: file.fundingReservation,
    timeFrame: file.timeFrame,
    startsOn: file.startsOn,
    endsOn: file.endsOn,
    indicators: file.indicators,
    figures: file.figures,
    links: file.links,
    weight: file.weight,
    internal: file.internal,
    contact: file.contact,
    source: file.source,
  })
  .superRefine((text, context) => {
    for (const { field, key } of faultsOf(text)) context.addIssue({ code: 'custom', path: [field], message: key });
  }) as unknown as z.ZodType<RecommendationText>;

/** A message that belongs to one field; `key` is a translation key. */
interface Fault {
  readonly field: string;
  readonly key: string;
}

function repeated(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.toLocaleLowerCase('de'))).size < names.length;
}

/** What is wrong between the fields of a recommendation. */
export function faultsOf(text: Pick<RecommendationText, 'startsOn' | 'endsOn' | 'stakeholders'>): Fault[] {
  const faults: Fault[] = [];
  if (text.startsOn && text.endsOn && text.endsOn < text.startsOn)
    faults.push({ field: 'endsOn', key: 'concept:staff.fault.end_before_start' });
  // One role each: whoever leads is not consulted as well.
  if (repeated(text.stakeholders.map(({ name }) => name)))
    faults.push({ field: 'stakeholders', key: 'concept:staff.fault.stakeholder_twice' });
  return faults;
}

function faultKey({ code, message }: z.core.$ZodIssue): string {
  if (/^[\w-]+:[\w.-]+$/.test(message)) return message;
  // What file.ts says of a day that no calendar has.
  if (message === 'day') return 'http:field.date';
  return code === 'too_small' || code === 'invalid_type' ? 'http:field.required' : 'http:field.format';
}

/** Zod's complaints as field → translation key, for failures of use cases. */
export function invalidDetails(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(error.issues.toReversed().map((issue) => [issue.path.join('.') || '_form', faultKey(issue)]));
}
