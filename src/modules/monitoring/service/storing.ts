import { sql } from 'kysely';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { touchContent } from '#platform/tenancy';
import { seriesId } from '../model/series-id.ts';
import type { Marker } from '../model/vocabulary.ts';
import {
  type Conflict,
  hasObservations,
  insertObservations,
  insertSeries,
  repeatedImports,
  type StagedRow,
  settleDuplicates,
  stagedLine,
  stageRows,
  supersede,
} from '../store/copying.ts';
import { finishImport, startImport } from '../store/import-records.ts';
import { listIndicators, listSources } from '../store/indicators.ts';
import { runAfterImport } from './import-effects.ts';

/** One figure of ours, ready to be stored. */
export interface StorableRow {
  /** Key. */
  readonly indicator: string;
  readonly territory: string;
  /** model/breakdown.ts */
  readonly breakdown: string;
  /** model/period.ts */
  readonly period: string;
  readonly value: number | null;
  readonly marker: Marker | null;
  readonly quality: string | null;
  /** Of the file. */
  readonly row: number | null;
  /** Key of the source, when the rows come from several. */
  readonly source?: string;
}

export type StorableRows = AsyncIterable<readonly StorableRow[]> | Iterable<StorableRow>;

export interface Stored {
  readonly importId: string;
  /** Figures of which nothing was known. */
  readonly added: number;
  /** Figures that had another value. */
  readonly revised: number;
  /** Figures that are stored already, exactly so. */
  readonly unchanged: number;
}

/** Rows that cannot be stored; thrown, because everything done before in the transaction has to go with it. */
export class StoringError extends Error {
  readonly code: 'unknown_indicator' | 'unknown_source' | 'conflicting_rows' | 'colliding_series' | 'file_changed';
  readonly detail: string;
  readonly conflicts: { readonly count: number; readonly list: readonly Conflict[] };

  constructor(code: StoringError['code'], detail: string, conflicts: StoringError['conflicts'] = { count: 0, list: [] }) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.conflicts = conflicts;
  }
}

/** Imports of one district run one after the other: what is new depends on what is there. Until the transaction ends. */
export async function lockStoring(trx: Trx, tenantId: string): Promise<void> {
  await sql`set local statement_timeout = '30min'`.execute(trx);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`monitoring.import ${tenantId}`}, 0))`.execute(trx);
}

/**
 * Stores figures in one transaction: all of them, or (when it throws) nothing. Values that differ from the current ones
 * supersede them, equal ones stay. Without `importId` an import without file is recorded for them.
 */
export async function storeRows(
  trx: Trx,
  context: Context,
  input: {
    readonly importId?: string;
    readonly fileName: string;
    /** Key of the source. */
    readonly source: string;
    /** Day of the figures at their source, ISO 8601. */
    readonly asOf: string | null;
    readonly rows: StorableRows;
    /** What has to be there before anybody looks at the figures: names of new territories and categories. */
    readonly names?: () => Promise<void>;
  },
): Promise<Stored> {
  const tenantId = context.tenant.id;
  await lockStoring(trx, tenantId);
  const importId = input.importId ?? uuidv7();
  const staging = await openStaging(trx, input.source);
  const count = await stageRows(trx, staging.chunks(input.rows));
  const indicatorIds = [...staging.indicatorIds];
  if (input.importId === undefined) {
    const record = { id: importId, tenantId, fileName: input.fileName, at: context.now(), asOf: input.asOf };
    await startImport(trx, { ...record, sourceId: staging.sourceId, createdBy: userOf(context) });
  }
  const outcome = await storeStaged(trx, { tenantId, importId, indicatorIds, count });
  const stored = { importId, added: outcome.added, revised: outcome.revised, unchanged: outcome.unchanged };
  await finishImport(trx, importId, { at: context.now(), sourceId: staging.sourceId, asOf: input.asOf, outcome });
  await input.names?.();
  await runAfterImport(trx, context, indicatorIds);
  await audit(trx, context, {
    action: 'monitoring.imported',
    subjectType: 'monitoring_import',
    subjectId: importId,
    details: { added: stored.added, revised: stored.revised, unchanged: stored.unchanged },
  });
  await touchContent(trx, tenantId);
  return stored;
}

export const userOf = ({ actor }: Context): string | null => (actor.kind === 'user' ? actor.userId : null);

interface Staging {
  readonly sourceId: string;
  /** Indicators met so far. */
  readonly indicatorIds: ReadonlySet<string>;
  chunks(rows: StorableRows): AsyncGenerator<Buffer>;
}

/** Names of series are remembered up to this number; a name met again afterwards is only written once more. */
const mostRemembered = 100_000;
const chunkLength = 256 * 1024;

/** Turns rows into the text of COPY while they come. */
export async function openStaging(trx: Trx, source: string): Promise<Staging> {
  const indicators = new Map((await listIndicators(trx)).map(({ id, key }) => [key, id]));
  const sources = new Map((await listSources(trx)).map(({ id, key }) => [key, id]));
  const idOf = (ids: ReadonlyMap<string, string>, key: string, code: StoringError['code']) => {
    const id = ids.get(key);
    if (id === undefined) throw new StoringError(code, key);
    return id;
  };
  const sourceId = idOf(sources, source, 'unknown_source');
  const indicatorIds = new Set<string>();
  const remembered = new Map<string, string>();
  const staged = (row: StorableRow): StagedRow => {
    const key = `${row.indicator}\n${row.source ?? ''}\n${row.territory}\n${row.breakdown}`;
    const known = remembered.get(key);
    if (known !== undefined) return { ...row, seriesId: known, names: null };
    const names = {
      indicatorId: idOf(indicators, row.indicator, 'unknown_indicator'),
      sourceId: row.source === undefined ? sourceId : idOf(sources, row.source, 'unknown_source'),
      territory: row.territory,
      breakdown: row.breakdown,
    };
    if (remembered.size >= mostRemembered) remembered.clear();
    const id = seriesId(names);
    remembered.set(key, id);
    indicatorIds.add(names.indicatorId);
    return { ...row, seriesId: id, names };
  };
  return {
    sourceId,
    indicatorIds,
    async *chunks(rows) {
      let text = '';
      const batches = Symbol.asyncIterator in rows ? rows : [rows];
      for await (const batch of batches)
        for (const row of batch) {
          // Nothing was delivered: no figure.
          if (row.value === null && row.marker === null) continue;
          text += stagedLine(staged(row));
          if (text.length < chunkLength) continue;
          yield Buffer.from(text);
          text = '';
        }
      if (text) yield Buffer.from(text);
    },
  };
}

interface StagedOutcome {
  readonly added: number;
  readonly revised: number;
  readonly unchanged: number;
  /** Imports whose values this one repeats. */
  readonly repeats: readonly string[];
}

/** What is staged becomes observations. A file seldom repeats a figure, so that is looked at when the key says so. */
async function storeStaged(
  trx: Trx,
  staged: { tenantId: string; importId: string; indicatorIds: readonly string[]; count: number },
): Promise<StagedOutcome> {
  await sql`savepoint before_observations`.execute(trx);
  try {
    return await storeDistinct(trx, staged);
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    await sql`rollback to savepoint before_observations`.execute(trx);
  }
  const conflicts = await settleDuplicates(trx);
  if (conflicts.count) {
    const detail = conflicts.list.map(({ rows, values }) => `${rows.join('/')}: ${values.join(' ≠ ')}`).join(', ');
    throw new StoringError('conflicting_rows', detail, conflicts);
  }
  return storeDistinct(trx, staged);
}

async function storeDistinct(
  trx: Trx,
  {
    tenantId,
    importId,
    indicatorIds,
    count,
  }: { tenantId: string; importId: string; indicatorIds: readonly string[]; count: number },
): Promise<StagedOutcome> {
  const compare = await hasObservations(trx, indicatorIds);
  if (!(await insertSeries(trx, tenantId))) throw new StoringError('colliding_series', importId);
  const repeats = compare ? await repeatedImports(trx, tenantId) : [];
  const revised = compare ? await supersede(trx, tenantId, importId) : 0;
  const inserted = await insertObservations(trx, tenantId, importId, compare);
  return { added: inserted - revised, revised, unchanged: count - inserted, repeats };
}
