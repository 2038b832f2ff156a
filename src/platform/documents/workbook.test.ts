import { unzipSync } from 'fflate';
import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { columnName, sheetNames } from './sheet-names.ts';
import type { TableColumn } from './table.ts';
import { workbook, workbookPieces } from './workbook.ts';
import type { Sheet } from './worksheet.ts';

const meta = { title: 'Angebote & <Orte>', language: german, createdAt: new Date('2026-11-22T10:00:00Z'), creator: 'Kreis' };
const columns: TableColumn[] = [
  { key: 'name', header: 'Name', kind: 'text' },
  { key: 'places', header: 'Plätze', kind: 'integer' },
  { key: 'cost', header: 'Betrag', kind: 'decimal', width: 9 },
  { key: 'share', header: 'Anteil', kind: 'percent' },
  { key: 'day', header: 'Tag', kind: 'date' },
];

async function open(sheets: Sheet[], options = meta) {
  const files = unzipSync(await workbook(sheets, options));
  return (name: string) => {
    const bytes = files[name];
    if (!bytes) throw new Error(`No ${name} in ${Object.keys(files)}`);
    return new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'text/xml');
  };
}

type XmlDocument = ReturnType<InstanceType<typeof DOMParser>['parseFromString']>;

function cells(sheet: XmlDocument): Record<string, string> {
  return Object.fromEntries(
    [...sheet.querySelectorAll('c')].map((cell) => [
      cell.getAttribute('r'),
      `${cell.getAttribute('t') ?? 'n'}:${cell.textContent}`,
    ]),
  );
}

describe('workbook', () => {
  it('stores numbers, shares and dates as such, and texts as texts', async () => {
    const row = { name: 'Café <Mitte> & "Nord"\r\nzwei', places: -3, cost: 12.5, share: 0.125, day: '2026-11-22' };
    const file = await open([{ name: 'Angebote', columns, rows: [row, { name: null, day: '1890-05-01' }] }]);
    expect(cells(file('xl/worksheets/sheet1.xml'))).toEqual({
      A1: 'inlineStr:Name',
      B1: 'inlineStr:Plätze',
      C1: 'inlineStr:Betrag',
      D1: 'inlineStr:Anteil',
      E1: 'inlineStr:Tag',
      A2: 'inlineStr:Café <Mitte> & "Nord"\nzwei',
      B2: 'n:-3',
      C2: 'n:12.5',
      D2: 'n:0.125',
      E2: 'n:46348',
      E3: 'inlineStr:1890-05-01',
    });
  });

  it.each(['=1+1', '+49 2361', '-x', '@SUM(A1)', '\t=1', '_x0041_', 'a\u0000b\ud800', '👩‍👩‍👧'])(
    'keeps %j a text in a cell formatted as text',
    async (text) => {
      const file = await open([{ name: 'A', columns: [{ key: 'a', header: text, kind: 'text' }], rows: [{ a: text }] }]);
      const cell = file('xl/worksheets/sheet1.xml').querySelector('c[r="A2"]');
      const shown = text.replace('_x0041_', '_x005F_x0041_').replace('\u0000', '').toWellFormed();
      expect([cell?.getAttribute('t'), cell?.textContent, cell?.querySelector('f')]).toEqual(['inlineStr', shown, null]);
      const format = file('xl/styles.xml').querySelectorAll('cellXfs > xf')[Number(cell?.getAttribute('s'))];
      expect(format?.getAttribute('numFmtId')).toBe('49');
    },
  );

  it('fixes, filters and repeats the header row, and turns the sheet for right-to-left languages', async () => {
    const arabic = findInterfaceLanguage('ar') ?? german;
    const file = await open([{ name: "Kinder's", columns, rows: [{}, {}] }], { ...meta, language: arabic });
    const sheet = file('xl/worksheets/sheet1.xml');
    expect(sheet.querySelector('pane')?.getAttribute('state')).toBe('frozen');
    expect(sheet.querySelector('autoFilter')?.getAttribute('ref')).toBe('A1:E3');
    expect(sheet.querySelector('sheetView')?.getAttribute('rightToLeft')).toBe('1');
    expect([...file('xl/workbook.xml').querySelectorAll('definedName')].map((name) => name.textContent)).toEqual([
      "'Kinder''s'!$A$1:$E$3",
      "'Kinder''s'!$1:$1",
    ]);
    expect(file('docProps/core.xml').documentElement?.textContent).toContain('Angebote & <Orte>Kreisar2026-11-22T10:00:00Z');
  });

  it('takes rows that come one by one and hands the file out in pieces', async () => {
    async function* rows() {
      for (let at = 0; at < 20_000; at++) yield { name: `Zeile ${at}`, places: at };
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of workbookPieces(
      [
        { name: 'A', columns, rows: rows() },
        { name: 'B', columns, rows: [] },
      ],
      meta,
    ))
      pieces.push(piece);
    const files = unzipSync(Buffer.concat(pieces));
    expect(pieces.length).toBeGreaterThan(20);
    expect(new TextDecoder().decode(files['xl/worksheets/sheet1.xml']).match(/<row /g)).toHaveLength(20_001);
  });

  it('lets other requests through while it writes 600,000 cells', async () => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const wide = Array.from({ length: 12 }, (_, index): TableColumn => ({ key: `c${index}`, header: `c${index}`, kind: 'text' }));
    const row = Object.fromEntries(wide.map(({ key }) => [key, 'Ein Wert von mittlerer Länge']));
    await workbook([{ name: 'A', columns: wide, rows: Array.from({ length: 50_000 }, () => row) }], meta);
    clearInterval(timer);
    // Measured: about 15 ms; a writer that builds the file in one go holds everybody up for more than 1,000.
    expect(longest).toBeLessThan(400);
  });

  it('passes on an error of the rows, and refuses values of the wrong kind', async () => {
    async function* broken() {
      yield { name: 'a' };
      throw new Error('connection lost');
    }
    await expect(workbook([{ name: 'A', columns, rows: broken() }], meta)).rejects.toThrow('connection lost');
    await expect(workbook([{ name: 'A', columns, rows: [{ places: '3' }] }], meta)).rejects.toThrow(
      'Column places takes integer',
    );
  });
});

describe('names', () => {
  it('gives sheets names that Excel takes', () => {
    const long = 'Angebote der Städte und Gemeinden im Kreis';
    expect(sheetNames(['a/b:c?', "'x'", '', long, long, 'A B C'])).toEqual([
      'a b c',
      'x',
      '–',
      'Angebote der Städte und Gemeind',
      'Angebote der Städte und Gemei 2',
      'A B C 2',
    ]);
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 701, 702, 16_383].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA', 'XFD']);
  });
});
