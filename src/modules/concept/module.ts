import { defineModule, type ModuleDefinition } from '#platform/module';
import { conceptPermissions } from './permissions.ts';
import { editionRoutes } from './routes/editions.tsx';
import { reportRoutes } from './routes/report.tsx';
import { editionExporter, editionImporter } from './service/files.ts';
import { loadDemonstration } from './service/loading.ts';
import { reportJobs } from './service/report-documents.ts';

/** Integrationskonzept: editions, what they recommend, what the towns make of it, what was done and reported. */
export const conceptModule: ModuleDefinition = defineModule({
  name: 'concept',
  permissions: conceptPermissions,
  routes: (app) => {
    editionRoutes(app);
    reportRoutes(app);
  },
  jobs: { ...reportJobs },
  commands: { import: { 'concept.edition': editionImporter }, export: { 'concept.edition': editionExporter } },
  demo: loadDemonstration,
  personalData: [
    {
      table: 'concept_adoption',
      purpose: 'concept:staff.register.purpose',
      legalBasis: 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 DSG NRW',
      categories: ['concept:staff.register.category'],
      recipients: [],
      retention: { anchor: 'updated_at', months: 24, action: 'anonymise' },
      person: { column: 'updated_by', by: 'user_id' },
      anonymised: { updated_by: null },
    },
    {
      table: 'concept_snapshot',
      purpose: 'concept:staff.report.register.purpose',
      legalBasis: 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 DSG NRW',
      categories: ['concept:staff.report.register.category'],
      recipients: [],
      retention: { anchor: 'taken_at', months: 24, action: 'anonymise' },
      person: { column: 'signed_by', by: 'user_id' },
      anonymised: { signed_by: null },
    },
  ],
});
