import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '#platform/days';
import { openStage, openTestFiles, type Stage, useDatabase } from '#testing';
import { timeOf } from '../model/meeting-time.ts';
import { networksModule } from '../module.ts';
import { addBody, addMeeting, text } from '../testing/meetings.ts';
import { addAgendaItem } from './meeting-agenda.ts';
import { cancelMeeting, listOwnMeetings, saveMeeting } from './meetings.ts';
import { planMeetings, scheduleJobs } from './schedules.ts';

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

const planned = async (bodyId: string) =>
  (await listOwnMeetings(stage.context(), { direction: 'upcoming', bodyId })).meetings.map((meeting) => ({
    ref: { body: bodyId, meeting: meeting.id },
    day: dayOf(meeting.startsAt),
    times: [timeOf(meeting.startsAt), timeOf(meeting.endsAt)].join('–'),
    fromSchedule: meeting.fromSchedule,
  }));
const days = async (bodyId: string) => (await planned(bodyId)).map(({ day }) => day);
const setRule = (bodyId: string, recurrence: string) =>
  database.inTenant(stage.here.id, (trx) =>
    trx.updateTable('network_body').set({ recurrence }).where('id', '=', bodyId).execute(),
  );

it('"twice a year" is planned from the last meeting on, at its hour on either side of the change of clocks, once', async () => {
  const context = stage.context();
  const body = await addBody(context, { recurrence: 'FREQ=MONTHLY;INTERVAL=6' });
  await addMeeting(context, body.id, '2026-09-15');
  expect(await planMeetings(context, body.id)).toEqual({ ok: true, value: 2 });
  const meetings = await planned(body.id);
  expect(meetings).toMatchObject([
    { day: '2027-03-15', times: '10:00–12:00', fromSchedule: true },
    { day: '2027-09-15', times: '10:00–12:00', fromSchedule: true },
  ]);
  expect(await planMeetings(context, body.id)).toEqual({ ok: true, value: 0 });
  // Eleven months later the window has moved on.
  expect(await planMeetings(stage.context({ now: new Date('2027-10-01T01:40+02:00') }), body.id)).toEqual({ ok: true, value: 2 });
});

it('leaves moved and cancelled dates alone, and takes proposals back that a new rule does not ask for', async () => {
  const context = stage.context();
  const body = await addBody(context, { recurrence: 'FREQ=MONTHLY;INTERVAL=3' });
  await addMeeting(context, body.id, '2026-11-10');
  await planMeetings(context, body.id);
  const [first, second, third, fourth] = await planned(body.id);
  expect(await days(body.id)).toEqual(['2027-02-10', '2027-05-10', '2027-08-10', '2027-11-10']);
  if (!first || !second || !third || !fourth) throw new Error('four dates');
  await saveMeeting(context, first.ref, text('2027-02-24'), 1);
  await cancelMeeting(context, second.ref, 'Ferien', 1);
  await addAgendaItem(context, third.ref, { title: 'Bericht', detail: '', minutes: 10 });
  expect(await planMeetings(context, body.id)).toEqual({ ok: true, value: 0 });
  await setRule(body.id, 'FREQ=YEARLY');
  await planMeetings(context, body.id);
  expect((await planned(body.id)).map(({ ref }) => ref.meeting)).not.toContain(fourth.ref.meeting);
  expect((await planned(body.id)).map(({ ref }) => ref.meeting)).toEqual(
    expect.arrayContaining([first.ref.meeting, second.ref.meeting, third.ref.meeting]),
  );
});

it('every night plans all bodies of all districts, and the button at the same time does not plan twice', async () => {
  const context = stage.context();
  const body = await addBody(context, { recurrence: 'FREQ=MONTHLY;BYDAY=2TU', foundedOn: '2020-01-01' });
  const there = await addBody(stage.context({ tenant: stage.there }), {
    recurrence: 'FREQ=YEARLY',
    territory: '05754',
    foundedOn: '2020-06-01',
  });
  const ended = await addBody(context, { recurrence: 'FREQ=YEARLY', foundedOn: '2020-01-01', endedOn: '2025-12-31' });
  const services = {
    tenantIds: () => [stage.here.id, stage.there.id],
    contextOf: (id: string) => stage.context({ tenant: id === stage.here.id ? stage.here : stage.there }),
  };
  await Promise.all([scheduleJobs['networks.plan_meetings']?.({}, services), planMeetings(context, body.id)]);
  expect(await days(body.id)).toHaveLength(12);
  expect(await days(ended.id)).toEqual([]);
  const elsewhere = await listOwnMeetings(stage.context({ tenant: stage.there }), { direction: 'upcoming', bodyId: there.id });
  expect(elsewhere.meetings).toHaveLength(1);
});

it('needs a rule, and a body that the actor keeps', async () => {
  const context = stage.context();
  const body = await addBody(context);
  expect(await planMeetings(context, body.id)).toMatchObject({ code: 'networks.no_schedule' });
  const actor = stage.add('officer', 'integration_officer', { kind: 'territory', id: '05562024' });
  expect(await planMeetings(stage.context({ actor }), body.id)).toMatchObject({ code: 'networks.unknown_body' });
});
