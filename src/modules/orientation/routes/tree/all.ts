import type { FileStore } from '#platform/files';
import type { App } from '#platform/http';
import { pictureRoute } from './picture.ts';
import { pictureRoutes } from './pictures.tsx';
import { recordRoutes } from './record.tsx';
import { treeRoutes } from './tree.tsx';
import { wordRoutes } from './words.tsx';

/** The tree of pages, their pictures and words, for staff; pictures for everybody. */
export function treeDeskRoutes(app: App, files: FileStore): void {
  treeRoutes(app);
  recordRoutes(app);
  pictureRoutes(app, files);
  wordRoutes(app);
  pictureRoute(app, files);
}
