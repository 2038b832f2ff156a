import type { Trx } from '#platform/database';
import { isId } from '../model/ids.ts';
import type { ReleasingResolution } from '../model/resolution.ts';

/** Resolutions that were passed, newest first: what a recommendation's money may have been released by. */
export async function listPassedResolutions(trx: Trx, including: string | null): Promise<ReleasingResolution[]> {
  return trx
    .selectFrom('network_resolution')
    .select(['id', 'number', 'title', 'decided_on as decidedOn', 'paper_number as paperNumber'])
    .where((eb) => eb.or([eb('state', '=', 'passed'), ...(including ? [eb('id', '=', including)] : [])]))
    .orderBy('decided_on', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
}

export async function isPassedResolution(trx: Trx, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const row = await trx
    .selectFrom('network_resolution')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'passed')
    .executeTakeFirst();
  return row !== undefined;
}
