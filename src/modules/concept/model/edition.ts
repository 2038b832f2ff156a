import type {
  AdoptionStatus,
  Decision,
  EditionState,
  Level,
  LineageKind,
  LinkKind,
  NoteKind,
  ResourceKind,
  Responsibility,
  SettableStatus,
  StakeholderRole,
  Status,
  StepState,
  TimeFrame,
  Timeliness,
} from './vocabulary.ts';

/** Days are ISO 8601 (`2026-03-31`), money is in cents, towns are AGS. */

export interface Concept {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** AGS of the district, or of the town whose own concept it is. */
  readonly territory: string;
  readonly umbrellaId: string | null;
}

export interface Edition {
  readonly id: string;
  readonly conceptId: string;
  readonly position: number;
  readonly title: string;
  readonly state: EditionState;
  readonly summary: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly adoptedOn: string | null;
  readonly adoptedBy: string | null;
  readonly paperNumber: string | null;
  readonly resolutionId: string | null;
  readonly basedOnId: string | null;
  readonly source: string;
  readonly version: number;
}

export interface Theme {
  readonly id: string;
  readonly key: string;
  readonly position: number;
  readonly title: string;
  readonly body: string;
  readonly source: string;
  readonly version: number;
}

export interface Field extends Omit<Theme, 'body'> {
  /** Leitlinie. */
  readonly guideline: string;
  readonly colour: string | null;
  readonly icon: string | null;
}

export interface Challenge extends Omit<Theme, 'body'> {
  readonly fieldId: string;
  readonly rank: number | null;
  readonly method: string;
  readonly evidence: string;
}

export interface Goal extends Omit<Theme, 'body'> {
  readonly fieldId: string;
  readonly challengeId: string | null;
}

export interface Stakeholder {
  readonly name: string;
  readonly role: StakeholderRole;
  /** Entry of the directory. */
  readonly organisationId?: string | undefined;
}

export interface Resource {
  readonly kind: ResourceKind;
  readonly text: string;
  readonly plannedCents?: number | undefined;
  readonly securedCents?: number | undefined;
  readonly spentCents?: number | undefined;
}

export interface RelatedLink {
  readonly kind: LinkKind;
  readonly label: string;
  /** Path within this installation, or an https address. */
  readonly href: string;
}

export interface Step {
  readonly id: string;
  /** AGS of the town whose step it is; null: the district's. */
  readonly town: string | null;
  readonly position: number;
  readonly title: string;
  readonly dueOn: string | null;
  readonly responsible: string;
  readonly state: StepState;
  readonly doneOn: string | null;
  readonly evidence: string;
  readonly weight: number;
  readonly version: number;
}

export interface Adoption {
  readonly town: string;
  readonly decision: Decision;
  readonly note: string;
  readonly status: AdoptionStatus | null;
  readonly contact: string;
  readonly version: number;
}

/** What somebody writes about a recommendation; everything else is derived or counted. */
export interface RecommendationText {
  readonly fieldId: string;
  readonly challengeId: string | null;
  readonly goalId: string | null;
  readonly title: string;
  readonly wording: string;
  readonly summary: string;
  readonly targetGroups: readonly string[];
  readonly levels: readonly Level[];
  readonly territories: readonly string[];
  readonly stakeholders: readonly Stakeholder[];
  readonly responsibilities: readonly Responsibility[];
  readonly resources: readonly Resource[];
  readonly needsMoney: boolean;
  readonly fundingReservation: string;
  readonly timeFrame: TimeFrame | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly indicators: readonly string[];
  readonly figures: readonly string[];
  readonly links: readonly RelatedLink[];
  readonly weight: number;
  readonly internal: boolean;
  readonly contact: string;
  readonly source: string;
}

/** A recommendation as it is stored. */
export interface StoredRecommendation extends RecommendationText {
  readonly id: string;
  readonly editionId: string;
  readonly number: number;
  readonly position: number;
  readonly resolutionId: string | null;
  readonly manualStatus: SettableStatus | null;
  readonly statusReason: string;
  readonly manualProgress: number | null;
  readonly reportedOn: string | null;
  readonly version: number;
  readonly updatedAt: Date;
  /** The district's and the towns', in order. */
  readonly steps: readonly Step[];
  readonly adoptions: readonly Adoption[];
  /** Ids of the recommendations that have to be done first. */
  readonly needs: readonly string[];
}

/** A recommendation with what follows from its steps and dates (`rules.ts`). */
export interface Recommendation extends StoredRecommendation {
  readonly status: Status;
  /** What the status would be without the hand that set it. */
  readonly automaticStatus: Status;
  /** Percent; null: nothing to count yet. */
  readonly progress: number | null;
  readonly timeliness: Timeliness;
  /** Work is expected, and nobody is named as responsible: no lead, no responsibility, no responsible person of a step. */
  readonly ownerless: boolean;
  /** Work is expected that needs money, and no resolution released it. */
  readonly unfunded: boolean;
  /** Day of the next open step, and its title. */
  readonly nextStep: { readonly title: string; readonly dueOn: string | null } | null;
}

export interface Lineage {
  readonly fromId: string;
  readonly toId: string | null;
  readonly kind: LineageKind;
  readonly reason: string;
}

/** A line of lineage with what a reader needs to follow it. */
export interface LineageLink extends Lineage {
  readonly fromNumber: number;
  readonly fromTitle: string;
  readonly fromEditionId: string;
  readonly toNumber: number | null;
  readonly toTitle: string | null;
  readonly toEditionId: string | null;
}

export interface Note {
  readonly id: string;
  readonly recommendationId: string;
  readonly town: string | null;
  readonly kind: NoteKind;
  readonly text: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly public: boolean;
  readonly authorName: string;
  readonly createdAt: Date;
}

/** One edition with all that hangs on it: what every view, report, export and comparison is made of. */
export interface EditionTree {
  readonly concept: Concept;
  readonly edition: Edition;
  readonly themes: readonly Theme[];
  readonly fields: readonly Field[];
  /** In the order of fields, then rank. */
  readonly challenges: readonly Challenge[];
  readonly goals: readonly Goal[];
  /** In the order of fields, then position. */
  readonly recommendations: readonly Recommendation[];
}
