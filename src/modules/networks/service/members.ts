import { organisationNames, organisationsByName } from '#modules/directory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { accountInDistrict } from '#platform/identity';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import { otherOrganisation, type Seat, type SeatEdit } from '../model/bodies.ts';
import { countMembers, findMember, insertMembers, lockMember, mostSeats, updateMember } from '../store/members.ts';
import { editableBody } from './scope.ts';

/** An organisation of the directory, to choose from. */
export interface OrganisationChoice {
  readonly id: string;
  readonly name: string;
}

export type SeatOutcome<T> =
  | Outcome<T, Exclude<FailureCode, 'networks.choose_organisation'>>
  | {
      readonly ok: false;
      readonly code: 'networks.choose_organisation';
      readonly details: Readonly<Record<string, string | number>>;
      /** What the directory has under a similar name. */
      readonly organisations: readonly OrganisationChoice[];
    };

/** Organisation of the directory that is meant, null for one that is not there, or the similar ones to choose from. */
async function organisationOf(
  context: Context,
  edit: SeatEdit,
  before: Seat | undefined,
): Promise<{ id: string | null; name: string | null } | readonly OrganisationChoice[]> {
  const { organisationName: name, organisationChoice: choice } = edit;
  if (!name) return { id: null, name: null };
  if (choice === otherOrganisation) return { id: null, name };
  if (choice) {
    const chosen = (await organisationNames(context, [choice])).get(choice);
    if (chosen) return { id: chosen.id, name: chosen.name };
  }
  if (before && before.organisationName === name) return { id: before.organisationId, name };
  const found = await organisationsByName(context, name);
  const [exact, second] = found.filter((one) => one.name.toLocaleLowerCase('de') === name.toLocaleLowerCase('de'));
  if (exact && !second) return { id: exact.id, name: exact.name };
  return found.length ? found : { id: null, name };
}

const isList = (found: object): found is readonly OrganisationChoice[] => Array.isArray(found);

async function seatOf(trx: Trx, context: Context, edit: SeatEdit, organisation: { id: string | null; name: string | null }) {
  return {
    organisationId: organisation.id,
    organisationName: organisation.name,
    personName: edit.personName,
    email: edit.email,
    // Whoever has an account in this district finds own bodies and tasks by it.
    userId: edit.email ? await accountInDistrict(trx, context.tenant.id, edit.email) : null,
    function: edit.function,
    votes: edit.votes,
    fromOn: edit.fromOn,
    toOn: edit.toOn,
  };
}

async function record(trx: Trx, context: Context, action: string, body: string, seat: string) {
  await audit(trx, context, { action, subjectType: 'body', subjectId: body, details: { seat } });
  await touchContent(trx, context.tenant.id);
}

const toChoose = (organisations: readonly OrganisationChoice[]): SeatOutcome<never> => ({
  ok: false,
  code: 'networks.choose_organisation',
  details: { count: organisations.length },
  organisations,
});

/** Adds a seat to a body. */
export async function addSeat(context: Context, bodyId: string, edit: SeatEdit): Promise<SeatOutcome<string>> {
  const organisation = await organisationOf(context, edit, undefined);
  return context.transaction(async (trx) => {
    const body = await editableBody(trx, context, bodyId);
    if (!body.ok) return body;
    if (isList(organisation)) return toChoose(organisation);
    if ((await countMembers(trx, bodyId)) >= mostSeats) return fail('networks.too_many_seats', { count: mostSeats });
    const id = uuidv7(context.now().getTime());
    await insertMembers(
      trx,
      context.tenant.id,
      [{ id, bodyId, ...(await seatOf(trx, context, edit, organisation)) }],
      context.now(),
    );
    await record(trx, context, 'networks.seat_added', bodyId, id);
    return ok(id);
  });
}

async function changeSeat(
  context: Context,
  place: { readonly bodyId: string; readonly seatId: string; readonly version: number },
  change: (trx: Trx, seat: Seat) => Promise<SeatOutcome<undefined>>,
): Promise<SeatOutcome<undefined>> {
  return context.transaction(async (trx) => {
    const body = await editableBody(trx, context, place.bodyId);
    if (!body.ok) return body;
    const seat = await lockMember(trx, place.bodyId, place.seatId);
    if (!seat) return fail('networks.unknown_member');
    if (seat.version !== place.version) return fail('networks.changed', { version: seat.version });
    return change(trx, seat);
  });
}

/** Saves a seat as the editor has it, unless somebody else saved it since `version`. */
export async function saveSeat(
  context: Context,
  place: { readonly bodyId: string; readonly seatId: string; readonly version: number },
  edit: SeatEdit,
): Promise<SeatOutcome<undefined>> {
  const before = await context.transaction((trx) => findMember(trx, place.bodyId, place.seatId));
  const organisation = await organisationOf(context, edit, before);
  return changeSeat(context, place, async (trx, seat) => {
    if (isList(organisation)) return toChoose(organisation);
    const changed = await seatOf(trx, context, edit, organisation);
    await updateMember(trx, { id: seat.id, bodyId: seat.bodyId, ...changed }, context.now());
    await record(trx, context, 'networks.seat_changed', place.bodyId, seat.id);
    return ok();
  });
}

/** Ends a seat after a day. Whom it belonged to is forgotten some time later (see the register of personal data). */
export async function endSeat(
  context: Context,
  place: { readonly bodyId: string; readonly seatId: string; readonly version: number },
  lastDay: string,
): Promise<SeatOutcome<undefined>> {
  return changeSeat(context, place, async (trx, seat) => {
    if (seat.toOn !== null && seat.toOn <= lastDay) return fail('networks.seat_ended');
    if (seat.fromOn !== null && lastDay < seat.fromOn) return fail('networks.end_before_start');
    await updateMember(trx, { ...seat, toOn: lastDay }, context.now());
    await record(trx, context, 'networks.seat_ended', place.bodyId, seat.id);
    return ok();
  });
}
