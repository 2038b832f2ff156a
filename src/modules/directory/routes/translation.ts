import type { App } from '#platform/http';
import { boardRoutes } from './translation/board.tsx';
import { translateRoutes } from './translation/edit.tsx';
import { xliffRoutes } from './translation/xliff.tsx';

/** Pages for translating what the directory says. */
export function translationRoutes(app: App): void {
  boardRoutes(app);
  xliffRoutes(app);
  translateRoutes(app);
}
