import { secondFactorRoles } from '#platform/access';
import { isOwnForm } from './form-protection.ts';
import type { App } from './types.ts';

const writing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * The route-access contract: a route that does not say who may call it stops the start; every call is held against
 * what its route declared, and every write must come from a form of ours.
 */
export function guardRoutes(app: App, options: { formSecret: Buffer; origins: ReadonlySet<string> }): void {
  app.addHook('onRoute', (route) => {
    if (route.method === 'HEAD' || route.url.startsWith('/assets/')) return;
    if (!route.config?.access) throw new Error(`Route ${route.method} ${route.url} does not declare its access`);
    const district = route.url.includes('/:district');
    if (route.config.access.includes('.') && !district) {
      throw new Error(`Route ${route.url} asks for a permission but names no district`);
    }
  });

  app.addHook('preHandler', async (request, reply) => {
    const { access, machine, withoutFormToken } = request.routeOptions.config;
    if (!access || reply.sent) return;
    if (writing.has(request.method) && !withoutFormToken && !isOwnForm(request, options.formSecret, options.origins)) {
      return reply.refuse(403);
    }
    if (access === 'public') return;
    const { actor } = request.visit;
    if (actor.kind === 'visitor') {
      if (machine || request.method !== 'GET') return reply.refuse(401);
      return reply.redirect(`/konto/anmelden?weiter=${encodeURIComponent(request.url)}`, 303);
    }
    if (access === 'signed-in') return;
    if (request.context.may(access)) return;
    // A role that sees cases is there, but the session lacks the second factor: say so instead of a bare refusal.
    const waiting =
      actor.kind === 'user' && !actor.secondFactor && actor.assignments.some((one) => secondFactorRoles.includes(one.role));
    if (waiting && request.method === 'GET') return reply.redirect('/konto/zweiter-faktor', 303);
    return reply.refuse(403);
  });
}
