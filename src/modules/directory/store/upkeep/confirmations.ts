import { sql } from 'kysely';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import type { OfferContent } from '../../model/content.ts';
import type { Stage } from '../../model/upkeep/stages.ts';
import { placeOf } from '../cursor.ts';

/** One mail with the link under which an organisation confirms its offers. */
export interface Confirmation {
  readonly id: string;
  readonly organisationId: string;
  readonly email: string;
  readonly sentAt: Date;
  readonly expiresAt: Date;
  readonly finishedAt: Date | null;
  readonly confirmed: number;
  readonly corrected: number;
}

const columns = [
  'id',
  'organisation_id as organisationId',
  'email',
  'sent_at as sentAt',
  'expires_at as expiresAt',
  'finished_at as finishedAt',
  'confirmed',
  'corrected',
] as const;

export async function insertConfirmation(
  trx: Trx,
  tenantId: string,
  mail: Pick<Confirmation, 'organisationId' | 'email' | 'sentAt' | 'expiresAt'> & { readonly tokenHash: Buffer },
): Promise<void> {
  await trx
    .insertInto('directory_confirmation')
    .values({
      tenant_id: tenantId,
      id: uuidv7(mail.sentAt.getTime()),
      organisation_id: mail.organisationId,
      email: mail.email,
      token_hash: mail.tokenHash,
      sent_at: mail.sentAt,
      expires_at: mail.expiresAt,
    })
    .execute();
}

/** Rides on `directory_confirmation_token`. */
export async function findConfirmation(trx: Trx, tokenHash: Buffer): Promise<Confirmation | undefined> {
  return trx.selectFrom('directory_confirmation').select(columns).where('token_hash', '=', tokenHash).executeTakeFirst();
}

/** The same, locked: two answers at once are counted one after the other. */
export async function lockConfirmation(trx: Trx, tokenHash: Buffer): Promise<Confirmation | undefined> {
  return trx
    .selectFrom('directory_confirmation')
    .select(columns)
    .where('token_hash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst();
}

/** Counts what came of a mail. */
export async function noteAnswer(
  trx: Trx,
  id: string,
  answer: { readonly confirmed: number; readonly corrected: number },
  at: Date,
): Promise<void> {
  await trx
    .updateTable('directory_confirmation')
    .set((eb) => ({
      confirmed: eb('confirmed', '+', answer.confirmed),
      corrected: eb('corrected', '+', answer.corrected),
      finished_at: sql<Date>`coalesce(finished_at, ${at})`,
    }))
    .where('id', '=', id)
    .execute();
}

/** Mails to an organisation, newest first; rides on `directory_confirmation_organisation`. */
export async function listConfirmations(trx: Trx, organisationId: string, limit: number): Promise<Confirmation[]> {
  return trx
    .selectFrom('directory_confirmation')
    .select(columns)
    .where('organisation_id', '=', organisationId)
    .orderBy('sent_at', 'desc')
    .limit(limit)
    .execute();
}

/** A public offer (or one hidden for want of a confirmation) as its provider is asked about it. */
export interface AskedOffer {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly version: number;
  readonly stage: Stage;
  readonly confirmedOn: string | null;
  readonly confirmedBy: string | null;
  readonly languagesConfirmed: Readonly<Record<string, string>>;
  readonly content: OfferContent;
  /** A change of the provider's waits for release. */
  readonly waiting: boolean;
  /** The provider said that it is no longer offered. */
  readonly gone: boolean;
  readonly cursor: string;
}

/** Offers of an organisation by name; rides on `directory_entry_organisation`. */
export async function listAskedOffers(
  trx: Trx,
  organisationId: string,
  after: string | undefined,
  limit: number,
): Promise<AskedOffer[]> {
  const place = placeOf(after, (key) => key.length <= 200);
  const { rows } = await sql<AskedOffer>`
    select entry.id, entry.slug, entry.name, entry.published_version as version, entry.stage, entry.confirmed_on as "confirmedOn",
      entry.confirmed_by as "confirmedBy", entry.languages_confirmed as "languagesConfirmed", version.content,
      exists (select from directory_version other where other.tenant_id = entry.tenant_id and other.entry_id = entry.id
        and other.state = 'proposed' and other.author_kind = 'provider') as waiting,
      exists (select from directory_correction correction where correction.tenant_id = entry.tenant_id and correction.entry_id = entry.id
        and correction.kind = 'outdated' and correction.suggestion is not null and correction.state = 'open') as gone,
      entry.name || ' ' || entry.id as cursor
    from directory_entry entry
    join directory_version version on version.tenant_id = entry.tenant_id and version.entry_id = entry.id and version.version = entry.published_version
    where entry.organisation_id = ${organisationId}::uuid and entry.kind = 'offer'
      and ${place ? sql`(entry.name, entry.id) > (${place.key}, ${place.id}::uuid)` : sql`true`}
    order by entry.name, entry.id limit ${limit}`.execute(trx);
  return rows;
}

/** Published offers of an organisation by id, locked in the order of their ids. */
export async function lockAskedOffers(
  trx: Trx,
  organisationId: string,
  ids: readonly string[],
): Promise<{ id: string; version: number; confirmedOn: string | null; confirmedBy: string | null }[]> {
  const rows = await trx
    .selectFrom('directory_entry')
    .select(['id', 'published_version as version', 'confirmed_on as confirmedOn', 'confirmed_by as confirmedBy'])
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'offer')
    .where('published_version', 'is not', null)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows as { id: string; version: number; confirmedOn: string | null; confirmedBy: string | null }[];
}
