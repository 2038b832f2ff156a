import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlaceholders, readSelection, selectionsIn } from './report-placeholder.ts';

describe('a placeholder', () => {
  const whole = { indicator: 'bevoelkerung', breakdown: '', territory: 'own', period: undefined, before: false, part: 'wert' };

  it.each([
    ['bevoelkerung', {}],
    ['bevoelkerung.zeit', { part: 'zeit' }],
    ['bevoelkerung zeit', { part: 'zeit' }],
    ['bevoelkerung vorher', { before: true }],
    ['bevoelkerung.vorher.zeit', { before: true, part: 'zeit' }],
    ['bevoelkerung@kreis', { territory: 'district' }],
    ['bevoelkerung@05562032', { territory: '05562032' }],
    ['bevoelkerung@05562032-altstadt', { territory: '05562032-altstadt' }],
    ['bevoelkerung#2024-12-31', { period: '2024-12-31' }],
    ['bevoelkerung#2023-08/P12M', { period: '2023-08/P12M' }],
    [
      'bevoelkerung[nationality_group=foreign;sex=f]@land#2024.veraenderung',
      { breakdown: 'nationality_group=foreign;sex=f', territory: 'land', period: '2024', part: 'veraenderung' },
    ],
  ])('reads %s', (text, parts) => {
    expect(readSelection(text)).toEqual({ ...whole, ...parts });
  });

  it.each([
    '',
    'Bevölkerung',
    'bevoelkerung.',
    'bevoelkerung.nichts',
    'bevoelkerung.zeit.vorher',
    'bevoelkerung[]',
    'bevoelkerung[sex]',
    'bevoelkerung[sex=f;age=1]',
    'bevoelkerung@nirgendwo',
    'bevoelkerung#gestern',
    'bevoelkerung#2024-13-45',
    'bevoelkerung[sex=f',
    'a'.repeat(61),
  ])('does not read %s', (text) => {
    expect(readSelection(text)).toBeUndefined();
  });
});

describe('a text with placeholders', () => {
  it('is cut at what is closed, opened again or never closed', () => {
    const kinds = (text: string) => readPlaceholders(text).map((token) => [token.kind, 'text' in token ? token.text : '']);
    expect(kinds('a {{ ort }} b')).toEqual([
      ['plain', 'a '],
      ['word', ''],
      ['plain', ' b'],
    ]);
    expect(kinds('{{x {{ort}} }}')).toEqual([
      ['fault', ''],
      ['word', ''],
      ['plain', ' }}'],
    ]);
    expect(kinds('kein { Platz } halter }}')).toEqual([['plain', 'kein { Platz } halter }}']]);
    expect(kinds('{{offen')).toEqual([['fault', '']]);
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          '{{',
          '}}',
          '{',
          '}',
          'ort',
          'bevoelkerung',
          '[',
          ']',
          '@',
          '#',
          '.',
          'vorher',
          '2024',
          '<script>',
          '\u202e',
          '#eval("1")',
          '\n',
        ),
        { maxLength: 40 },
      )
      .map((pieces) => pieces.join('')),
  );

  it('never throws and loses nothing of what was written', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const pieces = readPlaceholders(text);
        for (const piece of pieces) if (piece.kind === 'plain') expect(text).toContain(piece.text);
        const kept = pieces
          .map((piece) => (piece.kind === 'plain' ? piece.text : piece.kind === 'word' ? '' : piece.raw))
          .join('');
        if (pieces.every(({ kind }) => kind !== 'word')) expect(kept).toBe(text);
        expect(selectionsIn(text).length).toBeLessThanOrEqual(pieces.length);
      }),
    );
  });

  it('is read however long it is', () => {
    const long = `${'{{'.repeat(10_000)}}}`;
    expect(readPlaceholders(long)).toHaveLength(10_000);
    expect(readPlaceholders(`{{${'a.'.repeat(10_000)}}}`)).toHaveLength(1);
  });
});
