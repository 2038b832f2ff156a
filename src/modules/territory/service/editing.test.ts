import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/access';
import { interfaceLanguages, translator } from '#platform/i18n';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { type FailureCode, failures, failureText } from '../failures.ts';
import { noSections, type ProfileEdit, type Sections } from '../model/profile.ts';
import { addDistrict, auditLines, contextIn, userIn } from '../testing.ts';
import { loadDistrict } from './loading.ts';
import { profileToEdit, saveProfile, townsToEdit } from './profiles.ts';
import { addQuarter, closeQuarter, renameQuarter, reopenQuarter } from './quarters.ts';
import { listTowns, profileOf, quarters } from './reading.ts';
import { importShapes, previewShapes, toGeoJson } from './shapes.ts';

const database = useDatabase();
let district: Tenant;
let staff: Actor;
let officer: Actor;
const [marl, herten] = ['05562024', '05562020'];

beforeAll(async () => {
  district = await addDistrict(database, 'recklinghausen', '05562');
  await loadDistrict(await contextIn(database, district));
  staff = userIn(district, 'ki_staff');
  officer = userIn(district, 'integration_officer', { kind: 'territory', id: marl });
});

const as = (actor: Actor, now?: string) => contextIn(database, district, { actor, ...(now ? { now: () => new Date(now) } : {}) });
const text = (goals: string[], more: Partial<Sections> = {}): ProfileEdit => ({
  sections: { ...noSections, goals, ...more },
  source: 'Stadt',
});

describe('profiles', () => {
  it('are saved in versions; the second editor of the same one is refused and nothing is overwritten', async () => {
    const start = (await profileOf(await as(staff), herten)).version;
    const [first, second] = await Promise.all([
      saveProfile(await as(staff), herten, text(['Erstes Ziel']), start),
      saveProfile(await as(staff), herten, text(['Zweites Ziel']), start),
    ]);
    const outcomes = [first, second].toSorted((a, b) => Number(b.ok) - Number(a.ok));
    expect(outcomes[0]).toEqual({ ok: true, value: start + 1 });
    expect(outcomes[1]).toEqual({ ok: false, code: 'territory.profile_changed', details: { version: start + 1 } });
    const saved = await profileOf(await as(staff), herten);
    expect(saved.sections.goals).toEqual([first.ok ? 'Erstes Ziel' : 'Zweites Ziel']);
    expect((await saveProfile(await as(staff), herten, text(['Nach dem Vergleich']), start + 1)).ok).toBe(true);
  });

  it('begin once, even when two begin together', async () => {
    const empty = await addDistrict(database, 'leer', '05754');
    await database.inTenant(empty.id, async (trx) => {
      const base = { tenant_id: empty.id, names: '{"de":"x"}', slug: 'x' };
      await trx
        .insertInto('territory_unit')
        .values([
          { ...base, key: '05', level: 'land' },
          { ...base, key: '057', level: 'region', parent_key: '05' },
          { ...base, key: '05754', level: 'kreis', parent_key: '057' },
          { ...base, key: '05754008', level: 'kommune', parent_key: '05754' },
        ])
        .execute();
    });
    const outcomes = await Promise.all(
      [1, 2, 3].map(async (n) => saveProfile(await contextIn(database, empty), '05754008', text([`Ziel ${n}`]), 0)),
    );
    expect(outcomes.filter((outcome) => outcome.ok).length).toBe(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'territory.profile_changed').length).toBe(2);
  });

  it('keep translations, and mark them when the original changes', async () => {
    const version = (await profileOf(await as(staff), marl)).version;
    await saveProfile(await as(staff), marl, text(['Ein Ziel']), version);
    await saveProfile(await as(staff), marl, { ...text(['A goal']), language: 'en' }, version + 1);
    let profile = await profileOf(await as(staff), marl);
    expect(profile.sections.goals).toEqual(['Ein Ziel']);
    expect(profile.translations.en).toEqual({ state: 'human', outdated: false, sections: { ...noSections, goals: ['A goal'] } });
    await saveProfile(await as(staff), marl, { ...text(['Ein Ziel']), source: 'Stadt Marl' }, version + 2);
    expect((await profileOf(await as(staff), marl)).translations.en?.outdated).toBe(false);
    await saveProfile(await as(staff), marl, text(['Ein anderes Ziel']), version + 3);
    expect((await profileOf(await as(staff), marl)).translations.en?.outdated).toBe(true);
    await saveProfile(await as(staff), marl, { ...text([]), language: 'en' }, version + 4);
    profile = await profileOf(await as(staff), marl);
    expect(profile.translations).toEqual({});
  });

  it('refuse too much, too long and unknown towns, and store nothing of it', async () => {
    const { version } = await profileOf(await as(staff), marl);
    const edits = [text(['x'.repeat(301)]), text(Array.from({ length: 41 }, (_, n) => `Ziel ${n}`)), text([''])];
    for (const edit of edits) expect((await saveProfile(await as(staff), marl, edit, version)).ok).toBe(false);
    expect(await saveProfile(await as(staff), '05754008', text([]), 0)).toMatchObject({ code: 'territory.unknown_town' });
    expect(await saveProfile(await as(staff), '05562', text([]), 0)).toMatchObject({ code: 'territory.unknown_town' });
    expect((await profileOf(await as(staff), marl)).version).toBe(version);
  });

  it('are written to the audit log without their text', async () => {
    const lines = await auditLines(database, district);
    const saved = lines.filter((line) => line.action === 'territory.profile_saved');
    expect(saved[0]).toMatchObject({ subject_id: herten, details: { language: 'de' } });
    expect(JSON.stringify(saved)).not.toContain('Ziel');
  });
});

describe('whoever may edit', () => {
  it('an integration officer edits the own town and no other', async () => {
    const { version } = await profileOf(await as(officer), marl);
    expect((await saveProfile(await as(officer), marl, text(['Ziel']), version)).ok).toBe(true);
    expect(await saveProfile(await as(officer), herten, text(['Ziel']), 1)).toMatchObject({ code: 'territory.not_allowed' });
    expect((await townsToEdit(await as(officer))).map(({ town }) => town.key)).toEqual([marl]);
    expect((await profileToEdit(await as(officer), herten)).ok).toBe(false);
    expect(await addQuarter(await as(officer), herten, 'Mitte')).toMatchObject({ code: 'territory.not_allowed' });
    expect((await addQuarter(await as(officer), marl, 'Drewer')).ok).toBe(true);
    expect(await importShapes(await as(officer), '{}', 'x')).toMatchObject({ code: 'territory.not_allowed' });
  });

  it('staff of another district, providers and visitors edit nothing', async () => {
    const other = await addDistrict(database, 'anderswo', '05954');
    const strangers: Actor[] = [userIn(other, 'ki_lead'), userIn(district, 'provider'), { kind: 'visitor' }];
    for (const stranger of strangers) {
      const context = await as(stranger);
      expect(await townsToEdit(context)).toEqual([]);
      expect(await saveProfile(context, marl, text(['Ziel']), 1)).toMatchObject({ code: 'territory.not_allowed' });
      expect(await addQuarter(context, marl, 'Sinsen')).toMatchObject({ code: 'territory.not_allowed' });
      expect(await renameQuarter(context, `${marl}-drewer`, 'Sinsen')).toMatchObject({ code: 'territory.not_allowed' });
      expect(await previewShapes(context, '{}')).toMatchObject({ code: 'territory.not_allowed' });
    }
  });
});

describe('quarters', () => {
  it('are added, renamed without losing key or address, closed and opened again', async () => {
    const key = `${herten}-westerholt`;
    expect(await addQuarter(await as(staff, '2026-11-22T23:30:00Z'), herten, ' Westerholt ')).toEqual({ ok: true, value: key });
    expect(await renameQuarter(await as(staff), key, 'Alt-Westerholt')).toEqual({ ok: true, value: undefined });
    const [quarter] = await quarters(await as(staff, '2026-11-24T12:00:00Z'), herten);
    // Half past eleven at night in UTC is the next day in Germany.
    expect(quarter).toMatchObject({ key, names: { de: 'Alt-Westerholt' }, slug: 'herten-westerholt', validFrom: '2026-11-23' });
    expect(await closeQuarter(await as(staff), key, '2026-11-22')).toMatchObject({ code: 'territory.closing_date' });
    expect(await closeQuarter(await as(staff), key, '2026-12-31')).toMatchObject({ ok: true });
    expect((await quarters(await as(staff, '2026-12-31T12:00:00Z'), herten)).length).toBe(1);
    expect(await quarters(await as(staff, '2027-01-01T12:00:00Z'), herten)).toEqual([]);
    expect((await reopenQuarter(await as(staff), key)).ok).toBe(true);
    expect((await quarters(await as(staff, '2027-01-01T12:00:00Z'), herten)).length).toBe(1);
    const actions = (await auditLines(database, district)).filter((line) => line.subject_id === key).map((line) => line.action);
    expect(actions).toEqual([
      'territory.quarter_added',
      'territory.quarter_renamed',
      'territory.quarter_closed',
      'territory.quarter_reopened',
    ]);
  });

  it('refuse a name twice, no name, and what is no quarter', async () => {
    await addQuarter(await as(staff), herten, 'Bertlich');
    expect(await addQuarter(await as(staff), herten, 'bertlich!')).toMatchObject({ code: 'territory.quarter_taken' });
    expect(await addQuarter(await as(staff), marl, 'Bertlich')).toMatchObject({ ok: true });
    for (const name of ['', ' ', '!!', 'x'.repeat(81)])
      expect(await addQuarter(await as(staff), herten, name)).toMatchObject({ code: 'territory.quarter_name' });
    expect(await renameQuarter(await as(staff), `${herten}-bertlich`, '  ')).toMatchObject({ code: 'territory.quarter_name' });
    for (const key of [herten, '05562', `${herten}-nirgends`]) {
      expect(await renameQuarter(await as(staff), key, 'X')).toMatchObject({ code: 'territory.unknown_quarter' });
      expect(await closeQuarter(await as(staff), key, '2026-12-31')).toMatchObject({ code: 'territory.unknown_quarter' });
    }
  });
});

describe('shapes', () => {
  const square = (lon: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [lon, 51.6],
        [lon + 0.1, 51.6],
        [lon + 0.1, 51.7],
        [lon, 51.7],
        [lon, 51.6],
      ],
    ],
  });
  const file = (...features: [string, unknown][]) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: features.map(([AGS, geometry]) => ({ type: 'Feature', properties: { AGS }, geometry })),
    });

  it('are previewed without being saved, and come back from the confirmation as they were', async () => {
    const before = await listTowns(await as(staff));
    const preview = await previewShapes(await as(staff), file([marl, square(7)], [`${herten}-bertlich`, square(7.1)]));
    expect(preview.ok && preview.value.units.map((unit) => unit.key)).toEqual([`${herten}-bertlich`, marl]);
    expect(await listTowns(await as(staff))).toEqual(before);
    const again = preview.ok ? await previewShapes(await as(staff), toGeoJson(preview.value.shapes)) : preview;
    expect(again.ok && preview.ok && again.value.shapes).toEqual(preview.ok && preview.value.shapes);
  });

  it('are taken over with their credit line', async () => {
    expect((await importShapes(await as(staff), file([marl, square(7)]), ' © Stadt Marl ')).ok).toBe(true);
    const town = (await listTowns(await as(staff))).find((one) => one.key === marl);
    expect(town?.shape?.coordinates[0]?.[0]?.length).toBe(5);
    expect(town?.shapeSource).toBe('© Stadt Marl');
  });

  it('are refused as a whole when one is faulty or unknown, or nobody is credited', async () => {
    const before = await listTowns(await as(staff));
    const refused = await importShapes(
      await as(staff),
      file([marl, square(7.2)], ['05754008', square(8)], [herten, { type: 'Point', coordinates: [7, 51] }]),
      'x',
    );
    expect(refused).toMatchObject({
      ok: false,
      code: 'territory.shapes_refused',
      faults: [
        { feature: 2, code: 'unknown_key', key: '05754008' },
        { feature: 3, code: 'geometry_type' },
      ],
    });
    expect(await importShapes(await as(staff), file([marl, square(7.2)]), ' ')).toMatchObject({
      code: 'territory.shapes_source',
    });
    expect(await listTowns(await as(staff))).toEqual(before);
  });
});

it('every refusal has a text in German and English', () => {
  const codes = Object.keys(failures) as FailureCode[];
  for (const language of interfaceLanguages.filter((one) => one.staff)) {
    for (const code of codes) expect(translator(language)(failureText(code)), code).toMatch(/[.!?]$/);
  }
});
