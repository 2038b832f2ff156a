import { toPng } from '#platform/charts';
import type { FastifyReply } from '#platform/http';

/** Wide enough for a slide and a printed page. */
const pictureWidth = 1680;

export type ChartFormat = 'svg' | 'png';

/** A drawing as a file of its own: black on white. */
export function sendDrawing(reply: FastifyReply, svg: string, name: string, format: ChartFormat) {
  reply.header('cache-control', 'no-cache').header('content-disposition', `attachment; filename="${name}.${format}"`);
  if (format === 'png') return reply.type('image/png').send(toPng(svg, { width: pictureWidth }));
  const alone = svg.replace('<svg', '<svg color="#171a2b" font-family="Noto Sans, Vazirmatn, Arial, sans-serif"');
  return reply.type('image/svg+xml').send(alone);
}

export function sendCsv(reply: FastifyReply, text: string, name: string) {
  return reply
    .header('cache-control', 'no-cache')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .type('text/csv; charset=utf-8')
    .send(text);
}
