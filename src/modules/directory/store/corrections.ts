import { sql } from 'kysely';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { inReach, type Reach } from './reach.ts';

export type CorrectionKind = 'correction' | 'still_right' | 'outdated';

export interface Correction {
  readonly id: string;
  readonly entryId: string;
  /** Published version that the visitor saw. */
  readonly version: number;
  readonly kind: CorrectionKind;
  /** Field of the offer; empty for the entry as a whole. */
  readonly field: string;
  readonly suggestion: string | null;
  readonly language: string;
  readonly state: 'open' | 'applied' | 'dismissed';
  readonly decidedAt: Date | null;
  readonly createdAt: Date;
}

const columns = [
  'correction.id as id',
  'correction.entry_id as entryId',
  'correction.version as version',
  'correction.kind as kind',
  'correction.field as field',
  'correction.suggestion as suggestion',
  'correction.language as language',
  'correction.state as state',
  'correction.decided_at as decidedAt',
  'correction.created_at as createdAt',
] as const;

/** Adds a correction; the same form sent twice adds one. True when it is new. */
export async function insertCorrection(
  trx: Trx,
  tenantId: string,
  correction: Pick<Correction, 'entryId' | 'version' | 'kind' | 'field' | 'suggestion' | 'language'> & { submissionKey: string },
): Promise<string | undefined> {
  const row = await trx
    .insertInto('directory_correction')
    .values({
      tenant_id: tenantId,
      id: uuidv7(),
      entry_id: correction.entryId,
      version: correction.version,
      kind: correction.kind,
      field: correction.field,
      suggestion: correction.suggestion,
      language: correction.language,
      submission_key: correction.submissionKey,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'submission_key']).where('submission_key', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

export interface CorrectionRow extends Correction {
  readonly name: string;
  readonly slug: string;
  readonly town: string | null;
}

/** Open corrections, oldest first; rides on `directory_correction_open`. Ids are time-ordered, so the last id is the cursor. */
export async function listCorrections(
  trx: Trx,
  filter: { reach: Reach; kind?: CorrectionKind | undefined; town?: string | undefined },
  after: string | undefined,
  limit: number,
): Promise<CorrectionRow[]> {
  const rows = await trx
    .selectFrom('directory_correction as correction')
    .innerJoin('directory_entry as entry', (join) =>
      join.onRef('entry.tenant_id', '=', 'correction.tenant_id').onRef('entry.id', '=', 'correction.entry_id'),
    )
    .select([...columns, 'entry.name as name', 'entry.slug as slug', 'entry.town as town'])
    .where('correction.state', '=', 'open')
    .where(inReach(filter.reach, 'entry.town'))
    .$if(filter.kind !== undefined, (query) => query.where('correction.kind', '=', filter.kind as CorrectionKind))
    .$if(filter.town !== undefined, (query) => query.where('entry.town', '=', filter.town as string))
    .$if(after !== undefined, (query) => query.where('correction.id', '>', after as string))
    .orderBy('correction.id')
    .limit(limit)
    .execute();
  return rows as CorrectionRow[];
}

/** Open corrections of one entry; rides on `directory_correction_entry`. */
export async function listCorrectionsOf(trx: Trx, entryId: string): Promise<Correction[]> {
  const rows = await trx
    .selectFrom('directory_correction as correction')
    .select(columns)
    .where('correction.entry_id', '=', entryId)
    .where('correction.state', '=', 'open')
    .orderBy('correction.id')
    .limit(100)
    .execute();
  return rows as Correction[];
}

/** The correction with its entry's town, locked until the transaction ends. */
export async function lockCorrection(trx: Trx, id: string): Promise<(Correction & { town: string | null }) | undefined> {
  const row = await trx
    .selectFrom('directory_correction as correction')
    .innerJoin('directory_entry as entry', (join) =>
      join.onRef('entry.tenant_id', '=', 'correction.tenant_id').onRef('entry.id', '=', 'correction.entry_id'),
    )
    .select([...columns, 'entry.town as town'])
    .where('correction.id', '=', id)
    .forUpdate('correction')
    .executeTakeFirst();
  return row as (Correction & { town: string | null }) | undefined;
}

export async function decideCorrection(
  trx: Trx,
  id: string,
  state: 'applied' | 'dismissed',
  decidedBy: string | null,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('directory_correction')
    .set({ state, decided_by: decidedBy, decided_at: at })
    .where('id', '=', id)
    .execute();
}

/** How many visitors said "still right" and "no longer" since the entry was confirmed. */
export async function countAnswers(trx: Trx, entryId: string): Promise<{ stillRight: number; outdated: number }> {
  const row = await trx
    .selectFrom('directory_correction')
    .select([
      sql<number>`count(*) filter (where kind = 'still_right')::int`.as('stillRight'),
      sql<number>`count(*) filter (where kind = 'outdated')::int`.as('outdated'),
    ])
    .where('entry_id', '=', entryId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return row;
}
