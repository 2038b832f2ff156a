import type { InterfaceLanguage, Translate } from '#platform/i18n';
import { type Cell, isUndelivered } from './figures.ts';
import type { Indicator, Texts } from './indicator.ts';
import { spanOf } from './period.ts';
import type { Said } from './report-document.ts';
import { breaksBetween, type Found } from './report-lookup.ts';
import { markers, type Unit } from './vocabulary.ts';

/** How numbers, times and names read in one language. */
export interface Words {
  readonly t: Translate;
  readonly language: InterfaceLanguage;
}

/** Units that stand right behind the number, in every language. */
const signs: Partial<Readonly<Record<Unit, string>>> = {
  percent: '%',
  permille: '‰',
  euro: '€',
  square_metres: 'm²',
  square_kilometres: 'km²',
};
const nbsp = '\u00a0';

/** A name of the data in the document's language, else the German one, marked as such. */
export function said(texts: Texts, { language }: Words): Said {
  const own = texts[language.tag];
  if (own) return { text: own };
  const text = texts.de ?? '';
  return language.tag.startsWith('de') ? { text } : { text, german: true };
}

/** Formats are made once: a page writes a thousand numbers, and making one takes longer than writing ten. */
const numberFormats = new Map<string, Intl.NumberFormat>();
const dayFormats = new Map<string, Intl.DateTimeFormat>();

export function number(value: number, decimals: number, { language }: Words): string {
  const key = `${language.locale} ${decimals}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language.locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    numberFormats.set(key, format);
  }
  return format.format(value);
}

/** Everything that happened is told in the time of the district. */
const here = 'Europe/Berlin';

/** The day of a moment, e.g. of an import. Days and periods of figures: `timeWords`. */
export const dayWords = (at: Date, { language }: Words, dateStyle: 'long' | 'medium' = 'medium'): string =>
  dayFormat(language.locale, { dateStyle, timeZone: here }).format(at);

/** A moment with its hour and minute. */
export const momentWords = (at: Date, { language }: Words): string =>
  dayFormat(language.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: here }).format(at);

function dayFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${Object.values(options).join(' ')}`;
  let format = dayFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', calendar: 'gregory', ...options });
    dayFormats.set(key, format);
  }
  return format;
}

/** What the marker of a figure means; without a figure nobody knows more than "unknown or secret". */
export function markerWords(cell: Cell | undefined, { t }: Words): string {
  return t(`monitoring:marker.${markers[cell?.marker ?? '.']}`);
}

/** A figure with its sign of unit; the marker's meaning where there is no number, never nothing. */
export function figureWords(
  cell: Cell | undefined,
  { unit, decimals }: Pick<Indicator, 'unit' | 'decimals'>,
  words: Words,
): string {
  if (cell?.value === undefined || cell.value === null) return markerWords(cell, words);
  if (isUndelivered(cell)) return words.t('monitoring:marker.undelivered');
  const sign = signs[unit];
  const shown = number(cell.value, decimals, words) + (sign ? nbsp + sign : '');
  return cell.marker === '()' ? `${shown} (${markerWords(cell, words)})` : shown;
}

/** As in a table: the sign of the offices, which the legend explains. `-` is exactly zero. */
export function figureSign(cell: Cell | undefined, { decimals }: Pick<Indicator, 'decimals'>, words: Words): string {
  if (!cell) return '.';
  if (cell.value === null) return cell.marker ?? '.';
  if (cell.marker === '-') return '-';
  const shown = number(cell.value, decimals, words);
  return cell.marker === '()' ? `(${shown})` : shown;
}

/** The unit in words; empty when it stands behind the number as a sign. */
export function unitWord(unit: Unit, { t }: Words): string {
  return signs[unit] ? '' : t(`monitoring:unit.${unit}`);
}

/** The unit as it heads a column or an axis. */
export const unitHead = (unit: Unit, { t }: Words): string => signs[unit] ?? t(`monitoring:unit.${unit}`);

/** A period as people write it: a day, a year, a month, a span of months, a school year, a span of years. */
export function timeWords(period: string, { language, t }: Words, dateStyle: 'long' | 'medium' = 'medium'): string {
  const span = spanOf(period);
  if (!span) return period;
  const [from, to] = [new Date(span.from), new Date(span.to)];
  const format = (options: Intl.DateTimeFormatOptions) => dayFormat(language.locale, options);
  if (/^\d{4}$/.test(period)) return period;
  if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return format({ dateStyle }).format(from);
  if (/^\d{4}-08\/P12M$/.test(period))
    return t('monitoring:period.school_year', { from: span.from.slice(0, 4), to: span.to.slice(2, 4) });
  if (/^\d{4}\/P\d+Y$/.test(period)) return format({ year: 'numeric' }).formatRange(from, to);
  return format({ month: 'long', year: 'numeric' }).formatRange(from, to);
}

/** "rose by 3.2 %" with the words around it; says so where two figures cannot be compared. */
export function changeWords(now: Found | undefined, before: Found | undefined, indicator: Indicator, words: Words): string {
  const { t } = words;
  const value = now?.cell.value ?? null;
  const last = before?.cell.value ?? null;
  if (!now || !before || value === null || last === null) return t('monitoring:report.change.unknown');
  if (breaksBetween(indicator.seriesBreaks, before.period, now.period) || !sameBasis(now.cell, before.cell))
    return t('monitoring:report.change.break');
  const difference = value - last;
  const places = 10 ** indicator.decimals;
  const rounded = Math.round(Math.abs(difference) * places) / places;
  if (difference === 0 || (isShare(indicator.unit) && rounded === 0)) return t('monitoring:report.change.same');
  if (Math.abs(difference) <= now.cell.uncertainty + before.cell.uncertainty) return t('monitoring:report.change.rounding');
  const direction = difference > 0 ? 'up' : 'down';
  return t(`monitoring:report.change.${direction}`, { amount: amount(difference, last, indicator, words) });
}

const isShare = (unit: Unit): boolean => unit === 'percent' || unit === 'permille';

/** Shares change by points, everything else by a share of what it was; from zero by the number itself. */
function amount(difference: number, last: number, { unit, decimals }: Indicator, words: Words): string {
  const absolute = Math.abs(difference);
  if (isShare(unit))
    return words.t(`monitoring:report.change.points_${unit}`, { number: number(absolute, Math.max(1, decimals), words) });
  if (last <= 0 || unit === 'index' || unit === 'quotient') return number(absolute, decimals, words);
  return `${number((absolute / last) * 100, 1, words)}${nbsp}%`;
}

/** Figures of different sources count different people or count differently. */
const sameBasis = (one: Cell, other: Cell): boolean =>
  one.sources.length === 0 || other.sources.length === 0 || one.sources.some((key) => other.sources.includes(key));
