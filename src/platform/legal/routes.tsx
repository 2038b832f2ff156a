import type { VNode } from 'preact';
import type { App } from '#platform/http';
import { AccessibilityPage, BarrierPage } from './pages/accessibility.tsx';
import { ImprintPage } from './pages/imprint.tsx';
import type { Legal } from './pages/parts.tsx';
import { PrivacyPage } from './pages/privacy.tsx';
import { SoftwarePage } from './pages/software.tsx';
import { usedPackages } from './software.ts';

type Page = (legal: Legal) => VNode;

const pages: Readonly<Record<string, Page>> = {
  impressum: (legal) => <ImprintPage legal={legal} />,
  datenschutz: (legal) => <PrivacyPage legal={legal} />,
  barrierefreiheit: (legal) => <AccessibilityPage legal={legal} />,
  'open-source': () => <SoftwarePage packages={usedPackages()} />,
};

/** The same pages for a district and, without one, for the installation. */
export function legalRoutes(app: App): void {
  for (const [path, page] of Object.entries(pages)) {
    for (const address of [`/:district/:language/${path}`, `/${path}`]) {
      app.get(address, { config: { access: 'public', cached: true } }, async (request, reply) =>
        reply.page(page(request.visit.tenant?.settings.legal)),
      );
    }
  }
  // A district takes reports of barriers through a form, which belongs to the module that answers them.
  app.get('/barriere-melden', { config: { access: 'public' } }, async (request, reply) =>
    reply.page(<BarrierPage legal={undefined} address={request.headers.referer ?? ''} />),
  );
}
