import { dayOf } from '#platform/days';
import { type ReportSummary, statusGroups } from './report-summary.ts';
import type { ReportView } from './report-view.ts';
import { periodOf, type Words } from './report-words.ts';

/** Term and value; `own`: the value is the concept's, and so in German. */
export type Said = readonly [term: string, value: string, own?: boolean];

/** First page: what it is, of when, about which decision. */
export function coverFacts({ report, frame }: ReportView, words: Words): readonly Said[] {
  const { t, day } = words;
  const { edition, concept } = frame;
  const adopted = [edition.adoptedBy, edition.adoptedOn ? day(edition.adoptedOn) : '', edition.paperNumber].filter(Boolean);
  const facts: readonly Said[] = [
    [t('concept:report.period'), periodOf(report, words)],
    [t('concept:report.concept'), concept.title, true],
    [t('concept:report.edition'), edition.title, true],
    [t('concept:report.adopted'), adopted.join(', ')],
    [t('concept:report.paper_number'), report.paperNumber],
    [t('concept:report.committees'), report.committees, true],
    [t('concept:report.closed_on'), report.closedAt ? day(dayOf(report.closedAt)) : t('concept:staff.report.draft')],
  ];
  return facts.filter(([, value]) => value !== '');
}

/** The figures that somebody reads who reads nothing else. */
export function keyFigures(summary: ReportSummary, words: Words): readonly Said[] {
  const { t, money, percent } = words;
  const { plannedCents, securedCents, spentCents } = summary.money;
  const sums = [
    [t('concept:report.money_planned'), money(plannedCents)],
    [t('concept:report.money_secured'), money(securedCents)],
    [t('concept:report.money_spent'), money(spentCents)],
  ] as const;
  return [
    [t('concept:report.count'), String(summary.count)],
    [t('concept:report.progress'), percent(summary.progress)],
    ...statusGroups.map((group) => [t(`concept:report.group.${group}`), String(summary.groups[group])] as const),
    [t('concept:report.unfunded'), String(summary.unfunded.length)],
    [t('concept:report.ownerless'), String(summary.ownerless.length)],
    ...(plannedCents + securedCents + spentCents > 0 ? sums : []),
  ];
}
