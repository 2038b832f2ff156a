import type { App } from '#platform/http';
import { adoptionRoutes } from './adoption.tsx';
import { recommendationRoutes } from './recommendation.tsx';
import { recommendationEditRoutes } from './recommendation-edit.tsx';
import { stepRoutes } from './steps.tsx';
import { structureRoutes } from './structure.tsx';
import { conceptRoutes } from './structure-concepts.tsx';

/** Pages on which the concept is written and kept up to date. */
export function editingRoutes(app: App): void {
  conceptRoutes(app);
  structureRoutes(app);
  recommendationRoutes(app);
  recommendationEditRoutes(app);
  stepRoutes(app);
  adoptionRoutes(app);
}
