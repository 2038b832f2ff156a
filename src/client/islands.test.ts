import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const islands = {
  'enhance-forms': () => import('./enhance-forms.ts'),
  'filter-submit': () => import('./filter-submit.ts'),
  'print-button': () => import('./print-button.ts'),
};

let listeners: Record<string, (event: { preventDefault: () => void }) => void>;

/** Loads an island into a page of its own, as the browser would. */
async function open(html: string, island: keyof typeof islands) {
  const { document, HTMLInputElement, Event } = parseHTML(`<body>${html}</body>`);
  vi.stubGlobal('document', document);
  vi.stubGlobal('HTMLInputElement', HTMLInputElement);
  vi.stubGlobal('addEventListener', (type: string, listener: (event: { preventDefault: () => void }) => void) => {
    listeners[type] = listener;
  });
  await islands[island]();
  return {
    document,
    Event,
    fire: (element: Element | null, type: string) => element?.dispatchEvent(new Event(type, { bubbles: true, cancelable: true })),
  };
}

beforeEach(() => {
  listeners = {};
  vi.resetModules();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const form =
  '<form data-guard="unsaved"><input name="a"><button type="submit">Senden</button><p data-sending="Wird gesendet"></p></form>';

test('a form is sent once, and says so', async () => {
  const { document, fire } = await open(form, 'enhance-forms');
  expect(fire(document.querySelector('form'), 'submit')).toBe(true);
  expect(document.querySelector('[data-sending]')?.textContent).toBe('Wird gesendet');
  expect(document.querySelector('button')?.getAttribute('aria-disabled')).toBe('true');
  expect(fire(document.querySelector('form'), 'submit')).toBe(false);
});

test('coming back to the page makes the form ready again', async () => {
  const { document, fire } = await open(form, 'enhance-forms');
  fire(document.querySelector('form'), 'submit');
  listeners.pageshow?.({ preventDefault: () => {} });
  expect(document.querySelector('button')?.hasAttribute('aria-disabled')).toBe(false);
  expect(fire(document.querySelector('form'), 'submit')).toBe(true);
});

test('leaving is questioned after a change, but not when nothing changed or the form is on its way', async () => {
  const { document, fire } = await open(form, 'enhance-forms');
  const ask = vi.fn();
  listeners.beforeunload?.({ preventDefault: ask });
  expect(ask).not.toHaveBeenCalled();
  fire(document.querySelector('input'), 'input');
  listeners.beforeunload?.({ preventDefault: ask });
  expect(ask).toHaveBeenCalledOnce();
  fire(document.querySelector('form'), 'submit');
  listeners.beforeunload?.({ preventDefault: ask });
  expect(ask).toHaveBeenCalledOnce();
});

test('ticking two filters in a row sends the form once; typing does not send it', async () => {
  const { document, fire } = await open(
    '<form data-auto-submit><input type="checkbox"><input type="text"></form>',
    'filter-submit',
  );
  const send = vi.fn();
  Object.assign(document.querySelector('form') as object, { requestSubmit: send });
  fire(document.querySelector('[type=text]'), 'change');
  vi.advanceTimersByTime(2000);
  expect(send).not.toHaveBeenCalled();
  fire(document.querySelector('[type=checkbox]'), 'change');
  vi.advanceTimersByTime(200);
  fire(document.querySelector('[type=checkbox]'), 'change');
  vi.advanceTimersByTime(2000);
  expect(send).toHaveBeenCalledOnce();
});

test('what was left empty does not go into the address', async () => {
  const { document, Event } = await open('<form data-auto-submit><input name="plz"></form>', 'filter-submit');
  const formData = new FormData();
  for (const [name, value] of [
    ['q', 'kurs'],
    ['plz', ''],
    ['ort', 'a'],
    ['ort', 'b'],
  ] as const)
    formData.append(name, value);
  document.querySelector('form')?.dispatchEvent(Object.assign(new Event('formdata'), { formData }) as never);
  expect(formData.has('plz')).toBe(false);
  expect(formData.getAll('ort')).toEqual(['a', 'b']);
  expect(formData.get('q')).toBe('kurs');
});

test('the print button shows up and prints', async () => {
  const print = vi.fn();
  vi.stubGlobal('print', print);
  const { document, fire } = await open('<button data-print hidden>Drucken</button>', 'print-button');
  expect(document.querySelector('button')?.hasAttribute('hidden')).toBe(false);
  fire(document.querySelector('button'), 'click');
  expect(print).toHaveBeenCalledOnce();
});
