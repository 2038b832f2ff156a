import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import { nextNumber, type Resolution, type ResolutionState, type StoredEffect } from '../model/resolution.ts';
import type { VoteCount } from '../model/vote.ts';

/** Resolutions with the names around them; the rows of every list and record. */
export function resolutionRows(trx: Trx) {
  return trx
    .selectFrom('network_resolution as resolution')
    .innerJoin('network_body as body', (join) =>
      join.onRef('body.tenant_id', '=', 'resolution.tenant_id').onRef('body.id', '=', 'resolution.body_id'),
    )
    .leftJoin('network_meeting as meeting', (join) =>
      join.onRef('meeting.tenant_id', '=', 'resolution.tenant_id').onRef('meeting.id', '=', 'resolution.meeting_id'),
    )
    .leftJoin('network_agenda_item as item', (join) =>
      join.onRef('item.tenant_id', '=', 'resolution.tenant_id').onRef('item.id', '=', 'resolution.agenda_item_id'),
    )
    .select([
      'resolution.id as id',
      'resolution.body_id as bodyId',
      'body.name as bodyName',
      'body.territory as territory',
      'resolution.meeting_id as meetingId',
      'meeting.title as meetingTitle',
      'meeting.starts_at as meetingStartsAt',
      'resolution.agenda_item_id as agendaItemId',
      'item.title as agendaItemTitle',
      'resolution.number as number',
      'resolution.title as title',
      'resolution.wording as wording',
      'resolution.paper_number as paperNumber',
      'resolution.state as state',
      'resolution.votes_yes as yes',
      'resolution.votes_no as no',
      'resolution.votes_abstain as abstain',
      'resolution.chair_decision as chairDecision',
      'resolution.decided_on as decidedOn',
      'resolution.vote_until as voteUntil',
      'resolution.effects as effects',
      'resolution.public as public',
      'resolution.version as version',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof resolutionRows>['execute']>>[number];

export function toResolution({ yes, no, abstain, state, effects, ...row }: Row): Resolution {
  return {
    ...row,
    state: state as ResolutionState,
    count: { yes, no, abstain },
    effects: effects as unknown as readonly StoredEffect[],
  };
}

export async function findResolution(trx: Trx, id: string): Promise<Resolution | undefined> {
  const row = await resolutionRows(trx).where('resolution.id', '=', id).executeTakeFirst();
  return row && toResolution(row);
}

/** The resolution, kept from everybody else until the transaction ends. */
export async function lockResolution(trx: Trx, id: string): Promise<Resolution | undefined> {
  const row = await resolutionRows(trx).where('resolution.id', '=', id).forUpdate('resolution').executeTakeFirst();
  return row && toResolution(row);
}

export async function resolutionsByIds(trx: Trx, ids: readonly string[]): Promise<Resolution[]> {
  if (!ids.length) return [];
  const rows = await resolutionRows(trx)
    .where('resolution.id', 'in', [...ids])
    .orderBy('resolution.id')
    .execute();
  return rows.map(toResolution);
}

/** The next number of a body in a year; the body's row is locked, so that two at once get two. */
export async function takeNumber(trx: Trx, bodyId: string, year: string): Promise<string> {
  await trx.selectFrom('network_body').select('id').where('id', '=', bodyId).forUpdate().execute();
  const rows = await trx
    .selectFrom('network_resolution')
    .select('number')
    .where('body_id', '=', bodyId)
    .where('number', 'like', `${year}/%`)
    .execute();
  return nextNumber(
    year,
    rows.map(({ number }) => number),
  );
}

export interface ResolutionText {
  readonly title: string;
  readonly wording: string;
  readonly paperNumber: string;
  readonly agendaItemId: string | null;
  readonly voteUntil: string | null;
  readonly public: boolean;
}

const columnsOf = (text: ResolutionText) => ({
  title: text.title,
  wording: text.wording,
  paper_number: text.paperNumber,
  agenda_item_id: text.agendaItemId,
  vote_until: text.voteUntil,
  public: text.public,
});

/** Adds a resolution under the id that its form carried; false: it was sent before. */
export async function insertResolution(
  trx: Trx,
  row: ResolutionText & {
    readonly tenantId: string;
    readonly id: string;
    readonly bodyId: string;
    readonly meetingId: string | null;
    readonly number: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('network_resolution')
    .values({
      tenant_id: row.tenantId,
      id: row.id,
      body_id: row.bodyId,
      meeting_id: row.meetingId,
      number: row.number,
      state: row.meetingId ? 'open' : 'draft',
      created_at: row.at,
      updated_at: row.at,
      ...columnsOf(row),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

const next = sql<number>`version + 1`;

export async function saveText(trx: Trx, id: string, text: ResolutionText, at: Date): Promise<void> {
  await trx
    .updateTable('network_resolution')
    .set({ ...columnsOf(text), version: next, updated_at: at })
    .where('id', '=', id)
    .execute();
}

export async function saveEffects(trx: Trx, id: string, effects: readonly StoredEffect[], at: Date): Promise<void> {
  await trx
    .updateTable('network_resolution')
    .set({ effects: JSON.stringify(effects), version: next, updated_at: at })
    .where('id', '=', id)
    .execute();
}

export async function saveState(trx: Trx, id: string, state: 'open' | 'withdrawn', at: Date): Promise<void> {
  await trx.updateTable('network_resolution').set({ state, version: next, updated_at: at }).where('id', '=', id).execute();
}

export async function saveDecision(
  trx: Trx,
  id: string,
  decision: {
    readonly outcome: 'passed' | 'rejected';
    readonly count: VoteCount;
    readonly chairDecision: string;
    readonly decidedOn: string;
  },
  at: Date,
): Promise<void> {
  await trx
    .updateTable('network_resolution')
    .set({
      state: decision.outcome,
      votes_yes: decision.count.yes,
      votes_no: decision.count.no,
      votes_abstain: decision.count.abstain,
      chair_decision: decision.chairDecision,
      decided_on: decision.decidedOn,
      version: next,
      updated_at: at,
    })
    .where('id', '=', id)
    .execute();
}
