import { describe, expect, test } from 'vitest';
import { useDatabase } from '#testing';
import type { Source } from '../../model/exchange/source.ts';
import { findEntry, findEntryBySlug, findVersion } from '../../store/entries.ts';
import { addEntries } from '../../testing/district.ts';
import { sportHead, sportMapping, useSports } from '../../testing/sports.ts';
import { undoRun } from './runs.ts';
import { sourceOf } from './sources.ts';

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
