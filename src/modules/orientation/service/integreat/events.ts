import { kindsOfOffers, type ToldKind, type ToldOffer, toldOffers } from '#modules/directory';
import { numberOf } from '../../model/integreat/numbers.ts';
import { dayIn, moment, recurrenceRule, timeIn } from '../../model/integreat/times.ts';
import type { Event, Location } from '../../model/integreat/types.ts';
import { type Frame, horizonOf, keeping, translationsOf } from './frame.ts';
import { offerExcerpt, offerHtml } from './offers.ts';
import { locationOf } from './places.ts';

type Stretch = ToldKind['stretches'][number];
type Dates = Stretch['dates'][number];

/** No place: the same keys, all null. */
const nowhere: Location = {
  id: null,
  name: null,
  address: null,
  town: null,
  state: null,
  postcode: null,
  region: null,
  country: null,
  latitude: null,
  longitude: null,
};

const minute = 60_000;
const dayMinutes = 24 * 60;

function eventInfo(id: number, { from, to }: Dates, series: number | null): Event['event'] {
  const minutes = (to.getTime() - from.getTime()) / minute;
  const allDay = timeIn(from) === '00:00:00' && minutes % dayMinutes === 0;
  // A whole day ends in its last minute, or it would be shown as two.
  const end = allDay ? new Date(to.getTime() - minute) : to;
  return {
    id,
    start: moment(from),
    start_date: dayIn(from),
    start_time: timeIn(from),
    end: moment(end),
    end_date: dayIn(end),
    end_time: timeIn(end),
    all_day: allDay,
    only_weekdays: false,
    recurrence_id: series,
    timezone: 'Europe/Berlin',
  };
}

/** An offer's dates as events: `slug` for the first stretch, its first day behind the slug for others. */
interface Series {
  readonly offer: ToldOffer;
  readonly stretch: Stretch;
  readonly slug: string;
  /** What all dates of it have in common. */
  readonly event: Event;
}

function seriesOf(frame: Frame, offer: ToldOffer, stretches: readonly Stretch[]): Series[] {
  const content = offerHtml(frame, offer);
  const excerpt = offerExcerpt(offer);
  const updated = moment(offer.publishedAt);
  const seen = new Set<string>();
  return stretches.flatMap((stretch, index) => {
    const [first] = stretch.dates;
    if (!first) return [];
    const stem = index ? `${offer.slug}--${dayIn(first.from)}-${timeIn(first.from).slice(0, 5).replace(':', '')}` : offer.slug;
    // Two schedules may begin in the same minute.
    const slug = seen.has(stem) ? `${stem}-${index + 1}` : stem;
    seen.add(slug);
    const place = `events/${slug}`;
    const path = `${frame.base}${place}/`;
    const id = numberOf('event', offer.id, slug);
    const event: Event = {
      id,
      url: `${frame.context.publicUrl}${path}`,
      path,
      title: offer.title.text,
      modified_gmt: offer.publishedAt.toISOString(),
      last_updated: updated,
      published_at: updated,
      excerpt,
      content,
      available_languages: translationsOf(frame, id, place),
      thumbnail: null,
      location: offer.place ? locationOf(offer, offer.place) : nowhere,
      location_path: offer.place ? `${frame.base}locations/${offer.slug}/` : null,
      meeting_url: null,
      event: eventInfo(id, first, stretch.rule === null ? null : numberOf('series', offer.id, slug)),
      featured_image: null,
      recurrence_rule: stretch.rule === null ? null : recurrenceRule(first.from, stretch.rule),
      hash: null,
    };
    return [{ offer, stretch, slug, event }];
  });
}

const listSeries = keeping(32_000_000, async (frame): Promise<{ value: readonly Series[]; size: number }> => {
  const { context } = frame;
  const kinds = await kindsOfOffers(context, horizonOf(context.now()));
  const dated = [...kinds.values()].filter(({ stretches }) => stretches.length);
  const offers = await toldOffers(
    context,
    dated.map(({ id }) => id),
  );
  const value = offers.flatMap((offer) => seriesOf(frame, offer, kinds.get(offer.slug)?.stretches ?? []));
  return { value, size: value.reduce((sum, { event }) => sum + event.content.length + event.excerpt.length + 2000, 0) };
});

const byStart = (a: Event, b: Event) => Date.parse(a.event.start) - Date.parse(b.event.start) || (a.path < b.path ? -1 : 1);

/** One event for each series, with its rule. */
export const listEvents = async (frame: Frame): Promise<readonly Event[]> =>
  (await listSeries(frame)).map(({ event }) => event).toSorted(byStart);

/** How far single dates go, and how many there are at most: clients that know no rules get the near future. */
const singleDays = 31;
const mostSingles = 2000;

/** One event for each date, soonest first, under the address of its series and its day. */
export async function listDates(frame: Frame): Promise<readonly Event[]> {
  const until = new Date(frame.context.now().getTime() + singleDays * dayMinutes * minute);
  const all = (await listSeries(frame)).flatMap(({ event, stretch, slug }) =>
    stretch.dates
      // What happens once is there however far away it is.
      .filter(({ from }) => stretch.rule === null || from <= until)
      .map((date) => ({ event, slug, date, rule: stretch.rule })),
  );
  // A rule may name several hours of a day.
  const sameDay = new Map<string, number>();
  return all
    .toSorted((a, b) => a.date.from.getTime() - b.date.from.getTime() || (a.slug < b.slug ? -1 : 1))
    .slice(0, mostSingles)
    .map(({ event, slug, date, rule }) => {
      if (rule === null) return event;
      const day = `${slug}$${dayIn(date.from)}`;
      const times = (sameDay.get(day) ?? 0) + 1;
      sameDay.set(day, times);
      const place = `events/${day}${times > 1 ? `-${times}` : ''}`;
      const path = `${frame.base}${place}/`;
      const id = numberOf('date', String(event.id), moment(date.from));
      return {
        ...event,
        id,
        url: `${frame.context.publicUrl}${path}`,
        path,
        available_languages: translationsOf(frame, id, place),
        event: eventInfo(id, date, event.event.recurrence_id),
        recurrence_rule: null,
      };
    });
}
