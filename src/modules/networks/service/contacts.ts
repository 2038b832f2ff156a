import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { findInterfaceLanguage, german, type InterfaceLanguage, translator } from '#platform/i18n';
import { accountContacts } from '#platform/identity';
import { queueMail } from '#platform/mail';

/** Where mail to somebody goes, and in which language. */
export interface Contact {
  readonly email: string;
  readonly language: InterfaceLanguage;
  readonly locale: string;
  /** The person signs in, so links may lead to the pages for work. */
  readonly userId: string | null;
}

const toContact = (email: string, tag: string | undefined, userId: string | null): Contact => {
  const language = findInterfaceLanguage(tag ?? '') ?? german;
  return { email, language, locale: language.locale, userId };
};

/** A plain address that mail can be sent to; what was typed into a record long ago may be anything. */
const isPlain = (email: string | null): email is string =>
  email !== null && /^[^\s<>()[\]\\,;:"@\p{Cc}]+@[^\s<>()[\]\\,;:"@\p{Cc}]+$/u.test(email);

/** How to reach accounts, by id; closed accounts are left out. */
export async function accountsBy(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, Contact>> {
  const accounts = await accountContacts(context.database, [...new Set(ids)]);
  return new Map(accounts.map(({ id, email, language }) => [id, toContact(email, language, id)]));
}

/** How to reach the people in seats, by the seat's id: at the seat's address, otherwise at that of their account. */
export async function contactsOf(
  context: Context,
  seats: readonly { readonly id: string; readonly email: string | null; readonly userId: string | null }[],
): Promise<ReadonlyMap<string, Contact>> {
  const accounts = await accountsBy(
    context,
    seats.flatMap(({ userId }) => userId ?? []),
  );
  const found = new Map<string, Contact>();
  for (const { id, email, userId } of seats) {
    const account = userId === null ? undefined : accounts.get(userId);
    const own = isPlain(email) ? toContact(email, account?.language.tag, account ? userId : null) : account;
    if (own) found.set(id, own);
  }
  return found;
}

export type MailKind = 'vote' | 'vote_reminder' | 'task' | 'task_reminder';

/** Queues a mail of this module in the person's language. */
export async function sendMail(
  trx: Trx,
  { email, language }: Contact,
  kind: MailKind,
  parameters: Record<string, string | number>,
): Promise<void> {
  const t = translator(language);
  await queueMail(trx, {
    to: email,
    language,
    subject: t(`networks:staff.mail.${kind}.subject`, parameters),
    // An empty description leaves no gap.
    text: t(`networks:staff.mail.${kind}.text`, parameters).replaceAll(/\n{3,}/g, '\n\n'),
  });
}
