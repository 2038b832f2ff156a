import type { ApiDescription } from '#platform/module';

/** Calendars that other programs subscribe to. */
export const networksApi: ApiDescription = {
  groups: [{ id: 'calendars', title: 'networks:staff.api.calendars', text: 'networks:staff.api.calendars_text' }],
  operations: [
    {
      method: 'get',
      paths: ['/calendar/:district/gremien/:file'],
      id: 'getBodyCalendar',
      group: 'calendars',
      summary: 'networks:staff.api.body',
      answer: { 'text/calendar': { type: 'string' } },
    },
  ],
};
