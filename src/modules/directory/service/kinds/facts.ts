import { languageName } from '#platform/i18n';
import type { OfferContent } from '../../model/content.ts';
import { effortText } from '../../model/kinds/field-text.ts';
import type { FactView } from '../showing/fact-view.ts';
import { germanPhrase, type Phrase, translatedPhrase } from '../showing/phrase.ts';
import type { Wording } from '../wording.ts';

/** What only projects, volunteering and professional contacts have, in words and in the order in which people ask. */

type Row = readonly [label: string, lines: readonly Phrase[]];

const some = (text: string | undefined): Phrase[] => (text ? [{ text }] : []);

const said = (offer: OfferContent, field: 'results' | 'transfer' | 'task', { language }: Wording): Phrase[] => {
  const phrase = translatedPhrase(offer, field, language);
  return phrase ? [phrase] : [];
};

/** `2021`, `2021-05`, `2021-05-17` as the language writes them. */
export function partialDay(date: string, wording: Wording): string {
  if (date.length === 4) return date;
  if (date.length === 10) return wording.day(date);
  return new Intl.DateTimeFormat(wording.language.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${date}-15T00:00Z`),
  );
}

/** When a project runs or ran: "since 2020", "until 2022", "2012 – 2014". */
export function projectPeriod(part: OfferContent['project'], wording: Wording): string | undefined {
  const { since, until } = part ?? {};
  if (since && until) {
    const [from, to] = [partialDay(since, wording), partialDay(until, wording)];
    return from === to ? from : `${from} – ${to}`;
  }
  if (since) return wording.t('directory:kinds.period.since', { date: partialDay(since, wording) });
  return until ? wording.t('directory:kinds.period.until', { date: partialDay(until, wording) }) : undefined;
}

export function effortOf(part: OfferContent['volunteering'], wording: Wording): string | undefined {
  if (!part) return undefined;
  const words = {
    t: wording.t,
    language: (code: string) => languageName(code, wording.language),
    locale: wording.language.locale,
  };
  return effortText(part, words);
}

export function welcomeLanguages(part: OfferContent['volunteering'], wording: Wording): string | undefined {
  const codes = part?.languages ?? [];
  return codes.length ? wording.list(codes.map((code) => languageName(code, wording.language))) : undefined;
}

function projectRows(offer: OfferContent, part: NonNullable<OfferContent['project']>, wording: Wording): Row[] {
  const german = (text: string | undefined) => (text ? [germanPhrase(text, wording.language)] : []);
  return [
    ['period', some(projectPeriod(part, wording))],
    ['results', said(offer, 'results', wording)],
    ['transfer', said(offer, 'transfer', wording)],
    ['funded_by', german(part.fundedBy)],
    ['partners', (part.partners ?? []).flatMap(german)],
    [
      'evaluation',
      [
        ...some(part.evaluation && wording.t(`directory:evaluation.${part.evaluation}`)),
        ...(part.evaluationUrl ? [{ text: part.evaluationUrl, lang: 'de', dir: 'ltr' as const }] : []),
      ],
    ],
    [
      'ask',
      [
        ...german(part.askRole),
        ...[part.askPhone, part.askEmail].filter((one) => one !== undefined).map((text) => ({ text, dir: 'ltr' as const })),
      ],
    ],
  ];
}

/** A yes is good news for some questions and a duty for others; both are said as a sentence. */
export function volunteeringNotes(part: OfferContent['volunteering'], wording: Wording): string[] {
  if (!part) return [];
  const said = (['newcomers', 'training', 'insurance', 'expenses', 'certificate'] as const).flatMap((name) =>
    part[name] === undefined ? [] : [wording.t(`directory:kinds.said.${name}.${part[name]}`)],
  );
  return said;
}

function volunteeringRows(offer: OfferContent, part: NonNullable<OfferContent['volunteering']>, wording: Wording): Row[] {
  const german = (text: string | undefined) => (text ? [germanPhrase(text, wording.language)] : []);
  return [
    ['task', said(offer, 'task', wording)],
    ['effort', [...some(effortOf(part, wording)), ...german(part.effortNote)]],
    ['skills', (part.skills ?? []).flatMap(german)],
    ['languages_welcome', some(welcomeLanguages(part, wording))],
    ['good_to_know', volunteeringNotes(part, wording).map((text) => ({ text }))],
  ];
}

const listed = (vocabulary: string, ids: readonly string[] | undefined, wording: Wording) =>
  ids?.length ? wording.list(ids.map((id) => wording.t(`directory:${vocabulary}.${id}`))) : undefined;

function professionalRows(part: NonNullable<OfferContent['professional']>, wording: Wording): Row[] {
  return [
    ['profession', some(part.profession && wording.t(`directory:profession.${part.profession}`))],
    ['accepting', some(part.accepting && wording.t(`directory:accepting.${part.accepting}`))],
    ['billing', some(listed('billing', part.billing, wording))],
    ['appointment', some(listed('appointment', part.appointment, wording))],
  ];
}

/** Facts of the offer's own kind; an ordinary offer has none. */
export function kindFacts(offer: OfferContent, wording: Wording): FactView[] {
  const view = (field: FactView['field'], rows: readonly Row[]) =>
    rows
      .filter(([, lines]) => lines.length > 0)
      .map(([label, lines]) => ({ field, label: wording.t(`directory:kinds.${label}`), lines }));
  if (offer.kind === 'project' && offer.project) return view('project', projectRows(offer, offer.project, wording));
  if (offer.kind === 'volunteering' && offer.volunteering)
    return view('volunteering', volunteeringRows(offer, offer.volunteering, wording));
  if (offer.kind === 'contact' && offer.professional) return view('professional', professionalRows(offer.professional, wording));
  return [];
}
