const toldOutcomes = [
  'unknown_entry',
  'unknown_field',
  'source_changed',
  'target_changed',
  'too_long',
  'address',
  'unreadable',
  'twice',
] as const;

/** What becomes of a unit; `taken` and `checked` change something, the others are told and left alone. */
export const unitOutcomes = ['taken', 'checked', 'same', 'untranslated', ...toldOutcomes] as const;
export type UnitOutcome = (typeof unitOutcomes)[number];

/** Outcomes that somebody should look at. */
export const told: readonly UnitOutcome[] = toldOutcomes;

export interface XliffLine {
  readonly entryId: string;
  readonly name: string;
  readonly field: string;
  readonly outcome: UnitOutcome;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface XliffPlan {
  readonly tag: string;
  readonly lines: readonly XliffLine[];
  readonly counts: Readonly<Record<UnitOutcome, number>>;
  /** Texts that would change. */
  readonly changes: number;
  /** The same file against the same directory gives the same mark: what was looked at is what is taken over. */
  readonly mark: string;
}
