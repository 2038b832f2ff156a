import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import { offerFormValues } from '../model/form/offer.ts';
import { readOwn } from '../service/providing.ts';
import { findPublicOffer } from '../store/public-offers.ts';
import { addDistrict, addEntries, type District, type Entries, offer } from '../testing/district.ts';
import { startServer, type TestServer } from '../testing/server.ts';

const database = useDatabase();
const address = '/intern/guetersloh/meine-angebote';
let here: District;
let mine: Entries;
let theirs: Entries;
let server: TestServer;

beforeAll(async () => {
  here = await addDistrict(database);
  mine = await addEntries(here);
  theirs = await addEntries(here, { organisation: { name: 'Die anderen' }, offer: { name: 'Fremdes Angebot' } });
  server = await startServer(database);
  server.add('mine', here.provider(mine.organisationId).actor);
  server.add('second', here.provider(mine.organisationId).actor);
  server.add('staff', here.staff().actor);
});
afterAll(() => server.close());

const values = (changes: object = {}) => offerFormValues({ ...offer, ...changes });

test('a provider sees and edits the own entries, and only those', async () => {
  const list = await server.get(address, 'mine');
  expect(list.body).toContain(offer.name);
  expect(list.body).not.toContain('Fremdes Angebot');
  expect((await server.get(`${address}/${mine.offerId}`, 'mine')).body).toContain(`value="${offer.name}"`);
  expect((await server.get(`${address}/${mine.organisationId}`, 'mine')).body).toContain('value="Brücke e. V."');
  for (const id of [theirs.offerId, uuidv7(), 'x', '%00']) {
    expect((await server.get(`${address}/${id}`, 'mine')).statusCode).toBe(404);
    expect((await server.post(`${address}/${id}`, values(), 'mine')).statusCode).toBe(404);
    expect((await server.post(`${address}/${id}/zurueckziehen/2`, {}, 'mine')).statusCode).toBe(404);
  }
  expect((await server.get(address)).statusCode).toBe(303);
  expect((await server.get(address, 'staff')).statusCode).toBe(403);
});

test('an edit waits, can be taken back, and two people do not overwrite each other', async () => {
  const edit = await server.post(`${address}/${mine.offerId}`, { ...values({ name: 'Café der einen' }), base: '1' }, 'mine');
  expect([edit.statusCode, edit.headers.location]).toEqual([303, address]);
  expect((await findPublicOffer(database.shared, here.tenant.id, mine.offerSlug))?.content.name).toBe(offer.name);
  const second = await server.post(`${address}/${mine.offerId}`, { ...values({ quarter: 'Nord' }), base: '1' }, 'second');
  expect(second.statusCode).toBe(409);
  expect(second.body).toContain('Jemand anderes hat den Eintrag inzwischen geändert');
  expect(second.body).toContain('value="Café der einen"');
  expect(second.body).toContain('value="Nord"');
  expect((await server.post(`${address}/${mine.offerId}/zurueckziehen/2`, {}, 'mine')).statusCode).toBe(303);
  expect(await readOwn(here.provider(mine.organisationId), mine.offerId)).toMatchObject({ value: { version: { version: 1 } } });
});

test('wrong input comes back with its errors', async () => {
  const answer = await server.post(
    `${address}/${mine.offerId}`,
    { ...values({ name: '' }), base: '1', 'ages.min': '-3' },
    'mine',
  );
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('href="#f-name"');
  expect(answer.body).toContain('href="#f-ages-min"');
  expect((await server.post(`${address}/${mine.offerId}`, { ...values(), base: '1' }, 'mine')).statusCode).toBe(422);
});

test('a new offer is proposed once, and the date of chosen ones renewed', async () => {
  const submissionKey = uuidv7();
  const fields = { ...values({ name: 'Ganz neu' }), submissionKey };
  for (let count = 0; count < 2; count++) expect((await server.post(`${address}/neu`, fields, 'mine')).statusCode).toBe(303);
  expect((await server.get(address, 'mine')).body.split('Ganz neu')).toHaveLength(3);
  expect(
    (await server.post(`${address}/neu`, { ...fields, organisation: 'die-anderen', submissionKey: uuidv7() }, 'mine')).statusCode,
  ).toBe(422);
  const confirmed = await server.post(`${address}/bestaetigen`, { entries: [mine.offerId, theirs.offerId, 'x'] }, 'mine');
  expect(confirmed.cookies.find((one) => one.name === '__Host-notice')?.value).toContain('success');
  expect(
    (await server.post(`${address}/bestaetigen`, {}, 'mine')).cookies.find((one) => one.name === '__Host-notice')?.value,
  ).toContain('warning');
});
