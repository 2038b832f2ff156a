import type { Translate } from '#platform/i18n';
import type { OfferContent, OrganisationContent } from '../content.ts';
import type { ContactPoint } from './content.ts';

/** What of the words of comparisons (field-text.ts) is needed here. */
interface Words {
  readonly t: Translate;
  readonly locale: string;
  language(code: string): string;
}

/** What belongs to one kind of entry, as people read it in comparisons: one line per fact, each with its label. */

type Line = readonly [label: string, value: string | number | readonly string[] | undefined];

function labelled(lines: readonly Line[], { t }: Words): string {
  return lines
    .flatMap(([label, value]) => {
      const text = Array.isArray(value) ? value.join(', ') : value;
      return text === undefined || text === '' ? [] : [`${t(`directory:kinds.${label}`)}: ${text}`];
    })
    .join('\n');
}

const named = (vocabulary: string, { t }: Words, id: string | undefined) =>
  id === undefined ? undefined : t(`directory:${vocabulary}.${id}`);
const all = (vocabulary: string, words: Words, ids: readonly string[] = []) =>
  ids.map((id) => words.t(`directory:${vocabulary}.${id}`));

export function projectText(part: NonNullable<OfferContent['project']>, words: Words): string {
  return labelled(
    [
      ['since', part.since],
      ['until', part.until],
      ['funded_by', part.fundedBy],
      ['partners', part.partners],
      ['results', part.results],
      ['transfer', part.transfer],
      ['evaluation', named('evaluation', words, part.evaluation)],
      ['evaluation_url', part.evaluationUrl],
      ['ask', [part.askRole, part.askPhone, part.askEmail].filter((one) => one !== undefined)],
    ],
    words,
  );
}

export function effortText({ hours, per }: { hours?: number | undefined; per?: string | undefined }, { t, locale }: Words) {
  if (hours === undefined) return undefined;
  const number = new Intl.NumberFormat(locale).format(hours);
  return t(`directory:kinds.effort.${per ?? 'week'}`, { hours: number });
}

export function volunteeringText(part: NonNullable<OfferContent['volunteering']>, words: Words): string {
  return labelled(
    [
      ['task', part.task],
      ['effort', effortText(part, words)],
      ['effort_note', part.effortNote],
      ['skills', part.skills],
      ['languages_welcome', part.languages?.map((code) => words.language(code))],
      ['training', named('yesNo', words, part.training)],
      ['insurance', named('yesNo', words, part.insurance)],
      ['expenses', named('yesNo', words, part.expenses)],
      ['certificate', named('yesNo', words, part.certificate)],
      ['newcomers', named('yesNo', words, part.newcomers)],
    ],
    words,
  );
}

export function professionalText(part: NonNullable<OfferContent['professional']>, words: Words): string {
  return labelled(
    [
      ['profession', named('profession', words, part.profession)],
      ['accepting', named('accepting', words, part.accepting)],
      ['billing', all('billing', words, part.billing)],
      ['appointment', all('appointment', words, part.appointment)],
    ],
    words,
  );
}

export const contactPointText = (point: ContactPoint): string =>
  [point.topic, point.role, point.phone, point.email, point.room, point.hours].filter(Boolean).join(', ');

export const contactPointsText = (points: NonNullable<OrganisationContent['contactPoints']>): string =>
  points.map(contactPointText).join('\n');
