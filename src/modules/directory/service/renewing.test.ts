import { beforeAll, expect, test } from 'vitest';
import type { JobServices } from '#platform/module';
import { useDatabase } from '#testing';
import { addDistrict, addEntries, type District, offer, towns } from '../testing/district.ts';
import { readGround, readTowns } from './ground.ts';
import { readModel, readModelVersion, toPublicOffer } from './publishing.ts';
import { renewPublicOffers } from './renewing.ts';

const database = useDatabase();
let here: District;
let there: District;

beforeAll(async () => {
  here = await addDistrict(database);
  there = await addDistrict(database, 'recklinghausen', '05562');
});

const rowOf = (id: string) =>
  database.shared
    .selectFrom('directory_public_offer')
    .select(['facets', 'gates', 'card', 'titles', 'stage', 'confirmed_on', 'published_at'])
    .select((eb) => eb.cast<string>('document', 'text').as('document'))
    .where('offer_id', '=', id)
    .executeTakeFirstOrThrow();
const uses = () => database.shared.selectFrom('directory_public_word').select(['word', 'uses']).orderBy('word').execute();
const after = () => {
  const districts = new Map([here, there].map((one) => [one.tenant.id, one.system]));
  const services = { tenantIds: () => [...districts.keys()], contextOf: (id: string) => districts.get(id) };
  return renewPublicOffers({}, services as unknown as JobServices);
};

test('after an upgrade, offers that nobody published again have the new facts, and no new dates', async () => {
  const areaServed = [towns.verl];
  const { offerId } = await addEntries(here, { organisation: { name: 'Alt' }, offer: { name: 'Alt', areaServed } });
  const { offerId: other } = await addEntries(there, {
    organisation: { name: 'Neu', towns: [] },
    offer: { name: 'Neu', town: undefined },
  });
  await database.shared
    .updateTable('directory_public_offer')
    .set({ published_at: '2026-01-02' })
    .where('offer_id', '=', offerId)
    .execute();
  const [fresh, theirs, words] = [await rowOf(offerId), await rowOf(other), await uses()];
  expect(fresh.card).toMatchObject({ model: readModel(), areaServed });

  // As a program left it that knew no home-town gates and no areas in cards.
  const { areaServed: _areas, model: _model, ...oldCard } = fresh.card as Record<string, unknown>;
  await database.shared
    .updateTable('directory_public_offer')
    .set({ gates: [], facets: [], card: JSON.stringify(oldCard) })
    .where('offer_id', '=', offerId)
    .execute();
  await after();
  expect(await rowOf(offerId)).toEqual(fresh);
  expect(await rowOf(other)).toEqual(theirs);
  // Words of offers are counted when they are published, not when they are made anew.
  expect(await uses()).toEqual(words);
  const told = () =>
    here.system.transaction((trx) =>
      trx.selectFrom('audit_entry').select('details').where('action', '=', 'directory.offers_renewed').execute(),
    );
  expect(await told()).toEqual([{ details: { offers: 1, model: readModel() } }]);

  // A second start finds nothing to do.
  await after();
  expect(await told()).toHaveLength(1);
});

test('whoever changes what is in the read model raises its number', async () => {
  const ground = await here.system.transaction(async (trx) => readGround(trx, await readTowns(here.system)));
  const entry = { id: here.tenant.id, slug: 'a', organisationId: here.tenant.id, confirmedOn: null };
  const rich = {
    ...offer,
    areaServed: [towns.verl],
    residence: ['asylum-seeker'],
    gender: 'women',
    ages: { min: 18 },
    germanLevel: { min: 'A1' },
    place: { visibility: 'public', accessibility: ['step_free'], street: 'Weg 1', city: 'Verl', postcode: '33415' },
  } as never;
  const { card, gates, facets, ...shown } = toPublicOffer(here.system, ground, entry, rich, { slug: 'b', name: 'B' });
  const parts = { number: readModelVersion, columns: Object.keys(shown), card: Object.keys(card), words: [...facets, ...gates] };
  expect(parts).toMatchInlineSnapshot(`
    {
      "card": [
        "model",
        "kind",
        "categories",
        "town",
        "schedules",
        "languages",
        "fees",
        "capacity",
        "childcare",
        "ages",
        "gender",
        "targetGroups",
        "residence",
        "areaServed",
        "germanLevel",
        "organisation",
        "registration",
        "place",
      ],
      "columns": [
        "tenantId",
        "offerId",
        "slug",
        "organisationId",
        "name",
        "text",
        "lat",
        "lon",
        "ages",
        "openings",
        "confirmedOn",
        "publishedAt",
        "titles",
        "content",
      ],
      "number": 1,
      "words": [
        "art:offer",
        "merkmal:free",
        "merkmal:no-registration",
        "merkmal:no-waiting",
        "merkmal:step-free",
        "merkmal:women-only",
        "ort:05754008",
        "ort:05754044",
        "sprache:deu",
        "tag:2",
        "thema:conversation",
        "thema:language",
        "geschlecht:women",
        "niveau:A1",
        "niveau:A2",
        "niveau:B1",
        "niveau:B2",
        "niveau:C1",
        "niveau:C2",
        "status:asylum-seeker",
        "wohnort:05754044",
      ],
    }
  `);
});
