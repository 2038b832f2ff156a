import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import { acceptUpload, type FileStore, type UploadFailure } from '#platform/files';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import { fileNameOf, type Paper } from '../model/meeting.ts';
import { listAgenda } from '../store/meeting-agenda.ts';
import { keepMeeting } from '../store/meetings.ts';
import { deletePaper, findPaper, insertPaper, listPapers } from '../store/papers.ts';
import { type MeetingRef, meetingToEdit, readableMeeting } from './meeting-record.ts';

export const paperMegabytes = 20;
export const paperBytes = paperMegabytes * 1_000_000;
const mostPapers = 60;

const kinds = ['pdf', 'docx', 'xlsx', 'image'] as const;
/** Pictures that come as something else than the two a browser names here are turned into one of them anyway. */
export const paperEndings = ['.pdf', '.docx', '.xlsx', '.png', '.jpg'] as const;

export interface NewPaper {
  readonly title: string;
  /** Agenda item that the paper is about; empty: the meeting as a whole. */
  readonly item: string;
  readonly file: Uint8Array;
}

/** Puts a paper beside a meeting. What kind of file it is tells its content, not its name. */
export async function addPaper(
  context: Context,
  files: FileStore,
  ref: MeetingRef,
  { title, item, file }: NewPaper,
): Promise<Outcome<undefined, FailureCode | UploadFailure>> {
  // Who may not add one is refused before the file is looked at; the second look below is the one that counts.
  const allowed = await context.transaction((trx) => meetingToEdit(trx, context, ref));
  if (!allowed.ok) return allowed;
  const accepted = await acceptUpload(file, { maxBytes: paperBytes, kinds });
  if (!accepted.ok) return accepted;
  const { bytes, type, extension } = accepted.value;
  const id = uuidv7();
  const fileKey = `${context.tenant.id}/networks/${id}.${extension}`;
  await files.put(fileKey, bytes, type);
  try {
    const outcome = await context.transaction(async (trx) => {
      const meeting = await meetingToEdit(trx, context, ref);
      if (!meeting.ok) return meeting;
      if ((await listPapers(trx, meeting.value.id)).length >= mostPapers)
        return fail('networks.papers_full', { most: mostPapers });
      if (item && !(await listAgenda(trx, meeting.value.id)).some((one) => one.id === item))
        return fail('networks.unknown_agenda_item');
      const paper: Paper = {
        id,
        meetingId: meeting.value.id,
        agendaItemId: item || null,
        title,
        fileName: fileNameOf(title, extension),
        fileKey,
        mediaType: type,
        bytes: bytes.length,
      };
      await insertPaper(trx, context.tenant.id, paper, context.now());
      if (meeting.value.fromSchedule) await keepMeeting(trx, meeting.value.id);
      await audit(trx, context, { action: 'network.paper_added', subjectType: 'network_meeting', subjectId: meeting.value.id });
      return ok();
    });
    if (!outcome.ok) await files.delete(fileKey);
    return outcome;
  } catch (error) {
    await files.delete(fileKey);
    throw error;
  }
}

/** A paper for somebody who may read the body's record. */
export function readPaper(context: Context, ref: MeetingRef, id: string): Promise<Outcome<Paper, FailureCode>> {
  return context.transaction(async (trx) => {
    const meeting = await readableMeeting(trx, context, ref);
    if (!meeting.ok) return meeting;
    const paper = await findPaper(trx, meeting.value.id, id);
    return paper ? ok(paper) : fail('networks.unknown_paper');
  });
}

/** Takes a paper out, and its file. */
export async function removePaper(
  context: Context,
  files: FileStore,
  ref: MeetingRef,
  id: string,
): Promise<Outcome<undefined, FailureCode>> {
  const removed = await context.transaction(async (trx): Promise<Outcome<Paper, FailureCode>> => {
    const meeting = await meetingToEdit(trx, context, ref);
    if (!meeting.ok) return meeting;
    const paper = await findPaper(trx, meeting.value.id, id);
    if (!paper) return fail('networks.unknown_paper');
    await deletePaper(trx, id);
    await audit(trx, context, { action: 'network.paper_removed', subjectType: 'network_meeting', subjectId: paper.meetingId });
    return ok(paper);
  });
  if (!removed.ok) return removed;
  // Only once nobody can ask for it any more: a file without a record is no harm, a record without its file is.
  await files.delete(removed.value.fileKey);
  return ok();
}
