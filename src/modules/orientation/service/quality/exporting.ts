import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { csv, type TableColumn, type TableRow, workbook } from '#platform/documents';
import { findInterfaceLanguage } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import type { Finding, FindingKind } from '../../model/quality/findings.ts';
import { readQuality } from './board.ts';

const autonym = (tag: string) => findInterfaceLanguage(tag)?.autonym ?? tag;

const findingColumns = ({ t }: Pick<Context, 't'>): TableColumn[] => [
  { key: 'kind', header: t('orientation:staff.quality.kind'), kind: 'text', width: 34 },
  { key: 'title', header: t('orientation:staff.quality.page'), kind: 'text', width: 50 },
  { key: 'slug', header: t('orientation:staff.quality.slug'), kind: 'text', width: 30 },
  { key: 'language', header: t('orientation:staff.writing.language'), kind: 'text', width: 20 },
  { key: 'day', header: t('orientation:staff.quality.day'), kind: 'date' },
  { key: 'number', header: t('orientation:staff.quality.number'), kind: 'decimal' },
];

const rowOf = ({ t }: Pick<Context, 't'>, finding: Finding): TableRow => ({
  ...finding,
  kind: t(`orientation:staff.quality.kind.${finding.kind}`),
  language: autonym(finding.language),
});

export interface ExportWish {
  readonly format: 'csv' | 'xlsx';
  readonly days: number;
  /** One kind or language; all without. */
  readonly kind?: FindingKind | undefined;
  readonly language?: string | undefined;
}

/** What can be said against the pages that the actor may write, to take along. */
export async function exportFindings(context: Context, { format, days, kind, language }: ExportWish): Promise<string | Buffer> {
  const { t } = context;
  const board = await readQuality(context, days);
  const findings = board.findings.filter(
    (finding) => (!kind || finding.kind === kind) && (!language || finding.language === language),
  );
  await context.transaction((trx) =>
    audit(trx, context, {
      action: 'orientation.quality_exported',
      subjectType: 'orientation',
      subjectId: null,
      details: { format, rows: findings.length },
    }),
  );
  const rows = findings.map((finding) => rowOf(context, finding));
  if (format === 'csv') return csv(findingColumns(context), rows, { separator: ';', bom: true });
  const count = (key: string, label: string): TableColumn => ({
    key,
    header: t(`orientation:staff.quality.${label}`),
    kind: 'integer',
  });
  const sheets = [
    { name: t('orientation:staff.tab.quality'), columns: findingColumns(context), rows },
    {
      name: t('orientation:staff.quality.languages'),
      columns: [
        { key: 'language', header: t('orientation:staff.writing.language'), kind: 'text' as const, width: 20 },
        count('published', 'published'),
        ...(['missing', 'outdated', 'machine', 'drafts'] as const).map((one) => count(one, `column.${one}`)),
        count('links', 'links'),
      ],
      rows: board.languages.map((row) => ({ ...row, language: autonym(row.language) })),
    },
  ];
  const creator = tenantName(context.tenant, context.language);
  return workbook(sheets, {
    title: t('orientation:staff.tab.quality'),
    language: context.language,
    createdAt: context.now(),
    creator,
  });
}
