import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { type CsvRow, parseCsv } from '#platform/documents';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { OrganisationContent } from '../model/content.ts';
import { offerColumns } from '../model/table/columns.ts';
import { markAllPublished } from '../store/bulk.ts';
import {
  type ImportedEntry,
  insertImportedEntries,
  insertImportedVersions,
  lockImports,
  raiseVersions,
} from '../store/bulk-insert.ts';
import { upsertPublicOffers } from '../store/public-offers.ts';
import { orderDuplicateSearch } from './duplicates/finding.ts';
import { readGround, readTowns } from './ground.ts';
import { type ImportPlan, type ImportProblem, planImport } from './import-plan.ts';
import { type PublishingGround, toPublicOffer } from './publishing.ts';
import { reachOf } from './reach.ts';
import { showOrganisations } from './releasing.ts';

export const importLimit = 20_000;

/** Rows at once: a web server that imports answers others in between. */
const portion = 500;

export interface ImportReport {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly organisations: number;
  /** Empty when the import can be, or was, done. */
  readonly problems: readonly ImportProblem[];
}

export type ImportFailure =
  | 'import.encoding'
  | 'import.columns'
  | 'import.format'
  | 'import.empty'
  | 'import.too_many'
  | 'import.not_allowed';

/** Reads a file; what is wrong with it as a whole is a failure that names the line or column. */
export function readImport(bytes: Uint8Array): Outcome<readonly CsvRow[], ImportFailure> {
  const columns = offerColumns.map(({ key, header, also = [], required = false }) => ({
    key,
    header: [header, ...also],
    required,
  }));
  const { rows, problems } = parseCsv(bytes, { columns, maxRows: importLimit, maxFieldLength: 5000 });
  const [problem] = problems;
  if (!problem) return rows.length ? ok(rows) : fail('import.empty');
  const { code, row: line, column = '' } = problem;
  if (code === 'encoding') return fail('import.encoding', { line });
  if (code === 'empty') return fail('import.empty');
  if (code === 'too_many_rows') return fail('import.too_many', { limit: importLimit });
  if (code === 'column_missing' || code === 'column_unknown' || code === 'column_duplicate')
    return fail('import.columns', { problem: code, column });
  return fail('import.format', { line, column, problem: code });
}

function reportOf(rows: number, plan: ImportPlan): ImportReport {
  return {
    rows,
    added: plan.added.length,
    changed: plan.changed.length,
    unchanged: plan.unchanged,
    organisations: plan.organisations.length,
    problems: plan.problems,
  };
}

async function plan(
  trx: Trx,
  context: Context,
  rows: readonly CsvRow[],
  towns: Awaited<ReturnType<typeof readTowns>>,
): Promise<{ plan: ImportPlan; ground: Awaited<ReturnType<typeof readGround>> }> {
  await lockImports(trx, context.tenant.id);
  const ground = await readGround(trx, towns);
  return { plan: await planImport(trx, context, ground, rows), ground };
}

/** What an import of these rows would do; writes nothing. */
export async function previewImport(context: Context, rows: readonly CsvRow[]): Promise<Outcome<ImportReport, ImportFailure>> {
  if (reachOf(context, 'directory.manage') !== 'district') return fail('import.not_allowed');
  const towns = await readTowns(context);
  return context.transaction(async (trx) => ok(reportOf(rows.length, (await plan(trx, context, rows, towns)).plan)));
}

async function writeOrganisations(
  trx: Trx,
  context: Context,
  ground: Awaited<ReturnType<typeof readGround>>,
  organisations: readonly ImportedEntry<OrganisationContent>[],
  author: { userId: string | null; at: Date },
): Promise<void> {
  await insertImportedVersions(trx, context.tenant.id, organisations, author);
  await showOrganisations(trx, context, ground, organisations);
}

async function writeOffers(
  trx: Trx,
  context: Context,
  offers: readonly ImportedEntry[],
  author: { userId: string | null; at: Date },
): Promise<void> {
  await insertImportedVersions(trx, context.tenant.id, offers, author);
  const changed = offers.filter((one) => one.before);
  if (!changed.length) return;
  await raiseVersions(
    trx,
    changed.map((one) => one.id),
  );
  const released = changed.map((one) => ({
    entryId: one.id,
    version: (one.before?.latest ?? 0) + 1,
    name: one.content.name,
    town: one.town,
    organisationId: one.organisationId,
    confirmedOn: one.confirmedOn,
  }));
  await markAllPublished(trx, released, { confirmedOn: null, confirmedBy: null, decidedBy: author.userId, at: author.at });
}

export interface ImportedEntries {
  readonly organisations: readonly ImportedEntry<OrganisationContent>[];
  readonly offers: readonly ImportedEntry[];
  organisationOf(offer: ImportedEntry): { readonly slug: string; readonly name: string };
}

/** Writes new and changed entries as public ones, organisations first; `told` hears how many offers are written. */
export async function writeImported(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  { organisations, offers, organisationOf }: ImportedEntries,
  told: (offers: number) => void = () => undefined,
): Promise<void> {
  const author = { userId: context.actor.kind === 'user' ? context.actor.userId : null, at: context.now() };
  const added = offers.filter((one) => !one.before);
  await insertImportedEntries(trx, context.tenant.id, { organisation: organisations, offer: added });
  await writeOrganisations(trx, context, ground, organisations, author);
  let writing: Promise<unknown> = Promise.resolve();
  for (let start = 0; start < offers.length; start += portion) {
    const some = offers.slice(start, start + portion);
    // The next portion is worked out while the database writes this one.
    const shown = some.map((one) => toPublicOffer(context, ground, one, one.content, organisationOf(one)));
    await writing;
    writing = writeOffers(trx, context, some, author).then(() => upsertPublicOffers(trx, shown));
    writing.catch(() => undefined);
    told(start + some.length);
    await nextTurn();
  }
  await writing;
  if (offers.length) await orderDuplicateSearch(trx, context.tenant.id);
}

/**
 * Imports offers as public entries, with the organisations they name: all of them or, when any row is wrong, none.
 * An offer that is there already gets a new version, or nothing when it says the same.
 */
export async function importOffers(context: Context, rows: readonly CsvRow[]): Promise<Outcome<ImportReport, ImportFailure>> {
  if (reachOf(context, 'directory.manage') !== 'district') return fail('import.not_allowed');
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    const { plan: todo, ground } = await plan(trx, context, rows, towns);
    const report = reportOf(rows.length, todo);
    if (todo.problems.length) return ok(report);
    const offers = [...todo.added, ...todo.changed];
    await writeImported(trx, context, ground, { organisations: todo.organisations, offers, organisationOf: todo.organisationOf });
    if (offers.length) await touchContent(trx, context.tenant.id);
    const { added, changed, organisations } = report;
    await audit(trx, context, {
      action: 'directory.imported',
      subjectType: 'directory',
      subjectId: null,
      details: { added, changed, organisations },
    });
    return ok(report);
  });
}
