import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { type App, type FastifyReply, type FastifyRequest, type FormErrors, type FormValues, parseForm } from '#platform/http';
import type { FailureCode } from '../failures.ts';
import { endForm, type Seat, seatForm } from '../model/bodies.ts';
import { versionOf } from '../model/fields.ts';
import { SeatFormPage } from '../pages/member-form.tsx';
import { readBody } from '../service/bodies.ts';
import { addSeat, endSeat, type OrganisationChoice, saveSeat } from '../service/members.ts';
import { type BodyParams, differences, faultAt, forBody, one, refuse, root, staffBase } from './parts.ts';

function seatValues(seat: Seat): FormValues {
  return {
    organisationName: seat.organisationName ?? '',
    personName: seat.personName ?? '',
    email: seat.email ?? '',
    function: seat.function,
    votes: seat.votes ? 'yes' : '',
    fromOn: seat.fromOn ?? '',
    toOn: seat.toOn ?? '',
  };
}

const newSeat: FormValues = { function: 'member', votes: 'yes' };

const fieldOf: Partial<Record<FailureCode, string>> = {
  'networks.choose_organisation': 'organisationChoice',
  'networks.too_many_seats': 'organisationName',
};

interface Posted {
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly changed?: boolean;
  readonly organisations?: readonly OrganisationChoice[] | undefined;
}

function conflictOf({ t }: Context, seat: Seat, own: FormValues) {
  const readable = (values: FormValues): FormValues => ({
    ...values,
    function: t(`networks:staff.function.${one(values, 'function')}`),
    votes: t(one(values, 'votes') === 'yes' ? 'networks:staff.yes' : 'networks:staff.no'),
  });
  return differences(readable(seatValues(seat)), readable(own), {
    organisationName: t('networks:staff.seat.organisation'),
    personName: t('networks:staff.seat.person'),
    email: t('networks:staff.seat.email'),
    function: t('networks:staff.seat.function'),
    votes: t('networks:staff.seat.votes'),
    fromOn: t('networks:staff.seat.from'),
    toOn: t('networks:staff.seat.to'),
  });
}

/** The form of a new seat (`seat` empty) or of a known one, with what a rejected post brings along. */
async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  params: BodyParams,
  more: { readonly posted?: Posted; readonly ending?: Posted } = {},
): Promise<FastifyReply> {
  const { context } = request;
  const found = await readBody(context, params.body);
  if (!found.ok) return refuse(reply, found.code);
  if (!found.value.mayEdit) return reply.refuse(403);
  const seat = found.value.seats.find(({ id }) => id === params.seat);
  if (params.seat && !seat) return reply.refuse(404);
  const { posted, ending } = more;
  return reply.page(
    <SeatFormPage
      base={staffBase(context)}
      body={found.value.body}
      seat={seat}
      values={posted?.values ?? (seat ? seatValues(seat) : newSeat)}
      errors={posted?.errors ?? {}}
      organisations={posted?.organisations}
      conflict={posted?.changed && seat ? conflictOf(context, seat, posted.values) : undefined}
      ending={ending}
      today={dayOf(context.now())}
    />,
    posted || ending ? 422 : 200,
  );
}

async function post(request: FastifyRequest, reply: FastifyReply, params: BodyParams): Promise<FastifyReply> {
  const { context, visit } = request;
  const form = parseForm(seatForm, request.body, visit.t);
  if (!form.ok) return show(request, reply, params, { posted: form });
  const place = { bodyId: params.body, seatId: params.seat, version: versionOf(form.values.version) };
  const outcome = params.seat ? await saveSeat(context, place, form.data) : await addSeat(context, params.body, form.data);
  const { values } = form;
  if (outcome.ok) {
    const notice = params.seat ? 'networks:staff.saved' : 'networks:staff.seat.added';
    return reply.redirectWithNotice(`${staffBase(context)}/${params.body}#sitze`, 'success', notice);
  }
  if (outcome.code === 'networks.changed') return show(request, reply, params, { posted: { values, errors: {}, changed: true } });
  const errors = faultAt(context, fieldOf, outcome);
  if (!errors) return refuse(reply, outcome.code);
  const organisations =
    outcome.code === 'networks.choose_organisation' && 'organisations' in outcome ? outcome.organisations : undefined;
  return show(request, reply, params, { posted: { values, errors, organisations } });
}

const endingFields: Partial<Record<FailureCode, string>> = {
  'networks.changed': 'lastDay',
  'networks.seat_ended': 'lastDay',
  'networks.end_before_start': 'lastDay',
};

async function postEnd(request: FastifyRequest, reply: FastifyReply, params: BodyParams): Promise<FastifyReply> {
  const { context, visit } = request;
  const form = parseForm(endForm, request.body, visit.t);
  if (!form.ok) return show(request, reply, params, { ending: form });
  const { lastDay, version } = form.data;
  const ended = await endSeat(context, { bodyId: params.body, seatId: params.seat, version }, lastDay);
  if (ended.ok)
    return reply.redirectWithNotice(`${staffBase(context)}/${params.body}#sitze`, 'success', 'networks:staff.seat.ended');
  const errors = faultAt(context, endingFields, ended);
  return errors ? show(request, reply, params, { ending: { values: form.values, errors } }) : refuse(reply, ended.code);
}

export function memberRoutes(app: App): void {
  const config = { access: 'networks.edit' } as const;
  for (const path of [`${root}/:body/sitze/neu`, `${root}/:body/sitze/:seat`]) {
    app.get(
      path,
      { config },
      forBody((request, reply, params) => show(request, reply, params)),
    );
    app.post(path, { config }, forBody(post));
  }
  app.post(`${root}/:body/sitze/:seat/beenden`, { config }, forBody(postEnd));
}
