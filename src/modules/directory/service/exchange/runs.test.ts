import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { openTestFiles, useDatabase } from '#testing';
import { findEntryBySlug } from '../../store/entries.ts';
import { addDistrict, addEntries, type District, towns } from '../../testing/district.ts';
import { sportHead, sportMapping, useSports } from '../../testing/sports.ts';
import { changeMany } from '../bulk.ts';
import { decide, decideMany } from './deciding.ts';
import { acceptRun } from './jobs.ts';
import { discardRun, orderAccept, undoRun } from './runs.ts';
import { addSource, sourceOf } from './sources.ts';

const database = useDatabase();
const desk = useSports(database);
const { staff, csvSource, shown, edit } = desk;
let there: District;

beforeAll(async () => {
  there = await addDistrict(database, 'recklinghausen', '05562');
});

describe('a run', () => {
  test('shows what is new, adds it with what the mapping fixes, and is told of the same file', async () => {
    const source = await csvSource();
    const content = `${sportHead}1;Yoga am Morgen;Wir üben zusammen. Alle sind da.;02361 1234;Turnen\n2;Rudern;Auf dem See;;Turnen\n`;
    const read = await desk.bench.read(staff(), source, content);
    expect(read).toMatchObject({ state: 'read', report: { counts: { new: 2, changed: 0, rejected: 0 } } });
    expect(await shown('yoga-am-morgen')).toBeUndefined();
    const done = await desk.bench.accept(staff(), read);
    expect(done).toMatchObject({ state: 'done', report: { outcome: { added: 2, organisations: 1 } } });
    expect(await shown('yoga-am-morgen')).toMatchObject({
      summary: 'Wir üben zusammen.',
      organisation: 'sportbund',
      categories: ['sport'],
      town: towns.verl,
      contact: { phone: '02361 1234' },
    });
    const again = await desk.bench.read(staff(), source, content);
    expect(again.report).toMatchObject({ sameAs: done.id, counts: { new: 0, untouched: 2 } });
  });

  test('never overwrites with what they have not changed, takes what only they changed, asks about the rest', async () => {
    const source = await csvSource();
    await desk.bench.take(staff(), source, `${sportHead}1;Schach;Denken;02361 1;Turnen\n`.replace('02361 1', '02361 1111'));
    await edit('schach', { contact: { phone: '02361 9999' }, summary: 'Von uns' });
    const same = await desk.bench.read(staff(), source, `${sportHead}1;Schach;Denken und spielen;02361 1111;Turnen\n`);
    expect((await desk.bench.records(staff(), same))[0]).toMatchObject({
      kind: 'changed',
      details: { differences: [{ unit: 'description', conflict: false, suggestion: 'theirs' }], kept: ['contact'] },
    });
    await desk.bench.accept(staff(), same);
    expect(await shown('schach')).toMatchObject({
      description: 'Denken und spielen',
      summary: 'Von uns',
      contact: { phone: '02361 9999' },
    });
    const both = await desk.bench.read(staff(), source, `${sportHead}1;Schach;Denken und spielen;02361 2222;Turnen\n`);
    expect(both.report).toMatchObject({ conflicts: 1, counts: { changed: 1 } });
    await desk.bench.accept(staff(), both);
    expect(await shown('schach')).toMatchObject({ contact: { phone: '02361 9999' } });
  });

  test('remembers a decision for later runs', async () => {
    const source = await csvSource();
    await desk.bench.take(staff(), source, `${sportHead}1;Boule;Kugeln;02361 1111;Turnen\n`);
    await edit('boule', { description: 'Unsere Beschreibung', contact: { phone: '02361 9999' } });
    const read = await desk.bench.read(staff(), source, `${sportHead}1;Boule;Ihre Beschreibung;02361 2222;Turnen\n`);
    await decide(staff(), read.id, [
      { position: 0, decision: null, fields: { description: 'ours', contact: 'theirs', name: 'theirs' } },
    ]);
    await desk.bench.accept(staff(), read);
    expect(await shown('boule')).toMatchObject({ description: 'Unsere Beschreibung', contact: { phone: '02361 2222' } });
    await edit('boule', { contact: { phone: '02361 7777' } });
    const next = await desk.bench.read(staff(), source, `${sportHead}1;Boule;Noch eine;02361 3333;Turnen\n`);
    expect((await desk.bench.records(staff(), next))[0]?.details).toMatchObject({
      differences: [{ unit: 'contact', decided: 'theirs' }],
      kept: ['description'],
    });
    await desk.bench.accept(staff(), next);
    expect(await shown('boule')).toMatchObject({ description: 'Unsere Beschreibung', contact: { phone: '02361 3333' } });
  });

  test('asks about what may be an entry of ours, and does with it what is said', async () => {
    const { offerSlug } = await addEntries(desk.here, {
      organisation: { name: 'Alter Verein' },
      offer: { name: 'Nähwerkstatt am Markt', town: towns.verl, categories: ['sport'], contact: { phone: '05246 7788' } },
    });
    const source = await csvSource();
    const content = `${sportHead}1;Näh-Werkstatt am Markt;Nähen;05246 7788;Turnen\n2;Nähwerkstatt am Markt;Nähen;05246 7788;Turnen\n`;
    const read = await desk.bench.read(staff(), source, content);
    const [first, second] = await desk.bench.records(staff(), read);
    expect(first).toMatchObject({ kind: 'doubtful', details: { candidates: [{ slug: offerSlug }] } });
    const candidate = first?.details.candidates?.[0];
    expect(candidate?.reasons.map((one) => one.reason)).toEqual(
      expect.arrayContaining(['name_same', 'phone_same', 'organisation_differs']),
    );
    await decideMany(staff(), read.id, 'doubtful.new');
    expect((await desk.bench.records(staff(), read)).map((one) => one.decision)).toEqual(['new', 'new']);
    await decide(staff(), read.id, [
      { position: 0, decision: candidate?.id ?? '', fields: {} },
      { position: 1, decision: 'nonsense', fields: {} },
    ]);
    expect((await desk.bench.records(staff(), read)).map((one) => one.kind)).toEqual(['changed', second?.kind]);
    const done = await desk.bench.accept(staff(), read);
    expect(done.report.outcome).toMatchObject({ added: 0, untouched: 1, left: 1 });
    const later = await desk.bench.read(staff(), source, content);
    expect((await desk.bench.records(staff(), later)).map((one) => one.kind)).toEqual(['untouched', 'new']);
    expect((await desk.bench.accept(staff(), later)).report.outcome).toMatchObject({ added: 1 });
  });

  test('keeps what is gone unless it is said otherwise, and brings back what returns', async () => {
    const source = await csvSource();
    const [one, two] = ['1;Tauchen;Tief;;Turnen\n', '2;Segeln;Weit;;Turnen\n'];
    await desk.bench.take(staff(), source, sportHead + one + two);
    const read = await desk.bench.read(staff(), source, sportHead + one);
    expect(read.report.counts).toMatchObject({ gone: 1, untouched: 1 });
    await decideMany(staff(), read.id, 'gone.remove');
    const done = await desk.bench.accept(staff(), read);
    expect(done.report.outcome).toMatchObject({ unpublished: 1 });
    expect(await shown('segeln')).toBeUndefined();
    const undone = await undoRun(staff(), done.id);
    expect(undone.ok).toBe(true);
    expect(await shown('segeln')).toMatchObject({ name: 'Segeln' });
    const again = await desk.bench.read(staff(), source, sportHead + one);
    await decideMany(staff(), again.id, 'gone.remove');
    await desk.bench.accept(staff(), again);
    const back = await desk.bench.take(staff(), source, sportHead + one + two);
    expect(back.report.outcome).toMatchObject({ changed: 1 });
    expect(await shown('segeln')).toMatchObject({ name: 'Segeln' });
  });

  test('leaves in peace what people took down', async () => {
    const source = await csvSource();
    await desk.bench.take(staff(), source, `${sportHead}1;Abgeschafft;Text;;Turnen\n`);
    const entry = await desk.here.visitor.transaction((trx) => findEntryBySlug(trx, 'offer', 'abgeschafft'));
    await changeMany(staff(), 'archive', [entry?.id ?? '']);
    const done = await desk.bench.take(staff(), source, `${sportHead}1;Abgeschafft;Ganz neuer Text;;Turnen\n`);
    expect(done.report.outcome).toMatchObject({ untouched: 1, changed: 0 });
    expect(await shown('abgeschafft')).toBeUndefined();
  });

  test('names row and field of what is wrong, and stores the rest', async () => {
    const source = await csvSource();
    const rows = [
      '1;Gut;Text;;Turnen',
      '2;;Text;;Turnen',
      '3;Falsch;Text;;Fliegen',
      '4;Ohne Nummer;Text;keine;Turnen',
      '1;Doppelt;x;;Turnen',
    ];
    const read = await desk.bench.read(staff(), source, `${sportHead}${rows.join('\n')}\n`);
    expect(read.report).toMatchObject({
      counts: { new: 2, rejected: 3 },
      unknown: { categories: { Fliegen: 1 } },
      remarks: [{ place: 5, field: 'Telefon', key: 'directory:field.phone', parameters: { value: 'keine' } }],
    });
    const problems = (await desk.bench.records(staff(), read)).flatMap((one) => one.details.problems ?? []);
    expect(problems.map(({ place, field, key }) => `${place} ${field} ${key}`)).toEqual([
      '3 Name http:field.required',
      '4 Themen directory:field.unknown_value',
      '6 Kennung directory:field.duplicate_row',
    ]);
    await desk.bench.accept(staff(), read);
    expect(await shown('ohne-nummer')).not.toHaveProperty('contact');
  });

  test('of two at once the second meets what the first did', async () => {
    const source = await csvSource();
    const content = `${sportHead}1;Zugleich;Text;;Turnen\n`;
    const [first, second] = [await desk.bench.read(staff(), source, content), await desk.bench.read(staff(), source, content)];
    for (const run of [first, second]) await orderAccept(staff(), run.id);
    await Promise.all([first, second].map((run) => acceptRun(staff(), run.id)));
    expect(await shown('zugleich')).toBeDefined();
    expect(await shown('zugleich-2')).toBeUndefined();
    const other = await desk.bench.add(staff(), {}, sportMapping);
    const third = await desk.bench.read(staff(), other, content);
    expect((await desk.bench.accept(staff(), third)).report.outcome).toMatchObject({ added: 0, untouched: 1 });
  });

  test('done twice does it once, and cannot be thrown away afterwards', async () => {
    const source = await csvSource();
    const done = await desk.bench.take(staff(), source, `${sportHead}1;Einmal;Text;;Turnen\n`);
    await acceptRun(staff(), done.id);
    expect(await shown('einmal-2')).toBeUndefined();
    expect(await orderAccept(staff(), done.id)).toMatchObject({ code: 'exchange.state' });
    expect(await discardRun(staff(), desk.bench.files, done.id)).toMatchObject({ code: 'exchange.state' });
  });
});

describe('who may', () => {
  test('nobody but staff of the district; others do not find it', async () => {
    const source = await csvSource();
    const read = await desk.bench.read(staff(), source, `${sportHead}1;Fremdes;Text;;Turnen\n`);
    for (const stranger of [desk.here.officer(towns.verl), desk.here.provider(uuidv7()), desk.here.visitor]) {
      expect(await sourceOf(stranger, source.id)).toBeUndefined();
      expect(await orderAccept(stranger, read.id)).toMatchObject({ code: 'import.not_allowed' });
      expect(
        await addSource(stranger, { name: 'x', kind: 'csv', url: null, every: 'never', review: true, active: true }),
      ).toMatchObject({ ok: false });
    }
    expect(await sourceOf(there.staff(), source.id)).toBeUndefined();
    expect(await orderAccept(there.staff(), read.id)).toMatchObject({ code: 'entry.not_found' });
    expect(await sourceOf(staff(), 'quatsch')).toBeUndefined();
  });
});

test('a file that is gone is told, not a crash', async () => {
  const other = openTestFiles();
  const source = await csvSource();
  const read = await desk.bench.read(staff(), source, `${sportHead}1;Weg;Text;;Turnen\n`);
  expect(await discardRun(staff(), other.files, read.id)).toMatchObject({ ok: true });
  await other.close();
});
