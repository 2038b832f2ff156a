import type { App } from '#platform/http';
import { readBoardFilter, readCellFilter } from '../model/filter.ts';
import { BoardPage } from '../pages/board.tsx';
import { CellPage } from '../pages/cell.tsx';
import { readBoard } from '../service/board.ts';
import { readCell } from '../service/cell.ts';
import { boardPdf, boardWorkbook, notesOf } from '../service/exporting.ts';
import { wordsOf } from '../service/words.ts';

const root = '/intern/:district/luecken';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The board, one field of it, and the copies for a planning meeting. */
export function boardRoutes(app: App): void {
  const read = { config: { access: 'gaps.read' } } as const;

  app.get(root, read, async ({ context, query }, reply) => {
    const board = await readBoard(context, readBoardFilter(query));
    const words = wordsOf(context, board.vocabulary);
    return reply.page(
      <BoardPage board={board} words={words} notes={notesOf(context)} mayCommission={context.may('gaps.commission')} />,
    );
  });

  app.get(`${root}/zelle`, read, async ({ context, query }, reply) => {
    const view = await readCell(context, readCellFilter(query));
    if (!view) return reply.refuse(404);
    const words = wordsOf(context, view.vocabulary);
    return reply.page(<CellPage view={view} words={words} mayCommission={context.may('gaps.commission')} />);
  });

  app.get(`${root}/uebersicht.xlsx`, read, async ({ context, query }, reply) => {
    const board = await readBoard(context, readBoardFilter(query));
    return reply
      .type(xlsx)
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="was-fehlt-wo-${board.today}.xlsx"`)
      .send(await boardWorkbook(context, board));
  });

  app.get(`${root}/uebersicht.pdf`, read, async ({ context, query }, reply) => {
    const board = await readBoard(context, readBoardFilter(query));
    return reply
      .type('application/pdf')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="was-fehlt-wo-${board.today}.pdf"`)
      .send(await boardPdf(context, board));
  });
}
