import type { TownPanel as Panel } from '#modules/territory';
import { TownPanel } from '../pages/public/town-panel.tsx';
import { showTownPanel } from '../service/showing.ts';

/** Offers and contacts on a town's page; nothing when there are none. */
export const directoryTownPanel: Panel = async (context, town) => {
  const view = await showTownPanel(context, town.key);
  return view.offers.length || view.contacts.length ? <TownPanel view={view} /> : null;
};
