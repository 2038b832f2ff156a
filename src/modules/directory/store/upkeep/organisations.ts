import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Stage } from '../../model/upkeep/stages.ts';

/** An organisation with public offers, as far as asking it is concerned. */
export interface Askable {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly town: string | null;
  /** Its own address, else the one that most of its offers name; never a person's. */
  readonly email: string | null;
  /** Interface language tag in which it is written to; null: German. */
  readonly language: string | null;
  readonly lastSent: string | null;
  /** Staff talk to it until this day. */
  readonly pausedUntil: string | null;
  readonly offers: readonly { readonly stage: Stage; readonly stageOn: string | null; readonly consentUntil: string | null }[];
}

function askable(trx: Trx, today: string, where: RawBuilder<boolean>, limit: number) {
  return sql<Askable>`
    select organisation.id, organisation.slug, organisation.name, organisation.town,
      coalesce(version.content ->> 'email', (
        select offer.content #>> '{contact,email}' from directory_entry entry
          join directory_version offer on offer.tenant_id = entry.tenant_id and offer.entry_id = entry.id and offer.version = entry.published_version
          where entry.tenant_id = organisation.tenant_id and entry.organisation_id = organisation.id and entry.kind = 'offer'
            and offer.contact_name is null and offer.content #>> '{contact,email}' is not null
          group by 1 order by count(*) desc, 1 limit 1)) as email,
      version.content ->> 'mailLanguage' as language,
      (select max((sent_at at time zone 'Europe/Berlin')::date) from directory_confirmation sent
        where sent.tenant_id = organisation.tenant_id and sent.organisation_id = organisation.id) as "lastSent",
      (select until from directory_upkeep_pause pause
        where pause.tenant_id = organisation.tenant_id and pause.organisation_id = organisation.id and pause.until >= ${today}::date) as "pausedUntil",
      (select coalesce(jsonb_agg(jsonb_build_object('stage', entry.stage, 'stageOn', entry.stage_on, 'consentUntil', offer.contact_consent_until)), '[]')
        from directory_entry entry
          join directory_version offer on offer.tenant_id = entry.tenant_id and offer.entry_id = entry.id and offer.version = entry.published_version
        where entry.tenant_id = organisation.tenant_id and entry.organisation_id = organisation.id and entry.kind = 'offer') as offers
    from directory_entry organisation
    join directory_version version on version.tenant_id = organisation.tenant_id and version.entry_id = organisation.id
      and version.version = organisation.published_version
    where organisation.kind = 'organisation' and ${where}
    order by organisation.id limit ${limit}`
    .execute(trx)
    .then(({ rows }) => rows);
}

/** Public organisations by id; rides on `directory_entry_organisation` for their offers. */
export function listAskable(trx: Trx, today: string, after: string | null, limit: number): Promise<Askable[]> {
  return askable(trx, today, sql<boolean>`(${after}::uuid is null or organisation.id > ${after}::uuid)`, limit);
}

/** One public organisation. */
export async function findAskable(trx: Trx, today: string, id: string): Promise<Askable | undefined> {
  return (await askable(trx, today, sql<boolean>`organisation.id = ${id}::uuid`, 1))[0];
}

/** The same, locked: of two who write to it at once the second sees the first one's mail. */
export async function lockAskable(trx: Trx, today: string, id: string): Promise<Askable | undefined> {
  await sql`select from directory_entry where id = ${id}::uuid for update`.execute(trx);
  return findAskable(trx, today, id);
}

export async function pause(trx: Trx, tenantId: string, organisationId: string, until: string, reason: string): Promise<void> {
  await trx
    .insertInto('directory_upkeep_pause')
    .values({ tenant_id: tenantId, organisation_id: organisationId, until, reason })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'organisation_id']).doUpdateSet({ until, reason }))
    .execute();
}

export async function endPause(trx: Trx, organisationId: string): Promise<void> {
  await trx.deleteFrom('directory_upkeep_pause').where('organisation_id', '=', organisationId).execute();
}

export async function findPause(
  trx: Trx,
  organisationId: string,
  today: string,
): Promise<{ until: string; reason: string } | undefined> {
  return trx
    .selectFrom('directory_upkeep_pause')
    .select(['until', 'reason'])
    .where('organisation_id', '=', organisationId)
    .where('until', '>=', today)
    .executeTakeFirst();
}
