import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
} from '#platform/http';
import type { FailureCode } from '../failures.ts';
import { type Body, type BodyEdit, bodyForm, endForm } from '../model/bodies.ts';
import { ownRule, rhythms } from '../model/body-schedule.ts';
import { versionOf } from '../model/fields.ts';
import { BodyFormPage, type BodyFormProps } from '../pages/body-form.tsx';
import { addBody, bodyChoices, closeBody, readBody, reopenBody, saveBody } from '../service/bodies.ts';
import { areaOptions, type BodyParams, differences, faultAt, forBody, one, refuse, root, staffBase } from './parts.ts';

/** The fields of the form, for a body that is there. */
export function bodyValues(body: Body | BodyEdit): FormValues {
  const usual = rhythms.find((one_) => one_ === body.recurrence);
  return {
    name: body.name,
    kind: body.kind,
    purpose: body.purpose,
    territory: body.territory,
    parentId: body.parentId ?? '',
    rhythm: usual ?? ownRule,
    recurrence: usual === undefined ? body.recurrence : '',
    public: body.public ? 'yes' : '',
    contactEmail: body.contactEmail ?? '',
    source: body.source,
    foundedOn: body.foundedOn ?? '',
  };
}

const fieldOf: Partial<Record<FailureCode, string>> = {
  'networks.unknown_territory': 'territory',
  'networks.unknown_parent': 'parentId',
  'networks.address_taken': 'name',
  'networks.end_before_start': 'foundedOn',
  // A new body of a town that the actor does not keep.
  'networks.not_allowed': 'territory',
};

/** The labels under which a conflict names the fields; the values of choices are shown as they read in the form. */
function conflictOf(context: Context, body: Body, own: FormValues, props: Pick<BodyFormProps, 'territories' | 'parents'>) {
  const { t } = context;
  const readable = (values: FormValues): FormValues => ({
    ...values,
    kind: t(`networks:kind.${one(values, 'kind')}`),
    territory: props.territories.find(({ value }) => value === one(values, 'territory'))?.label ?? one(values, 'territory'),
    parentId: props.parents.find(({ value }) => value === one(values, 'parentId'))?.label ?? '',
    public: t(one(values, 'public') === 'yes' ? 'networks:staff.yes' : 'networks:staff.no'),
    recurrence: one(values, 'rhythm') === ownRule ? one(values, 'recurrence') : one(values, 'rhythm'),
  });
  return differences(readable(bodyValues(body)), readable(own), {
    name: t('networks:staff.field.name'),
    kind: t('networks:staff.field.kind'),
    territory: t('networks:staff.field.territory'),
    purpose: t('networks:staff.field.purpose'),
    parentId: t('networks:staff.field.parent'),
    recurrence: t('networks:staff.field.rhythm'),
    foundedOn: t('networks:staff.field.founded'),
    contactEmail: t('networks:staff.field.contact'),
    source: t('networks:staff.field.source'),
    public: t('networks:staff.field.public'),
  });
}

interface Posted {
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly changed?: boolean;
}

async function showNew(request: FastifyRequest, reply: FastifyReply, posted?: Posted): Promise<FastifyReply> {
  const { context } = request;
  const choices = await bodyChoices(context);
  return reply.page(
    <BodyFormPage
      base={staffBase(context)}
      values={posted?.values ?? {}}
      errors={posted?.errors ?? {}}
      territories={areaOptions(context, choices.territories)}
      parents={choices.parents.map(({ id, name }) => ({ value: id, label: name }))}
      today={dayOf(context.now())}
    />,
    posted ? 422 : 200,
  );
}

async function showEdit(
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  more: { readonly posted?: Posted; readonly closing?: Posted } = {},
): Promise<FastifyReply> {
  const { context } = request;
  const found = await readBody(context, id);
  if (!found.ok) return refuse(reply, found.code);
  if (!found.value.mayEdit) return reply.refuse(403);
  const { body } = found.value;
  const choices = await bodyChoices(context, id);
  const options = {
    territories: areaOptions(context, choices.territories),
    parents: choices.parents.map((parent) => ({ value: parent.id, label: parent.name })),
  };
  const { posted, closing } = more;
  return reply.page(
    <BodyFormPage
      base={staffBase(context)}
      body={body}
      values={posted?.values ?? bodyValues(body)}
      errors={posted?.errors ?? {}}
      {...options}
      conflict={posted?.changed ? conflictOf(context, body, posted.values, options) : undefined}
      closing={closing}
      today={dayOf(context.now())}
    />,
    posted || closing ? 422 : 200,
  );
}

async function postNew(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context, visit } = request;
  const form = parseForm(bodyForm, request.body, visit.t);
  if (!form.ok) return showNew(request, reply, form);
  const added = await addBody(context, form.data);
  if (added.ok) return reply.redirectWithNotice(`${staffBase(context)}/${added.value}`, 'success', 'networks:staff.body.added');
  const errors = faultAt(context, fieldOf, added);
  return errors ? showNew(request, reply, { values: form.values, errors }) : refuse(reply, added.code);
}

async function postEdit(request: FastifyRequest, reply: FastifyReply, { body: id }: BodyParams): Promise<FastifyReply> {
  const { context, visit } = request;
  const form = parseForm(bodyForm, request.body, visit.t);
  if (!form.ok) return showEdit(request, reply, id, { posted: form });
  const saved = await saveBody(context, id, form.data, versionOf(form.values.version));
  if (saved.ok) return reply.redirectWithNotice(`${staffBase(context)}/${id}`, 'success', 'networks:staff.saved');
  if (saved.code === 'networks.changed')
    return showEdit(request, reply, id, { posted: { values: form.values, errors: {}, changed: true } });
  const errors = faultAt(context, fieldOf, saved);
  return errors ? showEdit(request, reply, id, { posted: { values: form.values, errors } }) : refuse(reply, saved.code);
}

const closingFields: Partial<Record<FailureCode, string>> = {
  'networks.end_before_start': 'lastDay',
  'networks.changed': 'lastDay',
  'networks.already_closed': 'lastDay',
};

async function postClose(request: FastifyRequest, reply: FastifyReply, { body: id }: BodyParams): Promise<FastifyReply> {
  const { context, visit } = request;
  if (one(formValues(request.body), 'aktion') === 'oeffnen') return postReopen(request, reply, id);
  const form = parseForm(endForm, request.body, visit.t);
  if (!form.ok) return showEdit(request, reply, id, { closing: form });
  const closed = await closeBody(context, id, form.data.lastDay, form.data.version);
  if (closed.ok) return reply.redirectWithNotice(`${staffBase(context)}/${id}`, 'success', 'networks:staff.body.was_closed');
  const errors = faultAt(context, closingFields, closed);
  return errors ? showEdit(request, reply, id, { closing: { values: form.values, errors } }) : refuse(reply, closed.code);
}

async function postReopen(request: FastifyRequest, reply: FastifyReply, id: string): Promise<FastifyReply> {
  const { context } = request;
  const version = versionOf(one(formValues(request.body), 'version'));
  const opened = await reopenBody(context, id, version);
  if (opened.ok) return reply.redirectWithNotice(`${staffBase(context)}/${id}`, 'success', 'networks:staff.body.was_reopened');
  if (opened.code !== 'networks.changed') return refuse(reply, opened.code);
  return reply.redirectWithNotice(`${staffBase(context)}/${id}/bearbeiten`, 'warning', 'networks:staff.failure.changed');
}

export function bodyFormRoutes(app: App): void {
  const config = { access: 'networks.edit' } as const;
  app.get(`${root}/neu`, { config }, (request, reply) => showNew(request, reply));
  app.post(`${root}/neu`, { config }, postNew);
  app.get(
    `${root}/:body/bearbeiten`,
    { config },
    forBody((request, reply, { body }) => showEdit(request, reply, body)),
  );
  app.post(`${root}/:body/bearbeiten`, { config }, forBody(postEdit));
  app.post(`${root}/:body/schliessen`, { config }, forBody(postClose));
}
