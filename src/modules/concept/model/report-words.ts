import { type InterfaceLanguage, isolated, type Translate } from '#platform/i18n';
import type { Frame, Report, ReportField, Snapshot } from './report.ts';
import type { Difference } from './report-differences.ts';
import { type StatusGroup, statusGroups } from './report-summary.ts';

/** How a report says things in one language; the concept's own texts stay as they are. */
export interface Words {
  readonly t: Translate;
  readonly language: InterfaceLanguage;
  readonly day: (iso: string) => string;
  readonly money: (cents: number) => string;
  readonly percent: (value: number | null) => string;
  readonly town: (ags: string) => string;
}

export function wordsOf(t: Translate, language: InterfaceLanguage, towns: Frame['towns']): Words {
  const days = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const money = new Intl.NumberFormat(language.locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(language.locale, { style: 'percent', maximumFractionDigits: 0 });
  const names = new Map(towns.map(({ ags, name }) => [ags, name]));
  return {
    t,
    language,
    day: (iso) => isolated(days.format(new Date(iso)), language),
    money: (cents) => isolated(money.format(cents / 100), language),
    percent: (value) => (value === null ? '–' : isolated(percent.format(value / 100), language)),
    town: (ags) => names.get(ags) ?? ags,
  };
}

export const periodOf = ({ startsOn, endsOn }: Pick<Report, 'startsOn' | 'endsOn'>, { day }: Words) =>
  `${day(startsOn)} – ${day(endsOn)}`;

/** "Läuft", or "Läuft (Grund)" where a reason was given. */
export function statusText({ status, statusReason }: Pick<Snapshot, 'status' | 'statusReason'>, { t }: Words): string {
  return statusReason ? `${t(`concept:status.${status}`)} (${statusReason})` : t(`concept:status.${status}`);
}

/** "Geplant 3, Läuft 4": what a strip shows, for whoever reads better than looks. */
export function groupsText(groups: Readonly<Record<StatusGroup, number>>, { t }: Words): string {
  return statusGroups
    .filter((group) => groups[group] > 0)
    .map((group) => `${t(`concept:report.group.${group}`)} ${groups[group]}`)
    .join(', ');
}

export function nextStepText({ nextStep }: Pick<Snapshot, 'nextStep'>, { day }: Words): string {
  if (!nextStep) return '';
  return nextStep.dueOn ? `${nextStep.title} (${day(nextStep.dueOn)})` : nextStep.title;
}

function stepText(step: Snapshot['steps'][number], { t, day, town }: Words): string {
  const more = [
    t(`concept:step.${step.state}`),
    ...(step.town ? [town(step.town)] : []),
    ...(step.dueOn ? [t('concept:report.due', { day: day(step.dueOn) })] : []),
    ...(step.responsible ? [step.responsible] : []),
  ];
  return `${step.title} (${more.join(', ')})`;
}

function resourceText(resource: Snapshot['resources'][number], { t, money }: Words): string {
  const sums = (['planned', 'secured', 'spent'] as const).flatMap((part) => {
    const cents = resource[`${part}Cents`];
    return cents === undefined ? [] : [t(`concept:report.money.${part}`, { amount: money(cents) })];
  });
  return [resource.text || t(`concept:resource.${resource.kind}`), ...sums].join(', ');
}

function adoptionLines({ adoptions }: Snapshot, { t, town }: Words): string[] {
  const by = new Map<string, string[]>();
  for (const { town: ags, decision, note } of adoptions) {
    by.set(decision, [...(by.get(decision) ?? []), note ? `${town(ags)} (${note})` : town(ags)]);
  }
  return [...by].map(([decision, towns]) => `${t(`concept:decision.${decision}`)}: ${towns.join(', ')}`);
}

function noteLines({ notes }: Snapshot, { day }: Words): string[] {
  return [notes.public, notes.internal].flatMap((note) =>
    note ? [`${day(note.on)}${note.by ? `, ${note.by}` : ''}: ${note.text}`] : [],
  );
}

/** A line of what a report shows of a recommendation; `value` may hold several lines. */
export interface Told {
  readonly field: ReportField;
  readonly label: string;
  readonly value: string;
}

/** What a report shows of one recommendation beside number, title and status; only what was chosen and what there is. */
export function tell(one: Snapshot, fields: readonly ReportField[], words: Words): readonly Told[] {
  const { t, day, percent } = words;
  const dates = [one.startsOn, one.endsOn].some(Boolean)
    ? `${one.startsOn ? day(one.startsOn) : '…'} – ${one.endsOn ? day(one.endsOn) : '…'}`
    : '';
  const values: Record<ReportField, string> = {
    progress: one.progress === null ? '' : percent(one.progress),
    timeFrame: [one.timeFrame ? t(`concept:time.${one.timeFrame}`) : '', dates].filter(Boolean).join(', '),
    nextStep: nextStepText(one, words),
    steps: one.steps.map((step) => stepText(step, words)).join('\n'),
    adoption: adoptionLines(one, words).join('\n'),
    resources: [
      ...one.resources.map((resource) => resourceText(resource, words)),
      ...(one.fundingReservation ? [one.fundingReservation] : []),
      ...(one.unfunded ? [t('concept:report.unfunded_mark')] : []),
    ].join('\n'),
    stakeholders: one.stakeholders.map(({ name, role }) => `${name} (${t(`concept:role.${role}`)})`).join('\n'),
    notes: noteLines(one, words).join('\n'),
    indicators: [...one.indicators, ...one.figures].join('\n'),
    wording: one.wording,
  };
  return fields
    .filter((field) => values[field] !== '')
    .map((field) => ({ field, label: t(`concept:report.field.${field}`), value: values[field] }));
}

/** From what to what, or why: the last column of the differences. */
export function differenceText(one: Difference, words: Words): string {
  const { t, percent } = words;
  const state = (side: Difference['before']) =>
    side ? `${t(`concept:status.${side.status}`)}${side.progress === null ? '' : `, ${percent(side.progress)}`}` : '';
  const moved =
    one.kind !== 'unchanged' && one.before && one.after
      ? t('concept:report.from_to', { before: state(one.before), after: state(one.after) })
      : state(one.after);
  const others = one.others.length
    ? t(one.kind === 'merged' ? 'concept:report.merged_into' : 'concept:report.came_from', { numbers: one.others.join(', ') })
    : '';
  return [moved, others, one.reason].filter(Boolean).join('. ');
}
