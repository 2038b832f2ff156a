import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import type { Report } from '../model/report.ts';
import {
  deleteReport,
  insertReport,
  listReports,
  listSnapshots,
  lockReport,
  markClosed,
  putSnapshots,
  type ReportText,
  removeSnapshots,
  setPublic,
  updateReport,
} from '../store/reports.ts';
import { readTree } from '../store/tree.ts';
import { orderDocumentsIn } from './report-documents.ts';
import { liveFrame, liveSnapshots, reportTowns } from './report-reading.ts';

export type ReportOutcome<T = undefined> = Outcome<T, FailureCode>;

export type ReportInput = Omit<ReportText, 'previousId'> & {
  /** Undefined: the last closed report of the concept. */
  readonly previousId: string | null | undefined;
};

async function record(trx: Trx, context: Context, action: string, id: string, details: Record<string, string | number> = {}) {
  await audit(trx, context, { action: `concept.report_${action}`, subjectType: 'concept_report', subjectId: id, details });
}

/**
 * The closed reports with which one may be compared, latest first: of the report's own concept, or of all for a new one,
 * whose edition is not chosen yet.
 */
export async function earlierReports(context: Context, report?: Pick<Report, 'id' | 'editionId'>) {
  return context.transaction(async (trx) => {
    if (!report) return listReports(trx, { state: 'closed' });
    const edition = await trx
      .selectFrom('concept_edition')
      .select('concept_id')
      .where('id', '=', report.editionId)
      .executeTakeFirst();
    if (!edition) return [];
    const closed = await listReports(trx, { conceptId: edition.concept_id, state: 'closed' });
    return closed.filter(({ id }) => id !== report.id);
  });
}

/** The report to compare with: what was chosen when it may be, or the last one. */
async function previousOf(
  trx: Trx,
  conceptId: string,
  wanted: string | null | undefined,
  self?: string,
): Promise<ReportOutcome<string | null>> {
  if (wanted === null) return ok(null);
  const closed = (await listReports(trx, { conceptId, state: 'closed' })).filter(({ id }) => id !== self);
  if (wanted === undefined) return ok(closed[0]?.id ?? null);
  return closed.some(({ id }) => id === wanted) ? ok(wanted) : fail('concept.report_previous');
}

/** Begins a report about an edition; it stays open until the KI lead closes it. */
export async function createReport(context: Context, editionId: string, input: ReportInput): Promise<ReportOutcome<string>> {
  if (context.scopesOf('concept.edit') !== 'district') return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    const edition = await trx
      .selectFrom('concept_edition')
      .select(['concept_id', 'state'])
      .where('id', '=', editionId)
      .executeTakeFirst();
    if (!edition) return fail('concept.unknown_edition');
    if (edition.state === 'draft') return fail('concept.report_edition');
    const previous = await previousOf(trx, edition.concept_id, input.previousId);
    if (!previous.ok) return previous;
    const id = uuidv7();
    const text = { ...input, previousId: previous.value };
    await insertReport(trx, { tenantId: context.tenant.id, id, editionId, text });
    await record(trx, context, 'created', id, { from: input.startsOn, to: input.endsOn });
    return ok(id);
  });
}

/** Runs a change of an open report while nobody else signs or closes it. */
async function inOpen<T>(
  context: Context,
  id: string,
  change: (trx: Trx, report: Report) => Promise<ReportOutcome<T>>,
): Promise<ReportOutcome<T>> {
  if (context.scopesOf('concept.edit') !== 'district') return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    const report = await lockReport(trx, id);
    if (!report) return fail('concept.unknown_report');
    if (report.state === 'closed') return fail('concept.report_closed');
    return change(trx, report);
  });
}

export function editReport(
  context: Context,
  id: string,
  version: number,
  input: Omit<ReportInput, 'previousId'> & { readonly previousId: string | null },
): Promise<ReportOutcome> {
  return inOpen(context, id, async (trx, report) => {
    if (report.version !== version) return fail('concept.changed', { version: report.version });
    const edition = await trx
      .selectFrom('concept_edition')
      .select('concept_id')
      .where('id', '=', report.editionId)
      .executeTakeFirstOrThrow();
    const previous = await previousOf(trx, edition.concept_id, input.previousId, id);
    if (!previous.ok) return previous;
    await updateReport(trx, id, { ...input, previousId: previous.value }, context.now());
    await record(trx, context, 'edited', id);
    return ok();
  });
}

/** Removes a report that was begun by mistake; a closed one stays for ever. */
export function removeReport(context: Context, id: string): Promise<ReportOutcome> {
  return inOpen(context, id, async (trx) => {
    await deleteReport(trx, id);
    await record(trx, context, 'removed', id);
    return ok();
  });
}

/**
 * Freezes a report: what nobody signed is kept as it is now, then nothing changes any more. Closing a closed report again
 * changes nothing and succeeds.
 */
export async function closeReport(
  context: Context,
  id: string,
): Promise<ReportOutcome<{ readonly signed: number; readonly rest: number }>> {
  if (context.scopesOf('concept.release') !== 'district') return fail('concept.not_allowed');
  const towns = await reportTowns(context);
  return context.transaction(async (trx) => {
    const report = await lockReport(trx, id);
    if (!report) return fail('concept.unknown_report');
    const stored = await listSnapshots(trx, id);
    if (report.state === 'closed') {
      const signed = stored.filter(({ signedOff }) => signedOff).length;
      return ok({ signed, rest: stored.length - signed });
    }
    const tree = await readTree(trx, report.editionId, { today: dayOf(context.now()), internal: true });
    if (!tree) return fail('concept.unknown_edition');
    const signed = new Set(stored.map(({ content }) => content.number));
    const rest = (await liveSnapshots(trx, tree, report)).filter(({ content }) => !signed.has(content.number));
    const now = context.now();
    const { id: tenantId } = context.tenant;
    await putSnapshots(trx, { tenantId, reportId: id, signedBy: null, signedOff: false, at: now, items: rest });
    await markClosed(trx, id, await liveFrame(trx, tree, report, towns), now);
    await record(trx, context, 'closed', id, { signed: signed.size, rest: rest.length });
    await orderDocumentsIn(trx, context, { id, state: 'closed' }, 'staff');
    await orderDocumentsIn(trx, context, { id, state: 'closed' }, 'public');
    return ok({ signed: signed.size, rest: rest.length });
  });
}

/** Shows a closed report to the public, or no longer. */
export async function publishReport(context: Context, id: string, isPublic: boolean): Promise<ReportOutcome> {
  if (context.scopesOf('concept.release') !== 'district') return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    const report = await lockReport(trx, id);
    if (!report) return fail('concept.unknown_report');
    if (report.state !== 'closed') return fail('concept.report_open');
    if (report.public === isPublic) return ok();
    await setPublic(trx, id, isPublic, context.now());
    await record(trx, context, isPublic ? 'published' : 'withdrawn', id);
    await touchContent(trx, context.tenant.id);
    return ok();
  });
}

/** Signs recommendations of an open report: they are kept as they are now. Signing again renews. Answers how many. */
export function signOff(context: Context, id: string, numbers: readonly number[]): Promise<ReportOutcome<number>> {
  return inOpen<number>(context, id, async (trx, report) => {
    const tree = await readTree(trx, report.editionId, { today: dayOf(context.now()), internal: true });
    if (!tree) return fail('concept.unknown_edition');
    const wanted = new Set(numbers);
    const items = (await liveSnapshots(trx, tree, report)).filter(({ content }) => wanted.has(content.number));
    if (items.length !== wanted.size) return fail('concept.unknown_recommendation');
    const signedBy = context.actor.kind === 'user' ? context.actor.userId : null;
    const { id: tenantId } = context.tenant;
    await putSnapshots(trx, { tenantId, reportId: id, signedBy, signedOff: true, at: context.now(), items });
    await record(trx, context, 'signed', id, { count: items.length, numbers: numbers.slice(0, 50).join(', ') });
    return ok(items.length);
  });
}

/** Takes signatures of an open report back. Answers how many there were. */
export function takeBack(context: Context, id: string, numbers: readonly number[]): Promise<ReportOutcome<number>> {
  return inOpen<number>(context, id, async (trx) => {
    const count = await removeSnapshots(trx, id, numbers);
    if (count > 0) await record(trx, context, 'taken_back', id, { count, numbers: numbers.slice(0, 50).join(', ') });
    return ok(count);
  });
}
