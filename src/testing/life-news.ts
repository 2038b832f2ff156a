import { createECDH, randomBytes } from 'node:crypto';
import { wallTimeOf } from '#platform/days';
import type { Caller } from './caller.ts';
import { expectSent } from './life-parts.ts';

/** Lets a device ask for messages, and staff write some, plan one and publish one. @returns records of the messages */
export async function fillWithNews(
  slug: string,
  people: { readonly nobody: Caller; readonly staff: Caller },
  times: number,
): Promise<string[]> {
  const { nobody: visitor, staff } = people;
  const wishes = `/${slug}/de/ankommen/aktuelles/mitteilungen`;
  const device = createECDH('prime256v1');
  device.generateKeys();
  const asked = await visitor.send(wishes, '/mitteilungen', {
    endpoint: 'https://fcm.googleapis.com/fcm/send/nobody',
    p256dh: device.getPublicKey('base64url'),
    auth: randomBytes(16).toString('base64url'),
    channels: 'news',
  });
  if (asked.status !== 200) throw new Error(`A device that asks for messages: ${asked.status}`);
  const desk = `/intern/${slug}/ankommen/neuigkeiten`;
  const records: string[] = [];
  for (let count = 1; count <= times; count++) {
    const words = { title: `Das ist neu ${count}`, text: `Ab Montag gilt etwas Neues, zum ${count}. Mal.`, channel: 'news' };
    const answer = await staff.send(`${desk}/neu`, '/neu', words);
    expectSent('news', answer);
    records.push(answer.location);
  }
  const [planned = '', published = planned, draft = published] = records;
  const inAMonth = wallTimeOf(new Date(Date.now() + 30 * 86_400_000));
  expectSent('a moment', await staff.send(planned, '/planen', { moment: inAMonth }));
  const turkish = `${published}/sprache/tr`;
  expectSent('a translation', await staff.send(turkish, '/sprache/tr', { title: 'Yeni', text: 'Pazartesiden itibaren.' }));
  expectSent('a publication', await staff.send(published, '/veroeffentlichen', {}));
  return [planned, published, turkish, draft];
}
