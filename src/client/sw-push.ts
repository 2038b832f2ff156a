// The part of the service worker that shows messages. `src/client/sw.ts` calls `showMessages(self)`.

/** As `src/modules/orientation/service/news/pushing.ts` seals it. */
interface PushMessage {
  readonly title: string;
  readonly body: string;
  readonly href: string;
  readonly tag: string;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/** What the worker's own types would say; the page helpers are compiled for pages. */
interface Worker {
  readonly registration: ServiceWorkerRegistration;
  readonly location: Location;
  readonly clients: {
    matchAll(options: { type: 'window' }): Promise<readonly { readonly url: string; focus(): Promise<unknown> }[]>;
    openWindow(address: string): Promise<unknown>;
  };
  addEventListener(type: string, listener: (event: never) => void): void;
}

interface Waiting {
  waitUntil(work: Promise<unknown>): void;
}

function read(data: { text(): string } | null): PushMessage | undefined {
  try {
    const message = JSON.parse(data?.text() ?? '');
    return typeof message.title === 'string' && /^\/[^/]/.test(message.href) ? message : undefined;
  } catch {
    return undefined;
  }
}

const keyOf = (subscription: PushSubscription, name: PushEncryptionKeyName) =>
  btoa(String.fromCharCode(...new Uint8Array(subscription.getKey(name) ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Tells the server the device's new address, in each district that knows the old one (see `push-subscribe.ts`). */
async function renew(worker: Worker, old: PushSubscription | null, made: PushSubscription | null): Promise<void> {
  const options = { userVisibleOnly: true, applicationServerKey: old?.options.applicationServerKey ?? null };
  const now = made ?? (await worker.registration.pushManager.subscribe(options));
  if (!old) return;
  const body = new URLSearchParams({
    old: old.endpoint,
    endpoint: now.endpoint,
    p256dh: keyOf(now, 'p256dh'),
    auth: keyOf(now, 'auth'),
  });
  const districts = await (await caches.open('dk-push')).keys();
  await Promise.all(districts.map(({ url }) => fetch(url, { method: 'POST', body })));
}

export function showMessages(worker: Worker): void {
  worker.addEventListener('push', (event: Waiting & { readonly data: { text(): string } | null }) => {
    const message = read(event.data);
    // Browsers take the permission away from pages whose messages show nothing; ours always have words.
    if (!message) return;
    const { title, body, tag, lang, dir, href } = message;
    event.waitUntil(worker.registration.showNotification(title, { body, tag, lang, dir, data: href }));
  });
  worker.addEventListener('notificationclick', (event: Waiting & { readonly notification: Notification }) => {
    const { notification } = event;
    notification.close();
    const address = new URL(String(notification.data), worker.location.origin).href;
    const open = async () => {
      const windows = await worker.clients.matchAll({ type: 'window' });
      await (windows.find(({ url }) => url === address)?.focus() ?? worker.clients.openWindow(address));
    };
    event.waitUntil(open());
  });
  worker.addEventListener(
    'pushsubscriptionchange',
    (event: Waiting & { readonly oldSubscription: PushSubscription | null; readonly newSubscription: PushSubscription | null }) =>
      event.waitUntil(renew(worker, event.oldSubscription, event.newSubscription)),
  );
}
