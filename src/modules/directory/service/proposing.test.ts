import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import type { OfferContent } from '../model/content.ts';
import { findEntry, findVersion, listVersions } from '../store/entries.ts';
import { addDistrict, addEntries, type District, type Entries, offer, organisation, queuedMails } from '../testing/district.ts';
import { clearProposals } from './cleaning.ts';
import { confirmProposal, readConfirmation } from './confirming.ts';
import { readInbox } from './inbox.ts';
import { type Proposal, propose, similarOffers } from './proposing.ts';

const database = useDatabase();
let here: District;
let there: District;
let entries: Entries;

beforeAll(async () => {
  here = await addDistrict(database);
  there = await addDistrict(database, 'recklinghausen', '05562');
  entries = await addEntries(here, {
    offer: { place: { street: 'Marktplatz 1', postcode: '33330', visibility: 'hidden', accessibility: [] } },
  });
});

const puzzle = () => ({ id: randomBytes(32), expiresAt: new Date(Date.now() + 60_000) });

function proposal(changes: Partial<Proposal> = {}): Proposal {
  return {
    offer: { ...offer, name: `Nähtreff ${uuidv7()}` },
    email: `${uuidv7()}@example.org`,
    submissionKey: uuidv7(),
    puzzle: puzzle(),
    ...changes,
  };
}

async function proposed(changes: Partial<Proposal> = {}) {
  const given = proposal(changes);
  const result = await propose(here.visitor, given);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return { entryId: result.value.entryId, given };
}

async function tokenFor(email: string): Promise<string> {
  const mail = (await queuedMails(database.ownerUrl)).filter((one) => one.to === email).at(-1);
  return /bestaetigen\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
}

const latest = (entryId: string) =>
  here.visitor.transaction(
    async (trx) =>
      (await findVersion(trx, entryId, (await findEntry(trx, entryId))?.latestVersion ?? 0)) as NonNullable<
        Awaited<ReturnType<typeof findVersion>>
      >,
  );

describe('a proposal without an account', () => {
  test('waits for its confirmation, then for staff', async () => {
    const { entryId, given } = await proposed();
    expect(await latest(entryId)).toMatchObject({ state: 'unconfirmed', authorKind: 'visitor', baseVersion: null });
    const inInbox = async () => (await readInbox(here.staff(), { limit: 100 })).rows.some((row) => row.entryId === entryId);
    expect(await inInbox()).toBe(false);

    const token = await tokenFor(given.email);
    expect(await readConfirmation(here.visitor, token)).toEqual({ ok: true, value: { name: given.offer.name, done: false } });
    expect(await inInbox()).toBe(false);
    expect(await confirmProposal(here.visitor, token)).toEqual({ ok: true, value: { name: given.offer.name, done: false } });
    expect(await inInbox()).toBe(true);
    expect(await confirmProposal(here.visitor, token)).toEqual({ ok: true, value: { name: given.offer.name, done: true } });
  });

  test('is not public, and its mail says nothing of it', async () => {
    const { given } = await proposed();
    expect(await similarOffers(here.visitor, given.offer.name, undefined)).not.toContainEqual(
      expect.objectContaining({ name: given.offer.name }),
    );
    const mail = (await queuedMails(database.ownerUrl)).find((one) => one.to === given.email);
    expect(`${mail?.subject} ${mail?.text}`).not.toContain(given.offer.name);
    expect(mail?.text).toContain('http://localhost/guetersloh/de/angebot-vorschlagen/bestaetigen/');
  });

  test('sent twice is one, even at the same time', async () => {
    const given = proposal();
    const results = await Promise.all([1, 2, 3].map(() => propose(here.visitor, given)));
    expect(new Set(results.map((result) => result.ok && result.value.entryId)).size).toBe(1);
    expect((await queuedMails(database.ownerUrl)).filter((one) => one.to === given.email)).toHaveLength(1);
  });

  test('brings a new organisation along, which is confirmed with it', async () => {
    const { entryId, given } = await proposed({ organisation: { ...organisation, name: 'Frauen im Verl' } });
    const version = await latest(entryId);
    expect((version.content as OfferContent).organisation).toBe('frauen-im-verl');
    await confirmProposal(here.visitor, await tokenFor(given.email));
    const organisationId = (await here.visitor.transaction((trx) => findEntry(trx, entryId)))?.organisationId ?? '';
    expect(await latest(organisationId)).toMatchObject({ state: 'proposed', content: { name: 'Frauen im Verl' } });
    const rows = (await readInbox(here.staff(), { limit: 100 })).rows.filter(
      (row) => row.entryId === entryId || row.entryId === organisationId,
    );
    expect(rows.map((row) => row.kind)).toEqual(['offer']);
  });

  test('may not name an organisation that is there already', async () => {
    expect(await propose(here.visitor, proposal({ organisation: { ...organisation, name: 'brücke E. V.' } }))).toMatchObject({
      ok: false,
      code: 'organisation.taken',
    });
  });

  test.each([
    [{ town: '05562004' }, 'town'],
    [{ areaServed: ['05562004'] }, 'areaServed'],
    [{ categories: ['language'] }, 'categories.0'],
    [{ categories: ['conversation', 'basket-weaving'] }, 'categories.1'],
    [{ languages: [{ code: 'zzz', mode: 'spoken' as const }] }, 'languages.0.code'],
    [{ organisation: 'unbekannt' }, 'organisation'],
  ])('with %j is refused at %s', async (changes, field) => {
    const result = await propose(here.visitor, proposal({ offer: { ...offer, ...changes } }));
    expect(result).toMatchObject({ ok: false, code: 'entry.invalid' });
    expect(!result.ok && Object.keys(result.details)).toEqual([field]);
  });
});

describe('a proposed change', () => {
  test('starts from the public version and leaves the hidden address alone', async () => {
    const { entryId } = await proposed({ changeOf: entries.offerSlug, offer: { ...offer, name: 'Sprachcafé am neuen Markt' } });
    expect(entryId).toBe(entries.offerId);
    expect(await latest(entryId)).toMatchObject({
      baseVersion: 1,
      state: 'unconfirmed',
      content: { name: 'Sprachcafé am neuen Markt', place: { street: 'Marktplatz 1', visibility: 'hidden' } },
    });
    expect(await here.visitor.transaction((trx) => findEntry(trx, entryId))).toMatchObject({
      publishedVersion: 1,
      name: offer.name,
    });
  });

  test('of an unknown, unpublished or other district’s offer is not found', async () => {
    const { entryId } = await proposed();
    const unpublished = (await here.visitor.transaction((trx) => findEntry(trx, entryId)))?.slug as string;
    for (const changeOf of ['gibt-es-nicht', unpublished])
      expect(await propose(here.visitor, proposal({ changeOf }))).toMatchObject({ code: 'entry.not_found' });
    expect(await propose(there.visitor, proposal({ changeOf: entries.offerSlug }))).toMatchObject({ code: 'entry.not_found' });
  });
});

describe('bounds', () => {
  test('a puzzle counts once', async () => {
    const spent = puzzle();
    await proposed({ puzzle: spent });
    expect(await propose(here.visitor, proposal({ puzzle: spent }))).toMatchObject({ code: 'proposal.puzzle_spent' });
  });

  test('three open proposals to one address are enough', async () => {
    const email = 'Viel.Post@example.org';
    for (let count = 0; count < 3; count++) await proposed({ email });
    expect(await propose(here.visitor, proposal({ email: email.toLowerCase() }))).toMatchObject({
      code: 'proposal.too_many_mails',
    });
  });

  test('without a puzzle the district takes thirty an hour', async () => {
    const without = () => propose(here.visitor, proposal({ puzzle: undefined }));
    for (let count = 0; count < 30; count++) expect((await without()).ok).toBe(true);
    expect(await without()).toMatchObject({ code: 'proposal.too_many' });
    expect((await propose(here.visitor, proposal())).ok).toBe(true);
  });
});

describe('a confirmation link', () => {
  test('runs out after 48 hours', async () => {
    const { entryId, given } = await proposed();
    const token = await tokenFor(given.email);
    const later = here.context({ kind: 'visitor' }, 'de', () => new Date(Date.now() + 48 * 3_600_000 + 1000));
    expect(await readConfirmation(later, token)).toMatchObject({ code: 'proposal.link_expired' });
    expect(await confirmProposal(later, token)).toMatchObject({ code: 'proposal.link_expired' });
    expect(await latest(entryId)).toMatchObject({ state: 'unconfirmed' });
  });

  test.each(['', 'x', 'a'.repeat(43), '../../etc/passwd', '\u0000'.repeat(43)])(
    'that nobody sent (%j) is unknown',
    async (token) => {
      expect(await confirmProposal(here.visitor, token)).toMatchObject({ code: 'proposal.link_unknown' });
    },
  );

  test('of another district is unknown', async () => {
    const { given } = await proposed();
    expect(await confirmProposal(there.visitor, await tokenFor(given.email))).toMatchObject({ code: 'proposal.link_unknown' });
  });

  test('is kept as a hash only', async () => {
    const { entryId, given } = await proposed();
    const token = await tokenFor(given.email);
    const rows = await here.visitor.transaction((trx) =>
      trx.selectFrom('directory_version').selectAll().where('entry_id', '=', entryId).execute(),
    );
    expect(token).toHaveLength(43);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

test('a like name is found, those of the town first', async () => {
  expect(await similarOffers(here.visitor, 'Sprachcafe am Markt', offer.town)).toMatchObject([
    { slug: entries.offerSlug, organisation: 'Brücke e. V.' },
  ]);
  expect(await similarOffers(here.visitor, 'Fußball', offer.town)).toEqual([]);
  expect(await similarOffers(there.visitor, 'Sprachcafé am Markt', undefined)).toEqual([]);
});

test('the other district sees nothing of a proposal', async () => {
  const { entryId, given } = await proposed();
  await confirmProposal(here.visitor, await tokenFor(given.email));
  expect((await readInbox(there.staff(), { limit: 100 })).rows).toEqual([]);
  expect(await there.visitor.transaction((trx) => listVersions(trx, entryId))).toEqual([]);
});

test('after a week the unconfirmed is cleared, after six months the proposer forgotten', async () => {
  const { entryId } = await proposed({ organisation: { ...organisation, name: 'Bald vergessen' } });
  const organisationId = (await here.visitor.transaction((trx) => findEntry(trx, entryId)))?.organisationId as string;
  const run = (days: number) =>
    clearProposals(
      {},
      {
        tenantIds: () => [here.tenant.id],
        contextOf: () => here.context({ kind: 'system', name: 'job' }, 'de', () => new Date(Date.now() + days * 24 * 3_600_000)),
      },
    );
  await run(6);
  expect(await here.visitor.transaction((trx) => findEntry(trx, entryId))).toBeDefined();

  const kept = await proposed();
  await confirmProposal(here.visitor, await tokenFor(kept.given.email));
  await here.visitor.transaction((trx) =>
    trx.updateTable('directory_version').set({ decided_at: new Date() }).where('entry_id', '=', kept.entryId).execute(),
  );
  await run(8);
  for (const id of [entryId, organisationId]) expect(await here.visitor.transaction((trx) => findEntry(trx, id))).toBeUndefined();
  expect(await latest(kept.entryId)).toMatchObject({ authorEmail: kept.given.email });
  await run(190);
  expect(await latest(kept.entryId)).toMatchObject({ authorEmail: null, content: { name: kept.given.offer.name } });
});
