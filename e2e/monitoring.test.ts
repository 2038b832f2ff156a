import { strFromU8, unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { flatFile, flatRow, zipOf } from '../src/modules/monitoring/testing/import-files.ts';
import { farLooks, goTo, type Look, nameOf, submit, useBrowser } from './browser.ts';
import { sessionOf } from './people.ts';
import { german } from './words.ts';

const browser = useBrowser();
const district = 'recklinghausen';
const staffBase = `/intern/${district}/monitoring`;
const figures = `/${district}/de/zahlen`;
const table = '12411-01-01-4_de_flat.csv';
// As the demonstration holds it (districts/recklinghausen/figures/12411-01-01-4.csv).
const printed = '621.305';

const staff = async (look: Look, where = district) =>
  browser.visit({ ...look, session: await sessionOf(browser, 'ki_staff', where) });
const main = async (page: Page) => page.locator('main').innerText();
const grouped = (value: number) => new Intl.NumberFormat('de-DE').format(value);

async function send(page: Page, button: Locator, status = 200): Promise<void> {
  expect(await submit(page, () => button.click())).toBe(status);
}

/** Unfolds what hides a field. */
async function shown(field: Locator): Promise<Locator> {
  if (!(await field.isVisible())) await field.locator('xpath=ancestor::details[1]/summary').click();
  return field;
}

/** Brings a file in; the page of the import is open afterwards. */
async function bringIn(page: Page, name: string, buffer: Buffer): Promise<string> {
  await goTo(page, `${staffBase}/einspielen`);
  const form = page.locator('main form:has([name=file])');
  await form.locator('[name=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await send(page, form.locator('[type=submit]'));
  return new URL(page.url()).pathname;
}

/** Looks at an import until it is in a state, as its page does by itself every other second. */
async function waitForState(page: Page, path: string, state: string): Promise<void> {
  const words = german(`monitoring:staff.import.state.${state}`);
  await vi.waitFor(
    async () => {
      await goTo(page, path);
      expect(await page.locator('main .dk-state').first().innerText()).toBe(words);
    },
    { timeout: 60_000, interval: 500 },
  );
}

const act = (page: Page, action: string) => send(page, page.locator(`main form[action$="/${action}"] [type=submit]`));

/** What a description list says of a term. */
const told = (page: Page, key: string) =>
  page
    .locator('main .kern-description-list-item', { has: page.getByText(german(key), { exact: true }) })
    .locator('dd')
    .first()
    .innerText();

/** A file that a page offers, as it comes over the network. */
async function download(page: Page, link: Locator): Promise<Buffer> {
  const reply = await page.request.get((await link.getAttribute('href')) ?? '');
  expect(reply.status()).toBe(200);
  return reply.body();
}

async function expectPdf(page: Page, link: Locator): Promise<void> {
  const pdf = await download(page, link);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.subarray(-16).toString()).toContain('%%EOF');
  expect(pdf.length).toBeGreaterThan(10_000);
}

/** A year more for the district, its last figure revised, a place that nobody knows, and much that is not asked for. */
function officialTable(fresh: number, revised: number): Buffer {
  const name = 'Recklinghausen, Kreis';
  const unasked = Array.from({ length: 30_000 }, (_, at) =>
    flatRow('05562', name, 1900 + (at % 100), '', String(at)).replace(';BEVSTD;', `;MERKMAL${Math.floor(at / 100)};`),
  );
  const rows = [
    flatRow('05562', name, 2025, '', String(fresh)),
    flatRow('05562', name, 2024, '', String(revised)),
    flatRow('99999', 'Nirgendwo, Kreis', 2025, '', '4711'),
  ];
  return zipOf(table, flatFile([...rows, ...unasked]));
}

describe.each(farLooks.map((look) => [nameOf(look), look] as const))('figures %s', (_, look: Look) => {
  const round = look.width ?? 0;

  test('come in from the office, stand on every page and in every file, and go again', async () => {
    const [fresh, revised] = [640_000 + round, 620_000 + round];
    const page = await staff(look);
    const path = await bringIn(page, '12411-01-01-4_flat.zip', officialTable(fresh, revised));
    expect(await page.locator('main progress, main [role=progressbar]').count()).toBe(1);
    await waitForState(page, path, 'ready');
    expect(await told(page, 'monitoring:staff.import.added')).toBe('1');
    expect(await told(page, 'monitoring:staff.import.revised')).toBe('1');
    const preview = await main(page);
    expect(preview).toContain('99999 Nirgendwo, Kreis');
    expect(preview).toContain(printed);
    expect(preview).toContain(grouped(revised));

    const visitor = await browser.visit(look);
    await goTo(visitor, `${figures}/bevoelkerung`);
    expect(await visitor.locator('.dk-headline__value').innerText()).toBe(printed);
    await act(page, 'uebernehmen');
    await waitForState(page, path, 'accepted');

    await goTo(visitor, `${figures}/bevoelkerung`);
    expect(await visitor.locator('.dk-headline__value').innerText()).toBe(grouped(fresh));
    const course = await visitor.locator('#verlauf').innerText();
    for (const value of [fresh, revised]) expect(course).toContain(grouped(value));
    expect(await visitor.locator('#verlauf svg.chart path').count()).toBeGreaterThan(0);
    const open = await visitor.request.get(`/open-data/${district}/figures/bevoelkerung.csv`);
    expect(await open.text()).toMatch(new RegExp(`^bevoelkerung,05562,.*,2025-12-31,.*,${fresh},`, 'm'));

    await send(page, page.locator('main a[href$="/zuruecknehmen"]'));
    await act(page, 'zuruecknehmen');
    await waitForState(page, path, 'undone');
    await goTo(visitor, `${figures}/bevoelkerung`);
    expect(await visitor.locator('.dk-headline__value').innerText()).toBe(printed);
    expect(await main(visitor)).not.toContain(grouped(fresh));
  });

  test('of a town are printed as profile, for reading and for writing on', async () => {
    const visitor = await browser.visit(look);
    await goTo(visitor, `${figures}/orte/marl`);
    await expectPdf(visitor, visitor.locator('main a[href$="/profil.pdf"]'));
    const parts = unzipSync(await download(visitor, visitor.locator('main a[href$="/profil.docx"]')));
    expect(strFromU8(parts['word/document.xml'] ?? new Uint8Array())).toContain('Marl');
  });

  test('of quarters go through the assistant, and small ones leave the house nowhere', async () => {
    const page = await staff(look);
    const quarters = ['Aue', 'Bruch', 'Feld'].map((name) => `${name} ${round}`);
    for (const name of quarters) {
      await goTo(page, `/intern/${district}/sozialraeume/05562024`);
      const form = page.locator('main form[action$="/quartiere"]');
      await (await shown(form.locator('[name=name]'))).fill(name);
      await send(page, form.locator('[type=submit]'));
    }
    const [small = ''] = quarters;
    const rows = [3, 8017, 9023].map((value, at) => `Marl;${quarters[at]};30.06.2024;${value}`);
    const list = Buffer.from(`Stadt;Quartier;Stichtag;Personen ${round}\n${rows.join('\n')}\n`);
    const path = await bringIn(page, `quartiere-${round}.csv`, list);
    await waitForState(page, path, 'mapping');
    await send(page, page.locator('main a[href$="/zuordnung"]').first());
    await send(page, page.locator('main [name=schritt][value=spalten]'));
    expect(await main(page)).toContain(german('monitoring:staff.mapping.small', { count: 1, k: 5 }));
    await page.locator('[name=source]').selectOption('12411');
    await page.locator('[name=indicator0]').selectOption('new');
    await page.locator('[name=newName0]').fill(`Kleine Gruppe ${round}`);
    expect(await page.locator('[name=secrecyK]').inputValue()).toBe('5');
    await send(page, page.locator('main [name=schritt][value=zuordnen]'));
    await waitForState(page, path, 'ready');
    expect(await main(page)).toContain(german('monitoring:staff.import.small', { count: 1 }));
    await act(page, 'uebernehmen');
    await waitForState(page, path, 'accepted');

    const key = `kleine_gruppe_${round}`;
    await goTo(page, `${staffBase}/kennzahlen/${key}`);
    await page.locator('main select[name=state]').selectOption('public');
    await page.locator('main [name="definitions.de"]').fill('Menschen, die ein Test gezählt hat.');
    await send(page, page.locator('main form:has(select[name=state]) .kern-btn--primary').last());

    const visitor = await browser.visit(look);
    const row = (within: string, name: string) => visitor.locator(`${within} tbody tr`, { hasText: name }).first().innerText();
    for (const [address, within] of [
      [`${figures}/${key}`, '#orte'],
      [`${figures}/${key}/karte?zeit=2024-06-30`, 'main'],
    ] as const) {
      await goTo(visitor, address);
      expect(await row(within, small)).toContain(german('monitoring:figures.withheld'));
      expect(await row(within, quarters[1] ?? '')).toContain('8.017');
    }
    const csv = await (await visitor.request.get(`/open-data/${district}/figures/${key}.csv`)).text();
    const line = (name: string) => csv.split('\n').find((one) => one.includes(name)) ?? '';
    expect(line(small)).toContain(',,.,true,');
    expect(line(quarters[2] ?? '')).toContain(',9023,,false,');
  });

  test('that contradict each other are explained, for everybody to read', async () => {
    const where = 'ennepe-ruhr';
    const page = await staff(look, where);
    await goTo(page, `/intern/${where}/monitoring/hinweise`);
    await send(page, page.locator('main .dk-card a').first());
    const title = await page.locator('h1').innerText();
    const form = page.locator('main form:has([name=explanation])');
    const explanation = `Zwei Stichtage, ${round}: <b>beide</b> stimmen.`;
    await form.locator('[name=explanation]').fill(explanation);
    await send(page, form.locator('[type=submit]'));
    const visitor = await browser.visit(look);
    await goTo(visitor, `/${where}/de/zahlen/hinweise`);
    const card = visitor.locator('main .dk-card', { hasText: explanation });
    expect(await card.innerText()).toContain(title);
  });

  test('in a broken file are refused in plain words', async () => {
    const page = await staff(look);
    const whole = officialTable(1, 2);
    const path = await bringIn(page, 'abgeschnitten.zip', whole.subarray(0, whole.length - 40));
    await waitForState(page, path, 'refused');
    expect(await page.locator('main [role=alert], main .kern-alert--danger').first().innerText()).toContain(
      german('monitoring:staff.import.code.zip.truncated'),
    );
    expect(await page.locator('main form[action$="/uebernehmen"]').count()).toBe(0);
  });

  test('are composed and frozen by staff; the council reads what was published', async () => {
    const page = await staff(look);
    const title = `Bericht an den Rat ${round}`;
    await goTo(page, `${staffBase}/berichte/neu`);
    await page.locator('main [name=title]').fill(title);
    await page.locator('main [name=territory]').selectOption('05562024');
    await page.locator('main [name=beginning][value=town]').check();
    await send(page, page.locator('main form:has([name=territory]) [type=submit]').first());
    await send(page, page.locator('main a[href$="/einfrieren"]'));
    await act(page, 'einfrieren');
    // Members of the council have no account: they are visitors.
    const member = await browser.visit(look);
    await goTo(member, `${figures}/berichte`);
    expect(await main(member)).not.toContain(title);
    await act(page, 'oeffentlich');

    await goTo(member, `${figures}/berichte`);
    await send(member, member.locator('main a', { hasText: title }));
    await expectPdf(member, member.locator('main a[href$=".pdf"]'));
    await goTo(member, `${staffBase}/berichte/neu`);
    expect(new URL(member.url()).pathname).toBe('/konto/anmelden');
  });
});
