import webPush from 'web-push';
import { z } from 'zod';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { dayOf } from '#platform/days';
import { findInterfaceLanguage, german, type InterfaceLanguage, translator } from '#platform/i18n';
import { enqueue } from '#platform/jobs';
import type { JobServices } from '#platform/module';
import type { OutgoingAnswer } from '#platform/outgoing';
import { type News, shortened } from '../../model/news/news.ts';
import { keptHours, type PushResult, pushResultOf, retryMinutes } from '../../model/news/push.ts';
import { addPushCounts, findNews } from '../../store/news.ts';
import { type Device, findDevices, listDevices, markDevices } from '../../store/push.ts';
import type { OrientationWiring } from '../../wiring.ts';
import { paths } from '../addresses.ts';
import { pushNewsJob } from './publishing.ts';
import { newsIn } from './reading.ts';
import { pushContact, pushKeysOf } from './vapid.ts';

/** Devices of one run of the job: some seconds, and what a crash would send twice. */
const portion = 200;
/** Messages on their way at once. */
const together = 10;
/** Longest that a service can make us wait before a device is asked again. */
const longestWait = 60 * 60_000;

/** What the service worker of the device shows; see `src/client/sw-push.ts`. */
export interface PushMessage {
  readonly title: string;
  readonly body: string;
  /** From the origin. */
  readonly href: string;
  /** The same message sent twice is shown once. */
  readonly tag: string;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/** A message in a device's language, or in German; what a machine has made says so. */
export function pushMessage(context: Pick<Context, 'tenant'>, language: InterfaceLanguage, news: News): PushMessage {
  const item = newsIn(context, language, news);
  const own = findInterfaceLanguage(item.language) ?? german;
  const mark = item.by === 'machine' ? ` (${translator(language)('orientation:news.machine')})` : '';
  return {
    title: item.title,
    body: `${shortened(item.plain, 160)}${mark}`,
    href: paths.newsItem({ tenant: context.tenant, language }, news.number),
    tag: `news-${news.number}`,
    lang: own.htmlLang,
    dir: own.dir,
  };
}

interface Sent {
  readonly device: Device;
  readonly result: PushResult;
  /** Milliseconds until the service wants to be asked again. */
  readonly wait: number;
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function waitOf({ headers }: OutgoingAnswer, now: Date): number {
  const after = headers['retry-after'] ?? '';
  const wait = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now.getTime();
  return Math.min(longestWait, Math.max(0, wait || 0));
}

async function send(wiring: OrientationWiring, context: Context, device: Device, news: News, message: string): Promise<Sent> {
  const { endpoint, p256dh, auth } = device;
  const sealed = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, message, {
    vapidDetails: { subject: pushContact(context), ...pushKeysOf(wiring.pushKey) },
    contentEncoding: 'aes128gcm',
    TTL: keptHours[news.channel] * 3600,
    urgency: news.channel === 'warning' ? 'high' : 'normal',
    topic: `news-${news.number}`,
  });
  const headers = Object.entries(sealed.headers).filter(([name]) => name !== 'Content-Length');
  const answer = await wiring.outgoing.fetch(endpoint, {
    method: 'POST',
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
    body: sealed.body,
    maxRedirects: 0,
    maxBytes: 10_000,
    timeoutMs: 10_000,
  });
  if (!answer.ok) return { device, result: 'later', wait: 0 };
  return { device, result: pushResultOf(answer.value.status), wait: waitOf(answer.value, context.now()) };
}

/** Sends to all of them, some at a time. */
async function sendAll(wiring: OrientationWiring, context: Context, devices: readonly Device[], news: News): Promise<Sent[]> {
  const messages = new Map<string, string>();
  const messageIn = (tag: string) => {
    const made = messages.get(tag) ?? JSON.stringify(pushMessage(context, findInterfaceLanguage(tag) ?? german, news));
    messages.set(tag, made);
    return made;
  };
  const waiting = [...devices];
  const sent: Sent[] = [];
  const line = async () => {
    for (let device = waiting.shift(); device; device = waiting.shift())
      sent.push(await send(wiring, context, device, news, messageIn(device.language)));
  };
  await Promise.all(Array.from({ length: together }, line));
  return sent;
}

const payloadSchema = z.object({
  tenantId: z.uuid(),
  news: z.uuid(),
  /** The last device of the portion before. */
  after: z.uuid().optional(),
  /** Devices whose service asked for time, and for which time this is. */
  again: z.array(z.uuid()).max(portion).optional(),
  attempt: z.number().int().min(0).default(0),
});

type Payload = z.output<typeof payloadSchema>;

/** A message that waited longer than services keep it is told to nobody any more. */
const isStale = (context: Context, news: News) =>
  context.now().getTime() - (news.publishedAt?.getTime() ?? 0) > keptHours[news.channel] * 3_600_000;

/** Writes down what came of a portion, and has the next one sent. */
async function settle(context: Context, news: News, payload: Payload, sent: readonly Sent[]): Promise<void> {
  const ids = (...results: PushResult[]) => sent.flatMap(({ device, result }) => (results.includes(result) ? device.id : []));
  const minutes = retryMinutes[payload.attempt];
  const later = minutes === undefined ? [] : ids('later');
  const failed = ids('refused', ...(minutes === undefined ? (['later'] as const) : []));
  const job = { tenantId: payload.tenantId, news: news.id };
  const last =
    payload.again || sent.length < portion
      ? undefined
      : sent
          .map(({ device }) => device.id)
          .sort()
          .at(-1);
  const ends = !payload.again && !last;
  await context.transaction(async (trx) => {
    const gone = ids('gone');
    const reached = ids('reached');
    await markDevices(trx, { reached, gone, failed }, dayOf(context.now()));
    const counts = { reached: reached.length, failed: gone.length + failed.length };
    await addPushCounts(trx, news.id, counts, ends ? context.now() : undefined);
    if (last) await enqueue(trx, pushNewsJob, { ...job, after: last }, { key: `push:${news.id}:${last}` });
    if (later.length) {
      const wait = Math.max((minutes ?? 0) * 60_000, ...sent.map((one) => one.wait));
      const again = { ...job, again: later, attempt: payload.attempt + 1 };
      await enqueue(trx, pushNewsJob, again, { runAt: new Date(context.now().getTime() + wait) });
    }
    if (ends)
      await audit(trx, context, { action: 'orientation.news_pushed', subjectType: 'orientation_news', subjectId: news.id });
  });
}

/**
 * Sends a published message to a portion of the devices that it is for. After a crash the portion is sent once more, and
 * the devices show it once: it carries the same topic and tag.
 */
export const pushNews =
  (wiring: OrientationWiring) =>
  async (raw: unknown, services: JobServices): Promise<void> => {
    const payload = payloadSchema.parse(raw);
    const context = services.contextOf(payload.tenantId, pushNewsJob);
    const found = await context.transaction(async (trx) => {
      const news = await findNews(trx, payload.news);
      // Taken back meanwhile: whoever has not got it need not get it.
      if (news?.state !== 'published') return undefined;
      if (isStale(context, news)) return { news, devices: [] };
      const { again, after } = payload;
      return { news, devices: again ? await findDevices(trx, again) : await listDevices(trx, news, after, portion) };
    });
    if (!found) return;
    await settle(context, found.news, payload, await sendAll(wiring, context, found.devices, found.news));
  };
