import { z } from 'zod';
import {
  decisions,
  lineageKinds,
  resourceKinds,
  stakeholderRoles,
  statuses,
  stepStates,
  timeFrames,
  timelinesses,
} from './vocabulary.ts';

/** What a report may show of each recommendation; labels are `concept:report.field.<field>`. Status always stands there. */
export const reportFields = [
  'progress',
  'timeFrame',
  'nextStep',
  'steps',
  'adoption',
  'resources',
  'stakeholders',
  'notes',
  'indicators',
  'wording',
] as const;
export type ReportField = (typeof reportFields)[number];

const day = z.iso.date().nullable();
const note = z.object({ text: z.string(), on: z.iso.date(), by: z.string() }).nullable();
const cents = z.number().int().optional();

/**
 * A recommendation as a report keeps it. A closed report is read for ever: a change of this shape is a new `format`, and what
 * is stored in an older one is still read (the test holds an example of each).
 */
export const snapshotSchema = z.object({
  format: z.literal(1),
  number: z.number().int().positive(),
  title: z.string(),
  wording: z.string(),
  summary: z.string(),
  field: z.object({ key: z.string(), title: z.string(), position: z.number().int(), colour: z.string().nullable() }),
  challenge: z.object({ title: z.string(), rank: z.number().int().nullable() }).nullable(),
  goal: z.string().nullable(),
  position: z.number().int(),
  status: z.enum(statuses),
  statusReason: z.string(),
  progress: z.number().int().min(0).max(100).nullable(),
  timeliness: z.enum(timelinesses),
  ownerless: z.boolean(),
  unfunded: z.boolean(),
  needsMoney: z.boolean(),
  fundingReservation: z.string(),
  timeFrame: z.enum(timeFrames).nullable(),
  startsOn: day,
  endsOn: day,
  weight: z.number().int(),
  internal: z.boolean(),
  targetGroups: z.array(z.string()),
  responsibilities: z.array(z.string()),
  stakeholders: z.array(z.object({ name: z.string(), role: z.enum(stakeholderRoles) })),
  resources: z.array(
    z.object({
      kind: z.enum(resourceKinds),
      text: z.string(),
      plannedCents: cents,
      securedCents: cents,
      spentCents: cents,
    }),
  ),
  indicators: z.array(z.string()),
  figures: z.array(z.string()),
  contact: z.string(),
  steps: z.array(
    z.object({
      town: z.string().nullable(),
      title: z.string(),
      dueOn: day,
      responsible: z.string(),
      state: z.enum(stepStates),
      doneOn: day,
      evidence: z.string(),
    }),
  ),
  nextStep: z.object({ title: z.string(), dueOn: day }).nullable(),
  /** Of the towns that have a row; the others have not been asked. */
  adoptions: z.array(z.object({ town: z.string(), decision: z.enum(decisions), note: z.string() })),
  notes: z.object({ public: note, internal: note }),
});
export type Snapshot = z.output<typeof snapshotSchema>;

/** What surrounds the recommendations of a closed report: like them it stays readable whatever becomes of concept and edition. */
export const frameSchema = z.object({
  format: z.literal(1),
  concept: z.object({ slug: z.string(), title: z.string() }),
  edition: z.object({
    title: z.string(),
    adoptedOn: day,
    adoptedBy: z.string().nullable(),
    paperNumber: z.string().nullable(),
    source: z.string(),
  }),
  towns: z.array(z.object({ ags: z.string(), name: z.string() })),
  /** What became of the numbers of the previous report's edition, when that was another. `to` null: retired. */
  lineage: z.array(
    z.object({ from: z.number().int(), to: z.number().int().nullable(), kind: z.enum(lineageKinds), reason: z.string() }),
  ),
});
export type Frame = z.output<typeof frameSchema>;
export type NumberLine = Frame['lineage'][number];

export interface Report {
  readonly id: string;
  readonly editionId: string;
  readonly title: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly fields: readonly ReportField[];
  readonly summary: string;
  readonly paperNumber: string;
  readonly committees: string;
  readonly proposal: string;
  readonly state: 'open' | 'closed';
  readonly closedAt: Date | null;
  readonly previousId: string | null;
  readonly public: boolean;
  readonly version: number;
}

/** A recommendation of a report: live while nobody signed it, as it was otherwise. */
export interface ReportItem {
  readonly content: Snapshot;
  /** Somebody said that it is right. */
  readonly signedOff: boolean;
  /** It was changed after somebody had signed it; only while the report is open. */
  readonly changedSince: boolean;
}
