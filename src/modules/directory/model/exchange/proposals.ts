import { columnOfHeading, targets } from './headings.ts';
import type { SourceColumn } from './record.ts';
import { emptyMapping, type Mapping, type SourceKind, speaksOurColumns } from './source.ts';

const contents: readonly (readonly [column: string, matches: RegExp])[] = [
  ['email', /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i],
  ['website', /^(?:https?:\/\/|www\.)\S+$/i],
  ['postcode', /^\d{5}$/],
  ['lat', /^(?:4[6-9]|5[0-5])[.,]\d{3,}$/],
  ['lon', /^(?:[5-9]|1[0-5])[.,]\d{3,}$/],
  ['coordinates', /^(?:4[6-9]|5[0-5])\.\d{3,}\s*[,; ]\s*(?:[5-9]|1[0-5])\.\d{3,}$/],
  ['address', /^.{3,80},\s*\d{5}\s+\p{L}/u],
  ['phone', /^(?:\+49|0)[\d ()/-]{6,25}$/],
];

/** The column of ours that all samples look like. */
function byContent(samples: readonly string[]): string | undefined {
  if (!samples.length) return undefined;
  return contents.find(([, matches]) => samples.every((sample) => matches.test(sample.trim())))?.[0];
}

/** Columns into which several of theirs go well. */
const joined = new Set(['street', 'description']);
const ours = new Set(targets.map(({ key }) => key));

/** What their columns probably mean, by heading and then by content; each of ours is given once. */
export function proposeMapping(columns: readonly SourceColumn[], kind: SourceKind): Mapping {
  const taken = new Set<string>();
  const chosen: Record<string, string> = {};
  const take = (key: string, column: string | undefined) => {
    if (!column || chosen[key] || (taken.has(column) && !joined.has(column))) return;
    taken.add(column);
    chosen[key] = column;
  };
  for (const { key } of columns) if (speaksOurColumns(kind) && ours.has(key)) take(key, key);
  if (!speaksOurColumns(kind)) {
    for (const { key, label } of columns) take(key, columnOfHeading(label) ?? columnOfHeading(label.split('.').at(-1) ?? ''));
    for (const { key, samples } of columns) take(key, byContent(samples));
  }
  return { ...emptyMapping, columns: Object.fromEntries(columns.map(({ key }) => [key, chosen[key] ?? ''])) };
}

/** A mapping for a file that has columns of which the source's says nothing yet: those are left out. */
export function completed(mapping: Mapping, columns: readonly SourceColumn[]): Mapping {
  return { ...mapping, columns: { ...Object.fromEntries(columns.map(({ key }) => [key, ''])), ...mapping.columns } };
}
