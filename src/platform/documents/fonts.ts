import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { coveredCodePoints } from './font-coverage.ts';

/** One family in the weights that documents use, and the characters it can draw. */
export interface DocumentFont {
  readonly family: string;
  readonly files: readonly Buffer[];
  readonly covers: ReadonlySet<number>;
}

// TTF, all under the SIL Open Font License: the packages of the web fonts hold WOFF2, which Typst does not read.
const families = [
  ['Noto Sans', 'noto-sans', 'NotoSans'],
  ['Vazirmatn', 'vazirmatn', 'Vazirmatn'],
  ['Noto Sans Ethiopic', 'noto-sans-ethiopic', 'NotoSansEthiopic'],
  ['Noto Emoji', 'noto-emoji', 'NotoEmoji'],
] as const;

const resolver = createRequire(import.meta.url);
let fonts: readonly DocumentFont[] | undefined;

/** The fonts of all documents, in the order in which a left-to-right text falls back; read from disk once. */
export function documentFonts(): readonly DocumentFont[] {
  fonts ??= families.map(([family, folder, file]) => {
    const files = ['400Regular', '700Bold'].map((weight) =>
      readFileSync(resolver.resolve(`@expo-google-fonts/${folder}/${weight}/${file}_${weight}.ttf`)),
    );
    const [regular, bold] = files.map(coveredCodePoints);
    return { family, files, covers: new Set([...(regular ?? [])].filter((code) => bold?.has(code))) };
  });
  return fonts;
}

/** Fallback chain by writing direction: in a right-to-left text the Arabic font also sets spaces and punctuation. */
export function fontChain(dir: 'ltr' | 'rtl'): string[] {
  const names: string[] = families.map(([family]) => family);
  const first = dir === 'rtl' ? 'Vazirmatn' : 'Noto Sans';
  return [first, ...names.filter((name) => name !== first)];
}
