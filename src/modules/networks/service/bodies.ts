import { findTerritory, slugOf, type Territory, territoryTree } from '#modules/territory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import type { Body, BodyEdit, Seat } from '../model/bodies.ts';
import { findBody, insertBody, liesBelow, listBodies, lockBody, updateBody } from '../store/bodies.ts';
import { type BodyFilter, type BodyRow, countBodies, listBodyRows } from '../store/body-list.ts';
import { endMembersOf, membersOf } from '../store/members.ts';
import { bodyReach, editableBody, mayEditBody, readableBody } from './scope.ts';

export type BodyQuery = Omit<BodyFilter, 'reach' | 'now' | 'today' | 'quietSince'> & {
  /** Only open bodies that have not met for so many months. */
  readonly quietMonths?: number | undefined;
};

export interface BodyList {
  readonly rows: readonly BodyRow[];
  readonly count: number;
  /** Id of the last body, when there are more. */
  readonly next: string | undefined;
}

/** The same time of day so many months before; the last day of a shorter month. */
export function monthsBefore(now: Date, months: number): Date {
  const then = new Date(now);
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(now.getUTCDate(), lastDay));
  return then;
}

/** Bodies that the actor may open, filtered, by name. */
export async function readBodies(
  context: Context,
  query: BodyQuery,
  after: string | undefined,
  limit: number,
): Promise<BodyList> {
  const { quietMonths, ...rest } = query;
  const now = context.now();
  const quietSince = quietMonths === undefined ? undefined : monthsBefore(now, quietMonths);
  const filter: BodyFilter = { ...rest, quietSince, reach: bodyReach(context), now, today: dayOf(now) };
  return context.transaction(async (trx) => {
    const rows = await listBodyRows(trx, filter, after, limit + 1);
    const shown = rows.slice(0, limit);
    return { rows: shown, count: await countBodies(trx, filter), next: rows.length > limit ? shown.at(-1)?.id : undefined };
  });
}

export interface BodyRecord {
  readonly body: Body;
  readonly parent: Body | undefined;
  /** Ended ones, too. */
  readonly seats: readonly Seat[];
  readonly mayEdit: boolean;
}

/** A body with its seats, for whoever may open its record. */
export async function readBody(context: Context, id: string): Promise<Outcome<BodyRecord, FailureCode>> {
  return context.transaction(async (trx) => {
    const body = await readableBody(trx, context, id);
    if (!body.ok) return body;
    const { parentId } = body.value;
    return ok({
      body: body.value,
      parent: parentId ? await findBody(trx, parentId) : undefined,
      seats: await membersOf(trx, id),
      mayEdit: mayEditBody(context, body.value),
    });
  });
}

export interface BodyChoices {
  /** Areas for which the actor keeps bodies: the district first, then towns each followed by its quarters. */
  readonly territories: readonly Territory[];
  readonly parents: readonly Body[];
}

/** What the form of a body offers to choose from. */
export async function bodyChoices(context: Context, bodyId?: string): Promise<BodyChoices> {
  const root = await territoryTree(context);
  const areas: Territory[] = [];
  const walk = (unit: typeof root) => {
    if (!unit) return;
    if (['kreis', 'kommune', 'quartier'].includes(unit.level) && mayEditBody(context, { territory: unit.key })) areas.push(unit);
    unit.children.forEach(walk);
  };
  walk(root);
  const today = dayOf(context.now());
  const parents = await context.transaction((trx) => listBodies(trx, bodyReach(context), { openOn: today }));
  return { territories: areas, parents: parents.filter(({ id }) => id !== bodyId) };
}

type SaveFault = Extract<
  FailureCode,
  | 'networks.not_allowed'
  | 'networks.unknown_territory'
  | 'networks.unknown_parent'
  | 'networks.address_taken'
  | 'networks.end_before_start'
>;

/** What only the district can tell about the form: the area, whether the actor may keep a body there, and the parent. */
async function checkEdit(
  trx: Trx,
  context: Context,
  { edit, area }: { readonly edit: BodyEdit; readonly area: Territory | undefined },
  body?: Body,
): Promise<Outcome<undefined, SaveFault>> {
  if (!area || (edit.territory !== body?.territory && area.validTo && area.validTo < dayOf(context.now())))
    return fail('networks.unknown_territory');
  if (!mayEditBody(context, edit)) return fail('networks.not_allowed');
  if (body?.endedOn && edit.foundedOn && edit.foundedOn > body.endedOn) return fail('networks.end_before_start');
  if (!edit.parentId || edit.parentId === body?.parentId) return ok();
  const parent = await readableBody(trx, context, edit.parentId);
  // A body below itself would have no top.
  if (!parent.ok || (body && (await liesBelow(trx, edit.parentId, body.id)))) return fail('networks.unknown_parent');
  return ok();
}

async function record(trx: Trx, context: Context, action: string, body: Body['id'], details: Record<string, string> = {}) {
  await audit(trx, context, { action, subjectType: 'body', subjectId: body, details });
  await touchContent(trx, context.tenant.id);
}

/** Adds a body; its address comes from its name and stays when the name changes. */
export async function addBody(context: Context, edit: BodyEdit): Promise<Outcome<string, SaveFault>> {
  const area = await findTerritory(context, edit.territory);
  return context.transaction(async (trx) => {
    const checked = await checkEdit(trx, context, { edit, area });
    if (!checked.ok) return checked;
    const id = uuidv7(context.now().getTime());
    // A name in another script leaves no letters for an address.
    const slug = slugOf(edit.name) || `gremium-${id.slice(-8)}`;
    if (!(await insertBody(trx, context.tenant.id, { ...edit, id, slug, endedOn: null }, context.now())))
      return fail('networks.address_taken');
    await record(trx, context, 'networks.body_added', id);
    return ok(id);
  });
}

type ChangeFault = SaveFault | Extract<FailureCode, 'networks.unknown_body' | 'networks.changed' | 'networks.already_closed'>;

async function changeBody(
  context: Context,
  id: string,
  version: number,
  change: (trx: Trx, body: Body) => Promise<Outcome<undefined, ChangeFault>>,
): Promise<Outcome<undefined, ChangeFault>> {
  return context.transaction(async (trx) => {
    const allowed = await editableBody(trx, context, id);
    if (!allowed.ok) return allowed;
    const body = await lockBody(trx, id);
    if (!body) return fail('networks.unknown_body');
    if (body.version !== version) return fail('networks.changed', { version: body.version });
    return change(trx, body);
  });
}

/** Saves a body as the editor has it, unless somebody else saved it since `version`. */
export async function saveBody(
  context: Context,
  id: string,
  edit: BodyEdit,
  version: number,
): Promise<Outcome<undefined, ChangeFault>> {
  const area = await findTerritory(context, edit.territory);
  return changeBody(context, id, version, async (trx, body) => {
    const checked = await checkEdit(trx, context, { edit, area }, body);
    if (!checked.ok) return checked;
    await updateBody(trx, { ...body, ...edit }, context.now());
    await record(trx, context, 'networks.body_changed', id);
    return ok();
  });
}

/** Ends a body and the seats in it after a day; record, minutes and resolutions stay. */
export async function closeBody(
  context: Context,
  id: string,
  lastDay: string,
  version: number,
): Promise<Outcome<undefined, ChangeFault>> {
  return changeBody(context, id, version, async (trx, body) => {
    if (body.endedOn) return fail('networks.already_closed');
    if (body.foundedOn && lastDay < body.foundedOn) return fail('networks.end_before_start');
    await updateBody(trx, { ...body, endedOn: lastDay }, context.now());
    // Names are kept for a while after the end of a seat (retention), so no seat may outlive its body.
    await endMembersOf(trx, id, lastDay, context.now());
    await record(trx, context, 'networks.body_closed', id, { lastDay });
    return ok();
  });
}

/** Takes the end of a body back; who sits in it has to be said anew. */
export async function reopenBody(context: Context, id: string, version: number): Promise<Outcome<undefined, ChangeFault>> {
  return changeBody(context, id, version, async (trx, body) => {
    await updateBody(trx, { ...body, endedOn: null }, context.now());
    await record(trx, context, 'networks.body_reopened', id);
    return ok();
  });
}
