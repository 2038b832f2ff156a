/** What can be put into a text by reference. */
export const snippetKinds = ['offer', 'organisation', 'category', 'page', 'image', 'video'] as const;
export type SnippetKind = (typeof snippetKinds)[number];

export interface VideoFacts {
  readonly url: string;
  readonly title: string;
  readonly sign: boolean;
  readonly subtitles: string;
  readonly minutes: string;
  readonly megabytes: string;
}

const attribute = (name: string, value: string) => (value ? [`${name}="${value.replaceAll(/["\\\n{}]/g, ' ').trim()}"`] : []);
const inBrackets = (text: string) =>
  text
    .replaceAll(/[[\]\\]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** A video as the text says it; the reader of the text finds what is wrong with it. */
export function videoSnippet({ url, title, sign, subtitles, minutes, megabytes }: VideoFacts): string {
  const facts = [
    ...attribute('title', title),
    ...attribute('subtitles', subtitles),
    ...attribute('minutes', minutes),
    ...attribute('megabytes', megabytes),
  ];
  return `::${sign ? 'sign' : 'video'}[${inBrackets(url)}]{${facts.join(' ')}}`;
}

/** What stands in the text for something that was found. Pages are links within a sentence; all else stands for itself. */
export function snippetOf(kind: Exclude<SnippetKind, 'video'>, id: string, name: string): string {
  if (kind === 'page') return `[${inBrackets(name)}](page:${id})`;
  if (kind === 'image') return `![${inBrackets(name)}](image:${id})`;
  return `::${kind === 'category' ? 'offers' : kind}[${id}]`;
}

/** Puts a snippet at a place of the text (its end, when there is none), alone in its lines unless it is a link. */
export function withSnippet(text: string, snippet: string, at: number | undefined): string {
  const place = at === undefined || at > text.length ? text.length : Math.max(0, at);
  const before = text.slice(0, place);
  const after = text.slice(place);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  // Behind a building block in the same line, that would be none any more.
  if (snippet.startsWith('[') && at !== undefined && !line.startsWith(':')) {
    const gapBefore = before && !/\s$/.test(before) ? ' ' : '';
    const gapAfter = after && !/^[\s.,;:!?)]/.test(after) ? ' ' : '';
    return `${before}${gapBefore}${snippet}${gapAfter}${after}`;
  }
  // In the middle of a line it would be words: it goes behind that line.
  const rest = /^[^\n]*/.exec(after)?.[0] ?? '';
  const head = before ? before + rest : rest;
  return [head.trimEnd(), snippet, after.slice(rest.length).trimStart()].filter(Boolean).join('\n\n');
}
