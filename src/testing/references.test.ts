import { expect, it } from 'vitest';
import type { Caller } from './caller.ts';
import { readPage } from './form.ts';
import { hostileFields } from './hostile.ts';
import { linksOf } from './life-parts.ts';
import { protectedOffer, protectedWords } from './life-protected.ts';
import { useTour } from './tour.ts';
import { keyOf } from './walk.ts';

// What a form refers to must be there, in this district: everything else about the form is right, so that nothing but the
// reference can be refused. Another district's record is as unknown here as one that nobody has.

const tour = useTour(1);
const recommendation = { title: 'Lotsen', weight: '1' };
const resolution = { title: 'Beschluss', wording: 'Wird so gemacht.' };

/** The page with the form, under the address of its route; end of its action; what is filled in; the field that refers. */
const references: readonly (readonly [string, string, Record<string, string>, string])[] = [
  ['/aufgaben/neu?gremium=:body', '/neu', { title: 'Aufgabe' }, 'body'],
  ['/aufgaben/neu?gremium=:body', '/neu', { title: 'Aufgabe' }, 'meeting'],
  ['/aufgaben/neu?gremium=:body', '/neu', { title: 'Aufgabe' }, 'resolution'],
  ['/aufgaben/neu?gremium=:body', '/neu', { title: 'Aufgabe' }, 'owner'],
  ['/beschluesse/neu?sitzung=:meeting', '/neu', resolution, 'agendaItemId'],
  ['/beschluesse/:resolution', '/stimmen', { vote: 'yes' }, 'member'],
  ['/beschluesse/:resolution/wirkung?art&gegenstand', '/wirkung', { status: 'paused' }, 'kind'],
  ['/beschluesse/:resolution/wirkung?art&gegenstand', '/wirkung', { status: 'paused' }, 'subject'],
  ['/gremien/neu', '/neu', { name: 'Beirat', kind: 'network' }, 'parentId'],
  ['/gremien/neu', '/neu', { name: 'Beirat', kind: 'network' }, 'territory'],
  ['/konzept', '/konzept', { title: 'Konzept' }, 'territory'],
  ['/konzept/:edition/gliederung', '/gliederung', { kind: 'challenge', title: 'Teil' }, 'fieldId'],
  ['/konzept/:edition/empfehlung-neu?feld', '/empfehlung-neu', recommendation, 'fieldId'],
  ['/konzept/:edition/empfehlung-neu?feld', '/empfehlung-neu', recommendation, 'challengeId'],
  ['/konzept/:edition/empfehlung-neu?feld', '/empfehlung-neu', recommendation, 'goalId'],
  ['/konzept/:edition/empfehlung-neu?feld', '/empfehlung-neu', recommendation, 'territories'],
  ['/konzept/empfehlung/:id', '/stand', { status: 'merged', reason: 'Geht darin auf.' }, 'into'],
  ['/konzept/empfehlung/:id', '/beschluss', {}, 'resolutionId'],
  ['/konzept/empfehlung/:id', '/voraussetzungen', {}, 'needs'],
  ['/konzept/empfehlung/:id', '/schritte', { title: 'Schritt' }, 'town'],
  ['/konzept/empfehlung/:id', '/bericht', { text: 'Wort' }, 'town'],
];

/** Addresses of a page that occur in the house; with the id of a record in its query, the page as that record links it. */
function addressesOf(page: string, action: string): string[] {
  const [path = '', query = ''] = page.split('?');
  const samples = (url: string) => (tour.samples.get(`GET /intern/:district${url}`) ?? []).map(({ address }) => address);
  const ids = { body: samples('/gremien/:body'), meeting: samples('/gremien/:body/sitzungen/:meeting') };
  const [, name = '', of = ''] = /^(\w+)=:(\w+)$/.exec(query) ?? [];
  if (name) {
    const id = ids[of as keyof typeof ids][0]?.split('/').at(-1);
    return [`/intern/${tour.house.full.slug}${path}?${name}=${id}`];
  }
  const fits = (address: string) => query.split('&').every((one) => !one || new RegExp(`[?&]${one}=[^&]`).test(address));
  const posted = tour.samples.get(`POST /intern/:district${path}${action}`) ?? [];
  return [...samples(path), ...posted.map(({ address }) => address.slice(0, -action.length))].filter(fits);
}

it.each(references)('%s %s refuses what is not there (%o, %s)', async (page, action, filled, field) => {
  const lead = tour.as('ki_lead');
  const seen: string[] = [];
  for (const address of addressesOf(page, action)) {
    const { body } = await lead.get(address);
    if (readPage(body, address).forms.some((form) => form.action.split('?')[0]?.endsWith(action))) seen.push(address);
  }
  const [at = page] = seen;
  for (const value of hostileFields) {
    const { status } = await lead.send(at, action, { ...filled, [field]: value });
    expect([400, 404, 422], `${field}=${value}: ${status}`).toContain(status);
  }
});

it('no public page, list, interface or file, and no export, tells an address that is protected', async () => {
  const { slug } = tour.house.full;
  const staff = tour.as('ki_lead');
  const search = await tour.nobody.get(`/${slug}/de/angebote?q=${encodeURIComponent(protectedOffer)}`);
  const [offer = ''] = readPage(search.body, '/').links.filter((link) => /\/angebote\/schutz-und-rat[\w-]*$/.test(link));
  // It is public but for its address; what is not there at all could not tell it either.
  expect((await tour.nobody.get(offer)).body).toContain(protectedOffer);
  const addresses = new Set([offer, offer.replace('/de/', '/ar/'), `${offer}/druck`, `${offer}/korrektur?feld=place`]);
  for (const route of tour.routes)
    if (route.method === 'GET' && route.access === 'public')
      for (const { address } of (tour.samples.get(keyOf(route)) ?? []).slice(0, 2)) addresses.add(address);
  const told: string[] = [];
  const look = async (caller: Caller, address: string, headers: Record<string, string> = {}) => {
    const { body } = await caller.get(address, headers);
    for (const word of protectedWords) if (body.includes(word)) told.push(`${address}: ${word}`);
    return body;
  };
  for (const address of addresses) {
    await look(tour.nobody, address);
    if (/\/angebote(\/|$|\?)/.test(address)) await look(tour.nobody, address, { accept: 'application/json' });
  }
  // The workbook is made of the same rows.
  expect(await look(staff, `/intern/${slug}/wegweiser/eintraege.csv`)).toContain(protectedOffer);
  expect(told).toEqual([]);
  const inside = await linksOf(
    staff,
    `/intern/${slug}/wegweiser/eintraege?q=${encodeURIComponent(protectedOffer)}`,
    /\/eintraege\/[0-9a-f-]{36}$/,
  );
  // The desk has it: the words are the ones that were looked for.
  expect((await staff.get(inside[0] as string)).body).toContain(protectedWords[0]);
}, /* milliseconds, for every public page */ 300_000);
