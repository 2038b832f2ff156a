import type { TenantDirectory } from '#platform/tenancy';
import { districtTheme } from '#platform/ui';
import type { App } from './types.ts';

/** The district's colours as a style sheet of its own, because the content policy allows no inline style. */
export function installTheme(app: App, tenants: TenantDirectory): void {
  app.get<{ Params: { district: string } }>(
    '/:district/theme.css',
    { config: { access: 'public', bare: true } },
    (request, reply) => {
      const tenant = tenants.bySlug(request.params.district);
      if (!tenant) return reply.refuse(404);
      return reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .type('text/css; charset=utf-8')
        .send(districtTheme(tenant.settings.accent, tenant.settings.accentDark));
    },
  );
}
