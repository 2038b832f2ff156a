import { beforeAll, expect, test } from 'vitest';
import { dossier, erase } from '#platform/privacy';
import { useDatabase } from '#testing';
import type { OfferContent } from '../../model/content.ts';
import { directoryPersonalData } from '../../personal-data.ts';
import { findPublicOffer } from '../../store/public-offers.ts';
import { addDistrict, addEntries, type District, type Entries, offer } from '../../testing/district.ts';
import { saveEdit } from '../editing.ts';

const database = useDatabase();
const now = () => new Date('2026-11-23T10:00:00+01:00');
const register = directoryPersonalData.map((table) => ({ ...table, module: 'directory' }));
const email = 'amal@example.org';
const contact = { role: 'Büro', person: 'Amal Beispiel', consentUntil: '2027-06-30', phone: '02361 1234', email };
let district: District;
let made: Entries;

beforeAll(async () => {
  district = await addDistrict(database);
  made = await addEntries(district, { organisation: { name: 'Treff' }, offer: { name: 'Beratung', contact } });
  const edit = {
    entryId: made.offerId,
    base: 1,
    content: { ...offer, name: 'Beratung', organisation: 'treff', contact, summary: 'Neu' },
  };
  expect(await saveEdit(district.staff(now), edit as never)).toMatchObject({ ok: true });
});

const contents = () =>
  district.system.transaction(async (trx) =>
    (await trx.selectFrom('directory_version').select('content').where('entry_id', '=', made.offerId).execute()).map(
      ({ content }) => (content as unknown as OfferContent).contact,
    ),
  );

test('a consent holds for three years at most, and from now on', async () => {
  const base = { ...offer, name: 'Beratung', organisation: 'treff', summary: 'Anders' };
  for (const consentUntil of ['2026-11-22', '2029-11-24']) {
    const edit = { entryId: made.offerId, base: 2, content: { ...base, contact: { ...contact, consentUntil } } };
    expect(await saveEdit(district.staff(now), edit as never)).toMatchObject({ ok: false, code: 'entry.invalid' });
  }
});

test('the person finds in the dossier every version that names them, and none afterwards', async () => {
  const system = district.context({ kind: 'system', name: 'test' }, 'de', now);
  const person = { email: email.toUpperCase(), userId: null, elsewhere: false };
  const { parts } = await dossier(system, register, person);
  const [found] = parts.filter(({ rows }) => rows.some((row) => row.contact_name === 'Amal Beispiel'));
  expect(found?.rows).toHaveLength(2);
  expect(await contents()).toEqual([contact, contact]);
  expect((await findPublicOffer(database.shared, district.tenant.id, made.offerSlug))?.content.contact).toEqual(contact);

  await system.transaction((trx) => erase(trx, system, register, person));
  expect(await contents()).toEqual([{ role: 'Büro' }, { role: 'Büro' }]);
  expect((await findPublicOffer(database.shared, district.tenant.id, made.offerSlug))?.content.contact).toEqual({ role: 'Büro' });
  expect((await dossier(system, register, person)).parts).toEqual([]);
});
