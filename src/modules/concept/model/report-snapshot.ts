import type { EditionTree, Note, Recommendation } from './edition.ts';
import type { Snapshot } from './report.ts';

/** The last notes of a report's period, by recommendation. */
export interface PeriodNotes {
  readonly public: Note | undefined;
  readonly internal: Note | undefined;
}

const noteText = (note: Note | undefined, dayOf: (moment: Date) => string) =>
  note ? { text: note.text, on: dayOf(note.createdAt), by: note.authorName } : null;

/**
 * A recommendation as the report keeps it: with everything that follows from steps and dates on that day.
 * @param dayOf ISO day in Germany of a moment
 */
export function snapshotOf(
  tree: Pick<EditionTree, 'fields' | 'challenges' | 'goals'>,
  one: Recommendation,
  notes: PeriodNotes | undefined,
  dayOf: (moment: Date) => string,
): Snapshot {
  const field = tree.fields.findIndex(({ id }) => id === one.fieldId);
  const named = tree.fields[field];
  const challenge = tree.challenges.find(({ id }) => id === one.challengeId);
  return {
    format: 1,
    number: one.number,
    title: one.title,
    wording: one.wording,
    summary: one.summary,
    field: { key: named?.key ?? '', title: named?.title ?? '', position: field, colour: named?.colour ?? null },
    challenge: challenge ? { title: challenge.title, rank: challenge.rank } : null,
    goal: tree.goals.find(({ id }) => id === one.goalId)?.title ?? null,
    position: one.position,
    status: one.status,
    statusReason: one.statusReason,
    progress: one.progress,
    timeliness: one.timeliness,
    ownerless: one.ownerless,
    unfunded: one.unfunded,
    needsMoney: one.needsMoney,
    fundingReservation: one.fundingReservation,
    timeFrame: one.timeFrame,
    startsOn: one.startsOn,
    endsOn: one.endsOn,
    weight: one.weight,
    internal: one.internal,
    targetGroups: [...one.targetGroups],
    responsibilities: [...one.responsibilities],
    stakeholders: one.stakeholders.map(({ name, role }) => ({ name, role })),
    resources: one.resources.map((resource) => ({ ...resource })),
    indicators: [...one.indicators],
    figures: [...one.figures],
    contact: one.contact,
    steps: one.steps.map(({ town, title, dueOn, responsible, state, doneOn, evidence }) => ({
      town,
      title,
      dueOn,
      responsible,
      state,
      doneOn,
      evidence,
    })),
    nextStep: one.nextStep && { ...one.nextStep },
    adoptions: one.adoptions.map(({ town, decision, note }) => ({ town, decision, note })),
    notes: { public: noteText(notes?.public, dayOf), internal: noteText(notes?.internal, dayOf) },
  };
}

/** What the public may read: no internal recommendation, and none of the internal notes. */
export function publicSnapshots(all: readonly Snapshot[]): Snapshot[] {
  return all.filter(({ internal }) => !internal).map((one) => ({ ...one, notes: { public: one.notes.public, internal: null } }));
}

/** By field, then as in the edition. */
export function inOrder(all: readonly Snapshot[]): Snapshot[] {
  return all.toSorted((a, b) => a.field.position - b.field.position || a.position - b.position || a.number - b.number);
}
