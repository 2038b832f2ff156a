import type { App } from '#platform/http';
import type { DirectoryWiring } from '../../wiring.ts';
import { mappingRoutes } from './mapping.tsx';
import { runRoutes } from './runs.tsx';
import { sourceRoutes } from './sources.tsx';

/** What comes from elsewhere: sources, how they are read, and what their runs do. */
export function exchangeRoutes(app: App, wiring: Pick<DirectoryWiring, 'files'>): void {
  sourceRoutes(app, wiring);
  mappingRoutes(app);
  runRoutes(app, wiring);
}
