import type { OfferContent } from '../../model/content.ts';
import type { Heard, RunRecord } from '../../model/exchange/run.ts';
import { compare } from '../../model/exchange/three-way.ts';
import type { SourceRecord } from '../../store/exchange/source-records.ts';

export type PlannedRecord = Omit<RunRecord, 'decision' | 'fields'>;

/** The record with what comparing it to our entry shows. */
export function compared(
  record: PlannedRecord,
  heard: Heard,
  ours: OfferContent,
  link: SourceRecord | undefined,
  published: boolean,
): PlannedRecord {
  const { whole: _whole, ...content } = heard;
  // People took it down: it stays so, whatever they say.
  if (!published) return { ...record, kind: 'untouched', content, details: { kept: ['published'] } };
  const { differences, kept } = compare(heard.values, link && !link.undone ? link.content : undefined, ours as never, {
    decisions: link?.decisions ?? {},
    trusted: heard.trusted ?? false,
  });
  return {
    ...record,
    kind: differences.length ? 'changed' : 'untouched',
    content,
    details: { ...record.details, differences, kept },
  };
}
