import type { App } from '#platform/http';
import { findInterfaceLanguage } from '#platform/i18n';
import type { Identity } from '../identity.ts';
import { linkRoutes } from './links.tsx';
import { setLanguageCookie } from './parts.ts';
import { profileRoutes } from './profile.tsx';
import { secondFactorRoutes } from './second-factor.tsx';
import { signInRoutes } from './sign-in.tsx';
import { type ScopeChoices, staffRoutes } from './staff.tsx';

export interface IdentityRouteOptions {
  /** Lists to choose a role's scope from; without it the key is typed in. */
  readonly scopeChoices?: ScopeChoices;
}

/** Adds the pages under `/konto` and `/intern/:district/konten`. */
export function identityRoutes(app: App, { house }: Identity, options: IdentityRouteOptions = {}): void {
  // Account pages have no language in their address, so a choice must outlast the next post.
  app.addHook('onRequest', async (request, reply) => {
    const tag = (request.query as { lang?: unknown } | undefined)?.lang;
    const isAccountPage = request.routeOptions.url?.startsWith('/konto');
    if (isAccountPage && typeof tag === 'string' && findInterfaceLanguage(tag)) setLanguageCookie(reply, tag);
  });
  signInRoutes(app, house);
  secondFactorRoutes(app, house);
  linkRoutes(app, house);
  profileRoutes(app, house);
  staffRoutes(app, house, options.scopeChoices ?? (async () => undefined));
}
