import type { App } from '#platform/http';
import { boardRoutes } from './board.tsx';
import { boardBulkRoutes } from './board-bulk.tsx';
import { kanbanRoutes } from './kanban.tsx';
import { listRoutes } from './lists.tsx';
import { matrixRoutes } from './matrix.tsx';
import { stakeholderViewRoutes } from './stakeholder-view.tsx';
import { timelineRoutes } from './timeline.tsx';
import { townViewRoutes } from './town-view.tsx';

/** The views of an edition for those who steer it. */
export function viewRoutes(app: App): void {
  boardRoutes(app);
  boardBulkRoutes(app);
  timelineRoutes(app);
  kanbanRoutes(app);
  matrixRoutes(app);
  listRoutes(app);
  townViewRoutes(app);
  stakeholderViewRoutes(app);
}
