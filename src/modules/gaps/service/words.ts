import type { Context } from '#platform/access';
import { formatNumber } from '#platform/i18n';
import type { Evidence, Told } from '../model/evidence.ts';
import type { Cell, Filter } from '../model/filter.ts';
import type { Gap } from '../model/ranking.ts';
import type { Board, Vocabulary } from './board.ts';

/** Names and sentences of the board in the reader's language. */
export function wordsOf(context: Pick<Context, 'language' | 't'>, vocabulary: Vocabulary) {
  const { t, language } = context;
  const named = (lists: readonly (readonly { id: string; name: string }[])[]) =>
    new Map(lists.flat().map(({ id, name }) => [id, name]));
  const names = {
    topic: named([vocabulary.topics, ...vocabulary.topics.map(({ leaves }) => leaves)]),
    language: named([vocabulary.languages]),
    target: named([vocabulary.targets]),
    town: named([vocabulary.towns]),
  };
  const nameOf = (kind: keyof typeof names, id: string) => names[kind].get(id) ?? id;
  const number = (value: number) => formatNumber(value, language);
  const day = (iso: string) =>
    new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(iso));
  const told = (value: Told) => (value === 'few' ? t('gaps:staff.few') : number(value));
  /** „Beratung · Tigrinya · Frauen · Marl" */
  const cellName = (cell: Cell) =>
    [
      nameOf('topic', cell.topic),
      ...(cell.language ? [nameOf('language', cell.language)] : []),
      ...(cell.target ? [nameOf('target', cell.target)] : []),
      cell.town ? nameOf('town', cell.town) : t('gaps:staff.district'),
    ].join(' · ');
  const offers = (count: number, { kilometres, bookable }: Pick<Filter, 'kilometres' | 'bookable'>, town: string) =>
    t(
      `gaps:staff.supply.${count ? '' : 'none.'}${town === '' ? 'district' : kilometres ? 'near' : 'town'}${bookable ? '_bookable' : ''}`,
      {
        count,
        kilometres,
      },
    );
  /** What speaks for a need, each as a part of a sentence. */
  const reasons = ({ searches, outside, corrections, people }: Evidence): string[] => [
    ...(searches === 0
      ? []
      : [searches === 'few' ? t('gaps:staff.reason.few_searches') : t('gaps:staff.reason.searches', { count: searches })]),
    ...(outside === 0
      ? []
      : [outside === 'few' ? t('gaps:staff.reason.few_outside') : t('gaps:staff.reason.outside', { count: outside })]),
    ...(corrections ? [t('gaps:staff.reason.corrections', { count: corrections })] : []),
    ...(people ? [t('gaps:staff.reason.people', { count: people, people: number(people) })] : []),
  ];
  const list = new Intl.ListFormat(language.locale, { type: 'conjunction' });
  const reason = (evidence: Evidence) => list.format(reasons(evidence));
  const sentence = (gap: Gap, filter: Filter) =>
    t('gaps:staff.gap.sentence', { supply: offers(gap.offers, filter, gap.cell.town), reasons: reason(gap) });
  return { nameOf, number, day, told, cellName, offers, reasons, reason, sentence };
}

export type Words = ReturnType<typeof wordsOf>;

/** What the board was asked, as pairs of label and value, for pages and documents. */
export function filterTexts(
  context: Pick<Context, 'language' | 't'>,
  { filter, vocabulary, since, today }: Board,
): [string, string][] {
  const { t } = context;
  const { nameOf, day } = wordsOf(context, vocabulary);
  const any = t('gaps:staff.any');
  return [
    [t('gaps:staff.filter.level'), t(`gaps:staff.level.${filter.level}`)],
    [t('gaps:staff.filter.topic'), filter.topic ? nameOf('topic', filter.topic) : any],
    [t('gaps:staff.filter.language'), filter.language ? nameOf('language', filter.language) : any],
    [t('gaps:staff.filter.target'), filter.target ? nameOf('target', filter.target) : any],
    [t('gaps:staff.filter.kilometres'), t(`gaps:staff.km.${filter.kilometres}`)],
    [t('gaps:staff.filter.bookable'), t(filter.bookable ? 'gaps:staff.yes' : 'gaps:staff.no')],
    [t('gaps:staff.filter.period'), t('gaps:staff.period_days', { from: day(since), to: day(today) })],
  ];
}
