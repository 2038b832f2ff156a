/** A resolution that may have released a recommendation's money. */
export interface ReleasingResolution {
  readonly id: string;
  /** Counted per body and year, e.g. `2026/3`. */
  readonly number: string;
  readonly title: string;
  readonly decidedOn: string | null;
  readonly paperNumber: string;
}

/** The resolution that released a recommendation's money, as the public is told of it. */
export interface PublicResolution {
  readonly number: string;
  readonly title: string;
  readonly bodyName: string;
  /** ISO day. */
  readonly decidedOn: string | null;
  readonly paperNumber: string;
}
