import type { App, FastifyReply } from '#platform/http';
import { attentionLists, undecidedByTown } from '../model/lists.ts';
import { decisionTable } from '../model/matrix.ts';
import { ListsPage } from '../pages/lists.tsx';
import { frameOf, type ViewCall, viewRoute } from './board-parts.ts';

/** Lines of each list; the board has the rest. */
const most = 15;

function lists(call: ViewCall): FastifyReply {
  const { ground, reply, query } = call;
  const { recommendations } = ground.tree;
  const keys = ground.towns.map(({ key }) => key);
  const names = new Map(ground.towns.map(({ key, name }) => [key, name]));
  return reply.page(
    <ListsPage
      frame={frameOf(call)}
      lists={attentionLists(recommendations, query.druck === undefined ? most : recommendations.length)}
      undecided={undecidedByTown(recommendations, keys, decisionTable(recommendations, keys))}
      townName={(key) => names.get(key) ?? key}
    />,
  );
}

export function listRoutes(app: App): void {
  viewRoute(app, '/listen', lists, true);
}
