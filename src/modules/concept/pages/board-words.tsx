import type { InterfaceLanguage, Translate } from '#platform/i18n';
import { StateMark, type WorkState } from '#platform/ui';
import { ownersOf } from '../model/board.ts';
import type { Recommendation } from '../model/edition.ts';
import type { AdoptionStatus, Decision, Status, StepState } from '../model/vocabulary.ts';

/** Where recommendations and towns' rows are worked on. */
export const recommendationHref = (district: string, id: string): string => `/intern/${district}/konzept/empfehlung/${id}`;
export const townRowHref = (district: string, id: string, town: string): string =>
  `${recommendationHref(district, id)}/orte/${town}`;

const looks: Readonly<Record<Status, WorkState>> = {
  idea: 'draft',
  planned: 'planned',
  running: 'running',
  late: 'late',
  done: 'done',
  paused: 'waiting',
  dropped: 'stopped',
  merged: 'stopped',
  superseded: 'stopped',
};

export const statusLook = (status: Status | AdoptionStatus): WorkState => looks[status];

export const stepLook: Readonly<Record<StepState, WorkState>> = {
  open: 'planned',
  running: 'running',
  done: 'done',
  dropped: 'stopped',
};

export const statusMark = (status: Status | AdoptionStatus, t: Translate) =>
  StateMark({ state: statusLook(status), children: t(`concept:status.${status}`) });

/** One letter for each decision, so that a matrix can be read without telling colours apart; its name stands beside it. */
export const decisionSigns: Readonly<Record<Decision, string>> = {
  adopted: '✓',
  changed: '±',
  already: '=',
  not_applicable: '–',
  undecided: '?',
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** A day in the reader's language, short; the day itself has no zone. */
export function shortDay(day: string, { locale }: Pick<InterfaceLanguage, 'locale'>): string {
  let format = formats.get(locale);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    formats.set(locale, format);
  }
  return format.format(Date.parse(day));
}

export const percent = (value: number | null, t: Translate): string =>
  value === null ? t('concept:staff.view.no_progress') : t('concept:staff.view.percent', { value });

/** Number and title, as people name a recommendation. */
export const nameOf = ({ number, title }: Pick<Recommendation, 'number' | 'title'>): string => `${number} ${title}`;

/** Who has to move it in one line: names, then the kinds of bodies that answer for it. */
export const ownerLine = (item: Recommendation, t: Translate): string =>
  [...ownersOf(item), ...item.responsibilities.map((one) => t(`concept:responsibility.${one}`))].join(', ');
