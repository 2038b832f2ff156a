import type { Context } from '#platform/access';
import { type Sheet, type TableColumn, workbook } from '#platform/documents';
import { german, translator } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { reportFields } from '../model/report.ts';
import { adoptionMatrix, summarise } from '../model/report-summary.ts';
import type { ReportView } from '../model/report-view.ts';
import { differenceText, statusText, tell, type Words, wordsOf } from '../model/report-words.ts';

const text = (key: string, header: string, width?: number): TableColumn => ({
  key,
  header,
  kind: 'text',
  ...(width && { width }),
});
const number = (key: string, header: string): TableColumn => ({ key, header, kind: 'integer' });

function recommendations({ report, items }: ReportView, words: Words): Sheet {
  const { t } = words;
  const chosen = reportFields.filter((field) => report.fields.includes(field) && field !== 'progress');
  return {
    name: t('concept:staff.report.sheet.recommendations'),
    columns: [
      number('number', t('concept:report.column.number')),
      text('field', t('concept:report.column.field')),
      text('title', t('concept:report.column.recommendation'), 50),
      text('status', t('concept:report.column.status')),
      { key: 'progress', header: t('concept:report.column.progress'), kind: 'percent' },
      ...chosen.map((field) => text(field, t(`concept:report.field.${field}`), 40)),
      text('signed', t('concept:staff.report.column.signed')),
    ],
    rows: items.map(({ content, signedOff }) => ({
      number: content.number,
      field: content.field.title,
      title: content.title,
      status: statusText(content, words),
      progress: content.progress === null ? null : content.progress / 100,
      ...Object.fromEntries(tell(content, chosen, words).map(({ field, value }) => [field, value])),
      signed: t(signedOff ? 'concept:staff.report.signed' : 'concept:staff.report.not_signed'),
    })),
  };
}

function steps({ items }: ReportView, { t, town }: Words): Sheet {
  return {
    name: t('concept:report.field.steps'),
    columns: [
      number('number', t('concept:report.column.number')),
      text('title', t('concept:report.column.recommendation'), 50),
      text('town', t('concept:report.town')),
      text('step', t('concept:staff.report.column.step'), 50),
      { key: 'dueOn', header: t('concept:report.column.end'), kind: 'date' },
      text('responsible', t('concept:staff.report.column.responsible')),
      text('state', t('concept:report.column.status')),
      { key: 'doneOn', header: t('concept:staff.report.column.done'), kind: 'date' },
      text('evidence', t('concept:staff.report.column.evidence'), 50),
    ],
    rows: items.flatMap(({ content }) =>
      content.steps.map((step) => ({
        number: content.number,
        title: content.title,
        town: step.town ? town(step.town) : '',
        step: step.title,
        dueOn: step.dueOn,
        responsible: step.responsible,
        state: t(`concept:step.${step.state}`),
        doneOn: step.doneOn,
        evidence: step.evidence,
      })),
    ),
  };
}

function adoption({ items, frame }: ReportView, { t }: Words): Sheet {
  const summary = summarise(items.map(({ content }) => content));
  const matrix = adoptionMatrix(summary, frame.towns);
  const columns = matrix.flatMap(({ ags, name }) => [
    number(`${ags}-taken`, t('concept:staff.report.taken_in', { town: name })),
    number(`${ags}-decided`, t('concept:staff.report.decided_in', { town: name })),
  ]);
  return {
    name: t('concept:staff.report.sheet.adoption'),
    columns: [text('field', t('concept:report.column.field')), number('count', t('concept:report.count')), ...columns],
    rows: summary.fields.map(({ title, items: own }, index) => ({
      field: title,
      count: own.length,
      ...Object.fromEntries(
        matrix.flatMap(({ ags, fields }) => [
          [`${ags}-taken`, fields[index]?.taken ?? 0],
          [`${ags}-decided`, fields[index]?.decided ?? 0],
        ]),
      ),
    })),
  };
}

function answers({ items, frame }: ReportView, { t }: Words): Sheet {
  return {
    name: t('concept:staff.report.sheet.answers'),
    columns: [
      number('number', t('concept:report.column.number')),
      text('title', t('concept:report.column.recommendation'), 50),
      ...frame.towns.map(({ ags, name }) => text(ags, name)),
    ],
    rows: items.map(({ content }) => ({
      number: content.number,
      title: content.title,
      ...Object.fromEntries(
        content.adoptions.map(({ town, decision, note }) => [
          town,
          note ? `${t(`concept:decision.${decision}`)}: ${note}` : t(`concept:decision.${decision}`),
        ]),
      ),
    })),
  };
}

function changes(view: ReportView, words: Words): Sheet {
  const { t } = words;
  return {
    name: t('concept:report.differences'),
    columns: [
      number('number', t('concept:report.column.number')),
      text('field', t('concept:report.column.field')),
      text('title', t('concept:report.column.recommendation'), 50),
      text('difference', t('concept:report.column.difference')),
      text('change', t('concept:report.column.change'), 60),
    ],
    rows: view.differences.map((one) => ({
      number: one.number,
      field: one.field,
      title: one.title,
      difference: t(`concept:report.difference.${one.kind}`),
      change: differenceText(one, words),
    })),
  };
}

/** The whole matrix of a report: a sheet for recommendations, steps, the towns' answers and what changed. */
export async function reportXlsx(context: Context, view: ReportView): Promise<Buffer> {
  const words = wordsOf(translator(german), german, view.frame.towns);
  const { fields } = view.report;
  const sheets = [
    recommendations(view, words),
    ...(fields.includes('steps') ? [steps(view, words)] : []),
    ...(fields.includes('adoption') ? [adoption(view, words), answers(view, words)] : []),
    ...(view.previous ? [changes(view, words)] : []),
  ];
  return workbook(sheets, {
    title: view.report.title,
    creator: tenantName(context.tenant, german),
    language: german,
    createdAt: view.report.closedAt ?? context.now(),
  });
}
