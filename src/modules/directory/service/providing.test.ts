import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { findEntry, listVersions } from '../store/entries.ts';
import { findPublicOffer } from '../store/public-offers.ts';
import { addDistrict, addFresh, type District } from '../testing/district.ts';
import { confirmOwn, listOwn, listOwnOrganisations, proposeOwnEdit, proposeOwnOffer, readOwn, withdrawOwn } from './providing.ts';
import { publishProposal } from './reviewing.ts';

const database = useDatabase();
let here: District;

beforeAll(async () => {
  here = await addDistrict(database);
});

async function fresh() {
  const entries = await addFresh(here);
  const provider = here.provider(entries.organisationId);
  const read = await readOwn(provider, entries.offerId);
  if (!read.ok) throw new Error(read.code);
  return { ...entries, provider, content: read.value.version.content as OfferContent };
}

const versionsOf = (id: string) => here.visitor.transaction((trx) => listVersions(trx, id));
const shown = async (slug: string) => (await findPublicOffer(database.shared, here.tenant.id, slug))?.content;

test('a provider’s edit waits while the public version stays, until staff release it', async () => {
  const { provider, offerId, offerSlug, content } = await fresh();
  expect((await proposeOwnEdit(provider, { entryId: offerId, base: 1, content: { ...content, name: 'Neuer Treff' } })).ok).toBe(
    true,
  );
  expect(await shown(offerSlug)).toMatchObject({ name: content.name });
  expect(await readOwn(provider, offerId)).toMatchObject({
    value: { version: { version: 2, state: 'proposed', content: { name: 'Neuer Treff' } } },
  });
  expect((await publishProposal(here.staff(), { entryId: offerId, version: 2, seenPublished: 1 })).ok).toBe(true);
  expect(await shown(offerSlug)).toMatchObject({ name: 'Neuer Treff' });
  expect(await here.visitor.transaction((trx) => findEntry(trx, offerId))).toMatchObject({ confirmedBy: 'provider' });
});

test('a second edit takes the place of the waiting one', async () => {
  const { provider, offerId, content } = await fresh();
  await proposeOwnEdit(provider, { entryId: offerId, base: 1, content: { ...content, name: 'Zwei' } });
  await proposeOwnEdit(provider, { entryId: offerId, base: 2, content: { ...content, name: 'Drei' } });
  expect((await versionsOf(offerId)).map((one) => [one.state, one.content.name, one.baseVersion])).toEqual([
    ['proposed', 'Drei', 1],
    ['withdrawn', 'Zwei', 1],
    ['published', content.name, null],
  ]);
});

test('two people of one organisation do not overwrite each other', async () => {
  const { organisationId, provider, offerId, content } = await fresh();
  await proposeOwnEdit(provider, { entryId: offerId, base: 1, content: { ...content, name: 'Von der einen' } });
  const second = await proposeOwnEdit(here.provider(organisationId), {
    entryId: offerId,
    base: 1,
    content: { ...content, quarter: 'Nord' },
  });
  expect(second).toMatchObject({
    code: 'version.changed_since',
    conflict: { merged: { content: { name: 'Von der einen', quarter: 'Nord' }, conflicts: [] } },
  });
});

test('a proposal can be taken back until somebody decides', async () => {
  const { provider, offerId, content } = await fresh();
  await proposeOwnEdit(provider, { entryId: offerId, base: 1, content: { ...content, name: 'Doch nicht' } });
  expect((await withdrawOwn(provider, offerId, 2)).ok).toBe(true);
  expect((await withdrawOwn(provider, offerId, 2)).ok).toBe(true);
  expect(await publishProposal(here.staff(), { entryId: offerId, version: 2, seenPublished: 1 })).toMatchObject({
    code: 'version.already_decided',
  });
  expect(await withdrawOwn(provider, offerId, 1)).toMatchObject({ code: 'entry.not_found' });
});

test('a new offer belongs to the own organisation and waits', async () => {
  const { provider, content } = await fresh();
  const submissionKey = uuidv7();
  const propose = () => proposeOwnOffer(provider, { content: { ...content, name: 'Ganz neu' }, submissionKey });
  expect(await propose()).toEqual(await propose());
  expect((await versionsOf(submissionKey)).map((one) => [one.state, one.authorKind])).toEqual([['proposed', 'provider']]);
  expect(await shown('ganz-neu')).toBeUndefined();
  expect((await listOwn(provider, undefined, 50)).offers.map((one) => [one.name, one.waiting])).toContainEqual(['Ganz neu', 1]);
});

test('the own organisation can be edited too', async () => {
  const { provider, organisationId } = await fresh();
  const read = await readOwn(provider, organisationId);
  const content = (read.ok && read.value.version.content) as OrganisationContent;
  expect(
    (await proposeOwnEdit(provider, { entryId: organisationId, base: 1, content: { ...content, phone: '05241 1234' } })).ok,
  ).toBe(true);
});

test('"all still right" renews the date of own public entries only', async () => {
  const [mine, other] = [await fresh(), await fresh()];
  await here.visitor.transaction((trx) =>
    trx
      .updateTable('directory_entry')
      .set({ confirmed_on: '2020-01-01' })
      .where('id', 'in', [mine.offerId, other.offerId])
      .execute(),
  );
  expect(await confirmOwn(mine.provider, [mine.offerId, other.offerId, uuidv7()])).toBe(1);
  expect(await here.visitor.transaction((trx) => findEntry(trx, mine.offerId))).toMatchObject({ confirmedBy: 'provider' });
  expect(await here.visitor.transaction((trx) => findEntry(trx, other.offerId))).toMatchObject({ confirmedOn: '2020-01-01' });
});

test('another organisation’s provider, and staff without that role, see and change nothing', async () => {
  const [mine, other] = [await fresh(), await fresh()];
  for (const stranger of [other.provider, here.staff(), here.visitor]) {
    expect(await readOwn(stranger, mine.offerId)).toMatchObject({ code: 'entry.not_found' });
    expect(
      await proposeOwnEdit(stranger, { entryId: mine.offerId, base: 1, content: { ...mine.content, name: 'Fremd' } }),
    ).toMatchObject({ code: 'entry.not_found' });
    expect((await listOwn(stranger, undefined, 50)).offers.some((one) => one.id === mine.offerId)).toBe(false);
  }
  // Neither by moving an own offer to it, nor with a new one.
  const move = { ...other.content, organisation: mine.content.organisation };
  expect(await proposeOwnEdit(other.provider, { entryId: other.offerId, base: 1, content: move })).toMatchObject({
    code: 'entry.invalid',
  });
  expect(await proposeOwnOffer(other.provider, { content: move, submissionKey: uuidv7() })).toMatchObject({
    code: 'entry.invalid',
  });
  expect(await proposeOwnOffer(other.provider, { content: other.content, submissionKey: mine.offerId })).toMatchObject({
    code: 'entry.not_found',
  });
  expect((await listOwnOrganisations(other.provider)).map((one) => one.id)).toEqual([other.organisationId]);
});
