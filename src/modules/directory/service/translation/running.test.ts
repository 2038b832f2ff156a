import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { fail, type Outcome, ok } from '#platform/outcome';
import { useDatabase } from '#testing';
import type { OfferContent } from '../../model/content.ts';
import { fingerprint } from '../../model/translation/fingerprint.ts';
import { listVersions } from '../../store/entries.ts';
import { findPublicOffer } from '../../store/public-offers.ts';
import { findRun, giveBackWords, listUse, reserveWords } from '../../store/translation/machine.ts';
import { addDistrict, addFresh, type District, offer } from '../../testing/district.ts';
import { saveTranslation } from './editing.ts';
import type { MachineFailure, MachineTranslator } from './machine/types.ts';
import { workThrough } from './running.ts';
import { changeMachine, estimate, monthOf, readMachine, startRun, stopRun } from './runs.ts';

const database = useDatabase();
let here: District;
let staff: Context;

/** Answers with the German text behind the language's tag, or as the test says. */
function standIn(answer?: (tag: string, texts: readonly string[]) => Outcome<readonly string[], MachineFailure>) {
  const sent: string[] = [];
  const translator: MachineTranslator = {
    name: 'Stand-in',
    supports: (tag) => tag !== 'ckb',
    translate: async (tag, texts) => {
      sent.push(...texts);
      return answer?.(tag, texts) ?? ok(texts.map((text) => `${tag} ${text}`));
    },
  };
  return { translator, sent };
}

const month = () => monthOf(new Date());
const used = async () =>
  (await here.visitor.transaction((trx) => listUse(trx, month()))).reduce((sum, { words }) => sum + words, 0);
const shown = async (slug: string) => (await findPublicOffer(database.shared, here.tenant.id, slug))?.content as OfferContent;
const runOf = (id: string) => here.visitor.transaction((trx) => findRun(trx, id));

async function allow(wordsPerMonth: number, languages = ['tr', 'ar']) {
  const desk = await readMachine(staff);
  if (!desk.ok) throw new Error(desk.code);
  const { version } = desk.value.settings;
  expect(await changeMachine(staff, { enabled: true, languages, wordsPerMonth, version })).toMatchObject({ ok: true });
}

const fresh = (changes: Partial<OfferContent> = {}) => addFresh(here, changes);

async function run(translator: MachineTranslator, organisationId: string, languages = ['tr']) {
  const begun = await startRun(staff, translator, { languages, organisationId });
  if (!begun.ok) throw new Error(begun.code);
  await workThrough(here.system, translator, begun.value.id);
  return (await runOf(begun.value.id)) as NonNullable<Awaited<ReturnType<typeof runOf>>>;
}

beforeAll(async () => {
  here = await addDistrict(database);
  staff = here.staff();
});
beforeEach(async () => {
  await here.visitor.transaction((trx) => trx.deleteFrom('directory_translation_use').execute());
});

describe('off by default', () => {
  test('twice: without a service, and until the district says yes', async () => {
    const one = await fresh();
    const scope = { languages: ['tr'], organisationId: one.organisationId };
    expect(await startRun(staff, undefined, scope)).toMatchObject({ code: 'machine.not_configured' });
    expect(await startRun(staff, standIn().translator, scope)).toMatchObject({ code: 'machine.not_enabled' });
    await allow(1000);
    expect(await startRun(staff, standIn().translator, { ...scope, languages: ['fr'] })).toMatchObject({
      code: 'machine.language',
    });
    expect(await startRun(staff, standIn().translator, { ...scope, languages: [] })).toMatchObject({ code: 'machine.language' });
    expect(await startRun(staff, standIn().translator, { ...scope, organisationId: uuidv7() })).toMatchObject({
      code: 'machine.nothing_open',
    });
    for (const nobody of [here.officer('05754008'), here.provider(one.organisationId), here.visitor]) {
      expect(await startRun(nobody, standIn().translator, scope)).toMatchObject({ code: 'machine.not_allowed' });
      expect(await readMachine(nobody)).toMatchObject({ code: 'machine.not_allowed' });
      expect(await stopRun(nobody, uuidv7())).toMatchObject({ code: 'machine.not_allowed' });
    }
  });
  test('of two people who change the settings the second is told', async () => {
    await allow(1000);
    const old = { enabled: true, languages: [], wordsPerMonth: 5, version: 1 };
    expect(await changeMachine(staff, { ...old, version: 0 })).toMatchObject({ code: 'version.changed_since' });
  });
});

describe('a run', () => {
  test('translates what is missing, marks it, and leaves people’s work, names and numbers alone', async () => {
    await allow(10_000);
    const one = await fresh({
      summary: 'Anruf unter 05241 850 oder info@example.org',
      translations: {
        tr: {
          name: { text: 'İnsan', by: 'human', of: '0123456789ab' },
          description: { text: 'eski', by: 'machine', of: '0123456789ab' },
        },
      },
    });
    const { translator, sent } = standIn();
    const finished = await run(translator, one.organisationId);
    expect(finished).toMatchObject({ state: 'done', problem: null, total: 3, done: 3, leftOut: 0 });
    expect(sent.join(' ')).not.toMatch(/05241|example\.org/);
    const { tr } = (await shown(one.offerSlug)).translations ?? {};
    expect(tr).toEqual({
      name: { text: 'İnsan', by: 'human', of: '0123456789ab' },
      summary: {
        text: 'tr Anruf unter 05241 850 oder info@example.org',
        by: 'machine',
        of: fingerprint('Anruf unter 05241 850 oder info@example.org'),
      },
      description: { text: `tr ${offer.description}`, by: 'machine', of: fingerprint(offer.description) },
    });
    expect(await used()).toBe(finished.words);
    expect(await startRun(staff, translator, { languages: ['tr'], organisationId: one.organisationId })).toMatchObject({
      code: 'machine.nothing_open',
    });
  });

  test('is one version an entry, whatever the number of languages', async () => {
    await allow(10_000);
    const one = await fresh();
    await run(standIn().translator, one.organisationId, ['tr', 'ar']);
    expect(await here.visitor.transaction((trx) => listVersions(trx, one.offerId))).toHaveLength(2);
    expect(Object.keys((await shown(one.offerSlug)).translations ?? {}).sort()).toEqual(['ar', 'tr']);
  });

  test('leaves out a text whose placeholder was lost', async () => {
    await allow(10_000);
    const one = await fresh({ summary: 'Anruf unter 05241 850' });
    const lost = standIn((_tag, texts) => ok(texts.map((text) => text.replace('{1}', ''))));
    expect(await run(lost.translator, one.organisationId)).toMatchObject({ state: 'done', done: 3, leftOut: 1 });
    expect((await shown(one.offerSlug)).translations?.tr?.summary).toBeUndefined();
  });

  test.each(['machine.quota', 'machine.busy', 'machine.timeout', 'machine.refused', 'machine.nonsense'] as const)(
    'ends with %s, and only nonsense costs words',
    async (code) => {
      await allow(10_000);
      const one = await fresh();
      const finished = await run(standIn(() => fail(code)).translator, one.organisationId);
      expect(finished).toMatchObject({ state: 'stopped', problem: code, done: 0 });
      expect((await used()) > 0).toBe(code === 'machine.nonsense');
      expect((await shown(one.offerSlug)).translations).toBeUndefined();
    },
  );

  test('what a person translates while the machine works stays', async () => {
    await allow(10_000);
    const one = await fresh();
    const meanwhile = standIn();
    const slow: MachineTranslator = {
      ...meanwhile.translator,
      translate: async (tag, texts) => {
        const written = [{ field: 'summary', text: 'İnsandan', checked: false } as const];
        await saveTranslation(staff, { entryId: one.offerId, tag: 'tr', base: 1, written });
        return meanwhile.translator.translate(tag, texts);
      },
    };
    expect(await run(slow, one.organisationId)).toMatchObject({ state: 'done', leftOut: 1 });
    expect((await shown(one.offerSlug)).translations?.tr).toMatchObject({
      summary: { text: 'İnsandan', by: 'human' },
      name: { by: 'machine' },
    });
  });

  test('can be stopped, runs alone, and goes on after the worker broke off', async () => {
    await allow(10_000);
    const one = await fresh();
    const { translator } = standIn();
    const scope = { languages: ['tr'], organisationId: one.organisationId };
    const begun = await startRun(staff, translator, scope);
    if (!begun.ok) throw new Error(begun.code);
    expect(await startRun(staff, translator, scope)).toMatchObject({ code: 'machine.running' });
    expect(await stopRun(here.staff(), begun.value.id)).toMatchObject({ ok: true });
    await workThrough(here.system, translator, begun.value.id);
    expect(await runOf(begun.value.id)).toMatchObject({ state: 'stopped', done: 0 });
    const again = await startRun(staff, translator, scope);
    if (!again.ok) throw new Error(again.code);
    const broken = { ...translator, translate: () => Promise.reject(new Error('worker gone')) };
    await expect(workThrough(here.system, broken, again.value.id)).rejects.toThrow('worker gone');
    await workThrough(here.system, translator, again.value.id);
    expect(await runOf(again.value.id)).toMatchObject({ state: 'done', done: 4 });
  });
});

describe('the budget', () => {
  test('is never exceeded, and what fits is translated', async () => {
    const one = await fresh({ summary: 'eins zwei drei vier', description: 'fünf sechs sieben acht neun zehn' });
    const { words } = await estimate(staff, { languages: ['tr'], organisationId: one.organisationId });
    await allow(words - 3);
    const finished = await run(standIn().translator, one.organisationId);
    expect(finished).toMatchObject({ state: 'stopped', problem: 'machine.budget' });
    expect(finished.done).toBeGreaterThan(0);
    expect(await used()).toBeLessThanOrEqual(words - 3);
  });

  test('holds against many who take at once', async () => {
    await allow(100);
    const take = () => here.system.transaction((trx) => reserveWords(trx, here.tenant.id, month(), 'tr', 7));
    const taken = await Promise.all(Array.from({ length: 30 }, take));
    expect(taken.filter((one) => one === 'taken')).toHaveLength(14);
    expect(await used()).toBe(98);
    await here.system.transaction((trx) => giveBackWords(trx, month(), 'tr', 1000));
    expect(await used()).toBe(0);
  });

  test('is the month’s, and gone when the machine is switched off', async () => {
    expect(monthOf(new Date(2026, 10, 30, 23, 59))).toBe('2026-11-01');
    await allow(10);
    const desk = await readMachine(staff);
    if (!desk.ok) throw new Error(desk.code);
    await changeMachine(staff, { ...desk.value.settings, enabled: false });
    expect(await here.system.transaction((trx) => reserveWords(trx, here.tenant.id, month(), 'tr', 1))).toBe(
      'machine.not_enabled',
    );
  });
});
