import { z } from 'zod';
import { isDay } from '#platform/days';
import {
  adoptionStatuses,
  decisions,
  fieldIcons,
  levels,
  linkKinds,
  resourceKinds,
  responsibilities,
  settableStatuses,
  stakeholderRoles,
  stepStates,
  timeFrames,
} from './vocabulary.ts';

/**
 * One edition of a concept as a file: what `districts/<slug>/concept.json` holds, what the JSON export writes and the JSON
 * import reads. The spreadsheet import is turned into the same shape.
 */

const line = (max: number) => z.string().trim().min(1).max(max);
const text = (max: number) => z.string().trim().max(max).default('');
const day = z.string().refine(isDay, 'day').nullable().default(null);
const key = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);
const cents = z.number().int().min(0).max(1e12).optional();
const source = text(300);
/** Two digits to eight, or a quarter's key. */
const territory = z.string().regex(/^\d{2,8}$|^\d{8}-[a-z0-9]+(-[a-z0-9]+)*$/);

const step = z.strictObject({
  title: line(400),
  dueOn: day,
  responsible: text(200),
  state: z.enum(stepStates).default('open'),
  doneOn: day,
  evidence: text(1000),
  weight: z.number().int().min(1).max(10).default(1),
});

const challenge = z.strictObject({
  key,
  title: line(600),
  rank: z.number().int().min(1).nullable().default(null),
  method: text(300),
  evidence: text(1000),
  source,
});

const goal = z.strictObject({ key, title: line(600), challenge: key.nullable().default(null), source });

const field = z.strictObject({
  key,
  title: line(200),
  guideline: text(3000),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable()
    .default(null),
  icon: z.enum(fieldIcons).nullable().default(null),
  source,
  challenges: z.array(challenge).default([]),
  goals: z.array(goal).default([]),
});

const adoption = z.strictObject({
  town: z.string().regex(/^\d{8}$/),
  decision: z.enum(decisions),
  note: text(2000),
  status: z.enum(adoptionStatuses).nullable().default(null),
  contact: text(300),
  steps: z.array(step).default([]),
});

const recommendation = z.strictObject({
  /** Permanent number; null: the next free one is given. */
  number: z.number().int().min(1).max(100_000).nullable().default(null),
  field: key,
  challenge: key.nullable().default(null),
  goal: key.nullable().default(null),
  title: line(300),
  wording: text(4000),
  summary: text(3000),
  targetGroups: z.array(line(200)).max(40).default([]),
  levels: z.array(z.enum(levels)).default([]),
  territories: z.array(territory).max(400).default([]),
  stakeholders: z
    .array(z.strictObject({ name: line(200), role: z.enum(stakeholderRoles).default('partner'), organisation: key.optional() }))
    .max(60)
    .default([]),
  responsibilities: z.array(z.enum(responsibilities)).default([]),
  resources: z
    .array(
      z.strictObject({
        kind: z.enum(resourceKinds),
        text: text(500),
        plannedCents: cents,
        securedCents: cents,
        spentCents: cents,
      }),
    )
    .max(30)
    .default([]),
  needsMoney: z.boolean().default(false),
  fundingReservation: text(1000),
  timeFrame: z.enum(timeFrames).nullable().default(null),
  startsOn: day,
  endsOn: day,
  /** Numbers of the recommendations that have to be done first. */
  needs: z.array(z.number().int().min(1)).max(50).default([]),
  indicators: z.array(line(120)).max(30).default([]),
  figures: z.array(line(120)).max(30).default([]),
  links: z
    .array(
      z.strictObject({
        kind: z.enum(linkKinds),
        label: line(200),
        href: z
          .string()
          .regex(/^(\/(?!\/)|https:\/\/)\S*$/)
          .max(500),
      }),
    )
    .max(30)
    .default([]),
  steps: z.array(step).max(60).default([]),
  adoptions: z.array(adoption).max(400).default([]),
  /** Set by hand; null: from steps and dates. */
  status: z.enum(settableStatuses).nullable().default(null),
  statusReason: text(1000),
  progress: z.number().int().min(0).max(100).nullable().default(null),
  weight: z.number().int().min(1).max(10).default(1),
  internal: z.boolean().default(false),
  contact: text(300),
  source,
});

export const conceptFileSchema = z.strictObject({
  concept: z.strictObject({
    slug: key,
    title: line(200),
    territory,
    /** Slug of the concept above it. */
    umbrella: key.nullable().default(null),
  }),
  edition: z.strictObject({
    title: line(200),
    state: z.enum(['draft', 'consultation', 'adopted', 'superseded']).default('draft'),
    summary: text(6000),
    startsOn: day,
    endsOn: day,
    adoptedOn: day,
    adoptedBy: text(200),
    paperNumber: text(60),
    source,
  }),
  themes: z
    .array(z.strictObject({ key, title: line(200), body: text(4000), source }))
    .max(60)
    .default([]),
  fields: z.array(field).max(60),
  recommendations: z.array(recommendation).max(5000),
});

export type ConceptFile = z.output<typeof conceptFileSchema>;
export type ConceptFileInput = z.input<typeof conceptFileSchema>;
