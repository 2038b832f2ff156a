/** Errors that end the reading. README.md says for each what it means and what to do. */
export const problemCodes = [
  'file.empty',
  'file.binary',
  'file.workbook',
  'file.not_a_table',
  'file.too_large',
  'file.unreadable',
  'zip.truncated',
  'zip.damaged',
  'zip.bomb',
  'zip.encrypted',
  'zip.unsupported',
  'zip.no_table',
  'zip.several_tables',
  'header.unknown',
  'header.incomplete',
  'header.duplicate_column',
  'header.too_wide',
  'table.no_header',
  'table.no_period',
  'table.no_rows',
  'table.unexpected',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Reasons why a row was left out; the rest of the file is read. */
export const rejectionCodes = [
  'row.no_statistic_code',
  'row.wrong_number_of_fields',
  'row.too_long',
  'row.unclosed_quote',
  'row.empty_label',
  'encoding.invalid_bytes',
  'period.unknown',
  'value.not_a_number',
  'value.other_decimal_mark',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

/** Remarks on a file that was read all the same. */
export const noticeCodes = [
  'territory.leading_zero_restored',
  'territory.unknown_code',
  'header.extra_column',
  'header.no_unit',
  'encoding.decoded_twice',
  'table.name_does_not_fit',
  'table.no_footer',
  'zip.skipped_entry',
  'file.no_final_newline',
] as const;
export type NoticeCode = (typeof noticeCodes)[number];

export type Detail = Readonly<Record<string, string | number>>;

export interface Problem {
  readonly code: ProblemCode;
  readonly row: number | null;
  readonly message: string;
  readonly detail: Detail;
}

export interface RejectedRow {
  readonly row: number;
  readonly code: RejectionCode;
  readonly detail: Detail;
}

export interface Notice {
  readonly code: NoticeCode;
  readonly count: number;
  /** The first five. */
  readonly examples: readonly { readonly row: number | null; readonly text: string }[];
}

/** Carries a problem up to `openTable`, which turns it into a value; never leaves the package. */
export class Failure extends Error {
  readonly problem: Problem;
  constructor(code: ProblemCode, message: string, detail: Detail = {}, row: number | null = null) {
    super(message);
    this.problem = { code, row, message, detail };
  }
}

/** Text of a stranger's file, safe to show: one line, no control characters, bounded. */
export function excerpt(text: string, length = 80): string {
  const plain = text
    .slice(0, length + 1)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return plain.length > length ? `${plain.slice(0, length)}…` : plain;
}
