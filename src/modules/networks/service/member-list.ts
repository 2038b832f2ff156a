import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { dayOf } from '#platform/days';
import { csv, type TableColumn, type TableRow, workbookPieces } from '#platform/documents';
import { german, translator } from '#platform/i18n';
import type { Outcome } from '#platform/outcome';
import { ok } from '#platform/outcome';
import { tenantName } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import { countSeats, listSeatLinks, listSeats, type SeatFilter, type SeatLink, type SeatRow } from '../store/member-list.ts';
import { membersOf } from '../store/members.ts';
import { bodyReach, readableBody } from './scope.ts';

export interface SeatQuery {
  readonly by: 'organisation' | 'person';
  readonly text?: string | undefined;
  /** Former seats, too. */
  readonly all: boolean;
}

export interface SeatList {
  readonly rows: readonly SeatRow[];
  readonly count: number;
  readonly next: string | undefined;
}

function filterOf(context: Context, { by, text, all }: SeatQuery): SeatFilter {
  return { reach: bodyReach(context), by, text, onDay: all ? undefined : dayOf(context.now()) };
}

/** Who sits where, over all bodies that the actor may open. */
export async function readSeats(context: Context, query: SeatQuery, after: string | undefined, limit: number): Promise<SeatList> {
  const filter = filterOf(context, query);
  return context.transaction(async (trx) => {
    const rows = await listSeats(trx, filter, after, limit + 1);
    const shown = rows.slice(0, limit);
    return { rows: shown, count: await countSeats(trx, filter), next: rows.length > limit ? shown.at(-1)?.id : undefined };
  });
}

/** Organisations and the bodies they sit in today: the public's, or those that the actor may open. */
export async function readSeatLinks(context: Context, audience: 'public' | 'staff'): Promise<readonly SeatLink[]> {
  const scope = audience === 'public' ? 'public' : bodyReach(context);
  return context.transaction((trx) => listSeatLinks(trx, scope, dayOf(context.now())));
}

export type SeatFormat = 'csv' | 'xlsx';

// Files leave the house in German, like all tables that the districts exchange.
const columns: readonly TableColumn[] = [
  { key: 'body', header: 'Gremium', kind: 'text', width: 40 },
  { key: 'organisation', header: 'Organisation', kind: 'text', width: 40 },
  { key: 'person', header: 'Person', kind: 'text' },
  { key: 'function', header: 'Funktion', kind: 'text' },
  { key: 'votes', header: 'Stimmrecht', kind: 'text' },
  { key: 'email', header: 'E-Mail', kind: 'text' },
  { key: 'fromOn', header: 'Von', kind: 'date' },
  { key: 'toOn', header: 'Bis', kind: 'date' },
];

function toRow({ bodyName, organisationName, personName, ...seat }: SeatRow): TableRow {
  const t = translator(german);
  return {
    ...seat,
    body: bodyName,
    organisation: organisationName,
    person: personName,
    function: t(`networks:staff.function.${seat.function}`),
    votes: t(seat.votes ? 'networks:staff.yes' : 'networks:staff.no'),
  };
}

function fileOf(context: Context, rows: AsyncIterable<TableRow>, title: string, format: SeatFormat) {
  if (format === 'csv') return csv(columns, rows, { separator: ';', bom: true });
  return workbookPieces([{ name: 'Sitze', columns, rows }], {
    title,
    language: german,
    createdAt: context.now(),
    creator: tenantName(context.tenant, german),
  });
}

async function recordExport(context: Context, body: string | null, format: SeatFormat): Promise<void> {
  await context.transaction((trx) =>
    audit(trx, context, { action: 'networks.seats_exported', subjectType: 'body', subjectId: body, details: { format } }),
  );
}

const portion = 1000;

async function* allRows(context: Context, query: SeatQuery): AsyncGenerator<TableRow> {
  const filter = filterOf(context, query);
  let after: string | undefined;
  do {
    const rows = await context.transaction((trx) => listSeats(trx, filter, after, portion));
    for (const row of rows) yield toRow(row);
    after = rows.length === portion ? rows.at(-1)?.id : undefined;
  } while (after);
}

/** The list of who sits where as a file, in pieces. Leaves a line in the audit log before the first piece. */
export async function exportSeats(
  context: Context,
  query: SeatQuery,
  format: SeatFormat,
): Promise<AsyncIterable<string | Uint8Array>> {
  await recordExport(context, null, format);
  return fileOf(context, allRows(context, query), 'Wer sitzt wo', format);
}

/** All seats of one body as a file, former ones, too. */
export async function exportBodySeats(
  context: Context,
  bodyId: string,
  format: SeatFormat,
): Promise<Outcome<{ readonly name: string; readonly pieces: AsyncIterable<string | Uint8Array> }, FailureCode>> {
  const found = await context.transaction(async (trx) => {
    const body = await readableBody(trx, context, bodyId);
    return body.ok ? ok({ body: body.value, seats: await membersOf(trx, bodyId) }) : body;
  });
  if (!found.ok) return found;
  const { body, seats } = found.value;
  await recordExport(context, bodyId, format);
  const rows = (async function* () {
    for (const seat of seats) yield toRow({ ...seat, bodyName: body.name });
  })();
  return ok({ name: body.slug, pieces: fileOf(context, rows, body.name, format) });
}
