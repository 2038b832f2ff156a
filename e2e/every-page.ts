import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import { axeFaults } from './axe.ts';
import { submit, type UsedBrowser } from './browser.ts';
import { sessionOf } from './people.ts';
import type { KnownPage } from './site-map.ts';

// Every page that the house has, found over its links: a new page is looked at without being listed here. The looks are
// shared out among several files, so that each core has some.

/** States of pages that need certain words or choices. */
const states = [
  '/guetersloh/de/gibt-es-nicht',
  '/guetersloh/de/angebote?q=xyzzyqwertz',
  '/guetersloh/de/angebote?q=Deutschkrus',
  '/guetersloh/de/suche?q=xyzzyqwertz',
  '/guetersloh/de/suche?q=Deutschkrus',
  '/guetersloh/de/suche?q=Kindergeld',
  '/guetersloh/de/angebote?ansicht=karte',
  '/guetersloh/de/angebote?status=tolerated&niveau=A1&alter=30&plz=33330&umkreis=10&merkmal=free',
  '/guetersloh/de/angebote/vorschlaege?q=deu',
  '/guetersloh/de/angebote/beispiel-deutschkurs-frauen-guetersloh?status=tolerated&niveau=C1',
  '/guetersloh/de/angebote/beispiel-deutschkurs-frauen-guetersloh/druck?mit=ar',
  '/guetersloh/de/konzept/integrationskonzept/empfehlungen?ort=verl&stand=running',
  '/guetersloh/de/konzept/integrationskonzept/empfehlungen?q=xyzzyqwertz',
  '/?plz=12',
  '/konto/anmelden',
].map((address): KnownPage => ({ route: address, address, role: null }));

export const publicPages = () => [...inject('site').map.pages.filter(({ role }) => role === null), ...states];
export const deskPages = () => inject('site').map.pages.filter(({ role }) => role !== null);

/** The same page in another language, which stands in the path or is asked for. */
function inLanguage(address: string, tag: string): string {
  if (/^\/guetersloh\/de\//.test(address)) return address.replace('/de/', `/${tag}/`);
  return `${address}${address.includes('?') ? '&' : '?'}lang=${tag}`;
}

/** Opens pages one after the other, each as whoever may see it, and collects what a look at them finds. */
export async function lookAt(
  browser: UsedBrowser,
  pages: readonly KnownPage[],
  tag: string,
  look: (page: Page) => Promise<string[]>,
): Promise<string[]> {
  const faults: string[] = [];
  const windows = new Map<string | null, Page>();
  for (const { address, role } of pages) {
    const language = tag === 'ar' ? 'ar' : tag === 'en' ? 'en-GB' : 'de-DE';
    const open = async () =>
      browser.visit(role ? { language, session: await sessionOf(browser, role, 'guetersloh') } : { language });
    const page = windows.get(role) ?? (await open());
    windows.set(role, page);
    const reply = await page.goto(inLanguage(address, tag));
    if ((await page.locator('html').getAttribute('lang')) !== tag) faults.push(`${address}: not in ${tag}`);
    if (reply && reply.status() >= 400 && !states.some((one) => one.address === address))
      faults.push(`${address}: ${reply.status()}`);
    faults.push(...(await look(page)));
  }
  return faults;
}

/** The page by day in the window of a desk. */
export async function onADesk(page: Page): Promise<Page> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
  return page;
}

/**
 * Sends each form of the page with its required fields empty and looks at what comes back.
 * @param sent forms that have been sent; the same one on another view of its page (same action, same fields) is not again
 */
export async function lookAtErrors(page: Page, sent: Set<string>): Promise<string[]> {
  const address = page.url();
  const forms = await page.locator('main form[method=post]').evaluateAll((all) =>
    all.map((form) => {
      const { pathname } = new URL(form.getAttribute('action') ?? '', location.href);
      const fields = [...form.querySelectorAll('[name]')].map((field) => field.getAttribute('name'));
      const hasRequired = form.querySelector('input[required]:not([type=hidden]), textarea[required]') !== null;
      return { hasRequired, name: [pathname, ...fields].join(' ') };
    }),
  );
  const faults: string[] = [];
  for (const [index, { hasRequired, name }] of forms.entries()) {
    if (!hasRequired || sent.has(name)) continue;
    sent.add(name);
    if (page.url() !== address) await page.goto(address);
    const status = await submit(page, () =>
      page
        .locator('main form[method=post]')
        .nth(index)
        .evaluate((form: HTMLFormElement) => {
          for (const field of form.querySelectorAll<HTMLInputElement>('input[required], textarea[required], select[required]')) {
            if (field.type === 'checkbox' || field.type === 'radio') field.checked = false;
            else field.value = '';
          }
          form.submit();
        }),
    );
    const { pathname } = new URL(address);
    if (status !== 422) faults.push(`${pathname}, form ${index}: ${status} for empty required fields`);
    const summary = page.locator('.dk-error-summary');
    if ((await summary.count()) === 0) faults.push(`${pathname}, form ${index}: no summary of the errors`);
    else if (!(await summary.first().evaluate((one) => one === document.activeElement)))
      faults.push(`${pathname}, form ${index}: the summary of the errors has no focus`);
    const lost = await summary
      .locator('a')
      .evaluateAll((links) =>
        links.map((link) => link.getAttribute('href') ?? '').filter((href) => !document.getElementById(href.slice(1))),
      );
    if (lost.length) faults.push(`${pathname}, form ${index}: the summary leads to ${lost.join(', ')}, which is not there`);
    faults.push(...(await axeFaults(page)));
  }
  return faults;
}
