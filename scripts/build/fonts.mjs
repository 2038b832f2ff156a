// Fonts: subset to the letters the interface languages write, one file per script and weight.
// Fira Sans is KERN's typeface; it has Latin and Cyrillic, but no Arabic and no Ethiopic, so Noto steps in for those.
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';

/** `[from, to]` pairs of code points; one number is a single letter. */
const latin = [
  [0x20, 0x7e],
  0xa0,
  0xa7,
  0xab,
  0xb0,
  0xb7,
  0xbb,
  [0xc0, 0xff],
  0x103,
  0x131,
  [0x152, 0x153],
  0x2009,
  [0x2010, 0x2015],
  [0x2018, 0x201e],
  0x2022,
  0x2026,
  0x202f,
  [0x2039, 0x203a],
  0x20ac,
  0x2190,
  0x2192,
  0x2212,
];
const latinExtended = [[0x100, 0x102], [0x104, 0x130], [0x132, 0x151], [0x154, 0x17f], [0x218, 0x21b], 0x1e9e];
const cyrillic = [[0x400, 0x45f], [0x490, 0x491], 0x2116];
// Bold Arabic letters are made of these by the browser: a second file would be a quarter of what a first visit fetches.
// Arabic, then what Farsi and Dari add (پ چ ژ ک گ ی and their digits), then what Sorani adds (ڕ ڤ ڵ ھ ۆ ێ ە).
const arabic = [
  0x60c,
  0x61b,
  0x61f,
  [0x621, 0x63a],
  [0x640, 0x652],
  0x654,
  [0x660, 0x66c],
  0x670,
  0x67e,
  0x686,
  0x695,
  0x698,
  0x6a4,
  0x6a9,
  0x6af,
  0x6b5,
  0x6be,
  0x6c0,
  0x6c6,
  0x6cc,
  0x6ce,
  0x6d5,
  [0x6f0, 0x6f9],
];
const arabicShared = [0x20, [0x21, 0x40], [0x5b, 0x5f], [0x7b, 0x7d], 0xa0, 0xab, 0xbb, [0x200c, 0x200f], 0x2013, 0x2026];
const ethiopic = [
  [0x1200, 0x135a],
  [0x135d, 0x137c],
];

// Kerning would be a fifth of each file, and nobody sees it at the size of running text on a phone.
const latinFeatures = ['locl', 'tnum'];
const arabicFeatures = ['calt', 'ccmp', 'fina', 'init', 'isol', 'kern', 'liga', 'locl', 'mark', 'medi', 'mkmk', 'rlig'];

const fira = (weight) => `@kern-ux/native/dist/fonts/fira-sans/FiraSans-${weight}.woff2`;
const noto = (family, file, weight) => `@expo-google-fonts/${family}/${weight}/${file}_${weight}.ttf`;

/** `ltr`: the face stands in the left-to-right sheets; right-to-left pages leave Latin text to the system font. */
const faces = [
  {
    name: 'fira-400-latin',
    family: 'Fira Sans',
    weight: 400,
    file: fira('Regular'),
    letters: latin,
    features: latinFeatures,
    ltr: true,
  },
  {
    name: 'fira-600-latin',
    family: 'Fira Sans',
    weight: 600,
    file: fira('SemiBold'),
    letters: latin,
    features: latinFeatures,
    ltr: true,
  },
  {
    name: 'fira-400-latin-extended',
    family: 'Fira Sans',
    weight: 400,
    file: fira('Regular'),
    letters: latinExtended,
    features: latinFeatures,
    ltr: true,
  },
  {
    name: 'fira-600-latin-extended',
    family: 'Fira Sans',
    weight: 600,
    file: fira('SemiBold'),
    letters: latinExtended,
    features: latinFeatures,
    ltr: true,
  },
  {
    name: 'fira-400-cyrillic',
    family: 'Fira Sans',
    weight: 400,
    file: fira('Regular'),
    letters: cyrillic,
    features: latinFeatures,
    ltr: true,
  },
  {
    name: 'fira-600-cyrillic',
    family: 'Fira Sans',
    weight: 600,
    file: fira('SemiBold'),
    letters: cyrillic,
    features: latinFeatures,
    ltr: true,
  },
  {
    name: 'noto-400-arabic',
    family: 'Noto Sans Arabic',
    weight: 400,
    file: noto('noto-sans-arabic', 'NotoSansArabic', '400Regular'),
    letters: arabic,
    shared: arabicShared,
    features: arabicFeatures,
  },
  {
    name: 'noto-400-ethiopic',
    family: 'Noto Sans Ethiopic',
    weight: 400,
    file: noto('noto-sans-ethiopic', 'NotoSansEthiopic', '400Regular'),
    letters: ethiopic,
    features: latinFeatures,
  },
];

const hex = (code) => code.toString(16).toUpperCase();
const unicodeRange = (ranges) =>
  ranges.map((range) => (Array.isArray(range) ? `U+${hex(range[0])}-${hex(range[1])}` : `U+${hex(range)}`)).join(',');
const textOf = (ranges) =>
  ranges
    .flatMap((range) =>
      Array.isArray(range) ? Array.from({ length: range[1] - range[0] + 1 }, (_, offset) => range[0] + offset) : [range],
    )
    .map((code) => String.fromCodePoint(code))
    .join('');

async function subset(root, face) {
  const source = await readFile(join(root, 'node_modules', face.file));
  const letters = [...face.letters, ...(face.shared ?? [])];
  const font = await subsetFont(source, textOf(letters), { targetFormat: 'woff2', keepFeatures: face.features, noHinting: true });
  return { ...face, font, range: unicodeRange(letters) };
}

const covers = (ranges, code) =>
  ranges.some((range) => (Array.isArray(range) ? code >= range[0] && code <= range[1] : code === range));

/** Stops the build when a text of the interface has a letter that no subset holds: it would be drawn in another typeface. */
async function checkLetters(root) {
  for await (const file of glob('src/*/*/locales/*.json', { cwd: root })) {
    const letters = new Set((await readFile(join(root, file), 'utf8')).match(/[\p{L}\p{M}]/gu));
    const missing = [...letters].filter((letter) => !faces.some((face) => covers(face.letters, letter.codePointAt(0))));
    if (missing.length > 0)
      throw new Error(`${file}: no font subset holds ${missing.join(' ')}; add it in scripts/build/fonts.mjs.`);
  }
}

/** Writes the font files and returns the `@font-face` rules of the two directions. */
export async function buildFonts(root, output) {
  await checkLetters(root);
  const subsets = await Promise.all(faces.map((face) => subset(root, face)));
  const rules = subsets.map(({ name, family, weight, font, range, ltr }) => {
    const file = output.add(`${name}.woff2`, Buffer.from(font));
    const css = `@font-face{font-family:"${family}";font-weight:${weight};font-display:swap;src:url("${file}") format("woff2");unicode-range:${range}}`;
    return { css, ltr };
  });
  return {
    ltr: rules.map(({ css }) => css).join('\n'),
    rtl: rules
      .filter(({ ltr }) => !ltr)
      .map(({ css }) => css)
      .join('\n'),
  };
}
