import type { JobHandler, PersonalDataTable } from '#platform/module';
import { remindTasks } from './service/task-mails.ts';
import { closeLetters, remindVoters } from './service/vote-jobs.ts';
import type { NetworksWiring } from './wiring.ts';

/** What resolutions and tasks do by themselves. */
export const resolutionJobs = ({ effects }: Pick<NetworksWiring, 'effects'>): Readonly<Record<string, JobHandler>> => ({
  'networks.close_votes': closeLetters(effects),
  'networks.remind_votes': remindVoters,
  'networks.remind_tasks': remindTasks,
});

/** In UTC: letters are closed after midnight in Germany at any time of the year, mails arrive before work begins. */
export const resolutionCrontab: readonly string[] = [
  '20 0 * * * networks.close_votes ?fill=1d',
  '10 5 * * * networks.remind_votes ?fill=12h',
  '20 5 * * * networks.remind_tasks ?fill=12h',
];

const legalBasis = 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW';

/** Where resolutions and tasks hold personal data. */
export const resolutionPersonalData: readonly PersonalDataTable[] = [
  {
    table: 'network_vote',
    purpose: 'networks:staff.register.votes',
    legalBasis,
    categories: ['networks:staff.register.vote', 'networks:staff.register.remark'],
    recipients: ['networks:staff.register.body'],
    // The body has to be able to check a vote by name for as long as its period lasts, five years at most.
    retention: { anchor: 'created_at', months: 60, action: 'delete' },
    person: null,
  },
  {
    table: 'network_task',
    purpose: 'networks:staff.register.tasks',
    legalBasis,
    categories: ['networks:staff.register.owner', 'networks:staff.register.remark'],
    recipients: ['networks:staff.register.body'],
    retention: { anchor: 'done_on', months: 24, action: 'anonymise' },
    person: { column: 'user_id', by: 'user_id' },
    anonymised: { user_id: null, member_id: null, token_hash: null, remark: '' },
  },
];
