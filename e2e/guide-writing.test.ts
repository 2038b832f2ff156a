import { describe, expect, test } from 'vitest';
import { axeFaults } from './axe.ts';
import { farLooks, goTo, nameOf, submit, useBrowser } from './browser.ts';
import { sessionOf } from './people.ts';
import { german } from './words.ts';

const browser = useBrowser();
const t = (key: string) => german(`orientation:staff.${key}`);

describe.each(farLooks.map((look) => [nameOf(look), look] as const))('an editor, %s', (name, look) => {
  const slug = name.startsWith('with ') ? 'schwimmbad' : 'schwimmbad-ohne';

  test('writes a page with what was copied from a website, puts another page in, looks at it and publishes', async () => {
    const page = await browser.visit({ ...look, session: await sessionOf(browser, 'ki_staff') });
    await goTo(page, '/intern/recklinghausen/ankommen/neu');
    await page.locator('input[name=title]').fill('Schwimmen lernen');
    await page.locator('input[name=slug]').fill(slug);
    await page.locator('input[name=kind][value=page]').check();
    await submit(page, () => page.getByRole('button', { name: t('new.send') }).click());
    const writing = new URL(page.url()).pathname;
    expect(writing).toMatch(/\/ankommen\/seite\/[0-9a-f-]{36}\/de$/);

    const body = page.locator('textarea[name=body]');
    await body.fill('<h1>Baden</h1><p>Im <b>Hallenbad</b> gibt es Kurse.</p><script>x</script>');
    expect(await submit(page, () => page.getByRole('button', { name: t('writing.save') }).click())).toBe(422);
    expect(await body.inputValue()).toBe('## Baden\n\nIm **Hallenbad** gibt es Kurse.');
    // axe is a script itself.
    expect(look.javaScript ? await axeFaults(page) : []).toEqual([]);

    await page.getByText(t('writing.insert.title')).click();
    await page.locator('select[name=art]').selectOption('page');
    await page.locator('input[name=suche]').fill('Kindergeld');
    await submit(page, () => page.locator('button[value=search]').click());
    await submit(page, () => page.locator('button[name=insert]').first().click());
    expect(await body.inputValue()).toMatch(/\[Kindergeld[^\]]*\]\(page:kindergeld\)/);

    await submit(page, () => page.getByRole('button', { name: t('writing.preview') }).click());
    expect(await page.locator('#vorschau h3').allTextContents()).toEqual(['Baden']);
    await submit(page, () => page.getByRole('button', { name: t('writing.publish'), exact: true }).click());
    expect(new URL(page.url()).pathname).toBe(writing);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide, 'scrolls sideways').toBe(false);

    const visitor = await browser.visit(look);
    await goTo(visitor, `/recklinghausen/de/ankommen/${slug}`);
    expect(await visitor.locator('main').textContent()).toContain('Im Hallenbad gibt es Kurse.');
    expect(await visitor.locator('main a[href$="/ankommen/kindergeld"]').count()).toBeGreaterThan(0);

    await submit(page, () => page.getByRole('link', { name: t('writing.withdraw') }).click());
    await submit(page, () => page.getByRole('button', { name: t('writing.withdraw') }).click());
    await goTo(visitor, `/recklinghausen/de/ankommen/${slug}`, 404);
  });
});
