import type { OfferContent } from '../content.ts';

/** Hours a week up to which a task counts as a small one. */
const littleTime = 2;

function effortPerWeek({ hours, per }: NonNullable<OfferContent['volunteering']>): number | undefined {
  if (hours === undefined || per === 'occasion') return undefined;
  return per === 'month' ? hours / 4 : hours;
}

/** Facet words (model/facets.ts) by which the lists of single kinds are filtered; other entries have none of them. */
export function kindWords(offer: OfferContent): string[] {
  if (offer.kind === 'project') {
    const part = offer.project ?? {};
    return [
      ...(part.transfer ? ['projekt:transfer'] : []),
      ...(part.results ? ['projekt:results'] : []),
      ...(part.evaluation === 'yes' ? ['projekt:evaluated'] : []),
    ];
  }
  if (offer.kind === 'volunteering') {
    const part = offer.volunteering ?? {};
    const effort = effortPerWeek(part);
    return [
      ...(part.newcomers === 'yes' ? ['einsatz:newcomers'] : []),
      ...(part.training === 'yes' ? ['einsatz:training'] : []),
      ...(part.insurance === 'yes' ? ['einsatz:insured'] : []),
      ...(part.expenses === 'yes' ? ['einsatz:expenses'] : []),
      ...(part.certificate === 'no' ? ['einsatz:no-certificate'] : []),
      ...(effort !== undefined && effort <= littleTime ? ['einsatz:little-time'] : []),
      ...(part.languages ?? []).map((code) => `willkommen:${code}`),
    ];
  }
  if (offer.kind === 'contact') {
    const part = offer.professional ?? {};
    return [
      ...(part.profession ? [`beruf:${part.profession}`] : []),
      ...(part.accepting ? [`aufnahme:${part.accepting}`] : []),
      ...(part.billing ?? []).map((one) => `zahlung:${one}`),
      ...(part.appointment?.includes('walk-in') ? ['zugang:walk-in'] : []),
      ...(offer.languages.some(({ by, code }) => by === 'practitioner' && code !== 'deu') ? ['zugang:practitioner'] : []),
    ];
  }
  return [];
}
