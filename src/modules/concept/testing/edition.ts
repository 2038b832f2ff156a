import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { RecommendationText, Step, StoredRecommendation } from '../model/edition.ts';
import type { EditionState } from '../model/vocabulary.ts';
import { createRecommendation } from '../service/recommendations.ts';
import { addNode } from '../service/structure.ts';
import { createConcept } from '../service/structure-concepts.ts';

/** A recommendation's text in which only what a test is about stands out. */
export function recommendationText(fieldId: string, more: Partial<RecommendationText> = {}): RecommendationText {
  return {
    fieldId,
    challengeId: null,
    goalId: null,
    title: 'Sprachmittlung ausbauen',
    wording: '',
    summary: '',
    targetGroups: [],
    levels: [],
    territories: [],
    stakeholders: [],
    responsibilities: [],
    resources: [],
    needsMoney: false,
    fundingReservation: '',
    timeFrame: null,
    startsOn: null,
    endsOn: null,
    indicators: [],
    figures: [],
    links: [],
    weight: 1,
    internal: false,
    contact: '',
    source: '',
    ...more,
  };
}

export function step(more: Partial<Step> = {}): Step {
  return {
    id: uuidv7(),
    town: null,
    position: 1,
    title: 'Bedarf erheben',
    dueOn: null,
    responsible: '',
    state: 'open',
    doneOn: null,
    evidence: '',
    weight: 1,
    version: 1,
    ...more,
  };
}

export function storedRecommendation(more: Partial<StoredRecommendation> = {}): StoredRecommendation {
  return {
    ...recommendationText(uuidv7()),
    id: uuidv7(),
    editionId: uuidv7(),
    number: 1,
    position: 1,
    resolutionId: null,
    manualStatus: null,
    statusReason: '',
    manualProgress: null,
    reportedOn: null,
    version: 1,
    updatedAt: new Date('2026-11-01T12:00:00Z'),
    steps: [],
    adoptions: [],
    needs: [],
    ...more,
  };
}

/** The value of a use case that has to succeed for the test to make sense. */
export function done<T>(outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string }): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
  return outcome.value;
}

export interface TestEdition {
  readonly conceptId: string;
  readonly editionId: string;
  readonly fieldId: string;
  readonly otherFieldId: string;
}

/** A concept of the district, or of a town, with two fields of action. */
export async function addTestEdition(context: Context, territory: string = context.tenant.ags): Promise<TestEdition> {
  const { id: conceptId, editionId } = done(await createConcept(context, { territory, title: 'Wir im Vest' }));
  const { id: fieldId } = done(await addNode(context, editionId, 'field', { title: 'Wohnen' }));
  const { id: otherFieldId } = done(await addNode(context, editionId, 'field', { title: 'Bildung' }));
  return { conceptId, editionId, fieldId, otherFieldId };
}

/** Puts an edition into a state as the release of editions does. */
export async function setEditionState(context: Context, editionId: string, state: EditionState): Promise<void> {
  const adopted_on = state === 'adopted' || state === 'superseded' ? '2026-01-15' : null;
  await context.transaction((trx) =>
    trx.updateTable('concept_edition').set({ state, adopted_on }).where('id', '=', editionId).execute(),
  );
}

export async function addTestRecommendation(
  context: Context,
  edition: TestEdition,
  more: Partial<RecommendationText> = {},
): Promise<{ id: string; number: number }> {
  return done(await createRecommendation(context, edition.editionId, recommendationText(edition.fieldId, more)));
}
