import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import type { OfferContent } from '../../model/content.ts';
import { lockEntries } from '../../store/bulk.ts';
import { listCorrectionsOf } from '../../store/corrections.ts';
import { findEntry, findVersion } from '../../store/entries.ts';
import { findPublicOffer, findPublicOrganisation } from '../../store/public-offers.ts';
import { addDistrict, addEntries, type District, towns } from '../../testing/district.ts';
import { startServer, type TestServer } from '../../testing/server.ts';
import { changeMany } from '../bulk.ts';
import { suggestCorrection } from '../correcting.ts';
import { saveEdit } from '../editing.ts';
import { markDifferent, readMerges, readPair, readPairs } from './desk.ts';
import { findDuplicates } from './finding.ts';
import { mergeEntries, undoMerge } from './merging.ts';

const database = useDatabase();
let here: District;
let there: District;
let server: TestServer;

beforeAll(async () => {
  here = await addDistrict(database);
  there = await addDistrict(database, 'recklinghausen', '05562');
  server = await startServer(database);
});
afterAll(() => server.close());

const entryOf = (id: string) => here.visitor.transaction((trx) => findEntry(trx, id));
const shown = (slug: string) => findPublicOffer(database.shared, here.tenant.id, slug);

/** Two organisations with one like offer each; every call has names of its own. */
async function twins(more: Partial<OfferContent> = {}) {
  const id = uuidv7().slice(-6);
  const make = (letter: string, changes: Partial<OfferContent>) =>
    addEntries(here, { organisation: { name: `Haus ${id} ${letter}` }, offer: { name: `Lesekreis ${id}`, ...changes } });
  const kept = await make('Nord', { contact: { phone: `05241 ${id.replace(/\D/g, '7')}77` } });
  const gone = await make('Nord e. V.', {
    targetGroups: ['women'],
    contact: { phone: `05241 ${id.replace(/\D/g, '7')}77` },
    ...more,
  });
  return { kept, gone, id };
}

async function wish(kept: string, gone: string, choices = {}) {
  const pair = await readPair(here.staff(), kept, gone);
  if (!pair.ok) throw new Error(pair.code);
  const { kept: one, gone: other } = pair.value;
  return { keptId: kept, goneId: gone, keptVersion: one.version.version, goneVersion: other.version.version, choices };
}

async function merged(kept: string, gone: string, choices = {}) {
  const outcome = await mergeEntries(here.staff(), await wish(kept, gone, choices));
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value.mergeId;
}

describe('the search', () => {
  test('finds what is there twice, gives its reasons, and looks at each entry once', async () => {
    const { kept, gone } = await twins();
    expect(await findDuplicates(here.system)).toBeGreaterThanOrEqual(4);
    expect(await findDuplicates(here.system)).toBe(0);
    const pairs = await readPairs(here.staff(), { kind: 'offer', after: undefined, limit: 50 });
    const pair = pairs.find(
      ({ first, second }) => [first.id, second.id].sort().join() === [kept.offerId, gone.offerId].sort().join(),
    );
    expect(pair?.reasons.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['name_same', 'phone_same', 'times_same']));
    expect(pair?.score).toBe(Math.min(100, pair?.reasons.reduce((sum, { points }) => sum + points, 0) ?? 0));
    expect(await readPairs(there.staff(), { kind: undefined, after: undefined, limit: 50 })).toEqual([]);
    expect(await readPairs(here.officer(towns.verl), { kind: undefined, after: undefined, limit: 50 })).toEqual([]);
  });

  test('remembers that two are not the same, and forgets pairs that no longer are', async () => {
    const { kept, gone } = await twins();
    const other = await twins();
    await findDuplicates(here.system);
    const has = async (a: string, b: string) =>
      (await readPairs(here.staff(), { kind: 'offer', after: undefined, limit: 200 })).some(
        ({ first, second }) => [first.id, second.id].sort().join() === [a, b].sort().join(),
      );
    expect(await has(kept.offerId, gone.offerId)).toBe(true);
    expect((await markDifferent(here.staff(), [gone.offerId, kept.offerId])).ok).toBe(true);
    expect((await markDifferent(here.staff(), [kept.offerId, kept.organisationId])).ok).toBe(false);
    const version = await readPair(here.staff(), other.kept.offerId, other.gone.offerId);
    if (!version.ok) throw new Error(version.code);
    const { content, version: base } = version.value.gone.version;
    const edited = {
      ...(content as OfferContent),
      name: 'Ganz anders',
      contact: undefined,
      categories: ['sport'],
    } as OfferContent;
    await saveEdit(here.staff(), { entryId: other.gone.offerId, base, content: JSON.parse(JSON.stringify(edited)) });
    await findDuplicates(here.system);
    expect(await has(kept.offerId, gone.offerId)).toBe(false);
    expect(await has(other.kept.offerId, other.gone.offerId)).toBe(false);
  });
});

describe('a merge of two offers', () => {
  test('keeps what was chosen, leads the old address on for good, and takes corrections along', async () => {
    const { kept, gone } = await twins({ summary: 'Vom anderen' });
    const correction = { slug: gone.offerSlug, submissionKey: uuidv7(), field: 'schedules' as const, suggestion: 'Mittwochs' };
    await suggestCorrection(here.visitor, correction);
    await merged(kept.offerId, gone.offerId, { summary: 'gone', targetGroups: 'gone' });
    expect((await shown(kept.offerSlug))?.content).toMatchObject({ summary: 'Vom anderen', targetGroups: ['women'] });
    expect(await shown(gone.offerSlug)).toBeUndefined();
    const address = `/${here.tenant.slug}/ar/angebote`;
    for (const rest of ['', '/druck', '/qr.svg', '/blatt.pdf', '/termine.ics', '/korrektur']) {
      const answer = await server.get(`${address}/${gone.offerSlug}${rest}?mit=de`);
      expect([answer.statusCode, answer.headers.location]).toEqual([301, `${address}/${kept.offerSlug}${rest}?mit=de`]);
    }
    expect((await server.get(`/${there.tenant.slug}/de/angebote/${gone.offerSlug}`)).statusCode).toBe(404);
    const propose = `/${here.tenant.slug}/de/angebot-vorschlagen?aendern=`;
    expect((await server.get(propose + gone.offerSlug)).headers.location).toBe(propose + kept.offerSlug);
    expect((await server.get(`/${here.tenant.slug}/de/merkliste?dazu=${gone.offerSlug}`)).body).toContain(kept.offerSlug);
    const moved = await here.visitor.transaction((trx) => listCorrectionsOf(trx, kept.offerId));
    expect(moved.map(({ suggestion }) => suggestion)).toEqual(['Mittwochs']);
    // Its history stays where it was.
    expect(await here.visitor.transaction((trx) => findVersion(trx, gone.offerId, 1))).toMatchObject({
      content: { summary: 'Vom anderen' },
    });
  });

  test('does not lose what somebody was just writing about the old one', async () => {
    const { kept, gone } = await twins();
    await merged(kept.offerId, gone.offerId);
    const address = `/${here.tenant.slug}/de/angebote`;
    const form = { submissionKey: uuidv7(), feld: 'description', vorschlag: 'Steht so nicht mehr da.' };
    const sent = await server.post(`${address}/${gone.offerSlug}/korrektur`, form);
    // 308 keeps method and body, so the browser sends the form again.
    expect([sent.statusCode, sent.headers.location]).toEqual([308, `${address}/${kept.offerSlug}/korrektur`]);
    expect((await server.post(sent.headers.location as string, form)).statusCode).toBe(303);
    const noted = await here.visitor.transaction((trx) => listCorrectionsOf(trx, kept.offerId));
    expect(noted.map(({ suggestion }) => suggestion)).toContain('Steht so nicht mehr da.');
    const right = await server.post(`${address}/${gone.offerSlug}/noch-richtig`, { submissionKey: uuidv7(), antwort: 'ja' });
    expect([right.statusCode, right.headers.location]).toEqual([308, `${address}/${kept.offerSlug}/noch-richtig`]);
    expect((await server.post(`${address}/gibt-es-nicht/korrektur`, form)).statusCode).toBe(404);
  });

  test('is taken back whole', async () => {
    const { kept, gone } = await twins({ summary: 'Vom anderen' });
    await suggestCorrection(here.visitor, { slug: gone.offerSlug, submissionKey: uuidv7(), field: 'name', suggestion: 'Anders' });
    const before = [(await shown(kept.offerSlug))?.content, (await shown(gone.offerSlug))?.content];
    const id = await merged(kept.offerId, gone.offerId, { summary: 'gone' });
    expect(await undoMerge(here.staff(), id)).toEqual({ ok: true, value: { keptLeft: false } });
    expect([(await shown(kept.offerSlug))?.content, (await shown(gone.offerSlug))?.content]).toEqual(before);
    expect(await here.visitor.transaction((trx) => listCorrectionsOf(trx, gone.offerId))).toHaveLength(1);
    expect((await server.get(`/${here.tenant.slug}/de/angebote/${gone.offerSlug}`)).statusCode).toBe(200);
    expect(await undoMerge(here.staff(), id)).toMatchObject({ ok: false, code: 'merge.already_undone' });
  });

  test('that was edited since is taken back without losing the edit', async () => {
    const { kept, gone } = await twins();
    const id = await merged(kept.offerId, gone.offerId);
    const entry = await entryOf(kept.offerId);
    const base = entry?.publishedVersion as number;
    const version = await here.visitor.transaction((trx) => findVersion(trx, kept.offerId, base));
    const content = { ...(version?.content as OfferContent), summary: 'Seither' };
    expect((await saveEdit(here.staff(), { entryId: kept.offerId, base, content })).ok).toBe(true);
    expect(await undoMerge(here.staff(), id)).toEqual({ ok: true, value: { keptLeft: true } });
    expect((await shown(kept.offerSlug))?.content.summary).toBe('Seither');
    expect(await shown(gone.offerSlug)).toBeDefined();
  });

  test('goes on through a chain, and is refused when something is not as the page showed it', async () => {
    const [one, two] = [await twins(), await twins()];
    await merged(one.kept.offerId, one.gone.offerId);
    const first = await wish(two.kept.offerId, one.kept.offerId);
    expect(await mergeEntries(here.staff(), { ...first, keptVersion: 99 })).toMatchObject({ code: 'version.changed_since' });
    expect(await mergeEntries(here.officer(towns.verl), first)).toMatchObject({ code: 'entry.not_found' });
    expect(await mergeEntries(there.staff(), first)).toMatchObject({ code: 'entry.not_found' });
    expect(await mergeEntries(here.staff(), { ...first, goneId: first.keptId })).toMatchObject({ code: 'entry.not_found' });
    const results = await Promise.all([mergeEntries(here.staff(), first), mergeEntries(here.staff(), first)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const { headers } = await server.get(`/${here.tenant.slug}/de/angebote/${one.gone.offerSlug}`);
    expect(headers.location).toBe(`/${here.tenant.slug}/de/angebote/${two.kept.offerSlug}`);
    const merges = await readMerges(here.staff(), undefined, 50);
    const oldest = merges.find(({ goneId }) => goneId === one.gone.offerId);
    // The first merge cannot be taken back before the second.
    expect(await undoMerge(here.staff(), oldest?.id ?? '')).toMatchObject({ code: 'merge.moved_on' });
  });

  test('needs a public entry to stay', async () => {
    const { kept, gone } = await twins();
    await changeMany(here.staff(), 'archive', [kept.offerId]);
    expect(await readPair(here.staff(), kept.offerId, gone.offerId)).toMatchObject({ ok: false });
  });
});

describe('a merge of two organisations', () => {
  const provider = (organisationId: string): Actor => ({
    ...(here.provider(organisationId).actor as Extract<Actor, { kind: 'user' }>),
  });

  test('takes offers and accounts along, and gives them back', async () => {
    const { kept, gone } = await twins();
    const { userId } = provider(gone.organisationId) as { userId: string };
    await database.shared
      .insertInto('identity_user')
      .values({ id: userId, email: `${userId}@example.org`, name: 'Anbieterin' })
      .execute();
    await here.visitor.transaction((trx) =>
      trx
        .insertInto('role_assignment')
        .values({
          id: uuidv7(),
          user_id: userId,
          tenant_id: here.tenant.id,
          role: 'provider',
          scope_kind: 'organisation',
          scope_id: gone.organisationId,
          granted_by: 'test',
          granted_at: new Date(),
        })
        .execute(),
    );
    const scopes = () =>
      here.visitor.transaction(async (trx) =>
        (await trx.selectFrom('role_assignment').select('scope_id').where('user_id', '=', userId).execute()).map(
          (row) => row.scope_id,
        ),
      );
    const organisationOf = async () => (await shown(gone.offerSlug))?.organisation?.slug;
    const slugs = [(await entryOf(kept.organisationId))?.slug, (await entryOf(gone.organisationId))?.slug];
    const confirmed = (await entryOf(gone.offerId))?.confirmedOn;

    const pair = await wish(kept.organisationId, gone.organisationId);
    expect(await mergeEntries(here.officer(towns.gueterslohTown), pair)).toMatchObject({ code: 'merge.not_allowed' });
    const id = await merged(kept.organisationId, gone.organisationId);
    expect(await organisationOf()).toBe(slugs[0]);
    expect(await scopes()).toEqual([kept.organisationId]);
    expect(await findPublicOrganisation(database.shared, here.tenant.id, gone.organisationId)).toBeUndefined();
    // A merge is no confirmation of the offers that come along.
    expect((await entryOf(gone.offerId))?.confirmedOn).toBe(confirmed);
    const { headers } = await server.get(`/${here.tenant.slug}/de/anbieter/${slugs[1]}`);
    expect(headers.location).toBe(`/${here.tenant.slug}/de/anbieter/${slugs[0]}`);

    expect((await undoMerge(here.staff(), id)).ok).toBe(true);
    expect(await organisationOf()).toBe(slugs[1]);
    expect(await scopes()).toEqual([gone.organisationId]);
    const locked = await here.visitor.transaction((trx) => lockEntries(trx, 'district', [kept.offerId, gone.offerId]));
    expect(locked.map(({ organisationId }) => organisationId).sort()).toEqual([kept.organisationId, gone.organisationId].sort());
  });
});

describe('the desk', () => {
  test('shows pairs, compares, refuses what is not there', async () => {
    const { kept, gone } = await twins();
    await findDuplicates(here.system);
    server.add('staff', here.staff().actor);
    server.add('verl', here.officer(towns.verl).actor);
    const base = `/intern/${here.tenant.slug}/wegweiser/doppelte`;
    expect((await server.get(`${base}?art=offer&nach=%00`, 'staff')).body).toContain(kept.offerId);
    const page = await server.get(`${base}/${kept.offerId}/${gone.offerId}`, 'staff');
    expect(page.body).toContain('name="wahl.targetGroups"');
    for (const path of [
      `${base}/x/${gone.offerId}`,
      `${base}/${uuidv7()}/${gone.offerId}`,
      `${base}/${kept.offerId}/${kept.offerId}`,
    ])
      expect((await server.get(path, 'staff')).statusCode).toBe(404);
    expect((await server.get(`${base}/${kept.offerId}/${gone.offerId}`, 'verl')).statusCode).toBe(404);
    expect((await server.get(base)).statusCode).not.toBe(200);
    const stale = await server.post(`${base}/${kept.offerId}/${gone.offerId}`, { bleibt: '7', geht: '1' }, 'staff');
    expect(stale.statusCode).toBe(409);
    const done = await server.post(
      `${base}/${kept.offerId}/${gone.offerId}`,
      { bleibt: '1', geht: '1', 'wahl.targetGroups': 'gone' },
      'staff',
    );
    expect(done.statusCode).toBe(303);
    expect((await server.get(`/intern/${here.tenant.slug}/wegweiser/eintraege/${kept.offerId}`, 'staff')).body).toContain(
      gone.offerId,
    );
    const merges = await server.get(`${base}/zusammengefuehrt`, 'staff');
    const action = /action="([^"]+zuruecknehmen)"/.exec(merges.body)?.[1] ?? '';
    expect((await server.post(action, {}, 'staff')).statusCode).toBe(303);
    expect((await server.post(`${base}/zusammengefuehrt/${uuidv7()}/zuruecknehmen`, {}, 'staff')).statusCode).toBe(404);
  });
});
