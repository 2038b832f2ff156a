import type { Trx } from '#platform/database';
import type { LineageLink, Note } from '../model/edition.ts';
import type { LineageKind, NoteKind } from '../model/vocabulary.ts';

/** What visitors may read beside an edition's tree. Each statement leaves out drafts, internal recommendations and internal notes. */

/** The newest public edition that has a recommendation of this number; `internal` when it is not for the public there. */
export async function findNumber(
  trx: Trx,
  conceptId: string,
  number: number,
): Promise<{ id: string; editionId: string; internal: boolean } | undefined> {
  return trx
    .selectFrom('concept_recommendation as r')
    .innerJoin('concept_edition as e', (join) => join.onRef('e.tenant_id', '=', 'r.tenant_id').onRef('e.id', '=', 'r.edition_id'))
    .select(['r.id', 'r.edition_id as editionId', 'r.internal'])
    .where('e.concept_id', '=', conceptId)
    .where('e.state', '<>', 'draft')
    .where('r.number', '=', number)
    .orderBy('e.position', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Public notes on a recommendation in all its editions, newest first. */
export async function listPublicNotes(trx: Trx, conceptId: string, number: number, limit = 50): Promise<Note[]> {
  const rows = await trx
    .selectFrom('concept_note as n')
    .innerJoin('concept_recommendation as r', (join) =>
      join.onRef('r.tenant_id', '=', 'n.tenant_id').onRef('r.id', '=', 'n.recommendation_id'),
    )
    .innerJoin('concept_edition as e', (join) => join.onRef('e.tenant_id', '=', 'r.tenant_id').onRef('e.id', '=', 'r.edition_id'))
    .select(['n.id', 'n.recommendation_id', 'n.town', 'n.kind', 'n.text', 'n.from_value', 'n.to_value', 'n.created_at'])
    .where('n.public', '=', true)
    .where('r.number', '=', number)
    .where('r.internal', '=', false)
    .where('e.concept_id', '=', conceptId)
    .where('e.state', '<>', 'draft')
    .orderBy('n.created_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    recommendationId: row.recommendation_id,
    town: row.town,
    kind: row.kind as NoteKind,
    text: row.text,
    from: row.from_value,
    to: row.to_value,
    public: true,
    // Who wrote it is told by office or town; names stay inside.
    authorName: '',
    createdAt: row.created_at,
  }));
}

/**
 * Lineage of an edition's public recommendations, of one when its id is given. What becomes of a recommendation is shown once
 * a later edition is public; until then it is the drafters' own affair.
 */
export async function listPublicLineage(trx: Trx, editionId: string, recommendationId?: string): Promise<LineageLink[]> {
  const rows = await trx
    .selectFrom('concept_lineage as l')
    .innerJoin('concept_recommendation as f', (join) =>
      join.onRef('f.tenant_id', '=', 'l.tenant_id').onRef('f.id', '=', 'l.from_id'),
    )
    .innerJoin('concept_edition as fe', (join) =>
      join.onRef('fe.tenant_id', '=', 'f.tenant_id').onRef('fe.id', '=', 'f.edition_id'),
    )
    .leftJoin('concept_recommendation as t', (join) =>
      join.onRef('t.tenant_id', '=', 'l.tenant_id').onRef('t.id', '=', 'l.to_id'),
    )
    .leftJoin('concept_edition as te', (join) =>
      join.onRef('te.tenant_id', '=', 't.tenant_id').onRef('te.id', '=', 't.edition_id'),
    )
    .select([
      'l.from_id as fromId',
      'l.to_id as toId',
      'l.kind',
      'l.reason',
      'f.number as fromNumber',
      'f.title as fromTitle',
      'f.edition_id as fromEditionId',
      't.number as toNumber',
      't.title as toTitle',
      't.edition_id as toEditionId',
    ])
    .where(({ or, eb }) => or([eb('f.edition_id', '=', editionId), eb('t.edition_id', '=', editionId)]))
    .$if(recommendationId !== undefined, (query) =>
      query.where(({ or, eb }) => or([eb('l.from_id', '=', recommendationId ?? ''), eb('l.to_id', '=', recommendationId ?? '')])),
    )
    .where('f.internal', '=', false)
    .where('fe.state', '<>', 'draft')
    .where(({ or, and, eb, exists, selectFrom }) =>
      or([
        and([eb('t.internal', '=', false), eb('te.state', '<>', 'draft')]),
        and([
          eb('l.to_id', 'is', null),
          exists(
            selectFrom('concept_edition as later')
              .select('later.id')
              .whereRef('later.tenant_id', '=', 'fe.tenant_id')
              .whereRef('later.concept_id', '=', 'fe.concept_id')
              .whereRef('later.position', '>', 'fe.position')
              .where('later.state', '<>', 'draft'),
          ),
        ]),
      ]),
    )
    .orderBy('f.number')
    .orderBy('t.number')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as LineageKind }));
}

export interface PublicReport {
  readonly id: string;
  readonly title: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Closed reports that the public may read, newest first. */
export async function listPublicReports(trx: Trx, conceptId: string): Promise<PublicReport[]> {
  return trx
    .selectFrom('concept_report as r')
    .innerJoin('concept_edition as e', (join) => join.onRef('e.tenant_id', '=', 'r.tenant_id').onRef('e.id', '=', 'r.edition_id'))
    .select(['r.id', 'r.title', 'r.starts_on as startsOn', 'r.ends_on as endsOn'])
    .where('e.concept_id', '=', conceptId)
    .where('r.public', '=', true)
    .where('r.state', '=', 'closed')
    .orderBy('r.ends_on', 'desc')
    .orderBy('r.id')
    .limit(20)
    .execute();
}
