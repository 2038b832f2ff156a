import { isDay } from '#platform/days';
import { timeFrameWords as frames, plain, wordOf } from './words.ts';

const months = [
  'januar',
  'februar',
  'maerz',
  'april',
  'mai',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'dezember',
] as const;

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');

/** First or last day of some months of a year. */
function edgeOf(year: number, first: number, last: number, edge: 'first' | 'last'): string {
  if (edge === 'first') return `${pad(year, 4)}-${pad(first)}-01`;
  return new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10);
}

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

function monthOf(name: string): number {
  const short = plain(name);
  return short.length < 3 ? 0 : months.findIndex((month) => month.startsWith(short)) + 1;
}

/**
 * A day as people write it: `2026-12-31`, `31.12.2026`, `31.12.26`, `12/2026`, `Dezember 2026`, `Q3 2026`, `3. Quartal 2026`,
 * `1. Halbjahr 2026`, `Ende 2026`, `2026`, each with or without "bis", "ab", "seit". A longer stretch gives its first or last
 * day. Undefined: no day of the calendar.
 */
export function readDay(text: string, edge: 'first' | 'last'): string | undefined {
  const said = text
    .trim()
    .replace(/^(?:spätestens\s+)?(?:bis(?:\s+(?:zum|ende))?|ab|seit|von|am|zum)\s+/i, '')
    .trim();
  if (isDay(said)) return said;
  const german = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})$/.exec(said);
  if (german) {
    const [, day = '', month = '', year = ''] = german;
    const iso = `${pad(fullYear(year), 4)}-${pad(Number(month))}-${pad(Number(day))}`;
    return isDay(iso) ? iso : undefined;
  }
  const month = /^(\d{1,2})\s*[/.]\s*(\d{4})$/.exec(said);
  if (month) return stretch(Number(month[2]), Number(month[1]), Number(month[1]), edge);
  const named = /^(?:Anfang\s+|Mitte\s+|Ende\s+)?([A-Za-zäÄ]+)\.?\s+(\d{4})$/.exec(said);
  if (named && monthOf(named[1] ?? '')) return stretch(Number(named[2]), monthOf(named[1] ?? ''), monthOf(named[1] ?? ''), edge);
  const quarter = /^(?:Q([1-4])|([1-4])\.?\s*(?:Quartal|Q\.?))\s*[/ ]?\s*(\d{4})$/i.exec(said);
  if (quarter) {
    const which = Number(quarter[1] ?? quarter[2]);
    return stretch(Number(quarter[3]), 3 * which - 2, 3 * which, edge);
  }
  const half = /^([12])\.?\s*Halbjahr\s*(\d{4})$/i.exec(said);
  if (half) return stretch(Number(half[2]), 6 * Number(half[1]) - 5, 6 * Number(half[1]), edge);
  const year = /^(?:Anfang\s+|Mitte\s+|Ende\s+)?(\d{4})$/i.exec(said);
  if (!year) return undefined;
  if (/^Anfang/i.test(said)) return stretch(Number(year[1]), 1, 3, edge);
  if (/^Mitte/i.test(said)) return stretch(Number(year[1]), 5, 7, edge);
  return stretch(Number(year[1]), 1, 12, edge);
}

function stretch(year: number, first: number, last: number, edge: 'first' | 'last'): string | undefined {
  return first >= 1 && last <= 12 && year >= 1900 && year <= 2200 ? edgeOf(year, first, last, edge) : undefined;
}

export type TimeFrameWord = keyof typeof frames;

const order: readonly TimeFrameWord[] = ['short', 'medium', 'long', 'continuous'];

/**
 * Fristigkeit in words. Of several ("kurz- bis mittelfristig") the earliest counts, because work has to begin then;
 * `several` tells the reader so.
 */
export function readTimeFrame(text: string): { frame: TimeFrameWord; several: boolean } | undefined {
  const whole = wordOf(frames, text);
  if (whole) return { frame: whole, several: false };
  const words = text.split(/\s+(?:bis|und|oder)\s+|\s*[/,;&+–]\s*|-\s+bis\s+|\n/).filter((word) => word.trim());
  const found = words.map((word) => wordOf(frames, word));
  if (!words.length || found.some((one) => one === undefined)) return undefined;
  const frame = order.find((one) => found.includes(one));
  return frame && { frame, several: new Set(found).size > 1 };
}

/** A stretch of time in one cell, as districts write it into "Fristigkeit": `2026–2028`, `bis 12/2026`, `ab Q3 2026`. */
export function readPeriod(text: string): { startsOn: string | null; endsOn: string | null } | undefined {
  const said = text.trim();
  const two = /^(?:von\s+)?(.+?)\s*(?:–|—|\sbis\s|\s-\s|(?<=^\d{4})-(?=\d{4}$))\s*(.+)$/i.exec(said);
  const startsOn = two && readDay(two[1] ?? '', 'first');
  const endsOn = two && readDay(two[2] ?? '', 'last');
  if (startsOn && endsOn) return { startsOn, endsOn };
  if (/^(?:ab|seit)\s/i.test(said)) {
    const from = readDay(said, 'first');
    return from === undefined ? undefined : { startsOn: from, endsOn: null };
  }
  const until = readDay(said, 'last');
  return until === undefined ? undefined : { startsOn: null, endsOn: until };
}
