import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offerContent } from '../../testing/arbitraries.ts';
import { same } from '../diff.ts';
import { mapper, missingColumns } from './mapping.ts';
import { firstSentence, plainText } from './plain-text.ts';
import { proposeMapping } from './proposals.ts';
import { emptyMapping } from './source.ts';
import { compare, lastingChoices, type Side, takenValues } from './three-way.ts';
import { pathOf, unitOf, valuesAt, withValues } from './units.ts';

describe('words out of HTML', () => {
  test.each([
    ['ohne Auszeichnung, 3 < 4 & mehr', 'ohne Auszeichnung, 3 < 4 & mehr'],
    ['<p>Eins</p><p>Zwei&nbsp;&uuml;</p>', 'Eins\nZwei ü'],
    ['a<br/>b<script>alert(1)</script>c', 'a\nb c'],
    ['<ul><li>x<li>y</ul>', '• x\n• y'],
    ['offen <script>bleibt', 'offen'],
    ['&lt;b&gt;Text&lt;/b&gt;', '<b>Text</b>'],
    ['&#60;script&#62;', '<script>'],
    ['<a href="x" onclick="y">Link</a>', 'Link'],
  ])('%s', (html, text) => expect(plainText(html)).toBe(text));

  test('the first sentence stops neither at z. B. nor at 1. and is never too long', () => {
    expect(firstSentence('Wir helfen z. B. bei Briefen. Kommen Sie.', 300)).toBe('Wir helfen z. B. bei Briefen.');
    expect(firstSentence('Am 1. Dezember geht es los. Ja.', 300)).toBe('Am 1. Dezember geht es los.');
    fc.assert(
      fc.property(
        fc.string({ maxLength: 2000 }),
        fc.integer({ min: 20, max: 300 }),
        (text, length) => firstSentence(text, length).length <= length,
      ),
    );
  });
});

describe('columns', () => {
  const columns = (...labels: string[]) => labels.map((label) => ({ key: label, label, samples: [] as string[] }));
  test('are recognised by their headings, then by what stands in them, each once', () => {
    const found = [
      ...columns('Titel', 'Veranstalter', 'Rubrik', 'PLZ/Ort (Adresse)', 'Bezeichnung'),
      { key: 'x', label: 'x1', samples: ['a@b.de', 'c@d.org'] },
      { key: 'y', label: 'Kontakt 2', samples: ['02361 123456'] },
    ];
    expect(proposeMapping(found, 'csv').columns).toEqual({
      Titel: 'name',
      Veranstalter: 'organisation',
      Rubrik: 'categories',
      'PLZ/Ort (Adresse)': 'postcode',
      Bezeichnung: '',
      x: 'email',
      y: 'phone',
    });
    expect(missingColumns(proposeMapping(found, 'csv'))).toEqual([]);
    expect(missingColumns(emptyMapping)).toEqual(['name', 'organisation', 'categories']);
  });

  test('become rows of ours: joined, tidied, translated, taken apart, fixed', () => {
    const map = mapper({
      columns: {
        a: 'name',
        b: 'street',
        c: 'street',
        d: 'phone',
        e: 'website',
        f: 'categories',
        g: 'address',
        h: 'coordinates',
        i: 'confirmedOn',
      },
      fixed: { organisation: 'Stadt', categories: 'sport' },
      values: { categories: { tanz: 'culture', quatsch: '' } },
    });
    const cells = {
      a: ' <b>Tanz</b>\nim Park ',
      b: 'Weg',
      c: '3',
      d: 'Tel.: (02361) 53-1234, 5',
      e: 'www.example.org/x',
      f: 'Tanz, Quatsch',
      g: 'Saal, Markt 1, 45657 Recklinghausen',
      h: '51.6, 7.2',
      i: '1.2.2026',
    };
    expect(map({ place: 1, cells }).cells).toMatchObject({
      name: 'Tanz im Park',
      summary: 'Tanz im Park',
      street: 'Weg 3',
      phone: '02361 53-1234',
      website: 'https://www.example.org/x',
      categories: 'culture',
      organisation: 'Stadt',
      placeName: 'Saal',
      postcode: '45657',
      city: 'Recklinghausen',
      lat: '51.6',
      lon: '7.2',
      confirmedOn: '2026-02-01',
    });
    expect(map({ place: 1, cells: { a: 'x' } }).cells.categories).toBe('sport');
    expect(map({ place: 1, cells }).spoken).toEqual(
      expect.arrayContaining(['name', 'place.street', 'place.city', 'place.lat', 'contact.phone', 'organisation']),
    );
    expect(map({ place: 1, cells }).spoken).not.toContain('summary');
  });
});

describe('three sides', () => {
  const paths = [
    'name',
    'description',
    'categories',
    'place.street',
    'place.visibility',
    'contact.phone',
    'schedules',
    'ages.min',
    'gender',
  ];
  const said = offerContent.map((content) => valuesAt(content as never, paths));
  const ours = offerContent.map((content) => content as never as Record<string, unknown>);

  test('what they did not change never touches ours, whatever it was', () => {
    fc.assert(
      fc.property(said, ours, (theirs, content) => compare(theirs, theirs, content).differences.length === 0),
      { numRuns: 100 },
    );
  });

  test('what we did not change becomes theirs, and then there is nothing left to say', () => {
    fc.assert(
      fc.property(said, ours, (theirs, content) => {
        const last = valuesAt(content, paths);
        const { differences } = compare(theirs, last, content);
        if (differences.some((one) => one.conflict || one.suggestion !== 'theirs')) return false;
        const taken = withValues(content, takenValues(differences, {}));
        return compare(theirs, last, taken).differences.length === 0;
      }),
      { numRuns: 100 },
    );
  });

  test('what both changed stays ours until somebody decides, and a decision stays', () => {
    fc.assert(
      fc.property(said, said, ours, fc.constantFrom<Side>('ours', 'theirs'), (theirs, last, content, side) => {
        const { differences } = compare(theirs, last, content);
        const conflicts = differences.filter((one) => one.conflict);
        const untouched = withValues(content, takenValues(conflicts, {}));
        if (!same(valuesAt(untouched, paths), valuesAt(withValues(content, {}), paths))) return false;
        const chosen = Object.fromEntries(conflicts.map((one) => [one.unit, side]));
        const decisions = lastingChoices(differences, chosen);
        if (!conflicts.every((one) => decisions[one.unit] === side)) return false;
        const next = compare(theirs, last, content, { decisions }).differences.filter((one) => one.unit in decisions);
        return side === 'ours' ? next.length === 0 : next.every((one) => one.suggestion === 'theirs' && !one.conflict);
      }),
      { numRuns: 100 },
    );
  });

  test('a new street neither uncovers a hidden address nor keeps the old point', () => {
    const hidden = {
      place: { street: 'Weg 1', postcode: '33415', lat: 51.9, lon: 8.3, visibility: 'hidden', accessibility: ['lift'] },
    };
    const { differences } = compare({ 'place.street': 'Allee 9' }, { 'place.street': 'Weg 1' }, hidden);
    expect(withValues(hidden, takenValues(differences, {}))).toEqual({
      place: { street: 'Allee 9', postcode: '33415', visibility: 'hidden', accessibility: ['lift'] },
    });
    const written = compare({ 'place.street': 'Weg 1 ' }, { 'place.street': 'Weg 1' }, hidden);
    expect(withValues(hidden, takenValues(written.differences, {}))).toMatchObject({ place: { lat: 51.9 } });
  });

  test('paths and fields', () => {
    expect([pathOf('hours'), pathOf('street'), pathOf('fee'), pathOf('slug')]).toEqual([
      'schedules',
      'place.street',
      'fees.kind',
      undefined,
    ]);
    expect([unitOf('place.street'), unitOf('place.visibility'), unitOf('fees.kind')]).toEqual([
      'place',
      'place.visibility',
      'fees',
    ]);
  });
});
