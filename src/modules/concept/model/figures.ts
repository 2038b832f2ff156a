import type { EditionTree } from './edition.ts';
import { isOverdue } from './rules.ts';
import { statuses } from './vocabulary.ts';

/** A number about an edition; `id` is the figure's without `concept.`, `query` what the board is filtered by. */
export interface ConceptNumber {
  readonly id: string;
  readonly value: number | null;
  readonly unit: 'recommendations' | 'steps' | 'percent' | 'euro';
  readonly query: string;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((1000 * part) / whole) / 10);

/** True when a day lies in an ISO 8601 period: a year, month or day, or an interval of two of them. */
export function lastsInto(period: string, day: string): boolean {
  const [from = '', to = from] = period.split('/');
  const last = to.length === 4 ? `${to}-12-31` : to.length === 7 ? `${to}-31` : to;
  return from <= day && day <= last;
}

/** The district's numbers: by status, shares, steps and money. */
export function districtNumbers(
  { recommendations: all }: EditionTree,
  today: string,
  period: string,
  towns: number,
): ConceptNumber[] {
  const own = all.flatMap(({ steps }) => steps.filter(({ town }) => town === null));
  const money = (kind: 'plannedCents' | 'securedCents' | 'spentCents') =>
    all.flatMap(({ resources }) => resources).reduce((sum, resource) => sum + (resource[kind] ?? 0), 0) / 100;
  const answers = all.flatMap(({ adoptions }) => adoptions.filter(({ decision }) => decision !== 'undecided'));
  const adopted = answers.filter(({ decision }) => decision !== 'not_applicable');
  return [
    ...statuses.map((status) => ({
      id: `status_${status}`,
      value: all.filter((one) => one.status === status).length,
      unit: 'recommendations' as const,
      query: `?stand=${status}`,
    })),
    {
      id: 'done_share',
      value: share(all.filter(({ status }) => status === 'done').length, all.length),
      unit: 'percent',
      query: '?stand=done',
    },
    { id: 'adopted_share', value: share(adopted.length, all.length * towns), unit: 'percent', query: '/matrix' },
    { id: 'overdue_steps', value: own.filter((step) => isOverdue(step, today)).length, unit: 'steps', query: '?stand=late' },
    {
      id: 'steps_done',
      value: own.filter(({ state, doneOn }) => state === 'done' && doneOn !== null && lastsInto(period, doneOn)).length,
      unit: 'steps',
      query: '/zeitplan',
    },
    { id: 'money_planned', value: money('plannedCents'), unit: 'euro', query: '' },
    { id: 'money_secured', value: money('securedCents'), unit: 'euro', query: '' },
    { id: 'money_spent', value: money('spentCents'), unit: 'euro', query: '' },
  ];
}

/** A town's numbers in the district's concept: what it made its own, and its steps that are overdue. */
export function townNumbers({ recommendations: all }: EditionTree, today: string, town: string): ConceptNumber[] {
  const answers = all.flatMap(({ adoptions }) => adoptions.filter((one) => one.town === town));
  const adopted = answers.filter(
    ({ decision }) => decision === 'adopted' || decision === 'changed' || decision === 'already',
  ).length;
  const overdue = all.flatMap(({ steps }) => steps).filter((step) => step.town === town && isOverdue(step, today)).length;
  return [
    { id: 'adopted_share', value: share(adopted, all.length), unit: 'percent', query: `/orte/${town}` },
    { id: 'overdue_steps', value: overdue, unit: 'steps', query: `/orte/${town}` },
  ];
}
