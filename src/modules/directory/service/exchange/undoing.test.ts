import { describe, expect, test } from 'vitest';
import { useDatabase } from '#testing';
import type { Source } from '../../model/exchange/source.ts';
import { setMergedInto } from '../../store/duplicates/merges.ts';
import { findEntry, findEntryBySlug, findVersion } from '../../store/entries.ts';
import { listSourceRecords } from '../../store/exchange/source-records.ts';
import { addEntries } from '../../testing/district.ts';
import { sportHead, sportMapping, useSports } from '../../testing/sports.ts';
import { readPair } from '../duplicates/desk.ts';
import { mergeEntries } from '../duplicates/merging.ts';
import { decideMany } from './deciding.ts';
import { undoRun } from './runs.ts';
import { sourceOf } from './sources.ts';
import { runOf } from './viewing.ts';

const desk = useSports(useDatabase());
const { staff, csvSource, shown, edit } = desk;

describe('undoing', () => {
  test('restores texts and publication, keeps what people changed since, and lets the next run bring all back', async () => {
    const source = await csvSource();
    const before = await desk.bench.take(staff(), source, `${sportHead}1;Klettern;Alt;;Turnen\n2;Laufen;Alt;;Turnen\n`);
    const done = await desk.bench.take(
      staff(),
      source,
      `${sportHead}1;Klettern;Neu;;Turnen\n2;Laufen;Neu;;Turnen\n3;Ringen;Neu;;Turnen\n4;Fechten;Neu;;Turnen\n`,
    );
    await edit('laufen', { summary: 'Von Hand' });
    await edit('fechten', { summary: 'Von Hand' });
    expect(await undoRun(staff(), before.id)).toMatchObject({ code: 'exchange.later_run' });
    expect(await undoRun(staff(), done.id)).toMatchObject({ ok: true });
    expect(await shown('klettern')).toMatchObject({ description: 'Alt' });
    expect(await shown('laufen')).toMatchObject({ description: 'Neu', summary: 'Von Hand' });
    expect(await shown('ringen')).toBeUndefined();
    expect(await shown('fechten')).toBeDefined();
    const source2 = (await sourceOf(staff(), source.id)) as Source;
    const again = await desk.bench.take(
      staff(),
      source2,
      `${sportHead}1;Klettern;Neu;;Turnen\n2;Laufen;Neu;;Turnen\n3;Ringen;Neu;;Turnen\n4;Fechten;Neu;;Turnen\n`,
    );
    expect(again.report.outcome).toMatchObject({ added: 0, changed: 2 });
    expect(await shown('ringen')).toMatchObject({ description: 'Neu' });
    expect(await shown('ringen-2')).toBeUndefined();
  });

  test('leaves what was merged into another entry since, and tells its name', async () => {
    const mine = await desk.bench.add(
      staff(),
      {},
      { ...sportMapping, fixed: { ...sportMapping.fixed, organisation: 'Turnerbund' } },
    );
    const [one, two, three] = ['1;Jonglieren;Alt;;Turnen\n', '2;Einradfahren;Alt;;Turnen\n', '3;Stelzen;Alt;;Turnen\n'];
    await desk.bench.take(staff(), mine, sportHead + one + two);
    const read = await desk.bench.read(staff(), mine, sportHead + one.replace('Alt', 'Neu') + three);
    await decideMany(staff(), read.id, 'gone.remove');
    const done = await desk.bench.accept(staff(), read);
    const { offerId } = await addEntries(desk.here, { organisation: { name: 'Zirkus' }, offer: { name: 'Zirkus für alle' } });
    const idOf = async (slug: string) =>
      (await desk.here.visitor.transaction((trx) => findEntryBySlug(trx, 'offer', slug)))?.id as string;
    for (const slug of ['jonglieren', 'stelzen']) {
      const pair = await readPair(staff(), offerId, await idOf(slug));
      if (!pair.ok) throw new Error(pair.code);
      const { kept, gone } = pair.value;
      const wish = {
        keptVersion: kept.version.version,
        goneVersion: gone.version.version,
        choices: { summary: 'gone' as const },
      };
      expect(await mergeEntries(staff(), { keptId: offerId, goneId: gone.entry.id, ...wish })).toMatchObject({ ok: true });
    }
    // As if it had been merged after the run had taken it down.
    const hidden = await idOf('einradfahren');
    await desk.here.system.transaction((trx) => setMergedInto(trx, hidden, offerId, new Date()));
    const undone = await undoRun(staff(), done.id);
    expect(undone).toMatchObject({ ok: true });
    const report = (await runOf(staff(), mine, done.id))?.report.undone;
    expect(report).toMatchObject({
      restored: 0,
      removed: 0,
      kept: [],
      merged: ['Einradfahren', 'Jonglieren', 'Stelzen'],
      mergedCount: 3,
    });
    for (const slug of ['jonglieren', 'einradfahren', 'stelzen']) expect(await shown(slug)).toBeUndefined();
    expect(await shown('zirkus-fuer-alle')).toBeDefined();
    // What they send goes to the entry that stands.
    const links = await desk.here.system.transaction((trx) => listSourceRecords(trx, mine.id));
    expect(links.filter((link) => link.entryId === offerId).map((link) => link.externalId)).toEqual(['1', '3']);
  });

  test('of everything takes the organisation along', async () => {
    const source = await desk.bench.add(
      staff(),
      {},
      { ...sportMapping, fixed: { ...sportMapping.fixed, organisation: 'Flugverein' } },
    );
    const done = await desk.bench.take(staff(), source, `${sportHead}1;Fliegen lernen;Text;;Turnen\n`);
    await undoRun(staff(), done.id);
    const entry = await desk.here.visitor.transaction((trx) => findEntryBySlug(trx, 'organisation', 'flugverein'));
    expect(entry?.publishedVersion).toBeNull();
    const again = await desk.bench.take(staff(), source, `${sportHead}1;Fliegen lernen;Text;;Turnen\n`);
    expect(again.report.outcome).toMatchObject({ changed: 1 });
    expect(await shown('fliegen-lernen')).toBeDefined();
  });

  test('makes a new version, so that the history tells of both', async () => {
    const { offerId, offerSlug } = await addEntries(desk.here, {
      organisation: { name: 'Geschichtsverein' },
      offer: { name: 'Stadtgang' },
    });
    const source = await desk.bench.add(staff(), {});
    const content = `Kennung;Name;Kurz gesagt;Beschreibung;Organisation;Themen\n${offerSlug};Stadtgang neu;Kurz;Lang;Geschichtsverein;Sport\n`;
    const done = await desk.bench.take(staff(), source, content);
    expect(done.report.outcome).toMatchObject({ changed: 1 });
    await undoRun(staff(), done.id);
    const entry = await desk.here.visitor.transaction((trx) => findEntry(trx, offerId));
    expect(entry).toMatchObject({ publishedVersion: 3, name: 'Stadtgang' });
    expect(await desk.here.visitor.transaction((trx) => findVersion(trx, offerId, 2))).toMatchObject({ state: 'superseded' });
  });
});
