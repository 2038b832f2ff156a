import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import type { Body } from '../model/bodies.ts';
import { findBody, findPublicBody, listBodies } from '../store/bodies.ts';
import { membersOn } from '../store/members.ts';

/** The public's bodies that are open today, by name. */
export async function publicBodies(context: Context): Promise<readonly Body[]> {
  return context.transaction((trx) => listBodies(trx, 'district', { public: true, openOn: dayOf(context.now()) }));
}

/** What everybody may see of a body: it, and the organisations in it. Persons are none of the public's business. */
export interface PublicBody {
  readonly body: Body;
  readonly parent: Body | undefined;
  /** Each once, by name. */
  readonly organisations: readonly { readonly id: string | null; readonly name: string }[];
}

/** A public body by its address; undefined when there is none. */
export async function publicBody(context: Context, slug: string): Promise<PublicBody | undefined> {
  return context.transaction(async (trx) => {
    const body = await findPublicBody(trx, slug);
    if (!body) return undefined;
    const parent = body.parentId ? await findBody(trx, body.parentId) : undefined;
    const seats = await membersOn(trx, body.id, dayOf(context.now()));
    const organisations = new Map<string, string | null>();
    for (const { organisationName: name, organisationId: id } of seats) {
      if (name) organisations.set(name, organisations.get(name) ?? id);
    }
    return {
      body,
      parent: parent?.public ? parent : undefined,
      organisations: [...organisations]
        .map(([name, id]) => ({ id, name }))
        .sort((a, b) => new Intl.Collator('de').compare(a.name, b.name)),
    };
  });
}
