import type { SendMailOptions } from 'nodemailer';
import { findInterfaceLanguage, german, translator } from '#platform/i18n';
import { type Tenant, tenantName } from '#platform/tenancy';
import type { QueuedMail } from './queue.ts';

const replacements: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => replacements[character] ?? '');
}

/** Paragraphs and line breaks of the text, addresses as links; nothing else is markup. */
function paragraphs(text: string): string {
  const line = (raw: string) =>
    raw
      .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/)
      .map((part, index) => (index % 2 ? `<a href="${escapeHtml(part)}" dir="ltr">${escapeHtml(part)}</a>` : escapeHtml(part)))
      .join('');
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(line).join('<br>')}</p>`)
    .join('\n');
}

/** Who answers for the mail (§ 5 DDG), in the words of the district's imprint. */
function imprint(tenant: Tenant | undefined, publicUrl: string): string[] {
  const legal = tenant?.settings.legal;
  const address = tenant ? `${publicUrl}/${tenant.slug}/` : publicUrl;
  const name = legal?.authority ?? (tenant ? tenantName(tenant, german) : undefined);
  return [name, legal?.address.replaceAll('\n', ', '), legal?.email, address].filter((one) => one !== undefined);
}

/** The message as it is handed to the mail server: plain text, and the same as simple HTML in its own direction. */
export function composeMail(
  mail: QueuedMail,
  house: { tenant: Tenant | undefined; publicUrl: string; from: string },
): SendMailOptions {
  const language = findInterfaceLanguage(mail.language) ?? german;
  const sentBy = translator(language)('mail:sent_by');
  const lines = imprint(house.tenant, house.publicUrl);
  const replyTo = house.tenant?.settings.legal?.email;
  const html = `<!doctype html>
<html lang="${language.htmlLang}" dir="${language.dir}">
<head><meta charset="utf-8"><title>${escapeHtml(mail.subject)}</title></head>
<body style="margin:0;padding:1.5em;font:16px/1.5 sans-serif">
<div style="max-width:38em">
${paragraphs(mail.text)}
<hr style="border:0;border-top:1px solid #999">
<p style="font-size:14px">${escapeHtml(sentBy)}</p>
<div lang="de" dir="ltr" style="font-size:14px;text-align:${language.dir === 'rtl' ? 'right' : 'left'}">
${paragraphs(lines.join('\n'))}
</div>
</div>
</body>
</html>`;
  return {
    from: house.from,
    to: { name: '', address: mail.to },
    ...(replyTo ? { replyTo } : {}),
    subject: mail.subject,
    text: `${mail.text.trim()}\n\n-- \n${sentBy}\n${lines.join('\n')}\n`,
    html,
    ...(mail.calendar ? { icalEvent: { ...mail.calendar, filename: 'termin.ics' } } : {}),
    messageId: `<${mail.id}@${new URL(house.publicUrl).hostname}>`,
    // RFC 3834: absence notices do not answer to machines.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language.htmlLang },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
