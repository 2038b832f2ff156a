import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { submit, useBrowser } from './browser.ts';
import { sessionOf } from './people.ts';

const browser = useBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Faults that axe finds on the open page, each with the first element that has it. */
async function faults(page: Page): Promise<string[]> {
  // Evaluated by the test, not by the page: the content policy stays as strict as it is.
  const found = (await page.evaluate(
    `${axe}; axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ['violations'] })`,
  )) as {
    violations: Violation[];
  };
  return found.violations.map(
    ({ id, nodes }) => `${page.url().replace(browser.origin, '')} ${id}: ${nodes[0]?.html.slice(0, 160)}`,
  );
}

const publicPages = [
  '',
  'angebote',
  'angebote?q=xyzzyqwertz',
  'angebote?q=Deutschkrus',
  'angebote?ansicht=karte',
  'angebote?status=tolerated&niveau=A1&plz=45657',
  'angebote/vorschlaege?q=deu',
  'angebote/beispiel-deutschkurs-frauen-guetersloh',
  'angebote/beispiel-deutschkurs-frauen-guetersloh/druck',
  'angebote/beispiel-deutschkurs-frauen-guetersloh/korrektur?feld=schedules',
  'anbieter/beispiel-traeger',
  'angebot-vorschlagen',
  'orte',
  'orte/verl',
  'konzept',
  'konzept/integrationskonzept',
  'konzept/integrationskonzept/feld/wohnen',
  'konzept/integrationskonzept/feld/wohnen/druck',
  'konzept/integrationskonzept/empfehlungen?ort=verl',
  'konzept/integrationskonzept/empfehlungen?q=xyzzyqwertz',
  'konzept/integrationskonzept/1',
  'konzept/integrationskonzept/1/druck',
  'konzept/integrationskonzept/1/rueckmeldung',
  'konzept/integrationskonzept/orte',
  'konzept/integrationskonzept/orte/verl',
  'konzept/integrationskonzept/beteiligte',
  'konzept/integrationskonzept/beteiligte/agentur-fuer-arbeit',
  'impressum',
  'datenschutz',
  'barrierefreiheit',
  'open-source',
  'gibt-es-nicht',
];

const settings = [
  { language: 'de', dark: false, width: 1280 },
  { language: 'de', dark: true, width: 360 },
  { language: 'ar', dark: true, width: 1280 },
  { language: 'ar', dark: false, width: 360 },
] as const;

describe.each(settings)('public pages in $language, dark: $dark, $width px', ({ language, dark, width }) => {
  test('have no fault that axe can find', async () => {
    const page = await browser.visit({ dark, width, language });
    const found: string[] = [];
    for (const path of publicPages) {
      await page.goto(`/guetersloh/${language}/${path}`);
      found.push(...(await faults(page)));
    }
    for (const path of [`/?lang=${language}`, `/konto/anmelden?lang=${language}`, `/konto/passwort-vergessen?lang=${language}`]) {
      await page.goto(path);
      found.push(...(await faults(page)));
    }
    expect(found).toEqual([]);
  });

  test('have none when a form comes back either', async () => {
    const page = await browser.visit({ dark, width, language });
    const found: string[] = [];
    for (const path of [
      `/guetersloh/${language}/angebot-vorschlagen`,
      `/guetersloh/${language}/konzept/integrationskonzept/1/rueckmeldung`,
      `/konto/anmelden?lang=${language}`,
      `/konto/passwort-vergessen?lang=${language}`,
    ]) {
      await page.goto(path);
      expect(
        await submit(page, () =>
          page
            .locator(path.startsWith('/konto') ? 'main form [type=submit] >> nth=0' : 'main form [type=submit] >> nth=-1')
            .click(),
        ),
      ).toBe(422);
      found.push(...(await faults(page)));
    }
    expect(found).toEqual([]);
  });
});

const staffPages = [
  '',
  'suche?q=Beispiel',
  'wegweiser',
  'wegweiser/hinweise',
  'wegweiser/eintraege',
  'wegweiser/themen',
  'wegweiser/import',
  'sozialraeume',
  'sozialraeume/05754044',
  'konzept/rueckmeldungen',
  'konzept/rueckmeldungen?stand=closed',
  'konten',
  'konten/einladen',
  'protokoll',
  'datenschutz/verzeichnis',
  'datenschutz/anfragen',
];

describe.each([
  { language: 'de', dark: false },
  { language: 'en', dark: true },
])('staff pages in $language, dark: $dark', ({ language, dark }) => {
  test('have no fault that axe can find', async () => {
    const page = await browser.visit({ dark, language, session: await sessionOf(browser, 'ki_lead', 'guetersloh') });
    const found: string[] = [];
    for (const path of staffPages) {
      const reply = await page.goto(`/intern/guetersloh/${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      expect(reply?.status(), path).toBe(200);
      found.push(...(await faults(page)));
    }
    await page.goto('/konto/');
    found.push(...(await faults(page)));
    expect(found).toEqual([]);
  });
});
