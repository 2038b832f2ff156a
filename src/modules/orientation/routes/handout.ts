import type { FileStore } from '#platform/files';
import type { App } from '#platform/http';
import { findInterfaceLanguage } from '#platform/i18n';
import { handoutPdf } from '../service/handout/printing.ts';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Pages to take along: `?mit=<language>` sets another language beside, `?ast=1` takes all pages below too. */
export function handoutRoutes(app: App, files: FileStore): void {
  app.get(
    '/:district/:language/ankommen/:slug(^[a-z0-9-]+).pdf',
    { config: { access: 'public', limitPerMinute: 60 } },
    async ({ context, params, query }, reply) => {
      const { slug } = params as { slug: string };
      const { mit, ast } = query as Record<string, unknown>;
      const second = findInterfaceLanguage(text(mit));
      const wish = { slug, second: second?.tag === context.language.tag ? undefined : second, branch: text(ast) === '1' };
      const file = await handoutPdf(context, files, wish);
      if (!file?.length) return reply.refuse(404);
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${slug}.pdf"`)
        .header('x-robots-tag', 'noindex')
        .send(file);
    },
  );
}
