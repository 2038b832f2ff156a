import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { openTestFiles, useDatabase } from '#testing';
import type { OfferContent } from '../../model/content.ts';
import type { Source } from '../../model/exchange/source.ts';
import { setMergedInto } from '../../store/duplicates/merges.ts';
import { findEntry, findEntryBySlug, findVersion } from '../../store/entries.ts';
import { listSourceRecords } from '../../store/exchange/source-records.ts';
import { findPublicOffer, findPublicOrganisation } from '../../store/public-offers.ts';
import { addDistrict, addEntries, type District, towns } from '../../testing/district.ts';
import { type ExchangeBench, openExchange } from '../../testing/exchange.ts';
import { changeMany } from '../bulk.ts';
import { readPair } from '../duplicates/desk.ts';
import { mergeEntries } from '../duplicates/merging.ts';
import { readForEditing, saveEdit } from '../editing.ts';
import { acceptRun } from './jobs.ts';
import { decide, decideMany, discardRun, orderAccept, runOf, undoRun } from './runs.ts';
import { addSource, sourceOf } from './sources.ts';

const database = useDatabase();
let here: District;
let there: District;
let bench: ExchangeBench;

beforeAll(async () => {
  here = await addDistrict(database);
  there = await addDistrict(database, 'recklinghausen', '05562');
  bench = openExchange();
});
afterAll(() => bench.close());

const staff = () => here.staff();
const shown = async (slug: string) => (await findPublicOffer(database.shared, here.tenant.id, slug))?.content;
const mapping = {
  columns: { Nr: 'externalId', Titel: 'name', Text: 'description', Tel: 'phone', Rubrik: 'categories' },
  fixed: { organisation: 'Sportbund', town: 'Verl' },
  values: { categories: { turnen: 'sport' } },
};
const head = 'Nr;Titel;Text;Tel;Rubrik\n';
const csvSource = () => bench.add(staff(), {}, mapping);

/** An editor changes fields of a public offer. */
async function edit(slug: string, changes: Partial<OfferContent>): Promise<void> {
  const entry = await here.visitor.transaction((trx) => findEntryBySlug(trx, 'offer', slug));
  const read = await readForEditing(staff(), entry?.id ?? '');
  if (!read.ok) throw new Error(read.code);
  const content = { ...(read.value.version.content as OfferContent), ...changes };
  const saved = await saveEdit(staff(), { entryId: read.value.entry.id, base: read.value.version.version, content });
  if (!saved.ok) throw new Error(saved.code);
}

describe('a run', () => {
  test('shows what is new, adds it with what the mapping fixes, and is told of the same file', async () => {
    const source = await csvSource();
    const content = `${head}1;Yoga am Morgen;Wir üben zusammen. Alle sind da.;02361 1234;Turnen\n2;Rudern;Auf dem See;;Turnen\n`;
    const read = await bench.read(staff(), source, content);
    expect(read).toMatchObject({ state: 'read', report: { counts: { new: 2, changed: 0, rejected: 0 } } });
    expect(await shown('yoga-am-morgen')).toBeUndefined();
    const done = await bench.accept(staff(), read);
    expect(done).toMatchObject({ state: 'done', report: { outcome: { added: 2, organisations: 1 } } });
    expect(await shown('yoga-am-morgen')).toMatchObject({
      summary: 'Wir üben zusammen.',
      organisation: 'sportbund',
      categories: ['sport'],
      town: towns.verl,
      contact: { phone: '02361 1234' },
    });
    const again = await bench.read(staff(), source, content);
    expect(again.report).toMatchObject({ sameAs: done.id, counts: { new: 0, untouched: 2 } });
  });

  test('never overwrites with what they have not changed, takes what only they changed, asks about the rest', async () => {
    const source = await csvSource();
    await bench.take(staff(), source, `${head}1;Schach;Denken;02361 1;Turnen\n`.replace('02361 1', '02361 1111'));
    await edit('schach', { contact: { phone: '02361 9999' }, summary: 'Von uns' });
    const same = await bench.read(staff(), source, `${head}1;Schach;Denken und spielen;02361 1111;Turnen\n`);
    expect((await bench.records(staff(), same))[0]).toMatchObject({
      kind: 'changed',
      details: { differences: [{ unit: 'description', conflict: false, suggestion: 'theirs' }], kept: ['contact'] },
    });
    await bench.accept(staff(), same);
    expect(await shown('schach')).toMatchObject({
      description: 'Denken und spielen',
      summary: 'Von uns',
      contact: { phone: '02361 9999' },
    });
    const both = await bench.read(staff(), source, `${head}1;Schach;Denken und spielen;02361 2222;Turnen\n`);
    expect(both.report).toMatchObject({ conflicts: 1, counts: { changed: 1 } });
    await bench.accept(staff(), both);
    expect(await shown('schach')).toMatchObject({ contact: { phone: '02361 9999' } });
  });

  test('remembers a decision for later runs', async () => {
    const source = await csvSource();
    await bench.take(staff(), source, `${head}1;Boule;Kugeln;02361 1111;Turnen\n`);
    await edit('boule', { description: 'Unsere Beschreibung', contact: { phone: '02361 9999' } });
    const read = await bench.read(staff(), source, `${head}1;Boule;Ihre Beschreibung;02361 2222;Turnen\n`);
    await decide(staff(), read.id, [
      { position: 0, decision: null, fields: { description: 'ours', contact: 'theirs', name: 'theirs' } },
    ]);
    await bench.accept(staff(), read);
    expect(await shown('boule')).toMatchObject({ description: 'Unsere Beschreibung', contact: { phone: '02361 2222' } });
    await edit('boule', { contact: { phone: '02361 7777' } });
    const next = await bench.read(staff(), source, `${head}1;Boule;Noch eine;02361 3333;Turnen\n`);
    expect((await bench.records(staff(), next))[0]?.details).toMatchObject({
      differences: [{ unit: 'contact', decided: 'theirs' }],
      kept: ['description'],
    });
    await bench.accept(staff(), next);
    expect(await shown('boule')).toMatchObject({ description: 'Unsere Beschreibung', contact: { phone: '02361 3333' } });
  });

  test('asks about what may be an entry of ours, and does with it what is said', async () => {
    const { offerSlug } = await addEntries(here, {
      organisation: { name: 'Alter Verein' },
      offer: { name: 'Nähwerkstatt am Markt', town: towns.verl, contact: { phone: '05246 7788' } },
    });
    const source = await csvSource();
    const content = `${head}1;Näh-Werkstatt am Markt;Nähen;05246 7788;Turnen\n2;Nähwerkstatt am Markt;Nähen;;Turnen\n`;
    const read = await bench.read(staff(), source, content);
    const [first, second] = await bench.records(staff(), read);
    expect(first).toMatchObject({ kind: 'doubtful', details: { candidates: [{ slug: offerSlug }] } });
    const candidate = first?.details.candidates?.[0];
    expect(candidate?.reasons.map((one) => one.reason)).toContain('phone');
    await decideMany(staff(), read.id, 'doubtful.new');
    expect((await bench.records(staff(), read)).map((one) => one.decision)).toEqual(['new', 'new']);
    await decide(staff(), read.id, [
      { position: 0, decision: candidate?.id ?? '', fields: {} },
      { position: 1, decision: 'nonsense', fields: {} },
    ]);
    expect((await bench.records(staff(), read)).map((one) => one.kind)).toEqual(['changed', second?.kind]);
    const done = await bench.accept(staff(), read);
    expect(done.report.outcome).toMatchObject({ added: 0, untouched: 1, left: 1 });
    const later = await bench.read(staff(), source, content);
    expect((await bench.records(staff(), later)).map((one) => one.kind)).toEqual(['untouched', 'new']);
    expect((await bench.accept(staff(), later)).report.outcome).toMatchObject({ added: 1 });
  });

  test('keeps what is gone unless it is said otherwise, and brings back what returns', async () => {
    const source = await csvSource();
    const [one, two] = ['1;Tauchen;Tief;;Turnen\n', '2;Segeln;Weit;;Turnen\n'];
    await bench.take(staff(), source, head + one + two);
    const read = await bench.read(staff(), source, head + one);
    expect(read.report.counts).toMatchObject({ gone: 1, untouched: 1 });
    await decideMany(staff(), read.id, 'gone.remove');
    const done = await bench.accept(staff(), read);
    expect(done.report.outcome).toMatchObject({ unpublished: 1 });
    expect(await shown('segeln')).toBeUndefined();
    const undone = await undoRun(staff(), done.id);
    expect(undone.ok).toBe(true);
    expect(await shown('segeln')).toMatchObject({ name: 'Segeln' });
    const again = await bench.read(staff(), source, head + one);
    await decideMany(staff(), again.id, 'gone.remove');
    await bench.accept(staff(), again);
    const back = await bench.take(staff(), source, head + one + two);
    expect(back.report.outcome).toMatchObject({ changed: 1 });
    expect(await shown('segeln')).toMatchObject({ name: 'Segeln' });
  });

  test('leaves in peace what people took down', async () => {
    const source = await csvSource();
    await bench.take(staff(), source, `${head}1;Abgeschafft;Text;;Turnen\n`);
    const entry = await here.visitor.transaction((trx) => findEntryBySlug(trx, 'offer', 'abgeschafft'));
    await changeMany(staff(), 'archive', [entry?.id ?? '']);
    const done = await bench.take(staff(), source, `${head}1;Abgeschafft;Ganz neuer Text;;Turnen\n`);
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
    const read = await bench.read(staff(), source, `${head}${rows.join('\n')}\n`);
    expect(read.report).toMatchObject({
      counts: { new: 2, rejected: 3 },
      unknown: { categories: { Fliegen: 1 } },
      remarks: [{ place: 5, field: 'Telefon', key: 'directory:field.phone', parameters: { value: 'keine' } }],
    });
    const problems = (await bench.records(staff(), read)).flatMap((one) => one.details.problems ?? []);
    expect(problems.map(({ place, field, key }) => `${place} ${field} ${key}`)).toEqual([
      '3 Name http:field.required',
      '4 Themen directory:field.unknown_value',
      '6 Kennung directory:field.duplicate_row',
    ]);
    await bench.accept(staff(), read);
    expect(await shown('ohne-nummer')).not.toHaveProperty('contact');
  });

  test('of two at once the second meets what the first did', async () => {
    const source = await csvSource();
    const content = `${head}1;Zugleich;Text;;Turnen\n`;
    const [first, second] = [await bench.read(staff(), source, content), await bench.read(staff(), source, content)];
    for (const run of [first, second]) await orderAccept(staff(), run.id);
    await Promise.all([first, second].map((run) => acceptRun(staff(), run.id)));
    expect(await shown('zugleich')).toBeDefined();
    expect(await shown('zugleich-2')).toBeUndefined();
    const other = await bench.add(staff(), {}, mapping);
    const third = await bench.read(staff(), other, content);
    expect((await bench.accept(staff(), third)).report.outcome).toMatchObject({ added: 0, untouched: 1 });
  });

  test('done twice does it once, and cannot be thrown away afterwards', async () => {
    const source = await csvSource();
    const done = await bench.take(staff(), source, `${head}1;Einmal;Text;;Turnen\n`);
    await acceptRun(staff(), done.id);
    expect(await shown('einmal-2')).toBeUndefined();
    expect(await orderAccept(staff(), done.id)).toMatchObject({ code: 'exchange.state' });
    expect(await discardRun(staff(), bench.files, done.id)).toMatchObject({ code: 'exchange.state' });
  });
});

describe('undoing', () => {
  test('restores texts and publication, keeps what people changed since, and lets the next run bring all back', async () => {
    const source = await csvSource();
    const before = await bench.take(staff(), source, `${head}1;Klettern;Alt;;Turnen\n2;Laufen;Alt;;Turnen\n`);
    const done = await bench.take(
      staff(),
      source,
      `${head}1;Klettern;Neu;;Turnen\n2;Laufen;Neu;;Turnen\n3;Ringen;Neu;;Turnen\n4;Fechten;Neu;;Turnen\n`,
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
    const again = await bench.take(
      staff(),
      source2,
      `${head}1;Klettern;Neu;;Turnen\n2;Laufen;Neu;;Turnen\n3;Ringen;Neu;;Turnen\n4;Fechten;Neu;;Turnen\n`,
    );
    expect(again.report.outcome).toMatchObject({ added: 0, changed: 2 });
    expect(await shown('ringen')).toMatchObject({ description: 'Neu' });
    expect(await shown('ringen-2')).toBeUndefined();
  });

  test('leaves what was merged into another entry since, and tells its name', async () => {
    const mine = await bench.add(staff(), {}, { ...mapping, fixed: { ...mapping.fixed, organisation: 'Turnerbund' } });
    const [one, two, three] = ['1;Jonglieren;Alt;;Turnen\n', '2;Einradfahren;Alt;;Turnen\n', '3;Stelzen;Alt;;Turnen\n'];
    await bench.take(staff(), mine, head + one + two);
    const read = await bench.read(staff(), mine, head + one.replace('Alt', 'Neu') + three);
    await decideMany(staff(), read.id, 'gone.remove');
    const done = await bench.accept(staff(), read);
    const { offerId } = await addEntries(here, { organisation: { name: 'Zirkus' }, offer: { name: 'Zirkus für alle' } });
    const idOf = async (slug: string) =>
      (await here.visitor.transaction((trx) => findEntryBySlug(trx, 'offer', slug)))?.id as string;
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
    await here.system.transaction((trx) => setMergedInto(trx, hidden, offerId, new Date()));
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
    const links = await here.system.transaction((trx) => listSourceRecords(trx, mine.id));
    expect(links.filter((link) => link.entryId === offerId).map((link) => link.externalId)).toEqual(['1', '3']);
  });

  test('of everything takes the organisation along', async () => {
    const source = await bench.add(staff(), {}, { ...mapping, fixed: { ...mapping.fixed, organisation: 'Flugverein' } });
    const done = await bench.take(staff(), source, `${head}1;Fliegen lernen;Text;;Turnen\n`);
    await undoRun(staff(), done.id);
    const entry = await here.visitor.transaction((trx) => findEntryBySlug(trx, 'organisation', 'flugverein'));
    expect(entry?.publishedVersion).toBeNull();
    const again = await bench.take(staff(), source, `${head}1;Fliegen lernen;Text;;Turnen\n`);
    expect(again.report.outcome).toMatchObject({ changed: 1 });
    expect(await shown('fliegen-lernen')).toBeDefined();
  });

  test('makes a new version, so that the history tells of both', async () => {
    const { offerId, offerSlug } = await addEntries(here, {
      organisation: { name: 'Geschichtsverein' },
      offer: { name: 'Stadtgang' },
    });
    const source = await bench.add(staff(), {});
    const content = `Kennung;Name;Kurz gesagt;Beschreibung;Organisation;Themen\n${offerSlug};Stadtgang neu;Kurz;Lang;Geschichtsverein;Sport\n`;
    const done = await bench.take(staff(), source, content);
    expect(done.report.outcome).toMatchObject({ changed: 1 });
    await undoRun(staff(), done.id);
    const entry = await here.visitor.transaction((trx) => findEntry(trx, offerId));
    expect(entry).toMatchObject({ publishedVersion: 3, name: 'Stadtgang' });
    expect(await here.visitor.transaction((trx) => findVersion(trx, offerId, 2))).toMatchObject({ state: 'superseded' });
  });
});

describe('organisations that a source names', () => {
  const organisation = async (slug: string) => {
    const entry = await here.visitor.transaction((trx) => findEntryBySlug(trx, 'organisation', slug));
    return entry && { ...entry, ...(await findPublicOrganisation(database.shared, here.tenant.id, entry.id)) };
  };
  const fixed = { categories: 'sport', town: towns.verl };
  const columns = Object.fromEntries(
    ['name', 'description', 'organisation', 'organisationDescription', 'organisationEmail', 'organisationWebsite']
      .concat('organisationPhone', 'organisationAddress')
      .map((key) => [key, key]),
  );
  const service = (id: string, name: string, more: object) => ({ id, name, description: 'Text.', status: 'active', ...more });

  test('come with all that an HSDS file says of them, and are told before anything is taken', async () => {
    const source = await bench.add(staff(), { kind: 'hsds' }, { columns, fixed });
    const ropes = {
      id: 'o1',
      name: 'Seilgarten e. V.',
      description: 'Ein Verein zum Klettern.',
      email: 'post@seilgarten.example',
      website: 'https://seilgarten.example',
      phones: [{ number: '05246 12345' }],
      locations: [{ addresses: [{ address_type: 'physical', address_1: 'Am Wald 3', postal_code: '33415', city: 'Verl' }] }],
    };
    const file = {
      organizations: [ropes, { id: 'o2', name: 'Ohne Angebot' }],
      services: [
        service('s1', 'Klettern im Wald', { organization_id: 'o1' }),
        service('s2', 'Klettern am Fels', { organization: { id: 'o1', name: 'Seilgarten e. V.' } }),
      ],
    };
    const read = await bench.read(staff(), source, JSON.stringify(file));
    expect(read.report).toMatchObject({ counts: { new: 2 }, organisations: { names: ['Seilgarten e. V.'], count: 1 } });
    expect(await organisation('seilgarten-e-v')).toBeUndefined();
    const done = await bench.accept(staff(), read);
    expect(done.report.outcome).toMatchObject({ added: 2, organisations: 1 });
    expect(await organisation('seilgarten-e-v')).toMatchObject({
      content: {
        description: 'Ein Verein zum Klettern.',
        email: 'post@seilgarten.example',
        website: 'https://seilgarten.example',
        phone: '05246 12345',
        place: { street: 'Am Wald 3', postcode: '33415', city: 'Verl', visibility: 'public' },
      },
    });
    // A list of organizations with their services is the same in another order.
    const nested = { contents: [{ ...ropes, services: [service('s1', 'Klettern im Wald', {})] }] };
    const again = await bench.read(staff(), source, JSON.stringify(nested));
    expect(again.report).toMatchObject({ counts: { untouched: 1, gone: 1 }, organisations: { count: 0 } });
  });

  test('keep their address to themselves where their offer hides its own', async () => {
    const hidden = { ...fixed, visibility: 'hidden' };
    const source = await bench.add(staff(), { kind: 'hsds' }, { columns, fixed: hidden });
    const address = { address_type: 'physical', address_1: 'Stiller Weg 1', postal_code: '33415', city: 'Verl' };
    const shelter = { id: 'h', name: 'Zuflucht', locations: [{ addresses: [address] }] };
    await bench.take(staff(), source, JSON.stringify({ services: [service('z', 'Schutzplatz', { organization: shelter })] }));
    expect(await shown('schutzplatz')).toBeDefined();
    expect(JSON.stringify(await organisation('zuflucht'))).not.toContain('Stiller Weg');
  });

  test('are known by name however it is punctuated, and after they were merged', async () => {
    const kept = await addEntries(here, { organisation: { name: 'Haus Nord' }, offer: { name: 'Etwas im Norden' } });
    const gone = await addEntries(here, { organisation: { name: 'Haus Nord e. V.' }, offer: { name: 'Mehr im Norden' } });
    const source = await bench.add(staff(), {}, { ...mapping, fixed: { ...mapping.fixed, organisation: 'HAUS NORD e.V.' } });
    const first = await bench.take(staff(), source, `${head}1;Drachenbau;Text;;Turnen\n`);
    expect(first.report.outcome).toMatchObject({ added: 1, organisations: 0 });
    expect(await shown('drachenbau')).toMatchObject({ organisation: 'haus-nord-e-v' });
    const pair = await readPair(staff(), kept.organisationId, gone.organisationId);
    if (!pair.ok) throw new Error(pair.code);
    const { kept: one, gone: other } = pair.value;
    const wish = { keptVersion: one.version.version, goneVersion: other.version.version, choices: {} };
    const ids = { keptId: kept.organisationId, goneId: gone.organisationId };
    expect(await mergeEntries(staff(), { ...ids, ...wish })).toMatchObject({ ok: true });
    const next = await bench.take(staff(), source, `${head}1;Drachenbau;Text;;Turnen\n2;Windräder;Text;;Turnen\n`);
    expect(next.report.outcome).toMatchObject({ added: 1, changed: 0, organisations: 0 });
    for (const slug of ['drachenbau', 'windraeder']) expect(await shown(slug)).toMatchObject({ organisation: 'haus-nord' });
  });
});

describe('who may', () => {
  test('nobody but staff of the district; others do not find it', async () => {
    const source = await csvSource();
    const read = await bench.read(staff(), source, `${head}1;Fremdes;Text;;Turnen\n`);
    for (const stranger of [here.officer(towns.verl), here.provider(uuidv7()), here.visitor]) {
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
  const read = await bench.read(staff(), source, `${head}1;Weg;Text;;Turnen\n`);
  expect(await discardRun(staff(), other.files, read.id)).toMatchObject({ ok: true });
  await other.close();
});
