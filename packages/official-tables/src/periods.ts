const pad = (text: string | number): string => String(text).padStart(2, '0');

function date(year: string, month: string, day: string): string | null {
  const iso = `${year}-${pad(month)}-${pad(day)}`;
  const time = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : null;
}

const monthNames = ['jan', 'feb', 'mär', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'];
const englishMonths: Readonly<Record<string, number>> = { mar: 3, mrz: 3, may: 5, oct: 10, dec: 12 };

function monthOf(name: string): number | null {
  const short = name.slice(0, 3).toLowerCase();
  const index = monthNames.indexOf(short) + 1 || englishMonths[short];
  return index ?? null;
}

const month = (year: string | undefined, number: number | null): string | null =>
  number && number >= 1 && number <= 12 ? `${year}-${pad(number)}` : null;
const quarter = (year: string | undefined, number: string | undefined): string => `${year}-${pad(Number(number) * 3 - 2)}/P3M`;

type Reader = (match: RegExpExecArray) => string | null;
const year = '((?:1[89]|20|21)\\d\\d)';
const readers: readonly (readonly [RegExp, Reader])[] = [
  [new RegExp(`^${year}$`), ([, y]) => y as string],
  [new RegExp(`^${year}-(\\d\\d)-(\\d\\d)$`), ([, y, m, d]) => date(y as string, m as string, d as string)],
  [new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.${year}$`), ([, d, m, y]) => date(y as string, m as string, d as string)],
  [new RegExp(`^${year}-(\\d\\d)$`), ([, y, m]) => month(y, Number(m))],
  // GENESIS writes semesters as "2023-10P6M"; the solidus makes it the interval of ISO 8601.
  [
    new RegExp(`^${year}-(\\d\\d)/?P(\\d{1,2})M$`),
    ([, y, m, length]) => (month(y, Number(m)) && Number(length) > 0 ? `${y}-${m}/P${Number(length)}M` : null),
  ],
  [new RegExp(`^${year}/P(\\d{1,2})Y$`), ([, y, length]) => (Number(length) > 0 ? `${y}/P${Number(length)}Y` : null)],
  [
    new RegExp(`^(?:WS|WT|Wintersemester|Winter term)\\s*${year}/(\\d\\d|\\d{4})$`, 'i'),
    ([, y, next]) => following(y, next, '10/P6M'),
  ],
  [new RegExp(`^(?:SS|ST|Sommersemester|Summer term)\\s*${year}$`, 'i'), ([, y]) => `${y}-04/P6M`],
  // § 7 SchulG NRW, and likewise in the other Länder: the school year begins on 1 August.
  [new RegExp(`^(?:Schuljahr\\s*)?${year}/(\\d\\d|\\d{4})$`, 'i'), ([, y, next]) => following(y, next, '08/P12M')],
  [new RegExp(`^${year}[- ]?Q([1-4])$`, 'i'), ([, y, q]) => quarter(y, q)],
  [new RegExp(`^Q([1-4])[ /-]?${year}$`, 'i'), ([, q, y]) => quarter(y, q)],
  [new RegExp(`^([1-4])\\. ?(?:Quartal|Vierteljahr|quarter) ${year}$`, 'i'), ([, q, y]) => quarter(y, q)],
  [new RegExp(`^(\\p{L}{3,9})\\.? ${year}$`, 'u'), ([, name, y]) => month(y, monthOf(name as string))],
  [
    new RegExp(`^${year} ?[-–] ?${year}$`),
    ([, first, last]) => (Number(last) > Number(first) ? `${first}/P${Number(last) - Number(first) + 1}Y` : null),
  ],
];

function following(start: string | undefined, next: string | undefined, rest: string): string | null {
  const expected = String(Number(start) + 1);
  return next && expected.endsWith(next) ? `${start}-${rest}` : null;
}

/** Reads a time as the offices write it; null when it is none, or a day that does not exist. */
export function readPeriod(text: string): string | null {
  const trimmed = text.trim();
  for (const [pattern, read] of readers) {
    const match = pattern.exec(trimmed);
    if (match) return read(match);
  }
  return null;
}
