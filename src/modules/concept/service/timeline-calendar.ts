import ical from 'ical-generator';
import type { Context } from '#platform/access';
import { addDays } from '#platform/days';
import type { EditionTree, Recommendation } from '../model/edition.ts';
import { countingSteps, isOpen } from '../model/rules.ts';

/**
 * Open milestones as days of a calendar (RFC 5545): the district's steps and the last days of what is
 * still expected.
 * @param all recommendations that have not ended
 */
export function milestoneCalendar(context: Context, tree: EditionTree, all: readonly Recommendation[]): string {
  const { t, tenant } = context;
  const calendar = ical({
    name: `${tree.concept.title}, ${tree.edition.title}`,
    prodId: { company: 'Dreiklang', product: 'Integrationskonzept', language: 'DE' },
  });
  const add = (id: string, day: string, summary: string, item: Recommendation) =>
    calendar.createEvent({
      id: `${id}@dreiklang`,
      stamp: item.updatedAt,
      // A whole day is written from its UTC date; its end is the day after it.
      start: new Date(`${day}T00:00:00Z`),
      end: new Date(`${addDays(day, 1)}T00:00:00Z`),
      allDay: true,
      summary,
      description: item.title,
      url: `${context.publicUrl}/intern/${tenant.slug}/konzept/empfehlung/${item.id}`,
    });
  for (const item of all) {
    for (const step of countingSteps(item.steps)) {
      if (step.dueOn && isOpen(step)) add(step.id, step.dueOn, `${item.number} ${step.title}`, item);
    }
    if (item.endsOn) {
      add(item.id, item.endsOn, t('concept:staff.view.ends_event', { name: `${item.number} ${item.title}` }), item);
    }
  }
  return calendar.toString();
}
