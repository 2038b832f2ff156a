import { type Block, eachBlock, inlinesOf, wordsOf } from '../text/blocks.ts';

/** The words of a page in one language, as they are checked. */
export interface WrittenText {
  readonly title: string;
  readonly summary: string;
  readonly blocks: readonly Block[];
}

/** Abbreviations with a full stop: no sentence ends there. */
const abbreviated =
  /(?:(?<!\p{L})\p{Ll}(?:\.\s?\p{L})?|(?<!\p{L})(?:bzw|usw|etc|ggf|evtl|inkl|exkl|ca|vgl|Std|Tel|Nr|Str|Abs|Art|Dr|Prof|Mio|Mrd|St|max|min|geb|gem|sog|bspw|Jan|Feb|Aug|Sept|Okt|Nov|Dez))$/u;

/** Words that begin a sentence far more often than they follow a number in one ("24. Ein Paragraf", but "18. Geburtstag"). */
const beginning =
  /^\s+(?:Der|Die|Das|Ein|Eine|Es|Er|Sie|Ihr|Ihre|Wir|Am|Im|An|In|Bei|Mit|Für|Auf|Zu|Von|Vom|Zum|Zur|Dann|Danach|Dort|Hier|Oder|Und|Aber|Auch|Bringen|Fragen|Gehen|Haben|Können|Konnte|Müssen|Wer|Was|Wo|Wie|Wann|Kein|Keine|Manche|Viele|Alle|Jede|Jeder|Diese|Dieser)(?!\p{L})/u;

/** Cuts a run of words into sentences. A colon ends one too: what follows is read as a sentence of its own. */
export function cutSentences(text: string): string[] {
  const out: string[] = [];
  let from = 0;
  for (const { index, 0: mark } of text.matchAll(/[.!?:…]+["“”»«)\]]*(?=\s|$)|\n/g)) {
    if (mark === '.') {
      const before = text.slice(Math.max(from, index - 20), index);
      const after = text.slice(index + 1, index + 30);
      if (abbreviated.test(before) || (/(?:^|[^\w.])\d{1,2}$/.test(before) && after.trim() && !beginning.test(after))) continue;
    }
    out.push(text.slice(from, index + mark.length));
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
