import { describe, expect, inject, test } from 'vitest';
import { axeFaultsInAllLooks } from './axe.ts';
import { useBrowser } from './browser.ts';
import { deskPages, lookAt, lookAtErrors, onADesk, publicPages } from './every-page.ts';

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
  'GET /:district/:language/bestaetigen/:token',
  'GET /:district/:language/bestaetigen/:token/:offer',
  'GET /konto/einladung',
  'GET /konto/passwort-neu',
];
/** Of a short list, whose link is handed over by hand: `handing-over.test.ts`. */
const handedOver = ['', '/liste.pdf', '/qr.svg', '/weitergeben'].map((end) => `GET /:district/:language/merkliste/:token${end}`);
/** A short address for printed things: of a town's own concept, which this district has none of. */
const printed = ['GET /:district/e/:concept/:number(^\\d{1,6}$)'];
/** Files that somebody has to upload first. */
const uploaded = [
  'GET /intern/:district/gremien/:body/sitzungen/:meeting/unterlagen/:paper',
  'GET /:district/:language/bild/:id',
];
/** Drawings of people by age and sex, which no office has delivered for this district yet; a test of the module asks for them. */
const undelivered = ['csv', 'png', 'svg'].map((ending) => `GET /:district/:language/zahlen/altersaufbau.${ending}`);
/** Answers for machines; the catalogue of open data names its data sets so. */
const forMachines = ['GET /metrics', 'GET /konto/auth/callback/oidc', 'GET /open-data/:district/datasets/:id'];

test('every route that answers with a page is looked at, and no link is broken', () => {
  const seen = new Set(map.pages.map(({ route }) => route));
  // Answers of standard interfaces, and addresses that other programs know.
  const standard = (route: string) => /^GET \/(?:hsds|api\/v3|wp-json|:region)\//.test(route);
  const unseen = map.routes.filter((route) => !seen.has(route) && !map.others.includes(route) && !standard(route));
  expect(new Set(unseen)).toEqual(
    new Set([...fromMails, ...handedOver, ...printed, ...uploaded, ...undelivered, ...forMachines]),
  );
  expect(publicPages().length).toBeGreaterThan(20);
  expect(deskPages().length).toBeGreaterThan(25);
  expect(map.broken).toEqual([]);
});

// Some hundred looks one after the other: longer than a journey.
describe.each(['de', 'ar'])('public pages in %s', { timeout: 600_000 }, (tag) => {
  test('have no fault that axe can find, in light and dark; with an error neither, which has the focus and leads to its field', async () => {
    const sent = new Set<string>();
    // The reference of the interfaces is written for programmers, in German and English.
    const pages = publicPages().filter(({ address }) => tag === 'de' || !/^\/api(?:\/|$)/.test(address));
    const faults = await lookAt(browser, pages, tag, async (page) => [
      ...(await axeFaultsInAllLooks(page)),
      ...(await lookAtErrors(await onADesk(page), sent)),
    ]);
    expect(faults).toEqual([]);
    expect(sent.size).toBeGreaterThanOrEqual(4);
  });
});
