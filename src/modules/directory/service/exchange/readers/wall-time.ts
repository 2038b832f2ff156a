import type ICAL from 'ical.js';

const format = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

const zones = new Map<string, Intl.DateTimeFormat | undefined>();

/** Names of zones as Microsoft's calendars write them. */
const microsoft: Readonly<Record<string, string>> = {
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Romance Standard Time': 'Europe/Paris',
  'GMT Standard Time': 'Europe/London',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'Turkey Standard Time': 'Europe/Istanbul',
};

function zoneFormat(name: string): Intl.DateTimeFormat | undefined {
  if (zones.has(name)) return zones.get(name);
  let found: Intl.DateTimeFormat | undefined;
  try {
    const timeZone = microsoft[name] ?? name.replace(/^\/[^/]+\/(?:[^/]+\/)?(?=[A-Z]\w+\/)/, '');
    found = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  } catch {
    found = undefined;
  }
  zones.set(name, found);
  return found;
}

const asUtc = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);

/** The moment of a local time in a zone; around the change of clocks the later guess is right. */
function momentIn(zone: Intl.DateTimeFormat, local: string): number {
  const wanted = asUtc(local);
  let moment = wanted;
  for (let round = 0; round < 2; round++) moment += wanted - asUtc(zone.format(moment));
  return moment;
}

/**
 * Local time in Europe/Berlin, `2026-12-01T16:00`. A zone that the file defines (VTIMEZONE) goes before one of the same
 * name that everybody knows; a time without a zone, or in one that nobody knows, is local already.
 */
export function wallTime(time: ICAL.Time): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const date = `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`;
  if (time.isDate) return `${date}T00:00`;
  const local = `${date}T${two(time.hour)}:${two(time.minute)}`;
  const { zone } = time;
  const tzid = zone?.tzid ?? 'floating';
  if (tzid === 'UTC' || tzid === 'Z') return format.format(asUtc(`${local}:00`)).replace(' ', 'T');
  const named = (time as { timezone?: string | null }).timezone ?? tzid;
  const known = zoneFormat(named);
  if (zone?.component) return format.format(time.toUnixTime() * 1000).replace(' ', 'T');
  if (!known || /^(?:floating|Europe\/Berlin)$/.test(named)) return local;
  return format.format(momentIn(known, `${local}:00`)).replace(' ', 'T');
}
