import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf } from '#platform/days';
import { useAlone } from './alone.ts';
import { axeFaultsInAllLooks } from './axe.ts';
import { farLooks, goTo, type Look, nameOf, submit, useBrowser } from './browser.ts';
import { waitForMail } from './mail.ts';
import { sessionOf } from './people.ts';
import { german } from './words.ts';

const browser = useBrowser();
useAlone('concept');
const district = 'recklinghausen';
// Another one than that whose recommendations are paused, so that neither changes the other's ground.
const leadsDistrict = 'ennepe-ruhr';
const staffBase = `/intern/${district}`;
const today = dayOf(new Date());
const pathOf = (page: Page) => new URL(page.url()).pathname;
let rounds = 0;

/** Sends the form that holds a field or goes to an address, and expects the page after it. */
async function send(page: Page, form: string, status = 200): Promise<void> {
  expect(await submit(page, () => page.locator(`main form${form} [type=submit]`).first().click())).toBe(status);
}

/** Unfolds what hides a field. */
async function shown(field: Locator): Promise<Locator> {
  if (!(await field.isVisible())) await field.locator('xpath=ancestor::details[1]/summary').click();
  return field;
}

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values))
    await (await shown(page.locator(`main [name=${name}]`).first())).fill(value);
}

const secretary = async (look: Look) => browser.visit({ ...look, session: await sessionOf(browser, 'ki_staff', district) });

/** A body with two voting seats; its record is open afterwards. */
async function foundBody(
  page: Page,
  { base, territory } = { base: staffBase, territory: '05562' },
): Promise<{ path: string; addresses: readonly string[] }> {
  rounds += 1;
  await goTo(page, `${base}/gremien/neu`);
  await fill(page, { name: `Runder Tisch ${rounds}` });
  await page.locator('[name=kind]').selectOption('round_table');
  await page.locator('[name=territory]').selectOption(territory);
  await page.locator('[name=rhythm]').selectOption('FREQ=MONTHLY;INTERVAL=6');
  await send(page, ':has([name=rhythm])');
  const path = pathOf(page);
  const addresses = ['eins', 'zwei'].map((seat) => `sitz-${seat}-${rounds}@e2e.example`);
  for (const email of addresses) {
    await goTo(page, `${path}/sitze/neu`);
    await fill(page, { personName: `Vertretung ${email.split('@')[0]}`, email });
    await send(page, ':has([name=personName])');
  }
  return { path, addresses };
}

/** Mails alone lead to these pages, so the walk over all links does not come by. The examiner is a script itself. */
async function lookAt(page: Page, look: Look): Promise<void> {
  if (look.javaScript === false) return;
  expect(await axeFaultsInAllLooks(page)).toEqual([]);
  await page.setViewportSize({ width: look.width ?? 1280, height: 900 });
}

async function answerByLink(look: Look, link: string, button: string): Promise<Page> {
  const member = await browser.visit(look);
  await goTo(member, link);
  await lookAt(member, look);
  expect(await submit(member, () => member.getByRole('button', { name: button, exact: true }).click())).toBe(200);
  return member;
}

/** Begins to give the resolution whose record is open an effect, on the nth of what it may be about; tells which. */
async function addEffect(page: Page, kind: string, index: number): Promise<string> {
  await submit(page, () => page.getByRole('link', { name: german('networks:staff.effect.add') }).click());
  await page.locator('main [name=art]').selectOption(kind);
  await send(page, ':has([name=art])');
  await page.locator('main [name=gegenstand]').selectOption({ index });
  const id = await page.locator('main [name=gegenstand]').inputValue();
  await send(page, ':has([name=gegenstand])');
  return id;
}

/** Makes the resolution whose record is open change the status of a recommendation; tells which. */
async function addStatusChange(page: Page, index: number): Promise<string> {
  const id = await addEffect(page, 'concept.set_status', index);
  await page.locator('main [name=status]').selectOption('paused');
  await send(page, ':has([name=status])');
  return id;
}

describe.each(farLooks.map((look) => [nameOf(look), look] as const))('a body %s', (_, look) => {
  test('meets: invitation, answer without an account, minutes, and a resolution that moves the concept', async () => {
    const page = await secretary(look);
    const { path, addresses } = await foundBody(page);
    const [first = '', second = ''] = addresses;
    await goTo(page, `${path}/sitzungen/neu`);
    await fill(page, { title: 'Sitzung zum Konzept', day: addDays(today, 3), from: '14:00', to: '16:00', place: 'Kreishaus' });
    await send(page, ':has([name=day])');
    const meeting = pathOf(page);
    await fill(page, { title: 'Stand der Empfehlungen' });
    await send(page, '[action$="/tagesordnung"]');
    await send(page, '[action$="/einladen"]');

    const mail = await waitForMail(first);
    expect(mail.text).toContain('Stand der Empfehlungen');
    const link = mail.links.find((one) => one.includes('/einladung/')) ?? '';
    await answerByLink(look, link, german('networks:invitation.accept'));
    await goTo(page, meeting);
    const row = (email: string) => page.locator('#einladung tr', { hasText: email });
    expect(await row(first).innerText()).toContain(german('networks:staff.attendance.accepted'));
    expect(await row(second).innerText()).not.toContain(german('networks:staff.attendance.accepted'));

    // The meeting takes place: it lies behind us now, and its link takes no answer any more.
    await goTo(page, `${meeting}/bearbeiten`);
    await fill(page, { day: addDays(today, -1) });
    await send(page, ':has([name=day])');
    const late = await browser.visit(look);
    await goTo(late, link);
    expect(await late.locator('main form').count()).toBe(0);
    await goTo(page, `${meeting}/protokoll`);
    await fill(page, { minutes: 'Alle Fragen sind beraten.' });
    await send(page, ':has([name=minutes])');
    await send(page, '[action$="/freigeben"]');

    await goTo(page, `${staffBase}/beschluesse/neu?sitzung=${meeting.split('/').at(-1)}`);
    await fill(page, { title: `Pause ${rounds}`, wording: 'Die Empfehlung ruht, bis die Stelle besetzt ist.' });
    await page.locator('[name=public]').check();
    await send(page, ':has([name=wording])');
    const changed = await addStatusChange(page, rounds);
    await fill(page, { yes: '3', no: '0', abstain: '0', decidedOn: addDays(today, -1) });
    await page.locator('[name=outcome][value=passed]').check();
    await send(page, '[action$="/entscheiden"]', 422);
    await fill(page, { yes: '2' });
    await send(page, '[action$="/entscheiden"]');
    await goTo(page, `${staffBase}/konzept/empfehlung/${changed}`);
    expect(await page.locator('main').innerText()).toContain(german('concept:status.paused'));
  });

  test('decides by letter: two personal links, one decision', async () => {
    const page = await secretary(look);
    const { path, addresses } = await foundBody(page);
    await submit(page, () => page.getByRole('link', { name: german('networks:staff.resolution.add') }).click());
    await send(page, ':has([name=weg])');
    await fill(page, {
      title: `Umlauf ${rounds}`,
      wording: 'Der Runde Tisch tagt zweimal im Jahr.',
      voteUntil: addDays(today, 14),
    });
    await send(page, ':has([name=wording])');
    const resolution = pathOf(page);
    await send(page, '[action$="/umlauf"]');
    for (const email of addresses) {
      const link = (await waitForMail(email)).links.find((one) => one.includes('/abstimmung/')) ?? '';
      const member = await browser.visit(look);
      await goTo(member, link);
      await lookAt(member, look);
      await member.locator('[name=vote][value=yes]').check();
      await send(member, ':has([name=vote])');
    }
    await goTo(page, resolution);
    await send(page, '[action$="/schliessen"]');
    expect(await page.locator('main').innerText()).toContain(german('networks:staff.resolution.state.passed'));
    await goTo(page, path);
    expect(await page.locator('main').innerText()).toContain(`Umlauf ${rounds}`);
  });

  test('gives a task to a seat, who reports it done by the link of the mail', async () => {
    const page = await secretary(look);
    const { path, addresses } = await foundBody(page);
    const [owner = ''] = addresses;
    await goTo(page, `${staffBase}/aufgaben/neu?gremium=${path.split('/').at(-1)}`);
    await fill(page, { title: `Räume anfragen ${rounds}`, detail: 'Drei Räume für das Frühjahr.', dueOn: addDays(today, 7) });
    await page.locator('main [name=owner]').selectOption({ label: `Vertretung ${owner.split('@')[0]}` });
    await send(page, ':has([name=owner])');
    const task = pathOf(page);
    const mail = await waitForMail(owner);
    expect(mail.text).toContain(`Räume anfragen ${rounds}`);
    const member = await browser.visit(look);
    await goTo(member, mail.links.find((one) => one.includes('/aufgabe/')) ?? '');
    await lookAt(member, look);
    await send(member, ':has([name=state])', 422);
    await lookAt(member, look);
    await member.locator('main [name=state][value=done]').check();
    await member.locator('main [name=remark]').fill('Der Saal ist zugesagt <b>fest</b>.');
    await send(member, ':has([name=state])');
    await goTo(page, task);
    expect(await page.locator('main').innerText()).toContain('Der Saal ist zugesagt <b>fest</b>.');
    expect(await page.locator('main').innerText()).toContain(german('networks:task.state.done'));
  });

  test('releases money and adopts the next edition by one resolution', async () => {
    const page = await browser.visit({ ...look, session: await sessionOf(browser, 'ki_lead', leadsDistrict) });
    const title = `Fassung ${look.width}`;
    await goTo(page, `/intern/${leadsDistrict}/konzept`);
    const inForce = (await page.locator('main tbody a').first().getAttribute('href')) ?? '';
    await goTo(page, inForce);
    const depends = (await page.locator('main tbody a[href*="/konzept/empfehlung/"]').first().getAttribute('href')) ?? '';
    await goTo(page, `${depends.split('?')[0]}/bearbeiten`);
    await page.locator('main [name=needsMoney]').check();
    expect(await submit(page, () => page.locator('main form:has([name=needsMoney]) .kern-btn--primary').click())).toBe(200);
    await goTo(page, `${inForce}/fortschreibung`);
    await page.locator('main [name=title]').fill(title);
    await send(page, ':has([name=endsOn])');
    const { path } = await foundBody(page, { base: `/intern/${leadsDistrict}`, territory: '05954' });
    await goTo(page, `${path}/sitzungen/neu`);
    await fill(page, { title: 'Beratung', day: addDays(today, -1), from: '17:00', to: '19:00', place: 'Kreishaus' });
    await send(page, ':has([name=day])');
    await goTo(page, `/intern/${leadsDistrict}/beschluesse/neu?sitzung=${pathOf(page).split('/').at(-1)}`);
    await fill(page, { title: `Neue Fassung ${rounds}`, wording: 'Die neue Fassung gilt, und die Mittel sind frei.' });
    await send(page, ':has([name=wording])');
    const money = await addEffect(page, 'concept.release_money', 1);
    await fill(page, { amount: '1250.50' });
    await send(page, ':has([name=amount])');
    await submit(page, () => page.getByRole('link', { name: german('networks:staff.effect.add') }).click());
    await page.locator('main [name=art]').selectOption('concept.adopt_edition');
    await send(page, ':has([name=art])');
    await page.locator('main [name=gegenstand]').selectOption({ label: title });
    await send(page, ':has([name=gegenstand])');
    await send(page, ':has([name=subject])');
    await fill(page, { yes: '1', no: '0', abstain: '1', decidedOn: addDays(today, -1) });
    await page.locator('main [name=outcome][value=passed]').check();
    await send(page, '[action$="/entscheiden"]');
    await goTo(page, `/intern/${leadsDistrict}/konzept/empfehlung/${money}`);
    expect(await page.locator('main').innerText()).toContain('1.250,50');
    await goTo(page, `/intern/${leadsDistrict}/konzept`);
    const newest = page.locator('main tbody tr').first();
    expect(await newest.innerText()).toContain(title);
    expect(await newest.innerText()).toContain(german('concept:edition.adopted'));
  });
});
