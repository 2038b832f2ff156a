/**
 * How a German place name is written in Arabic and Cyrillic script. Nobody agrees on one spelling (غلادبيك, جلادبيك and
 * گلادبک are all Gladbeck), so a name becomes a pattern of what each of its sounds may be written with.
 */
type Sounds = readonly (readonly [german: RegExp, written: string])[];

/** In the normal form of `model/text.ts`; vowels are optional in longer names because Arabic leaves most of them out. */
const arabic: Sounds = [
  [/^sch/, '[شس]چ?'],
  [/^ck|^k|^c(?!h)|^q/, '[کق]'],
  [/^ch/, '[خشکه]'],
  [/^tz|^z/, '(?:تس|تز|ز|س|ص)'],
  [/^x/, '(?:کس|خ)'],
  [/^th|^dt|^t/, '[تط]'],
  [/^ng/, 'ن[غگجقک]'],
  [/^s/, '[سزصش]'],
  [/^b|^p/, '[بپ]'],
  [/^d/, 'د'],
  [/^[fvw]/, '[فڤو]'],
  [/^g/, '[غگجقک]'],
  [/^h/, 'ه'],
  [/^j/, '[یج]'],
  [/^l/, '[لڵ]'],
  [/^m/, 'م'],
  [/^n/, 'ن'],
  [/^r/, '[رڕ]'],
  [/^(?:au|eu|äu|ei|ai)/, '[اوی]{1,2}'],
  [/^ie/, 'ی?'],
  [/^a/, '[اه]'],
  [/^[eäiy]/, '[یهاەێ]?'],
  [/^[oöuü]/, '[ویۆ]?'],
];

const cyrillic: Sounds = [
  [/^sch/, '[шщ]'],
  [/^s(?=[tp])/, '[шс]'],
  [/^ck|^k|^c(?!h)|^q/, 'к'],
  [/^ch/, '[хш]'],
  [/^tz|^z/, '(?:тц|ц|тс|з)'],
  [/^x/, 'кс'],
  [/^th|^dt|^t/, 'т'],
  [/^ng/, 'н[гґк]'],
  [/^s/, '[сз]'],
  [/^b/, 'б'],
  [/^p/, 'п'],
  [/^d/, 'д'],
  [/^f/, 'ф'],
  [/^[vw]/, '[вф]'],
  [/^g/, '[гґ]'],
  [/^h/, '[хгґ]'],
  [/^j/, 'й'],
  [/^l/, 'ль?'],
  [/^m/, 'м'],
  [/^n/, 'нь?'],
  [/^r/, 'р'],
  [/^(?:au|eu|äu|ei|ai)/, '[аоеиіуяйв]{1,2}'],
  [/^ie/, '[иіїе]{1,2}'],
  [/^a/, '[ая]'],
  [/^[eä]/, '[еэєі]'],
  [/^[iy]/, '[иіїы]'],
  [/^o/, 'о'],
  [/^ö/, '(?:[оеэиюі]|ьо)'],
  [/^[uü]/, '[уюиі]'],
];

const consonants = (name: string) => name.replace(/[^bcdfghjklmnpqrstvwxz]/g, '').length;
const doubled = /([bcdfghjklmnpqrstvwxzaeiou])\1/g;

function written(name: string, sounds: Sounds, whenLong: (part: string) => string): string | undefined {
  let rest = name.replaceAll('ß', 's').replaceAll(doubled, '$1');
  const long = consonants(rest) > 3;
  let pattern = '';
  while (rest) {
    if (rest.startsWith(' ')) {
      pattern += ' ?';
      rest = rest.slice(1);
      continue;
    }
    // "Bahn" is spoken without its h.
    const silent = /^h(?=[^aeiouäöü]|$)/.test(rest) && /[aeiouäöü]$/.test(name.slice(0, name.length - rest.length));
    if (silent) {
      pattern += '[هхгґ]?';
      rest = rest.slice(1);
      continue;
    }
    const sound = sounds.find(([german]) => german.test(rest));
    if (!sound) return undefined;
    const [german, letters] = sound;
    rest = rest.slice((german.exec(rest)?.[0] ?? ' ').length);
    // A doubled consonant is written once or twice.
    pattern += `(?:${long ? whenLong(letters) : letters}){1,2}`;
  }
  return pattern;
}

/** Arabic: "in", "to" and "of" are written on to the word; in a longer name the "a" may be left out too. */
function arabicPattern(name: string): string | undefined {
  const vowelFirst = /^[eiouäöüy]/.test(name) ? 'ا?' : '';
  const pattern = written(name, arabic, (letters) => (letters === '[اه]' ? '[اه]?' : letters));
  return pattern && `[بل]?${vowelFirst}${pattern.replaceAll('?){1,2}', '?){0,2}')}`;
}

/** Cyrillic: with the endings that a name has behind "in", "from" and "near". */
function cyrillicPattern(name: string): string | undefined {
  const pattern = written(name, cyrillic, (letters) => letters);
  return pattern && `${pattern}(?:[ауеіиы]|ом|ем|ою|ам|ах)?`;
}

/** Recognises a German name in the scripts of its readers; letters only, in normal form (`words` of model/text.ts). */
export function foreignSpelling(germanName: string): ((text: string) => boolean) | undefined {
  const patterns = [arabicPattern(germanName), cyrillicPattern(germanName)].filter((pattern) => pattern !== undefined);
  if (!patterns.length || consonants(germanName) < 2) return undefined;
  const known = new RegExp(`^(?:${patterns.join('|')})$`, 'u');
  return (text) => known.test(text);
}
