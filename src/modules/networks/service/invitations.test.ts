import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, openTestFiles, type Stage, useDatabase } from '#testing';
import { networksModule } from '../module.ts';
import { addBody, addMeeting, mailsTo, text, tokenIn } from '../testing/meetings.ts';
import { answerInvitation, invite, readInvitation } from './invitations.ts';
import { readMeeting } from './meeting-record.ts';
import { cancelMeeting, saveMeeting } from './meetings.ts';

const database = useDatabase();
const papers = openTestFiles();
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(database, [networksModule({ effects: [], files: papers.files })]);
});
afterAll(async () => {
  await stage.close();
  await papers.close();
});

/** A meeting in June 2027 to which the body was invited, and the mail to its chair. */
async function invited() {
  const context = stage.context();
  const body = await addBody(context);
  const ref = await addMeeting(context, body.id, '2027-06-08');
  expect(await invite(context, ref, 1)).toMatchObject({ ok: true, value: { mails: 2 } });
  const address = `${body.seats[0]}@example.org`;
  const [mail] = await mailsTo(database.ownerUrl, address);
  return { context, body, ref, address, mail, token: tokenIn(mail) };
}

/** Lines of an iCalendar text as a program reads them (RFC 5545, 3.1). */
function unfolded(content = '') {
  expect(content.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(content.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  return content.replaceAll(/\r\n[ \t]/g, '').split('\r\n');
}

describe('an invitation', () => {
  it('goes to each seat held on the day that has an address, with date, agenda and link', async () => {
    const { body, mail, ref, token, context } = await invited();
    expect(mail?.subject).toBe('Einladung: Sitzung (Lenkungsgruppe Beispiel)');
    expect(mail?.text).toContain('Dienstag, 8. Juni 2027');
    expect(mail?.text).toContain('10:00–12:00 Uhr');
    expect(mail?.text).toContain('/recklinghausen/de/einladung/');
    expect(await mailsTo(database.ownerUrl, `${body.seats[3]}@example.org`)).toEqual([]);
    const record = await readMeeting(context, ref);
    expect(record.ok && record.value.seats.map(({ email, state }) => [email !== null, state]).toSorted()).toEqual([
      [false, null],
      [true, 'invited'],
      [true, 'invited'],
    ]);
    const { rows } = await database.inTenant(stage.here.id, (trx) =>
      trx
        .selectFrom('network_attendance')
        .select('token_hash')
        .where('meeting_id', '=', ref.meeting)
        .where('member_id', '=', body.seats[0] ?? '')
        .execute()
        .then((found) => ({ rows: found })),
    );
    expect(rows[0]?.token_hash).toEqual(createHash('sha256').update(token).digest());
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('carries a valid appointment, the same one with a higher sequence when it is sent again, and its end', async () => {
    const { context, ref, address, mail } = await invited();
    const first = unfolded(mail?.calendar?.content);
    expect(first).toEqual(
      expect.arrayContaining([
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'METHOD:REQUEST',
        `UID:${ref.meeting}@dreiklang`,
        'SEQUENCE:0',
        'DTSTART:20270608T080000Z',
        'DTEND:20270608T100000Z',
        'STATUS:CONFIRMED',
        'END:VCALENDAR',
      ]),
    );
    expect(first.filter((line) => line.startsWith('ATTENDEE'))).toEqual([expect.stringContaining(`MAILTO:${address}`)]);
    expect(first.find((line) => line.startsWith('ORGANIZER'))).toContain('ki@kreis.example');
    expect(mail?.calendar?.method).toBe('REQUEST');
    // Calendars are shared with colleagues; the link is personal.
    expect(first.join('')).not.toContain(tokenIn(mail));

    expect(await invite(context, ref, 2)).toMatchObject({ ok: true });
    expect(await cancelMeeting(context, ref, 'Grippe', 3)).toMatchObject({ ok: true });
    const [, again, off] = await mailsTo(database.ownerUrl, address);
    expect(again?.subject).toContain('Geändert');
    expect(unfolded(again?.calendar?.content)).toEqual(expect.arrayContaining([`UID:${ref.meeting}@dreiklang`, 'SEQUENCE:1']));
    expect(off?.text).toContain('Grund: Grippe');
    expect(unfolded(off?.calendar?.content)).toEqual(
      expect.arrayContaining([`UID:${ref.meeting}@dreiklang`, 'METHOD:CANCEL', 'SEQUENCE:2', 'STATUS:CANCELLED']),
    );
  });

  it('is sent once when two press the button at the same time', async () => {
    const context = stage.context();
    const body = await addBody(context);
    const ref = await addMeeting(context, body.id, '2027-06-08');
    const both = await Promise.all([invite(context, ref, 1), invite(context, ref, 1)]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'networks.changed' });
    expect(await mailsTo(database.ownerUrl, `${body.seats[0]}@example.org`)).toHaveLength(1);
  });

  it('is not sent to a meeting that has begun, was called off, or to nobody', async () => {
    const context = stage.context();
    const body = await addBody(context);
    const past = await addMeeting(context, body.id, '2026-01-13');
    expect(await invite(context, past, 1)).toMatchObject({ code: 'networks.meeting_begun' });
    const off = await addMeeting(context, body.id, '2027-01-12');
    await cancelMeeting(context, off, 'x', 1);
    expect(await invite(context, off, 2)).toMatchObject({ code: 'networks.meeting_cancelled' });
    expect(await mailsTo(database.ownerUrl, `${body.seats[0]}@example.org`)).toEqual([]);
    const nobody = await addBody(context);
    await database.inTenant(stage.here.id, (trx) =>
      trx.updateTable('network_member').set({ email: null }).where('body_id', '=', nobody.id).execute(),
    );
    const ref = await addMeeting(context, nobody.id, '2027-01-12');
    expect(await invite(context, ref, 1)).toMatchObject({ code: 'networks.nobody_to_invite' });
  });
});

describe('a personal link', () => {
  it('takes an answer, and another one, until the meeting begins', async () => {
    const { token } = await invited();
    const at = (now: string) => stage.context({ actor: { kind: 'visitor' }, now: new Date(now) });
    const state = async () => {
      const found = await readInvitation(at('2027-06-01T12:00Z'), token);
      return found.ok && found.value.invited.state;
    };
    expect(await answerInvitation(at('2027-06-01T12:00Z'), token, 'accepted')).toMatchObject({ value: true });
    expect(await state()).toBe('accepted');
    expect(await answerInvitation(at('2027-06-08T07:59:59Z'), token, 'declined')).toMatchObject({ value: true });
    expect(await state()).toBe('declined');
    expect(await answerInvitation(at('2027-06-08T08:00:00Z'), token, 'accepted')).toMatchObject({ value: false });
    expect(await state()).toBe('declined');
  });

  it('opens until the thirtieth day after the meeting', async () => {
    const { token } = await invited();
    const at = (now: string) => readInvitation(stage.context({ actor: { kind: 'visitor' }, now: new Date(now) }), token);
    expect(await at('2027-07-08T21:59:59Z')).toMatchObject({ ok: true });
    expect(await at('2027-07-08T22:00:00Z')).toMatchObject({ ok: false, code: 'expired' });
  });

  it('ends when a newer one was sent, and opens nothing in another district', async () => {
    const { context, ref, address, token } = await invited();
    expect(await readInvitation(stage.context({ tenant: stage.there }), token)).toMatchObject({ code: 'unknown' });
    await invite(context, ref, 2);
    const newer = tokenIn((await mailsTo(database.ownerUrl, address)).at(-1));
    expect(newer).not.toBe(token);
    expect(await readInvitation(context, token)).toMatchObject({ code: 'unknown' });
    expect(await readInvitation(context, newer)).toMatchObject({ ok: true });
  });

  it.each(['', 'x', 'ä'.repeat(43), '-'.repeat(43), `${'a'.repeat(42)}\u0000`])(
    'that is none opens nothing: %j',
    async (token) => {
      expect(await readInvitation(stage.context(), token)).toMatchObject({ code: 'unknown' });
    },
  );

  it('tells nothing about the others who were invited', async () => {
    const { context, token } = await invited();
    const found = await readInvitation(context, token);
    expect(JSON.stringify(found)).not.toContain('Verein Beispiel');
  });
});

it('answers to another time are none; to another room they stay', async () => {
  const { context, ref, token } = await invited();
  await answerInvitation(context, token, 'accepted');
  const state = async () => {
    const found = await readInvitation(context, token);
    return found.ok && found.value.invited.state;
  };
  await saveMeeting(context, ref, { ...text('2027-06-08'), place: 'Raum 2' }, 2);
  expect(await state()).toBe('accepted');
  await saveMeeting(context, ref, text('2027-06-09'), 3);
  expect(await state()).toBe('invited');
});
