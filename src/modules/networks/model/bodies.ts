import { z } from 'zod';
import { isSchedule, ownRule, rhythms } from './body-schedule.ts';
import { day, line, optionalDay, optionalEmail, optionalId, optionalLine, prose, ticked, version } from './fields.ts';

/** Kinds of bodies, as the three concepts name them. Labels: `networks:kind.<kind>`. */
export const bodyKinds = ['council', 'committee', 'steering_group', 'working_group', 'network', 'round_table', 'other'] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** What somebody does in a body. Labels: `networks:staff.function.<function>`. */
export const seatFunctions = ['chair', 'deputy', 'secretary', 'member', 'adviser', 'guest'] as const;
export type SeatFunction = (typeof seatFunctions)[number];

export interface Body {
  readonly id: string;
  /** Public address. */
  readonly slug: string;
  readonly name: string;
  readonly kind: BodyKind;
  readonly purpose: string;
  /** Key of the district, town or quarter it works for. */
  readonly territory: string;
  readonly parentId: string | null;
  /** RRULE value of RFC 5545; empty: when needed. */
  readonly recurrence: string;
  readonly public: boolean;
  readonly contactEmail: string | null;
  readonly source: string;
  /** ISO days; a body that ended is listed as closed and keeps its record. */
  readonly foundedOn: string | null;
  readonly endedOn: string | null;
  readonly version: number;
}

/** A seat: an organisation, a person, or a person who sits for an organisation. */
export interface Seat {
  readonly id: string;
  readonly bodyId: string;
  /** Entry of the directory. */
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly personName: string | null;
  readonly email: string | null;
  readonly userId: string | null;
  readonly function: SeatFunction;
  readonly votes: boolean;
  /** First and last day; null: unknown, open. */
  readonly fromOn: string | null;
  readonly toOn: string | null;
  readonly version: number;
}

/** How a seat is called in lists: "Vorname Name (Caritas Gütersloh)", the one of the two that is known, or a dash for a person erased. */
export function seatName(seat: Pick<Seat, 'personName' | 'organisationName'>): string {
  const { personName, organisationName } = seat;
  return personName && organisationName ? `${personName} (${organisationName})` : (personName ?? organisationName ?? '–');
}

/** True when the seat is held on the day. */
export function sitsOn(seat: Pick<Seat, 'fromOn' | 'toOn'>, day: string): boolean {
  return (seat.fromOn === null || seat.fromOn <= day) && (seat.toOn === null || seat.toOn >= day);
}

/** The form of a body. `rhythm` is one of the usual rules, or says that `recurrence` holds one of its own. */
export const bodyForm = z
  .object({
    name: line(200),
    kind: z.enum(bodyKinds),
    purpose: prose(5000),
    territory: line(100),
    parentId: optionalId,
    rhythm: z.enum([...rhythms, ownRule]),
    recurrence: prose(200),
    public: ticked,
    contactEmail: optionalEmail,
    source: optionalLine(300).transform((text) => text ?? ''),
    foundedOn: optionalDay,
  })
  .refine((form) => form.rhythm !== ownRule || isSchedule(form.recurrence), {
    path: ['recurrence'],
    message: 'networks:staff.field.recurrence',
  })
  .transform(({ rhythm, ...form }) => ({ ...form, recurrence: rhythm === ownRule ? form.recurrence : rhythm }));

export type BodyEdit = z.output<typeof bodyForm>;

/** The last day of a body or of a seat. */
export const endForm = z.object({ lastDay: day, version });

/** Answer to "is it one of these?": an organisation of the directory, or that it is none of them. */
export const otherOrganisation = 'other';

/**
 * The form of a seat. An organisation comes by its name; when the directory has similar ones, the form comes back and asks
 * for the choice, since a list of all organisations of a district is too long to look through.
 */
export const seatForm = z
  .object({
    organisationName: optionalLine(200),
    organisationChoice: z
      .union([z.literal(''), z.literal(otherOrganisation), z.uuid()], { message: 'http:field.choice' })
      .optional()
      .transform((choice) => choice || null),
    personName: optionalLine(200),
    email: optionalEmail,
    function: z.enum(seatFunctions),
    votes: ticked,
    fromOn: optionalDay,
    toOn: optionalDay,
  })
  .refine((form) => form.organisationName || form.personName, { path: ['personName'], message: 'networks:staff.field.who' })
  .refine((form) => !form.fromOn || !form.toOn || form.fromOn <= form.toOn, {
    path: ['toOn'],
    message: 'networks:staff.field.end_before_start',
  });

export type SeatEdit = z.output<typeof seatForm>;
