import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { axeFaults, axeFaultsInAllLooks } from './axe.ts';
import { submit, useBrowser } from './browser.ts';
import { sessionOf } from './people.ts';
import type { KnownPage } from './site-map.ts';

// Every page that the house has, found over its links: a new page is looked at without being listed here.

const browser = useBrowser();
const { map } = inject('site');

/** Pages that no link leads to: mails lead to them, and the journeys and tests of their modules look at them. */
const fromMails = [
  'GET /:district/:language/abstimmung/:token',
  'GET /:district/:language/aufgabe/:token',
  'GET /:district/:language/einladung/:token',
  'GET /:district/:language/einladung/:token/protokoll.pdf',
  'GET /:district/:language/einladung/:token/unterlagen/:paper',
  'GET /:district/:language/angebot-vorschlagen/bestaetigen/:token',
  'GET /konto/einladung',
  'GET /konto/passwort-neu',
];
/** A short address for printed things: of a town's own concept, which this district has none of. */
const printed = ['GET /:district/e/:concept/:number(^\\d{1,6}$)'];
/** Files that somebody has to upload first. */
const uploaded = ['GET /intern/:district/gremien/:body/sitzungen/:meeting/unterlagen/:paper'];
/** Drawings of people by age and sex, which no office has delivered for this district yet; a test of the module asks for them. */
const undelivered = ['csv', 'png', 'svg'].map((ending) => `GET /:district/:language/zahlen/altersaufbau.${ending}`);
/** Answers for machines; the catalogue of open data names its data sets so. */
const forMachines = ['GET /metrics', 'GET /konto/auth/callback/oidc', 'GET /open-data/:district/datasets/:id'];

/** States of pages that need certain words or choices. */
const states = [
  '/guetersloh/de/gibt-es-nicht',
  '/guetersloh/de/angebote?q=xyzzyqwertz',
  '/guetersloh/de/angebote?q=Deutschkrus',
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

const publicPages = [...map.pages.filter(({ role }) => role === null), ...states];
const deskPages = map.pages.filter(({ role }) => role !== null);

/** The same page in another language, which stands in the path or is asked for. */
function inLanguage(address: string, tag: string): string {
  if (/^\/guetersloh\/de\//.test(address)) return address.replace('/de/', `/${tag}/`);
  return `${address}${address.includes('?') ? '&' : '?'}lang=${tag}`;
}

/** Opens pages one after the other, each as whoever may see it, and collects what a look at them finds. */
async function lookAt(pages: readonly KnownPage[], tag: string, look: (page: Page) => Promise<string[]>): Promise<string[]> {
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

let formsSent = 0;

/** Sends each form of the page with its required fields empty and looks at what comes back. */
async function lookAtErrors(page: Page): Promise<string[]> {
  const address = page.url();
  const forms = await page
    .locator('main form[method=post]')
    .evaluateAll((all) =>
      all.map((form) => form.querySelector('input[required]:not([type=hidden]), textarea[required]') !== null),
    );
  const faults: string[] = [];
  for (const [index, hasRequired] of forms.entries()) {
    if (!hasRequired) continue;
    formsSent += 1;
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

test('every route that answers with a page is looked at, and no link is broken', () => {
  const seen = new Set(map.pages.map(({ route }) => route));
  const unseen = map.routes.filter((route) => !seen.has(route) && !map.others.includes(route));
  expect(new Set(unseen)).toEqual(new Set([...fromMails, ...printed, ...uploaded, ...undelivered, ...forMachines]));
  expect(publicPages.length).toBeGreaterThan(20);
  expect(deskPages.length).toBeGreaterThan(25);
  expect(map.broken).toEqual([]);
});

describe.each(['de', 'ar'])('public pages in %s', (tag) => {
  test('have no fault that axe can find, in light and dark', async () => {
    expect(await lookAt(publicPages, tag, axeFaultsInAllLooks)).toEqual([]);
  });

  test('have none with an error either, which has the focus and leads to its field', async () => {
    formsSent = 0;
    expect(await lookAt(publicPages, tag, lookAtErrors)).toEqual([]);
    expect(formsSent).toBeGreaterThanOrEqual(4);
  });
});

// Some hundred pages one after the other: longer than a journey.
describe('staff pages', { timeout: 300_000 }, () => {
  test.each([
    ['de', 'light', 1280],
    ['en', 'dark', 360],
  ] as const)('in %s, %s and %d px have no fault that axe can find', async (tag, colorScheme, width) => {
    const faults = await lookAt(deskPages, tag, async (page) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      return axeFaults(page);
    });
    expect(faults).toEqual([]);
  });

  test('have none with an error either, which has the focus and leads to its field', async () => {
    formsSent = 0;
    expect(await lookAt(deskPages, 'de', lookAtErrors)).toEqual([]);
    expect(formsSent).toBeGreaterThanOrEqual(20);
  });
});
