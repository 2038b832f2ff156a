import { listTowns } from '#modules/territory';
import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import type { Option } from '#platform/ui';
import { ages, InboxPage } from '../../pages/staff/inbox.tsx';
import { readInbox } from '../../service/inbox.ts';
import { reaches, reachOf } from '../../service/reach.ts';
import { deskFrame, one, root, staffBase } from './parts.ts';

/** The towns in which the actor decides or edits, by name. */
export async function townOptions(context: Context): Promise<Option[]> {
  const reach = reachOf(context, 'directory.edit');
  return (await listTowns(context))
    .filter(({ key }) => reaches(reach, key))
    .map(({ key, names }) => ({ value: key, label: names[context.language.tag] ?? names.de ?? key }));
}

/** Address of a list with these filters; empty ones are left out. */
export function addressWith(path: string, values: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return query.size ? `${path}?${query}` : path;
}

/** The chosen value when it is one of those offered, otherwise none: an old bookmark shows more rather than an error. */
export const chosen = <T extends string>(value: string, offered: readonly T[]): T | undefined =>
  offered.find((each) => each === value);

async function inbox(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const towns = await townOptions(context);
  const kind = chosen(one(sent, 'art'), ['offer', 'organisation'] as const);
  const town = towns.find(({ value }) => value === one(sent, 'ort'))?.value;
  const age = chosen(one(sent, 'alter'), ages);
  const values = { art: kind ?? '', ort: town ?? '', alter: age ?? '' };
  const after = one((request.query ?? {}) as Record<string, unknown>, 'nach') || undefined;
  const found = await readInbox(context, { kind, town, olderThanDays: age && Number(age), after, limit: 50 });
  const path = `${staffBase(context)}/vorschlaege`;
  return reply.page(
    <InboxPage
      frame={await deskFrame(context)}
      inbox={found}
      values={values}
      towns={towns}
      first={after && addressWith(path, values)}
      next={found.next && addressWith(path, { ...values, nach: found.next })}
      now={context.now()}
    />,
  );
}

export function inboxRoutes(app: App): void {
  const config = { access: 'directory.review' } as const;
  app.get(root, { config }, (request, reply) => reply.redirect(`${staffBase(request.context)}/vorschlaege`, 303));
  app.get(`${root}/vorschlaege`, { config }, inbox);
}
