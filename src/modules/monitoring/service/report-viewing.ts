import type { Context } from '#platform/access';
import { german } from '#platform/i18n';
import type { Place } from '../model/figures.ts';
import type { Dimension, Indicator } from '../model/indicator.ts';
import { type Block, type Edition, eachTown, type Report, textsOf } from '../model/report.ts';
import type { EditionContent, ReportDocument } from '../model/report-document.ts';
import { faultsIn, type PlaceholderFault } from '../model/report-text.ts';
import { findEdition, findReport, listEditions, listReports } from '../store/reports.ts';
import { definitionsIn, placesOf } from './reading.ts';
import { keptFile, type ReportFormat, reportFile } from './report-files.ts';
import { senderOf } from './report-pdf.ts';
import { composeFor, documentTitle, inGerman, type Subject, subjects, subjectsOf, worldsFor } from './report-reading.ts';

export interface ReportView {
  readonly report: Report;
  /** Newest first. */
  readonly editions: readonly Edition[];
  /** Territories that it is written for; empty: it names one that is gone. */
  readonly about: readonly Subject[];
}

export interface ReportList {
  readonly reports: readonly Report[];
  readonly editions: readonly Edition[];
}

export function allReports(context: Context): Promise<ReportList> {
  return context.transaction(async (trx) => ({ reports: await listReports(trx), editions: await listEditions(trx, {}) }));
}

export async function reportView(context: Context, id: string): Promise<ReportView | undefined> {
  const found = await context.transaction(async (trx) => {
    const report = await findReport(trx, id);
    return report && { report, editions: await listEditions(trx, { reportId: id }) };
  });
  return found && { ...found, about: (await subjectsOf(context, found.report.territory)) ?? [] };
}

/** What the report says of one territory today. */
export async function draftDocument(context: Context, report: Report, about: Subject): Promise<ReportDocument> {
  const [document] = await composeFor(inGerman(context), documentTitle(report), report.blocks, [about]);
  return document as ReportDocument;
}

/** A draft as a file; made anew each time, because it is looked at while it changes. */
export async function draftFile(context: Context, report: Report, about: Subject, format: ReportFormat): Promise<Buffer> {
  const document = await draftDocument(context, report, about);
  return reportFile(format, document, senderOf(context, german, `/${context.tenant.slug}/de/zahlen/berichte`));
}

/** What is wrong with the placeholders of blocks, by the id of the block, for the first territory of the report. */
export async function faultsOf(
  context: Context,
  blocks: readonly Block[],
  about: readonly Subject[],
): Promise<ReadonlyMap<string, readonly PlaceholderFault[]>> {
  const written = blocks.filter((block) => textsOf(block).some((text) => text.includes('{{')));
  const [first] = about;
  if (!first || written.length === 0) return new Map();
  const [world] = await worldsFor(inGerman(context), written.flatMap(textsOf), [], [first]);
  if (!world) return new Map();
  const faults = written.map((block) => [block.id, textsOf(block).flatMap((text) => faultsIn(text, world))] as const);
  return new Map(faults.filter(([, found]) => found.length > 0));
}

/** What the forms of blocks offer: public indicators, their breakdowns, territories. */
export interface Choices {
  readonly indicators: readonly Indicator[];
  readonly dimensions: readonly Dimension[];
  /** Towns of the district, then territories beyond it that figures speak of. */
  readonly places: readonly Place[];
}

export async function choices(context: Context): Promise<Choices> {
  const own = new Set((await subjects(context)).map(({ key }) => key));
  return context.transaction(async (trx) => {
    const { indicators, dimensions } = await definitionsIn(trx, false);
    const places = (await placesOf(context, trx)).filter(
      ({ key, level }) => key !== context.tenant.ags && (own.has(key) || level === 'kreis' || level === 'region'),
    );
    return { indicators, dimensions, places };
  });
}

export interface EditionView {
  readonly edition: Edition;
  readonly content: EditionContent;
}

/** @param publicOnly as visitors see it */
export async function editionView(context: Context, id: string, publicOnly: boolean): Promise<EditionView | undefined> {
  const found = await context.transaction((trx) => findEdition(trx, id));
  if (!found || (publicOnly && !found.public)) return undefined;
  const { content, ...edition } = found;
  return { edition, content };
}

export function publicEditions(context: Context): Promise<readonly Edition[]> {
  return context.transaction((trx) => listEditions(trx, { publicOnly: true }));
}

/** Document of an edition: the only one, or that of the territory asked for; null: there are several to choose from. */
export function documentOf({ edition, content }: EditionView, slug: string): ReportDocument | null | undefined {
  if (edition.territory !== eachTown) return content.documents[0];
  return slug ? content.documents.find((one) => one.slug === slug) : null;
}

/** A document of a frozen edition as a file; it never changes, so it is made once. */
export function editionFile(
  context: Context,
  view: EditionView,
  document: ReportDocument,
  format: ReportFormat,
): Promise<Buffer> {
  const { edition } = view;
  const sender = senderOf(context, german, `/${context.tenant.slug}/de/zahlen/berichte/${edition.id}`);
  return keptFile(context, ['edition', edition.id, document.territory, format], () =>
    reportFile(format, document, sender, edition.frozenAt),
  );
}
