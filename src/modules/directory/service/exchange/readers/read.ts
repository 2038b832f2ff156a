import { mostMegabytes, type Reading, UnreadableFile } from '../../../model/exchange/record.ts';
import type { SourceKind } from '../../../model/exchange/source.ts';
import { readGeoJson } from './geojson.ts';
import { readHsds } from './hsds.ts';
import { readCalendar } from './icalendar.ts';
import { readTable } from './table.ts';

/** Reads a file of a source. Throws `UnreadableFile` when nothing can be made of it as a whole. */
export async function readFile(kind: SourceKind, bytes: Buffer, now: Date): Promise<Reading> {
  if (bytes.length > mostMegabytes * 1_000_000) throw new UnreadableFile('exchange.too_large', { megabytes: mostMegabytes });
  if (!bytes.length) throw new UnreadableFile('exchange.empty');
  switch (kind) {
    case 'csv':
    case 'xlsx':
      return readTable(bytes);
    case 'geojson':
      return readGeoJson(bytes);
    case 'icalendar':
      return readCalendar(bytes, now);
    case 'hsds':
    case 'dreiklang':
      return readHsds(bytes);
  }
}
