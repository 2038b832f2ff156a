import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { formValues } from '#platform/http';
import { type CorrelationLevel, correlationLevels } from '../model/correlation.ts';
import { readSelection } from '../model/explorer.ts';
import { CorrelationPage } from '../pages/correlation.tsx';
import { ExplorerPage } from '../pages/explorer.tsx';
import { correlate } from '../service/correlation.ts';
import { explore } from '../service/explorer.ts';
import { type ExplorerFormat, explorerFile } from '../service/explorer-file.ts';

const types: Readonly<Record<ExplorerFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

async function explorer(request: FastifyRequest, reply: FastifyReply) {
  const view = await explore(request.context, readSelection(formValues(request.query)));
  return reply.page(<ExplorerPage view={view} />);
}

const file = (format: ExplorerFormat) => async (request: FastifyRequest, reply: FastifyReply) => {
  const content = await explorerFile(request.context, readSelection(formValues(request.query)), format);
  // The page says why, and what to do about it.
  if (content === undefined) return reply.redirect(request.url.replace(`.${format}`, ''), 303);
  return reply
    .header('cache-control', 'no-cache')
    .header('content-disposition', `attachment; filename="zahlen.${format}"`)
    .type(types[format])
    .send(content);
};

async function correlation(request: FastifyRequest, reply: FastifyReply) {
  const query = formValues(request.query);
  const first = (name: string) => [query[name]].flat()[0];
  const year = Number(first('jahr'));
  const view = await correlate(request.context, {
    x: first('x'),
    y: first('y'),
    year: Number.isInteger(year) && year > 0 ? year : undefined,
    level: correlationLevels.find((level): level is CorrelationLevel => level === first('ebene')) ?? 'kommune',
  });
  return reply.page(<CorrelationPage view={view} />);
}

/** Explorer with its files, and correlation. */
export function explorerRoutes(app: App): void {
  const cached = { config: { access: 'public', cached: true } } as const;
  const limited = { config: { access: 'public', limitPerMinute: 60 } } as const;
  const base = '/:district/:language/zahlen';
  app.get(`${base}/auswahl`, cached, explorer);
  app.get(`${base}/auswahl.csv`, limited, file('csv'));
  app.get(`${base}/auswahl.xlsx`, limited, file('xlsx'));
  app.get(`${base}/zusammenhang`, cached, correlation);
}
