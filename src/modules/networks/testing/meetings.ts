import pg from 'pg';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Body } from '../model/bodies.ts';
import { momentOf } from '../model/meeting-time.ts';
import { createMeeting } from '../service/meetings.ts';
import { insertBody } from '../store/bodies.ts';
import { insertMembers } from '../store/members.ts';

const plainBody: Omit<Body, 'id' | 'slug' | 'version'> = {
  name: 'Lenkungsgruppe Beispiel',
  kind: 'steering_group',
  purpose: '',
  territory: '05562',
  parentId: null,
  recurrence: '',
  public: true,
  contactEmail: 'ki@kreis.example',
  source: '',
  foundedOn: null,
  endedOn: null,
};

/** A body with two seats that have an address, one without, and one that has ended. */
export async function addBody(context: Context, changes: Partial<Body> = {}): Promise<Body & { seats: readonly string[] }> {
  const id = uuidv7();
  const body: Body = { ...plainBody, id, slug: `gremium-${id}`, version: 1, ...changes };
  const seat = {
    bodyId: id,
    organisationId: null,
    organisationName: null,
    personName: null,
    email: null,
    userId: null,
    function: 'member',
    votes: true,
    fromOn: null,
    toOn: null,
  } as const;
  const seats = [uuidv7(), uuidv7(), uuidv7(), uuidv7()] as const;
  await context.transaction(async (trx) => {
    await insertBody(trx, context.tenant.id, body, context.now());
    await insertMembers(
      trx,
      context.tenant.id,
      [
        { ...seat, id: seats[0], personName: 'Vorsitz', function: 'chair', email: `${seats[0]}@example.org` },
        { ...seat, id: seats[1], organisationName: 'Verein Beispiel', email: `${seats[1]}@example.org` },
        { ...seat, id: seats[2], organisationName: 'Ohne Adresse' },
        { ...seat, id: seats[3], organisationName: 'Ausgeschieden', email: `${seats[3]}@example.org`, toOn: '2020-12-31' },
      ],
      context.now(),
    );
  });
  return { ...body, seats };
}

export const text = (day: string, from = '10:00', to = '12:00', title = 'Sitzung') => ({
  title,
  startsAt: momentOf(day, from),
  endsAt: momentOf(day, to),
  place: 'Kreishaus, Raum 1',
  onlineUrl: 'https://video.example.org/raum?geheim=1',
});

/** Where the new meeting is found. */
export async function addMeeting(context: Context, body: string, day: string, title?: string) {
  const made = await createMeeting(context, body, text(day, '10:00', '12:00', title));
  if (!made.ok) throw new Error(made.code);
  return { body, meeting: made.value };
}

export interface QueuedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly calendar?: { readonly method: string; readonly content: string };
}

/** The mails waiting for this address, in the order they were queued. */
export async function mailsTo(ownerUrl: string, address: string): Promise<QueuedMail[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client
    .query("select payload from graphile_worker._private_jobs where payload->>'to' = $1 order by id", [address])
    .finally(() => client.end());
  return rows.map(({ payload }) => payload as QueuedMail);
}

/** The secret of the personal link in a mail. */
export const tokenIn = (mail: QueuedMail | undefined): string => /einladung\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
