import { sql } from 'kysely';
import type { Trx } from '#platform/database';

export interface NetworkCounts {
  readonly bodies: number;
  readonly seats: number;
  readonly organisations: number;
  readonly meetings: number;
}

/**
 * Bodies of one area and the areas within it: those open on the day, their seats and the organisations in them on it, and
 * the meetings they held in the period.
 * @param from first day of the period; `day` is its last
 */
export async function countNetworks(trx: Trx, area: string, from: string, day: string): Promise<NetworkCounts> {
  const { rows } = await sql<NetworkCounts>`
    with open as (
      select id from network_body where starts_with(territory, ${area})
        and (founded_on is null or founded_on <= ${day}::date) and (ended_on is null or ended_on >= ${day}::date)
    ), seat as (
      select coalesce(organisation_id::text, organisation_name) as organisation from network_member
      where body_id in (select id from open)
        and (from_on is null or from_on <= ${day}::date) and (to_on is null or to_on >= ${day}::date)
    )
    select (select count(*)::int from open) as bodies,
      (select count(*)::int from seat) as seats,
      (select count(distinct organisation)::int from seat) as organisations,
      (select count(*)::int from network_meeting meeting join network_body body on body.id = meeting.body_id
        where meeting.state = 'held' and starts_with(body.territory, ${area})
          and (meeting.starts_at at time zone 'Europe/Berlin')::date between ${from}::date and ${day}::date) as meetings`.execute(
    trx,
  );
  return rows[0] as NetworkCounts;
}
