import { slugOf } from '#modules/territory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import { type Block, mostBlocks, type Report } from '../model/report.ts';
import { lockAdding } from '../store/locks.ts';
import {
  deleteReport,
  findEdition,
  insertEdition,
  insertReport,
  listEditions,
  lockReport,
  setEditionPublic,
  slugsLike,
  updateReport,
} from '../store/reports.ts';
import { type ProfileKind, profileBlocks } from './profile-template.ts';
import { composeFor, documentTitle, inGerman, subjectsOf } from './report-reading.ts';

export type ReportOutcome<T = undefined> = Outcome<T, FailureCode>;

async function record(trx: Trx, context: Context, action: string, id: string, details: Record<string, string | number> = {}) {
  const subjectType = action.startsWith('edition') ? 'monitoring_report_edition' : 'monitoring_report';
  await audit(trx, context, { action: `monitoring.report_${action}`, subjectType, subjectId: id, details });
}

/** What a new report begins with. */
export type Beginning = ProfileKind | 'empty';

/** Begins a report: with the blocks of the standard profile, or with none. */
export async function createReport(
  context: Context,
  input: { readonly title: string; readonly territory: string; readonly beginning: Beginning },
): Promise<ReportOutcome<string>> {
  if (!context.may('monitoring.report')) return fail('monitoring.not_allowed');
  const { title, territory, beginning } = input;
  if (!(await subjectsOf(context, territory))) return fail('monitoring.unknown_place');
  const template = beginning === 'empty' ? [] : profileBlocks(beginning, inGerman(context).t);
  // Ids of their own, so that a block that is removed never becomes another one.
  const blocks = template.map((block) => ({ ...block, id: uuidv7() }));
  return context.transaction(async (trx) => {
    const id = uuidv7();
    await lockAdding(trx, context.tenant.id, 'report');
    const slug = await freeSlug(trx, title);
    await insertReport(trx, { tenantId: context.tenant.id, id, slug, title, territory, blocks, at: context.now() });
    await record(trx, context, 'created', id, { beginning, blocks: blocks.length });
    return ok(id);
  });
}

async function freeSlug(trx: Trx, title: string): Promise<string> {
  const slug = slugOf(title).slice(0, 80).replace(/-+$/, '') || 'bericht';
  const taken = new Set(await slugsLike(trx, slug));
  let free = slug;
  for (let number = 2; taken.has(free); number++) free = `${slug}-${number}`;
  return free;
}

type Change = Pick<Report, 'title' | 'territory' | 'blocks'>;

/** Changes a report as its editor saw it; `details.version` of a refusal is what somebody else saved meanwhile. */
async function change(
  context: Context,
  id: string,
  version: number,
  work: (report: Report) => ReportOutcome<Change>,
  action: string,
): Promise<ReportOutcome> {
  if (!context.may('monitoring.report')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const report = await lockReport(trx, id);
    if (!report) return fail('monitoring.unknown_report');
    if (report.version !== version) return fail('monitoring.changed', { version: report.version });
    const changed = work(report);
    if (!changed.ok) return changed;
    await updateReport(trx, id, { ...changed.value, at: context.now() });
    await record(trx, context, action, id, { blocks: changed.value.blocks.length });
    return ok();
  });
}

export async function editReport(
  context: Context,
  id: string,
  version: number,
  input: Pick<Report, 'title' | 'territory'>,
): Promise<ReportOutcome> {
  if (!(await subjectsOf(context, input.territory))) return fail('monitoring.unknown_place');
  return change(context, id, version, (report) => ok({ ...report, ...input }), 'edited');
}

/** Puts a new block behind another one, or first. Answers nothing: the caller chose the id. */
export function addBlock(
  context: Context,
  id: string,
  version: number,
  block: Block,
  after: string | null,
): Promise<ReportOutcome> {
  return change(
    context,
    id,
    version,
    (report) => {
      if (report.blocks.length >= mostBlocks) return fail('monitoring.too_many_blocks');
      const at = after === null ? 0 : report.blocks.findIndex((one) => one.id === after) + 1;
      if (after !== null && at === 0) return fail('monitoring.unknown_block');
      return ok({ ...report, blocks: report.blocks.toSpliced(at, 0, block) });
    },
    'block_added',
  );
}

export function editBlock(context: Context, id: string, version: number, block: Block): Promise<ReportOutcome> {
  return change(context, id, version, (report) => replaced(report, block.id, () => [block]), 'block_edited');
}

export function removeBlock(context: Context, id: string, version: number, blockId: string): Promise<ReportOutcome> {
  return change(context, id, version, (report) => replaced(report, blockId, () => []), 'block_removed');
}

function replaced(report: Report, blockId: string, by: () => readonly Block[]): ReportOutcome<Change> {
  if (!report.blocks.some(({ id }) => id === blockId)) return fail('monitoring.unknown_block');
  return ok({ ...report, blocks: report.blocks.flatMap((one) => (one.id === blockId ? by() : [one])) });
}

/** Moves a block one place up or down; at the end it stays where it is. */
export function moveBlock(context: Context, id: string, version: number, blockId: string, by: -1 | 1): Promise<ReportOutcome> {
  return change(
    context,
    id,
    version,
    (report) => {
      const at = report.blocks.findIndex((one) => one.id === blockId);
      const block = report.blocks[at];
      if (!block) return fail('monitoring.unknown_block');
      const to = Math.min(Math.max(at + by, 0), report.blocks.length - 1);
      return ok({ ...report, blocks: report.blocks.toSpliced(at, 1).toSpliced(to, 0, block) });
    },
    'block_moved',
  );
}

/** Removes a report that nobody has frozen. */
export async function removeReport(context: Context, id: string): Promise<ReportOutcome> {
  if (!context.may('monitoring.report')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    if (!(await lockReport(trx, id))) return fail('monitoring.unknown_report');
    if ((await listEditions(trx, { reportId: id })).length > 0) return fail('monitoring.report_frozen');
    await deleteReport(trx, id);
    await record(trx, context, 'removed', id);
    return ok();
  });
}

/**
 * Keeps what a report says today, figures included, for ever. It is what the public may see, whoever freezes it; the version
 * is the one that the person looked at.
 */
export async function freezeReport(context: Context, id: string, version: number): Promise<ReportOutcome<string>> {
  if (!context.may('monitoring.report')) return fail('monitoring.not_allowed');
  const found = await context.transaction((trx) => lockReport(trx, id));
  if (!found) return fail('monitoring.unknown_report');
  if (found.version !== version) return fail('monitoring.changed', { version: found.version });
  const about = await subjectsOf(context, found.territory);
  if (!about) return fail('monitoring.unknown_place');
  const documents = await composeFor(inGerman(context), documentTitle(found), found.blocks, about);
  return context.transaction(async (trx) => {
    // Composing took a while; a change in between is somebody else's new text, not what was looked at.
    const report = await lockReport(trx, id);
    if (!report) return fail('monitoring.unknown_report');
    if (report.version !== version) return fail('monitoring.changed', { version: report.version });
    const edition = { id: uuidv7(), reportId: id, title: report.title, territory: report.territory, public: false };
    const frozenBy = context.actor.kind === 'user' ? context.actor.userId : null;
    const content = { format: 1 as const, documents };
    await insertEdition(trx, { ...edition, tenantId: context.tenant.id, content, frozenAt: context.now(), frozenBy });
    await record(trx, context, 'edition_frozen', edition.id, { report: id, documents: documents.length });
    return ok(edition.id);
  });
}

/** Shows a frozen edition to the public, or no longer. */
export async function publishEdition(context: Context, editionId: string, isPublic: boolean): Promise<ReportOutcome> {
  if (!context.may('monitoring.report')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const edition = await findEdition(trx, editionId);
    if (!edition) return fail('monitoring.unknown_report');
    if (edition.public === isPublic) return ok();
    await setEditionPublic(trx, editionId, isPublic);
    await record(trx, context, isPublic ? 'edition_published' : 'edition_withdrawn', editionId);
    await touchContent(trx, context.tenant.id);
    return ok();
  });
}
