import ical from 'ical-generator';
import type { Context } from '#platform/access';
import { occurrences } from '../model/occurrences.ts';
import type { PublicOfferRow } from '../store/public-offers.ts';
import { groundOf } from './showing/ground.ts';
import { describeOffer } from './showing/offer-view.ts';

const weeksAhead = 26;
const mostEvents = 200;

/**
 * The dates of an offer as iCalendar (RFC 5545), half a year ahead. Each date is an event of its own: no recurrence rule
 * says "not in the school holidays of North Rhine-Westphalia". Undefined when it has no dates.
 */
export async function calendarOf(context: Context, row: PublicOfferRow): Promise<string | undefined> {
  const now = context.now();
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const until = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 7 * weeksAhead);
  const dates = occurrences(row.content, today, until).slice(0, mostEvents);
  const dayLong = 24 * 3600 * 1000;
  // Open round the clock is no date.
  if (!dates.length || dates.some(({ from, to }) => to.getTime() - from.getTime() > 7 * dayLong)) return undefined;
  const ground = await groundOf(context);
  const offer = describeOffer(row, context.language, { context, ground, visitor: {} });
  const place = offer.facts.find(({ field }) => field === 'place');
  const calendar = ical({
    name: offer.title.text,
    prodId: { company: 'Dreiklang', product: 'Wegweiser', language: 'DE' },
    ttl: 24 * 3600,
  });
  for (const { from, to } of dates) {
    calendar.createEvent({
      id: `${row.offerId}-${from.toISOString().slice(0, 16).replace(/\D/g, '')}@dreiklang`,
      stamp: row.publishedAt,
      start: from,
      end: to,
      summary: offer.title.text,
      description: `${offer.summary.text}\n\n${offer.address}`,
      url: offer.address,
      ...(place ? { location: place.lines.map(({ text }) => text).join(', ') } : {}),
    });
  }
  return calendar.toString();
}
