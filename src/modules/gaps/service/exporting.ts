import { join } from 'node:path';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { projectRoot } from '#platform/config';
import { compilePdf, type Sheet, workbook } from '#platform/documents';
import { tenantName } from '#platform/tenancy';
import type { Told } from '../model/evidence.ts';
import type { Board } from './board.ts';
import { filterTexts, wordsOf } from './words.ts';

const template = { root: join(projectRoot, 'src/modules/gaps/typst'), main: 'board.typ' };

/** How the numbers are to be read; stands on every copy that leaves the house. */
export const notesOf = ({ t }: Pick<Context, 't'>): string[] =>
  ['supply', 'demand', 'few', 'people', 'ranking'].map((note) => t(`gaps:staff.note.${note}`));

async function exported(context: Context, board: Board, format: 'xlsx' | 'pdf'): Promise<void> {
  const { filter } = board;
  const details = {
    format,
    level: filter.level,
    language: filter.language,
    target: filter.target,
    kilometres: filter.kilometres,
  };
  await context.transaction((trx) =>
    audit(trx, context, { action: 'gap.board_exported', subjectType: 'gap_board', subjectId: null, details }),
  );
}

/** The board as a workbook: matrix, largest gaps, and what was asked of it. */
export async function boardWorkbook(context: Context, board: Board): Promise<Buffer> {
  await exported(context, board, 'xlsx');
  const { t } = context;
  const { cellName, offers, reason, day, number } = wordsOf(context, board.vocabulary);
  // A withheld number is a text, so that no sum takes it for one.
  const asText = (value: Told) => (value === 'few' ? t('gaps:staff.few') : number(value));
  const matrix: Sheet = {
    name: t('gaps:staff.matrix.title'),
    columns: [
      { key: 'topic', header: t('gaps:staff.filter.topic'), kind: 'text', width: 36 },
      { key: 'offers', header: t('gaps:staff.district'), kind: 'integer' },
      ...board.vocabulary.towns.map(({ id, name }) => ({ key: id, header: name, kind: 'integer' as const })),
      { key: 'searches', header: t('gaps:staff.matrix.searches'), kind: 'text', width: 18 },
      { key: 'outside', header: t('gaps:staff.matrix.outside'), kind: 'text', width: 18 },
      { key: 'corrections', header: t('gaps:staff.matrix.corrections'), kind: 'integer' },
    ],
    rows: board.rows.map((row) => ({
      topic: row.topic.name,
      offers: row.offers,
      ...Object.fromEntries(board.vocabulary.towns.map(({ id }, index) => [id, row.counts[index] ?? 0])),
      searches: asText(row.searches),
      outside: asText(row.outside),
      corrections: row.corrections,
    })),
  };
  const gaps: Sheet = {
    name: t('gaps:staff.gap.title'),
    columns: [
      { key: 'rank', header: t('gaps:staff.gap.rank'), kind: 'integer' },
      { key: 'cell', header: t('gaps:staff.gap.cell'), kind: 'text', width: 50 },
      { key: 'supply', header: t('gaps:staff.gap.supply'), kind: 'text', width: 40 },
      { key: 'reasons', header: t('gaps:staff.gap.reasons'), kind: 'text', width: 60 },
    ],
    rows: board.gaps.map((gap, index) => ({
      rank: index + 1,
      cell: cellName(gap.cell),
      supply: offers(gap.offers, board.filter, gap.cell.town),
      reasons: reason(gap),
    })),
  };
  const people: Sheet = {
    name: t('gaps:staff.people.title'),
    columns: [
      { key: 'language', header: t('gaps:staff.filter.language'), kind: 'text' },
      { key: 'mainly', header: t('gaps:staff.people.mainly'), kind: 'integer' },
      { key: 'also', header: t('gaps:staff.people.also'), kind: 'integer' },
      { key: 'nationalities', header: t('gaps:staff.people.nationalities'), kind: 'text', width: 50 },
      { key: 'day', header: t('gaps:staff.people.day'), kind: 'date' },
      { key: 'source', header: t('gaps:staff.people.source'), kind: 'text', width: 50 },
    ],
    rows: board.people.languages.map((one) => ({ ...one, language: one.name, also: one.people - one.mainly })),
  };
  const about: Sheet = {
    name: t('gaps:staff.export.about'),
    columns: [
      { key: 'label', header: t('gaps:staff.export.what'), kind: 'text', width: 30 },
      { key: 'value', header: t('gaps:staff.export.value'), kind: 'text', width: 90 },
    ],
    rows: [
      { label: t('gaps:staff.export.day'), value: day(board.today) },
      ...filterTexts(context, board).map(([label, value]) => ({ label, value })),
      ...notesOf(context).map((value, index) => ({ label: t('gaps:staff.export.note', { number: index + 1 }), value })),
    ],
  };
  const sheets = [matrix, gaps, ...(board.people.languages.length ? [people] : []), about];
  const creator = tenantName(context.tenant, context.language);
  return workbook(sheets, { title: t('gaps:staff.title'), language: context.language, createdAt: context.now(), creator });
}

/** The same as an accessible PDF (PDF/UA-1) for a planning meeting. */
export async function boardPdf(context: Context, board: Board): Promise<Buffer> {
  await exported(context, board, 'pdf');
  const { t, language } = context;
  const { cellName, sentence, told, number, day } = wordsOf(context, board.vocabulary);
  const { towns } = board.vocabulary;
  // Five long names fit beside each other; more towns are told below.
  const perTable = 5;
  const parts = Array.from({ length: Math.max(1, Math.ceil(towns.length / perTable)) }, (_, part) =>
    towns.slice(part * perTable, (part + 1) * perTable),
  );
  const data = {
    sender: tenantName(context.tenant, language),
    note: t('gaps:staff.title'),
    date: t('gaps:staff.export.as_of', { day: day(board.today) }),
    pageLabel: t('gaps:staff.export.page', { page: '{page}', pages: '{pages}' }),
    facts: filterTexts(context, board),
    gaps: {
      title: t('gaps:staff.gap.title'),
      none: t('gaps:staff.gap.none'),
      columns: [t('gaps:staff.gap.rank'), t('gaps:staff.gap.cell'), t('gaps:staff.gap.reasons')],
      rows: board.gaps.map((gap, index) => [number(index + 1), cellName(gap.cell), sentence(gap, board.filter)]),
    },
    matrix: {
      title: t('gaps:staff.matrix.title'),
      parts: [
        ...parts.map((part) => ({
          columns: [t('gaps:staff.filter.topic'), ...part.map(({ name }) => name)],
          rows: board.rows.map((row) => [
            row.topic.name,
            ...part.map(({ id }) => {
              const count = row.counts[towns.findIndex((town) => town.id === id)] ?? 0;
              return count ? number(count) : t('gaps:staff.none');
            }),
          ]),
        })),
        {
          columns: [
            t('gaps:staff.filter.topic'),
            t('gaps:staff.district'),
            ...(['searches', 'outside', 'corrections'] as const).map((column) => t(`gaps:staff.matrix.${column}`)),
          ],
          rows: board.rows.map((row) => [
            row.topic.name,
            row.offers ? number(row.offers) : t('gaps:staff.none'),
            told(row.searches),
            told(row.outside),
            number(row.corrections),
          ]),
        },
      ],
    },
    people: {
      title: t('gaps:staff.people.title'),
      columns: [
        'gaps:staff.filter.language',
        'gaps:staff.people.mainly',
        'gaps:staff.people.also',
        'gaps:staff.people.nationalities',
      ].map((key) => t(key)),
      rows: board.people.languages.map((one) => [
        one.name,
        number(one.mainly),
        number(one.people - one.mainly),
        one.nationalities.join(', '),
      ]),
      source: sourcesOf(board, day),
    },
    notesTitle: t('gaps:staff.export.notes'),
    notes: notesOf(context),
  };
  const { accent } = context.tenant.settings;
  return compilePdf(template, data, { language, title: t('gaps:staff.title'), accent, createdAt: context.now() });
}

function sourcesOf({ people }: Board, day: (iso: string) => string): string {
  return [...new Set(people.languages.map((one) => `${one.source}, ${day(one.day)}`))].join('; ');
}
