import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import { isDay } from '#platform/days';
import type { Resolution, ResolutionState } from '../model/resolution.ts';
import { type BodyReach, reachesBody } from './bodies.ts';
import { resolutionRows, toResolution } from './resolutions.ts';

export interface ResolutionFilter {
  readonly reach: BodyReach;
  readonly bodyId?: string | undefined;
  readonly state?: ResolutionState | undefined;
  /** Year of the number. */
  readonly year?: string | undefined;
  /** Part of the title, the number or the paper's number. */
  readonly text?: string | undefined;
}

export interface ListedResolution extends Resolution {
  readonly cursor: string;
}

const pattern = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

const cursorPattern =
  /^(\d{4}-\d\d-\d\d (?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,6})?\+00) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Last added first; rides on `network_resolution_body` for one body. Anything that is no place in the list starts at its beginning. */
export async function listResolutions(
  trx: Trx,
  filter: ResolutionFilter,
  after: string | undefined,
  limit: number,
): Promise<ListedResolution[]> {
  const [, at, id] = cursorPattern.exec(after ?? '') ?? [];
  const text = filter.text === undefined ? '' : pattern(filter.text);
  const rows = await resolutionRows(trx)
    .select(sql<string>`(resolution.created_at at time zone 'UTC')::text || '+00 ' || resolution.id::text`.as('cursor'))
    .where(reachesBody(filter.reach, 'body'))
    .$if(filter.bodyId !== undefined, (query) => query.where('resolution.body_id', '=', filter.bodyId as string))
    .$if(filter.state !== undefined, (query) => query.where('resolution.state', '=', filter.state as string))
    .$if(filter.year !== undefined, (query) => query.where('resolution.number', 'like', `${filter.year}/%`))
    .$if(text !== '', (query) =>
      query.where(({ or, eb }) =>
        or([
          eb('resolution.title', 'ilike', text),
          eb('resolution.number', 'ilike', text),
          eb('resolution.paper_number', 'ilike', text),
        ]),
      ),
    )
    .$if(id !== undefined && isDay((at ?? '').slice(0, 10)), (query) =>
      query.where(sql<boolean>`(resolution.created_at, resolution.id) < (${at}::timestamptz, ${id}::uuid)`),
    )
    .orderBy('resolution.created_at', 'desc')
    .orderBy('resolution.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...toResolution(row), cursor: row.cursor }));
}

/** Years in which resolutions were numbered, latest first. */
export async function resolutionYears(trx: Trx, reach: BodyReach): Promise<string[]> {
  const rows = await trx
    .selectFrom('network_resolution as resolution')
    .innerJoin('network_body as body', (join) =>
      join.onRef('body.tenant_id', '=', 'resolution.tenant_id').onRef('body.id', '=', 'resolution.body_id'),
    )
    .select(sql<string>`left(resolution.number, 4)`.as('year'))
    .distinct()
    .where(reachesBody(reach, 'body'))
    .orderBy('year', 'desc')
    .execute();
  return rows.map(({ year }) => year);
}

/** Open letters that an effect or a night without the job has left unclosed after their last day. */
export async function listUnclosedLetters(trx: Trx, reach: BodyReach, today: string, limit: number): Promise<Resolution[]> {
  const rows = await resolutionRows(trx)
    .where(reachesBody(reach, 'body'))
    .where('resolution.state', '=', 'open')
    .where('resolution.meeting_id', 'is', null)
    .where('resolution.vote_until', '<', today)
    .orderBy('resolution.vote_until')
    .orderBy('resolution.id')
    .limit(limit)
    .execute();
  return rows.map(toResolution);
}

/** Resolutions of a meeting in the order of their numbers; rides on `network_resolution_meeting`. */
export async function resolutionsOfMeeting(trx: Trx, meetingId: string): Promise<Resolution[]> {
  const rows = await resolutionRows(trx)
    .where('resolution.meeting_id', '=', meetingId)
    .orderBy('resolution.created_at')
    .orderBy('resolution.id')
    .limit(200)
    .execute();
  return rows.map(toResolution);
}

/** Resolutions passed, last decided first, as far as they are within reach. */
export async function listPassed(trx: Trx, reach: BodyReach, limit: number): Promise<Resolution[]> {
  const rows = await resolutionRows(trx)
    .where(reachesBody(reach, 'body'))
    .where('resolution.state', '=', 'passed')
    .orderBy('resolution.decided_on', 'desc')
    .orderBy('resolution.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toResolution);
}

/** What the public may see of a body's resolutions, last decided first. */
export async function listPublicOf(trx: Trx, bodyId: string, limit: number): Promise<Resolution[]> {
  const rows = await resolutionRows(trx)
    .where('resolution.body_id', '=', bodyId)
    .where('resolution.public', '=', true)
    .where('resolution.state', 'in', ['passed', 'rejected'])
    .orderBy('resolution.decided_on', 'desc')
    .orderBy('resolution.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toResolution);
}
