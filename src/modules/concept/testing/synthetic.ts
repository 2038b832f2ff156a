import { sql } from 'kysely';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { addDays } from '#platform/days';
import { responsibilities, timeFrames } from '../model/vocabulary.ts';

export interface SyntheticConcept {
  readonly tenantId: string;
  /** AGS of the district. */
  readonly territory: string;
  /** AGS of the towns that answer; they have to be there. */
  readonly towns: readonly string[];
  readonly editions: number;
  /** Of each edition. */
  readonly recommendations: number;
  /** ISO day around which steps and dates lie. */
  readonly today: string;
}

const fieldNames = [
  'Sprache',
  'Bildung',
  'Arbeit',
  'Wohnen',
  'Gesundheit',
  'Teilhabe',
  'Verwaltung',
  'Ehrenamt',
  'Sport',
  'Kultur',
];
const deeds = [
  'Lotsendienst aufbauen',
  'Kurse am Abend anbieten',
  'Beratung vor Ort stärken',
  'Verfahren vereinfachen',
  'Fachtag ausrichten',
];
const groups = ['Zugewanderte Frauen', 'Familien mit kleinen Kindern', 'Jugendliche', 'Fachkräfte'];
const partners = ['Volkshochschule', 'Jobcenter', 'Kreissportbund', 'Wohlfahrtsverbände', 'Migrantenberatung'];

interface Drawn {
  readonly id: string;
  readonly index: number;
  readonly fieldId: string;
}

/** An invented concept with editions of any size: the newest in force, those before it superseded. Newest edition's id last. */
export async function insertSyntheticConcept(trx: Trx, choice: SyntheticConcept): Promise<readonly string[]> {
  const { tenantId, territory, today } = choice;
  const conceptId = uuidv7();
  await trx
    .insertInto('concept')
    .values({
      tenant_id: tenantId,
      id: conceptId,
      slug: 'musterkonzept',
      title: 'Musterkonzept Integration',
      territory,
      last_number: choice.recommendations,
    })
    .execute();
  const editions: string[] = [];
  for (let position = 1; position <= choice.editions; position++) {
    const id = uuidv7();
    const last = position === choice.editions;
    await trx
      .insertInto('concept_edition')
      .values({
        tenant_id: tenantId,
        id,
        concept_id: conceptId,
        position,
        title: `Musterkonzept, ${position}. Ausgabe`,
        state: last ? 'adopted' : 'superseded',
        starts_on: addDays(today, -700),
        ends_on: addDays(today, 1400),
        adopted_on: addDays(today, -700),
      })
      .execute();
    await fillEdition(trx, choice, id);
    editions.push(id);
  }
  return editions;
}

async function fillEdition(trx: Trx, choice: SyntheticConcept, editionId: string): Promise<void> {
  const { tenantId } = choice;
  const fields = fieldNames.map((title, index) => ({
    tenant_id: tenantId,
    id: uuidv7(),
    edition_id: editionId,
    kind: 'field',
    key: `feld-${index + 1}`,
    position: index,
    title,
    body: `Leitlinie für ${title}`,
  }));
  await trx.insertInto('concept_node').values(fields).execute();
  const drawn: Drawn[] = Array.from({ length: choice.recommendations }, (_, index) => ({
    id: uuidv7(),
    index,
    fieldId: fields[index % fields.length]?.id ?? '',
  }));
  for (let from = 0; from < drawn.length; from += 250) {
    const rows = drawn.slice(from, from + 250).map((one) => recommendationRow(choice, editionId, one));
    await trx.insertInto('concept_recommendation').values(rows).execute();
  }
  await insertSteps(trx, choice, editionId);
  await sql`
    insert into concept_adoption (tenant_id, recommendation_id, town, decision, note)
    select r.tenant_id, r.id, t.town,
      (array['adopted', 'undecided', 'changed', 'already', 'not_applicable', 'adopted'])[1 + ((r.number * 7 + t.place * 3) % 6)::int],
      case when (r.number + t.place) % 3 = 0 then 'Anders zugeschnitten, mit dem Nachbarort zusammen' else '' end
    from concept_recommendation r cross join unnest(${choice.towns}::text[]) with ordinality as t (town, place)
    where r.edition_id = ${editionId}`.execute(trx);
  await sql`
    insert into concept_dependency (tenant_id, recommendation_id, needs_id)
    select a.tenant_id, a.id, b.id from concept_recommendation a
    join concept_recommendation b on b.tenant_id = a.tenant_id and b.edition_id = a.edition_id and b.number = a.number - 10
    where a.edition_id = ${editionId} and a.number % 4 = 0`.execute(trx);
}

/** Every third one has no owner, every fifth needs money, every seventh was reported long ago. */
function recommendationRow({ tenantId, towns, today }: SyntheticConcept, editionId: string, { id, index, fieldId }: Drawn) {
  const owned = index % 3 !== 0;
  const town = towns[index % towns.length];
  return {
    tenant_id: tenantId,
    id,
    edition_id: editionId,
    number: index + 1,
    field_id: fieldId,
    position: index,
    title: `${deeds[index % deeds.length]} (${groups[index % groups.length]})`,
    wording: `Der Kreis und die Kommunen sollen gemeinsam ${deeds[index % deeds.length]?.toLowerCase()}. `.repeat(4),
    summary: 'In einfachen Worten, was geschehen soll und wem es nutzt. '.repeat(3),
    target_groups: [groups[index % groups.length] ?? ''],
    levels: index % 8 === 7 ? ['kreis'] : ['kreis', 'kommune'],
    territories: index % 6 === 5 && town ? [town] : [],
    stakeholders: JSON.stringify([
      ...(owned ? [{ name: partners[index % partners.length], role: 'lead' }] : []),
      { name: partners[(index + 2) % partners.length], role: 'partner' },
    ]),
    responsibilities: owned && index % 2 === 0 ? [responsibilities[index % responsibilities.length] ?? 'district'] : [],
    needs_money: index % 5 === 0,
    time_frame: timeFrames[index % 4] ?? null,
    starts_on: index % 9 === 8 ? null : addDays(today, (index % 50) * 20 - 600),
    ends_on: index % 9 === 8 ? null : addDays(today, (index % 50) * 20 - 100 + (index % 7) * 90),
    reported_on: addDays(today, index % 7 === 0 ? -500 : -(index % 300)),
    ...(index % 25 === 24 ? { manual_status: 'paused', status_reason: 'Wartet auf die Stelle' } : {}),
  };
}

async function insertSteps(trx: Trx, { today, towns }: SyntheticConcept, editionId: string): Promise<void> {
  await sql`
    insert into concept_step (tenant_id, id, recommendation_id, position, title, due_on, responsible, state, done_on)
    select r.tenant_id, gen_random_uuid(), r.id, s.place,
      (array['Bedarf klären', 'Partner finden', 'Beginnen', 'Auswerten'])[s.place],
      ${today}::date + (s.place * 60 + (r.number % 40) * 10 - 260),
      case when r.number % 3 <> 1 and s.place = 1 then 'Kommunales Integrationszentrum' else '' end,
      case when r.number % 11 = 0 then 'done' when s.place <= r.number % 4 then 'done' when s.place = 1 + r.number % 4 then 'running' else 'open' end,
      case when r.number % 11 = 0 or s.place <= r.number % 4 then ${today}::date - 30 end
    from concept_recommendation r cross join generate_series(1, 4) as s (place)
    where r.edition_id = ${editionId} and r.number % 10 <> 9`.execute(trx);
  const [town] = towns;
  if (!town) return;
  await sql`
    insert into concept_step (tenant_id, id, recommendation_id, town, position, title, due_on, responsible)
    select r.tenant_id, gen_random_uuid(), r.id, ${town}, 10, 'Im Ort umsetzen', ${today}::date + 30, 'Rathaus'
    from concept_recommendation r where r.edition_id = ${editionId} and r.number % 5 = 0`.execute(trx);
}
