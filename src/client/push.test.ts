import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showMessages } from './sw-push.ts';

type Listener = (event: Record<string, unknown>) => void;

/** A service worker with what the browser gives it. */
function openWorker(windows: { url: string; focus: () => Promise<void> }[] = []) {
  const listeners: Record<string, Listener> = {};
  const shown = vi.fn(async () => undefined);
  const opened = vi.fn(async () => undefined);
  const worker = {
    registration: { showNotification: shown },
    location: new URL('https://ankommen.example/sw.js'),
    clients: { matchAll: async () => windows, openWindow: opened },
    addEventListener: (type: string, listener: Listener) => {
      listeners[type] = listener;
    },
  };
  showMessages(worker as never);
  const fire = async (type: string, event: Record<string, unknown>) => {
    const work: Promise<unknown>[] = [];
    listeners[type]?.({ ...event, waitUntil: (one: Promise<unknown>) => work.push(one) });
    await Promise.all(work);
  };
  return { shown, opened, fire };
}

const message = {
  title: 'Neu',
  body: 'Ab Montag.',
  href: '/kreis/de/ankommen/aktuelles/1',
  tag: 'news-1',
  lang: 'de',
  dir: 'ltr',
};
const pushed = (text: string) => ({ data: { text: () => text } });
const keys = { getKey: () => new Uint8Array([251, 255]).buffer };

beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('a message is shown in its language, and leads to its page', async () => {
  const { shown, opened, fire } = openWorker();
  await fire('push', pushed(JSON.stringify(message)));
  expect(shown).toHaveBeenCalledWith('Neu', { body: 'Ab Montag.', tag: 'news-1', lang: 'de', dir: 'ltr', data: message.href });
  const close = vi.fn();
  await fire('notificationclick', { notification: { data: message.href, close } });
  expect(close).toHaveBeenCalledOnce();
  expect(opened).toHaveBeenCalledWith('https://ankommen.example/kreis/de/ankommen/aktuelles/1');
});

test.each([
  '',
  'nothing',
  '{}',
  JSON.stringify({ ...message, href: 'https://elsewhere.example/' }),
  JSON.stringify({ ...message, href: '//x' }),
])('nothing is shown of %s', async (text) => {
  const { shown, fire } = openWorker();
  await fire('push', pushed(text));
  expect(shown).not.toHaveBeenCalled();
});

test('a window that shows the page already comes to the front', async () => {
  const focus = vi.fn(async () => undefined);
  const { opened, fire } = openWorker([{ url: `https://ankommen.example${message.href}`, focus }]);
  await fire('notificationclick', { notification: { data: message.href, close: () => undefined } });
  expect(focus).toHaveBeenCalledOnce();
  expect(opened).not.toHaveBeenCalled();
});

test('a device that gets another address tells every district that knows it', async () => {
  const sent = vi.fn(async (_address: string, _request: { body: URLSearchParams }) => new Response());
  const renewals = ['https://a.example/1/erneuern', 'https://a.example/2/erneuern'];
  vi.stubGlobal('caches', { open: async () => ({ keys: async () => renewals.map((url) => ({ url })) }) });
  vi.stubGlobal('fetch', sent);
  const { fire } = openWorker();
  const old = { endpoint: 'https://push.example/old', options: {} };
  await fire('pushsubscriptionchange', {
    oldSubscription: old,
    newSubscription: { endpoint: 'https://push.example/new', ...keys },
  });
  expect(sent.mock.calls.map(([address]) => address)).toEqual(renewals);
  expect(Object.fromEntries(sent.mock.calls[0]?.[1].body ?? [])).toEqual({
    old: 'https://push.example/old',
    endpoint: 'https://push.example/new',
    p256dh: '-_8',
    auth: '-_8',
  });
});

const page = `<div data-push-unable></div>
<div data-push="AQI" data-leave="/leave" data-on="Ein" data-off="Aus" data-denied="Nein" data-failed="Fehler" data-choose-channel="Wählen" hidden>
<form action="/wish"><input type="checkbox" name="channels" value="news" checked><select name="town"><option value="" selected></option></select>
<select name="language"><option value="de" selected></option></select><button type="submit"></button><button type="button" name="leave"></button>
<p data-push-status></p></form></div>`;

/** Loads the page's helper into a browser with a push service, or without. */
async function openPage(choice: { readonly able?: boolean; readonly permission?: string; readonly answers?: number } = {}) {
  const { document, Event } = parseHTML(`<body>${page}</body>`);
  const made = { endpoint: 'https://push.example/1', options: { applicationServerKey: new Uint8Array([1, 2]).buffer }, ...keys };
  const pushManager = { getSubscription: async () => made, subscribe: async () => made };
  const serviceWorker = {
    ready: Promise.resolve({ pushManager }),
    register: vi.fn(async () => undefined),
    getRegistration: async () => ({ pushManager }),
  };
  const sent = vi.fn(
    async (_address: string, _request: { body: URLSearchParams }) => new Response(null, { status: choice.answers ?? 200 }),
  );
  const kept = new Map<string, string>();
  vi.stubGlobal('document', document);
  vi.stubGlobal('location', { pathname: '/kreis/de/x' });
  vi.stubGlobal('navigator', choice.able === false ? {} : { serviceWorker });
  vi.stubGlobal('PushManager', class {});
  vi.stubGlobal('Notification', { requestPermission: async () => choice.permission ?? 'granted' });
  vi.stubGlobal('fetch', sent);
  vi.stubGlobal('caches', { open: async () => ({ put: async () => undefined, delete: async () => true }) });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  const form = document.querySelector('form') as unknown as HTMLFormElement;
  Object.assign(form, { action: '/wish' });
  // linkedom has no FormData of a form.
  vi.stubGlobal(
    'FormData',
    class extends URLSearchParams {
      constructor() {
        super();
        for (const box of document.querySelectorAll('input')) if (box.hasAttribute('checked')) this.append('channels', 'news');
        this.append('town', '');
        this.append('language', 'de');
      }
    },
  );
  await import('./push-subscribe.ts');
  const status = () => document.querySelector('[data-push-status]')?.textContent;
  const settled = () => vi.waitFor(() => expect(status()).not.toBe(''));
  return {
    document,
    sent,
    kept,
    status,
    submit: () => {
      form.dispatchEvent(new Event('submit', { cancelable: true }) as never);
      return settled();
    },
    leave: () => document.querySelector('[name=leave]')?.dispatchEvent(new Event('click') as never),
  };
}

test('without a push service the form stays hidden, and the page says how else to learn of news', async () => {
  const { document } = await openPage({ able: false });
  expect(document.querySelector('[data-push]')?.hasAttribute('hidden')).toBe(true);
  expect(document.querySelector('[data-push-unable]')?.hasAttribute('hidden')).toBe(false);
});

test('a wish goes to the server with the address and the keys of the device, and is remembered here', async () => {
  const { document, sent, kept, status, submit, leave } = await openPage();
  expect(document.querySelector('[data-push]')?.hasAttribute('hidden')).toBe(false);
  await submit();
  expect(status()).toBe('Ein');
  const [address, { body }] = sent.mock.calls[0] ?? ['', { body: new URLSearchParams() }];
  expect(address).toBe('/wish');
  expect(Object.fromEntries(body)).toMatchObject({
    endpoint: 'https://push.example/1',
    p256dh: '-_8',
    channels: 'news',
    language: 'de',
  });
  expect(kept.has('push:kreis')).toBe(true);
  leave();
  await vi.waitFor(() => expect(status()).toBe('Aus'));
  expect(sent.mock.calls.at(-1)?.[0]).toBe('/leave');
  expect(kept.has('push:kreis')).toBe(false);
});

test.each([
  ['Nein', { permission: 'denied' }],
  ['Fehler', { answers: 422 }],
])('%s is what somebody hears when it cannot be', async (words, choice) => {
  const { status, submit, kept } = await openPage(choice);
  await submit();
  expect(status()).toBe(words);
  expect(kept.size).toBe(0);
});
