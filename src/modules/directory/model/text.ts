/** Letters that mean the same to a searcher, brought to one form; both texts and queries pass through here. */
const arabicForms: readonly (readonly [RegExp, string])[] = [
  [/[\u064b-\u065f\u0670\u0640]/g, ''], // vowel signs, tatweel
  [/[أإآٱ]/g, 'ا'],
  [/[يى]/g, 'ی'],
  [/ك/g, 'ک'],
  [/ة/g, 'ه'],
  [/ۀ/g, 'ه'],
  [/ؤ/g, 'و'],
  [/ئ/g, 'ی'],
  [/\u200c/g, ' '], // zero-width non-joiner parts Persian compounds
];

/** German and English as it is mostly written: nothing in it has a second form. */
const plainLetters = /^[\t\n\r -~äöüÄÖÜß§–—„“”‚‘’»«€]*$/;

/**
 * Lower case, one form per letter, accents off all but ä ö ü. Punctuation becomes a blank, so `Kita/Schule` is two words.
 */
export function normalise(text: string): string {
  if (plainLetters.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9äöüß§]+/g, ' ')
      .trim();
  let plain = text.normalize('NFKC').toLowerCase().replaceAll('i̇', 'i').replaceAll('ı', 'i');
  for (const [pattern, letter] of arabicForms) plain = plain.replace(pattern, letter);
  return plain
    .replace(/ä/g, '\u0001')
    .replace(/ö/g, '\u0002')
    .replace(/ü/g, '\u0003')
    .replace(/й/g, '\u0004')
    .replace(/ї/g, '\u0005')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('\u0001', 'ä')
    .replaceAll('\u0002', 'ö')
    .replaceAll('\u0003', 'ü')
    .replaceAll('\u0004', 'й')
    .replaceAll('\u0005', 'ї')
    .replace(/[^\p{L}\p{M}\p{N}§]+/gu, ' ')
    .trim();
}

/** Words of a text in normal form, in order. */
export function words(text: string): string[] {
  const plain = normalise(text);
  return plain ? plain.split(' ') : [];
}

const arabicScript = /^\p{Script=Arabic}+$/u;
const cyrillicScript = /^\p{Script=Cyrillic}+$/u;

/**
 * A word without its commonest endings (and the Arabic article), for comparing glossary terms with what people type.
 * Cruder than a stemmer and the same for every language: it only has to treat both sides alike.
 */
export function stem(word: string): string {
  if (arabicScript.test(word)) {
    const bare = word.replace(/^(?:وال|بال|کال|فال|لل|ال)(?=.{3})/, '');
    return bare.replace(/(?<=.{3})(?:ات|ها|های|ان|ین|ون|ه)$/, '');
  }
  if (cyrillicScript.test(word))
    return word.length > 5
      ? word.replace(/(?<=.{4})[аеиоуыэюяіїєйьъ]{1,2}$/, '').replace(/(?<=.{4})(?:ов|ам|ах|ами|ями|ого|ому|та|те|ът)$/, '')
      : word;
  if (word.length <= 4) return word;
  return word.replace(/(?<=.{4})(?:innen|lar|ler|ern|en|er|es|em|ul|e|n|s|i|a)$/, '');
}
