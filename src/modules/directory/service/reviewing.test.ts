import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import type { OfferContent } from '../model/content.ts';
import { findEntry, findVersion, listVersions } from '../store/entries.ts';
import { findPublicOffer } from '../store/public-offers.ts';
import {
  addDistrict,
  addFresh,
  type District,
  type Entries,
  offer,
  organisation,
  queuedMails,
  towns,
} from '../testing/district.ts';
import { confirmProposal } from './confirming.ts';
import { saveEdit } from './editing.ts';
import { readInbox } from './inbox.ts';
import { type Proposal, propose } from './proposing.ts';
import { publishProposal, readReview, rejectProposal } from './reviewing.ts';

const database = useDatabase();
let here: District;
let there: District;

beforeAll(async () => {
  here = await addDistrict(database);
  there = await addDistrict(database, 'recklinghausen', '05562');
});

/** An organisation and offer of their own, so that tests do not meet each other's. */
const fresh = (changes: Partial<OfferContent> = {}) => addFresh(here, changes);

/** A confirmed proposal of a visitor. */
async function waiting(
  changes: Partial<Proposal> = {},
  context: Context = here.visitor,
): Promise<{ entryId: string; version: number; email: string }> {
  const email = `${uuidv7()}@example.org`;
  const base = {
    offer,
    email,
    submissionKey: uuidv7(),
    puzzle: { id: randomBytes(32), expiresAt: new Date(Date.now() + 60_000) },
  };
  const result = await propose(context, { ...base, ...changes });
  if (!result.ok) throw new Error(JSON.stringify(result));
  const mail = (await queuedMails(database.ownerUrl)).filter((one) => one.to === email).at(-1);
  await confirmProposal(context, /bestaetigen\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '');
  const { entryId } = result.value;
  const version = await context.transaction(async (trx) => (await findEntry(trx, entryId))?.latestVersion);
  return { entryId, version: version as number, email };
}

const versionsOf = (entryId: string) => here.visitor.transaction((trx) => listVersions(trx, entryId));
const publicOffer = (slug: string) => findPublicOffer(database.shared, here.tenant.id, slug);

async function organisationSlug(entries: Entries): Promise<string> {
  return (await here.visitor.transaction((trx) => findEntry(trx, entries.organisationId)))?.slug as string;
}

describe('publishing', () => {
  test('a new offer with its organisation makes both public, and tells the proposer in their language', async () => {
    const turkish = here.context({ kind: 'visitor' }, 'tr');
    const { entryId, version, email } = await waiting(
      { offer: { ...offer, name: 'Nähen für alle' }, organisation: { ...organisation, name: 'Nähgruppe' } },
      turkish,
    );
    const review = await readReview(here.staff(), entryId, version);
    expect(review).toMatchObject({ ok: true, value: { published: undefined, organisation: { entry: { name: 'Nähgruppe' } } } });
    const staff = here.staff();
    expect(await publishProposal(staff, { entryId, version, seenPublished: null })).toEqual({
      ok: true,
      value: { slug: 'naehen-fuer-alle' },
    });
    expect(await publicOffer('naehen-fuer-alle')).toMatchObject({
      content: { organisation: 'naehgruppe' },
      organisation: { content: { name: 'Nähgruppe' } },
    });
    const [published] = await versionsOf(entryId);
    expect(published).toMatchObject({ state: 'published', decidedBy: staff.actor.kind === 'user' && staff.actor.userId });
    const mail = (await queuedMails(database.ownerUrl)).filter((one) => one.to === email).at(-1);
    expect(mail).toMatchObject({ language: 'tr' });
    expect(mail?.text).toContain('http://localhost/guetersloh/tr/angebote/naehen-fuer-alle');
  });

  test('an edited proposal makes a version of staff; the proposed one is superseded', async () => {
    const entries = await fresh();
    const { entryId, version } = await waiting({
      offer: { ...offer, organisation: await organisationSlug(entries), name: 'Roh' },
    });
    const edited = { ...offer, organisation: await organisationSlug(entries), name: 'Fein' };
    expect((await publishProposal(here.staff(), { entryId, version, seenPublished: null, edited })).ok).toBe(true);
    expect((await versionsOf(entryId)).map(({ state, authorKind, content }) => [state, authorKind, content.name])).toEqual([
      ['published', 'staff', 'Fein'],
      ['superseded', 'visitor', 'Roh'],
    ]);
    expect(await publicOffer('roh')).toMatchObject({ content: { name: 'Fein' } });
  });

  test('by two at the same time happens once; the second learns of it', async () => {
    const entries = await fresh();
    const { entryId, version } = await waiting({ offer: { ...offer, organisation: await organisationSlug(entries) } });
    const results = await Promise.all([
      publishProposal(here.staff(), { entryId, version, seenPublished: null }),
      rejectProposal(here.staff(), { entryId, version, reason: 'Doppelt' }),
      publishProposal(here.staff(), { entryId, version, seenPublished: null }),
    ]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.code).toBe('version.already_decided');
    expect((await versionsOf(entryId)).filter((one) => one.decidedAt)).toHaveLength(1);
  });

  test('content that does not fit the district is refused', async () => {
    const entries = await fresh();
    const slug = await organisationSlug(entries);
    const { entryId, version } = await waiting({ offer: { ...offer, organisation: slug } });
    const publish = (edited: OfferContent) => publishProposal(here.staff(), { entryId, version, seenPublished: null, edited });
    expect(await publish({ ...offer, organisation: slug, town: '05562004' })).toMatchObject({
      code: 'entry.invalid',
      details: { town: 'directory:field.unknown_town' },
    });
    expect(await publish({ ...offer, organisation: 'gibt-es-nicht' })).toMatchObject({ code: 'entry.invalid' });
    expect((await versionsOf(entryId))[0]).toMatchObject({ state: 'proposed' });
  });
});

describe('a change to what changed meanwhile', () => {
  async function stale(theirs: Partial<OfferContent>) {
    const entries = await fresh();
    const slug = await organisationSlug(entries);
    const name = `Treff ${uuidv7()}`;
    const start = { ...offer, organisation: slug, name };
    await saveEdit(here.staff(), { entryId: entries.offerId, base: 1, content: start });
    const proposal = await waiting({ changeOf: entries.offerSlug, offer: { ...start, summary: 'Neu: mit Kinderbetreuung' } });
    await saveEdit(here.staff(), { entryId: entries.offerId, base: 2, content: { ...start, ...theirs } });
    const published = (await here.visitor.transaction((trx) => findEntry(trx, entries.offerId)))?.publishedVersion as number;
    return { ...proposal, published, slug: entries.offerSlug };
  }

  test('keeps both when the fields differ', async () => {
    const { entryId, version, published, slug } = await stale({ quarter: 'Nord' });
    expect(await readReview(here.staff(), entryId, version)).toMatchObject({
      ok: true,
      value: { merged: { conflicts: [], taken: ['quarter'] }, base: { version: 2 } },
    });
    expect((await publishProposal(here.staff(), { entryId, version, seenPublished: published })).ok).toBe(true);
    expect(await publicOffer(slug)).toMatchObject({ content: { quarter: 'Nord', summary: 'Neu: mit Kinderbetreuung' } });
  });

  test('asks when it is the same field', async () => {
    const { entryId, version, published, slug } = await stale({ summary: 'Jetzt am Abend' });
    const decision = { entryId, version, seenPublished: published };
    expect(await publishProposal(here.staff(), decision)).toMatchObject({ code: 'version.conflicts' });
    expect(await publicOffer(slug)).toMatchObject({ content: { summary: 'Jetzt am Abend' } });
    expect((await publishProposal(here.staff(), { ...decision, overConflicts: true })).ok).toBe(true);
    expect(await publicOffer(slug)).toMatchObject({ content: { summary: 'Neu: mit Kinderbetreuung' } });
  });

  test('is not published from an old page', async () => {
    const { entryId, version, published } = await stale({ quarter: 'Nord' });
    expect(await publishProposal(here.staff(), { entryId, version, seenPublished: published - 1 })).toMatchObject({
      code: 'version.changed_since',
    });
  });
});

describe('rejecting', () => {
  test('needs a reason, which the proposer gets', async () => {
    const { entryId, version, email } = await waiting({ organisation: { ...organisation, name: 'Werbeverein' } });
    expect(await rejectProposal(here.staff(), { entryId, version, reason: '  ' })).toMatchObject({ code: 'reason.required' });
    expect((await rejectProposal(here.staff(), { entryId, version, reason: 'Das ist Werbung.\nBitte ohne Preise.' })).ok).toBe(
      true,
    );
    const [rejected] = await versionsOf(entryId);
    expect(rejected).toMatchObject({ state: 'rejected', reason: 'Das ist Werbung.\nBitte ohne Preise.' });
    const mail = (await queuedMails(database.ownerUrl)).filter((one) => one.to === email).at(-1);
    expect(mail?.text).toContain('Das ist Werbung.\nBitte ohne Preise.');
    const organisationId = (await here.visitor.transaction((trx) => findEntry(trx, entryId)))?.organisationId as string;
    expect((await versionsOf(organisationId))[0]).toMatchObject({ state: 'rejected' });
  });
});

describe('who sees and decides', () => {
  test('an officer of the town does, of another town and another district not', async () => {
    const entries = await fresh();
    const slug = await organisationSlug(entries);
    const { entryId, version } = await waiting({ offer: { ...offer, organisation: slug, town: towns.verl } });
    const [own, other] = [here.officer(towns.verl), here.officer(towns.versmold)];
    expect((await readInbox(other, { limit: 100 })).rows.some((row) => row.entryId === entryId)).toBe(false);
    for (const stranger of [other, there.staff(), here.provider(entries.organisationId), here.visitor]) {
      expect(await readReview(stranger, entryId, version)).toMatchObject({ code: 'entry.not_found' });
      expect(await publishProposal(stranger, { entryId, version, seenPublished: null })).toMatchObject({
        code: 'entry.not_found',
      });
      expect(await rejectProposal(stranger, { entryId, version, reason: 'Nein' })).toMatchObject({ code: 'entry.not_found' });
    }
    expect((await readInbox(own, { limit: 100 })).rows.some((row) => row.entryId === entryId)).toBe(true);
    // Publishing must not move it into a town that is not theirs.
    const moved = { ...offer, organisation: slug, town: towns.versmold };
    expect(await publishProposal(own, { entryId, version, seenPublished: null, edited: moved })).toMatchObject({
      code: 'entry.invalid',
    });
    expect((await publishProposal(own, { entryId, version, seenPublished: null })).ok).toBe(true);
  });

  test('an unconfirmed proposal is nobody’s', async () => {
    const entries = await fresh();
    const result = await propose(here.visitor, {
      offer: { ...offer, organisation: await organisationSlug(entries) },
      email: `${uuidv7()}@example.org`,
      submissionKey: uuidv7(),
    });
    const entryId = result.ok ? result.value.entryId : '';
    expect(await readReview(here.staff(), entryId, 1)).toMatchObject({ code: 'entry.not_found' });
    expect(await here.visitor.transaction((trx) => findVersion(trx, entryId, 1))).toMatchObject({ state: 'unconfirmed' });
  });
});

test('the inbox is filtered and paged without losing or repeating a row', async () => {
  const entries = await fresh();
  const slug = await organisationSlug(entries);
  for (let count = 0; count < 5; count++)
    await waiting({ offer: { ...offer, organisation: slug, town: towns.versmold, name: `Seite ${count}` } });
  const staff = here.staff();
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await readInbox(staff, { town: towns.versmold, limit: 2, after });
    seen.push(...page.rows.map((row) => row.name));
    after = page.next;
  } while (after);
  expect(seen.filter((name) => name.startsWith('Seite'))).toEqual(['Seite 0', 'Seite 1', 'Seite 2', 'Seite 3', 'Seite 4']);
  expect((await readInbox(staff, { olderThanDays: 3, limit: 10 })).rows).toEqual([]);
  expect((await readInbox(staff, { kind: 'organisation', limit: 10 })).rows).toEqual([]);
  expect((await readInbox(staff, { limit: 10, after: 'x; drop table' })).rows.length).toBeGreaterThan(0);
});
