import { z } from 'zod';
import type { EditionTree, LineageLink, Recommendation, Step } from './edition.ts';
import {
  adoptionStatuses,
  decisions,
  levels,
  lineageKinds,
  linkKinds,
  resourceKinds,
  responsibilities,
  stakeholderRoles,
  statuses,
  stepStates,
  timeFrames,
  timelinesses,
} from './vocabulary.ts';

/**
 * The published edition for machines: one schema that is checked here, published as JSON Schema beside the data, and the type of
 * what is written. Names are those of the file format; days are ISO 8601, money is in cents, places are AGS or quarter keys.
 */

const day = z.iso.date().nullable();
const percent = z.number().int().min(0).max(100).nullable();
const cents = z.number().int().min(0).nullable();
const number = z.number().int().min(1);

const step = z
  .strictObject({
    title: z.string(),
    town: z.string().nullable().describe('AGS of the town whose step it is; null: the district’s'),
    state: z.enum(stepStates),
    dueOn: day,
    doneOn: day,
    responsible: z.string(),
    evidence: z.string(),
    weight: z.number().int(),
  })
  .describe('A step on the way, in order');

const recommendation = z.strictObject({
  number: number.describe('Permanent number within the concept'),
  url: z.url().describe('Permanent short address'),
  field: z.string().describe('Key of the field of action'),
  challenge: z.string().nullable(),
  goal: z.string().nullable(),
  title: z.string(),
  summary: z.string().describe('In plain words'),
  wording: z.string().describe('As adopted'),
  targetGroups: z.array(z.string()),
  levels: z.array(z.enum(levels)),
  territories: z.array(z.string()).describe('Places it is meant for; empty: the whole district'),
  stakeholders: z.array(z.strictObject({ name: z.string(), role: z.enum(stakeholderRoles) })),
  responsibilities: z.array(z.enum(responsibilities)),
  resources: z.array(
    z.strictObject({
      kind: z.enum(resourceKinds),
      text: z.string(),
      plannedCents: cents,
      securedCents: cents,
      spentCents: cents,
    }),
  ),
  needsMoney: z.boolean(),
  fundingReservation: z.string(),
  funded: z.boolean().describe('A resolution released the money'),
  timeFrame: z.enum(timeFrames).nullable(),
  startsOn: day,
  endsOn: day,
  status: z.enum(statuses),
  statusReason: z.string(),
  progress: percent,
  reportedOn: day,
  timeliness: z.enum(timelinesses).describe('Age of the last report, not of the work'),
  weight: z.number().int().describe('In the progress of field and concept'),
  indicators: z.array(z.string()).describe('Context indicators that should move'),
  figures: z.array(z.string()).describe('Figures that show work done'),
  needs: z.array(number).describe('Numbers of the recommendations to be done first'),
  links: z.array(z.strictObject({ kind: z.enum(linkKinds), label: z.string(), href: z.string() })),
  contact: z.string(),
  source: z.string(),
  steps: z.array(step),
  adoptions: z.array(
    z.strictObject({
      town: z.string().describe('AGS'),
      decision: z.enum(decisions),
      status: z.enum(adoptionStatuses).nullable(),
      note: z.string(),
      contact: z.string(),
    }),
  ),
});

export const openDataSchema = z
  .strictObject({
    $schema: z.url(),
    license: z.strictObject({ title: z.string(), url: z.url() }),
    publisher: z.string(),
    asOf: z.iso.date().describe('Day on which status and timeliness were derived'),
    concept: z.strictObject({ slug: z.string(), title: z.string(), territory: z.string(), url: z.url() }),
    edition: z.strictObject({
      position: z.number().int(),
      title: z.string(),
      state: z.enum(['consultation', 'adopted']),
      summary: z.string(),
      startsOn: day,
      endsOn: day,
      adoptedOn: day,
      adoptedBy: z.string().nullable(),
      paperNumber: z.string().nullable(),
      source: z.string(),
    }),
    themes: z.array(z.strictObject({ key: z.string(), title: z.string(), body: z.string(), source: z.string() })),
    fields: z.array(
      z.strictObject({
        key: z.string(),
        title: z.string(),
        guideline: z.string(),
        colour: z.string().nullable(),
        icon: z.string().nullable(),
        source: z.string(),
        challenges: z.array(
          z.strictObject({
            key: z.string(),
            title: z.string(),
            rank: z.number().int().nullable(),
            method: z.string(),
            evidence: z.string(),
            source: z.string(),
          }),
        ),
        goals: z.array(
          z.strictObject({ key: z.string(), title: z.string(), challenge: z.string().nullable(), source: z.string() }),
        ),
      }),
    ),
    recommendations: z.array(recommendation),
    lineage: z
      .array(
        z.strictObject({
          kind: z.enum(lineageKinds),
          from: number,
          fromEdition: z.number().int(),
          to: number.nullable(),
          toEdition: z.number().int().nullable(),
          reason: z.string(),
        }),
      )
      .describe('Where recommendations came from and what became of them; editions by position'),
  })
  .meta({ title: 'Integration concept', description: 'Published edition of the integration concept of a district' });

export type OpenData = z.output<typeof openDataSchema>;

export const openDataLicence = {
  title: 'Datenlizenz Deutschland – Namensnennung – Version 2.0',
  url: 'https://www.govdata.de/dl-de/by-2-0',
};

/** The same licence in the list of DCAT-AP.de. */
export const openDataLicenceIri = 'http://dcat-ap.de/def/licenses/dl-by-de/2.0';

export interface OpenDataGround {
  readonly tree: EditionTree;
  readonly lineage: readonly LineageLink[];
  /** Editions of the concept that are public. */
  readonly editions: readonly { readonly id: string; readonly position: number }[];
  readonly publisher: string;
  readonly asOf: string;
  readonly schemaUrl: string;
  readonly conceptUrl: string;
  readonly urlOf: (number: number) => string;
}

const openStep = ({
  title,
  town,
  state,
  dueOn,
  doneOn,
  responsible,
  evidence,
  weight,
}: Step): OpenData['recommendations'][number]['steps'][number] => ({
  title,
  town,
  state,
  dueOn,
  doneOn,
  responsible,
  evidence,
  weight,
});

type KeyOf = (id: string | null) => string | null;

/** Attribute by attribute, so that one which is added later does not become public by itself. */
function openRecommendation(one: Recommendation, keyOf: KeyOf, ground: OpenDataGround, numbers: ReadonlyMap<string, number>) {
  return {
    number: one.number,
    url: ground.urlOf(one.number),
    field: keyOf(one.fieldId) ?? '',
    challenge: keyOf(one.challengeId),
    goal: keyOf(one.goalId),
    title: one.title,
    summary: one.summary,
    wording: one.wording,
    targetGroups: [...one.targetGroups],
    levels: [...one.levels],
    territories: [...one.territories],
    stakeholders: one.stakeholders.map(({ name, role }) => ({ name, role })),
    responsibilities: [...one.responsibilities],
    resources: one.resources.map(({ kind, text, plannedCents, securedCents, spentCents }) => ({
      kind,
      text,
      plannedCents: plannedCents ?? null,
      securedCents: securedCents ?? null,
      spentCents: spentCents ?? null,
    })),
    needsMoney: one.needsMoney,
    fundingReservation: one.fundingReservation,
    funded: one.resolutionId !== null,
    timeFrame: one.timeFrame,
    startsOn: one.startsOn,
    endsOn: one.endsOn,
    status: one.status,
    statusReason: one.statusReason,
    progress: one.progress,
    reportedOn: one.reportedOn,
    timeliness: one.timeliness,
    weight: one.weight,
    indicators: [...one.indicators],
    figures: [...one.figures],
    needs: one.needs.flatMap((id) => numbers.get(id) ?? []),
    links: one.links.map(({ kind, label, href }) => ({ kind, label, href })),
    contact: one.contact,
    source: one.source,
    steps: one.steps.map(openStep),
    adoptions: one.adoptions.map(({ town, decision, status, note, contact }) => ({ town, decision, status, note, contact })),
  };
}

/** The tree without what is internal, as read for visitors, in the published form. */
export function openData(ground: OpenDataGround): OpenData {
  const { concept, edition, themes, fields, challenges, goals, recommendations } = ground.tree;
  const keys = new Map([...fields, ...challenges, ...goals].map(({ id, key }) => [id, key]));
  const keyOf: KeyOf = (id) => (id === null ? null : (keys.get(id) ?? null));
  const numbers = new Map(recommendations.map(({ id, number: own }) => [id, own]));
  const positions = new Map(ground.editions.map(({ id, position }) => [id, position]));
  return {
    $schema: ground.schemaUrl,
    license: openDataLicence,
    publisher: ground.publisher,
    asOf: ground.asOf,
    concept: { slug: concept.slug, title: concept.title, territory: concept.territory, url: ground.conceptUrl },
    edition: {
      position: edition.position,
      title: edition.title,
      state: edition.state === 'adopted' ? 'adopted' : 'consultation',
      summary: edition.summary,
      startsOn: edition.startsOn,
      endsOn: edition.endsOn,
      adoptedOn: edition.adoptedOn,
      adoptedBy: edition.adoptedBy,
      paperNumber: edition.paperNumber,
      source: edition.source,
    },
    themes: themes.map(({ key, title, body, source }) => ({ key, title, body, source })),
    fields: fields.map(({ id, key, title, guideline, colour, icon, source }) => ({
      key,
      title,
      guideline,
      colour,
      icon,
      source,
      challenges: challenges
        .filter(({ fieldId }) => fieldId === id)
        .map((one) => ({
          key: one.key,
          title: one.title,
          rank: one.rank,
          method: one.method,
          evidence: one.evidence,
          source: one.source,
        })),
      goals: goals
        .filter(({ fieldId }) => fieldId === id)
        .map((one) => ({ key: one.key, title: one.title, challenge: keyOf(one.challengeId), source: one.source })),
    })),
    recommendations: recommendations.map((one) => openRecommendation(one, keyOf, ground, numbers)),
    lineage: ground.lineage.map(({ kind, fromNumber, fromEditionId, toNumber, toEditionId, reason }) => ({
      kind,
      from: fromNumber,
      fromEdition: positions.get(fromEditionId) ?? 0,
      to: toNumber,
      toEdition: toEditionId === null ? null : (positions.get(toEditionId) ?? 0),
      reason,
    })),
  };
}
