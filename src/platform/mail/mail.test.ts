import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findInterfaceLanguage, german, type InterfaceLanguage } from '#platform/i18n';
import { listJobs, startWorker } from '#platform/jobs';
import type { JobServices } from '#platform/module';
import { districtSettingsSchema, type Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { contextIn } from '../audit/testing.ts';
import { createMailModule, queueMail } from './index.ts';
import { composeMail } from './message.ts';
import type { QueuedMail } from './queue.ts';

const legal = {
  authority: 'Kreis Beispiel',
  address: 'Amtsweg 1\n45000 Beispiel',
  representative: 'Die Landrätin',
  email: 'ki@beispiel.example',
  phone: '02361 1',
  privacyOfficer: 'x',
};
const tenant: Tenant = {
  id: '0199b2f0-0000-7000-8000-000000000001',
  slug: 'beispiel',
  ags: '05000',
  names: { de: 'Kreis Beispiel' },
  settings: districtSettingsSchema.parse({ legal }),
  contentVersion: 1,
  contentChangedAt: new Date(0),
  demonstration: false,
};
const languageOf = (tag: string) => findInterfaceLanguage(tag) as InterfaceLanguage;

const queued = (mail: Partial<QueuedMail>): QueuedMail => ({
  id: '0199b2f0-0000-7000-8000-00000000000a',
  to: 'amal@example.org',
  language: 'de',
  subject: 'Ihr Vorschlag',
  text: 'Guten Tag,\n\ndanke.',
  tenantId: tenant.id,
  ...mail,
});
const house = { tenant, publicUrl: 'https://ki.example', from: 'Dreiklang <dreiklang@localhost>' };

describe('the message', () => {
  test('ends with who sent it, and answers go there', () => {
    const message = composeMail(queued({}), house);
    expect(message.text).toBe(
      'Guten Tag,\n\ndanke.\n\n-- \nDiese E-Mail kommt von:\nKreis Beispiel\nAmtsweg 1, 45000 Beispiel\nki@beispiel.example\nhttps://ki.example/beispiel/\n',
    );
    expect(message.replyTo).toBe('ki@beispiel.example');
  });

  test('has the direction of its language', () => {
    expect(composeMail(queued({ language: 'ar' }), house).html).toContain('<html lang="ar" dir="rtl">');
    expect(composeMail(queued({ language: 'uk' }), house).html).toContain('<html lang="uk" dir="ltr">');
  });

  test('carries an appointment as an alternative that calendars read, and as a file', async () => {
    const content = 'BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR';
    const message = composeMail(queued({ calendar: { method: 'CANCEL', content } }), house);
    const sent = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
    const text = String(sent.message);
    expect(text).toMatch(/multipart\/alternative[\s\S]*text\/calendar; charset=utf-8; method=CANCEL/);
    expect(text).toMatch(/filename=termin\.ics/);
    const encoded = Buffer.from(content).toString('base64');
    expect(text.includes(encoded) || text.includes(content)).toBe(true);
    expect(JSON.stringify(composeMail(queued({}), house))).not.toContain('icalEvent');
  });

  test('shows markup in the text as text, and addresses as links', () => {
    const { html } = composeMail(queued({ text: '<script>x</script> & "y" https://ki.example/a?b=1&c=2.' }), house);
    expect(html).toContain(
      '&lt;script&gt;x&lt;/script&gt; &amp; &quot;y&quot; <a href="https://ki.example/a?b=1&amp;c=2" dir="ltr">',
    );
    expect(html).not.toContain('<script>');
  });
});

/** A mail server that accepts everything it is told, and remembers it. */
interface StandIn {
  readonly server: Server;
  readonly url: string;
  readonly mails: { to: string[]; data: string }[];
}

async function startStandIn(): Promise<StandIn> {
  const mails: StandIn['mails'] = [];
  const talk = (socket: Socket) => {
    let buffer = '';
    let mail: StandIn['mails'][number] | undefined;
    let inData = false;
    socket.write('220 stand-in\r\n');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      buffer += chunk;
      while (buffer.includes(inData ? '\r\n.\r\n' : '\r\n')) {
        const end = inData ? '\r\n.\r\n' : '\r\n';
        const line = buffer.slice(0, buffer.indexOf(end));
        buffer = buffer.slice(line.length + end.length);
        if (inData && mail) {
          mails.push({ ...mail, data: line });
          inData = false;
          socket.write('250 kept\r\n');
        } else if (/^MAIL FROM/i.test(line)) {
          mail = { to: [], data: '' };
          socket.write('250 ok\r\n');
        } else if (/^RCPT TO/i.test(line)) {
          const address = line.slice(8);
          mail?.to.push(address);
          socket.write(address.includes('unknown@') ? '550 no such user\r\n' : '250 ok\r\n');
        } else if (/^DATA/i.test(line)) {
          inData = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(line)) {
          socket.end('221 bye\r\n');
        } else {
          socket.write('250 stand-in\r\n');
        }
      }
    });
  };
  const server = createServer(talk);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return { server, url: `smtp://127.0.0.1:${address.port}`, mails };
}

/** Decodes the quoted-printable or base64 parts far enough to look for words. */
function readable(data: string): string {
  const unfolded = data.replaceAll('=\r\n', '');
  const bytes = unfolded.replaceAll(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'));
  return bytes.replaceAll(/^[A-Za-z0-9+/=\r\n]{60,}$/gm, (block) => Buffer.from(block, 'base64').toString('utf8'));
}

describe('a queued mail', () => {
  const database = useDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'dreiklang-mail-'));
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => {
    standIn.server.close();
    rmSync(folder, { recursive: true });
  });

  const services: JobServices = { tenantIds: () => [tenant.id], contextOf: () => contextIn(database, tenant) };
  const queue = (to: string, language: InterfaceLanguage, subject: string, text: string) =>
    database.inTenant(tenant.id, (trx) => queueMail(trx, { to, language, subject, text }));

  async function work(smtpUrl: string | undefined, done: () => boolean | Promise<boolean>): Promise<object[]> {
    const errors: object[] = [];
    const log = { info: () => undefined, warn: () => undefined, error: (details: object) => void errors.push(details) };
    const module = createMailModule({ SMTP_URL: smtpUrl, MAIL_FROM: house.from, dataDir: folder, publicUrl: house.publicUrl });
    const worker = await startWorker({ ownerUrl: database.ownerUrl, modules: [module], services, concurrency: 1, log });
    for (let waited = 0; waited < 10_000 && !(await done()); waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await worker.stop();
    return errors;
  }

  test('is written to the folder when there is no mail server', async () => {
    await queue('amal@example.org', languageOf('ar'), 'مقترحك', 'شكرا لك');
    const files = () => (statSync(join(folder, 'mail'), { throwIfNoEntry: false }) ? readdirSync(join(folder, 'mail')) : []);
    expect(await work(undefined, () => files().some((name) => name.endsWith('.eml')))).toEqual([]);
    const [name = ''] = files();
    const file = join(folder, 'mail', name);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readable(readFileSync(file, 'utf8'));
    expect(text).toContain('To: amal@example.org\r\n');
    expect(text).toContain('Content-Language: ar\r\n');
    expect(text).toContain('شكرا لك');
    expect(text).toContain('dir="rtl"');
    expect(await listJobs(database.ownerUrl, 5)).toEqual([]);
  });

  test('goes through the mail server to exactly one person', async () => {
    await queue('müller@beispiel.example', german, 'Ein\r\nBcc: everybody@example.org\r\n\r\nBetreff', 'Größe ✓\n.\nEnde');
    expect(await work(standIn.url, () => standIn.mails.length === 1)).toEqual([]);
    const [mail] = standIn.mails;
    expect(mail?.to).toHaveLength(1);
    const head = mail?.data.slice(0, mail.data.indexOf('\r\n\r\n')) ?? '';
    expect(head).not.toMatch(/^bcc:/im);
    expect(readable(mail?.data ?? '')).toContain('Größe ✓');
    expect(readable(mail?.data ?? '')).toContain('Ende');
  });

  test('that the server refuses stays in the queue and the log says so without the address', async () => {
    await queue('unknown@example.org', german, 'x', 'y');
    const errors = await work(standIn.url, async () => (await listJobs(database.ownerUrl, 5))[0]?.state === 'retrying');
    expect(errors).toMatchObject([{ job: 'mail.send', error: 'Error', code: 'EENVELOPE' }]);
    expect(JSON.stringify(errors)).not.toContain('unknown@');
  });

  test.each([
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'Name <a@example.org>',
    'a@example.org;b@example.org',
    '"a b"@example.org',
    'a@',
    '@example.org',
    'a',
    '',
  ])('is refused when its address is not one plain address: %j', async (to) => {
    await expect(queue(to, german, 'x', 'y')).rejects.toThrow();
  });
});
