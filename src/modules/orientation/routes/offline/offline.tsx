import { type App, builtFile } from '#platform/http';
import { OfflinePage } from '../../pages/offline/offline-page.tsx';
import { paths } from '../../service/addresses.ts';
import { bundleRoute } from './bundle.tsx';
import { kioskRoutes } from './kiosk.tsx';

/** Reading without a network, and reading on public devices. */
export function offlineRoutes(app: App): void {
  app.get('/:district/:language/offline', { config: { access: 'public', cached: true } }, (request, reply) => {
    const { context } = request;
    const { t, tenant, language } = context;
    const guideHref = paths.guide(context);
    return reply.page(
      <OfflinePage
        breadcrumb={[{ label: t('orientation:nav.guide'), href: guideHref }, { label: t('orientation:offline.title') }]}
        scope={`/${tenant.slug}/${language.tag}`}
        guideHref={guideHref}
        kioskHref={paths.kiosk(context)}
      />,
    );
  });
  bundleRoute(app);
  kioskRoutes(app);
  // At the top, because a worker sees the addresses below its own only. Browsers look every day whether it changed.
  app.get('/sw.js', { config: { access: 'public', bare: true } }, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(builtFile('sw.js')),
  );
}
