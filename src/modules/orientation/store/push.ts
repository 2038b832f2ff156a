import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { News } from '../model/news/news.ts';
import { mostFailures, type PushAddress } from '../model/news/push.ts';

/** What somebody wants to be told of. */
export interface PushWish {
  /** Interface language tag. */
  readonly language: string;
  /** AGS; null: the whole district. */
  readonly town: string | null;
  readonly channels: readonly string[];
}

/** A device that asked for messages. */
export interface Device extends PushAddress {
  readonly id: string;
  readonly language: string;
}

/** Keeps a device's wish; one that is known gets the new one. */
export async function saveDevice(
  trx: Trx,
  tenantId: string,
  device: PushAddress & PushWish & { readonly id: string; readonly hash: Buffer; readonly today: string },
): Promise<void> {
  const wish = {
    endpoint: device.endpoint,
    p256dh: device.p256dh,
    auth: device.auth,
    language: device.language,
    town: device.town,
    channels: [...device.channels],
    seen_on: device.today,
    failures: 0,
  };
  await trx
    .insertInto('orientation_push_subscription')
    .values({ tenant_id: tenantId, id: device.id, endpoint_hash: device.hash, ...wish })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'endpoint_hash']).doUpdateSet(wish))
    .execute();
}

/** Forgets a device; false: there was none. */
export async function deleteDevice(trx: Trx, hash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('orientation_push_subscription')
    .where('endpoint_hash', '=', hash)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Gives a device the address that its browser has now; its wish stays. False: the old address is not known. */
export async function moveDevice(
  trx: Trx,
  from: Buffer,
  to: PushAddress & { readonly hash: Buffer; readonly today: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('orientation_push_subscription')
    .set({
      endpoint: to.endpoint,
      endpoint_hash: to.hash,
      p256dh: to.p256dh,
      auth: to.auth,
      seen_on: to.today,
      failures: 0,
    })
    .where('endpoint_hash', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('orientation_push_subscription as other').select('other.id').where('other.endpoint_hash', '=', to.hash),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

type Addressed = Pick<News, 'channel' | 'towns'>;

/** Whoever asked for the whole district gets what concerns one town too. */
const wanting = (trx: Trx, { channel, towns }: Addressed) =>
  trx
    .selectFrom('orientation_push_subscription')
    .where(sql<boolean>`${channel} = any(channels)`)
    .$if(towns.length > 0, (query) => query.where(sql<boolean>`(town is null or town = any(${[...towns]}::text[]))`));

/** Devices that a message is for, in the order of their ids. Rides on the primary key. */
export function listDevices(trx: Trx, news: Addressed, after: string | undefined, limit: number): Promise<Device[]> {
  return wanting(trx, news)
    .select(['id', 'endpoint', 'p256dh', 'auth', 'language'])
    .$if(after !== undefined, (query) => query.where('id', '>', after as string))
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Some devices once more; those that are gone meanwhile are left out. */
export function findDevices(trx: Trx, ids: readonly string[]): Promise<Device[]> {
  return trx
    .selectFrom('orientation_push_subscription')
    .select(['id', 'endpoint', 'p256dh', 'auth', 'language'])
    .where('id', 'in', [...ids])
    .execute();
}

/** How many devices a message is for. */
export async function countDevices(trx: Trx, news: Addressed): Promise<number> {
  const { count } = await wanting(trx, news)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Writes down which devices took a message, which are gone, and which did not take it; too many times in a row is gone too. */
export async function markDevices(
  trx: Trx,
  results: { readonly reached: readonly string[]; readonly gone: readonly string[]; readonly failed: readonly string[] },
  today: string,
): Promise<void> {
  const { reached, gone, failed } = results;
  const table = 'orientation_push_subscription';
  if (reached.length)
    await trx
      .updateTable(table)
      .set({ seen_on: today, failures: 0 })
      .where('id', 'in', [...reached])
      .execute();
  if (failed.length)
    await trx
      .updateTable(table)
      .set({ failures: sql<number>`failures + 1` })
      .where('id', 'in', [...failed])
      .execute();
  await trx
    .deleteFrom(table)
    .where(sql<boolean>`id = any(${[...gone]}::uuid[]) or (id = any(${[...failed]}::uuid[]) and failures >= ${mostFailures})`)
    .execute();
}
