import type { App } from '#platform/http';
import { glossaryRoutes } from './glossary/staff.tsx';
import { bulkRoutes } from './staff/bulk.tsx';
import { categoriesRoutes } from './staff/categories.tsx';
import { correctionsRoutes } from './staff/corrections.tsx';
import { editRoutes } from './staff/edit.tsx';
import { entriesRoutes } from './staff/entries.tsx';
import { entryRoutes } from './staff/entry.tsx';
import { inboxRoutes } from './staff/inbox.tsx';
import { reviewRoutes } from './staff/review.tsx';
import { reviewEditRoutes } from './staff/review-edit.tsx';
import { startRoutes, type Worklist } from './staff/start.tsx';
import { upkeepBoardRoutes } from './upkeep/board.tsx';
import { upkeepLinkDeskRoutes } from './upkeep/links.tsx';
import { upkeepRuleRoutes } from './upkeep/rules.tsx';

/** The pages of the directory for work. */
export function staffRoutes(app: App, worklist: Worklist): void {
  startRoutes(app, worklist);
  inboxRoutes(app);
  reviewRoutes(app);
  entriesRoutes(app);
  bulkRoutes(app);
  entryRoutes(app);
  editRoutes(app);
  reviewEditRoutes(app);
  correctionsRoutes(app);
  categoriesRoutes(app);
  upkeepBoardRoutes(app);
  upkeepRuleRoutes(app);
  upkeepLinkDeskRoutes(app);
  glossaryRoutes(app);
}
