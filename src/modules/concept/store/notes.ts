import type { Selectable } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type { Note } from '../model/edition.ts';

function toNote(row: Selectable<Tables['concept_note']>): Note {
  return {
    id: row.id,
    recommendationId: row.recommendation_id,
    town: row.town,
    kind: row.kind as Note['kind'],
    text: row.text,
    from: row.from_value,
    to: row.to_value,
    public: row.public,
    authorName: row.author_name,
    createdAt: row.created_at,
  };
}

export interface NewNote extends Omit<Note, 'createdAt'> {
  readonly tenantId: string;
  readonly authorUserId: string | null;
  readonly now: Date;
}

export async function insertNote(trx: Trx, note: NewNote): Promise<void> {
  await trx
    .insertInto('concept_note')
    .values({
      tenant_id: note.tenantId,
      id: note.id,
      recommendation_id: note.recommendationId,
      town: note.town,
      kind: note.kind,
      text: note.text,
      from_value: note.from,
      to_value: note.to,
      public: note.public,
      author_name: note.authorName,
      author_user_id: note.authorUserId,
      created_at: note.now,
    })
    .execute();
}

/** What happened to a recommendation, newest first, on the index of its notes; `before` goes on from there. */
export async function listNotes(
  trx: Trx,
  recommendationId: string,
  choice: { readonly publicOnly: boolean; readonly limit: number; readonly before?: { at: Date; id: string } | undefined },
): Promise<Note[]> {
  const { before } = choice;
  const rows = await trx
    .selectFrom('concept_note')
    .selectAll()
    .where('recommendation_id', '=', recommendationId)
    .$if(choice.publicOnly, (query) =>
      query.where('public', '=', true).where(({ exists, selectFrom }) =>
        // What was shown once is hidden with its recommendation.
        exists(
          selectFrom('concept_recommendation as r')
            .innerJoin('concept_edition as e', (join) =>
              join.onRef('e.tenant_id', '=', 'r.tenant_id').onRef('e.id', '=', 'r.edition_id'),
            )
            .select('r.id')
            .whereRef('r.tenant_id', '=', 'concept_note.tenant_id')
            .where('r.id', '=', recommendationId)
            .where('r.internal', '=', false)
            .where('e.state', '<>', 'draft'),
        ),
      ),
    )
    .$if(before !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('created_at', '<', before?.at as Date),
          eb.and([eb('created_at', '=', before?.at as Date), eb('id', '>', before?.id as string)]),
        ]),
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(choice.limit)
    .execute();
  return rows.map(toNote);
}

/** The note, locked; undefined: there is none on this recommendation. */
export async function lockNote(trx: Trx, recommendationId: string, id: string): Promise<Note | undefined> {
  const row = await trx
    .selectFrom('concept_note')
    .selectAll()
    .where('recommendation_id', '=', recommendationId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toNote(row);
}

export async function setNotePublic(trx: Trx, id: string, isPublic: boolean): Promise<void> {
  await trx.updateTable('concept_note').set({ public: isPublic }).where('id', '=', id).execute();
}
