export { defaultLimits, type OpenTable, openTable } from './open.ts';
export { readPeriod } from './periods.ts';
export {
  type Detail,
  type Notice,
  type NoticeCode,
  noticeCodes,
  type Problem,
  type ProblemCode,
  problemCodes,
  type RejectedRow,
  type RejectionCode,
  rejectionCodes,
} from './problems.ts';
export type { ByteInput } from './source.ts';
export { readTerritory, type TerritoryCode } from './territories.ts';
export type * from './types.ts';
export { type Cell, type DecimalMark, readCell } from './values.ts';
