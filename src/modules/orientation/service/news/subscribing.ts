import { createHash } from 'node:crypto';
import { findTown } from '#modules/territory';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import { arePushKeys, isPushEndpoint, type PushAddress } from '../../model/news/push.ts';
import { deleteDevice, moveDevice, type PushWish, saveDevice } from '../../store/push.ts';

/** The address of a device is looked up by its hash: it is what somebody must know who wants to change something. */
const hashOf = (endpoint: string) => createHash('sha256').update(endpoint).digest();

const isDevice = (address: PushAddress, hosts: readonly string[]) =>
  isPushEndpoint(address.endpoint, hosts) && arePushKeys(address);

/**
 * Keeps what a device wants to be told of; once more with another wish changes it. No line in the log: nobody is to find
 * out later who asked for what when.
 * @param hosts push services besides those of the browsers
 */
export async function subscribe(
  context: Context,
  address: PushAddress,
  wish: PushWish,
  hosts: readonly string[],
): Promise<Outcome<undefined, FailureCode>> {
  if (!isDevice(address, hosts)) return fail('orientation.push_address');
  if (wish.town && (await findTown(context, wish.town))?.key !== wish.town) return fail('orientation.unknown_town');
  const now = context.now();
  await context.transaction((trx) =>
    saveDevice(trx, context.tenant.id, {
      ...address,
      ...wish,
      id: uuidv7(now.getTime()),
      hash: hashOf(address.endpoint),
      today: dayOf(now),
    }),
  );
  return ok();
}

/** Forgets a device at once; one that is not known is forgotten already. */
export async function unsubscribe(context: Context, endpoint: string): Promise<void> {
  await context.transaction((trx) => deleteDevice(trx, hashOf(endpoint)));
}

/** The browser has given the device another address (`pushsubscriptionchange`); who knows the old one may say so. */
export async function renew(
  context: Context,
  from: string,
  to: PushAddress,
  hosts: readonly string[],
): Promise<Outcome<undefined, FailureCode>> {
  if (!isDevice(to, hosts)) return fail('orientation.push_address');
  const hash = hashOf(to.endpoint);
  await context.transaction((trx) => moveDevice(trx, hashOf(from), { ...to, hash, today: dayOf(context.now()) }));
  return ok();
}
