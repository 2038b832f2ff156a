import type { App } from '#platform/http';
import { defineModule, type ModuleDefinition } from '#platform/module';
import { directoryApi } from './open-api.ts';
import { directoryPermissions } from './permissions.ts';
import { directoryClearing, directoryPersonalData } from './personal-data.ts';
import { correctionRoutes } from './routes/corrections.tsx';
import { duplicateRoutes } from './routes/duplicates/routes.tsx';
import { exchangeRoutes } from './routes/exchange/routes.ts';
import { handbookRoutes } from './routes/handbook/routes.ts';
import { hsdsRoutes } from './routes/hsds.ts';
import { kindRoutes } from './routes/kinds/lists.tsx';
import { openOfferRoutes } from './routes/open-offers.ts';
import { proposalRoutes } from './routes/proposals.tsx';
import { providerRoutes } from './routes/provider.tsx';
import { publicRoutes } from './routes/public.tsx';
import { shortListRoutes } from './routes/short-list/routes.tsx';
import type { Worklist } from './routes/staff/start.tsx';
import { staffRoutes } from './routes/staff.tsx';
import { translationRoutes } from './routes/translation.ts';
import { upkeepLinkRoutes } from './routes/upkeep/confirming.tsx';
import { widgetRoutes } from './routes/widget.tsx';
import { clearProposals } from './service/cleaning.ts';
import { clearDemand, demandClearing } from './service/demand/clearing.ts';
import { createDemandCounter } from './service/demand/counting.ts';
import { loadDemonstration } from './service/demonstration.ts';
import { duplicatesJob, findDuplicatesJob } from './service/duplicates/finding.ts';
import { exchangeCrontab, exchangeJobs } from './service/exchange/jobs.ts';
import { exchangeWorklist } from './service/exchange/waiting.ts';
import { offersExporter, offersImporter, organisationsExporter } from './service/files.ts';
import { reindexOffers } from './service/glossary/reindexing.ts';
import { directoryDatasets } from './service/open-offers.ts';
import { directoryFigures, searchEntries } from './service/overview.ts';
import { createPuzzleMaker } from './service/puzzle.ts';
import { refreshOpenings } from './service/refreshing.ts';
import { renewJob, renewPublicOffers } from './service/renewing.ts';
import { clearShortLists } from './service/short-list/handing-over.ts';
import { directoryPaths } from './service/showing.ts';
import { translateTexts } from './service/translation/running.ts';
import { translateJob } from './service/translation/runs.ts';
import { upkeepWork } from './service/upkeep/board.ts';
import { linkChecker, linksNightly } from './service/upkeep/checking.ts';
import { runUpkeep, upkeepNightly } from './service/upkeep/nightly.ts';
import { insertDefaultCategories } from './store/categories.ts';
import { insertDefaultRules } from './store/upkeep/rules.ts';
import type { DirectoryWiring } from './wiring.ts';

function routes(app: App, worklist: Worklist, { translator, demand, guide }: Partial<DirectoryWiring> = {}): void {
  publicRoutes(app, demand, guide);
  openOfferRoutes(app);
  widgetRoutes(app);
  kindRoutes(app);
  handbookRoutes(app);
  correctionRoutes(app);
  shortListRoutes(app);
  duplicateRoutes(app);
  staffRoutes(app, worklist);
  providerRoutes(app);
  translationRoutes(app, translator);
  upkeepLinkRoutes(app);
}

/** Wegweiser: organisations and offers, how they are proposed, published and found. */
export const directoryModule = defineModule({
  name: 'directory',
  permissions: directoryPermissions,
  personalData: directoryPersonalData,
  routes: (app) => {
    routes(app, async () => []);
    hsdsRoutes(app);
  },
  navigation: {
    public: [
      { label: 'directory:nav.offers', path: '/angebote' },
      { label: 'directory:nav.propose', path: '/angebot-vorschlagen' },
    ],
    staff: [
      { label: 'directory:staff.start.title', path: '/' },
      { label: 'directory:staff.title', path: '/wegweiser', permission: 'directory.edit' },
      { label: 'directory:staff.provider.title', path: '/meine-angebote', permission: 'directory.provide' },
    ],
  },
  jobs: {
    'directory.refresh_openings': refreshOpenings,
    'directory.clear_proposals': clearProposals,
    'directory.clear_short_lists': clearShortLists,
    'directory.clear_demand': clearDemand,
    [translateJob]: translateTexts(undefined),
    'directory.upkeep': runUpkeep,
    'directory.reindex': reindexOffers,
    [renewJob]: renewPublicOffers,
    [duplicatesJob]: findDuplicatesJob,
  },
  atStart: [renewJob],
  crontab: [
    '10 1 * * * directory.refresh_openings ?fill=1d',
    `20 1 * * * ${duplicatesJob} ?fill=1d`,
    directoryClearing,
    '50 2 * * * directory.clear_short_lists',
    demandClearing,
    upkeepNightly,
  ],
  publicReadModels: {
    directory_public_offer:
      'Search by text and facets rides on GIN indexes, which row-level security would switch off; holds published, public facts only.',
    directory_public_organisation: 'Shown beside public offers in the same statement; holds published, public facts only.',
    directory_public_word: 'Trigram index for "did you mean"; holds single words of published texts.',
  },
  figures: directoryFigures,
  search: searchEntries,
  publicPaths: directoryPaths,
  openData: directoryDatasets,
  openApi: directoryApi,
  worklist: async (context) => [...(await upkeepWork(context)), ...(await exchangeWorklist(context))],
  commands: {
    import: { 'directory.offers': offersImporter },
    export: { 'directory.offers': offersExporter, 'directory.organisations': organisationsExporter },
  },
  setUp: (context) =>
    context.transaction(async (trx) => {
      await insertDefaultCategories(trx, context.tenant.id);
      await insertDefaultRules(trx, context.tenant.id);
    }),
  demo: loadDemonstration,
});

/** The module with everything that needs the installation around it. */
export function createDirectoryModule(wiring: DirectoryWiring): ModuleDefinition {
  return defineModule({
    ...directoryModule,
    jobs: {
      ...directoryModule.jobs,
      [translateJob]: translateTexts(wiring.translator),
      'directory.check_links': linkChecker({ outgoing: wiring.outgoing }),
      ...exchangeJobs(wiring),
    },
    crontab: [...(directoryModule.crontab ?? []), linksNightly, ...exchangeCrontab],
    routes: (app) => {
      const demand = wiring.demand ?? createDemandCounter(wiring.demandKey);
      routes(app, wiring.worklist ?? (async () => []), { ...wiring, demand });
      proposalRoutes(app, createPuzzleMaker(wiring.puzzleKey));
      hsdsRoutes(app, wiring.installation);
      exchangeRoutes(app, wiring);
    },
  });
}
