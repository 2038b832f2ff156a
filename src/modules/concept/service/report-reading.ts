import { listTowns, nameIn } from '#modules/territory';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import type { EditionTree } from '../model/edition.ts';
import type { Frame, NumberLine, Report, ReportItem, Snapshot } from '../model/report.ts';
import { differences, linesBetween } from '../model/report-differences.ts';
import { inOrder, publicSnapshots, snapshotOf } from '../model/report-snapshot.ts';
import type { ReportView } from '../model/report-view.ts';
import {
  findFrame,
  findReport,
  type ListedReport,
  lastNotes,
  listConceptLineage,
  listReports,
  listSnapshots,
  placesOf,
} from '../store/reports.ts';
import { readTree } from '../store/tree.ts';

export type Town = Frame['towns'][number];

/** The towns with their German names, as a report names them. */
export async function reportTowns(context: Context): Promise<readonly Town[]> {
  return (await listTowns(context)).map((town) => ({ ags: town.key, name: nameIn(town, 'de') }));
}

/** All reports of the district; staff only. */
export async function allReports(context: Context): Promise<readonly ListedReport[]> {
  return context.may('concept.read') ? context.transaction((trx) => listReports(trx)) : [];
}

/** How the recommendations of an open report stand now. */
export async function liveSnapshots(
  trx: Trx,
  tree: EditionTree,
  report: Pick<Report, 'startsOn' | 'endsOn'>,
): Promise<readonly { readonly recommendationId: string; readonly content: Snapshot }[]> {
  const notes = await lastNotes(trx, tree.edition.id, { from: report.startsOn, to: report.endsOn });
  return tree.recommendations.map((one) => ({
    recommendationId: one.id,
    content: snapshotOf(tree, one, notes.get(one.id), dayOf),
  }));
}

/** What surrounds the recommendations now; kept with the report when it is closed. */
export async function liveFrame(trx: Trx, tree: EditionTree, report: Report, towns: readonly Town[]): Promise<Frame> {
  const { concept, edition } = tree;
  return {
    format: 1,
    concept: { slug: concept.slug, title: concept.title },
    edition: {
      title: edition.title,
      adoptedOn: edition.adoptedOn,
      adoptedBy: edition.adoptedBy,
      paperNumber: edition.paperNumber,
      source: edition.source,
    },
    towns: [...towns],
    lineage: [...(await linesSince(trx, report, concept.id))],
  };
}

/** What became of the recommendations that the report before was about, when that was another edition. */
async function linesSince(trx: Trx, report: Report, conceptId: string): Promise<readonly NumberLine[]> {
  const previous = report.previousId ? await findReport(trx, report.previousId) : undefined;
  if (!previous || previous.editionId === report.editionId) return [];
  const older = await placesOf(trx, previous.editionId);
  const newer = await placesOf(trx, report.editionId);
  return linesBetween(older, newer, await listConceptLineage(trx, conceptId));
}

async function itemsOf(trx: Trx, report: Report, tree: EditionTree | undefined): Promise<readonly ReportItem[]> {
  const stored = await listSnapshots(trx, report.id);
  if (!tree) return stored.map(({ content, signedOff }) => ({ content, signedOff, changedSince: false }));
  const signed = new Map(stored.map((one) => [one.content.number, one.content]));
  const live = await liveSnapshots(trx, tree, report);
  const numbers = new Set(live.map(({ content }) => content.number));
  return [
    ...live.map(({ content }) => {
      const own = signed.get(content.number);
      if (!own) return { content, signedOff: false, changedSince: false };
      return { content: own, signedOff: true, changedSince: JSON.stringify(own) !== JSON.stringify(content) };
    }),
    // Signed, and taken out of the edition since.
    ...stored
      .filter(({ content }) => !numbers.has(content.number))
      .map(({ content }) => ({ content, signedOff: true, changedSince: true })),
  ];
}

/** Numbers that are internal in one of the reports say nothing to the public, not even that they are gone. */
function withoutInternal(before: readonly Snapshot[], after: readonly Snapshot[], lines: readonly NumberLine[]) {
  const hidden = new Set([...before, ...after].filter(({ internal }) => internal).map(({ number }) => number));
  const shown = (all: readonly Snapshot[]) => publicSnapshots(all.filter(({ number }) => !hidden.has(number)));
  const known = new Set([...before, ...after].map(({ number }) => number).filter((number) => !hidden.has(number)));
  return {
    before: shown(before),
    after: shown(after),
    lines: lines.filter(({ from, to }) => known.has(from) && (to === null || known.has(to))),
  };
}

/**
 * A report as staff or as the public reads it; undefined: there is none, or the public may not read it.
 * @param isPublic true: without anything internal, whoever asks
 */
export async function reportViewIn(
  trx: Trx,
  context: Context,
  id: string,
  choice: { readonly isPublic: boolean; readonly towns: readonly Town[] },
): Promise<ReportView | undefined> {
  const report = await findReport(trx, id);
  if (!report || (choice.isPublic && report.state !== 'closed')) return undefined;
  const open = report.state === 'open';
  const tree = open ? await readTree(trx, report.editionId, { today: dayOf(context.now()), internal: true }) : undefined;
  const frame = tree ? await liveFrame(trx, tree, report, choice.towns) : await findFrame(trx, id);
  if (!frame) return undefined;
  const found = await itemsOf(trx, report, tree);
  const order = inOrder(found.map(({ content }) => content));
  const previous = report.previousId ? await findReport(trx, report.previousId) : undefined;
  const before = previous ? inOrder((await listSnapshots(trx, previous.id)).map(({ content }) => content)) : [];
  const shown = choice.isPublic ? withoutInternal(before, order, frame.lineage) : { before, after: order, lines: frame.lineage };
  const byNumber = new Map(found.map((item) => [item.content.number, item]));
  return {
    report,
    frame: { ...frame, lineage: [...shown.lines] },
    items: shown.after.map((content) => {
      const item = byNumber.get(content.number);
      return { content, signedOff: item?.signedOff ?? false, changedSince: item?.changedSince ?? false };
    }),
    previous,
    differences: previous ? differences(shown.before, shown.after, shown.lines) : [],
  };
}

/** The report without its recommendations; staff only. */
export async function readReport(context: Context, id: string): Promise<Report | undefined> {
  return context.may('concept.read') ? context.transaction((trx) => findReport(trx, id)) : undefined;
}

/** A report for staff. */
export async function reportView(context: Context, id: string): Promise<ReportView | undefined> {
  if (!context.may('concept.read')) return undefined;
  const towns = await reportTowns(context);
  return context.transaction((trx) => reportViewIn(trx, context, id, { isPublic: false, towns }));
}

/** The reports of a concept that the public may read. */
export async function publicReports(
  context: Context,
  slug: string,
): Promise<{ readonly title: string; readonly reports: readonly ListedReport[] } | undefined> {
  return context.transaction(async (trx) => {
    const concept = await trx.selectFrom('concept').select(['id', 'title']).where('slug', '=', slug).executeTakeFirst();
    if (!concept) return undefined;
    return { title: concept.title, reports: await listReports(trx, { conceptId: concept.id, state: 'closed', public: true }) };
  });
}

/** A closed report that the public may read, without anything internal, whoever asks. */
export async function publicReport(context: Context, slug: string, id: string): Promise<ReportView | undefined> {
  const listed = await publicReports(context, slug);
  if (!listed?.reports.some((report) => report.id === id)) return undefined;
  return context.transaction((trx) => reportViewIn(trx, context, id, { isPublic: true, towns: [] }));
}
