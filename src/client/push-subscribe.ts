// Messages on the device: asks the browser for its address and keys and sends them with the form. Without a push service
// in the browser the form stays hidden, and the page says how else to learn of news.

const frame = document.querySelector<HTMLElement>('[data-push]');
const form = frame?.querySelector('form');
const able = 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;
/** What this device asked for, so that the form shows it again; nobody else is asked. */
const memory = `push:${location.pathname.split('/')[1]}`;

/** Addresses that the service worker calls when the browser gives the device another address; it sees no local storage. */
const renewals = () => caches.open('dk-push');

type Texts = 'on' | 'off' | 'denied' | 'failed' | 'chooseChannel';

function say(text: Texts): void {
  const status = frame?.querySelector('[data-push-status]');
  if (status) status.textContent = frame?.dataset[text] ?? '';
  for (const button of form?.querySelectorAll('button') ?? []) button.removeAttribute('aria-disabled');
  for (const sending of form?.querySelectorAll('[data-sending]') ?? []) sending.textContent = '';
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function keyOf(subscription: PushSubscription, name: PushEncryptionKeyName): string {
  const bytes = new Uint8Array(subscription.getKey(name) ?? new ArrayBuffer(0));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

const post = async (address: string, fields: FormData): Promise<boolean> => {
  const body = new URLSearchParams();
  for (const [name, value] of fields) if (typeof value === 'string') body.append(name, value);
  const answer = await fetch(address, { method: 'POST', body, headers: { accept: 'application/json' } });
  return answer.ok;
};

/** The device's address, for our key: one made for another key would get nothing of ours. */
async function subscription(key: string): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  const applicationServerKey = bytesOf(key);
  const theirs = new Uint8Array(known?.options.applicationServerKey ?? new ArrayBuffer(0));
  if (known && theirs.join() === applicationServerKey.join()) return known;
  await known?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

async function turnOn(target: HTMLFormElement, key: string): Promise<void> {
  if (!new FormData(target).has('channels')) return say('chooseChannel');
  if ((await Notification.requestPermission()) !== 'granted') return say('denied');
  await navigator.serviceWorker.register('/sw.js');
  const made = await subscription(key);
  const fields = new FormData(target);
  fields.set('endpoint', made.endpoint);
  fields.set('p256dh', keyOf(made, 'p256dh'));
  fields.set('auth', keyOf(made, 'auth'));
  if (!(await post(target.action, fields))) return say('failed');
  const wish = { town: fields.get('town'), language: fields.get('language'), channels: fields.getAll('channels') };
  localStorage.setItem(memory, JSON.stringify(wish));
  await (await renewals()).put(`${target.action}/erneuern`, new Response());
  say('on');
}

async function turnOff(target: HTMLFormElement, address: string): Promise<void> {
  localStorage.removeItem(memory);
  await (await renewals()).delete(`${target.action}/erneuern`);
  const registration = await navigator.serviceWorker.getRegistration('/');
  const known = await registration?.pushManager.getSubscription();
  if (known) {
    const fields = new FormData(target);
    fields.set('endpoint', known.endpoint);
    // The server forgets the device first: then nothing is sent to an address that is no more.
    if (!(await post(address, fields))) return say('failed');
  }
  say('off');
}

function remember(target: HTMLFormElement): void {
  try {
    const wish = JSON.parse(localStorage.getItem(memory) ?? 'null');
    if (!wish) return;
    for (const box of target.querySelectorAll<HTMLInputElement>('[name=channels]'))
      box.checked = wish.channels.includes(box.value);
    for (const name of ['town', 'language']) {
      const field = target.querySelector<HTMLSelectElement>(`select[name=${name}]`);
      if (field) field.value = wish[name] ?? '';
    }
  } catch {
    // Kept by another version of this page: the form begins anew.
    localStorage.removeItem(memory);
  }
}

if (frame && form && able) {
  remember(form);
  frame.hidden = false;
  for (const note of document.querySelectorAll<HTMLElement>('[data-push-unable]')) note.hidden = true;
  // Before the guard against double posts sees it.
  form.addEventListener(
    'submit',
    (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      turnOn(form, frame.dataset.push ?? '').catch(() => say('failed'));
    },
    { capture: true },
  );
  form.querySelector('[name=leave]')?.addEventListener('click', () => {
    turnOff(form, frame.dataset.leave ?? '').catch(() => say('failed'));
  });
}

export {};
