import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { csv, type Sheet, type TableColumn, workbook } from '#platform/documents';
import { findInterfaceLanguage } from '#platform/i18n';
import type { OpenDataset } from '#platform/module';
import { tenantName } from '#platform/tenancy';
import { openViews, type ViewStatistics } from './statistics.ts';

export const licence = 'http://dcat-ap.de/def/licenses/dl-by-de/2.0';

const autonym = (tag: string) => findInterfaceLanguage(tag)?.autonym ?? tag;

async function exported(context: Context, format: 'xlsx' | 'csv', month: string): Promise<void> {
  await context.transaction((trx) =>
    audit(trx, context, {
      action: 'orientation.views_exported',
      subjectType: 'orientation_view',
      subjectId: null,
      details: { format, month },
    }),
  );
}

const pageColumns = ({ t }: Pick<Context, 't'>): TableColumn[] => [
  { key: 'title', header: t('orientation:staff.statistics.page'), kind: 'text', width: 44 },
  { key: 'path', header: t('orientation:staff.statistics.path'), kind: 'text', width: 40 },
  { key: 'views', header: t('orientation:staff.statistics.views'), kind: 'integer' },
  { key: 'up', header: t('orientation:staff.feedback.rating.up'), kind: 'integer' },
  { key: 'down', header: t('orientation:staff.feedback.rating.down'), kind: 'integer' },
];

const pageRows = ({ pages }: ViewStatistics) => pages.map(({ votes, ...page }) => ({ ...page, ...votes }));

/** The month as a workbook: pages, languages, days, and how to read them. */
export async function statisticsWorkbook(context: Context, statistics: ViewStatistics): Promise<Buffer> {
  await exported(context, 'xlsx', statistics.month);
  const { t } = context;
  const viewsColumn: TableColumn = { key: 'views', header: t('orientation:staff.statistics.views'), kind: 'integer' };
  const language: TableColumn = { key: 'name', header: t('orientation:staff.feedback.language'), kind: 'text', width: 24 };
  const sheets: Sheet[] = [
    { name: t('orientation:staff.statistics.pages'), columns: pageColumns(context), rows: pageRows(statistics) },
    {
      name: t('orientation:staff.statistics.by_language'),
      columns: [{ key: 'title', header: t('orientation:staff.statistics.page'), kind: 'text', width: 44 }, language, viewsColumn],
      rows: statistics.pages.flatMap(({ title, languages }) =>
        languages.map(({ tag, views }) => ({ title, name: autonym(tag), views })),
      ),
    },
    {
      name: t('orientation:staff.statistics.days'),
      columns: [
        { key: 'day', header: t('orientation:staff.statistics.day'), kind: 'date' },
        // A withheld number is a text, so that no sum takes it for one.
        { key: 'views', header: t('orientation:staff.statistics.views'), kind: 'text' },
      ],
      rows: statistics.days.map(({ day, views }) => ({ day, views: views ?? t('orientation:staff.statistics.withheld') })),
    },
    {
      name: t('orientation:staff.statistics.notes'),
      columns: [{ key: 'note', header: t('orientation:staff.statistics.notes'), kind: 'text', width: 100 }],
      rows: notesOf(context).map((note) => ({ note })),
    },
  ];
  const creator = tenantName(context.tenant, context.language);
  const title = t('orientation:staff.tab.statistics');
  return workbook(sheets, { title, language: context.language, createdAt: context.now(), creator });
}

/** The pages of the month as CSV, for spreadsheet programs with German settings. */
export async function statisticsCsv(context: Context, statistics: ViewStatistics): Promise<string> {
  await exported(context, 'csv', statistics.month);
  return csv(pageColumns(context), pageRows(statistics), { separator: ';', bom: true });
}

/** How the numbers are to be read. */
export const notesOf = ({ t }: Pick<Context, 't'>): string[] =>
  ['counted', 'few', 'open'].map((note) => t(`orientation:staff.statistics.note.${note}`));

/** Views by month, page and language for everybody; only what may be told, only months that are over. */
export async function openViewsCsv(context: Context): Promise<string> {
  const base = `${context.publicUrl}/${context.tenant.slug}`;
  const cells = await openViews(context);
  const column = (key: string, kind: TableColumn['kind'] = 'text'): TableColumn => ({ key, header: key, kind });
  return csv(
    [column('month'), column('language'), column('page'), column('url'), column('views', 'integer')],
    cells.map(({ month, language, path, views }) => ({
      month,
      language,
      page: path,
      url: `${base}/${language}${path}`,
      views,
    })),
    { separator: ',', bom: false },
  );
}

export async function viewDatasets(context: Context): Promise<readonly OpenDataset[]> {
  const { tenant } = context;
  const cells = await openViews(context);
  const [first] = cells;
  const last = cells.at(-1);
  if (!first || !last) return [];
  const [year = 0, month = 0] = last.month.split('-').map(Number);
  const end = new Date(Date.UTC(year, month, 0));
  const name = tenant.names.de ?? tenant.slug;
  return [
    {
      id: 'guide-views',
      titles: { de: `Abrufe der Seiten zum Ankommen: ${name}`, en: `Views of the pages for newcomers: ${name}` },
      descriptions: {
        de: 'Wie oft Seiten zum Ankommen gelesen wurden, nach Monat, Seite und Sprache. Vom Server gezählt, ohne Kennungen; Zahlen unter fünf fehlen.',
        en: 'How often pages for newcomers were read, by month, page and language. Counted by the server without identifiers; numbers below five are left out.',
      },
      keywords: ['Integration', 'Ankommen', 'Mehrsprachigkeit', 'Nutzung'],
      themes: ['SOCI', 'GOVE'],
      frequency: 'MONTHLY',
      temporal: { from: `${first.month}-01`, to: end.toISOString().slice(0, 10) },
      territories: [tenant.ags],
      level: 'administrativeDistrict',
      issued: null,
      modified: end,
      page: `/${tenant.slug}/de/ankommen`,
      distributions: [
        {
          path: `/open-data/${tenant.slug}/guide-views.csv`,
          format: 'CSV',
          mediaType: 'text/csv',
          titles: { de: 'Abrufe als CSV' },
          licence,
          attribution: name,
        },
      ],
    },
  ];
}
