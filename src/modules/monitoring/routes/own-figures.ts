import type { App } from '#platform/http';
import { type Modules, storeOwnFigures } from '../service/own-figures.ts';
import { editRoute, staffBase } from './catalogue-parts.ts';

/** "Store now": the figures of our own modules as they stand today. */
export function ownFigureRoutes(app: App, modules: Modules): void {
  editRoute(app, 'post', '/kennzahlen/eigene-zahlen', async ({ context, reply }) => {
    const stored = await storeOwnFigures(context, modules, 'running');
    const changed = stored.some(({ added, revised }) => added + revised > 0);
    const notice = changed ? 'stored' : 'nothing_new';
    return reply.redirectWithNotice(`${staffBase(context)}/kennzahlen`, 'success', `monitoring:staff.own.${notice}`);
  });
}
