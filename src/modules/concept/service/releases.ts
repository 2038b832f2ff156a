import { findResolution, passedResolutions } from '#modules/networks';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { isId } from '../model/ids.ts';
import type { PublicResolution, ReleasingResolution } from '../model/resolution.ts';

/** Resolutions that may have released the money, last decided first, with the one that is said to have. */
export async function releasingResolutions(
  trx: Trx,
  context: Context,
  chosen: string | null,
): Promise<readonly ReleasingResolution[]> {
  const passed = await passedResolutions(trx, context);
  if (chosen === null || passed.some(({ id }) => id === chosen)) return passed;
  const stored = await findResolution(trx, chosen);
  return stored ? [...passed, stored] : passed;
}

export async function isPassedResolution(trx: Trx, id: string): Promise<boolean> {
  return isId(id) && (await findResolution(trx, id))?.state === 'passed';
}

/** A resolution that was passed and may be told to the public. */
export async function publicResolution(trx: Trx, id: string): Promise<PublicResolution | undefined> {
  const found = await findResolution(trx, id);
  return found?.state === 'passed' && found.public ? found : undefined;
}
