import type { App } from '#platform/http';
import { inboxRoutes } from './staff/inbox.tsx';
import { reviewRoutes } from './staff/review.tsx';
import { startRoutes } from './staff/start.tsx';

/** The pages of the directory for work. */
export function staffRoutes(app: App): void {
  startRoutes(app);
  inboxRoutes(app);
  reviewRoutes(app);
}
