// Comfort for the proposal form: works out the proof of work (ALTCHA protocol) while somebody types, and asks for
// similar offers when the name is there. Without it the form is confirmed by mail all the same.
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

interface Similar {
  name: string;
  facts: string;
  href: string;
}

const frame = document.querySelector<HTMLElement>('[data-puzzle]');
const form = frame?.querySelector('form');

/** The solved puzzle as the form sends it; nothing where the browser has no Web Crypto (plain http). */
async function solve(address: string): Promise<string | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  try {
    const answer = await fetch(address, { headers: { accept: 'application/json' } });
    if (!answer.ok) return undefined;
    const challenge = await answer.json();
    const solution = await solveChallenge({ challenge, deriveKey });
    return solution ? btoa(JSON.stringify({ challenge, solution })) : undefined;
  } catch {
    return undefined;
  }
}

/** A puzzle counts for two hours; after an hour and a half a new one is worked out. */
const freshFor = 90 * 60_000;

function watch(target: HTMLFormElement, address: string): void {
  const field = target.querySelector<HTMLInputElement>('input[name="altcha"]');
  let solving: Promise<void> | undefined;
  let solvedAt = field?.value ? Date.now() : 0;
  const start = () => {
    if (!field || solving || Date.now() - solvedAt < freshFor) return;
    solving = solve(address).then((payload) => {
      solving = undefined;
      if (!payload) return;
      field.value = payload;
      solvedAt = Date.now();
    });
  };
  target.addEventListener('input', start, { passive: true });
  // Before the guard against double posts sees it: the post waits for a puzzle that is being solved.
  target.addEventListener(
    'submit',
    (event) => {
      const waiting = solving;
      if (!waiting) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const status = target.querySelector('[data-sending]');
      if (status) status.textContent = status.getAttribute('data-sending');
      const button = event.submitter;
      waiting.then(() => target.requestSubmit(button));
    },
    { capture: true },
  );
}

function suggest(target: HTMLFormElement, address: string, title: string): void {
  const name = target.querySelector<HTMLInputElement>('input[name="name"]');
  const town = target.querySelector<HTMLSelectElement>('select[name="town"]');
  if (!name) return;
  const note = document.createElement('div');
  note.setAttribute('role', 'status');
  note.className = 'kern-hint';
  name.parentElement?.append(note);
  let asked = '';
  const ask = async () => {
    const query = new URLSearchParams({ name: name.value.trim(), ort: town?.value ?? '' }).toString();
    if (query === asked || name.value.trim().length < 4) return;
    asked = query;
    const answer = await fetch(`${address}?${query}`, { headers: { accept: 'application/json' } }).catch(() => undefined);
    if (!answer?.ok || asked !== query) return;
    const { offers } = (await answer.json()) as { offers: Similar[] };
    const list = document.createElement('ul');
    for (const offer of offers) {
      const link = document.createElement('a');
      link.href = offer.href;
      link.target = '_blank';
      link.rel = 'noopener';
      link.textContent = offer.name;
      const item = document.createElement('li');
      item.append(link, ` ${offer.facts}`);
      list.append(item);
    }
    note.replaceChildren(...(offers.length ? [title, list] : []));
  };
  name.addEventListener('change', ask);
  town?.addEventListener('change', ask);
}

if (frame && form) {
  watch(form, frame.dataset.puzzle ?? '');
  if (frame.dataset.similar) suggest(form, frame.dataset.similar, frame.dataset.similarTitle ?? '');
}
