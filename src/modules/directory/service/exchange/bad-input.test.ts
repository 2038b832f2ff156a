import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { workbook } from '#platform/documents';
import { german } from '#platform/i18n';
import { UnreadableFile } from '../../model/exchange/record.ts';
import type { SourceKind } from '../../model/exchange/source.ts';
import { readFile } from './readers/read.ts';

const now = new Date('2026-11-23T12:00:00+01:00');
const read = (kind: SourceKind, content: string | Uint8Array) => readFile(kind, Buffer.from(content as string), now);
const refusal = async (kind: SourceKind, content: string | Uint8Array): Promise<string> => {
  try {
    return `read ${(await read(kind, content)).records.length}`;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return error.code;
  }
};
const remarks = async (kind: SourceKind, content: string | Uint8Array) =>
  (await read(kind, content)).remarks.map(({ place, field, key }) => `${place} ${field} ${key.split('.').at(-1)}`);
const rejected = async (kind: SourceKind, content: string | Uint8Array) =>
  (await read(kind, content)).rejected.map(({ place, field, key }) => `${place} ${field} ${key.split('.').at(-1)}`);

const calendar = (...events: string[]) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.map((one) => `BEGIN:VEVENT\r\n${one.replaceAll('\n', '\r\n')}\r\nEND:VEVENT\r\n`).join('')}END:VCALENDAR\r\n`;
const points = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const point = (coordinates: unknown, type = 'Point') => ({
  type: 'Feature',
  properties: { name: 'Ort' },
  geometry: { type, coordinates },
});
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('files that are refused as a whole', () => {
  test.each<[string, SourceKind, string | Uint8Array, string]>([
    ['an empty one', 'csv', '', 'exchange.empty'],
    ['a picture', 'csv', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'exchange.no_table'],
    ['open quotes', 'csv', 'Name;Text\n"a;b\n', 'exchange.quotes'],
    ['headings alone', 'csv', 'Name;Text\n', 'exchange.empty'],
    ['100,000 rows', 'csv', `Name;Text\n${'a;b\n'.repeat(100_000)}`, 'exchange.too_many'],
    ['an old workbook', 'xlsx', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'exchange.old_table'],
    ['a ZIP bomb', 'xlsx', zipSync({ '[Content_Types].xml': new Uint8Array(100_000_000) }), 'exchange.unpacked_too_large'],
    ['a ZIP that is no workbook', 'xlsx', zipSync({ 'a.txt': new Uint8Array(10) }), 'exchange.broken_table'],
    ['no JSON', 'geojson', '{"type": ', 'exchange.json'],
    ['JSON that nests without end', 'hsds', nested(100_000), 'exchange.too_deep'],
    ['JSON of Windows', 'geojson', Buffer.from('{"a":"ü"}', 'latin1'), 'exchange.encoding'],
    ['JSON of another kind', 'geojson', '{"contents":[]}', 'exchange.no_geojson'],
    ['a number', 'hsds', '5', 'exchange.no_hsds'],
    ['an empty feed', 'hsds', '{"contents":[]}', 'exchange.empty'],
    [
      'coordinates in metres',
      'geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::25832' } },
        features: [],
      }),
      'exchange.crs',
    ],
    ['too many features', 'geojson', points(...Array.from({ length: 20_001 }, () => null)), 'exchange.too_many'],
    ['a web page', 'icalendar', '<!doctype html><p>Not found', 'exchange.no_calendar'],
    ['half a calendar', 'icalendar', calendar('UID:1\nDTSTART:20261201T100000').slice(0, 60), 'exchange.cut_calendar'],
    ['a calendar without events', 'icalendar', calendar(), 'exchange.empty'],
    ['more bytes than allowed', 'csv', new Uint8Array(30_000_001).fill(97), 'exchange.too_large'],
  ])('%s', async (_, kind, content, code) => {
    expect(await refusal(kind, content)).toBe(code);
  });
});

describe('tables', () => {
  const row = async (content: string | Uint8Array) => (await read('csv', content)).records[0]?.cells;
  test.each<[string, Uint8Array]>([
    ['Windows', Buffer.from('Name;Ort\nCafé;Gütersloh\n', 'latin1')],
    ['UTF-8 with mark', Buffer.from('\ufeffName;Ort\nCafé;Gütersloh\n')],
    ['UTF-16, little end first', Buffer.from('\ufeffName;Ort\nCafé;Gütersloh\n', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeffName;Ort\nCafé;Gütersloh\n', 'utf16le').swap16()],
  ])('in the encoding of %s', async (_, bytes) => {
    expect(await row(bytes)).toEqual({ Name: 'Café', Ort: 'Gütersloh' });
  });

  test('with titles above the headings, headings twice, and empty rows', async () => {
    const { records, columns } = await read('csv', 'Liste der Stadt;;\n;;\nName;Telefon;Telefon\nA;1;2\n;;\nB;3;4\n');
    expect(columns.map((one) => one.key)).toEqual(['Name', 'Telefon', 'Telefon (2)']);
    expect(records.map(({ place, cells }) => [place, cells.Name])).toEqual([
      [4, 'A'],
      [6, 'B'],
    ]);
  });

  test('formulas are text, in files and from our own export', async () => {
    expect(await row(`Name;Ort\n=SUMME(A1);'@sum\n`)).toEqual({ Name: '=SUMME(A1)', Ort: '@sum' });
    const columns = [
      { key: 'a', header: 'Name', kind: 'text' as const },
      { key: 'b', header: 'Ort', kind: 'text' as const },
    ];
    const rows = [{ a: '=1+1', b: '+49 2361' }];
    const book = await workbook([{ name: 'x', columns, rows }], { title: 'x', language: german, createdAt: now, creator: 'x' });
    expect((await read('xlsx', book)).records[0]?.cells).toEqual({ Name: '=1+1', Ort: '+49 2361' });
  });

  test('with more fields than headings the row is rejected and named', async () => {
    expect(await rejected('csv', 'Name;Ort\nA;B\nC;D;E\n')).toEqual(['3 #3 more_cells']);
  });

  test('merged cells are filled, formulas without a result and errors are told', async () => {
    const cells = (text: string) => `<c r="${text.split('=')[0]}" t="inlineStr"><is><t>${text.split('=')[1]}</t></is></c>`;
    const sheet = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
      <row r="1">${['A1=Organisation', 'B1=Name', 'C1=Telefon'].map(cells).join('')}</row>
      <row r="2">${['A2=AWO', 'B2=Kurs'].map(cells).join('')}<c r="C2"><f>1+1</f></c></row>
      <row r="3">${cells('B3=Treff')}<c r="C3" t="e"><v>#REF!</v></c></row></sheetData>
      <mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells></worksheet>`;
    const book = zipSync(
      Object.fromEntries(
        Object.entries({
          '[Content_Types].xml':
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
          '_rels/.rels':
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
          'xl/workbook.xml':
            '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
          'xl/_rels/workbook.xml.rels':
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
          'xl/worksheets/sheet1.xml': sheet,
        }).map(([name, text]) => [name, Buffer.from(text)]),
      ),
    );
    expect((await read('xlsx', book)).records.map(({ cells: found }) => found.Organisation)).toEqual(['AWO', 'AWO']);
    expect(await remarks('xlsx', book)).toEqual(['2 Telefon formula', '3 Telefon error_cell']);
  });
});

describe('calendars', () => {
  const dates = async (...lines: string[]) =>
    (await read('icalendar', calendar(...lines))).records.map(({ cells }) => cells.dates);
  test('keep local time over time zones and the change of clocks, and whole days', async () => {
    expect(
      await dates(
        'UID:1\nSUMMARY:a\nDTSTART:20261201T150000Z\nDTEND:20261201T160000Z\nRRULE:FREQ=WEEKLY;UNTIL=20270601T140000Z',
        'UID:2\nSUMMARY:b\nDTSTART;TZID=America/New_York:20261201T100000\nDURATION:PT90M',
        'UID:3\nSUMMARY:c\nDTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261203',
        'UID:4\nSUMMARY:d\nDTSTART;TZID=W. Europe Standard Time:20261201T100000',
        'UID:5\nSUMMARY:e\nDTSTART:20261101T080000\nDTEND:20270110T080000',
      ),
    ).toEqual([
      '2026-12-01T16:00 // 60 // FREQ=WEEKLY;UNTIL=20270601T160000',
      '2026-12-01T16:00 // 90',
      '2026-12-01T00:00 // 2880',
      '2026-12-01T10:00 // 60',
      '2026-11-01T00:00 // 1440 // FREQ=DAILY;COUNT=70',
    ]);
  });

  test('without end, over and cancelled ones, and excluded and moved dates', async () => {
    const file = calendar(
      'UID:1\nSUMMARY:ewig\nDTSTART:19950103T160000\nRRULE:FREQ=DAILY\nEXDATE:20261224T160000,20200101T160000',
      'UID:1\nRECURRENCE-ID:20261201T160000\nDTSTART:20261202T180000\nDTEND:20261202T190000',
      'UID:2\nSUMMARY:vorbei\nDTSTART:20200103T160000\nRRULE:FREQ=WEEKLY;COUNT=3',
      'UID:3\nSUMMARY:abgesagt\nSTATUS:CANCELLED\nDTSTART:20270103T160000',
    );
    const { records, passed } = await read('icalendar', file);
    expect(records.map(({ id, cells }) => [id, cells.dates, cells.breaks])).toEqual([
      [
        '1',
        '1995-01-03T16:00 // 60 // FREQ=DAILY | 2026-12-02T18:00 // 60',
        '2026-12-01 // 2026-12-01 | 2026-12-24 // 2026-12-24',
      ],
    ]);
    expect([...passed]).toEqual(['2']);
  });

  test('name event and field of what cannot be read', async () => {
    expect(
      await rejected(
        'icalendar',
        calendar(
          'UID:1\nSUMMARY:a\nDTSTART:20261201T100000\nRRULE:FREQ=SECONDLY',
          'UID:2\nSUMMARY:b',
          'UID:3\nSUMMARY:c\nDTSTART:00010101T100000\nRRULE:FREQ=DAILY',
          'UID:4\nSUMMARY:d\nDTSTART:20261201T100000\nDTEND:20361201T100000',
          'UID:5\nSUMMARY:e\nDTSTART:quatsch',
          'UID:6\nSUMMARY:f\nDTSTART:20261201T100000',
          'UID:6\nSUMMARY:g\nDTSTART:20261201T100000',
        ),
      ),
    ).toEqual([
      '7 UID same_id',
      '1 RRULE rule',
      '2 DTSTART no_start',
      '3 DTSTART start_far',
      '4 DTEND event_long',
      '5 VEVENT event',
    ]);
  });
});

describe('maps', () => {
  test('swapped coordinates, areas, and places elsewhere', async () => {
    const square = [
      [
        [8, 51],
        [8, 52],
        [9, 52],
        [9, 51],
        [8, 51],
      ],
    ];
    const file = points(
      point([8.3, 51.9]),
      point([51.9, 8.3]),
      point(square, 'Polygon'),
      point([2, 40]),
      point(null),
      { type: 'Feature', geometry: null, properties: null },
      7,
    );
    const { records } = await read('geojson', file);
    expect(records.map(({ cells }) => [cells.lat, cells.lon])).toEqual([
      ['51.9', '8.3'],
      ['51.9', '8.3'],
      ['51.5', '8.5'],
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(await remarks('geojson', file)).toEqual([
      '2 geometry swapped',
      '3 geometry area',
      '4 geometry outside',
      '5 geometry outside',
    ]);
    expect(await rejected('geojson', file)).toEqual(['7 geometry no_feature']);
  });
});

describe('HSDS', () => {
  const term = (id: string, name: string, parent_id: string) => ({ id, name, parent_id });
  const service = (more: object) => ({ id: 'a', name: 'Kurs', status: 'active', description: 'x', ...more });
  test('parents that turn in a circle end where they began', async () => {
    const attributes = [
      term('1', 'Eins', '2'),
      term('2', 'Zwei', '3'),
      term('3', 'Drei', '1'),
      term('4', 'Vier', '5'),
      term('5', 'Fünf', ''),
    ].map((taxonomy_term) => ({ taxonomy_term }));
    const { records, remarks: told } = await read('hsds', JSON.stringify({ contents: [service({ attributes })] }));
    expect(records[0]?.cells.topics).toBe('Eins | Zwei | Drei | Fünf');
    expect(told.every((one) => one.key.endsWith('cycle')) && told.length).toBeTruthy();
  });

  test('HTML becomes words, times and languages ours, several places several offers', async () => {
    const at = (id: string, street: string) => ({
      id,
      location: {
        latitude: 51.9,
        longitude: 8.3,
        addresses: [{ address_1: street, postal_code: '33415', city: 'Verl', address_type: 'physical' }],
      },
    });
    const one = service({
      description: '<p>Wir <b>&uuml;ben</b>.</p><script>alert(1)</script><ul><li>Deutsch</ul>',
      languages: [{ code: 'ar' }, { name: 'Ukrainisch' }, { code: 'tir' }],
      schedules: [
        { freq: 'WEEKLY', byday: 'MO,TU', opens_at: '09:00', closes_at: '12:00:00+01:00' },
        { freq: 'WEEKLY', interval: 2, byday: 'FR', dtstart: '2026-12-04', opens_at: '16:00', closes_at: '18:00' },
        { byday: 'XX', opens_at: '09:00' },
      ],
      cost_options: [{ amount: 0 }],
      service_at_locations: [at('z', 'Weg 2'), at('b', 'Weg 1')],
    });
    const { records, remarks: told } = await read(
      'hsds',
      JSON.stringify([one, { name: 'ohne' }, service({ id: 'c', status: 'defunct' })]),
    );
    expect(records.map(({ id, cells }) => [id, cells.street])).toEqual([
      ['a', 'Weg 1'],
      ['a:z', 'Weg 2'],
    ]);
    expect(records[0]?.cells).toMatchObject({
      description: 'Wir üben.\n\n• Deutsch',
      languages: 'arb | Ukrainisch | tir',
      hours: 'Mo,Tu 09:00-12:00',
      dates: '2026-12-04T16:00 // 120 // FREQ=WEEKLY;INTERVAL=2;BYDAY=FR',
      fee: 'free',
    });
    expect(told.map((each) => each.key.split('.').at(-1))).toEqual(['times', 'times']);
  });
});
