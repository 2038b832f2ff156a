import { z } from 'zod';
import { attendanceStates, type MeetingText } from './meeting.ts';
import { isMeetingDay, isTime, momentOf } from './meeting-time.ts';

const line = (max: number) => z.string().min(1).max(max);
const text = (max: number) => z.string().max(max).default('');
export const versionSchema = z.coerce.number().int().min(1).max(2_000_000_000);

const secureUrl = z
  .string()
  .max(500)
  .refine((value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    return value === '' || (url?.protocol === 'https:' && !url.username && !url.password && !/\s/.test(value));
  }, 'networks:staff.field.meeting_link')
  .default('');

const times = {
  title: line(200),
  day: z.string().refine(isMeetingDay, 'networks:staff.field.meeting_day'),
  from: z.string().refine(isTime, 'networks:staff.field.meeting_time'),
  to: z.string().refine(isTime, 'networks:staff.field.meeting_time'),
  place: text(300),
  online: secureUrl,
};

/** A meeting as a form sends it: a day and two times in Europe/Berlin. */
export const meetingFormSchema = z
  .object({ ...times, version: versionSchema.optional() })
  .transform(({ day, from, to, place, online, title, version }, issues): { meeting: MeetingText; version: number } => {
    const [startsAt, endsAt] = [momentOf(day, from), momentOf(day, to)];
    if (endsAt <= startsAt) issues.addIssue({ code: 'custom', path: ['to'], message: 'networks:staff.field.meeting_end' });
    return { meeting: { title, startsAt, endsAt, place, onlineUrl: online || null }, version: version ?? 0 };
  });

/** Why a meeting is called off, or its minutes are opened again. */
export const reasonFormSchema = z.object({ reason: line(1000), version: versionSchema });
export const versionFormSchema = z.object({ version: versionSchema });

const optionalMinutes = z.preprocess(
  (value) => (value === '' || value === undefined ? null : Number(value)),
  z.number().int().min(1).max(600).nullable(),
);

export const agendaFormSchema = z.object({
  title: line(300),
  detail: text(4000),
  minutes: optionalMinutes,
  version: versionSchema.optional(),
});

export type AgendaText = Pick<z.output<typeof agendaFormSchema>, 'title' | 'detail' | 'minutes'>;

export const paperFormSchema = z.object({
  title: line(200),
  item: z.union([z.literal(''), z.uuid()]).default(''),
});

/** Minutes: `minutes`, `outcome.<agenda item>`, `seat.<member>`; other fields are none of ours. */
export const minutesFormSchema = z
  .object({ minutes: text(20_000), version: versionSchema })
  .catchall(z.unknown())
  .transform(({ minutes, version, ...rest }, issues) => {
    const outcomes = new Map<string, string>();
    const seats = new Map<string, (typeof attendanceStates)[number]>();
    for (const [name, value] of Object.entries(rest)) {
      const [, kind, id = ''] = /^(outcome|seat)\.([0-9a-f-]{36})$/.exec(name) ?? [];
      if (kind === 'outcome' && typeof value === 'string') {
        if (value.length > 10_000)
          issues.addIssue({ code: 'too_big', origin: 'string', maximum: 10_000, input: value, path: [name] });
        outcomes.set(id, value);
      }
      const state = attendanceStates.find((one) => one === value);
      if (kind === 'seat' && state) seats.set(id, state);
    }
    return { minutes, version, outcomes, seats };
  });

export type MinutesText = Pick<z.output<typeof minutesFormSchema>, 'minutes' | 'outcomes' | 'seats'>;
