/**
 * Expected failures of the directory: when each happens and what the person can do. The text is
 * `directory:failure.<code>`, of failures that only staff and providers meet `directory:staff.failure.<code>`.
 */
export interface FailureNote {
  readonly audience: 'public' | 'staff';
  /** Status of the page that tells of it. */
  readonly status: 403 | 404 | 409 | 410 | 422 | 429;
  readonly when: string;
  readonly todo: string;
}

const publicNote = (status: FailureNote['status'], when: string, todo: string): FailureNote => ({
  audience: 'public',
  status,
  when,
  todo,
});
const staffNote = (status: FailureNote['status'], when: string, todo: string): FailureNote => ({
  audience: 'staff',
  status,
  when,
  todo,
});

export const failures = {
  'entry.not_found': publicNote(
    404,
    'No such entry here: wrong id, another district’s, or outside the own towns or organisation.',
    'Go back to the list.',
  ),
  'entry.invalid': publicNote(
    422,
    'A field does not fit the district (unknown town, category, organisation); details name the fields.',
    'Mend the named fields.',
  ),
  'proposal.too_fast': publicNote(
    422,
    'The form came back within seconds, as from a machine, or its time stamp is not ours.',
    'Send it again.',
  ),
  'proposal.puzzle_wrong': publicNote(
    422,
    'The proof of work does not fit its puzzle, or the puzzle is not ours.',
    'Send it again; the page works out a new one.',
  ),
  'proposal.puzzle_spent': publicNote(
    422,
    'The puzzle has run out, or came with an earlier proposal.',
    'Send it again; the page works out a new one.',
  ),
  'proposal.too_many': publicNote(
    429,
    'More proposals without a proof of work in this hour than the district takes.',
    'Switch JavaScript on, or come back later.',
  ),
  'proposal.too_many_mails': publicNote(
    429,
    'Three proposals to this address wait for their confirmation.',
    'Confirm those first: see the mails.',
  ),
  'proposal.link_unknown': publicNote(
    410,
    'The confirmation link is not known: mistyped, or its proposal was decided or cleared.',
    'Propose it again.',
  ),
  'proposal.link_expired': publicNote(410, 'The confirmation link is older than 48 hours.', 'Propose it again.'),
  'organisation.taken': publicNote(
    422,
    'An organisation with this name is in the directory already.',
    'Choose it from the list.',
  ),
  'version.already_decided': staffNote(
    409,
    'Somebody else published, rejected or withdrew the proposal a moment ago.',
    'Look at their decision.',
  ),
  'version.changed_since': staffNote(
    409,
    'The published version changed while the page was open.',
    'Compare again, then decide.',
  ),
  'version.conflicts': staffNote(
    409,
    'Proposal and published version changed the same fields differently.',
    'Edit before publishing, or take the proposal’s values on purpose.',
  ),
  'version.nothing_changed': staffNote(422, 'The content is the same as before.', 'Change something, or leave.'),
  'version.not_found': staffNote(404, 'The entry has no such version.', 'Choose one of the list.'),
  'entry.not_published': staffNote(
    409,
    'The entry is not public, so there is nothing to confirm or take down.',
    'Publish it first.',
  ),
  'entry.nothing_to_publish': staffNote(409, 'The entry is public and nothing waits.', 'Nothing to do.'),
  'organisation.not_public': staffNote(
    409,
    'The offer’s organisation is not public and does not come with it.',
    'Publish the organisation first.',
  ),
  'organisation.has_offers': staffNote(409, 'Public offers belong to the organisation.', 'Take down or move its offers first.'),
  'reason.required': staffNote(422, 'A rejection without a reason.', 'Write what the proposer can do better.'),
  'correction.already_decided': staffNote(
    409,
    'Somebody else dealt with the correction a moment ago.',
    'Go on with the next one.',
  ),
  'category.taken': staffNote(422, 'The district has a category with this key.', 'Choose another name.'),
  'category.unknown': staffNote(404, 'No such category in the district.', 'Reload the page.'),
  'category.too_many': staffNote(422, 'More categories than people can choose from.', 'Hide or rename one.'),
  'merge.kept_not_public': staffNote(422, 'The entry that stays is not public.', 'Keep the other one, or publish it first.'),
  'merge.proposal_waits': staffNote(409, 'A proposal for the entry that would go waits for a decision.', 'Decide on it first.'),
  'merge.not_allowed': staffNote(
    403,
    'Organisations are merged by those who look after the whole district: offers and accounts move.',
    'Ask the KI.',
  ),
  'merge.already_undone': staffNote(409, 'The merge was taken back a moment ago.', 'Nothing to do.'),
  'merge.moved_on': staffNote(
    409,
    'Since the merge one of the two was merged on, archived or published again.',
    'Take that back first.',
  ),
  'bulk.too_many': staffNote(422, 'More than 200 entries at once, or none.', 'Choose fewer.'),
  'import.encoding': staffNote(422, 'The file is not UTF-8.', 'Save it as “CSV UTF-8”.'),
  'import.columns': staffNote(422, 'A needed column is missing, or one is unknown or there twice.', 'Start from the template.'),
  'import.format': staffNote(
    422,
    'The file is no CSV: quotes do not close, or a row has too many fields.',
    'Save it as CSV again.',
  ),
  'import.empty': staffNote(422, 'No rows below the headers.', 'Check the file.'),
  'import.too_many': staffNote(422, 'More than 20,000 rows.', 'Split the file.'),
  'import.not_allowed': staffNote(403, 'Imports concern the whole district; the actor works for a part of it.', 'Ask the KI.'),
  'import.rows': staffNote(422, 'Some rows are wrong; nothing was imported.', 'Mend the named rows.'),
} as const satisfies Readonly<Record<string, FailureNote>>;

export type FailureCode = keyof typeof failures;

/** Translation key of a failure. */
export function failureKey(code: FailureCode): string {
  return failures[code].audience === 'public' ? `directory:failure.${code}` : `directory:staff.failure.${code}`;
}
