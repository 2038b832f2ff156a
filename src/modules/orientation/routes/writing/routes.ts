import { z } from 'zod';
import type { MachineTranslator } from '#modules/directory';
import type { App } from '#platform/http';
import { longestHtml, markdownOf } from '../../model/pasting.ts';
import { editRoutes } from './edit.tsx';
import { moveRoutes } from './moves.tsx';
import { root } from './parts.ts';
import { reviewRoutes } from './review.tsx';
import { versionRoutes } from './versions.tsx';

const pasted = z.object({ html: z.string().max(longestHtml) });

/** Staff write the guide: texts in all languages, review, versions. */
export function writingRoutes(app: App, translator: MachineTranslator | undefined): void {
  const config = { access: 'orientation.write' } as const;
  // What an editor has on the clipboard, for the script of the writing page.
  app.post(`${root}/umwandeln`, { config }, async (request, reply) => {
    const sent = pasted.safeParse(request.body);
    return sent.success ? { markdown: markdownOf(sent.data.html) } : reply.refuse(422);
  });
  editRoutes(app, translator);
  moveRoutes(app, translator);
  versionRoutes(app);
  reviewRoutes(app);
}
