import { kindsOfOffers, type ToldKind, type ToldOffer, toldOffers } from '#modules/directory';
import { numberOf } from '../../model/integreat/numbers.ts';
import { dayIn, moment, recurrenceRule, timeIn } from '../../model/integreat/times.ts';
import type { Event, Location } from '../../model/integreat/types.ts';
import { type Frame, growing, horizonOf, keeping, translationsOf } from './frame.ts';
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

/** One entry of the list before it has words: a series with its rule, or a single date of it. */
interface Entry {
  readonly offerId: string;
  /** `slug` of the offer for its first stretch, its first day behind it for others. */
  readonly series: string;
  readonly stretch: Stretch;
  readonly date: Dates;
  /** The last part of a single date's address; undefined: the entry is the series. */
  readonly single?: string;
}

/** The series of all offers, soonest first. */
async function seriesOf({ context }: Frame): Promise<readonly Entry[]> {
  const kinds = await kindsOfOffers(context, horizonOf(context.now()));
  const all = [...kinds].flatMap(([slug, { id, stretches }]) => {
    const seen = new Set<string>();
    return stretches.flatMap((stretch, index): readonly Entry[] => {
      const [date] = stretch.dates;
      if (!date) return [];
      const stem = index ? `${slug}--${dayIn(date.from)}-${timeIn(date.from).slice(0, 5).replace(':', '')}` : slug;
      // Two schedules may begin in the same minute.
      const series = seen.has(stem) ? `${stem}-${index + 1}` : stem;
      seen.add(series);
      return [{ offerId: id, series, stretch, date }];
    });
  });
  return all.toSorted(byStart);
}

const byStart = (a: Entry, b: Entry) => a.date.from.getTime() - b.date.from.getTime() || (a.series < b.series ? -1 : 1);

/** How far single dates go, and how many there are at most: clients that know no rules get the near future. */
const singleDays = 31;
const mostSingles = 2000;

/** One entry for each date, soonest first, under the address of its series and its day. */
async function datesOf(frame: Frame): Promise<readonly Entry[]> {
  const until = new Date(frame.context.now().getTime() + singleDays * dayMinutes * minute);
  const all = (await seriesOf(frame)).flatMap((entry) =>
    entry.stretch.dates
      // What happens once is there however far away it is.
      .filter(({ from }) => entry.stretch.rule === null || from <= until)
      .map((date) => ({ ...entry, date })),
  );
  // A rule may name several hours of a day.
  const sameDay = new Map<string, number>();
  return all
    .toSorted(byStart)
    .slice(0, mostSingles)
    .map((entry) => {
      if (entry.stretch.rule === null) return entry;
      const day = `${entry.series}$${dayIn(entry.date.from)}`;
      const times = (sameDay.get(day) ?? 0) + 1;
      sameDay.set(day, times);
      return { ...entry, single: `${day}${times > 1 ? `-${times}` : ''}` };
    });
}

/** What the dates of an offer have in common. */
interface Told {
  readonly offer: ToldOffer;
  readonly content: string;
  readonly excerpt: string;
}

function eventOf(frame: Frame, { series, stretch, date, single }: Entry, { offer, content, excerpt }: Told): Event {
  const place = `events/${single ?? series}`;
  const path = `${frame.base}${place}/`;
  const whole = numberOf('event', offer.id, series);
  const id = single === undefined ? whole : numberOf('date', String(whole), moment(date.from));
  const updated = moment(offer.publishedAt);
  const { rule } = stretch;
  return {
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
    event: eventInfo(id, date, rule === null ? null : numberOf('series', offer.id, series)),
    featured_image: null,
    recurrence_rule: rule === null || single !== undefined ? null : recurrenceRule(date.from, rule),
    hash: null,
  };
}

const listing = (entriesOf: (frame: Frame) => Promise<readonly Entry[]>) =>
  keeping(32_000_000, async (frame) => {
    const told = new Map<string, Told>();
    const tell = async (entries: readonly Entry[]): Promise<readonly Event[]> => {
      const fresh = new Set(entries.map(({ offerId }) => offerId).filter((id) => !told.has(id)));
      for (const offer of await toldOffers(frame.context, [...fresh]))
        told.set(offer.id, { offer, content: offerHtml(frame, offer), excerpt: offerExcerpt(offer) });
      return entries.flatMap((entry) => {
        const of = told.get(entry.offerId);
        return of ? eventOf(frame, entry, of) : [];
      });
    };
    return growing(await entriesOf(frame), tell, ({ content, excerpt }) => content.length + excerpt.length + 2000);
  });

/** One event for each series, with its rule. */
export const listEvents = listing(seriesOf);

/** One event for each date. */
export const listDates = listing(datesOf);
