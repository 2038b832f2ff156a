import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useAlone } from './alone.ts';
import { farLooks, goTo, type Look, nameOf, submit, useBrowser } from './browser.ts';
import { sessionOf } from './people.ts';
import { german } from './words.ts';

const browser = useBrowser();
useAlone('concept');
// A town's officer answers in one district, the lead adopts an edition in another: neither changes the other's ground.
const officersDistrict = 'recklinghausen';
const leadsDistrict = 'ennepe-ruhr';
let rounds = 0;

async function send(page: Page, button: Locator, status = 200): Promise<void> {
  expect(await submit(page, () => button.click())).toBe(status);
}

/** Unfolds what hides a field. */
async function shown(field: Locator): Promise<Locator> {
  if (!(await field.isVisible())) await field.locator('xpath=ancestor::details[1]/summary').click();
  return field;
}

/** Address of the edition at the top of the list. */
async function newestEdition(page: Page, district: string): Promise<string> {
  await goTo(page, `/intern/${district}/konzept`);
  return (await page.locator('main tbody a').first().getAttribute('href')) ?? '';
}

const alert = (page: Page) => page.locator('main [role=alert]').first();

describe.each(farLooks.map((look) => [nameOf(look), look] as const))('the concept %s', (_, look: Look) => {
  test('gets the answer of a town, and of this town only', async () => {
    const page = await browser.visit({ ...look, session: await sessionOf(browser, 'integration_officer', officersDistrict) });
    const edition = await newestEdition(page, officersDistrict);
    await goTo(page, `${edition}/orte`);
    const towns = await page
      .locator('main tbody a')
      .evaluateAll((all) =>
        [...new Set(all.map((one) => one.getAttribute('href')?.split('?')[0] ?? ''))].filter((href) => /\/orte\/\d+$/.test(href)),
      );
    const answerable: string[] = [];
    for (const town of towns) {
      await goTo(page, town);
      if ((await page.locator('main form[method=post]').count()) > 0) answerable.push(town);
    }
    expect(answerable).toHaveLength(1);
    const [town = ''] = answerable;

    await goTo(page, town);
    const row = page.locator('main tbody tr', { has: page.locator('[name=decision]') }).nth(rounds);
    rounds += 1;
    const details = (await row.locator('a[href*="/orte/"]').last().getAttribute('href')) ?? '';
    await (await shown(row.locator('[name=decision]'))).selectOption('changed');
    await send(page, row.locator('[type=submit]'), 422);
    expect(await alert(page).innerText()).toContain(german('concept:staff.fault.note_changed'));
    // The page that comes back is about this row alone and knows what was chosen.
    const form = page.locator('main form:has(textarea[name=note])');
    expect(await form.locator('[name=decision]').inputValue()).toBe('changed');
    await form.locator('[name=note]').fill('Wir tun es mit der Volkshochschule <b>zusammen</b> 😀.');
    await form.locator('[name=status]').selectOption('running');
    await send(page, form.locator('[type=submit]'));

    await goTo(page, details);
    await page.locator('[name=contact]').fill('Büro für Integration');
    await page.locator('form:has([name=contact]) [name=public]').check();
    await send(page, page.locator('form:has([name=contact]) [type=submit]'));
    const step = page.locator('form[action$="/schritte"]').first();
    await (await shown(step.locator('[name=title]'))).fill('Ersten Kurs planen');
    await step.locator('[name=dueOn]').fill('2027-03-01');
    await send(page, step.locator('[type=submit]'));
    expect(await page.locator('main').innerText()).toContain('Ersten Kurs planen');

    // Another town's row is there to be read; no form leads into it, and none from elsewhere is taken.
    const foreign = details.replace(
      /\d+$/,
      towns
        .find((one) => one !== town)
        ?.split('/')
        .at(-1) ?? '',
    );
    await goTo(page, foreign);
    expect(await page.locator('main form[method=post]').count()).toBe(0);
    await goTo(page, details);
    const _token = await page.locator('[name=_token]').first().inputValue();
    const answer = { _token, decision: 'adopted', note: '', status: '', contact: '', version: '0' };
    expect((await page.request.post(foreign, { form: answer, maxRedirects: 0 })).status()).toBe(403);

    const record = details.replace(/\/orte\/\d+$/, '');
    await goTo(page, record);
    const number = /^\d+/.exec(await page.locator('h1').innerText())?.[0];
    const visitor = await browser.visit(look);
    await goTo(visitor, `/${officersDistrict}/e/${number}`);
    expect(await visitor.locator('#orte').innerText()).toContain('<b>zusammen</b> 😀');
  });

  test('is carried into its next edition by the lead, and every number keeps its address', async () => {
    const page = await browser.visit({ ...look, session: await sessionOf(browser, 'ki_lead', leadsDistrict) });
    const before = await newestEdition(page, leadsDistrict);
    await goTo(page, `${before}/fortschreibung`);
    const title = `Entwurf ${look.width}`;
    await page.locator('main [name=title]').fill(title);
    await send(page, page.locator('main form:has([name=endsOn]) [type=submit]'));
    const draft = new URL(page.url()).pathname;
    expect(draft).not.toContain(before);

    const merge = page.locator('main form:has([name=into])');
    const numbers = await merge
      .locator('[name=into] option')
      .evaluateAll((all) => all.map((one) => one.textContent?.trim() ?? ''));
    const [, first = '', second = '', third = ''] = numbers;
    await merge.locator('[name=into]').selectOption({ label: first });
    await merge.locator('[name=other]').selectOption({ label: first });
    await send(page, merge.locator('[type=submit]'), 422);
    await merge.locator('[name=other]').selectOption({ label: second });
    await merge.locator('[name=reason]').fill('Beide meinen dasselbe.');
    await send(page, merge.locator('[type=submit]'));

    const retire = page
      .locator('main details', { has: page.locator('summary', { hasText: third }) })
      .first()
      .locator('form:not(:has([name=titles]))');
    await (await shown(retire.locator('[name=reason]'))).fill('Vom Land übernommen.');
    await send(page, retire.locator('[type=submit]'));

    const numberOf = (label: string) => /^\d+/.exec(label)?.[0] ?? '';
    const visitor = await browser.visit(look);
    const tell = async (label: string) => {
      await goTo(visitor, `/${leadsDistrict}/e/${numberOf(label)}`);
      return visitor.locator('main').innerText();
    };
    // A draft is nobody's business yet.
    expect(await tell(second)).not.toContain(german('concept:public.former'));
    const adopt = page.locator('main form:has([name=paperNumber])');
    await adopt.locator('[name=on]').fill('2026-11-20');
    await adopt.locator('[name=by]').fill('Kreistag');
    await adopt.locator('[name=paperNumber]').fill('2026/77');
    await send(page, adopt.locator('[type=submit]'));

    const merged = await tell(second);
    expect(merged).toContain(german('concept:public.former'));
    expect(merged).toContain('Beide meinen dasselbe.');
    expect(await submit(visitor, () => visitor.locator('#verbleib a').first().click())).toBe(200);
    expect(new URL(visitor.url()).pathname).toMatch(new RegExp(`/${numberOf(first)}$`));
    expect(await tell(third)).toContain('Vom Land übernommen.');

    await goTo(page, `/intern/${leadsDistrict}/konzept`);
    const editions = page.locator('main tbody tr');
    expect(await editions.nth(0).innerText()).toContain(german('concept:edition.adopted'));
    expect(await editions.nth(1).innerText()).toContain(german('concept:edition.superseded'));
  });

  test('shows the second of two editors what the first has written, and loses nothing', async () => {
    const session = await sessionOf(browser, 'ki_staff', officersDistrict);
    const [one, other] = [await browser.visit({ ...look, session }), await browser.visit({ ...look, session })] as const;
    const edition = await newestEdition(one, officersDistrict);
    await goTo(one, edition);
    const record = (await one.locator('main tbody a[href*="/konzept/empfehlung/"]').last().getAttribute('href')) ?? '';
    const form = (page: Page) => page.locator('main form:has([name=needsMoney])');
    for (const page of [one, other]) await goTo(page, `${record.split('?')[0]}/bearbeiten`);
    await form(one).locator('[name=title]').fill(`Zuerst gespeichert ${look.width}`);
    await send(one, form(one).locator('.kern-btn--primary'));
    await form(other).locator('[name=title]').fill(`Danach gespeichert ${look.width}`);
    await send(other, form(other).locator('.kern-btn--primary'), 422);
    expect(await other.locator('main').innerText()).toContain('Zuerst gespeichert');
    expect(await form(other).locator('[name=title]').inputValue()).toBe(`Danach gespeichert ${look.width}`);
    await send(other, form(other).locator('.kern-btn--primary'));
    await goTo(one, record);
    expect(await one.locator('h1').innerText()).toContain(`Danach gespeichert ${look.width}`);
  });
});
