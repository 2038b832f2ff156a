import { listTowns, nameIn } from '#modules/territory';
import type { App, FastifyReply } from '#platform/http';
import { filtered, pageOf } from '../model/board.ts';
import { boardHref } from '../model/board-address.ts';
import { decisionTable, fieldMatrix, townTallies } from '../model/matrix.ts';
import { MatrixPage } from '../pages/matrix.tsx';
import { addressOf } from './board.tsx';
import { frameOf, type ViewCall, viewRoute } from './board-parts.ts';

/** Lines of the large table: times the towns of a district it is a few thousand cells. */
const pageSize = 50;

async function matrix(call: ViewCall): Promise<FastifyReply> {
  const { context, ground, reply, query, base } = call;
  const { tree } = ground;
  const { filter, page } = addressOf(call);
  const towns = (await listTowns(context)).map((town) => ({
    key: town.key,
    name: nameIn(town, context.language.tag),
    shape: town.shape,
    credit: town.shapeSource,
  }));
  const keys = towns.map(({ key }) => key);
  const table = decisionTable(tree.recommendations, keys);
  const left = filtered(tree.recommendations, tree.fields, { field: filter.field });
  return reply.page(
    <MatrixPage
      frame={frameOf(call)}
      towns={towns}
      fieldRows={fieldMatrix(tree.recommendations, tree.fields, keys, table)}
      totals={townTallies(tree.recommendations, keys, table)}
      table={table}
      slice={pageOf(left, page, query.druck === undefined ? pageSize : 5000)}
      count={left.length}
      field={filter.field}
      pageHref={(number) => boardHref(`${base}/matrix`, { filter: { field: filter.field }, page: number }, 'einzeln')}
    />,
  );
}

export function matrixRoutes(app: App): void {
  viewRoute(app, '/matrix', matrix, true);
}
