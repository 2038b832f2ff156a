import { beforeAll, describe, expect, test } from 'vitest';
import { csv, parseCsv } from '#platform/documents';
import { useDatabase } from '#testing';
import type { OfferContent } from '../model/content.ts';
import { offerColumns } from '../model/table/columns.ts';
import { writeOfferRow } from '../model/table/offer-row.ts';
import { findEntryBySlug, listVersions } from '../store/entries.ts';
import { findPublicOffer } from '../store/public-offers.ts';
import { searchOffers } from '../store/search.ts';
import { addDistrict, addEntries, type District, offer, towns } from '../testing/district.ts';
import { exportEntries, importTemplate } from './exporting.ts';
import { importOffers, previewImport, readImport } from './importing.ts';

const database = useDatabase();
let here: District;
let there: District;

beforeAll(async () => {
  here = await addDistrict(database);
  there = await addDistrict(database, 'recklinghausen', '05562');
});

type Row = Record<string, string>;
const table = (rows: Row[]) =>
  Buffer.from(
    csv(
      offerColumns.map(({ key, header }) => ({ key, header, kind: 'text' as const })),
      rows,
      { separator: ';', bom: true },
    ),
  );
const row = (changes: Row = {}): Row => ({
  ...writeOfferRow(offer, { slug: '', confirmedOn: null }),
  organisation: 'Neuer Verein',
  ...changes,
});

function read(rows: Row[]) {
  const result = readImport(table(rows));
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

async function text(pieces: AsyncIterable<string | Uint8Array>): Promise<string> {
  let all = '';
  for await (const piece of pieces) all += piece;
  return all;
}

const staff = () => here.staff();
const shown = async (slug: string) => (await findPublicOffer(database.shared, here.tenant.id, slug))?.content;

describe('an import', () => {
  test('adds offers and the organisations they name, public and found at once', async () => {
    const rows = read([
      row({
        name: 'Nähkurs',
        categories: 'Kultur | sport',
        town: 'Verl',
        languages: 'Arabisch | tir // Tu // mit Dolmetschen',
        fee: 'Kostenlos',
        confirmedOn: '2026-11-01',
      }),
      row({ name: 'Kochkurs', organisation: 'neuer verein' }),
      row({
        name: 'Gartenkurs',
        organisation: 'Gartenfreunde',
        organisationKind: 'Verein',
        organisationDescription: 'Sie gärtnern.',
      }),
    ]);
    expect(await importOffers(staff(), rows)).toEqual({
      ok: true,
      value: { rows: 3, added: 3, changed: 0, unchanged: 0, organisations: 2, problems: [] },
    });
    expect(await shown('naehkurs')).toMatchObject({
      categories: ['culture', 'sport'],
      town: towns.verl,
      organisation: 'neuer-verein',
      languages: [
        { code: 'arb', mode: 'spoken' },
        { code: 'tir', hours: 'Tu', mode: 'interpreted' },
      ],
    });
    expect(await findPublicOffer(database.shared, here.tenant.id, 'gartenkurs')).toMatchObject({
      organisation: { slug: 'gartenfreunde', content: { kind: 'association', description: 'Sie gärtnern.' } },
    });
    const entry = await here.visitor.transaction((trx) => findEntryBySlug(trx, 'offer', 'naehkurs'));
    expect(entry).toMatchObject({ publishedVersion: 1, latestVersion: 1, confirmedOn: '2026-11-01', confirmedBy: 'source' });
    const found = await searchOffers(database.shared, {
      tenantId: here.tenant.id,
      text: "'nähkurs'",
      facets: {},
      gates: [],
      age: null,
      openAt: null,
      near: null,
      sort: 'relevance',
      now: new Date(),
      language: 'de',
      limit: 5,
      offset: 0,
    } as never);
    expect(found.offers.map((one) => one.slug)).toContain('naehkurs');
  });

  test('done twice changes nothing the second time', async () => {
    const rows = read([row({ name: 'Zweimal' }), row({ name: 'Zweimal', town: 'Verl' })]);
    expect(await importOffers(staff(), rows)).toMatchObject({ value: { added: 2 } });
    expect(await importOffers(staff(), rows)).toMatchObject({ value: { added: 0, changed: 0, unchanged: 2 } });
  });

  test('by two at the same time adds once', async () => {
    const rows = read([row({ name: 'Gleichzeitig' })]);
    const results = await Promise.all([importOffers(staff(), rows), importOffers(staff(), rows)]);
    expect(results.map((result) => result.ok && result.value.added).sort()).toEqual([0, 1]);
  });

  test('with an address makes a new version of that offer and keeps its translations', async () => {
    const translations = { tr: { name: { text: 'Kahve', by: 'human' as const } } };
    const { offerId, offerSlug } = await addEntries(here, {
      organisation: { name: 'Der Alte' },
      offer: { name: 'Altes Café', translations },
    });
    expect(
      await importOffers(staff(), read([row({ slug: offerSlug, name: 'Neues Café', organisation: 'Der Alte' })])),
    ).toMatchObject({ value: { added: 0, changed: 1 } });
    expect(await shown(offerSlug)).toMatchObject({ name: 'Neues Café', translations });
    const versions = await here.visitor.transaction((trx) => listVersions(trx, offerId));
    expect(versions.map((one) => [one.version, one.state, one.authorKind, one.baseVersion])).toEqual([
      [2, 'published', 'import', 1],
      [1, 'superseded', 'staff', null],
    ]);
  });

  test('of what was exported is unchanged', async () => {
    await addEntries(here, {
      organisation: { name: 'Der Genaue' },
      offer: {
        name: 'Mit allem',
        place: { street: 'Weg 1', lat: 51.9, lon: 8.3, visibility: 'hidden', accessibility: ['lift'] },
        documents: ['Ausweis, Foto'],
        fees: { kind: 'paid', cents: 1250 },
        participation: { registration: 'required', how: 'Bitte\nanrufen' },
      } as Partial<OfferContent>,
    });
    const exported = readImport(Buffer.from(await text(await exportEntries(staff(), { kind: 'offer' }, 'csv'))));
    if (!exported.ok) throw new Error(JSON.stringify(exported));
    expect(exported.value.length).toBeGreaterThan(3);
    expect(exported.value.find((one) => one.values.name === 'Mit allem')?.values).toMatchObject({
      organisation: 'Der Genaue',
      visibility: 'Adresse nicht zeigen',
      amount: '12,50',
    });
    expect(await importOffers(staff(), exported.value)).toMatchObject({
      value: { added: 0, changed: 0, organisations: 0, unchanged: exported.value.length, problems: [] },
    });
  });

  test('with one wrong row imports nothing and names every fault by row and column', async () => {
    const rows = read([
      row({ name: 'Gut', organisation: 'Niemals' }),
      row({ name: '', town: 'Entenhausen' }),
      row({ name: 'Falsch', hours: 'manchmal', ageMin: '20', ageMax: '10', confirmedOn: '2026-02-30' }),
      row({ name: 'Gut', organisation: 'Niemals' }),
      row({ slug: 'gibt-es-nicht' }),
      row({ name: 'x'.repeat(300), categories: '', email: 'a@b' }),
    ]);
    const result = await importOffers(staff(), rows);
    expect(result).toMatchObject({ ok: true, value: { added: expect.any(Number) } });
    expect(result.ok && result.value.problems.map(({ row: number, column, key }) => `${number} ${column} ${key}`).sort()).toEqual(
      [
        '3 Kommune directory:field.unknown_value',
        '3 Name http:field.required',
        '4 Alter bis directory:field.maximum_below_minimum',
        '4 Bestätigt am http:field.date',
        '4 Zeiten directory:field.opening_hours',
        '5 Name directory:field.duplicate_row',
        '6 Kennung directory:field.unknown_slug',
        '7 E-Mail http:field.format',
        '7 Name http:field.too_long',
        '7 Themen http:field.format',
      ].sort(),
    );
    expect(await shown('gut')).toBeUndefined();
    expect(await here.visitor.transaction((trx) => findEntryBySlug(trx, 'organisation', 'niemals'))).toBeUndefined();
  });

  test('preview tells the same and writes nothing', async () => {
    const rows = read([row({ name: 'Nur geschaut', organisation: 'Vorschau' })]);
    expect(await previewImport(staff(), rows)).toMatchObject({ value: { added: 1, organisations: 1, problems: [] } });
    expect(await shown('nur-geschaut')).toBeUndefined();
  });

  test('is for the district’s staff; another district’s offers are out of reach', async () => {
    const rows = read([row({ name: 'Fremd' })]);
    for (const stranger of [here.officer(towns.verl), here.provider('x'), here.visitor, there.visitor]) {
      expect(await importOffers(stranger, rows)).toMatchObject({ code: 'import.not_allowed' });
      expect(await previewImport(stranger, rows)).toMatchObject({ code: 'import.not_allowed' });
    }
    const own = read([row({ slug: 'naehkurs', town: '' })]);
    expect(await importOffers(there.staff(), own)).toMatchObject({
      value: { problems: [{ key: 'directory:field.unknown_slug' }] },
    });
  });

  test('of many portions keeps rows and addresses apart', async () => {
    const rows = read(
      Array.from({ length: 1203 }, (_, number) => row({ name: 'Gleicher Name', organisation: `Träger ${number}` })),
    );
    expect(await importOffers(staff(), rows)).toMatchObject({ value: { added: 1203, organisations: 1203 } });
    expect(await shown('gleicher-name-1203')).toMatchObject({ organisation: 'traeger-1202' });
  });
});

describe('a file', () => {
  const header = offerColumns.map(({ header }) => header).join(';');
  test.each([
    ['not in UTF-8', Buffer.from('Name;Beschreibung\nCaf\xe9', 'latin1'), { code: 'import.encoding', details: { line: 2 } }],
    ['empty', Buffer.from(''), { code: 'import.empty' }],
    ['with headings only', Buffer.from(header), { code: 'import.empty' }],
    [
      'without a needed column',
      Buffer.from('Name;Beschreibung\na;b'),
      { code: 'import.columns', details: { column: 'Kurz gesagt' } },
    ],
    ['with a foreign column', Buffer.from(`${header};Preis\n`), { code: 'import.columns', details: { column: 'Preis' } }],
    ['with open quotes', Buffer.from(`${header}\n"a;b`), { code: 'import.format', details: { line: 2 } }],
    ['with a short row', Buffer.from(`${header}\na;b`), { code: 'import.format', details: { line: 2 } }],
    ['of a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), { code: 'import.encoding' }],
  ])('%s is refused', (_name, bytes, failure) => expect(readImport(bytes)).toMatchObject({ ok: false, ...failure }));

  test('of more than 20,000 rows is refused', () => {
    const many = `Name;Kurz gesagt;Beschreibung;Organisation;Themen\n${'a;b;c;d;e\n'.repeat(20_001)}`;
    expect(readImport(Buffer.from(many))).toMatchObject({ code: 'import.too_many' });
  });

  test('from the template can be filled in and read', async () => {
    const rows = readImport(Buffer.from(importTemplate()));
    expect(rows).toMatchObject({ ok: true });
    expect(rows.ok && (await previewImport(staff(), rows.value))).toMatchObject({ value: { added: 1, problems: [] } });
  });
});

describe('an export', () => {
  test('of organisations, and as a workbook, in one town only for its officer', async () => {
    const organisations = await text(await exportEntries(staff(), { kind: 'organisation' }, 'csv'));
    expect(organisations).toContain('gartenfreunde;Gartenfreunde;;Verein;Sie gärtnern.');
    const chunks: Uint8Array[] = [];
    for await (const piece of await exportEntries(staff(), { kind: 'offer' }, 'xlsx')) chunks.push(Buffer.from(piece));
    expect(Buffer.concat(chunks).subarray(0, 2).toString()).toBe('PK');
    const own = parseCsv(Buffer.from(await text(await exportEntries(here.officer(towns.verl), { kind: 'offer' }, 'csv'))), {
      columns: offerColumns.map(({ key, header }) => ({ key, header: [header], required: false })),
    });
    expect(own.rows.length).toBeGreaterThan(0);
    expect(new Set(own.rows.map((one) => one.values.town))).toEqual(new Set(['Verl']));
  });
});
