import { liesIn } from '#modules/territory';
import type { Actor, Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { Body } from '../model/bodies.ts';
import { type BodyReach, findBody, inBodyReach } from '../store/bodies.ts';

type Permission = 'networks.read' | 'networks.edit';

function holdsFor(context: Context, permission: Permission, territory: string): boolean {
  const scopes = context.scopesOf(permission);
  return scopes === 'district' || scopes.some((scope) => scope.kind === 'territory' && liesIn(territory, scope.id));
}

/** The actor's account, for the bodies in which they sit; null: the system or a visitor. */
export function accountOf(actor: Actor): string | null {
  return actor.kind === 'user' ? actor.userId : null;
}

/** True when the actor keeps this body: staff each one, an integration officer those of the own town and its quarters. */
export function mayEditBody(context: Context, body: Pick<Body, 'territory'>): boolean {
  return holdsFor(context, 'networks.edit', body.territory);
}

/** True when the actor keeps the bodies of the whole district. */
export function mayEditAllBodies(context: Context): boolean {
  return context.scopesOf('networks.edit') === 'district';
}

/**
 * The bodies whose record the actor may open: all of the district, or those of the own town and those in which the own
 * account holds a seat. Names and addresses of the other bodies' members are none of a town's business.
 */
export function bodyReach(context: Context): BodyReach {
  const scopes = context.scopesOf('networks.read');
  if (scopes === 'district') return 'district';
  const areas = scopes.filter((scope) => scope.kind === 'territory').map((scope) => scope.id);
  return { areas, userId: areas.length ? accountOf(context.actor) : null, today: dayOf(context.now()) };
}

/** The body when it is there and the actor may read its record. */
export async function readableBody(
  trx: Trx,
  context: Context,
  id: string,
): Promise<Outcome<Body, Extract<FailureCode, 'networks.unknown_body'>>> {
  const body = await findBody(trx, id);
  if (!body) return fail('networks.unknown_body');
  if (holdsFor(context, 'networks.read', body.territory)) return ok(body);
  return (await inBodyReach(trx, bodyReach(context), id)) ? ok(body) : fail('networks.unknown_body');
}

/** The body when the actor keeps it; one that the actor may only read is named as such. */
export async function editableBody(
  trx: Trx,
  context: Context,
  id: string,
): Promise<Outcome<Body, Extract<FailureCode, 'networks.unknown_body' | 'networks.not_allowed'>>> {
  const body = await readableBody(trx, context, id);
  if (!body.ok) return body;
  return mayEditBody(context, body.value) ? body : fail('networks.not_allowed');
}
