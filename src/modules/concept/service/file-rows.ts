import { uuidv7 } from '#platform/crypto';
import type { ConceptFile } from '../model/file.ts';
import { type KnownIds, nothingKnown, stepName } from '../model/file-ids.ts';
import type { EditionRows, NodeRow, StepRow } from '../store/bulk.ts';

/** A checked file in which every recommendation has its number. */
export type NumberedFile = Omit<ConceptFile, 'recommendations'> & {
  readonly recommendations: readonly (ConceptFile['recommendations'][number] & { readonly number: number })[];
};

/** Gives the recommendations without a number the next free ones. */
export function numbered(file: ConceptFile, lastNumber: number): { file: NumberedFile; lastNumber: number } {
  let last = Math.max(lastNumber, ...file.recommendations.map(({ number }) => number ?? 0));
  const recommendations = file.recommendations.map((one) => {
    if (one.number !== null) return { ...one, number: one.number };
    last += 1;
    return { ...one, number: last };
  });
  return { file: { ...file, recommendations }, lastNumber: last };
}

function nodeRows(file: NumberedFile, editionId: string, idOf: (kind: string, key: string) => string): NodeRow[] {
  const blank = { edition_id: editionId, field_id: null, challenge_id: null, colour: null, icon: null, rank: null };
  const texts = { body: '', method: '', evidence: '' };
  const rows: NodeRow[] = file.themes.map(({ key, title, body, source }, position) => {
    return { ...blank, ...texts, id: idOf('theme', key), kind: 'theme', key, position, title, body, source };
  });
  file.fields.forEach(({ key, title, guideline, colour, icon, source, challenges, goals }, position) => {
    const field = idOf('field', key);
    rows.push({ ...blank, ...texts, id: field, kind: 'field', key, position, title, body: guideline, colour, icon, source });
    const below = { ...blank, field_id: field };
    challenges.forEach((one, place) => {
      const id = idOf('challenge', one.key);
      rows.push({ ...below, ...one, body: '', id, kind: 'challenge', position: place });
    });
    goals.forEach(({ challenge, ...one }, place) => {
      const challengeId = challenge === null ? null : idOf('challenge', challenge);
      rows.push({
        ...below,
        ...texts,
        ...one,
        id: idOf('goal', one.key),
        kind: 'goal',
        position: place,
        challenge_id: challengeId,
      });
    });
  });
  return rows;
}

/**
 * A checked file as rows of the tables. Positions follow the order of the file.
 * @param organisations address of an organisation in the directory → id; an unknown one is left out, its name stays
 */
export function rowsOfFile(
  file: NumberedFile,
  {
    editionId,
    organisations,
    known = nothingKnown,
    now,
  }: {
    readonly editionId: string;
    readonly organisations: ReadonlyMap<string, string>;
    readonly known?: KnownIds;
    readonly now: Date;
  },
): EditionRows & { readonly idOfNumber: ReadonlyMap<number, string> } {
  const fresh = () => uuidv7(now.getTime());
  const nodeIds = new Map<string, string>();
  const idOfNode = (kind: string, key: string): string => {
    const name = `${kind} ${key}`;
    const id = nodeIds.get(name) ?? known.nodes.get(name) ?? fresh();
    nodeIds.set(name, id);
    return id;
  };
  const nodes = nodeRows(file, editionId, idOfNode);
  const idOfNumber = new Map(file.recommendations.map(({ number }) => [number, known.recommendations.get(number) ?? fresh()]));
  const idOf = (number: number): string => idOfNumber.get(number) as string;

  const steps: StepRow[] = [];
  const taken = new Map<string, number>();
  const addSteps = (recommendationId: string, town: string | null, given: NumberedFile['recommendations'][number]['steps']) => {
    given.forEach((one, position) => {
      const name = stepName(recommendationId, town, one.title);
      const place = taken.get(name) ?? 0;
      taken.set(name, place + 1);
      const { title, responsible, state, evidence, weight } = one;
      const id = known.steps.get(name)?.[place] ?? fresh();
      const dates = { due_on: one.dueOn, done_on: one.doneOn };
      steps.push({
        id,
        recommendation_id: recommendationId,
        town,
        position,
        title,
        responsible,
        state,
        evidence,
        weight,
        ...dates,
      });
    });
  };
  for (const one of file.recommendations) {
    addSteps(idOf(one.number), null, one.steps);
    for (const { town, steps: own } of one.adoptions) addSteps(idOf(one.number), town, own);
  }
  return {
    nodes,
    recommendations: file.recommendations.map((one, position) => ({
      id: idOf(one.number),
      edition_id: editionId,
      number: one.number,
      field_id: idOfNode('field', one.field),
      challenge_id: one.challenge === null ? null : idOfNode('challenge', one.challenge),
      goal_id: one.goal === null ? null : idOfNode('goal', one.goal),
      position,
      title: one.title,
      wording: one.wording,
      summary: one.summary,
      target_groups: one.targetGroups,
      levels: one.levels,
      territories: one.territories,
      stakeholders: one.stakeholders.map(({ name, role, organisation }) => {
        const organisationId = organisation === undefined ? undefined : organisations.get(organisation);
        return { name, role, ...(organisationId ? { organisationId } : {}) };
      }),
      responsibilities: one.responsibilities,
      resources: one.resources,
      needs_money: one.needsMoney,
      funding_reservation: one.fundingReservation,
      time_frame: one.timeFrame,
      starts_on: one.startsOn,
      ends_on: one.endsOn,
      indicators: one.indicators,
      figures: one.figures,
      links: one.links,
      manual_status: one.status,
      status_reason: one.statusReason,
      manual_progress: one.progress,
      weight: one.weight,
      internal: one.internal,
      contact: one.contact,
      source: one.source,
    })),
    steps,
    adoptions: file.recommendations.flatMap((one) =>
      one.adoptions.map(({ town, decision, note, status, contact }) => {
        return { recommendation_id: idOf(one.number), town, decision, note, status, contact };
      }),
    ),
    dependencies: file.recommendations.flatMap((one) =>
      [...new Set(one.needs)].map((needed) => ({ recommendation_id: idOf(one.number), needs_id: idOf(needed) })),
    ),
    idOfNumber,
  };
}

/** Addresses of the directory's organisations that a file names. */
export const organisationsNamed = (file: Pick<NumberedFile, 'recommendations'>): readonly string[] => [
  ...new Set(file.recommendations.flatMap(({ stakeholders }) => stakeholders.flatMap(({ organisation }) => organisation ?? []))),
];
