import { join } from 'node:path';
import type { Context } from '#platform/access';
import { projectRoot } from '#platform/config';
import { dayOf } from '#platform/days';
import { compilePdf } from '#platform/documents';
import { german, translator } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import type { Snapshot } from '../model/report.ts';
import { coverFacts, keyFigures } from '../model/report-cover.ts';
import { countDifferences, differenceKinds } from '../model/report-differences.ts';
import { statusStrip, stripLegend } from '../model/report-strip.ts';
import { adoptionMatrix, type FieldSummary, type ReportSummary, summarise } from '../model/report-summary.ts';
import type { ReportView } from '../model/report-view.ts';
import {
  differenceText,
  groupsText,
  nextStepText,
  periodOf,
  statusText,
  tell,
  type Words,
  wordsOf,
} from '../model/report-words.ts';

const template = { root: join(projectRoot, 'src/modules/concept/typst'), main: 'report.typ' };

function fieldPart(field: FieldSummary, words: Words) {
  const { t, percent } = words;
  const said = groupsText(field.groups, words);
  return {
    title: field.title,
    text: t('concept:report.field_text', { count: field.items.length, progress: percent(field.progress), groups: said }),
    strip: statusStrip(field.groups) ?? null,
    description: `${field.title}: ${said}`,
    columns: ['number', 'recommendation', 'status', 'progress', 'next'].map((key) => t(`concept:report.column.${key}`)),
    rows: field.items.map((one) => [
      String(one.number),
      one.title,
      t(`concept:status.${one.status}`),
      one.progress,
      percent(one.progress),
      nextStepText(one, words),
    ]),
  };
}

function differencesPart(view: ReportView, words: Words) {
  const { t } = words;
  const { previous, differences } = view;
  if (!previous) return null;
  const counts = countDifferences(differences);
  return {
    title: t('concept:report.differences'),
    text: t('concept:report.since', { report: `${previous.title} (${periodOf(previous, words)})` }),
    counts: differenceKinds.map((kind) => [t(`concept:report.difference.${kind}`), String(counts[kind])] as const),
    columns: ['number', 'recommendation', 'difference', 'change'].map((key) => t(`concept:report.column.${key}`)),
    rows: differenceKinds
      .filter((kind) => kind !== 'unchanged')
      .flatMap((kind) => differences.filter((one) => one.kind === kind))
      .map((one) => [String(one.number), one.title, t(`concept:report.difference.${one.kind}`), differenceText(one, words)]),
  };
}

/** As many towns as stand side by side on a landscape page. */
const townsAcross = 14;

function adoptionPart(summary: ReportSummary, view: ReportView, { t }: Words) {
  const matrix = adoptionMatrix(summary, view.frame.towns);
  if (!view.report.fields.includes('adoption') || matrix.length === 0 || summary.fields.length === 0) return null;
  const tables = [];
  for (let from = 0; from < matrix.length; from += townsAcross) {
    const towns = matrix.slice(from, from + townsAcross);
    tables.push({
      columns: [t('concept:report.field_title'), ...towns.map(({ name }) => name)],
      rows: [
        ...summary.fields.map(({ title, items }, index) => [
          `${title} (${items.length})`,
          ...towns.map(({ fields }) => `${fields[index]?.taken ?? 0} / ${fields[index]?.decided ?? 0}`),
        ]),
        [t('concept:report.all'), ...towns.map(({ taken, decided }) => `${taken} / ${decided}`)],
      ],
    });
  }
  return { title: t('concept:report.adoption'), text: t('concept:report.adoption_text'), tables };
}

function listPart(title: string, empty: string, items: readonly Snapshot[], words: Words) {
  return {
    title,
    empty,
    columns: ['number', 'recommendation', 'field', 'status', 'end'].map((key) => words.t(`concept:report.column.${key}`)),
    rows: items.map((one) => [
      String(one.number),
      one.title,
      one.field.title,
      statusText(one, words),
      one.endsOn ? words.day(one.endsOn) : '–',
    ]),
  };
}

/** Everything that `typst/report.typ` sets, already in words. */
export function reportPaper(context: Context, view: ReportView) {
  const t = translator(german);
  const words = wordsOf(t, german, view.frame.towns);
  const { report } = view;
  const summary = summarise(view.items.map(({ content }) => content));
  const name = tenantName(context.tenant, german);
  const moment = words.day(dayOf(report.closedAt ?? context.now()));
  return {
    sender: name,
    senderNote: t('concept:staff.report.kind'),
    source: t('concept:staff.report.source', { name, moment }),
    date: t('concept:staff.report.as_of', { moment }),
    pageLabel: t('concept:staff.report.page', { page: '{page}', pages: '{pages}' }),
    draft: report.state === 'open' ? t('concept:staff.report.draft_text') : null,
    cover: coverFacts(view, words).map(([term, value]) => [term, value] as const),
    contents: t('concept:staff.report.contents'),
    summary: {
      title: t('concept:report.summary'),
      text: report.summary,
      figures: keyFigures(summary, words).map(([term, value]) => [term, value] as const),
      figuresTitle: t('concept:report.figures'),
      figureColumns: [t('concept:report.figure'), t('concept:report.value')],
      fieldsTitle: t('concept:report.by_field'),
      fieldColumns: [t('concept:report.field_title'), t('concept:report.progress'), t('concept:report.state')],
      fields: summary.fields.map((field) => ({
        title: `${field.title} (${field.items.length})`,
        progress: words.percent(field.progress),
        strip: statusStrip(field.groups) ?? null,
        description: `${field.title}: ${groupsText(field.groups, words)}`,
      })),
    },
    legend: stripLegend().map(({ group, svg }) => ({ label: t(`concept:report.group.${group}`), svg })),
    fieldsTitle: t('concept:report.fields'),
    fields: summary.fields.map((field) => fieldPart(field, words)),
    differences: differencesPart(view, words),
    adoption: adoptionPart(summary, view, words),
    late: listPart(t('concept:report.late'), t('concept:report.late_none'), summary.late, words),
    unfunded: listPart(t('concept:report.unfunded'), t('concept:report.unfunded_none'), summary.unfunded, words),
    annex: t('concept:staff.report.annex'),
    recommendations: summary.fields.flatMap(({ items }) =>
      items.map((one) => ({
        title: `${one.number} ${one.title}`,
        status: `${one.field.title} · ${statusText(one, words)}`,
        summary: one.summary,
        facts: tell(one, report.fields, words).map(({ label, value }) => [label, value]),
      })),
    ),
  };
}

/** The report as PDF/UA-1; 500 recommendations take one to two seconds, so it belongs in a job. */
export function reportPdf(context: Context, view: ReportView): Promise<Buffer> {
  return compilePdf(template, reportPaper(context, view), {
    language: german,
    title: view.report.title,
    accent: context.tenant.settings.accent,
    createdAt: view.report.closedAt ?? context.now(),
  });
}
