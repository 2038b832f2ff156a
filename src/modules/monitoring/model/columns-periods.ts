import { readPeriod } from 'official-tables';

const months = [
  'januar',
  'februar',
  'märz',
  'april',
  'mai',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'dezember',
];
const english = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const further = ['mrz', 'maerz', 'sept', 'jän', 'jänner'];

/** "Marl 2024" begins like a month and is none. */
const isMonth = (word: string): boolean =>
  further.includes(word) || [...months, ...english].some((name) => name === word || (word.length === 3 && name.startsWith(word)));

const roman = ['I', 'II', 'III', 'IV'];
const year = '((?:19|20)\\d\\d)';
const pad = (number: number): string => String(number).padStart(2, '0');

const lead =
  /^(?:stand|stichtag|stand vom|am|zum|per|jahr|berichtsjahr|kalenderjahr|berichtsmonat|monat|schuljahr|schulj\.|sj\.?|kita-?jahr|kindergartenjahr|ausbildungsjahr)\b[:.]?\s+/i;

const rules: readonly (readonly [RegExp, (match: RegExpExecArray) => string | null])[] = [
  [new RegExp(`^([12])\\. ?(?:halbjahr|hj\\.?) ?/? ?${year}$`, 'i'), ([, half, y]) => `${y}-${half === '1' ? '01' : '07'}/P6M`],
  [new RegExp(`^${year} ?/? ?([12])\\. ?(?:halbjahr|hj\\.?)$`, 'i'), ([, y, half]) => `${y}-${half === '1' ? '01' : '07'}/P6M`],
  [new RegExp(`^(?:HJ|H) ?([12])[ /-]?${year}$`, 'i'), ([, half, y]) => `${y}-${half === '1' ? '01' : '07'}/P6M`],
  [new RegExp(`^${year}[ /-]?H([12])$`, 'i'), ([, y, half]) => `${y}-${half === '1' ? '01' : '07'}/P6M`],
  [
    new RegExp(`^(I|II|III|IV|[1-4])\\.? ?(?:quartal|vierteljahr|vj\\.?|qu\\.?)? ?[/ ] ?${year}$`, 'i'),
    ([, number = '', y]) => `${y}-${pad(quarterOf(number) * 3 - 2)}/P3M`,
  ],
  [
    new RegExp(`^${year} ?[/,]? ?(I|II|III|IV|[1-4])\\.? ?(?:quartal|vierteljahr|vj\\.?|qu\\.?)$`, 'i'),
    ([, y, number = '']) => `${y}-${pad(quarterOf(number) * 3 - 2)}/P3M`,
  ],
  [new RegExp(`^${year}/Q([1-4])$`, 'i'), ([, y, number]) => `${y}-${pad(Number(number) * 3 - 2)}/P3M`],
  [new RegExp(`^(0[1-9]|1[0-2])[./]${year}$`), ([, month, y]) => `${y}-${month}`],
  [/^(\d{1,2}\.\d{1,2}\.)(\d\d)$/, ([, day, short]) => readPeriod(`${day}${Number(short) < 70 ? '20' : '19'}${short}`)],
  [/^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d/, ([, day = '']) => readPeriod(day)],
];

const quarterOf = (text: string): number => roman.indexOf(text.toUpperCase()) + 1 || Number(text);

/** Reads a time as people write it in tables of their own; undefined when it is none. */
export function readGermanPeriod(text: string): string | undefined {
  const plain = text.trim().replaceAll(/\s+/g, ' ').replace(lead, '');
  if (!/\d/.test(plain) || plain.length > 40) return undefined;
  const [, word] = /^(\p{L}{3,9})\.? \d{4}$/u.exec(plain) ?? [];
  if (word !== undefined && !isMonth(word.toLowerCase())) return undefined;
  for (const [pattern, read] of rules) {
    const match = pattern.exec(plain);
    if (match) return read(match) ?? undefined;
  }
  return readPeriod(plain) ?? undefined;
}

/**
 * Time out of several columns of a row: year and quarter, half-year or month.
 * @param parts heading and text of each
 */
export function readPeriodOf(parts: readonly { readonly heading: string; readonly text: string }[]): string | undefined {
  const [only] = parts;
  if (parts.length === 1 && only) return readGermanPeriod(only.text);
  const whole = parts.find(({ text }) => /^(?:19|20)\d\d$/.test(text));
  const rest = parts.find((part) => part !== whole && part.text !== '');
  if (!whole) return parts.map(({ text }) => readGermanPeriod(text)).find((one) => one !== undefined);
  if (!rest) return whole.text;
  const number = /^(?:0?[1-9]|1[0-2])$/.test(rest.text) ? Number(rest.text) : undefined;
  if (number !== undefined) {
    if (/quartal|vierteljahr|quarter/i.test(rest.heading)) return readGermanPeriod(`${number}. Quartal ${whole.text}`);
    if (/halbjahr/i.test(rest.heading)) return readGermanPeriod(`${number}. Halbjahr ${whole.text}`);
    return /monat|month/i.test(rest.heading) ? `${whole.text}-${pad(number)}` : undefined;
  }
  const direct = readGermanPeriod(rest.text);
  if (direct) return direct.startsWith(whole.text) ? direct : undefined;
  return readGermanPeriod(`${rest.text} ${whole.text}`) ?? readGermanPeriod(`${rest.text}${whole.text}`);
}
