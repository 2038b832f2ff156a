import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { findEntry, listVersions } from '../store/entries.ts';
import { findPublicOffer } from '../store/public-offers.ts';
import { addDistrict, addFresh, type District, offer, organisation, towns } from '../testing/district.ts';
import { createEntry, readForEditing, saveEdit } from './editing.ts';
import { compareVersions, readHistory, restoreVersion } from './history.ts';

const database = useDatabase();
let here: District;
let there: District;

beforeAll(async () => {
  here = await addDistrict(database);
  there = await addDistrict(database, 'recklinghausen', '05562');
});

async function fresh(changes: Partial<OfferContent> = {}) {
  const entries = await addFresh(here, changes);
  const read = await readForEditing(here.staff(), entries.offerId);
  if (!read.ok) throw new Error(read.code);
  return { ...entries, content: read.value.version.content as OfferContent };
}

const shown = async (slug: string) => (await findPublicOffer(database.shared, here.tenant.id, slug))?.content;
const auditOf = (id: string) =>
  here.visitor.transaction((trx) =>
    trx.selectFrom('audit_entry').select(['action', 'actor_kind']).where('subject_id', '=', id).orderBy('id').execute(),
  );

describe('editing', () => {
  test('makes a new public version and keeps the old one', async () => {
    const { offerId, offerSlug, content } = await fresh();
    expect(
      await saveEdit(here.staff(), { entryId: offerId, base: 1, content: { ...content, fees: { kind: 'paid', cents: 500 } } }),
    ).toMatchObject({ ok: true });
    expect(await shown(offerSlug)).toMatchObject({ fees: { kind: 'paid', cents: 500 } });
    const versions = await here.visitor.transaction((trx) => listVersions(trx, offerId));
    expect(versions.map((one) => [one.version, one.state, one.baseVersion])).toEqual([
      [2, 'published', 1],
      [1, 'superseded', null],
    ]);
    expect((await auditOf(offerId)).map((line) => line.action)).toEqual(['offer.published', 'offer.published']);
  });

  test('shows the second editor the first one’s change and overwrites nothing', async () => {
    const { offerId, offerSlug, content } = await fresh();
    const first = await saveEdit(here.staff(), {
      entryId: offerId,
      base: 1,
      content: { ...content, quarter: 'Nord', name: 'Der erste Name' },
    });
    expect(first.ok).toBe(true);
    const second = await saveEdit(here.staff(), {
      entryId: offerId,
      base: 1,
      content: { ...content, summary: 'Neu', name: 'Der zweite Name' },
    });
    expect(second).toMatchObject({
      ok: false,
      code: 'version.changed_since',
      conflict: {
        merged: {
          conflicts: ['name'],
          taken: ['quarter'],
          content: { quarter: 'Nord', summary: 'Neu', name: 'Der zweite Name' },
        },
        theirs: { version: 2 },
      },
    });
    expect(await shown(offerSlug)).toMatchObject({ name: 'Der erste Name', quarter: 'Nord' });
  });

  test('by two at the very same time lets one through', async () => {
    const { offerId, content } = await fresh();
    const results = await Promise.all(
      ['A', 'B', 'C'].map((name) => saveEdit(here.staff(), { entryId: offerId, base: 1, content: { ...content, name } })),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });

  test('without a change is refused', async () => {
    const { offerId, content } = await fresh();
    expect(await saveEdit(here.staff(), { entryId: offerId, base: 1, content })).toMatchObject({
      code: 'version.nothing_changed',
    });
  });

  test('keeps hidden addresses out of the public side', async () => {
    const { offerId, offerSlug, content } = await fresh();
    const place = { street: 'Geheime Straße 1', postcode: '33330', visibility: 'hidden', accessibility: [] } as const;
    await saveEdit(here.staff(), { entryId: offerId, base: 1, content: { ...content, place: { ...place, accessibility: [] } } });
    expect(JSON.stringify(await findPublicOffer(database.shared, here.tenant.id, offerSlug))).not.toContain('Geheime');
  });

  test('an organisation’s name changes on its offers too', async () => {
    const { organisationId, offerSlug } = await fresh();
    const read = await readForEditing(here.staff(), organisationId);
    const content = (read.ok && read.value.version.content) as OrganisationContent;
    expect(
      (await saveEdit(here.staff(), { entryId: organisationId, base: 1, content: { ...content, name: 'Umbenannt e. V.' } })).ok,
    ).toBe(true);
    const row = await database.shared
      .selectFrom('directory_public_offer')
      .select('card')
      .where('tenant_id', '=', here.tenant.id)
      .where('slug', '=', offerSlug)
      .executeTakeFirst();
    expect(row?.card).toMatchObject({ organisation: { name: 'Umbenannt e. V.' } });
  });
});

describe('creating', () => {
  test('twice with the same form makes one entry', async () => {
    await fresh();
    const key = uuidv7();
    const results = await Promise.all(
      [1, 2].map(() => createEntry(here.staff(), 'organisation', { ...organisation, name: 'Einmal' }, key)),
    );
    expect(results).toEqual([results[0], results[0]]);
    expect(results[0]).toEqual({ ok: true, value: { entryId: key, slug: 'einmal' } });
  });

  test('gives every name its own address', async () => {
    const { content } = await fresh();
    const slugs = [];
    for (const name of ['Treff Mitte', 'Treff Mitte', '会話']) {
      const made = await createEntry(here.staff(), 'offer', { ...content, name }, uuidv7());
      slugs.push(made.ok && made.value.slug);
    }
    expect(slugs).toEqual(['treff-mitte', 'treff-mitte-2', 'offer']);
  });

  test('with an organisation that is not there is refused', async () => {
    expect(await createEntry(here.staff(), 'offer', { ...offer, organisation: 'niemand' }, uuidv7())).toMatchObject({
      code: 'entry.invalid',
      details: { organisation: 'directory:field.choose_organisation' },
    });
  });
});

describe('history', () => {
  test('compares any two versions and restores one as a new version', async () => {
    const { offerId, offerSlug, content } = await fresh();
    await saveEdit(here.staff(), { entryId: offerId, base: 1, content: { ...content, name: 'Zwei' } });
    await saveEdit(here.staff(), { entryId: offerId, base: 2, content: { ...content, name: 'Drei', quarter: 'Nord' } });
    const compared = await compareVersions(here.staff(), offerId, 1, 3);
    expect(compared).toMatchObject({
      ok: true,
      value: {
        changes: [
          { field: 'name', before: content.name, after: 'Drei' },
          { field: 'quarter', after: 'Nord' },
        ],
      },
    });
    expect(await restoreVersion(here.staff(), { entryId: offerId, version: 1, base: 2 })).toMatchObject({
      code: 'version.changed_since',
    });
    expect(await restoreVersion(here.staff(), { entryId: offerId, version: 1, base: 3 })).toMatchObject({ ok: true });
    const history = await readHistory(here.staff(), offerId);
    expect(history.ok && history.value.versions.map((one) => [one.version, one.content.name])).toEqual([
      [4, content.name],
      [3, 'Drei'],
      [2, 'Zwei'],
      [1, content.name],
    ]);
    expect(await shown(offerSlug)).toMatchObject({ name: content.name });
    expect(await restoreVersion(here.staff(), { entryId: offerId, version: 1, base: 4 })).toMatchObject({
      code: 'version.nothing_changed',
    });
    expect(await restoreVersion(here.staff(), { entryId: offerId, version: 99, base: 4 })).toMatchObject({
      code: 'version.not_found',
    });
  });
});

test('another town’s officer, a provider and the other district reach nothing', async () => {
  const { offerId, organisationId, content } = await fresh();
  for (const stranger of [here.officer(towns.verl), here.provider(organisationId), there.staff(), here.visitor]) {
    expect(await readForEditing(stranger, offerId)).toMatchObject({ code: 'entry.not_found' });
    expect(await readHistory(stranger, offerId)).toMatchObject({ code: 'entry.not_found' });
    expect(await compareVersions(stranger, offerId, 1, 1)).toMatchObject({ code: 'entry.not_found' });
    expect(await restoreVersion(stranger, { entryId: offerId, version: 1, base: 1 })).toMatchObject({ code: 'entry.not_found' });
    expect(await saveEdit(stranger, { entryId: offerId, base: 1, content: { ...content, name: 'Fremd' } })).toMatchObject({
      code: 'entry.not_found',
    });
  }
  const own = here.officer(towns.gueterslohTown);
  expect(await saveEdit(own, { entryId: offerId, base: 1, content: { ...content, town: towns.verl } })).toMatchObject({
    code: 'entry.invalid',
  });
  expect(await saveEdit(own, { entryId: offerId, base: 1, content: { ...content, name: 'Aus der Stadt' } })).toMatchObject({
    ok: true,
  });
  expect((await here.visitor.transaction((trx) => findEntry(trx, offerId)))?.name).toBe('Aus der Stadt');
});
