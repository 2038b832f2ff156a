import { LRUCache } from 'lru-cache';
import { checkEasy } from '../../model/easy/check.ts';
import { readingLevel } from '../../model/easy/reading-level.ts';
import type { TextQuality } from '../../model/quality/findings.ts';
import { eachBlock } from '../../model/text/blocks.ts';
import { readText } from '../../model/text/reading.ts';
import type { TextKey, TextWords } from '../../store/quality.ts';

export interface Analysed extends TextQuality {
  /** Descriptions of the pictures shown, by picture. */
  readonly alts: ReadonlyMap<string, string>;
}

/** A version that was published never changes, so what was found of it holds. */
const kept = new LRUCache<string, Analysed>({ max: 30_000 });

export const keyOf = (tenantId: string, { pageId, language, version }: TextKey): string =>
  `${tenantId} ${pageId} ${language} ${version}`;

function analyse({ language, title, summary, body }: TextWords): Analysed {
  const { blocks, problems } = readText(body);
  const alts = new Map(
    [...eachBlock(blocks)].flatMap((block) => (block.type === 'image' ? [[block.id, block.alt] as const] : [])),
  );
  return {
    level: language === 'de' ? readingLevel(blocks) : undefined,
    easy: language === 'de-simple' ? checkEasy({ title, summary, blocks }).length : 0,
    images: problems.filter(({ code }) => code === 'text.image_alt').length,
    alts,
  };
}

/** What the words of published texts say of them; those not looked at before are asked for. */
export async function analysed(
  tenantId: string,
  texts: readonly TextKey[],
  read: (keys: readonly TextKey[]) => Promise<readonly TextWords[]>,
): Promise<ReadonlyMap<string, Analysed>> {
  const found = new Map<string, Analysed>();
  const fresh = texts.filter((text) => {
    const known = kept.get(keyOf(tenantId, text));
    if (known) found.set(keyOf(tenantId, text), known);
    return !known;
  });
  for (let from = 0; from < fresh.length; from += 50) {
    for (const words of await read(fresh.slice(from, from + 50))) {
      const quality = analyse(words);
      kept.set(keyOf(tenantId, words), quality);
      found.set(keyOf(tenantId, words), quality);
      // Hundreds of new texts take a second or two; others are answered in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return found;
}
