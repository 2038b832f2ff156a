/** A resolution that may have released a recommendation's money. */
export interface ReleasingResolution {
  readonly id: string;
  /** Counted per body and year, e.g. `2026/3`. */
  readonly number: string;
  readonly title: string;
  readonly decidedOn: string | null;
  readonly paperNumber: string;
}
