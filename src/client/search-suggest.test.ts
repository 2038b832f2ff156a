import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const page = `<form data-suggestions="/x/vorschlaege"><label for="q">Suche</label><span><input type="search" id="q"></span></form>`;
let visited: string[];
let asked: string[];
let suggestions: { label: string; href: string; hint?: string; lang?: string }[];

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  visited = [];
  asked = [];
  suggestions = [
    { label: 'Deutschkurse', href: '/thema', hint: 'Thema' },
    { label: '<b>Kurs</b>', href: '/kurs', lang: 'de' },
  ];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open() {
  const { document, Event } = parseHTML(`<body>${page}</body>`);
  const input = document.querySelector('input') as unknown as HTMLInputElement;
  vi.stubGlobal('document', document);
  Object.defineProperty(document, 'activeElement', { configurable: true, get: () => input });
  vi.stubGlobal('location', { assign: (href: string) => visited.push(href) });
  vi.stubGlobal('fetch', async (address: string, options: { headers: { accept: string } }) => {
    asked.push(`${options.headers.accept} ${address}`);
    return { json: async () => ({ suggestions }) };
  });
  await import('./search-suggest.ts');
  const list = document.querySelector('ul') as unknown as HTMLElement;
  const type = async (text: string) => {
    input.value = text;
    input.dispatchEvent(new Event('input') as never);
    await vi.runAllTimersAsync();
  };
  const press = (key: string) => {
    const event = Object.assign(new Event('keydown', { cancelable: true }), { key });
    input.dispatchEvent(event as never);
    return event.defaultPrevented;
  };
  return { input, list, type, press, Event };
}

test('asks once when the typing rests, and shows text as text', async () => {
  const { input, list, type } = await open();
  input.value = 'de';
  await type('deutsch');
  expect(asked).toEqual(['application/json /x/vorschlaege?q=deutsch']);
  expect([...list.children].map((option) => option.textContent)).toEqual(['Deutschkurse Thema', '<b>Kurs</b>']);
  expect(list.querySelector('b')).toBeNull();
  expect(list.children[1]?.querySelector('bdi')?.getAttribute('lang')).toBe('de');
  expect(input.getAttribute('aria-expanded')).toBe('true');
});

test('asks nothing for one letter, and closes when there is nothing to suggest', async () => {
  const { input, list, type } = await open();
  await type('d');
  expect(asked).toEqual([]);
  suggestions = [];
  await type('dx');
  expect(list.hidden).toBe(true);
  expect(input.getAttribute('aria-expanded')).toBe('false');
});

test('arrows walk through the list and back to the field; Enter opens, and searches when nothing is chosen', async () => {
  const { input, list, type, press } = await open();
  await type('kurs');
  expect(press('Enter')).toBe(false);
  expect(press('ArrowDown')).toBe(true);
  expect(input.getAttribute('aria-activedescendant')).toBe(list.children[0]?.id);
  press('ArrowDown');
  press('ArrowDown');
  expect(input.hasAttribute('aria-activedescendant')).toBe(false);
  press('ArrowUp');
  expect(list.children[1]?.getAttribute('aria-selected')).toBe('true');
  expect(press('Enter')).toBe(true);
  expect(visited).toEqual(['/kurs']);
});

test('Escape closes the list and keeps what was typed', async () => {
  const { input, list, type, press } = await open();
  await type('kurs');
  expect(press('Escape')).toBe(true);
  expect(list.hidden).toBe(true);
  expect(input.value).toBe('kurs');
  expect(press('Escape')).toBe(false);
});

test('a pointer opens what it is put on', async () => {
  const { list, type, Event } = await open();
  await type('kurs');
  list.children[1]?.querySelector('bdi')?.dispatchEvent(new Event('mousedown', { bubbles: true, cancelable: true }) as never);
  expect(visited).toEqual(['/kurs']);
});
