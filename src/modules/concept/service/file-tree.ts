import type { Adoption, EditionTree, Recommendation, Step } from '../model/edition.ts';
import type { ConceptFile } from '../model/file.ts';

type FileRecommendation = ConceptFile['recommendations'][number];

const stepsOf = (steps: readonly Step[], town: string | null): FileRecommendation['steps'] =>
  steps
    .filter((one) => one.town === town)
    .map(({ title, dueOn, responsible, state, doneOn, evidence, weight }) => {
      return { title, dueOn, responsible, state, doneOn, evidence, weight };
    });

/** Answers in the order of towns; a town that only has steps has not decided yet. */
function adoptionsOf({ adoptions, steps }: Recommendation): FileRecommendation['adoptions'] {
  const answered = new Set(adoptions.map(({ town }) => town));
  const others = [...new Set(steps.flatMap(({ town }) => town ?? []))].filter((town) => !answered.has(town));
  const undecided = others.map(
    (town): Adoption => ({ town, decision: 'undecided', note: '', status: null, contact: '', version: 0 }),
  );
  return [...adoptions, ...undecided]
    .toSorted((a, b) => a.town.localeCompare(b.town))
    .map(({ town, decision, note, status, contact }) => ({ town, decision, note, status, contact, steps: stepsOf(steps, town) }));
}

/**
 * An edition as a file.
 * @param organisations id of an organisation in the directory → its address
 * @param umbrella slug of the concept above
 */
export function fileOfTree(
  tree: EditionTree,
  { organisations, umbrella }: { readonly organisations: ReadonlyMap<string, string>; readonly umbrella: string | null },
): ConceptFile {
  const keys = new Map([...tree.fields, ...tree.challenges, ...tree.goals].map(({ id, key }) => [id, key]));
  const keyOf = (id: string | null): string | null => (id === null ? null : (keys.get(id) ?? null));
  const numbers = new Map(tree.recommendations.map(({ id, number }) => [id, number]));
  const { concept, edition } = tree;
  return {
    concept: { slug: concept.slug, title: concept.title, territory: concept.territory, umbrella },
    edition: {
      title: edition.title,
      state: edition.state,
      summary: edition.summary,
      startsOn: edition.startsOn,
      endsOn: edition.endsOn,
      adoptedOn: edition.adoptedOn,
      adoptedBy: edition.adoptedBy ?? '',
      paperNumber: edition.paperNumber ?? '',
      source: edition.source,
    },
    themes: tree.themes.map(({ key, title, body, source }) => ({ key, title, body, source })),
    fields: tree.fields.map(({ id, key, title, guideline, colour, icon, source }) => ({
      key,
      title,
      guideline,
      colour,
      icon: icon as ConceptFile['fields'][number]['icon'],
      source,
      challenges: tree.challenges
        .filter(({ fieldId }) => fieldId === id)
        // A tree has them by rank; a file keeps the order in which they were written.
        .toSorted((a, b) => a.position - b.position)
        .map((one) => ({
          key: one.key,
          title: one.title,
          rank: one.rank,
          method: one.method,
          evidence: one.evidence,
          source: one.source,
        })),
      goals: tree.goals
        .filter(({ fieldId }) => fieldId === id)
        .map((one) => ({ key: one.key, title: one.title, challenge: keyOf(one.challengeId), source: one.source })),
    })),
    recommendations: tree.recommendations.map((one) => ({
      number: one.number,
      field: keyOf(one.fieldId) ?? '',
      challenge: keyOf(one.challengeId),
      goal: keyOf(one.goalId),
      title: one.title,
      wording: one.wording,
      summary: one.summary,
      targetGroups: [...one.targetGroups],
      levels: [...one.levels],
      territories: [...one.territories],
      stakeholders: one.stakeholders.map(({ name, role, organisationId }) => {
        const organisation = organisationId === undefined ? undefined : organisations.get(organisationId);
        return { name, role, ...(organisation ? { organisation } : {}) };
      }),
      responsibilities: [...one.responsibilities],
      resources: one.resources.map((resource) => ({ ...resource })),
      needsMoney: one.needsMoney,
      fundingReservation: one.fundingReservation,
      timeFrame: one.timeFrame,
      startsOn: one.startsOn,
      endsOn: one.endsOn,
      needs: one.needs.flatMap((id) => numbers.get(id) ?? []).toSorted((a, b) => a - b),
      indicators: [...one.indicators],
      figures: [...one.figures],
      links: one.links.map((link) => ({ ...link })),
      steps: stepsOf(one.steps, null),
      adoptions: adoptionsOf(one),
      status: one.manualStatus,
      statusReason: one.statusReason,
      progress: one.manualProgress,
      weight: one.weight,
      internal: one.internal,
      contact: one.contact,
      source: one.source,
    })),
  };
}
