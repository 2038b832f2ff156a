import { Resvg } from '@resvg/resvg-js';
import sharp from 'sharp';
import { findInterfaceLanguage, translator } from '#platform/i18n';
import { type Tenant, type TenantDirectory, tenantName } from '#platform/tenancy';
import { type AppIconSize, appIcon, appIconSizes, arcPaths, grounds, readableAccent } from '#platform/ui';
import type { NavigationSource } from './render.ts';
import type { App } from './types.ts';

/** The mark in white on the district's colour. */
function drawIcon({ settings }: Tenant, size: AppIconSize): Promise<Buffer> {
  const maskable = size.startsWith('maskable');
  // Of a maskable sign only the inner four fifths are safe; the others have round corners of their own.
  const scale = maskable ? 0.52 : 0.7;
  const shift = (40 * (1 - scale)) / 2;
  const corner = maskable || size === '180' ? 0 : 8;
  const arcs = arcPaths.map((path) => `<path d="${path}"/>`).join('');
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">' +
    `<rect width="40" height="40" rx="${corner}" fill="${readableAccent(settings.accent, 'light')}"/>` +
    `<g transform="translate(${shift} ${shift + 1}) scale(${scale})" fill="none" stroke="#fff" stroke-width="3.6" stroke-linecap="round">${arcs}</g></svg>`;
  const drawn = new Resvg(svg, { fitTo: { mode: 'width', value: Number(size.replace('maskable-', '')) } }).render().asPng();
  // Two colours and what lies between: a fifth of the bytes, which a browser fetches on the first visit.
  return sharp(drawn).png({ palette: true, colours: 16, effort: 10 }).toBuffer();
}

/** The web app manifest of each district and language, and its signs: what makes the pages an app to install (W3C). */
export function installAppManifest(app: App, tenants: TenantDirectory, navigation: NavigationSource): void {
  const icons = new Map<string, Promise<Buffer>>();

  app.get<{ Params: { district: string; file: string } }>(
    '/:district/app/:file',
    { config: { access: 'public', bare: true } },
    async (request, reply) => {
      const tenant = tenants.bySlug(request.params.district);
      const size = appIconSizes.find((one) => `${one}.png` === request.params.file);
      if (!tenant || !size) return reply.refuse(404);
      const key = `${size} ${tenant.settings.accent}`;
      const icon = icons.get(key) ?? drawIcon(tenant, size);
      icons.set(key, icon);
      return reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .type('image/png')
        .send(await icon);
    },
  );

  app.get<{ Params: { district: string; language: string }; Querystring: { kiosk?: string } }>(
    '/:district/:language/manifest.webmanifest',
    { config: { access: 'public', bare: true } },
    (request, reply) => {
      const tenant = tenants.bySlug(request.params.district);
      const language = findInterfaceLanguage(request.params.language);
      if (!tenant || !language) return reply.refuse(404);
      const { slug, settings } = tenant;
      const t = translator(language);
      const kiosk = request.query.kiosk !== undefined;
      const start = `/${slug}/${language.tag}/${kiosk ? 'kiosk' : ''}`;
      const district = { slug, accent: settings.accent, accentDark: settings.accentDark };
      const icon = (size: AppIconSize) => ({
        src: appIcon(district, size),
        sizes: size.replace(/(maskable-)?(\d+)/, '$2x$2'),
        type: 'image/png',
        purpose: size.startsWith('maskable') ? 'maskable' : 'any',
      });
      const places = navigation({ tenant, language, t, actor: { kind: 'visitor' } }, start);
      return reply
        .header('cache-control', 'public, max-age=3600')
        .type('application/manifest+json; charset=utf-8')
        .send(
          JSON.stringify({
            // One app for the district, whichever language it was installed in.
            id: `/${slug}/${kiosk ? 'kiosk' : ''}`,
            name: `${t('ui:brand.public')} ${tenantName(tenant, language)}`,
            short_name: t('ui:brand.public'),
            lang: language.htmlLang,
            dir: language.dir,
            start_url: start,
            scope: `/${slug}/`,
            display: kiosk ? 'fullscreen' : 'standalone',
            background_color: grounds.light.ground,
            theme_color: readableAccent(settings.accent, 'light'),
            icons: [icon('192'), icon('512'), icon('maskable-512')],
            shortcuts: kiosk ? [] : places.slice(0, 4).map(({ label, href }) => ({ name: label, url: href })),
          }),
        );
    },
  );
}
