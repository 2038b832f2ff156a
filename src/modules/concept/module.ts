import { defineModule, type ModuleDefinition } from '#platform/module';
import { conceptApi } from './open-api.ts';
import { conceptPermissions } from './permissions.ts';
import { feedbackPersonalData } from './personal-data.ts';
import { viewRoutes } from './routes/board-views.ts';
import { editingRoutes } from './routes/editing.ts';
import { editionRoutes } from './routes/editions.tsx';
import { feedbackRoutes } from './routes/feedback.tsx';
import { fileRoutes } from './routes/file.tsx';
import { openDataRoutes } from './routes/open-data.ts';
import { publicRoutes } from './routes/public.tsx';
import { reportRoutes } from './routes/report.tsx';
import { editionExporter, editionImporter } from './service/files.ts';
import { loadDemonstration } from './service/loading.ts';
import { openDatasets } from './service/open-data.ts';
import { conceptFigures, searchConcept } from './service/overview.ts';
import { remindAll } from './service/reminders.ts';
import { reportJobs } from './service/report-documents.ts';

const legalBasis = 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 DSG NRW';

/** Integrationskonzept: editions, what they recommend, what the towns make of it, what was done and reported. */
export const conceptModule: ModuleDefinition = defineModule({
  name: 'concept',
  permissions: conceptPermissions,
  routes: (app) => {
    viewRoutes(app);
    editingRoutes(app);
    editionRoutes(app);
    reportRoutes(app);
    publicRoutes(app);
    feedbackRoutes(app);
    openDataRoutes(app);
    fileRoutes(app);
  },
  navigation: {
    public: [{ label: 'concept:nav.concept', path: '/konzept' }],
    staff: [{ label: 'concept:staff.nav', path: '/konzept', permission: 'concept.read' }],
  },
  jobs: { 'concept.remind': remindAll, ...reportJobs },
  crontab: ['30 5 * * 1 concept.remind ?fill=1d'],
  figures: conceptFigures,
  search: searchConcept,
  openData: openDatasets,
  openApi: conceptApi,
  commands: { import: { 'concept.edition': editionImporter }, export: { 'concept.edition': editionExporter } },
  demo: loadDemonstration,
  personalData: [
    {
      table: 'concept_adoption',
      purpose: 'concept:staff.register.purpose',
      legalBasis,
      categories: ['concept:staff.register.category'],
      recipients: [],
      retention: { anchor: 'updated_at', months: 24, action: 'anonymise' },
      person: { column: 'updated_by', by: 'user_id' },
      anonymised: { updated_by: null },
    },
    {
      table: 'concept_snapshot',
      purpose: 'concept:staff.report.register.purpose',
      legalBasis,
      categories: ['concept:staff.report.register.category'],
      recipients: [],
      retention: { anchor: 'taken_at', months: 24, action: 'anonymise' },
      person: { column: 'signed_by', by: 'user_id' },
      anonymised: { signed_by: null },
    },
    ...feedbackPersonalData,
    {
      table: 'concept_note',
      purpose: 'concept:staff.register.note_purpose',
      legalBasis,
      categories: ['concept:staff.register.author'],
      recipients: [],
      // What happened stays; who wrote it down is of no use after two years.
      retention: { anchor: 'created_at', months: 24, action: 'anonymise' },
      person: { column: 'author_user_id', by: 'user_id' },
      anonymised: { author_user_id: null, author_name: '' },
    },
  ],
});
