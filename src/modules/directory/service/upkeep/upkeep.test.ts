import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { addDays, dayOf } from '#platform/days';
import type { JobServices } from '#platform/module';
import { useDatabase } from '#testing';
import type { Stage } from '../../model/upkeep/stages.ts';
import { findPublicOffer } from '../../store/public-offers.ts';
import { listConfirmations } from '../../store/upkeep/confirmations.ts';
import { addDistrict, addEntries, type District, type Entries, offer, queuedMails } from '../../testing/district.ts';
import { changeMany } from '../bulk.ts';
import { answerStillRight, readCorrections, settleCorrection } from '../correcting.ts';
import { createEntry, saveEdit } from '../editing.ts';
import { confirmOwn, proposeOwnEdit, readOwn } from '../providing.ts';
import { today as dayHere } from '../releasing.ts';
import { askedAtOnce, confirmSeen, providerOf, readAsked, renewLink, reportGone } from './answering.ts';
import { runUpkeep } from './nightly.ts';

const database = useDatabase();
let district: District;
/** The clock of these tests. */
let now = new Date('2026-11-23T09:00:00+01:00');
const at = (day: string) => (now = new Date(`${day}T09:00:00+01:00`));
const visitor = () => district.context({ kind: 'visitor' }, 'de', () => now);

const services = (): JobServices => ({
  tenantIds: () => [district.tenant.id],
  contextOf: (_id, name) => district.context({ kind: 'system', name }, 'de', () => now),
});
const night = async (day: string) => {
  at(day);
  await runUpkeep({}, services());
};

beforeAll(async () => {
  district = await addDistrict(database);
});

let number = 0;
let mailbox = '';
let made: Entries;
beforeEach(async () => {
  number += 1;
  mailbox = `treff-${number}@example.org`;
  made = await addEntries(district, {
    organisation: { name: `Treff ${number}`, email: mailbox },
    offer: { name: `Café ${number}` },
  });
  await confirmedOn(made.offerId, '2026-01-01');
});
afterEach(() => at('2026-11-23'));

/** As if somebody had confirmed it last on this day. */
async function confirmedOn(id: string, day: string): Promise<void> {
  await district.system.transaction((trx) =>
    trx.updateTable('directory_entry').set({ confirmed_on: day, stage: 'fresh', stage_on: null }).where('id', '=', id).execute(),
  );
}

async function stageOf(id: string): Promise<{ stage: Stage; confirmed_on: string | null; languages_confirmed: unknown }> {
  return district.system.transaction(async (trx) => {
    const row = await trx
      .selectFrom('directory_entry')
      .select(['stage', 'confirmed_on', 'languages_confirmed'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row as { stage: Stage; confirmed_on: string | null; languages_confirmed: unknown };
  });
}

const shown = (slug = made.offerSlug) => findPublicOffer(database.shared, district.tenant.id, slug);
const mails = async (to = mailbox) => (await queuedMails(database.ownerUrl)).filter((one) => one.to === to);
const tokenIn = (text = '') => /bestaetigen\/([\w-]{43})/.exec(text)?.[1] ?? '';
const newestToken = async () => tokenIn((await mails()).at(-1)?.text);
const seen = async (token: string) => {
  const asked = await readAsked(visitor(), token, undefined);
  if (!asked.ok) throw new Error(asked.code);
  return asked.value.offers.map(({ id, version }) => ({ id, version }));
};

describe('the nights', () => {
  // The rule of language courses and the like asks after 120 days, that of everything else after 180: here after 1 January.
  test('bring badge, reminder, lower rank and an end, each with its time, and no mail more often than monthly', async () => {
    await night('2026-05-01');
    expect([(await stageOf(made.offerId)).stage, (await mails()).length]).toEqual(['fresh', 0]);
    await night('2026-06-30');
    expect([(await stageOf(made.offerId)).stage, (await mails()).length]).toEqual(['badge', 1]);
    expect((await shown())?.stage).toBe('badge');
    await night('2026-06-30');
    expect((await mails()).length).toBe(1);
    await night('2026-07-30');
    expect([(await stageOf(made.offerId)).stage, (await mails()).length]).toEqual(['reminded', 2]);
    await night('2026-10-28');
    expect([(await stageOf(made.offerId)).stage, (await mails()).length]).toEqual(['demoted', 3]);
    await night('2027-02-05');
    expect([(await stageOf(made.offerId)).stage, (await mails()).length]).toEqual(['hidden', 4]);
    expect(await shown()).toBeUndefined();
    for (const day of ['2027-02-06', '2027-04-01', '2027-08-01']) await night(day);
    expect((await mails()).length).toBe(4);
  });

  test('give an entry that is years old, met for the first time, the same time to answer', async () => {
    await confirmedOn(made.offerId, '2020-01-01');
    const stages: string[] = [];
    for (let day = '2026-11-23'; day <= '2027-01-20'; day = addDays(day, 1)) {
      await night(day);
      const { stage } = await stageOf(made.offerId);
      if (stages.at(-1)?.split(' ')[1] !== stage) stages.push(`${day} ${stage}`);
    }
    expect(stages).toEqual(['2026-11-23 reminded', '2026-12-07 demoted', '2027-01-06 hidden']);
    expect((await mails()).length).toBe(2);
  });

  test('leave alone an organisation that staff talk to', async () => {
    await district.system.transaction((trx) =>
      trx
        .insertInto('directory_upkeep_pause')
        .values({ tenant_id: district.tenant.id, organisation_id: made.organisationId, until: '2026-12-31' })
        .execute(),
    );
    await night('2026-12-30');
    expect([(await stageOf(made.offerId)).stage, (await mails()).length]).toEqual(['fresh', 0]);
    await night('2027-01-01');
    expect([(await stageOf(made.offerId)).stage, (await mails()).length]).toEqual(['reminded', 1]);
  });

  test('take a person out of public the day after their consent, and ask for it before', async () => {
    await confirmedOn(made.offerId, '2026-11-20');
    const staff = district.staff(() => now);
    const before = await readVersion();
    const contact = {
      role: 'Büro',
      person: 'Amal Beispiel',
      consentUntil: '2026-12-31',
      phone: '02361 1',
      email: 'amal@example.org',
    };
    const saved = await saveEdit(staff, {
      entryId: made.offerId,
      base: before.version,
      content: { ...before.content, contact } as never,
    });
    expect(saved).toMatchObject({ ok: true });
    await night('2026-11-24');
    expect((await mails()).length).toBe(0);
    await night('2026-12-02');
    expect((await mails()).map(({ text }) => text.includes('Einwilligung'))).toEqual([true]);
    await night('2026-12-31');
    expect((await shown())?.content.contact?.person).toBe('Amal Beispiel');
    await night('2027-01-01');
    expect((await shown())?.content.contact).toEqual({ role: 'Büro' });
  });

  test('write to an organisation without an address of its own at the one its offers name, never at a person’s', async () => {
    const other = `angebot-${number}@example.org`;
    const lonely = await addEntries(district, {
      organisation: { name: `Ohne Adresse ${number}` },
      offer: { name: `Gruppe ${number}`, contact: { email: other } },
    });
    await confirmedOn(lonely.offerId, '2026-01-01');
    await night('2026-11-23');
    expect((await mails(other)).length).toBe(1);
  });

  test('hide nothing by an import that says nothing new of when it was checked', async () => {
    await confirmedOn(made.offerId, '2020-01-01');
    for (const day of ['2026-11-23', '2026-12-07', '2027-01-06']) await night(day);
    expect((await stageOf(made.offerId)).stage).toBe('hidden');
    const staff = district.staff(() => now);
    // Its organisation is published anew under another name, which makes the cards of its offers anew.
    await changeOrganisationName(staff);
    expect(await shown()).toBeUndefined();
  });
});

async function readVersion() {
  return district.system.transaction(async (trx) =>
    trx
      .selectFrom('directory_version')
      .select(['version', 'content'])
      .where('entry_id', '=', made.offerId)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow(),
  ) as Promise<{ version: number; content: Record<string, unknown> }>;
}

async function changeOrganisationName(staff: ReturnType<District['staff']>): Promise<void> {
  const row = await district.system.transaction((trx) =>
    trx
      .selectFrom('directory_version')
      .select(['version', 'content'])
      .where('entry_id', '=', made.organisationId)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow(),
  );
  const content = { ...(row.content as object), name: `Neuer Name ${number}` };
  const saved = await saveEdit(staff, { entryId: made.organisationId, base: row.version, content: content as never });
  expect(saved).toMatchObject({ ok: true });
}

/** Nights until the offer is hidden, with its mails. */
async function hide(): Promise<void> {
  await confirmedOn(made.offerId, '2020-01-01');
  for (const day of ['2026-11-23', '2026-12-07', '2027-01-06']) await night(day);
  expect(await shown()).toBeUndefined();
}

describe('a hidden offer is back at once', () => {
  test('when the provider confirms it through the link, when staff do, an account, a visitor whom staff believe, or an edit', async () => {
    await hide();
    expect(await confirmSeen(visitor(), await newestToken(), await seen(await newestToken()), ['de'])).toMatchObject({
      ok: true,
    });
    expect(await shown()).toMatchObject({ confirmedOn: '2027-01-06', stage: 'fresh', languagesConfirmed: { de: '2027-01-06' } });

    await hide();
    await changeMany(
      district.staff(() => now),
      'confirm',
      [made.offerId],
    );
    expect((await shown())?.confirmedOn).toBe('2027-01-06');

    await hide();
    const account = { ...district.provider(made.organisationId), now: () => now };
    expect(await confirmOwn(account, [made.offerId])).toBe(1);
    expect((await shown())?.confirmedOn).toBe('2027-01-06');

    await hide();
    await answerStillRight(visitor(), {
      slug: made.offerSlug,
      stillRight: true,
      submissionKey: '01900000-0000-7000-8000-00000000abcd',
    });
    const staff = district.staff(() => now);
    const [hint] = (await readCorrections(staff, { limit: 50 })).filter(({ entryId }) => entryId === made.offerId);
    expect(await settleCorrection(staff, hint?.id ?? '', 'applied')).toMatchObject({ ok: true });
    expect(await shown()).toBeDefined();

    await hide();
    const before = await readVersion();
    await saveEdit(staff, {
      entryId: made.offerId,
      base: before.version,
      content: { ...before.content, summary: 'Neu' } as never,
    });
    expect((await shown())?.content.summary).toBe('Neu');
  });
});

describe('the link of a mail', () => {
  let token: string;
  beforeEach(async () => {
    await night('2026-11-23');
    token = await newestToken();
  });

  test('shows all offers, and being opened changes nothing', async () => {
    const more = Array.from({ length: 11 }, (_, index) => `Gruppe ${number}-${index}`);
    for (const name of more)
      await createEntry(
        district.staff(() => now),
        'offer',
        { ...offer, name, organisation: `treff-${number}` },
        uuidv7(),
      );
    const before = await stageOf(made.offerId);
    for (let times = 0; times < 3; times++) expect(await seen(token)).toHaveLength(12);
    expect(await stageOf(made.offerId)).toEqual(before);
    expect(await confirmSeen(visitor(), token, await seen(token), ['de'])).toEqual({
      ok: true,
      value: { confirmed: 12, changed: 0 },
    });
    expect((await stageOf(made.offerId)).stage).toBe('fresh');
    expect(askedAtOnce).toBeGreaterThanOrEqual(12);
  });

  test('used twice, or by two at once, counts once', async () => {
    const offers = await seen(token);
    const answers = await Promise.all([1, 2, 3].map(() => confirmSeen(visitor(), token, offers, ['de'])));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    await confirmSeen(visitor(), token, offers, ['de']);
    const [mail] = await district.system.transaction((trx) => listConfirmations(trx, made.organisationId, 5));
    expect(mail).toMatchObject({ confirmed: 1, corrected: 0 });
    expect(mail?.finishedAt).not.toBeNull();
  });

  test('does not confirm what changed while the page was open', async () => {
    const offers = await seen(token);
    const before = await readVersion();
    await saveEdit(
      district.staff(() => new Date('2026-11-01T12:00+01:00')),
      {
        entryId: made.offerId,
        base: before.version,
        content: { ...before.content, summary: 'Anders' } as never,
      },
    );
    expect(await confirmSeen(visitor(), token, offers, ['de'])).toEqual({ ok: true, value: { confirmed: 0, changed: 1 } });
    expect((await stageOf(made.offerId)).confirmed_on).toBe('2026-11-01');
  });

  test('confirms the languages that were read, of those there are', async () => {
    const staff = district.staff(() => new Date('2026-01-01T12:00+01:00'));
    const before = await readVersion();
    const translations = { ar: { name: { text: 'مقهى', by: 'human' } }, uk: { name: { text: 'Кафе', by: 'human' } } };
    const saved = await saveEdit(staff, {
      entryId: made.offerId,
      base: before.version,
      content: { ...before.content, translations } as never,
    });
    expect(saved).toMatchObject({ ok: true });
    await confirmSeen(visitor(), token, await seen(token), ['de', 'ar', 'tr', 'unsinn']);
    expect((await stageOf(made.offerId)).languages_confirmed).toEqual({ de: '2026-11-23', ar: '2026-11-23' });
    expect((await shown())?.languagesConfirmed).toEqual({ de: '2026-11-23', ar: '2026-11-23' });
    // A text that changes is confirmed no longer; the others stay so.
    const next = await readVersion();
    const changed = { ...translations, ar: { name: { text: 'مقهى اللغة', by: 'human' } } };
    await saveEdit(
      district.staff(() => now),
      { entryId: made.offerId, base: next.version, content: { ...next.content, translations: changed } as never },
    );
    expect((await stageOf(made.offerId)).languages_confirmed).toEqual({ de: '2026-11-23' });
  });

  test('tells staff what is no longer offered, once, and takes nothing down', async () => {
    expect(await reportGone(visitor(), token, made.offerId)).toMatchObject({ ok: true });
    expect(await reportGone(visitor(), token, made.offerId)).toMatchObject({ ok: true });
    const hints = (await readCorrections(district.staff(), { kind: 'outdated', limit: 50 })).filter(
      ({ entryId }) => entryId === made.offerId,
    );
    expect(hints).toHaveLength(1);
    expect(hints[0]?.suggestion).toContain('Link');
    expect(await shown()).toBeDefined();
  });

  test('corrects as a proposal of the provider, of its own offers alone', async () => {
    const provider = await providerOf(visitor(), token);
    if (!provider.ok) throw new Error(provider.code);
    const own = await readOwn(visitor(), made.offerId, provider.value);
    if (!own.ok) throw new Error(own.code);
    const content = { ...own.value.version.content, summary: 'Jetzt donnerstags' } as never;
    const edit = { entryId: made.offerId, base: own.value.version.version, content };
    expect(await proposeOwnEdit(visitor(), edit, provider.value)).toMatchObject({ ok: true });
    expect((await shown())?.content.summary).not.toBe('Jetzt donnerstags');
    const proposal = await readOwn(visitor(), made.offerId, provider.value);
    expect(proposal).toMatchObject({
      ok: true,
      value: { version: { state: 'proposed', authorKind: 'provider', authorEmail: mailbox } },
    });
    const foreign = await addEntries(district, {
      organisation: { name: `Fremd ${number}` },
      offer: { name: `Fremdes ${number}` },
    });
    expect(await readOwn(visitor(), foreign.offerId, provider.value)).toMatchObject({ ok: false });
    expect(await proposeOwnEdit(visitor(), { ...edit, entryId: foreign.offerId }, provider.value)).toMatchObject({ ok: false });
    const [other] = await seen(token);
    const stranger = { id: foreign.offerId, version: 1 };
    expect(await confirmSeen(visitor(), token, [stranger], ['de'])).toEqual({ ok: true, value: { confirmed: 0, changed: 1 } });
    expect(other?.id).toBe(made.offerId);
  });

  test('ends; a new one goes to the stored address, once a day', async () => {
    at('2027-01-22');
    expect(await readAsked(visitor(), token, undefined)).toMatchObject({ ok: false, code: 'upkeep.link_expired' });
    expect(await confirmSeen(visitor(), token, [{ id: made.offerId, version: 1 }], ['de'])).toMatchObject({
      code: 'upkeep.link_expired',
    });
    expect(await reportGone(visitor(), token, made.offerId)).toMatchObject({ code: 'upkeep.link_expired' });
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

test('the day of the tests is the day in Germany', () => {
  expect([dayOf(now), dayHere(now)]).toEqual(['2026-11-23', '2026-11-23']);
});
