import { sql } from 'kysely';
import { z } from 'zod';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import type { InterfaceLanguage } from '#platform/i18n';
import { enqueue } from '#platform/jobs';

export interface Mail {
  readonly to: string;
  readonly language: InterfaceLanguage;
  readonly subject: string;
  /** Translated and filled; paragraphs separated by an empty line. */
  readonly text: string;
  /** An appointment that calendar programs understand (RFC 6047), beside the text. */
  readonly calendar?: { readonly method: CalendarMethod /** iCalendar with the same METHOD. */; readonly content: string };
}

const calendarMethods = ['PUBLISH', 'REQUEST', 'CANCEL'] as const;
export type CalendarMethod = (typeof calendarMethods)[number];

// One address and nothing else: a comma, a bracket or a line break would make more recipients or headers of it.
export const addressSchema = z
  .string()
  .max(254)
  .regex(/^[^\s<>()[\]\\,;:"@\p{Cc}]+@[^\s<>()[\]\\,;:"@\p{Cc}]+$/u);

export const queuedMailSchema = z.object({
  /** Message-ID and file name: a mail that is tried twice is recognisable as one. */
  id: z.uuid(),
  to: addressSchema,
  /** Interface language tag. */
  language: z.string(),
  subject: z.string(),
  text: z.string(),
  /** District whose imprint closes the mail; null: the installation's own. */
  tenantId: z.uuid().nullable(),
  calendar: z.object({ method: z.enum(calendarMethods), content: z.string() }).optional(),
});

export type QueuedMail = z.output<typeof queuedMailSchema>;

/**
 * Sends a mail after the transaction has been committed, never when it is rolled back.
 * @throws when `to` is not exactly one plain address: forms check it first, so this is a bug of the caller
 */
export async function queueMail(trx: Trx, mail: Mail): Promise<void> {
  const { rows } = await sql<{ tenant: string | null }>`select current_tenant() as tenant`.execute(trx);
  const queued: QueuedMail = {
    id: uuidv7(),
    to: addressSchema.parse(mail.to),
    language: mail.language.tag,
    subject: mail.subject.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim(),
    text: mail.text,
    tenantId: rows[0]?.tenant ?? null,
    ...(mail.calendar ? { calendar: mail.calendar } : {}),
  };
  await enqueue(trx, 'mail.send', queued);
}
