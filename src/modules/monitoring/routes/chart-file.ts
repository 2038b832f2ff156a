import { picture, toPng } from '#platform/charts';
import type { FastifyReply } from '#platform/http';
import { isolated } from '#platform/i18n';
import { type Source, textIn } from '../model/indicator.ts';
import type { Words } from '../model/report-words.ts';

/** Wide enough for a slide and a printed page. */
const pictureWidth = 1680;

export type ChartFormat = 'svg' | 'png';

export interface DrawingFile {
  readonly svg: string;
  /** Of the file, without its ending. */
  readonly name: string;
  /** What is drawn, where and when: joined to the heading. */
  readonly heading: readonly string[];
  readonly sources: readonly Source[];
}

/** How sources want to be named; their name where they said nothing. */
const attributions = (sources: readonly Source[], { language }: Words): string =>
  [...new Set(sources.map(({ attribution, names }) => attribution || textIn(names, language.tag)))].join(' · ');

/** A drawing as a file of its own, with heading and source: dark letters on white. */
export function sendDrawing(reply: FastifyReply, file: DrawingFile, format: ChartFormat, words: Words) {
  reply.header('cache-control', 'no-cache').header('content-disposition', `attachment; filename="${file.name}.${format}"`);
  const foot = attributions(file.sources, words);
  const heading = file.heading.map((part) => isolated(part, words.language)).join(' · ');
  const alone = picture(file.svg, { heading, foot, language: words.language });
  if (format === 'svg') return reply.type('image/svg+xml').send(alone);
  return reply.type('image/png').send(toPng(alone, { width: pictureWidth }));
}

export function sendCsv(reply: FastifyReply, text: string, name: string) {
  return reply
    .header('cache-control', 'no-cache')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .type('text/csv; charset=utf-8')
    .send(text);
}
