import { uuidv7 } from '#platform/crypto';
import type { Stage } from '#testing';
import { type ConceptFileInput, conceptFileSchema } from '../model/file.ts';
import { loadConcept } from '../service/loading.ts';

/** Stands in everything that no visitor may ever read. */
export const secret = 'Nur-Intern-4711';

/** Towns of Kreis Recklinghausen. */
export const marl = '05562024';
export const datteln = '05562008';

const concept = { slug: 'kreis', title: 'Integrationskonzept des Kreises', territory: '05562' };

const field = {
  key: 'wohnen',
  title: 'Wohnen',
  guideline: 'Alle finden eine Wohnung.',
  colour: '#0a5c6b',
  icon: 'home',
  source: 'S. 10',
  challenges: [
    { key: 'wohnen-h2', title: 'Wege sind weit', rank: 2 },
    { key: 'wohnen-h1', title: 'Zu wenig Wohnraum', rank: 1, method: 'Befragung', evidence: '42 Antworten' },
  ],
  goals: [{ key: 'wohnen-z1', title: 'Mehr Wohnraum', challenge: 'wohnen-h1' }],
} as const;

const recommendations: ConceptFileInput['recommendations'] = [
  {
    number: 1,
    field: 'wohnen',
    challenge: 'wohnen-h1',
    goal: 'wohnen-z1',
    title: 'Wohnungslotsen',
    summary: 'Menschen helfen bei der Suche.',
    wording: 'Der Kreis richtet Lotsenstellen ein.',
    targetGroups: ['Geflüchtete'],
    levels: ['kreis', 'kommune'],
    stakeholders: [{ name: 'Jobcenter', role: 'lead' }, { name: 'Städte & Gemeinden' }],
    responsibilities: ['district'],
    resources: [{ kind: 'money', text: 'Honorare', plannedCents: 1_250_000, securedCents: 50_000 }],
    needsMoney: true,
    fundingReservation: 'Vorbehalt eines eigenen Beschlusses.',
    timeFrame: 'short',
    needs: [2],
    steps: [
      { title: 'Stelle ausschreiben', state: 'done', doneOn: '2026-01-10' },
      { title: 'Lotsen schulen', dueOn: '2027-03-31', responsible: 'KI' },
    ],
    adoptions: [{ town: marl, decision: 'changed', note: 'Nur zwei Stellen.', status: 'running' }],
    source: 'S. 12',
  },
  { number: 2, field: 'wohnen', title: 'Wohnraumkarte', territories: [datteln], targetGroups: ['Familien'], timeFrame: 'long' },
  {
    number: 3,
    field: 'sprache',
    title: `Vertraulich ${secret}`,
    summary: secret,
    internal: true,
    targetGroups: [secret],
    stakeholders: [{ name: secret }],
    adoptions: [{ town: marl, decision: 'adopted', note: secret }],
    steps: [{ title: secret }],
  },
  { number: 4, field: 'sprache', title: 'Sprachcafés', needs: [3], status: 'paused', statusReason: 'Es fehlen Räume.' },
];

export const fields: ConceptFileInput['fields'] = [
  { ...field, challenges: [...field.challenges], goals: [...field.goals] },
  { key: 'sprache', title: 'Sprache' },
];

export interface PublicSite {
  readonly older: string;
  readonly edition: string;
  readonly draft: string;
  /** Id in the current edition by number. */
  readonly id: (number: number) => string;
}

/**
 * A concept with an edition before, one in force, and a draft after it; recommendation 9 ended with the older one, 3 is
 * internal, and notes, lineage and draft hold the secret.
 */
export async function loadPublicSite(stage: Stage): Promise<PublicSite> {
  const context = stage.context();
  const load = async (file: ConceptFileInput) => {
    const { editionId } = await loadConcept(context, conceptFileSchema.parse(file));
    return editionId as string;
  };
  const older = await load({
    concept,
    edition: { title: 'Erste Ausgabe', state: 'adopted', adoptedOn: '2020-02-17' },
    fields,
    recommendations: [
      { number: 1, field: 'wohnen', title: 'Lotsen' },
      { number: 9, field: 'wohnen', title: 'Wohnungsbörse', summary: 'Eine Börse im Netz.' },
      { number: 3, field: 'wohnen', title: `Früher offen ${secret}` },
    ],
  });
  const edition = await load({
    concept,
    edition: {
      title: 'Zweite Ausgabe',
      state: 'adopted',
      summary: 'Zusammen leben im Kreis.',
      adoptedOn: '2025-02-17',
      adoptedBy: 'Kreistag',
      paperNumber: '2025/017',
    },
    themes: [{ key: 'vielfalt', title: 'Vielfalt ist normal', body: 'Das gilt überall.' }],
    fields,
    recommendations,
  });
  const draft = await load({
    concept,
    edition: { title: `Entwurf ${secret}`, state: 'draft' },
    fields,
    recommendations: [
      { number: 1, field: 'wohnen', title: `Neu ${secret}` },
      { number: 20, field: 'wohnen', title: `Geplant ${secret}` },
    ],
  });
  const ids = await context.transaction(async (trx) => {
    const rows = await trx.selectFrom('concept_recommendation').select(['id', 'number', 'edition_id']).execute();
    const idIn = (editionId: string, number: number) =>
      rows.find((row) => row.edition_id === editionId && row.number === number)?.id as string;
    const base = { tenant_id: stage.here.id };
    await trx
      .insertInto('concept_lineage')
      .values([
        {
          ...base,
          id: uuidv7(),
          from_id: idIn(older, 9),
          to_id: idIn(edition, 1),
          kind: 'merged',
          reason: 'Beides gehört zusammen.',
        },
        { ...base, id: uuidv7(), from_id: idIn(edition, 2), to_id: null, kind: 'retired', reason: secret },
      ])
      .execute();
    const note = { ...base, recommendation_id: idIn(edition, 1), author_name: secret };
    await trx
      .insertInto('concept_note')
      .values([
        {
          ...note,
          id: uuidv7(),
          kind: 'status',
          from_value: 'planned',
          to_value: 'running',
          text: 'Die erste Stelle ist besetzt.',
          public: true,
        },
        { ...note, id: uuidv7(), kind: 'progress', town: marl, text: 'Marl beginnt.', public: true },
        { ...note, id: uuidv7(), kind: 'progress', text: secret, public: false },
      ])
      .execute();
    return new Map(rows.filter((row) => row.edition_id === edition).map((row) => [row.number, row.id]));
  });
  await stage.tenants.refresh();
  return { older, edition, draft, id: (number) => ids.get(number) as string };
}
