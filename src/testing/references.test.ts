import { expect, it } from 'vitest';
import { readPage } from './form.ts';
import { hostileFields } from './hostile.ts';
import { useTour } from './tour.ts';

// What a form refers to must be there, in this district: everything else about the form is right, so that nothing but the
// reference can be refused. Another district's record is as unknown here as one that nobody has.

const tour = useTour(1);
const recommendation = { title: 'Lotsen', weight: '1' };
const resolution = { title: 'Beschluss', wording: 'Wird so gemacht.' };

/** The page with the form, under the address of its route; end of its action; what is filled in; the field that refers. */
const references: readonly (readonly [string, string, Record<string, string>, string])[] = [
  ['/aufgaben/neu?gremium', '/neu', { title: 'Aufgabe' }, 'body'],
  ['/aufgaben/neu?gremium', '/neu', { title: 'Aufgabe' }, 'meeting'],
  ['/aufgaben/neu?gremium', '/neu', { title: 'Aufgabe' }, 'resolution'],
  ['/aufgaben/neu?gremium', '/neu', { title: 'Aufgabe' }, 'owner'],
  ['/beschluesse/neu?sitzung', '/neu', resolution, 'agendaItemId'],
  ['/beschluesse/:resolution', '/stimmen', { vote: 'yes' }, 'member'],
  ['/beschluesse/:resolution/wirkung?art&gegenstand', '/wirkung', { status: 'paused' }, 'kind'],
  ['/beschluesse/:resolution/wirkung?art&gegenstand', '/wirkung', { status: 'paused' }, 'subject'],
  ['/gremien/neu', '/neu', { name: 'Beirat', kind: 'network' }, 'parentId'],
  ['/gremien/neu', '/neu', { name: 'Beirat', kind: 'network' }, 'territory'],
  ['/gremien/:body/sitze/neu', '/neu', { personName: 'Amt' }, 'organisationChoice'],
  ['/konzept', '/konzept', { title: 'Konzept' }, 'territory'],
  ['/konzept/:edition/gliederung/:node', '', { title: 'Teil' }, 'fieldId'],
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

it.each(references)('%s%s refuses what is not there (%o, %s)', async (page, action, filled, field) => {
  const lead = tour.as('ki_lead');
  const [path = '', query = ''] = page.split('?');
  const samples = tour.samples.get(`GET /intern/:district${path}`) ?? [];
  const addresses = samples
    .map(({ address }) => address)
    .filter((address) => !query || query.split('&').every((name) => new RegExp(`[?&]${name}=[^&]`).test(address)));
  const seen: string[] = [];
  for (const address of addresses) {
    const { forms } = readPage((await lead.get(address)).body, address);
    if (forms.some((form) => form.action.split('?')[0]?.endsWith(action || address))) seen.push(address);
  }
  const [at = 'no page with this form'] = seen;
  for (const value of hostileFields) {
    const { status } = await lead.send(at, action || at, { ...filled, [field]: value });
    expect([400, 404, 422], `${field}=${value}: ${status}`).toContain(status);
  }
});
