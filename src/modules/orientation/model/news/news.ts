import type { Block } from '../text/blocks.ts';
import { linksIn, plainText } from '../text/blocks.ts';
import type { TextProblem } from '../text/reading.ts';
import { readWritten } from '../writing/problems.ts';

/** What a message is about; people choose by it which of them reach their device. */
export const newsChannels = ['news', 'offers', 'warning'] as const;
export type NewsChannel = (typeof newsChannels)[number];

export const newsStates = ['draft', 'scheduled', 'published', 'withdrawn'] as const;
export type NewsState = (typeof newsStates)[number];

/** The words of a message in one language. */
export interface NewsText {
  readonly title: string;
  /** Paragraphs, lists and links in Markdown. */
  readonly text: string;
  readonly by: 'human' | 'machine';
  /** Mark of the German words that it says in its language; absent: German itself. */
  readonly of?: string;
}

/** By interface language tag; German is always there. */
export type NewsTexts = Readonly<Record<string, NewsText>> & { readonly de: NewsText };

/** A message, as staff keep it. */
export interface News {
  readonly id: string;
  readonly number: number;
  readonly channel: NewsChannel;
  /** AGS; empty: the whole district. */
  readonly towns: readonly string[];
  readonly texts: NewsTexts;
  /** Page of ours it leads to, below `/{district}/{language}`; '' none. */
  readonly path: string;
  readonly state: NewsState;
  readonly publishAt: Date | null;
  readonly publishedAt: Date | null;
  readonly push: boolean;
  readonly pushedAt: Date | null;
  readonly pushReached: number;
  readonly pushFailed: number;
  readonly version: number;
  readonly createdAt: Date;
}

/** Days that a message is in lists, in the feed and in the Integreat interface. */
export const newsDays = 28;

/** From when on a message must have been published to be in the lists. */
export const newsSince = (now: Date): Date => new Date(now.getTime() - newsDays * 86_400_000);

export const longestTitle = 120;
export const longestNews = 3000;

const plain = new Set<Block['type']>(['paragraph', 'list']);

/** Everything in a message that is more than paragraphs, lists and links, for whoever reads it on a lock screen. */
export function readNewsText(text: string): { readonly blocks: readonly Block[]; readonly problems: readonly TextProblem[] } {
  const { blocks, problems } = readWritten(text);
  const others = blocks.filter(({ type }) => !plain.has(type));
  const embedded = linksIn(blocks).filter((href) => /^(offer|organisation):/.test(href));
  return {
    blocks: blocks.filter(({ type }) => plain.has(type)),
    problems: [
      ...problems,
      ...others.map(({ type }) => ({ code: 'text.directive' as const, line: 1, what: type })),
      ...embedded.map((href) => ({ code: 'text.link' as const, line: 1, what: href })),
    ],
  };
}

/** The first words, for a teaser or a screen: whole words, `…` where something is missing. */
export function shortened(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length);
  const end = cut.lastIndexOf(' ');
  return `${(end > length / 2 ? cut.slice(0, end) : cut).toWellFormed().replace(/[\s,;:–-]+$/u, '')}…`;
}

export const plainNews = (text: string): string => plainText(readNewsText(text).blocks);
