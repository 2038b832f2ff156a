import type { App, FastifyReply } from '#platform/http';
import { stakeholdersOf } from '../model/stakeholder-view.ts';
import { StakeholderPage, StakeholdersPage } from '../pages/stakeholder-view.tsx';
import { frameOf, type ViewCall, viewRoute } from './board-parts.ts';

function stakeholders(call: ViewCall): FastifyReply {
  return call.reply.page(<StakeholdersPage frame={frameOf(call)} all={stakeholdersOf(call.ground.tree.recommendations)} />);
}

function stakeholder(call: ViewCall): FastifyReply {
  const { ground, reply, params } = call;
  const one = stakeholdersOf(ground.tree.recommendations).find(({ slug }) => slug === params.stakeholder);
  return one ? reply.page(<StakeholderPage frame={frameOf(call)} one={one} />) : reply.refuse(404);
}

export function stakeholderViewRoutes(app: App): void {
  viewRoute(app, '/beteiligte', stakeholders);
  viewRoute(app, '/beteiligte/:stakeholder', stakeholder);
}
