import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGazetteer, type NamedArea } from './gazetteer.ts';

const area = (key: string, de: string, level: NamedArea['level'] = 'kommune', more: Partial<NamedArea> = {}): NamedArea => ({
  key,
  level,
  names: { de },
  postcodes: [],
  ...more,
});

const gazetteer = createGazetteer([
  area('kreis', 'Kreis Recklinghausen', 'kreis', { names: { de: 'Kreis Recklinghausen', en: 'Recklinghausen district' } }),
  area('gladbeck', 'Gladbeck', 'kommune', { postcodes: ['45964', '45966'] }),
  area('recklinghausen', 'Recklinghausen', 'kommune', { postcodes: ['45657'] }),
  area('marl', 'Marl'),
  area('herten', 'Herten', 'kommune', { postcodes: ['45699'] }),
  area('castrop', 'Castrop-Rauxel'),
  area('haltern', 'Haltern am See'),
  area('oer', 'Oer-Erkenschwick'),
  area('dorsten', 'Dorsten', 'kommune', { postcodes: ['45699'] }),
  area('halle', 'Halle (Westf.)'),
  area('shs', 'Schloß Holte-Stukenbrock'),
  area('verl', 'Verl'),
  area('rheda', 'Rheda-Wiedenbrück'),
  area('witten', 'Witten'),
  area('sprock', 'Sprockhövel'),
  area('datteln', 'Datteln'),
  area('waltrop', 'Waltrop'),
  area('guetersloh', 'Gütersloh'),
  area('schwelm', 'Schwelm'),
  area('hattingen', 'Hattingen'),
  area('ennepetal', 'Ennepetal'),
  area('rosenhuegel', 'Rosenhügel', 'quartier'),
  area('cologne', 'Köln', 'kommune', { names: { de: 'Köln', fr: 'Cologne', pl: 'Kolonia', ar: 'كولونيا' } }),
]);
const small = (word: string) => ['in', 'bei', 'aus', 'فی', 'в', 'у', 'a', 'w'].includes(word);
const find = (query: string) => gazetteer.find(query, small);

describe('places in a query', () => {
  it.each([
    ['Deutschkurs in Gladbeck', 'gladbeck', 'Deutschkurs'],
    ['gladbeck deutschkurs', 'gladbeck', 'deutschkurs'],
    ["Gladbeck'te almanca", 'gladbeck', 'almanca'],
    ["inscription a l'école Waltrop", 'waltrop', "inscription a l'école"],
    ['Schule Castrop Rauxel', 'castrop', 'Schule'],
    ['Arzt castrop', 'castrop', 'Arzt'],
    ['Kita Haltern', 'haltern', 'Kita'],
    ['Kita Haltern am See', 'haltern', 'Kita'],
    ['Halle Sprachcafé', 'halle', 'Sprachcafé'],
    ['Schloss Holte Stukenbrock', 'shs', ''],
    ['Kurs Stukenbrock', 'shs', 'Kurs'],
    ['Rheda Wiedenbrueck Kita', 'rheda', 'Kita'],
    ['Gutersloh', 'guetersloh', ''],
    ['Treff Rosenhügel', 'rosenhuegel', 'Treff'],
    ['cours à Cologne', 'cologne', 'cours'],
    ['دورة في غلادبيك', 'gladbeck', 'دورة'],
    ['دورة جلادبيك', 'gladbeck', 'دورة'],
    ['کلاس گلادبک', 'gladbeck', 'کلاس'],
    ['مدرسة ريكلينغهاوزن', 'recklinghausen', 'مدرسة'],
    ['مدرسة بريكلينجهاوزن', 'recklinghausen', 'مدرسة'],
    ['مدرسه مارل', 'marl', 'مدرسه'],
    ['هرتن', 'herten', ''],
    ['فيتن', 'witten', ''],
    ['داتلن', 'datteln', ''],
    ['شفيلم', 'schwelm', ''],
    ['غوترسلوه', 'guetersloh', ''],
    ['كورس كولونيا', 'cologne', 'كورس'],
    ['курси в Гладбеку', 'gladbeck', 'курси'],
    ['школа Реклинґгаузен', 'recklinghausen', 'школа'],
    ['школа в Реклингхаузене', 'recklinghausen', 'школа'],
    ['школа Кастроп-Рауксель', 'castrop', 'школа'],
    ['Гертен', 'herten', ''],
    ['Хертен', 'herten', ''],
    ['Дорстен школа', 'dorsten', 'школа'],
    ['Марль', 'marl', ''],
    ['Шпрокхёфель', 'sprock', ''],
    ['Гютерсло', 'guetersloh', ''],
    ['Хаттинген', 'hattingen', ''],
    ['Эннепеталь', 'ennepetal', ''],
    ['Вальтроп', 'waltrop', ''],
    ['помощь Халле', 'halle', 'помощь'],
    ['Ферль', 'verl', ''],
    ['Оер-Еркеншвік', 'oer', ''],
  ])('%s → %s', (query, key, rest) => expect(find(query)).toMatchObject({ keys: [key], rest }));

  it.each([
    ['Beratung 45964', ['gladbeck'], '45964'],
    ['D-45964', ['gladbeck'], '45964'],
    ['٤٥٩٦٤', ['gladbeck'], '45964'],
    ['45699', ['herten', 'dorsten'], '45699'],
    ['80331 Beratung', [], '80331'],
  ])('postcode in %s', (query, keys, typed) => expect(find(query)).toMatchObject({ kind: 'postcode', keys, typed }));

  it('takes the district for the district, and its name alone for the town', () => {
    expect(find('Kita Kreis Recklinghausen')).toMatchObject({ kind: 'district', rest: 'Kita' });
    expect(find('Kita Recklinghausen')).toMatchObject({ kind: 'town', rest: 'Kita' });
  });

  it.each([
    'Deutschkurs',
    'weiter',
    'härten',
    'حالة',
    'خالة',
    'فعل',
    'тетя',
    'гараж',
    'ветка',
    'مرحبا',
    '1234',
    '123456',
    'Gladbecker',
    'مدرسة',
    'школа',
  ])('finds none in %s', (query) => expect(find(query)).toBeUndefined());

  it('comes to an end on anything, and what is left was there before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (query) => {
        const found = find(`${query} Gladbeck`);
        expect(found).toBeDefined();
        for (const word of found?.rest.split(' ') ?? []) expect(query).toContain(word);
      }),
    );
  });

  it.each([
    ['gladbek', 'gladbeck'],
    ['reklinghausen', 'recklinghausen'],
    ['deutschkurs', undefined],
    ['mark', undefined],
  ])('takes %s for %s', (word, name) => expect(gazetteer.closestName(word)).toBe(name));

  it('offers names that begin so', () => expect(gazetteer.beginning('gla')).toEqual(['gladbeck']));
});
