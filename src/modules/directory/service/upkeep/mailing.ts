import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { addDays, dayOf } from '#platform/days';
import { findInterfaceLanguage, german, translator } from '#platform/i18n';
import { queueMail } from '#platform/mail';
import { tenantName } from '#platform/tenancy';
import { consentNotice, linkDays } from '../../model/upkeep/mails.ts';
import { rank, type Stage } from '../../model/upkeep/stages.ts';
import { insertConfirmation } from '../../store/upkeep/confirmations.ts';
import type { Askable } from '../../store/upkeep/organisations.ts';
import { newToken } from './tokens.ts';

/** Names of RFC 2606 that reach nobody: the demonstration names real organisations and must not write to any. */
const reachesNobody = (email: string) => /(?:@|\.)(?:example(?:\.(?:org|com|net))?|test|invalid|localhost)$/i.test(email);

/** The address that an organisation may be written to. */
export function addressOf({ tenant }: Pick<Context, 'tenant'>, organisation: Pick<Askable, 'email'>): string | undefined {
  const { email } = organisation;
  return email === null || (tenant.demonstration && !reachesNobody(email)) ? undefined : email;
}

/** Furthest stage of an organisation's offers. */
const furthest = (offers: Askable['offers']): Stage =>
  offers.map(({ stage }) => stage).reduce((a, b) => (rank(b) > rank(a) ? b : a), 'fresh');

/**
 * Sends an organisation the link to all its offers. Whoever calls has locked it and found that a mail may go out.
 * Answers false when there is no address.
 */
export async function mailLink(trx: Trx, context: Context, organisation: Askable): Promise<boolean> {
  const email = addressOf(context, organisation);
  if (email === undefined) return false;
  const now = context.now();
  const today = dayOf(now);
  const language = findInterfaceLanguage(organisation.language ?? '') ?? german;
  const t = translator(language);
  const { token, hash } = newToken();
  const expiresAt = new Date(now.getTime() + linkDays * 24 * 3_600_000);
  await insertConfirmation(trx, context.tenant.id, {
    organisationId: organisation.id,
    email,
    sentAt: now,
    expiresAt,
    tokenHash: hash,
  });
  const stage = furthest(organisation.offers);
  const consent = organisation.offers.some(
    ({ consentUntil }) => consentUntil !== null && consentUntil >= today && addDays(consentUntil, -consentNotice) <= today,
  );
  const parts = [
    t('directory:mail.upkeep.text', { count: organisation.offers.length, organisation: organisation.name }),
    ...(stage === 'demoted' || stage === 'hidden' ? [t(`directory:mail.upkeep.${stage}`)] : []),
    ...(consent ? [t('directory:mail.upkeep.consent')] : []),
    t('directory:mail.upkeep.link', {
      link: `${context.publicUrl}/${context.tenant.slug}/${language.tag}/bestaetigen/${token}`,
      days: linkDays,
    }),
  ];
  const subject = t('directory:mail.upkeep.subject', { district: tenantName(context.tenant, language) });
  await queueMail(trx, { to: email, language, subject, text: parts.join('\n\n') });
  await audit(trx, context, {
    action: 'directory.upkeep_mail',
    subjectType: 'organisation',
    subjectId: organisation.id,
    details: { offers: organisation.offers.length, stage },
  });
  return true;
}
