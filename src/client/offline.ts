// The page "read without internet": keeps the district in the page's language on this device, shows what is kept, takes
// it off again. Without it the page says what else there is.
import { bundleAddress, forget, type Kept, keep, type Outcome, readKept } from './offline/kept.ts';

const frame = document.querySelector<HTMLElement>('[data-offline]');
const able = 'serviceWorker' in navigator && 'caches' in globalThis;

/** The browser's own question whether to install (Chromium). */
interface InstallQuestion extends Event {
  prompt(): Promise<unknown>;
}

function start(root: HTMLElement): void {
  const scope = root.dataset.offline ?? '';
  const locale = root.dataset.locale ?? 'de';
  const part = <T extends HTMLElement>(name: string) => root.querySelector<T>(`[data-offline-${name}]`);
  const button = part<HTMLButtonElement>('keep');
  const progress = part<HTMLProgressElement>('progress');
  const status = part('status');
  const list = part('list');

  const megabytes = (bytes: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(bytes / 1_000_000);
  const day = (at: number) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
  const text = (name: string, values: Record<string, string> = {}) =>
    (root.dataset[name] ?? '').replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
  const keptText = (one: Kept) =>
    text('kept', {
      pages: new Intl.NumberFormat(locale).format(one.pages),
      size: megabytes(one.bytes),
      day: day(one.checkedAt),
    }) + (one.missingPictures ? ` ${text('pictures', { missing: String(one.missingPictures) })}` : '');
  const say = (words: string) => {
    if (status) status.textContent = words;
  };
  const label = (name: string) => {
    const words = button?.querySelector('.kern-label');
    if (words) words.textContent = text(name);
  };

  function row(one: Kept): HTMLLIElement {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `${one.scope}/ankommen`;
    link.textContent = one.name;
    const facts = document.createElement('small');
    facts.textContent = keptText(one);
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'kern-btn kern-btn--tertiary';
    remove.textContent = text('remove');
    remove.setAttribute('aria-label', `${text('remove')}: ${one.name}`);
    remove.addEventListener('click', async () => {
      const left = await forget(one.scope);
      await show(left);
      say(text('removed'));
      button?.focus();
      await leaveWorker(left);
    });
    item.append(link, facts, remove);
    return item;
  }

  async function show(all: readonly Kept[]): Promise<void> {
    label(all.some((one) => one.scope === scope) ? 'update' : 'keep');
    if (!list) return;
    list.hidden = all.length === 0;
    list.querySelector('ul')?.replaceChildren(...all.map(row));
  }

  /** The worker goes when it has nothing left to do; whoever gets messages still needs it. */
  async function leaveWorker(left: readonly Kept[]): Promise<void> {
    if (left.length) return;
    const registration = await navigator.serviceWorker.getRegistration('/');
    if (registration && !(await registration.pushManager?.getSubscription())) await registration.unregister();
  }

  function tell(outcome: Outcome): void {
    if (outcome.kind === 'full') say(text('full', { size: megabytes(outcome.needed), free: megabytes(outcome.free) }));
    else say(outcome.kind === 'current' ? text('current') : keptText(outcome.kept));
  }

  async function run(): Promise<void> {
    if (!button || !progress || progress.hidden === false) return;
    progress.hidden = false;
    button.setAttribute('aria-disabled', 'true');
    say(text('working'));
    try {
      await navigator.serviceWorker.register('/sw.js');
      const outcome = await keep(scope);
      // Asked for by a press of the button, so the browser may answer without a question.
      await navigator.storage?.persist?.().catch(() => false);
      tell(outcome);
    } catch {
      say(text(navigator.onLine ? 'failed' : 'away'));
    }
    progress.hidden = true;
    button.removeAttribute('aria-disabled');
    await show(await readKept());
  }

  /** Whether the server has something newer than this device. */
  async function compare(known: Kept): Promise<void> {
    const answer = await fetch(bundleAddress(scope), { method: 'HEAD', cache: 'no-cache' }).catch(() => undefined);
    if (answer?.ok) say(text(answer.headers.get('etag') === known.etag ? 'current' : 'newer'));
    else say(text('away'));
  }

  button?.addEventListener('click', run);
  const install = part<HTMLButtonElement>('install');
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    if (!install) return;
    install.hidden = false;
    install.onclick = async () => {
      install.hidden = true;
      await (event as InstallQuestion).prompt();
    };
  });

  root.hidden = false;
  for (const note of document.querySelectorAll<HTMLElement>('[data-offline-unable]')) note.hidden = true;
  readKept().then(async (all) => {
    await show(all);
    const known = all.find((one) => one.scope === scope);
    if (known) await compare(known);
  });
}

if (frame && able) start(frame);
