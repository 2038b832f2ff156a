import table from './school-holidays.json' with { type: 'json' };

/** Last day for which the school holidays of North Rhine-Westphalia are known here; the decree beyond it is not in the table yet. */
export const schoolHolidaysUntil: string = table.until;

/** Whether an ISO day is a school holiday in North Rhine-Westphalia; undefined outside of what the table knows. */
export function isSchoolHoliday(day: string): boolean | undefined {
  if (day < table.from || day > table.until) return undefined;
  return table.holidays.some(([first = '', last = '']) => first <= day && day <= last);
}
