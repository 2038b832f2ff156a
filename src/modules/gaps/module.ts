import { defineModule } from '#platform/module';
import { gapPermissions } from './permissions.ts';
import { gapPersonalData } from './personal-data.ts';
import { boardRoutes } from './routes/board.tsx';
import { commissionRoutes } from './routes/commissions.tsx';
import { loadDemand } from './service/demonstration.ts';
import { gapFigures, gapWork } from './service/overview.ts';

/** Was fehlt wo?: offers held against needs, by topic, language, target group and town. */
export const gapsModule = defineModule({
  name: 'gaps',
  permissions: gapPermissions,
  personalData: gapPersonalData,
  routes: (app) => {
    boardRoutes(app);
    commissionRoutes(app);
  },
  navigation: { staff: [{ label: 'gaps:staff.nav', path: '/luecken', permission: 'gaps.read' }] },
  figures: gapFigures,
  worklist: gapWork,
  demo: loadDemand,
});
