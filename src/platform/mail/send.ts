import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';

export type SendMail = (id: string, message: SendMailOptions) => Promise<void>;

/**
 * Sends through the server of SMTP_URL; without one writes `<id>.eml` into the folder, readable for its owner alone.
 * Ids begin with the time, so that the folder lists mails in their order.
 */
export function createSender(options: { smtpUrl: string | undefined; folder: string }): SendMail {
  const { smtpUrl, folder } = options;
  if (smtpUrl) {
    const transport = createTransport({
      url: smtpUrl,
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      socketTimeout: 60_000,
    });
    return async (_, message) => {
      await transport.sendMail(message);
    };
  }
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return async (id, message) => {
    const { message: bytes } = await transport.sendMail(message);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${id}.eml`);
    await writeFile(`${file}.part`, bytes as Buffer, { mode: 0o600 });
    await rename(`${file}.part`, file);
  };
}
