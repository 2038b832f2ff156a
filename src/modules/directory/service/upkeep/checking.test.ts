import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOutgoing } from '#platform/outgoing';
import { useDatabase } from '#testing';
import type { OfferContent } from '../../model/content.ts';
import { isLinkField, linksOf, withAddress } from '../../model/upkeep/links.ts';
import { addDistrict, addEntries, type District, offer } from '../../testing/district.ts';
import { answer, html, openStandIn, redirect, type StandIn } from '../../testing/stand-in.ts';
import { saveEdit } from '../editing.ts';
import { checkLinks } from './checking.ts';
import { acceptLink, readLinks, takeTarget } from './link-desk.ts';

const database = useDatabase();
const outgoing = openOutgoing({ privateHosts: ['127.0.0.1', 'localhost'], agent: 'test' });
let time = 0;
const clock = {
  now: () => time,
  sleep: async (milliseconds: number) => {
    time += milliseconds;
  },
};
let site: StandIn;
let district: District;
beforeAll(async () => {
  [site, district] = [await openStandIn(), await addDistrict(database)];
});
afterAll(() => site.close());

const night = (day: string) =>
  checkLinks(
    district.context({ kind: 'system', name: 'test' }, 'de', () => new Date(`${day}T22:20:00+01:00`)),
    { outgoing, clock },
  );
const links = async (entryId: string) => {
  const staff = district.staff();
  const found = [];
  for (const result of ['broken', 'failing', 'moved', 'redirected', 'refused', 'internal', 'fine', 'waiting'] as const)
    for (const one of (await readLinks(staff, { result }, undefined, 200)).rows)
      if (one.entryId === entryId) found.push({ ...one, listed: result });
  return found;
};
const website = (path: string) => ({ contact: { website: `${site.origin}${path}` } });

describe('links in an entry', () => {
  test('are its addresses, and those that people write into texts', () => {
    const content = {
      ...offer,
      contact: { website: 'https://a.example/x' },
      participation: { registration: 'none', url: 'https://b.example/', how: 'Siehe (www.c.example/anmelden).' },
      description: 'Mehr unter https://d.example/seite, oder https://d.example/seite!\nUnd http://e.example/a_(b)?x=1&y=2.',
    } as OfferContent;
    expect(linksOf(content)).toEqual([
      { field: 'contact.website', url: 'https://a.example/x' },
      { field: 'participation.url', url: 'https://b.example/' },
      { field: 'description', url: 'https://d.example/seite' },
      { field: 'description', url: 'http://e.example/a_(b)?x=1&y=2' },
      { field: 'participation.how', url: 'www.c.example/anmelden' },
    ]);
  });

  test('in translated texts count too, and are replaced there alone', () => {
    const made = { by: 'human', of: '0123456789ab' } as const;
    const content = {
      ...offer,
      description: 'Mehr: https://a.example/de',
      translations: {
        ar: { description: { ...made, text: 'المزيد: https://a.example/ar.' }, summary: { ...made, text: 'بدون رابط' } },
        uk: { how: { ...made, by: 'machine', text: 'www.b.example, www.b.example' } },
      },
    } as OfferContent;
    const links = linksOf(content);
    expect(links).toEqual([
      { field: 'description', url: 'https://a.example/de' },
      { field: 'translations.ar.description', url: 'https://a.example/ar' },
      { field: 'translations.uk.how', url: 'www.b.example' },
    ]);
    const changed = withAddress(content, links[1] as never, 'https://a.example/neu');
    const { ar, uk } = content.translations ?? {};
    expect(changed).toEqual({
      ...content,
      translations: { uk, ar: { ...ar, description: { ...made, text: 'المزيد: https://a.example/neu.' } } },
    });
    for (const field of ['translations.de.name', 'translations.ar.phone', 'translations.ar', '__proto__', 'name'])
      expect(isLinkField(field)).toBe(false);
    expect(isLinkField('translations.ar.how')).toBe(true);
  });

  test('can each be replaced, and nothing else changes', () => {
    const content = { ...offer, contact: { website: 'https://a.example/x', phone: '1234' } } as OfferContent;
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['https'] }), (target) => {
        const [link] = linksOf(content);
        const changed = withAddress(content, link as never, target);
        expect(changed).toEqual({ ...content, contact: { website: target, phone: '1234' } });
      }),
    );
  });
});

test('a link is called broken after failures on two days, and well again after one answer', async () => {
  const { offerId } = await addEntries(district, {
    organisation: { name: 'Eins' },
    offer: { name: 'Eins', ...website('/eins') },
  });
  site.pages.set('/eins', answer(404));
  await night('2026-11-01');
  await night('2026-11-01');
  expect(await links(offerId)).toMatchObject([{ listed: 'failing', result: 'gone', failures: 1, status: 404 }]);
  await night('2026-11-02');
  expect(await links(offerId)).toMatchObject([{ listed: 'broken', failures: 2 }]);
  site.pages.set('/eins', html('Eins'));
  await night('2026-11-03');
  expect(await links(offerId)).toMatchObject([{ listed: 'fine', failures: 0 }]);
  const visits = site.asked.length;
  await night('2026-11-04');
  expect(site.asked.length).toBe(visits);
});

test('"this is fine" holds as long as the address stays, whatever the nights find', async () => {
  const { offerId } = await addEntries(district, {
    organisation: { name: 'Zwei' },
    offer: { name: 'Zwei', ...website('/zwei') },
  });
  site.pages.set('/zwei', answer(404));
  for (const day of ['2026-11-01', '2026-11-02']) await night(day);
  const [link] = await links(offerId);
  const staff = district.staff();
  expect(await acceptLink(staff, link as never, true)).toMatchObject({ ok: true });
  for (const day of ['2026-11-03', '2026-11-04', '2026-11-20']) await night(day);
  expect((await links(offerId)).filter(({ listed }) => listed === 'broken')).toEqual([]);
  const [accepted] = (await readLinks(staff, { result: 'accepted' }, undefined, 50)).rows;
  expect(accepted).toMatchObject({ entryId: offerId, broken: false });
  // Another address is another link.
  const edit = { entryId: offerId, base: 1, content: { ...offer, name: 'Zwei', organisation: 'zwei', ...website('/zwei-neu') } };
  expect(await saveEdit(staff, edit as never)).toMatchObject({ ok: true });
  for (const day of ['2026-11-21', '2026-11-22']) await night(day);
  expect(await links(offerId)).toMatchObject([{ listed: 'broken', url: `${site.origin}/zwei-neu`, acceptedAt: null }]);
});

test('the new address of what has moved is taken with one click, which confirms nothing', async () => {
  const { offerId } = await addEntries(district, {
    organisation: { name: 'Drei' },
    offer: { name: 'Drei', ...website('/drei') },
  });
  await district.system.transaction((trx) =>
    trx.updateTable('directory_entry').set({ confirmed_on: '2026-01-01', stage: 'badge' }).where('id', '=', offerId).execute(),
  );
  site.pages.set('/drei', redirect('/drei-und-eins', 301));
  site.pages.set('/drei-und-eins', html('Drei'));
  await night('2026-11-01');
  const [link] = await links(offerId);
  expect(link).toMatchObject({ listed: 'moved', target: `${site.origin}/drei-und-eins` });
  const staff = district.staff();
  expect(await takeTarget(staff, link as never)).toMatchObject({ ok: true });
  expect(await takeTarget(staff, link as never)).toMatchObject({ ok: false, code: 'upkeep.link_changed' });
  const row = await district.system.transaction((trx) =>
    trx
      .selectFrom('directory_entry')
      .select(['confirmed_on', 'stage', 'published_version'])
      .where('id', '=', offerId)
      .executeTakeFirstOrThrow(),
  );
  expect(row).toEqual({ confirmed_on: '2026-01-01', stage: 'badge', published_version: 2 });
  await night('2026-11-02');
  expect(await links(offerId)).toMatchObject([{ listed: 'fine', url: `${site.origin}/drei-und-eins` }]);
});

test('our own addresses are looked up, never asked for, and never broken', async () => {
  const { offerId, offerSlug } = await addEntries(district, {
    organisation: { name: 'Vier' },
    offer: {
      name: 'Vier',
      description: 'Siehe http://localhost/guetersloh/de/angebote/vier und http://localhost/guetersloh/de/angebote/weg',
    },
  });
  expect(offerSlug).toBe('vier');
  const visits = site.asked.length;
  for (const day of ['2026-11-01', '2026-11-02', '2026-11-17', '2026-12-17']) await night(day);
  expect((await links(offerId)).map(({ listed, status, failures }) => [listed, status, failures])).toEqual([
    ['internal', 200, 0],
    ['internal', 404, 0],
  ]);
  expect(site.asked.slice(visits).filter(({ path }) => path.includes('guetersloh'))).toEqual([]);
});

test('who works in one town sees and settles its links alone', async () => {
  const { offerId } = await addEntries(district, {
    organisation: { name: 'Fünf' },
    offer: { name: 'Fünf', ...website('/fuenf') },
  });
  await night('2026-11-01');
  const [link] = await links(offerId);
  const elsewhere = district.officer('05754044');
  expect((await readLinks(elsewhere, { result: 'failing' }, undefined, 50)).rows).toEqual([]);
  expect(await acceptLink(elsewhere, link as never, true)).toMatchObject({ ok: false, code: 'entry.not_found' });
  expect(await takeTarget(elsewhere, link as never)).toMatchObject({ ok: false, code: 'entry.not_found' });
});
