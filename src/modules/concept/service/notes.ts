import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { fail, ok } from '#platform/outcome';
import type { Note } from '../model/edition.ts';
import { isId } from '../model/ids.ts';
import { listNotes, lockNote, setNotePublic } from '../store/notes.ts';
import { findGround, markReported } from '../store/recommendations.ts';
import { closedFailure, type Saved, tell } from './editing.ts';
import { seesInternal } from './reading.ts';
import { mayAnswer, mayEdit } from './scope.ts';
import { townNames } from './words.ts';

export interface ProgressNote {
  readonly text: string;
  readonly public: boolean;
  /** AGS of the town that reports; null: the district. */
  readonly town: string | null;
}

const longestNote = 4000;

/** Says how it stands. The district's word renews the recommendation's reporting date. */
export async function addNote(context: Context, recommendationId: string, note: ProgressNote): Promise<Saved<undefined>> {
  const towns = await townNames(context);
  const { town } = note;
  const text = note.text.trim();
  return context.transaction(async (trx) => {
    const ground = await findGround(trx, recommendationId);
    if (!ground) return fail('concept.unknown_recommendation');
    if (town !== null && !towns.has(town)) return fail('concept.unknown_town');
    if (town === null ? !mayEdit(context) : !mayAnswer(context, town)) return fail('concept.not_allowed');
    const closed = closedFailure(ground.edition);
    if (closed) return closed;
    if (text === '' || text.length > longestNote)
      return fail('concept.invalid', { text: text === '' ? 'http:field.required' : 'http:field.format' });
    if (town === null) await markReported(trx, recommendationId, dayOf(context.now()));
    await tell(trx, context, {
      recommendationId,
      edition: ground.edition,
      action: 'concept.note_added',
      details: { number: ground.number, town, public: note.public },
      note: { kind: 'progress', town, text, from: null, to: null, public: note.public, always: true },
    });
    return ok();
  });
}

/** Shows a note to the public, or takes it back. */
export async function publishNote(
  context: Context,
  recommendationId: string,
  noteId: string,
  isPublic: boolean,
): Promise<Saved<undefined>> {
  return context.transaction(async (trx) => {
    const ground = await findGround(trx, recommendationId);
    if (!ground) return fail('concept.unknown_recommendation');
    const note = isId(noteId) ? await lockNote(trx, recommendationId, noteId) : undefined;
    if (!note) return fail('concept.unknown_part');
    if (note.town === null ? !mayEdit(context) : !mayAnswer(context, note.town)) return fail('concept.not_allowed');
    await setNotePublic(trx, noteId, isPublic);
    await tell(trx, context, {
      recommendationId,
      edition: ground.edition,
      action: isPublic ? 'concept.note_published' : 'concept.note_hidden',
      details: { number: ground.number, note: noteId },
    });
    return ok();
  });
}

/** What happened and why, newest first: all of it for those who work on the concept, the public notes for everybody else. */
export async function notesOf(
  context: Context,
  recommendationId: string,
  choice: { readonly limit: number; readonly before?: { at: Date; id: string } | undefined },
): Promise<readonly Note[]> {
  if (!isId(recommendationId)) return [];
  return context.transaction((trx) => listNotes(trx, recommendationId, { ...choice, publicOnly: !seesInternal(context) }));
}
