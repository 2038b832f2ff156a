import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Context } from '#platform/access';
import { csv, type TableColumn } from '#platform/documents';
import { type App, type FastifyRequest, type FormErrors, optionalText, parseForm } from '#platform/http';
import { type AuditFilter, type ListedLine, listActions, listLines, readChainState } from './list.ts';
import { LogPage } from './pages/log.tsx';
import { audit } from './write.ts';

export interface LogParts {
  /** Names of accounts, for people who read the log; ids that are gone are left out. */
  actorNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

const pageSize = 50;
/** Twice the time between two runs of the sealing job, and some. */
const sealPatience = 5 * 60_000;

const optionalDate = z.preprocess((value) => (value === '' ? undefined : value), z.iso.date().optional());
const optionalNumber = z.preprocess(
  (value) => (value === '' ? undefined : value),
  z.coerce.number().int().min(0).max(1e15).optional(),
);

const querySchema = z.object({
  aktion: optionalText(100),
  person: optionalText(100),
  art: optionalText(100),
  kennung: optionalText(200),
  von: optionalDate,
  bis: optionalDate,
  vor: optionalNumber,
  nach: optionalNumber,
});

interface LogQuery {
  readonly filter: AuditFilter;
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: FormErrors;
}

/** A filter that cannot be understood finds nothing and says so beside its field. */
function readQuery(request: FastifyRequest): LogQuery {
  const parsed = parseForm(querySchema, request.query, request.visit.t);
  const { vor: _before, nach: _after, ...sent } = parsed.values;
  const values = Object.fromEntries(
    Object.entries(sent).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] in querySchema.shape,
    ),
  );
  if (!parsed.ok) return { filter: {}, before: undefined, after: undefined, values, errors: parsed.errors };
  const { aktion, person, art, kennung, von, bis, vor, nach } = parsed.data;
  const filter = { action: aktion, actor: person, subjectType: art, subjectId: kennung, from: von, to: bis };
  return { filter, before: vor, after: nach, values, errors: {} };
}

function addressWith(
  base: string,
  values: Readonly<Record<string, string>>,
  more: Readonly<Record<string, number>> = {},
): string {
  const query = new URLSearchParams(
    Object.entries({ ...values, ...more })
      .map(([name, value]) => [name, String(value)])
      .filter(([, value]) => value),
  );
  return query.size ? `${base}?${query}` : base;
}

const actorIds = (lines: readonly ListedLine[]) => [...new Set(lines.flatMap(({ actorId }) => actorId ?? []))];

async function showLog(context: Context, query: LogQuery, parts: LogParts) {
  const base = `/intern/${context.tenant.slug}/protokoll`;
  const wrong = Object.keys(query.errors).length > 0;
  const { lines, actions, chain } = await context.transaction(async (trx) => ({
    lines: wrong
      ? []
      : await listLines(trx, context.tenant.id, query.filter, { before: query.before, after: query.after, limit: pageSize + 1 }),
    actions: await listActions(trx, context.tenant.id),
    chain: await readChainState(trx, context.tenant.id),
  }));
  const more = lines.length > pageSize;
  const shown = query.after === undefined ? lines.slice(0, pageSize) : lines.slice(more ? 1 : 0);
  const [first, last] = [shown[0], shown.at(-1)];
  const hasNewer = query.after === undefined ? query.before !== undefined : more;
  const hasOlder = query.after === undefined ? more : true;
  const newestUnsealed = chain.lines > chain.sealed && context.now().getTime() - (chain.sealedAt?.getTime() ?? 0) > sealPatience;
  return {
    base,
    values: query.values,
    errors: query.errors,
    lines: shown,
    actions,
    names: await parts.actorNames(actorIds(shown)),
    chain,
    sealLate: newestUnsealed && chain.sealed > 0,
    newer: hasNewer && first ? addressWith(base, query.values, { nach: first.sequence }) : undefined,
    older: hasOlder && last ? addressWith(base, query.values, { vor: last.sequence }) : undefined,
    exportHref: addressWith(`${base}.csv`, query.values),
  };
}

/** All lines of the filter, a batch at a time, so that an export of a million lines needs little memory. */
async function* exportRows(context: Context, filter: AuditFilter, parts: LogParts) {
  let before: number | undefined;
  while (true) {
    const position = before;
    const lines = await context.transaction((trx) =>
      listLines(trx, context.tenant.id, filter, { before: position, limit: 1000 }),
    );
    const names = await parts.actorNames(actorIds(lines));
    for (const line of lines) {
      const name = line.actorName ?? (line.actorId ? names.get(line.actorId) : undefined);
      yield { ...line, at: line.at.toISOString(), name, details: JSON.stringify(line.details) };
    }
    before = lines.at(-1)?.sequence;
    if (lines.length < 1000) return;
  }
}

/** The log as CSV, newest lines first. */
export function exportLog(context: Context, filter: AuditFilter, parts: LogParts): AsyncIterable<string> {
  const columns: TableColumn[] = [
    { key: 'sequence', header: context.t('audit:staff.number'), kind: 'integer' },
    ...['at', 'actorKind', 'actorId', 'name', 'action', 'subjectType', 'subjectId', 'details', 'requestId', 'hash'].map(
      (key): TableColumn => ({ key, header: context.t(`audit:staff.column.${key}`), kind: 'text' }),
    ),
  ];
  return csv(columns, exportRows(context, filter, parts), { separator: ';', bom: true });
}

export function addLogRoutes(app: App, parts: LogParts): void {
  const config = { access: 'audit.read' } as const;

  app.get('/intern/:district/protokoll', { config }, async (request, reply) => {
    const query = readQuery(request);
    const page = await showLog(request.context, query, parts);
    return reply.page(<LogPage {...page} />, Object.keys(query.errors).length ? 422 : 200);
  });

  app.get('/intern/:district/protokoll.csv', { config }, async (request, reply) => {
    const { context } = request;
    const { filter, values, errors } = readQuery(request);
    if (Object.keys(errors).length) return reply.refuse(422);
    await context.transaction((trx) =>
      audit(trx, context, {
        action: 'audit.exported',
        subjectType: 'audit',
        subjectId: null,
        details: { filter: Object.keys(values).filter((name) => values[name]) },
      }),
    );
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="protokoll.csv"')
      .header('cache-control', 'no-store');
    return reply.send(Readable.from(exportLog(context, filter, parts)));
  });
}
