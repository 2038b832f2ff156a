import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import { listConfirmations } from '../../store/upkeep/confirmations.ts';
import { addDistrict, addEntries, offer } from '../../testing/district.ts';
import { useUpkeep } from '../../testing/upkeep.ts';
import { readCorrections } from '../correcting.ts';
import { createEntry, saveEdit } from '../editing.ts';
import { proposeOwnEdit, readOwn } from '../providing.ts';
import { askedAtOnce, confirmSeen, providerOf, readAsked, renewLink, reportGone } from './answering.ts';

const database = useDatabase();
const desk = useUpkeep(database);
const { at, night, visitor, stageOf, shown, mails, newestToken, seen, readVersion } = desk;

describe('the link of a mail', () => {
  let token: string;
  beforeEach(async () => {
    await night('2026-11-23');
    token = await newestToken();
  });

  test('shows all offers, and being opened changes nothing', async () => {
    const more = Array.from({ length: 11 }, (_, index) => `Gruppe ${desk.number}-${index}`);
    for (const name of more)
      await createEntry(
        desk.district.staff(desk.now),
        'offer',
        { ...offer, name, organisation: `treff-${desk.number}` },
        uuidv7(),
      );
    const before = await stageOf(desk.made.offerId);
    for (let times = 0; times < 3; times++) expect(await seen(token)).toHaveLength(12);
    expect(await stageOf(desk.made.offerId)).toEqual(before);
    expect(await confirmSeen(visitor(), token, await seen(token), ['de'])).toEqual({
      ok: true,
      value: { confirmed: 12, changed: 0 },
    });
    expect((await stageOf(desk.made.offerId)).stage).toBe('fresh');
    expect(askedAtOnce).toBeGreaterThanOrEqual(12);
  });

  test('used twice, or by two at once, counts once', async () => {
    const offers = await seen(token);
    const answers = await Promise.all([1, 2, 3].map(() => confirmSeen(visitor(), token, offers, ['de'])));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    await confirmSeen(visitor(), token, offers, ['de']);
    const [mail] = await desk.district.system.transaction((trx) => listConfirmations(trx, desk.made.organisationId, 5));
    expect(mail).toMatchObject({ confirmed: 1, corrected: 0 });
    expect(mail?.finishedAt).not.toBeNull();
  });

  test('does not confirm what changed while the page was open', async () => {
    const offers = await seen(token);
    const before = await readVersion(desk.made.offerId);
    await saveEdit(
      desk.district.staff(() => new Date('2026-11-01T12:00+01:00')),
      {
        entryId: desk.made.offerId,
        base: before.version,
        content: { ...before.content, summary: 'Anders' } as never,
      },
    );
    expect(await confirmSeen(visitor(), token, offers, ['de'])).toEqual({ ok: true, value: { confirmed: 0, changed: 1 } });
    expect((await stageOf(desk.made.offerId)).confirmed_on).toBe('2026-11-01');
  });

  test('confirms the languages that were read, of those there are', async () => {
    const staff = desk.district.staff(() => new Date('2026-01-01T12:00+01:00'));
    const before = await readVersion(desk.made.offerId);
    const translations = { ar: { name: { text: 'مقهى', by: 'human' } }, uk: { name: { text: 'Кафе', by: 'human' } } };
    const saved = await saveEdit(staff, {
      entryId: desk.made.offerId,
      base: before.version,
      content: { ...before.content, translations } as never,
    });
    expect(saved).toMatchObject({ ok: true });
    await confirmSeen(visitor(), token, await seen(token), ['de', 'ar', 'tr', 'unsinn']);
    expect((await stageOf(desk.made.offerId)).languages_confirmed).toEqual({ de: '2026-11-23', ar: '2026-11-23' });
    expect((await shown())?.languagesConfirmed).toEqual({ de: '2026-11-23', ar: '2026-11-23' });
    // A text that changes is confirmed no longer; the others stay so.
    const next = await readVersion(desk.made.offerId);
    const changed = { ...translations, ar: { name: { text: 'مقهى اللغة', by: 'human' } } };
    await saveEdit(desk.district.staff(desk.now), {
      entryId: desk.made.offerId,
      base: next.version,
      content: { ...next.content, translations: changed } as never,
    });
    expect((await stageOf(desk.made.offerId)).languages_confirmed).toEqual({ de: '2026-11-23' });
  });

  test('tells staff what is no longer offered, once, and takes nothing down', async () => {
    expect(await reportGone(visitor(), token, desk.made.offerId)).toMatchObject({ ok: true });
    expect(await reportGone(visitor(), token, desk.made.offerId)).toMatchObject({ ok: true });
    const hints = (await readCorrections(desk.district.staff(), { kind: 'outdated', limit: 50 })).filter(
      ({ entryId }) => entryId === desk.made.offerId,
    );
    expect(hints).toHaveLength(1);
    expect(hints[0]?.suggestion).toContain('Link');
    expect(await shown()).toBeDefined();
  });

  test('corrects as a proposal of the provider, of its own offers alone', async () => {
    const provider = await providerOf(visitor(), token);
    if (!provider.ok) throw new Error(provider.code);
    const own = await readOwn(visitor(), desk.made.offerId, provider.value);
    if (!own.ok) throw new Error(own.code);
    const content = { ...own.value.version.content, summary: 'Jetzt donnerstags' } as never;
    const edit = { entryId: desk.made.offerId, base: own.value.version.version, content };
    expect(await proposeOwnEdit(visitor(), edit, provider.value)).toMatchObject({ ok: true });
    expect((await shown())?.content.summary).not.toBe('Jetzt donnerstags');
    const proposal = await readOwn(visitor(), desk.made.offerId, provider.value);
    expect(proposal).toMatchObject({
      ok: true,
      value: { version: { state: 'proposed', authorKind: 'provider', authorEmail: desk.mailbox } },
    });
    const foreign = await addEntries(desk.district, {
      organisation: { name: `Fremd ${desk.number}` },
      offer: { name: `Fremdes ${desk.number}` },
    });
    expect(await readOwn(visitor(), foreign.offerId, provider.value)).toMatchObject({ ok: false });
    expect(await proposeOwnEdit(visitor(), { ...edit, entryId: foreign.offerId }, provider.value)).toMatchObject({ ok: false });
    const [other] = await seen(token);
    const stranger = { id: foreign.offerId, version: 1 };
    expect(await confirmSeen(visitor(), token, [stranger], ['de'])).toEqual({ ok: true, value: { confirmed: 0, changed: 1 } });
    expect(other?.id).toBe(desk.made.offerId);
  });

  test('ends; a new one goes to the stored address, once a day', async () => {
    at('2027-01-22');
    expect(await readAsked(visitor(), token, undefined)).toMatchObject({ ok: false, code: 'upkeep.link_expired' });
    expect(await confirmSeen(visitor(), token, [{ id: desk.made.offerId, version: 1 }], ['de'])).toMatchObject({
      code: 'upkeep.link_expired',
    });
    expect(await reportGone(visitor(), token, desk.made.offerId)).toMatchObject({ code: 'upkeep.link_expired' });
    expect(await providerOf(visitor(), token)).toMatchObject({ code: 'upkeep.link_expired' });
    for (let times = 0; times < 3; times++) expect(await renewLink(visitor(), token)).toMatchObject({ ok: true });
    expect(await mails()).toHaveLength(2);
    expect(await readAsked(visitor(), await newestToken(), undefined)).toMatchObject({ ok: true });
  });

  test.each(['', 'x', 'A'.repeat(43), '../..', '%00'])('%j is none of ours', async (forged) => {
    expect(await readAsked(visitor(), forged, undefined)).toMatchObject({ code: 'upkeep.link_unknown' });
    expect(await renewLink(visitor(), forged)).toMatchObject({ code: 'upkeep.link_unknown' });
  });

  test('of another district is unknown here', async () => {
    const there = await addDistrict(database, 'recklinghausen', '05562');
    expect(await readAsked(there.visitor, token, undefined)).toMatchObject({ code: 'upkeep.link_unknown' });
  });
});
