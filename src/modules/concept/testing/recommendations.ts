import type { Recommendation, Step, StoredRecommendation } from '../model/edition.ts';
import { derive } from '../model/rules.ts';

/** A step of the district that is open and has no day. */
export const step = (changes: Partial<Step> = {}): Step => ({
  id: `step-${changes.title ?? 'x'}`,
  town: null,
  position: 1,
  title: 'Bedarf klären',
  dueOn: null,
  responsible: '',
  state: 'open',
  doneOn: null,
  evidence: '',
  weight: 1,
  version: 1,
  ...changes,
});

/** A recommendation of which nothing is known but its number, with what follows from the changes on that day. */
export function recommendation(changes: Partial<StoredRecommendation> = {}, today = '2026-11-22'): Recommendation {
  const number = changes.number ?? 1;
  const stored: StoredRecommendation = {
    id: `r-${number}`,
    editionId: 'e',
    number,
    position: number,
    fieldId: 'f-1',
    challengeId: null,
    goalId: null,
    title: `Empfehlung ${number}`,
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
    resolutionId: null,
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
    manualStatus: null,
    statusReason: '',
    manualProgress: null,
    reportedOn: null,
    version: 1,
    updatedAt: new Date('2026-11-01T00:00:00Z'),
    steps: [],
    adoptions: [],
    needs: [],
    ...changes,
  };
  return derive(stored, today, '2026-01-01');
}
