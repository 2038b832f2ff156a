import { type Block, eachBlock, inlinesOf, wordsOf } from '../text/blocks.ts';

/** The words of a page in one language, as they are checked. */
export interface WrittenText {
  readonly title: string;
  readonly summary: string;
  readonly blocks: readonly Block[];
}

/** Abbreviations with a full stop: no sentence ends there. */
const abbreviated =
  /(?:\b(?:z|d|u|i|o|m)\.\s?[a-zA-ZÄÖÜäöü]|\b(?:bzw|usw|etc|ggf|evtl|inkl|exkl|ca|vgl|Std|Tel|Nr|Str|Abs|Art|Dr|Prof|Mio|Mrd|St|max|min|geb|gem|sog|bspw|Jan|Feb|Aug|Sept|Okt|Nov|Dez))$/;

/** Cuts a run of words into sentences. A colon ends one too: what follows is read as a sentence of its own. */
export function cutSentences(text: string): string[] {
  const out: string[] = [];
  let from = 0;
  for (const { index, 0: mark } of text.matchAll(/[.!?:…]+["“”»«)\]]*(?=\s|$)|\n/g)) {
    const before = text.slice(from, index);
    // "18. Geburtstag", "z. B.": a full stop that ends no sentence.
    if (mark === '.' && (/(?:^|[^\w.])\d{1,2}$/.test(before) || abbreviated.test(before))) continue;
    out.push(`${before}${mark}`);
    from = index + mark.length;
  }
  out.push(text.slice(from));
  return out.map((sentence) => sentence.replace(/\s+/g, ' ').trim()).filter((sentence) => /\p{L}/u.test(sentence));
}

/** Words of a sentence; with Mediopunkt or hyphen they are one. Addresses of the internet are none. */
export function wordsIn(sentence: string): string[] {
  return (
    sentence
      .replace(/\S+@\S+|(?:https?:\/\/|www\.)\S+|\b[\w-]+\.(?:de|org|com|eu|nrw)\b\S*/g, ' ')
      .match(/[\p{L}\d](?:[\p{L}\p{M}\d·\u00AD'’-]*[\p{L}\p{M}\d])?/gu) ?? []
  );
}

/** Every sentence of the blocks in their order; a heading, a cell, an item ends its own. */
export function sentencesOf(blocks: readonly Block[]): string[] {
  return [...eachBlock(blocks)].flatMap((block) => inlinesOf(block).flatMap((content) => cutSentences(wordsOf(content))));
}
