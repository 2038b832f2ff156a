import { renderToString } from 'preact-render-to-string';
import type { Context } from '#platform/access';
import { type App, openToAllSites } from '#platform/http';
import { translator } from '#platform/i18n';
import { EmbedPage } from '../pages/widget/embed.tsx';
import { WidgetFrame } from '../pages/widget/frame.tsx';
import { WidgetSnippet } from '../pages/widget/snippet.tsx';
import { describeWidget, mostEmbedded, showWidget, type WidgetView, widgetSchema } from '../service/widget.ts';

const snippetOf = (view: WidgetView, { language }: Pick<Context, 'language'>): string =>
  renderToString(<WidgetSnippet view={view} language={language} t={translator(language)} />);

/** Offers for the towns' own websites: how to get them, in a frame, as HTML. */
export function widgetRoutes(app: App): void {
  const base = '/:district/:language/einbetten';
  const cached = { config: { access: 'public', cached: true } } as const;

  app.get(base, cached, async ({ context, query }, reply) => {
    const form = await describeWidget(context, widgetSchema.parse(query ?? {}));
    const html = snippetOf(form.view, form).replaceAll(/(<(?:h2|ul|li|p|br|\/ul|\/section))/g, '\n$1');
    return reply.framing().page(<EmbedPage form={form} html={html.trim()} most={mostEmbedded} />);
  });

  app.get(`${base}/ansicht`, cached, async ({ context, query }, reply) =>
    reply.embeddable().page(<WidgetFrame view={await showWidget(context, widgetSchema.parse(query ?? {}))} />),
  );

  app.get(`${base}/ansicht.html`, { config: { access: 'public', limitPerMinute: 240 } }, async ({ context, query }, reply) => {
    const view = await showWidget(context, widgetSchema.parse(query ?? {}));
    return reply
      .headers({ ...openToAllSites, 'cache-control': 'public, max-age=300' })
      .type('text/html; charset=utf-8')
      .send(snippetOf(view, context));
  });
}
