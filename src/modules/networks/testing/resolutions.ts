import pg from 'pg';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { JobHandler } from '#platform/module';
import { fail, ok } from '#platform/outcome';
import type { Tenant } from '#platform/tenancy';
import type { Stage, TestDatabase } from '#testing';
import type { ResolutionEffect } from '../effects.ts';

export interface SeatDraft {
  readonly name: string;
  readonly email?: string | null;
  readonly userId?: string;
  readonly votes?: boolean;
  readonly from?: string;
  readonly to?: string;
}

export interface TestBody {
  readonly id: string;
  /** Id of a seat by its name. */
  readonly seats: Readonly<Record<string, string>>;
}

/** A body of a territory with its seats. */
export async function addTestBody(
  database: TestDatabase,
  tenant: Tenant,
  body: { readonly name: string; readonly territory: string },
  seats: readonly SeatDraft[],
): Promise<TestBody> {
  const id = uuidv7();
  const ids = Object.fromEntries(seats.map(({ name }) => [name, uuidv7()]));
  await database.inTenant(tenant.id, async (trx) => {
    const kind = 'steering_group';
    await trx
      .insertInto('network_body')
      .values({ tenant_id: tenant.id, id, slug: `g-${id.slice(-12)}`, kind, ...body })
      .execute();
    for (const { name, email = `${name}@example.org`, userId = null, votes = true, from = null, to = null } of seats) {
      await trx
        .insertInto('network_member')
        .values({
          tenant_id: tenant.id,
          id: ids[name] ?? '',
          body_id: id,
          person_name: name,
          email,
          user_id: userId,
          votes,
          from_on: from,
          to_on: to,
        })
        .execute();
    }
  });
  return { id, seats: ids };
}

/** A meeting of a body with one item on its agenda. */
export async function addTestMeeting(database: TestDatabase, tenant: Tenant, bodyId: string, startsAt: string) {
  const [id, item] = [uuidv7(), uuidv7()];
  const starts_at = new Date(startsAt);
  await database.inTenant(tenant.id, async (trx) => {
    await trx
      .insertInto('network_meeting')
      .values({
        tenant_id: tenant.id,
        id,
        body_id: bodyId,
        title: 'Herbstsitzung',
        starts_at,
        ends_at: new Date(starts_at.getTime() + 7_200_000),
      })
      .execute();
    await trx
      .insertInto('network_agenda_item')
      .values({ tenant_id: tenant.id, id: item, meeting_id: id, position: 1, title: 'Fortschreibung' })
      .execute();
  });
  return { id, item };
}

export interface SentMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Takes the mails that wait to be sent out of the queue, oldest first. */
export async function takeMails(database: TestDatabase): Promise<SentMail[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ payload: SentMail }>(
      `with taken as (delete from graphile_worker._private_jobs jobs using graphile_worker._private_tasks tasks
        where tasks.id = jobs.task_id and tasks.identifier = 'mail.send' returning jobs.id, jobs.payload)
      select payload from taken order by id`,
    );
    return rows.map(({ payload }) => payload);
  } finally {
    await client.end();
  }
}

/** The secret in a mail's link. */
export const tokenIn = ({ text }: SentMail): string => /\/(?:abstimmung|aufgabe)\/([\w-]{43})/.exec(text)?.[1] ?? '';

/** Runs a job on a day, for the district at home. */
export const runOn = (stage: Stage, job: JobHandler, now: string): Promise<void> =>
  job(
    {},
    {
      contextOf: () => stage.context({ now: new Date(now) }),
      tenantIds: () => [stage.here.id],
    },
  );

/**
 * An effect that writes down, in the audit log's way, what it was asked to do: by giving the body's purpose a new text, so that
 * a transaction taken back takes it back too.
 */
export function fakeEffect(): ResolutionEffect & { readonly applied: string[] } {
  const applied: string[] = [];
  return {
    applied,
    kind: 'test.note',
    label: 'networks:staff.save',
    parameters: [
      {
        name: 'tone',
        label: 'networks:staff.edit',
        kind: 'choice',
        choices: { high: 'networks:staff.yes', low: 'networks:staff.no' },
      },
      { name: 'sum', label: 'networks:staff.all', kind: 'cents' },
    ],
    subjects: async () => [
      { id: 'good', label: 'Guter Gegenstand' },
      { id: 'bad', label: 'Schlechter Gegenstand' },
    ],
    apply: async (trx, context: Context, { subject, parameters }, resolution) => {
      await trx
        .updateTable('network_body')
        .set({ purpose: `${resolution.number} ${parameters.tone} ${parameters.sum}` })
        .where('name', '=', resolution.bodyName)
        .execute();
      if (subject === 'bad') return fail('networks.not_allowed');
      applied.push(`${context.tenant.slug} ${resolution.title}`);
      return ok();
    },
  };
}
