import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { findInterfaceLanguage, german, translator } from '#platform/i18n';
import { queueMail } from '#platform/mail';
import type { Entry, Version } from '../store/entries.ts';

/** Tells the proposer, in their language, what became of the proposal; nobody is told whose address is not known. */
export async function mailDecision(
  trx: Trx,
  context: Context,
  entry: Entry,
  version: Version,
  decision: { readonly kind: 'published' } | { readonly kind: 'rejected'; readonly reason: string },
): Promise<void> {
  if (version.authorEmail === null) return;
  const language = findInterfaceLanguage(version.authorLanguage) ?? german;
  const t = translator(language);
  const { name } = version.content;
  const base = `${context.publicUrl}/${context.tenant.slug}/${language.tag}`;
  const parameters =
    decision.kind === 'published'
      ? { name, link: entry.kind === 'offer' ? `${base}/angebote/${entry.slug}` : `${base}/` }
      : { name, reason: decision.reason, link: `${base}/angebot-vorschlagen` };
  await queueMail(trx, {
    to: version.authorEmail,
    language,
    subject: t(`directory:mail.${decision.kind}.subject`, { name }),
    text: t(`directory:mail.${decision.kind}.text`, parameters),
  });
}
