import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import type { OfferContent } from '../model/content.ts';
import { findEntry } from '../store/entries.ts';
import { countEntries, type EntryFilter, listEntries } from '../store/entry-list.ts';
import { findPublicOffer } from '../store/public-offers.ts';
import { addDistrict, addFresh, type District, towns } from '../testing/district.ts';
import { changeMany } from './bulk.ts';
import { addCategory, readCategoryTree, renameCategory, showCategory } from './categories.ts';
import { answerStillRight, readCorrections, settleCorrection, suggestCorrection } from './correcting.ts';
import { createEntry, saveEdit } from './editing.ts';
import { proposeOwnEdit } from './providing.ts';

const database = useDatabase();
let here: District;
let there: District;

beforeAll(async () => {
  here = await addDistrict(database);
  there = await addDistrict(database, 'recklinghausen', '05562');
});

const fresh = (changes: Partial<OfferContent> = {}) => addFresh(here, changes);

const entry = (id: string) => here.visitor.transaction((trx) => findEntry(trx, id));
const shown = (slug: string) => findPublicOffer(database.shared, here.tenant.id, slug);

describe('bulk actions', () => {
  test('confirm renews the date of what is public, and says what was left out', async () => {
    const [a, b] = [await fresh(), await fresh()];
    await changeMany(here.staff(), 'archive', [b.offerId]);
    const report = await changeMany(here.staff(), 'confirm', [a.offerId, b.offerId, uuidv7(), a.offerId]);
    expect(report).toMatchObject({
      ok: true,
      value: { done: [{ id: a.offerId }], skipped: [{ id: b.offerId, reason: 'not_public' }], missing: 1 },
    });
  });

  test('archive takes down, publish brings back; an organisation goes with its offers, not without', async () => {
    const { organisationId, offerId, offerSlug } = await fresh();
    expect(await changeMany(here.staff(), 'archive', [organisationId])).toMatchObject({
      value: { skipped: [{ reason: 'has_offers' }] },
    });
    expect(await changeMany(here.staff(), 'archive', [organisationId, offerId])).toMatchObject({
      value: { skipped: [], missing: 0 },
    });
    expect(await shown(offerSlug)).toBeUndefined();
    expect(await entry(offerId)).toMatchObject({ publishedVersion: null, archivedAt: expect.any(Date) });
    expect(await changeMany(here.staff(), 'publish', [offerId])).toMatchObject({
      value: { skipped: [{ reason: 'organisation_not_public' }] },
    });
    expect(await changeMany(here.staff(), 'publish', [offerId, organisationId])).toMatchObject({ value: { skipped: [] } });
    expect(await shown(offerSlug)).toMatchObject({
      slug: offerSlug,
      organisation: { content: { name: expect.stringContaining('Verein') } },
    });
    expect(await entry(offerId)).toMatchObject({ publishedVersion: 1, archivedAt: null });
    expect(await changeMany(here.staff(), 'publish', [offerId])).toMatchObject({
      value: { skipped: [{ reason: 'nothing_waits' }] },
    });
  });

  test('publish releases proposals, but none whose base has gone', async () => {
    const { organisationId, offerId, offerSlug } = await fresh();
    const content = (await shown(offerSlug))?.content as OfferContent;
    const provider = here.provider(organisationId);
    await proposeOwnEdit(provider, { entryId: offerId, base: 1, content: { ...content, name: 'Vom Verein' } });
    await saveEdit(here.staff(), { entryId: offerId, base: 1, content: { ...content, quarter: 'Nord' } });
    expect(await changeMany(here.staff(), 'publish', [offerId])).toMatchObject({ value: { skipped: [{ reason: 'stale' }] } });
    await proposeOwnEdit(provider, { entryId: offerId, base: 2, content: { ...content, quarter: 'Nord', name: 'Vom Verein' } });
    expect(await changeMany(here.staff(), 'publish', [offerId])).toMatchObject({ value: { done: [{ id: offerId }] } });
    expect((await shown(offerSlug))?.content).toMatchObject({ name: 'Vom Verein', quarter: 'Nord' });
  });

  test('bounds and reach', async () => {
    const { offerId } = await fresh();
    expect(await changeMany(here.staff(), 'confirm', [])).toMatchObject({ code: 'bulk.too_many' });
    expect(
      await changeMany(
        here.staff(),
        'confirm',
        Array.from({ length: 201 }, () => uuidv7()),
      ),
    ).toMatchObject({ code: 'bulk.too_many' });
    for (const stranger of [here.officer(towns.verl), there.staff(), here.visitor]) {
      expect(await changeMany(stranger, 'archive', [offerId])).toMatchObject({ value: { done: [], missing: 1 } });
    }
    expect(await entry(offerId)).toMatchObject({ publishedVersion: 1 });
  });
});

describe('corrections', () => {
  test('reach staff once, however often they are sent', async () => {
    const { offerId, offerSlug } = await fresh();
    const correction = {
      slug: offerSlug,
      field: 'schedules',
      suggestion: 'Jetzt <b>mittwochs</b> 👍',
      submissionKey: uuidv7(),
    } as const;
    for (let count = 0; count < 2; count++) expect((await suggestCorrection(here.visitor, correction)).ok).toBe(true);
    const rows = (await readCorrections(here.staff(), { limit: 50 })).filter((row) => row.entryId === offerId);
    expect(rows).toMatchObject([{ field: 'schedules', suggestion: 'Jetzt <b>mittwochs</b> 👍', version: 1, kind: 'correction' }]);
    const id = rows[0]?.id as string;
    for (const stranger of [here.officer(towns.verl), there.staff()]) {
      expect(await settleCorrection(stranger, id, 'dismissed')).toMatchObject({ code: 'entry.not_found' });
      expect((await readCorrections(stranger, { limit: 50 })).some((row) => row.id === id)).toBe(false);
    }
    expect((await settleCorrection(here.staff(), id, 'dismissed')).ok).toBe(true);
    expect(await settleCorrection(here.staff(), id, 'applied')).toMatchObject({ code: 'correction.already_decided' });
  });

  test('an edit that follows from one applies it', async () => {
    const { offerId, offerSlug } = await fresh();
    await suggestCorrection(here.visitor, { slug: offerSlug, field: 'name', suggestion: 'Neuer Name', submissionKey: uuidv7() });
    const correction = (await readCorrections(here.staff(), { limit: 50 })).find((row) => row.entryId === offerId);
    const content = (await shown(offerSlug))?.content as OfferContent;
    await saveEdit(here.staff(), {
      entryId: offerId,
      base: 1,
      content: { ...content, name: 'Neuer Name' },
      correctionId: correction?.id,
    });
    expect(await settleCorrection(here.staff(), correction?.id as string, 'applied')).toMatchObject({
      code: 'correction.already_decided',
    });
  });

  test('"still right" changes nothing until staff take it on', async () => {
    const { offerId, offerSlug } = await fresh();
    await here.visitor.transaction((trx) =>
      trx
        .updateTable('directory_entry')
        .set({ confirmed_on: '2020-01-01', confirmed_by: 'source' })
        .where('id', '=', offerId)
        .execute(),
    );
    await answerStillRight(here.visitor, { slug: offerSlug, stillRight: true, submissionKey: uuidv7() });
    await answerStillRight(here.visitor, { slug: offerSlug, stillRight: false, submissionKey: uuidv7() });
    expect(await entry(offerId)).toMatchObject({ confirmedOn: '2020-01-01' });
    const rows = (await readCorrections(here.staff(), { limit: 50 })).filter((row) => row.entryId === offerId);
    expect(rows.map((row) => row.kind)).toEqual(['still_right', 'outdated']);
    await settleCorrection(here.staff(), rows[0]?.id as string, 'applied');
    expect(await entry(offerId)).toMatchObject({ confirmedBy: 'visitor' });
    expect((await shown(offerSlug))?.confirmedOn).not.toBe('2020-01-01');
  });

  test('of what is not public are not taken', async () => {
    const { offerId, offerSlug } = await fresh();
    await changeMany(here.staff(), 'archive', [offerId]);
    for (const slug of [offerSlug, 'gibt-es-nicht']) {
      expect(await answerStillRight(here.visitor, { slug, stillRight: true, submissionKey: uuidv7() })).toMatchObject({
        code: 'entry.not_found',
      });
    }
    expect(
      await suggestCorrection(there.visitor, { slug: offerSlug, field: 'name', suggestion: 'x', submissionKey: uuidv7() }),
    ).toMatchObject({ code: 'entry.not_found' });
  });
});

describe('the list of entries', () => {
  const list = (changes: Partial<EntryFilter>, leaves: string[] = []) =>
    here.visitor.transaction(async (trx) => {
      const filter: EntryFilter = { reach: 'district', kind: 'offer', ...changes };
      const rows = await listEntries(trx, filter, leaves, undefined, 100);
      expect(await countEntries(trx, filter, leaves)).toBe(rows.length);
      return rows.map((row) => row.id);
    });

  test('filters by what is public, and by the latest version of what is not', async () => {
    const [a, b] = [
      await fresh({ categories: ['garden'], kind: 'project', town: towns.verl }),
      await fresh({ categories: ['garden'] }),
    ];
    await changeMany(here.staff(), 'archive', [b.offerId]);
    expect((await list({ category: 'garden' }, ['garden'])).sort()).toEqual([a.offerId, b.offerId].sort());
    expect((await list({ category: 'leisure' }, ['garden', 'sport'])).sort()).toEqual([a.offerId, b.offerId].sort());
    expect(await list({ category: 'garden', offerKind: 'project' }, ['garden'])).toEqual([a.offerId]);
    expect(await list({ category: 'garden', state: 'archived' }, ['garden'])).toEqual([b.offerId]);
    expect(await list({ category: 'garden', state: 'published' }, ['garden'])).toEqual([a.offerId]);
    expect(await list({ category: 'garden', town: towns.verl }, ['garden'])).toEqual([a.offerId]);
    expect(await list({ category: 'garden', reach: { towns: [towns.versmold] } }, ['garden'])).toEqual([]);
    expect(await list({ organisationIds: [b.organisationId] })).toEqual([b.offerId]);
  });

  test('text is no pattern, and pages do not overlap', async () => {
    const { organisationId } = await fresh();
    const organisation = (await entry(organisationId))?.slug as string;
    const ids = [];
    for (const name of ['100% Deutsch', '100 Deutsch', '100_Deutsch']) {
      const content = { ...((await shown((await fresh()).offerSlug))?.content as OfferContent), organisation, name };
      const made = await createEntry(here.staff(), 'offer', content, uuidv7());
      ids.push(made.ok ? made.value.entryId : '');
    }
    expect(await list({ text: '100%' })).toEqual([ids[0]]);
    expect(await list({ text: '100_' })).toEqual([ids[2]]);
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const rows = await here.visitor.transaction((trx) =>
        listEntries(trx, { reach: 'district', kind: 'offer', organisationIds: [organisationId] }, [], after, 2),
      );
      if (!rows.length) break;
      seen.push(...rows.map((row) => row.id));
      after = rows.at(-1)?.cursor;
    }
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
  });
});

describe('categories', () => {
  test('are renamed per language, hidden and added; entries keep what they have', async () => {
    const { offerId, offerSlug } = await fresh({ categories: ['sport'] });
    expect((await renameCategory(here.staff(), 'sport', { de: 'Sport und Spiel', tr: 'Spor', en: '' })).ok).toBe(true);
    expect((await readCategoryTree(here.staff())).find('sport')?.names).toEqual({ de: 'Sport und Spiel', tr: 'Spor' });
    expect((await showCategory(here.staff(), 'sport', false)).ok).toBe(true);
    const content = (await shown(offerSlug))?.content as OfferContent;
    expect((await saveEdit(here.staff(), { entryId: offerId, base: 1, content: { ...content, quarter: 'Süd' } })).ok).toBe(true);
    expect(await createEntry(here.staff(), 'offer', content, uuidv7())).toMatchObject({ code: 'entry.invalid' });

    expect(await addCategory(here.staff(), { parentId: 'leisure', names: { de: 'Kochen & Backen' } })).toEqual({
      ok: true,
      value: { id: 'kochen-backen' },
    });
    expect(await addCategory(here.staff(), { parentId: 'leisure', names: { de: 'Kochen Backen' } })).toMatchObject({
      code: 'category.taken',
    });
    expect(await addCategory(here.staff(), { parentId: 'sport', names: { de: 'Fußball' } })).toMatchObject({
      code: 'category.unknown',
    });
    expect(await addCategory(here.staff(), { parentId: null, names: { de: '料理' } })).toMatchObject({ code: 'category.taken' });
    expect((await createEntry(here.staff(), 'offer', { ...content, categories: ['kochen-backen'] }, uuidv7())).ok).toBe(true);
    expect((await readCategoryTree(there.staff())).find('kochen-backen')).toBeUndefined();
    expect(await renameCategory(there.staff(), 'kochen-backen', { de: 'x' })).toMatchObject({ code: 'category.unknown' });
  });
});
