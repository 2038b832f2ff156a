import { describe, expect, it, vi } from 'vitest';
import { type Role, roles, secondFactorRoles } from '#platform/access';
import type { Answer } from './caller.ts';
import { useTour, withoutIds } from './tour.ts';
import { keyOf } from './walk.ts';

// Every route of the house, called as nobody and as every role, at home and from another district. Routes are not listed
// here: a new one takes part by itself, with the addresses under which pages link to it.

const tour = useTour(3);
/** Milliseconds for tests that call every route as everybody; they grow with the house. */
const manyCalls = 300_000;
vi.setConfig({ testTimeout: manyCalls });

/** Ids that no page carries: secrets of mails, and what somebody without passkeys does not see. */
const elsewhere = new Set([
  'GET /:district/:language/angebot-vorschlagen/bestaetigen/:token',
  'POST /:district/:language/angebot-vorschlagen/bestaetigen/:token',
  'POST /konto/passkeys/:id',
  // Files of a report, which a job writes; no worker runs here.
  'GET /:district/:language/konzept/:slug/berichte/:report/:format',
  'GET /intern/:district/konzept/berichte/:report/dokumente/:format',
  // Printed for towns with a concept of their own, which the demonstration has not.
  'GET /:district/e/:concept/:number(^\\d{1,6}$)',
  'GET /:district/:language/bestaetigen/:token',
  'POST /:district/:language/bestaetigen/:token',
  'POST /:district/:language/bestaetigen/:token/neu',
  'GET /:district/:language/bestaetigen/:token/:offer',
  'POST /:district/:language/bestaetigen/:token/:offer',
  'GET /:district/:language/abstimmung/:token',
  'POST /:district/:language/abstimmung/:token',
  'GET /:district/:language/aufgabe/:token',
  'POST /:district/:language/aufgabe/:token',
  'GET /:district/:language/einladung/:token',
  'POST /:district/:language/einladung/:token',
  'GET /:district/:language/einladung/:token/protokoll.pdf',
  'GET /:district/:language/einladung/:token/unterlagen/:paper',
  // Papers of meetings and matrices need a file, which the tour does not send.
  'GET /intern/:district/gremien/:body/sitzungen/:meeting/unterlagen/:paper',
  'POST /intern/:district/gremien/:body/sitzungen/:meeting/unterlagen/:paper/entfernen',
  'POST /intern/:district/konzept/:edition/datei/uebernehmen',
  // Nobody in the bodies of the demonstration has an address, so there is nobody to invite.
  'POST /intern/:district/gremien/:body/sitzungen/:meeting/einladen',
  // A short list is opened by its link alone, which stands nowhere.
  'GET /:district/:language/merkliste/:token',
  'GET /:district/:language/merkliste/:token/liste.pdf',
  'GET /:district/:language/merkliste/:token/qr.svg',
  'GET /:district/:language/merkliste/:token/weitergeben',
  'POST /:district/:language/merkliste/:token/zuruecknehmen',
  // What the Integreat app calls a page, a date, a piece of news: its answers name them, no page of ours.
  ...['locations', 'locations/:slug', 'events', 'events/:slug', 'news', 'news/local/:id', 'angebote/thema/:id', 'imprint'].map(
    (path) => `GET /:region/:code/${path}`,
  ),
  'GET /:region/de-si/*',
  'GET /api/v3/:region/:code/news/:id',
  'GET /:region/:code/wp-json/extensions/v3/news/:id',
  'GET /:region/:code/wp-json/ig-mpdf/v1/pdf',
  'GET /api/v3/:region/:code/pdf',
  'GET /api/v3/:region/:code/feedback/:kind',
  'POST /api/v3/:region/:code/feedback/:kind',
  // Fetching and translating ask other servers, and what is doubtful in a file needs a file that contradicts the house.
  'POST /intern/:district/wegweiser/quellen/:source/abrufen',
  'POST /intern/:district/wegweiser/quellen/:source/laeufe/:run/alle',
  'POST /intern/:district/wegweiser/quellen/:source/laeufe/:run/entscheiden',
  'POST /intern/:district/wegweiser/uebersetzungen/maschine/laeufe/:lauf/anhalten',
  'POST /intern/:district/ankommen/neuigkeiten/:news/sprache/:sprache/uebersetzen',
  'POST /intern/:district/ankommen/seite/:page/:sprache/uebersetzen',
  // Asked by the script of the editor while somebody types.
  'POST /intern/:district/ankommen/seite/:page/:sprache/pruefen',
]);

/** What these addresses name is no record of a district: concepts of the software, languages of the interface. */
const sameEverywhere = new Set([
  'GET /intern/:district/wegweiser/suchwoerter/:id',
  'POST /intern/:district/wegweiser/suchwoerter/:id',
  'GET /intern/:district/wegweiser/uebersetzungen/:sprache',
]);

/** Public routes with a rule of their own, which their room's tests cover. */
const ownRule: Readonly<Record<string, string>> = {
  'GET /metrics': 'another machine needs METRICS_TOKEN',
  'GET /konto/zweiter-faktor': 'stands between the password and the session, so there must have been a password',
};

const toSignIn = (answer: Answer) => answer.status === 303 && answer.location.startsWith('/konto/anmelden');
const permitted = () => tour.routes.filter(({ access }) => access.includes('.'));
const everybody = () => [tour.nobody, ...roles.map((role) => tour.as(role))];

describe('the routes of the house', () => {
  it('are all known, with an address that occurs on a page', () => {
    expect(tour.routes.length).toBeGreaterThan(100);
    expect(tour.routes.map(keyOf)).toContain('GET /:district/theme.css');
    // With a slash at the end it is the same address; interfaces of others have both.
    const bare = (key: string) => key.replace(/\/$/, '');
    const met = new Set([...tour.samples.keys()].map(bare));
    const without = tour.routes.filter((route) => !withoutIds(route)).map((route) => bare(keyOf(route)));
    expect(new Set(without.filter((key) => !met.has(key)))).toEqual(elsewhere);
  });

  it('ask for permissions that exist and somebody holds', () => {
    for (const route of permitted()) expect(tour.holders(route).length, keyOf(route)).toBeGreaterThan(0);
  });

  it('know no other district than those there are', async () => {
    const inDistrict = tour.routes.filter(({ url }) => url.includes('/:district'));
    const faults = await tour.faultsOn(inDistrict, async (route) => {
      const address = tour.sampleOf(route).address.replace(tour.house.full.slug, 'atlantis');
      const lead = tour.as('ki_lead');
      const { status } = route.method === 'GET' ? await lead.get(address) : await lead.post(address, '');
      return status !== 404 && `${status} in a district that does not exist`;
    });
    expect(faults).toEqual([]);
  });
});

describe('a public route', () => {
  it('is open to nobody in particular and to every role', async () => {
    const open = tour.routes.filter((route) => route.access === 'public' && !ownRule[keyOf(route)]);
    const faults = await tour.faultsOn(open, async (route) => {
      for (const caller of [...everybody(), tour.as('provider', 'bare')]) {
        const answer = await tour.call(caller, route);
        if ([401, 403].includes(answer.status) || answer.status >= 500 || (route.method === 'GET' && toSignIn(answer)))
          return `${answer.status} ${answer.location}`;
      }
      return undefined;
    });
    expect(faults).toEqual([]);
  });
});

describe('a route for people with an account', () => {
  it('sends nobody to the sign-in and is open to every role', async () => {
    const signedIn = tour.routes.filter(({ access }) => access === 'signed-in');
    const faults = await tour.faultsOn(signedIn, async (route) => {
      const unknown = await tour.call(tour.nobody, route);
      if (route.method === 'GET' && !route.machine ? !toSignIn(unknown) : unknown.status !== 401)
        return `${unknown.status} for nobody`;
      for (const role of roles) {
        const answer = await tour.call(tour.as(role), route);
        if (answer.status === 401 || answer.status >= 500 || toSignIn(answer)) return `${answer.status} for ${role}`;
      }
      return undefined;
    });
    expect(faults).toEqual([]);
  });
});

describe('a route that asks for a permission', () => {
  it('sends nobody to the sign-in', async () => {
    const faults = await tour.faultsOn(permitted(), async (route) => {
      const answer = await tour.call(tour.nobody, route);
      const right = route.method === 'GET' && !route.machine ? toSignIn(answer) : answer.status === 401;
      return !right && `${answer.status} ${answer.location}`;
    });
    expect(faults).toEqual([]);
  });

  it('lets the roles of its permission through and no other', async () => {
    const faults = await tour.faultsOn(permitted(), async (route) => {
      for (const role of roles) {
        const { status, location } = await tour.call(tour.as(role), route);
        const mayDo = tour.holders(route).includes(role);
        if (status === 401 || status >= 500) return `${status} for ${role}`;
        if (!mayDo && status !== 403) return `${status} ${location} for ${role}, who has no permission`;
        // Whoever is limited to a town or an organisation may still be refused by the use case.
        if (mayDo && status === 403 && !tour.isLimited(role)) return `403 for ${role}, who has the permission`;
      }
      return undefined;
    });
    expect(faults).toEqual([]);
  });

  it('is closed to the same roles in another district', async () => {
    const faults = await tour.faultsOn(permitted(), async (route) => {
      for (const role of roles) {
        const { status } = await tour.call(tour.as(role, 'bare'), route);
        if (status !== 403) return `${status} for ${role} of another district`;
      }
      return undefined;
    });
    expect(faults).toEqual([]);
  });

  it('is closed to roles that see cases until their second factor is there', async () => {
    const faults = await tour.faultsOn(permitted(), async (route) => {
      for (const role of secondFactorRoles) {
        const { status, location } = await tour.call(tour.as(role, 'full', false), route);
        const right = route.method === 'GET' ? location.startsWith('/konto/zweiter-faktor') : status === 403;
        if (!right) return `${status} ${location} for ${role} without a second factor`;
      }
      return undefined;
    });
    expect(faults).toEqual([]);
  });

  it('finds no record of another district, whose address is right but for the district', async () => {
    const { full, bare } = tour.house;
    const withIds = permitted().filter((route) => !withoutIds(route) && !sameEverywhere.has(keyOf(route)));
    const faults = await tour.faultsOn(withIds, async (route) => {
      for (const sample of tour.samples.get(keyOf(route)) ?? []) {
        const address = sample.address.replace(`/${full.slug}/`, `/${bare.slug}/`);
        const { status } = await tour.call(tour.insider(route, 'bare'), route, { ...sample, address });
        if (status !== 404) return `${status} for ${address}`;
      }
      return undefined;
    });
    expect(faults).toEqual([]);
  });
});

describe('a write', () => {
  it('from another site is refused, whoever is signed in', async () => {
    const guarded = tour.routes.filter(({ method, withoutFormToken }) => method !== 'GET' && !withoutFormToken);
    const faults = await tour.faultsOn(guarded, async (route) => {
      for (const caller of everybody()) {
        const { status } = await caller.forge(tour.sampleOf(route).address);
        if (status !== 403) return `${status} without a form token`;
      }
      return undefined;
    });
    expect(faults).toEqual([]);
  });
});

it('the roles that are limited in the demonstration are those that must be', () => {
  const limited: Role[] = ['provider', 'volunteer', 'integration_officer'];
  expect(roles.filter((role) => tour.isLimited(role))).toEqual(limited);
});
