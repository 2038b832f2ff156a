import sharp from 'sharp';
import type { Context } from '#platform/access';
import { type DocxCell, type DocxSection, docx } from '#platform/documents';
import { german, translator } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { statusStrip } from '../model/report-strip.ts';
import { type FieldSummary, type StatusGroup, summarise } from '../model/report-summary.ts';
import type { ReportView } from '../model/report-view.ts';
import { groupsText, wordsOf } from '../model/report-words.ts';
import { reportPaper } from './report-pdf.ts';

const stripSize = { width: 230, height: 12 };

/** The bar of a field as a picture; it has no words in it, so no font is needed. */
async function strip(groups: Readonly<Record<StatusGroup, number>>, alt: string): Promise<DocxCell> {
  const svg = statusStrip(groups);
  if (!svg) return '–';
  const png = await sharp(Buffer.from(svg), { density: 144 }).png({ compressionLevel: 9 }).toBuffer();
  return { png, ...stripSize, alt };
}

const heading = (text: string, level: 1 | 2 | 3 = 1): DocxSection => ({ kind: 'heading', level, text });
const paragraph = (text: string): DocxSection[] => (text.trim() ? [{ kind: 'paragraph', text }] : []);

/** Word says "table without rows" as an error, so an empty list is a sentence. */
function table(
  columns: readonly string[],
  rows: readonly (readonly DocxCell[])[],
  widths: readonly number[],
  none = '',
): DocxSection[] {
  return rows.length ? [{ kind: 'table', columns, rows, widths }] : paragraph(none);
}

/**
 * The paper for the Kreistag, to be edited further: block with number and bodies, proposed resolution, grounds with summary,
 * plots and tables. The annex with every recommendation is the PDF.
 */
export async function reportDocx(context: Context, view: ReportView): Promise<Buffer> {
  const t = translator(german);
  const words = wordsOf(t, german, view.frame.towns);
  const paper = reportPaper(context, view);
  const { report } = view;
  const summary = summarise(view.items.map(({ content }) => content));
  const plot = (field: FieldSummary) => strip(field.groups, `${field.title}: ${groupsText(field.groups, words)}`);
  const bodies = report.committees.split('\n').flatMap((line) => line.trim() || []);
  const proposal = report.proposal || t('concept:staff.report.proposal_text', { report: report.title });
  const sections: DocxSection[] = [
    ...paragraph(paper.draft ?? ''),
    {
      kind: 'factList',
      facts: [
        [t('concept:report.paper_number'), report.paperNumber || '–'],
        ...paper.cover.filter(([term]) => term !== t('concept:report.paper_number') && term !== t('concept:report.committees')),
      ],
    },
    ...table(
      [t('concept:staff.report.order'), t('concept:staff.report.body')],
      bodies.map((body, index) => [String(index + 1), body]),
      [1, 6],
    ),
    heading(t('concept:staff.report.proposal')),
    ...paragraph(proposal),
    heading(t('concept:staff.report.grounds')),
    heading(paper.summary.title, 2),
    ...paragraph(report.summary),
    ...table(paper.summary.figureColumns, paper.summary.figures, [4, 1]),
    heading(t('concept:report.by_field'), 2),
    ...table(
      [t('concept:report.field_title'), t('concept:report.progress'), t('concept:report.state')],
      await Promise.all(
        summary.fields.map(async (field) => [
          `${field.title}\n${groupsText(field.groups, words)}`,
          words.percent(field.progress),
          await plot(field),
        ]),
      ),
      [5, 2, 5],
    ),
    ...paper.fields.flatMap((field) => [
      heading(field.title, 2),
      ...paragraph(field.text),
      ...table(
        field.columns,
        field.rows.map(([number, title, status, , progress, next]) => [number, title, status, progress, next].map(String)),
        [1, 5, 2, 2, 4],
      ),
    ]),
  ];
  if (paper.differences) {
    const { title, text, columns, rows, counts } = paper.differences;
    sections.push(heading(title, 2), ...paragraph(text), ...table([columns[2] ?? '', t('concept:report.value')], counts, [4, 1]));
    sections.push(...table(columns, rows, [1, 4, 2, 5]));
  }
  if (paper.adoption) {
    sections.push(heading(paper.adoption.title, 2), ...paragraph(paper.adoption.text));
    // A portrait page: towns below each other, with what they take over of everything.
    const { tables } = paper.adoption;
    const towns = tables.flatMap(({ columns, rows }) =>
      columns.slice(1).map((town, index) => [town, rows.at(-1)?.[index + 1] ?? '']),
    );
    sections.push(...table([t('concept:report.town'), t('concept:staff.report.taken')], towns, [4, 2]));
  }
  for (const part of [paper.late, paper.unfunded]) {
    sections.push(heading(part.title, 2), ...table(part.columns, part.rows, [1, 5, 3, 4, 2], part.empty));
  }
  sections.push(...paragraph(paper.source));
  return docx({ title: report.title, language: german, sections, creator: tenantName(context.tenant, german) });
}
