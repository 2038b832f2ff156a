import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { csv, type TableColumn, type TableRow, workbook } from '#platform/documents';
import { german, translator } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { type BoardFilter, ownersOf } from '../model/board.ts';
import type { EditionTree, Recommendation } from '../model/edition.ts';

export type BoardFormat = 'csv' | 'xlsx';

// What leaves the house is content, and content is German whoever exports it; the whole matrix for import is another file.
const t = translator(german);
const heading = (key: string) => t(`concept:staff.view.${key}`);

const columns = (): readonly TableColumn[] => [
  { key: 'number', header: heading('number'), kind: 'integer' },
  { key: 'title', header: heading('title'), kind: 'text', width: 50 },
  { key: 'field', header: heading('field'), kind: 'text', width: 24 },
  { key: 'status', header: heading('status'), kind: 'text' },
  { key: 'reason', header: heading('reason'), kind: 'text', width: 30 },
  { key: 'progress', header: heading('progress'), kind: 'percent' },
  { key: 'owners', header: heading('owner'), kind: 'text', width: 30 },
  { key: 'step', header: heading('next_step'), kind: 'text', width: 30 },
  { key: 'due', header: heading('due_of_step'), kind: 'date' },
  { key: 'timeFrame', header: heading('time_frame'), kind: 'text' },
  { key: 'startsOn', header: heading('starts'), kind: 'date' },
  { key: 'endsOn', header: heading('ends'), kind: 'date' },
  { key: 'targetGroups', header: heading('target_group'), kind: 'text', width: 30 },
  { key: 'stakeholders', header: heading('stakeholder'), kind: 'text', width: 40 },
  { key: 'money', header: heading('money'), kind: 'text' },
  { key: 'reporting', header: heading('reporting'), kind: 'text' },
  { key: 'reportedOn', header: heading('reported'), kind: 'date' },
];

function rowOf(one: Recommendation, fields: ReadonlyMap<string, string>): TableRow {
  return {
    number: one.number,
    title: one.title,
    field: fields.get(one.fieldId) ?? '',
    status: t(`concept:status.${one.status}`),
    reason: one.statusReason,
    progress: one.progress === null ? null : one.progress / 100,
    owners: [...ownersOf(one), ...one.responsibilities.map((word) => t(`concept:responsibility.${word}`))],
    step: one.nextStep?.title,
    due: one.nextStep?.dueOn,
    timeFrame: one.timeFrame && t(`concept:time.${one.timeFrame}`),
    startsOn: one.startsOn,
    endsOn: one.endsOn,
    targetGroups: one.targetGroups,
    stakeholders: one.stakeholders.map(({ name }) => name),
    money: one.unfunded ? t('concept:staff.view.no_money') : '',
    reporting: t(`concept:timeliness.${one.timeliness}`),
    reportedOn: one.reportedOn,
  };
}

/** The board's lines as a file, in their order; the log says what was taken along. */
export async function exportBoard(
  context: Context,
  tree: EditionTree,
  all: readonly Recommendation[],
  { format, filter }: { readonly format: BoardFormat; readonly filter: BoardFilter },
): Promise<string | Buffer> {
  const asked = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  await context.transaction((trx) =>
    audit(trx, context, {
      action: 'concept.exported',
      subjectType: 'concept_edition',
      subjectId: tree.edition.id,
      details: { format, filter: asked, rows: all.length },
    }),
  );
  const fields = new Map(tree.fields.map(({ id, title }) => [id, title]));
  const rows = all.map((one) => rowOf(one, fields));
  if (format === 'csv') return csv(columns(), rows, { separator: ';', bom: true });
  return workbook([{ name: heading('tab.board'), columns: columns(), rows }], {
    title: `${tree.concept.title}, ${tree.edition.title}`,
    creator: tenantName(context.tenant, german),
    language: german,
    createdAt: context.now(),
  });
}
