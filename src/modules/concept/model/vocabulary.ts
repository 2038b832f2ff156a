/**
 * The words of an integration concept, as the districts use them. Labels are texts `concept:<group>.<word>`; what a matrix
 * file may say for each stands in `file/words.ts`.
 */

export const editionStates = ['draft', 'consultation', 'adopted', 'superseded'] as const;
export type EditionState = (typeof editionStates)[number];

/** What somebody may set; `late` comes out of steps and dates alone. */
export const settableStatuses = ['idea', 'planned', 'running', 'done', 'paused', 'dropped', 'merged', 'superseded'] as const;
export type SettableStatus = (typeof settableStatuses)[number];

export const statuses = ['idea', 'planned', 'running', 'late', 'done', 'paused', 'dropped', 'merged', 'superseded'] as const;
export type Status = (typeof statuses)[number];

/** No work is expected any more. */
export const endedStatuses: readonly Status[] = ['done', 'dropped', 'merged', 'superseded'];

/** These say nothing without a reason. */
export const statusesWithReason: readonly Status[] = ['paused', 'dropped', 'merged', 'superseded'];

/** How old the last word about a recommendation is; kept apart from how the work goes. */
export const timelinesses = ['current', 'due', 'stale'] as const;
export type Timeliness = (typeof timelinesses)[number];

/** Fristigkeit. Districts mean about: within one year, one to three years, longer, all the time. */
export const timeFrames = ['short', 'medium', 'long', 'continuous'] as const;
export type TimeFrame = (typeof timeFrames)[number];

/** Sozialraum: the triad, and the Land where it is meant. */
export const levels = ['land', 'kreis', 'kommune', 'quartier'] as const;
export type Level = (typeof levels)[number];

/** Zuständigkeit, as the Ennepe-Ruhr tables name it (sections 4.1–4.4). */
export const responsibilities = [
  'district',
  'town',
  'quarter',
  'school',
  'daycare',
  'civil_society',
  'migrant_organisation',
  'welfare',
  'economy',
  'authority',
  'land',
  'federal',
  'everyone',
] as const;
export type Responsibility = (typeof responsibilities)[number];

export const stakeholderRoles = ['lead', 'partner', 'consulted'] as const;
export type StakeholderRole = (typeof stakeholderRoles)[number];

export const resourceKinds = ['money', 'staff', 'rooms', 'other'] as const;
export type ResourceKind = (typeof resourceKinds)[number];

export const linkKinds = ['offer', 'programme', 'grant', 'issue', 'page'] as const;
export type LinkKind = (typeof linkKinds)[number];

export const stepStates = ['open', 'running', 'done', 'dropped'] as const;
export type StepState = (typeof stepStates)[number];

export const decisions = ['undecided', 'adopted', 'changed', 'not_applicable', 'already'] as const;
export type Decision = (typeof decisions)[number];

export const adoptionStatuses = ['planned', 'running', 'done', 'paused'] as const;
export type AdoptionStatus = (typeof adoptionStatuses)[number];

export const lineageKinds = ['carried', 'merged', 'split', 'retired'] as const;
export type LineageKind = (typeof lineageKinds)[number];

export const noteKinds = ['progress', 'status', 'text', 'answer', 'step'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** Icons of fields of action, shown beside their names. */
export const fieldIcons = [
  'people',
  'home',
  'school',
  'work',
  'health',
  'language',
  'institution',
  'volunteer',
  'sport',
  'culture',
] as const;
export type FieldIcon = (typeof fieldIcons)[number];
