import { describe, expect, test } from 'vitest';
import { addDays, dayOf } from '#platform/days';
import { useDatabase } from '#testing';
import { addEntries, type District } from '../../testing/district.ts';
import { useUpkeep } from '../../testing/upkeep.ts';
import { changeMany } from '../bulk.ts';
import { answerStillRight, readCorrections, settleCorrection } from '../correcting.ts';
import { saveEdit } from '../editing.ts';
import { confirmOwn } from '../providing.ts';
import { today as dayHere } from '../releasing.ts';
import { confirmSeen } from './answering.ts';

const desk = useUpkeep(useDatabase());
const { night, visitor, confirmedOn, stageOf, shown, mails, newestToken, seen, readVersion, hide } = desk;

describe('the nights', () => {
  // The rule of language courses and the like asks after 120 days, that of everything else after 180: here after 1 January.
  test('bring badge, reminder, lower rank and an end, each with its time, and no mail more often than monthly', async () => {
    await night('2026-05-01');
    expect([(await stageOf(desk.made.offerId)).stage, (await mails()).length]).toEqual(['fresh', 0]);
    await night('2026-06-30');
    expect([(await stageOf(desk.made.offerId)).stage, (await mails()).length]).toEqual(['badge', 1]);
    expect((await shown())?.stage).toBe('badge');
    await night('2026-06-30');
    expect((await mails()).length).toBe(1);
    await night('2026-07-30');
    expect([(await stageOf(desk.made.offerId)).stage, (await mails()).length]).toEqual(['reminded', 2]);
    await night('2026-10-28');
    expect([(await stageOf(desk.made.offerId)).stage, (await mails()).length]).toEqual(['demoted', 3]);
    await night('2027-02-05');
    expect([(await stageOf(desk.made.offerId)).stage, (await mails()).length]).toEqual(['hidden', 4]);
    expect(await shown()).toBeUndefined();
    for (const day of ['2027-02-06', '2027-04-01', '2027-08-01']) await night(day);
    expect((await mails()).length).toBe(4);
  });

  test('give an entry that is years old, met for the first time, the same time to answer', async () => {
    await confirmedOn(desk.made.offerId, '2020-01-01');
    const stages: string[] = [];
    for (let day = '2026-11-23'; day <= '2027-01-20'; day = addDays(day, 1)) {
      await night(day);
      const { stage } = await stageOf(desk.made.offerId);
      if (stages.at(-1)?.split(' ')[1] !== stage) stages.push(`${day} ${stage}`);
    }
    expect(stages).toEqual(['2026-11-23 reminded', '2026-12-07 demoted', '2027-01-06 hidden']);
    expect((await mails()).length).toBe(2);
  });

  test('leave alone an organisation that staff talk to', async () => {
    await desk.district.system.transaction((trx) =>
      trx
        .insertInto('directory_upkeep_pause')
        .values({ tenant_id: desk.district.tenant.id, organisation_id: desk.made.organisationId, until: '2026-12-31' })
        .execute(),
    );
    await night('2026-12-30');
    expect([(await stageOf(desk.made.offerId)).stage, (await mails()).length]).toEqual(['fresh', 0]);
    await night('2027-01-01');
    expect([(await stageOf(desk.made.offerId)).stage, (await mails()).length]).toEqual(['reminded', 1]);
  });

  test('take a person out of public the day after their consent, and ask for it before', async () => {
    await confirmedOn(desk.made.offerId, '2026-11-20');
    const staff = desk.district.staff(desk.now);
    const before = await readVersion(desk.made.offerId);
    const contact = {
      role: 'Büro',
      person: 'Amal Beispiel',
      consentUntil: '2026-12-31',
      phone: '02361 1',
      email: 'amal@example.org',
    };
    const saved = await saveEdit(staff, {
      entryId: desk.made.offerId,
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
    const other = `angebot-${desk.number}@example.org`;
    const lonely = await addEntries(desk.district, {
      organisation: { name: `Ohne Adresse ${desk.number}` },
      offer: { name: `Gruppe ${desk.number}`, contact: { email: other } },
    });
    await confirmedOn(lonely.offerId, '2026-01-01');
    await night('2026-11-23');
    expect((await mails(other)).length).toBe(1);
  });

  test('hide nothing by an import that says nothing new of when it was checked', async () => {
    await confirmedOn(desk.made.offerId, '2020-01-01');
    for (const day of ['2026-11-23', '2026-12-07', '2027-01-06']) await night(day);
    expect((await stageOf(desk.made.offerId)).stage).toBe('hidden');
    const staff = desk.district.staff(desk.now);
    // Its organisation is published anew under another name, which makes the cards of its offers anew.
    await changeOrganisationName(staff);
    expect(await shown()).toBeUndefined();
  });
});

async function changeOrganisationName(staff: ReturnType<District['staff']>): Promise<void> {
  const { organisationId } = desk.made;
  const row = await readVersion(organisationId);
  const content = { ...row.content, name: `Neuer Name ${desk.number}` };
  const saved = await saveEdit(staff, { entryId: organisationId, base: row.version, content: content as never });
  expect(saved).toMatchObject({ ok: true });
}

describe('a hidden offer is back at once', () => {
  test('when the provider confirms it through the link, when staff do, an account, a visitor whom staff believe, or an edit', async () => {
    await hide();
    expect(await confirmSeen(visitor(), await newestToken(), await seen(await newestToken()), ['de'])).toMatchObject({
      ok: true,
    });
    expect(await shown()).toMatchObject({ confirmedOn: '2027-01-06', stage: 'fresh', languagesConfirmed: { de: '2027-01-06' } });

    await hide();
    await changeMany(desk.district.staff(desk.now), 'confirm', [desk.made.offerId]);
    expect((await shown())?.confirmedOn).toBe('2027-01-06');

    await hide();
    const account = { ...desk.district.provider(desk.made.organisationId), now: desk.now };
    expect(await confirmOwn(account, [desk.made.offerId])).toBe(1);
    expect((await shown())?.confirmedOn).toBe('2027-01-06');

    await hide();
    await answerStillRight(visitor(), {
      slug: desk.made.offerSlug,
      stillRight: true,
      submissionKey: '01900000-0000-7000-8000-00000000abcd',
    });
    const staff = desk.district.staff(desk.now);
    const [hint] = (await readCorrections(staff, { limit: 50 })).filter(({ entryId }) => entryId === desk.made.offerId);
    expect(await settleCorrection(staff, hint?.id ?? '', 'applied')).toMatchObject({ ok: true });
    expect(await shown()).toBeDefined();

    await hide();
    const before = await readVersion(desk.made.offerId);
    await saveEdit(staff, {
      entryId: desk.made.offerId,
      base: before.version,
      content: { ...before.content, summary: 'Neu' } as never,
    });
    expect((await shown())?.content.summary).toBe('Neu');
  });
});

test('the day of the tests is the day in Germany', () => {
  expect([dayOf(desk.now()), dayHere(desk.now())]).toEqual(['2026-11-23', '2026-11-23']);
});
