import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const page = (
  body: string,
) => `<form><input name="_token" value="geheim"><input name="title" value="Titel"><textarea name="summary"></textarea>
<div data-convert="/umwandeln" data-check="/pruefen"><fieldset class="dk-write-tools" hidden><button data-mark="bold"></button>
<button data-mark="steps"></button><button data-mark="field"></button></fieldset><textarea name="body" id="f-body">${body}</textarea>
<input name="at" value=""><div data-live hidden><p data-live-count></p><ul data-live-notes></ul></div></div></form>`;

/** The writing page in a browser whose text field has a cursor; `answers` by address. */
async function open(body: string, answers: Record<string, unknown> = {}) {
  const { document, Event } = parseHTML(`<body>${page(body)}</body>`);
  const posted: [string, unknown][] = [];
  const area = document.querySelector('#f-body') as unknown as HTMLTextAreaElement;
  const form = document.querySelector('form');
  // What the stand-in for a browser has no notion of.
  Object.assign(area, {
    value: body,
    selectionStart: 0,
    selectionEnd: 0,
    focus: () => {},
    setSelectionRange(from: number, to: number) {
      Object.assign(area, { selectionStart: from, selectionEnd: to });
    },
    setRangeText(text: string, from: number, to: number) {
      area.value = area.value.slice(0, from) + text + area.value.slice(to);
      area.setSelectionRange(from + text.length, from + text.length);
    },
  });
  Object.defineProperty(area, 'form', { value: form });
  vi.stubGlobal('document', document);
  vi.stubGlobal('Event', Event);
  vi.stubGlobal('fetch', async (address: string, { body: sent }: { body: string }) => {
    posted.push([address, JSON.parse(sent)]);
    return { ok: address in answers, json: async () => answers[address] };
  });
  await import('./write-text.ts');
  const press = (mark: string) =>
    document.querySelector(`[data-mark=${mark}]`)?.dispatchEvent(new Event('click', { bubbles: true }));
  const paste = async (html: string, plain: string) => {
    const clipboardData = { getData: (type: string) => (type === 'text/html' ? html : plain) };
    const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData });
    area.dispatchEvent(event as never);
    await vi.advanceTimersByTimeAsync(10);
    return event.defaultPrevented;
  };
  return { document, area, posted, press, paste, Event };
}

test('buttons put marks around what is chosen, and at the beginning of lines', async () => {
  const { document, area, press } = await open('Eins zwei\nDrei');
  expect(document.querySelector('fieldset')?.hasAttribute('hidden')).toBe(false);
  area.setSelectionRange(5, 9);
  press('bold');
  expect(area.value).toBe('Eins **zwei**\nDrei');
  area.setSelectionRange(2, 16);
  press('steps');
  expect(area.value).toBe('- [ ] Eins **zwei**\n- [ ] Drei');
  area.setSelectionRange(0, 0);
  press('field');
  expect(area.value.startsWith('\n:::field[]\n\n:::\n')).toBe(true);
  expect(area.selectionStart).toBe('\n:::field['.length);
});

test('pasted HTML comes as Markdown, in lines of its own', async () => {
  const { area, paste, posted } = await open('Davor danach', { '/umwandeln': { markdown: '## Titel\n\n- eins' } });
  area.setSelectionRange(6, 6);
  expect(await paste('<h1>Titel</h1><ul><li>eins</li></ul>', 'Titel eins')).toBe(true);
  expect(posted).toEqual([['/umwandeln', { html: '<h1>Titel</h1><ul><li>eins</li></ul>' }]]);
  expect(area.value).toBe('Davor \n\n## Titel\n\n- eins\n\ndanach');
});

test('words without marks are left to the browser, and a converter that fails gives the words', async () => {
  const { area, paste, posted } = await open('');
  expect(await paste('<span>Wort</span>', 'Wort')).toBe(false);
  expect(posted).toEqual([]);
  expect(await paste('<p>Wort</p>', 'Wort')).toBe(true);
  expect(area.value).toBe('Wort');
});

test('what the checks find appears once somebody rests, with the way to the line', async () => {
  const notes = [{ line: 2, label: 'Zeile 2:', text: 'Ein Link' }];
  const { document, area, posted, Event } = await open('', { '/pruefen': { summary: '1 Hinweis', notes } });
  area.value = 'Eins\nzwei';
  area.dispatchEvent(new Event('input', { bubbles: true }) as never);
  await vi.advanceTimersByTimeAsync(1000);
  expect(posted).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(posted).toEqual([['/pruefen', { title: 'Titel', summary: '', body: 'Eins\nzwei' }]]);
  expect(document.querySelector('[data-live-count]')?.textContent).toBe('1 Hinweis');
  expect(document.querySelector('[data-live-notes]')?.textContent).toBe('Zeile 2: Ein Link');
  document.querySelector('[data-line]')?.dispatchEvent(new Event('click', { bubbles: true, cancelable: true }));
  expect([area.selectionStart, area.selectionEnd]).toEqual([5, 9]);
});
