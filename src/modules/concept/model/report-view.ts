import type { Frame, Report, ReportItem } from './report.ts';
import type { Difference } from './report-differences.ts';

/** A report with everything its outputs are made of. */
export interface ReportView {
  readonly report: Report;
  readonly frame: Frame;
  /** In the order of fields. */
  readonly items: readonly ReportItem[];
  readonly previous: Pick<Report, 'id' | 'title' | 'startsOn' | 'endsOn'> | undefined;
  /** Empty when there is no report before. */
  readonly differences: readonly Difference[];
}
