import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject, vi } from 'vitest';

export interface Mail {
  readonly subject: string;
  readonly text: string;
  /** Addresses in the text, as paths of the installation. */
  readonly links: readonly string[];
}

function decodeWords(text: string): string {
  return text.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi, (_, kind: string, words: string) =>
    kind.toLowerCase() === 'b' ? Buffer.from(words, 'base64').toString() : quotedPrintable(words.replaceAll('_', ' ')),
  );
}

function quotedPrintable(text: string): string {
  const bytes = text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** Reads the plain-text part of a mail as the mail room writes it (RFC 2045). */
function read(source: string): Mail & { to: string } {
  const header = (name: string) =>
    decodeWords(new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(source)?.[1]?.replaceAll(/\r?\n[ \t]/g, ' ') ?? '');
  const start = /content-type: text\/plain[\s\S]*?\r?\n\r?\n/i.exec(source);
  if (!start) throw new Error('A mail without plain text');
  const head = source.slice(source.lastIndexOf('\n--', start.index), start.index + start[0].length);
  const body = source.slice(start.index + start[0].length).split(/\r?\n--/)[0] ?? '';
  const encoding = /content-transfer-encoding: (\S+)/i.exec(head)?.[1]?.toLowerCase();
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString()
      : encoding === 'quoted-printable'
        ? quotedPrintable(body)
        : body;
  const { url } = inject('site');
  const links = [...text.matchAll(/https?:\/\/\S+/g)].map(([link]) => link.replace(url, ''));
  return { to: header('To'), subject: header('Subject'), text, links };
}

/** All mails to an address so far, the oldest first. */
export function mailsTo(address: string): Mail[] {
  const folder = join(inject('site').dataDir, 'mail');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .map((name) => read(readFileSync(join(folder, name), 'utf8')))
    .filter(({ to }) => to.includes(address));
}

/** Waits for the `number`-th mail to an address; mails are sent by a job. */
export function waitForMail(address: string, number = 1): Promise<Mail> {
  return vi.waitFor(
    () => {
      const mail = mailsTo(address)[number - 1];
      if (!mail) throw new Error(`No mail number ${number} to ${address} yet`);
      return mail;
    },
    { timeout: 20_000, interval: 50 },
  );
}
