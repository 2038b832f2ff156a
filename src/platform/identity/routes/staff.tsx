import { z } from 'zod';
import { roles as allRoles, type Context, type Role, type Scope } from '#platform/access';
import { uuidPattern } from '#platform/crypto';
import { type App, type FastifyReply, type FastifyRequest, optionalText, parseForm } from '#platform/http';
import { interfaceLanguages } from '#platform/i18n';
import { deactivate, listPeople, removeFactors, showPerson } from '../accounts.ts';
import type { House } from '../house.ts';
import { invite, listInvitations, withdrawInvitation } from '../invitations.ts';
import { type Grant, mayManageRole, roleScopes } from '../model.ts';
import type { FormState } from '../pages/parts.tsx';
import { InvitePage } from '../pages/staff-invite.tsx';
import { PeoplePage } from '../pages/staff-list.tsx';
import { PersonConfirmPage, PersonPage } from '../pages/staff-person.tsx';
import type { ScopeChoice } from '../pages/staff-role-fields.tsx';
import { grantRole, revokeRole } from '../roles.ts';
import type { Position } from '../store-lists.ts';
import { email, userOf } from './parts.ts';

/** What a role can be limited to in a district, by name; undefined: this house knows no list, the key is typed in. */
export type ScopeChoices = (context: Context, kind: Scope['kind']) => Promise<readonly ScopeChoice[] | undefined>;

const role = z.enum(allRoles);
const scope = optionalText(100);
const tags = interfaceLanguages.map((language) => language.tag) as [string, ...string[]];
const inviteForm = z.object({ rolle: role, scope, email, language: z.enum(tags) });
const grantForm = z.object({ rolle: role, scope });
const positionSchema = z.tuple([z.string().max(200), z.uuid()]);

const base = '/intern/:district/konten';
const manage = { config: { access: 'identity.manage' } } as const;

function toGrant(chosen: Role, id: string | undefined): Grant {
  const kind = roleScopes[chosen].kinds[0];
  return { role: chosen, scope: kind && id ? { kind, id } : null };
}

function readPosition(text: unknown): Position | undefined {
  try {
    const [name, id] = positionSchema.parse(JSON.parse(Buffer.from(String(text), 'base64url').toString()));
    return { name, id };
  } catch {
    return undefined;
  }
}

const writePosition = ({ name, id }: Position) => Buffer.from(JSON.stringify([name, id])).toString('base64url');

const staffFault = (request: FastifyRequest, code: string) => request.visit.t(`identity:staff.failure.${code}`);

/** Faults that concern the scope stand at its field, the others at the role's. */
const fieldOf = (code: string) => (code.startsWith('scope_') ? 'scope' : 'rolle');

export function staffRoutes(app: App, house: House, scopeChoices: ScopeChoices): void {
  const manageable = (request: FastifyRequest) =>
    allRoles.filter((one) => mayManageRole(userOf(request).assignments, request.context.tenant.id, one));
  const addressOf = (request: FastifyRequest) => `/intern/${request.context.tenant.slug}/konten`;
  const chosenRole = (request: FastifyRequest, value: unknown) => manageable(request).find((one) => one === value);
  const choicesFor = async (context: Context, chosen: Role | undefined) => {
    const kind = chosen && roleScopes[chosen].kinds[0];
    return kind ? scopeChoices(context, kind) : undefined;
  };
  const personId = (request: FastifyRequest) => {
    const { person } = request.params as { person: string };
    return uuidPattern.test(person) ? person : undefined;
  };

  app.get(base, manage, async (request, reply) => {
    const query = request.query as { suche?: unknown; nach?: unknown };
    const search = typeof query.suche === 'string' ? query.suche.trim().slice(0, 200).replaceAll('\u0000', '') : '';
    const { people, next } = await listPeople(request.context, { search: search || undefined, after: readPosition(query.nach) });
    const address = addressOf(request);
    const further =
      next && `${address}?${new URLSearchParams({ ...(search ? { suche: search } : {}), nach: writePosition(next) })}`;
    const invitations = search || query.nach !== undefined ? [] : await listInvitations(request.context);
    return reply.page(<PeoplePage base={address} people={people} invitations={invitations} search={search} next={further} />);
  });

  async function showInvite(request: FastifyRequest, reply: FastifyReply, value: unknown, state: FormState = {}, status = 200) {
    const chosen = chosenRole(request, value);
    const choices = await choicesFor(request.context, chosen);
    return reply.page(
      <InvitePage base={addressOf(request)} roles={manageable(request)} role={chosen} choices={choices} {...state} />,
      status,
    );
  }

  app.get(`${base}/einladen`, manage, (request, reply) =>
    showInvite(request, reply, (request.query as { rolle?: unknown }).rolle),
  );

  app.post(`${base}/einladen`, manage, async (request, reply) => {
    const form = parseForm(inviteForm, request.body, request.visit.t);
    const { rolle, ...values } = form.values;
    if (!form.ok) return showInvite(request, reply, rolle, { values, errors: form.errors }, 422);
    const { data } = form;
    const outcome = await invite(house, request.context, {
      email: data.email,
      language: data.language,
      grants: [toGrant(data.rolle, data.scope)],
    });
    if (outcome.ok) return reply.redirectWithNotice(addressOf(request), 'success', 'identity:staff.notice.invited');
    if (outcome.code === 'forbidden') return reply.refuse(403);
    const field = outcome.code === 'member_already' ? 'email' : fieldOf(outcome.code);
    return showInvite(request, reply, rolle, { values, errors: { [field]: staffFault(request, outcome.code) } }, 422);
  });

  app.post(`${base}/einladungen/:invitation/zurueckziehen`, manage, async (request, reply) => {
    const { invitation } = request.params as { invitation: string };
    const outcome = uuidPattern.test(invitation) ? await withdrawInvitation(house, request.context, invitation) : undefined;
    if (!outcome?.ok) return reply.refuse(404);
    return reply.redirectWithNotice(addressOf(request), 'success', 'identity:staff.notice.withdrawn');
  });

  async function showOne(request: FastifyRequest, reply: FastifyReply, value: unknown, state: FormState = {}, status = 200) {
    const id = personId(request);
    const person = id && (await showPerson(house, request.context, id));
    if (!person) return reply.refuse(404);
    const chosen = chosenRole(request, value);
    const kinds = [...new Set(person.roles.flatMap((one) => (one.scope ? [one.scope.kind] : [])))];
    const lists = await Promise.all(
      kinds.map(async (kind) => ({ kind, list: (await scopeChoices(request.context, kind)) ?? [] })),
    );
    const scopeNames = new Map(
      lists.flatMap(({ kind, list }) => list.map((one) => [`${kind} ${one.value}`, one.label] as const)),
    );
    const own = person.account.id === userOf(request).userId;
    const props = { base: addressOf(request), person, roles: manageable(request), role: chosen, scopeNames, own };
    return reply.page(<PersonPage {...props} choices={await choicesFor(request.context, chosen)} {...state} />, status);
  }

  app.get(`${base}/:person`, manage, (request, reply) => showOne(request, reply, (request.query as { rolle?: unknown }).rolle));

  app.post(`${base}/:person/rollen`, manage, async (request, reply) => {
    const form = parseForm(grantForm, request.body, request.visit.t);
    const { rolle, ...values } = form.values;
    const userId = personId(request);
    if (!userId) return reply.refuse(404);
    if (!form.ok) return showOne(request, reply, rolle, { values, errors: form.errors }, 422);
    const outcome = await grantRole(house, request.context, { userId, grant: toGrant(form.data.rolle, form.data.scope) });
    if (outcome.ok)
      return reply.redirectWithNotice(`${addressOf(request)}/${userId}`, 'success', 'identity:staff.notice.granted');
    if (outcome.code === 'unknown') return reply.refuse(404);
    if (outcome.code === 'forbidden') return reply.refuse(403);
    return showOne(
      request,
      reply,
      rolle,
      { values, errors: { [fieldOf(outcome.code)]: staffFault(request, outcome.code) } },
      422,
    );
  });

  app.post(`${base}/:person/rollen/:assignment/entziehen`, manage, async (request, reply) => {
    const { assignment } = request.params as { assignment: string };
    const userId = personId(request);
    if (!userId || !uuidPattern.test(assignment)) return reply.refuse(404);
    const outcome = await revokeRole(house, request.context, { userId, assignmentId: assignment });
    if (!outcome.ok) return reply.refuse(outcome.code === 'unknown' ? 404 : 403);
    const left = await showPerson(house, request.context, userId);
    const back = left ? `${addressOf(request)}/${userId}` : addressOf(request);
    return reply.redirectWithNotice(back, 'success', 'identity:staff.notice.revoked');
  });

  /** The two steps that are asked about first. */
  function confirmed(
    path: string,
    what: 'deactivate' | 'removeFactors',
    act: typeof removeFactors | typeof deactivate,
    notice: string,
  ) {
    const ask = async (request: FastifyRequest, reply: FastifyReply, fault?: string) => {
      const id = personId(request);
      const person = id && (await showPerson(house, request.context, id));
      if (!person) return reply.refuse(404);
      const props = { base: addressOf(request), person, what, ...(fault ? { fault } : {}) };
      return reply.page(<PersonConfirmPage {...props} />, fault ? 422 : 200);
    };
    app.get(`${base}/:person/${path}`, manage, (request, reply) => ask(request, reply));
    app.post(`${base}/:person/${path}`, manage, async (request, reply) => {
      const id = personId(request);
      if (!id) return reply.refuse(404);
      const outcome = await act(house, request.context, id);
      if (outcome.ok) return reply.redirectWithNotice(addressOf(request), 'success', notice);
      return outcome.code === 'unknown' ? reply.refuse(404) : ask(request, reply, staffFault(request, outcome.code));
    });
  }
  confirmed('sperren', 'deactivate', deactivate, 'identity:staff.notice.deactivated');
  confirmed('zweiter-faktor', 'removeFactors', removeFactors, 'identity:staff.notice.factorsRemoved');
}
