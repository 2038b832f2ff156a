import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import { offerFormValues } from '../../model/form/offer.ts';
import { answerStillRight, suggestCorrection } from '../../service/correcting.ts';
import { readCategories } from '../../store/categories.ts';
import { listCorrectionsOf } from '../../store/corrections.ts';
import { findEntry, findVersion } from '../../store/entries.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { offer, queuedMails } from '../../testing/district.ts';

const database = useDatabase();
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(database);
});
afterAll(() => desk.close());

const entryOf = (id: string) => desk.here.visitor.transaction((trx) => findEntry(trx, id));

describe('the corrections desk', () => {
  async function corrected(kind: 'correction' | 'still_right' = 'correction', suggestion = 'Das ist jetzt <b>mittwochs</b>') {
    const entries = await desk.fresh();
    const own = { slug: entries.offerSlug, submissionKey: uuidv7() };
    if (kind === 'correction') await suggestCorrection(desk.here.visitor, { ...own, field: 'schedules', suggestion });
    else await answerStillRight(desk.here.visitor, { ...own, stillRight: true });
    const [one] = await desk.here.visitor.transaction((trx) => listCorrectionsOf(trx, entries.offerId));
    return { ...entries, id: one?.id ?? '' };
  }

  test('shows what visitors said, to whom it concerns', async () => {
    const { id } = await corrected();
    const page = await desk.get('hinweise?art=correction');
    expect(page.body).toContain(id);
    expect(page.body).toContain('&lt;b>mittwochs&lt;/b>');
    expect((await desk.get('hinweise', 'officer')).body).toContain(id);
    expect((await desk.get('hinweise', 'other')).body).not.toContain(id);
    expect((await desk.get('hinweise?art=still_right')).body).not.toContain(id);
    expect((await desk.get('hinweise?nach=%00&art=x&ort=y')).statusCode).toBe(200);
    expect((await desk.get('hinweise', 'provider')).statusCode).toBe(403);
  });

  test('leads into the form with the suggestion in sight; saving settles it', async () => {
    const { id, offerId, name, organisationSlug } = await corrected();
    const path = `eintraege/${offerId}/bearbeiten`;
    const page = await desk.get(`${path}?hinweis=${id}`);
    expect(page.body).toContain('&lt;b>mittwochs&lt;/b>');
    expect(page.body).toContain(`name="hinweis" value="${id}"`);
    const fields = offerFormValues({ ...offer, name, organisation: organisationSlug, quarter: 'Mitte' });
    expect((await desk.post(path, { ...fields, 'slots.0.day': '3', base: '1', hinweis: id })).statusCode).toBe(303);
    expect((await desk.get('hinweise')).body).not.toContain(id);
    expect((await desk.post(`hinweise/${id}/verwerfen`)).headers.location).toBe(`${desk.base}/hinweise`);
    expect((await desk.get(`${path}?hinweis=${uuidv7()}`)).statusCode).toBe(200);
  });

  test('takes "still right" as a confirmation, and dismisses', async () => {
    const right = await corrected('still_right');
    expect((await desk.post(`hinweise/${right.id}/uebernehmen`)).statusCode).toBe(303);
    expect((await entryOf(right.offerId))?.confirmedBy).toBe('visitor');
    const wrong = await corrected();
    for (const [id, as, status] of [
      [wrong.id, 'other', 404],
      [wrong.id, 'there', 403],
      [wrong.id, 'provider', 403],
      ['x', 'staff', 404],
      [uuidv7(), 'staff', 404],
    ] as const)
      expect((await desk.post(`hinweise/${id}/verwerfen`, {}, as)).statusCode).toBe(status);
    expect((await desk.post(`hinweise/${wrong.id}/verwerfen`)).statusCode).toBe(303);
    expect((await desk.get('hinweise')).body).not.toContain(wrong.id);
  });
});

describe('a proposal that is edited before it is published', () => {
  test('becomes public as the reviewer made it', async () => {
    const entries = await desk.fresh();
    const own = { ...offer, name: entries.name, organisation: entries.organisationSlug };
    const proposal = await desk.waiting({ changeOf: entries.offerSlug, offer: { ...own, summary: 'Roh' } });
    const path = `vorschlaege/${proposal.entryId}/${proposal.version}/bearbeiten`;
    const page = await desk.get(path);
    expect(page.body).toContain('value="Roh"');
    const fields = offerFormValues({ ...own, summary: 'Geschliffen' });
    const bad = await desk.post(path, { ...fields, name: '', seen: '1' });
    expect(bad.statusCode).toBe(422);
    expect(bad.body).toContain('value="Geschliffen"');
    const moved = await desk.post(`eintraege/${entries.offerId}/bearbeiten`, {
      ...offerFormValues({ ...own, childcare: 'yes' }),
      base: '1',
    });
    expect(moved.statusCode).toBe(303);
    const stale = await desk.post(path, { ...fields, seen: '1' });
    expect(stale.statusCode).toBe(409);
    expect(stale.body).toContain('Die andere Änderung');
    const seen = /name="seen" value="(\d+)"/.exec(stale.body)?.[1] ?? '';
    const both = offerFormValues({ ...own, summary: 'Geschliffen', childcare: 'yes' });
    expect((await desk.post(path, { ...both, seen }, 'other')).statusCode).toBe(404);
    expect((await desk.post(path, { ...both, seen })).statusCode).toBe(303);
    const entry = await entryOf(entries.offerId);
    const shown = await desk.here.visitor.transaction((trx) => findVersion(trx, entries.offerId, entry?.publishedVersion ?? 0));
    expect(shown?.content).toMatchObject({ summary: 'Geschliffen', childcare: 'yes' });
    expect((await queuedMails(database.ownerUrl)).some(({ to }) => to === proposal.email)).toBe(true);
    expect((await desk.post(path, { ...both, seen })).statusCode).toBe(409);
    expect((await desk.get(path)).statusCode).toBe(409);
  });
});

describe('topics', () => {
  const tree = () => desk.here.visitor.transaction((trx) => readCategories(trx));

  test('are added, renamed, hidden and put in order', async () => {
    expect((await desk.get('themen')).statusCode).toBe(200);
    expect((await desk.post('themen', { de: 'Nähen und Stricken', parent: 'leisure' })).statusCode).toBe(303);
    const id = 'naehen-und-stricken';
    expect((await desk.post('themen', { de: 'Nähen und Stricken', parent: '' })).statusCode).toBe(422);
    expect((await desk.post(`themen/${id}`, { de: 'Handarbeit', tr: 'El işi <b>' })).statusCode).toBe(303);
    expect((await desk.get(`themen/${id}`)).body).toContain('El işi &lt;b>');
    expect((await desk.post(`themen/${id}/sichtbar`, { active: 'no' })).statusCode).toBe(303);
    expect((await tree()).find(id)).toMatchObject({ active: false, names: { de: 'Handarbeit', tr: 'El işi <b>' } });
    const before = (await tree()).leavesOf('leisure').map((one) => one.id);
    await desk.post(`themen/${id}/ordnen`, { step: 'auf' });
    const after = (await tree()).leavesOf('leisure').map((one) => one.id);
    expect(after.indexOf(id)).toBe(before.indexOf(id) - 1);
    await desk.post(`themen/${after[0]}/ordnen`, { step: 'auf' });
    expect((await tree()).leavesOf('leisure').map((one) => one.id)).toEqual(after);
  });

  test('refuse what is wrong, and whom they do not concern', async () => {
    for (const de of ['', 'x'.repeat(61), '🙂', 'a\nb']) expect((await desk.post('themen', { de })).statusCode, de).toBe(422);
    expect((await desk.post('themen', { de: 'Ganz neu', parent: 'no-such' })).statusCode).toBe(422);
    for (const path of ['', '/sichtbar', '/ordnen'])
      expect((await desk.post(`themen/nope${path}`, { de: 'x' })).statusCode).toBe(404);
    expect((await desk.post('themen/leisure', { tr: 'x'.repeat(61) })).statusCode).toBe(422);
    for (const as of ['officer', 'provider', 'there']) expect((await desk.get('themen', as)).statusCode).toBe(403);
  });
});
