import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let listeners: Record<string, (event: { key: string }) => void>;
const kept = new Map<string, string>();

async function open(html: string, load: () => Promise<unknown>) {
  const window = parseHTML(`<body>${html}</body>`);
  const { document, Event, HTMLElement, Node } = window;
  vi.stubGlobal('document', document);
  vi.stubGlobal('HTMLElement', HTMLElement);
  vi.stubGlobal('Node', Node);
  Object.assign(HTMLElement.prototype, { getBoundingClientRect: () => ({ left: 0, right: 100 }) });
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => work());
  vi.stubGlobal('addEventListener', (type: string, listener: (event: { key: string }) => void) => {
    listeners[type] = listener;
  });
  await load();
  const fire = (element: Element | null | undefined, type: string) =>
    element?.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
  return { document, fire };
}

beforeEach(() => {
  listeners = {};
  kept.clear();
  vi.resetModules();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

const steps = `<ol data-steps="kreis/ankommen"><li data-step="notruf"><div class="dk-steps__text">Eins</div></li><li data-step="2"><div class="dk-steps__text">Zwei</div></li></ol>
  <div class="dk-steps__bar" data-progress="{done} von {all}" data-clear="Weg damit"><p class="dk-steps__note">Nur hier</p></div>`;
const openSteps = () => open(steps, () => import('./guide-steps.ts'));
const boxes = (document: Document) => [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];

test('a step that was ticked is ticked when the page is opened again', async () => {
  const first = await openSteps();
  const [box] = boxes(first.document);
  expect(first.document.querySelector('[role=status]')?.textContent).toBe('0 von 2');
  if (box) box.checked = true;
  first.fire(box, 'change');
  expect(first.document.querySelector('[role=status]')?.textContent).toBe('1 von 2');
  expect(JSON.parse(kept.get('dk-steps kreis/ankommen') ?? '')).toEqual(['notruf']);
  vi.resetModules();
  const second = await openSteps();
  expect(boxes(second.document).map(({ checked }) => checked)).toEqual([true, false]);
  second.fire(second.document.querySelector('button'), 'click');
  expect(boxes(second.document).map(({ checked }) => checked)).toEqual([false, false]);
  expect(kept.size).toBe(0);
});

test('each box is named by the words of its step', async () => {
  const { document } = await openSteps();
  for (const box of boxes(document)) {
    const words = document.getElementById(box.getAttribute('aria-labelledby') ?? '');
    expect(words?.closest('li')).toBe(box.closest('li'));
  }
});

test.each(['no json', '{"a":1}', '[1,null]', '["gone"]'])('what is kept may be anything: %s', async (stored) => {
  kept.set('dk-steps kreis/ankommen', stored);
  const { document } = await openSteps();
  expect(boxes(document).map(({ checked }) => checked)).toEqual([false, false]);
});

test('without storage the ticks last as long as the page', async () => {
  const refuse = () => {
    throw new Error('SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
  const { document, fire } = await openSteps();
  const [box] = boxes(document);
  if (box) box.checked = true;
  fire(box, 'change');
  expect(document.querySelector('[role=status]')?.textContent).toBe('1 von 2');
});

const words = `<div class="dk-prose"><p>Der <a class="dk-term" href="#wort-a">Bescheid</a> und die <a class="dk-term" href="#wort-b">Frist</a>, <a class="dk-term" href="#wort-c">fehlt</a></p></div>
  <dl><div id="wort-a"><dt>Bescheid</dt><dd lang="de" dir="ltr">Ein Brief.</dd></div><div id="wort-b"><dt>Frist</dt><dd>Ein Tag.</dd></div></dl>`;

test('a word says on the spot what it means, one at a time, and Escape puts it away', async () => {
  const { document, fire } = await open(words, () => import('./guide-terms.ts'));
  const [first, second, third] = [...document.querySelectorAll('a.dk-term')];
  const note = () => document.querySelector('[role=status]');
  expect(third?.hasAttribute('role')).toBe(false);
  fire(first, 'click');
  expect(note()?.textContent).toBe('Ein Brief.');
  expect([note()?.getAttribute('lang'), first?.getAttribute('aria-expanded')]).toEqual(['de', 'true']);
  fire(second, 'click');
  expect(document.querySelectorAll('[role=status]').length).toBe(1);
  expect([note()?.textContent, first?.getAttribute('aria-expanded')]).toEqual(['Ein Tag.', 'false']);
  const focus = vi.fn();
  Object.assign(second as object, { focus });
  listeners.keydown?.({ key: 'Escape' });
  expect(note()).toBeNull();
  expect(focus).toHaveBeenCalledOnce();
  fire(first, 'click');
  fire(first, 'click');
  expect(note()).toBeNull();
});
