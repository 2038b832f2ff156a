import { join } from 'node:path';
import type { Config } from '#platform/config';
import { defineModule, type ModuleDefinition } from '#platform/module';
import { composeMail } from './message.ts';
import { queuedMailSchema } from './queue.ts';
import { createSender } from './send.ts';

export function createMailModule(config: Pick<Config, 'SMTP_URL' | 'MAIL_FROM' | 'dataDir' | 'publicUrl'>): ModuleDefinition {
  const send = createSender({ smtpUrl: config.SMTP_URL, folder: join(config.dataDir, 'mail') });
  return defineModule({
    name: 'mail',
    jobs: {
      'mail.send': async (payload, services) => {
        const mail = queuedMailSchema.parse(payload);
        const tenant = mail.tenantId ? services.contextOf(mail.tenantId, 'mail.send').tenant : undefined;
        await send(mail.id, composeMail(mail, { tenant, publicUrl: config.publicUrl, from: config.MAIL_FROM }));
      },
    },
    personalData: [
      {
        table: 'graphile_worker._private_jobs',
        purpose: 'mail:staff.register.purpose',
        legalBasis: 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 DSG NRW',
        categories: ['mail:staff.register.address', 'mail:staff.register.text'],
        recipients: ['mail:staff.register.server'],
        // Sent mails leave the queue at once, unsendable ones after a month (job jobs.tidy).
        retention: null,
        person: null,
      },
    ],
  });
}
