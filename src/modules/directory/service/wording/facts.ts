import { type InterfaceLanguage, languageName, type Translate } from '#platform/i18n';
import type { OfferContent } from '../../model/content.ts';
import { type Obstacle, obstacles, type Visitor } from '../../model/eligibility.ts';
import type { Formats } from './formats.ts';
import type { TimeWording } from './times.ts';

type Rules = Pick<OfferContent, 'residence' | 'germanLevel' | 'ages' | 'gender' | 'areaServed'>;
type Eligible = Rules &
  Pick<OfferContent, 'kind' | 'fees' | 'childcare' | 'capacity' | 'town'> & {
    readonly registration: OfferContent['participation']['registration'];
  };

/** "May I go there?" as a sentence. `ask`: nothing is known about the visitor, or the entry was never confirmed. */
export interface Answer {
  readonly kind: 'yes' | 'ask' | 'maybe' | 'no';
  readonly text: string;
}

/** What the answer depends on besides the offer's rules. */
export interface Known {
  /** Somebody vouches for the entry. */
  readonly confirmed: boolean;
  /** Name of a town of the district in the reader's language. */
  readonly town: (key: string) => string;
}

export interface FactWording {
  ages(ages: OfferContent['ages']): string | undefined;
  level(level: OfferContent['germanLevel']): string | undefined;
  residence(groups: OfferContent['residence']): string | undefined;
  gender(gender: OfferContent['gender']): string | undefined;
  fee(fees: OfferContent['fees']): string;
  /** Each language with its days and way: "Arabisch (dienstags)". */
  languages(languages: OfferContent['languages']): string[];
  distance(kilometres: number): string;
  /** Undefined where the question makes no sense, e.g. for a project that only shows how others do it. */
  answer(offer: Eligible, visitor: Visitor, known: Known): Answer | undefined;
}

type Condition = 'gender' | 'ages' | 'germanLevel' | 'residence' | 'area';
const conditionOf: Readonly<Record<Obstacle, Condition>> = {
  gender: 'gender',
  too_young: 'ages',
  too_old: 'ages',
  german_too_low: 'germanLevel',
  german_too_high: 'germanLevel',
  residence: 'residence',
  area: 'area',
};

export function createFactWording(t: Translate, language: InterfaceLanguage, formats: Formats, times: TimeWording): FactWording {
  const ages = ({ min, max }: OfferContent['ages']): string | undefined => {
    if (min !== undefined && max !== undefined) return t('directory:wording.ages.between', { min, max });
    if (min !== undefined) return t('directory:wording.ages.from', { min });
    return max === undefined ? undefined : t('directory:wording.ages.to', { max });
  };
  const level = ({ min, max }: OfferContent['germanLevel']): string | undefined => {
    if (min && max)
      return min === max ? t('directory:wording.level.only', { level: min }) : t('directory:wording.level.between', { min, max });
    if (min) return t('directory:wording.level.from', { level: min });
    return max ? t('directory:wording.level.to', { level: max }) : undefined;
  };
  const residence = (groups: OfferContent['residence']): string | undefined =>
    groups.length
      ? t('directory:wording.residence', { groups: formats.list(groups.map((group) => t(`directory:residence.${group}`))) })
      : undefined;
  const gender = (one: OfferContent['gender']): string | undefined =>
    one === 'all' ? undefined : t(`directory:wording.for.${one}`);

  const area = (keys: OfferContent['areaServed'], town: Known['town']): string | undefined =>
    keys.length ? t('directory:wording.area', { towns: formats.list(keys.map(town)) }) : undefined;

  const conditions = (
    offer: Rules & Pick<OfferContent, 'town'>,
    visitor: Visitor,
    town: Known['town'],
  ): Map<Condition, string> => {
    // Only its own town: what everybody expects, and worth a word to those who live elsewhere.
    const expected = !visitor.home && offer.areaServed.length === 1 && offer.areaServed[0] === offer.town;
    const said: [Condition, string | undefined][] = [
      ['gender', gender(offer.gender)],
      ['ages', ages(offer.ages)],
      ['germanLevel', level(offer.germanLevel)],
      ['residence', residence(offer.residence)],
      ['area', expected ? undefined : area(offer.areaServed, town)],
    ];
    return new Map(said.filter((one): one is [Condition, string] => one[1] !== undefined));
  };
  /** What awaits somebody who may come: money, registration, places, time to wait, care for children. */
  const extras = ({ fees, registration, capacity, childcare }: Eligible): string[] => [
    ...(fees.kind === 'unknown' ? [] : [t(`directory:wording.${fees.kind}`)]),
    ...(registration === 'required' ? [t('directory:wording.with_registration')] : []),
    ...(registration === 'none' ? [t('directory:wording.without_registration')] : []),
    ...(capacity.free === undefined
      ? []
      : [capacity.free ? t('directory:wording.places_free', { count: capacity.free }) : t('directory:wording.no_places')]),
    ...(capacity.waiting === 'weeks' || capacity.waiting === 'months'
      ? [t(`directory:wording.waiting.${capacity.waiting}`)]
      : []),
    ...(childcare === 'yes' ? [t('directory:wording.childcare')] : []),
  ];
  const withFacts = (key: string, facts: readonly string[]) =>
    facts.length ? t(`directory:wording.may.${key}_with`, { facts: formats.list(facts) }) : t(`directory:wording.may.${key}`);

  return {
    ages,
    level,
    residence,
    gender,
    fee(fees) {
      const kind = t(`directory:fee.${fees.kind}`);
      return fees.cents === undefined || fees.kind === 'free'
        ? kind
        : t('directory:wording.fee', { fee: kind, amount: formats.price(fees.cents) });
    },
    languages: (list) =>
      list.map(({ code, hours, mode }) => {
        const name = languageName(code, language);
        const details = [...(hours ? times.hoursText(hours) : []), ...(mode === 'spoken' ? [] : [t(`directory:mode.${mode}`)])];
        return details.length ? t('directory:wording.language', { language: name, details: formats.list(details) }) : name;
      }),
    distance: (kilometres) => t('directory:wording.distance', { kilometres: formats.kilometres(Math.max(kilometres, 0.1)) }),
    answer(offer, visitor, { confirmed, town }) {
      const told = Object.values(visitor).some((one) => one !== undefined);
      const asked = conditions(offer, visitor, town);
      if (told) {
        const found = obstacles(offer, visitor);
        // Few offers turn somebody away who comes from the next town, so that is something to ask.
        const missed = new Set(found.filter((one) => one !== 'area').map((obstacle) => conditionOf[obstacle]));
        const reasons = [...asked].filter(([condition]) => missed.has(condition)).map(([, text]) => text);
        if (reasons.length) return { kind: 'no', text: t('directory:wording.may.no', { facts: formats.list(reasons) }) };
        const answered: Record<Condition, boolean> = {
          gender: visitor.gender !== undefined,
          ages: visitor.age !== undefined,
          germanLevel: visitor.germanLevel !== undefined,
          residence: visitor.residence !== undefined,
          area: visitor.home !== undefined && !found.includes('area'),
        };
        const open = [...asked].filter(([condition]) => !answered[condition]).map(([, text]) => text);
        if (open.length) return { kind: 'maybe', text: t('directory:wording.may.maybe', { facts: formats.list(open) }) };
        return confirmed
          ? { kind: 'yes', text: withFacts('yes', extras(offer)) }
          : { kind: 'ask', text: t('directory:wording.may.yes_unconfirmed') };
      }
      if (asked.size)
        return {
          kind: 'ask',
          text: t('directory:wording.may.only', { facts: formats.list([...asked.values(), ...extras(offer)]) }),
        };
      if (offer.kind === 'project' || offer.kind === 'contact') return undefined;
      return confirmed
        ? { kind: 'yes', text: withFacts('all', extras(offer)) }
        : { kind: 'ask', text: t('directory:wording.may.unconfirmed') };
    },
  };
}
