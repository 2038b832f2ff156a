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
  'short_list.gone': publicNote(
    404,
    'No list under this link: never there, run out, or taken back.',
    'Ask whoever handed it over for a new one.',
  ),
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
  'upkeep.link_unknown': publicNote(
    404,
    'The link of a confirmation mail is mistyped or forged, or its organisation is no longer public.',
    'Use the link of the newest mail.',
  ),
  'upkeep.link_expired': publicNote(410, 'The link of a confirmation mail has run out.', 'Ask for a new one on the page.'),
  'upkeep.link_changed': staffNote(
    409,
    'The address no longer stands in the entry, or leads nowhere else any more.',
    'Look at the list again.',
  ),
  'upkeep.no_address': staffNote(409, 'The organisation and its offers have no e-mail address.', 'Add one, or call.'),
  'upkeep.mail_too_soon': staffNote(
    409,
    'The organisation got a mail within the last 30 days, or staff are talking to it.',
    'Wait, or call.',
  ),
  'upkeep.rule_order': staffNote(422, 'The days of a rule do not rise from badge to end.', 'Put them in order.'),
  'upkeep.rule_changed': staffNote(409, 'Somebody else changed the rule a moment ago.', 'Look at the rules again.'),
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
  'translation.invalid': staffNote(
    422,
    'A translation is too long or has line breaks where none may be.',
    'Mend the named texts.',
  ),
  'translation.not_public': staffNote(409, 'Only public entries are translated.', 'Publish the entry first.'),
  'xml.malformed': staffNote(422, 'The file is not well-formed XML.', 'Export it again from the translation program.'),
  'xml.doctype': staffNote(422, 'The file has a document type; it could bring entities that are never taken.', 'Remove it.'),
  'xml.entity': staffNote(422, 'The file names an entity that is not one of the five of XML.', 'Write the character itself.'),
  'xml.too_deep': staffNote(422, 'Elements nested more than forty deep.', 'Check the file.'),
  'xml.encoding': staffNote(422, 'The file is not UTF-8 or UTF-16, or has characters XML does not know.', 'Save it as UTF-8.'),
  'xliff.not_xliff': staffNote(422, 'The XML is no XLIFF.', 'Choose the translated file.'),
  'xliff.version': staffNote(422, 'XLIFF of another version than 2.0 or 2.1.', 'Export as XLIFF 2.1.'),
  'xliff.languages': staffNote(422, 'The source language is not German, or no target language is named.', 'Start from our file.'),
  'xliff.language_unknown': staffNote(422, 'A target language that the interface does not have.', 'Start from our file.'),
  'xliff.empty': staffNote(422, 'No unit in the file.', 'Check the file.'),
  'xliff.too_many': staffNote(422, 'More units than a district has texts.', 'Split the file.'),
  'xliff.nothing': staffNote(422, 'Nothing to translate in this choice.', 'Choose all texts or another organisation.'),
  'machine.not_configured': staffNote(409, 'The installation has no service for machine translation.', 'Ask the operator.'),
  'machine.not_enabled': staffNote(409, 'The district has not switched the machine on.', 'Switch it on first.'),
  'machine.not_allowed': staffNote(403, 'The machine works for the whole district; the actor for a part of it.', 'Ask the KI.'),
  'machine.running': staffNote(409, 'A run is open; two would pay for the same texts twice.', 'Wait for it, or stop it.'),
  'machine.nothing_open': staffNote(422, 'No text in this choice is missing.', 'Choose other languages.'),
  'machine.language': staffNote(422, 'A language that is not switched on, or that the service does not know.', 'Choose another.'),
  'machine.budget': staffNote(409, 'The words of this month are used up.', 'Raise the budget, or wait for the next month.'),
  'machine.quota': staffNote(409, 'The service says that its quota is used up.', 'Look at the contract with the service.'),
  'machine.busy': staffNote(409, 'The service takes no more requests at the moment.', 'Start again later.'),
  'machine.refused': staffNote(409, 'The service refuses the key.', 'Ask the operator.'),
  'machine.unavailable': staffNote(409, 'The service cannot be reached or failed.', 'Start again later.'),
  'machine.timeout': staffNote(409, 'The service took too long.', 'Start again later.'),
  'machine.nonsense': staffNote(409, 'The service answered something that is no translation.', 'Look at its settings.'),
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
  'concept.unknown': staffNote(404, 'The district added nothing to such a concept.', 'Go back to the list.'),
  'concept.taken': staffNote(422, 'There is a concept with this key.', 'Add the word to that one.'),
  'concept.too_many': staffNote(422, 'The district has 1,000 concepts of its own.', 'Add words to those that are there.'),
  'concept.needed': staffNote(422, 'Other concepts name it as their wider one.', 'Change those first.'),
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
  'exchange.name_taken': staffNote(422, 'The district has a source of this name.', 'Choose another name.'),
  'exchange.changed_since': staffNote(
    409,
    'Somebody else changed the source while the page was open.',
    'Reload, then change it.',
  ),
  'exchange.state': staffNote(
    409,
    'The run is not where this can be done: somebody was faster, or it is under way.',
    'Reload the page.',
  ),
  'exchange.later_run': staffNote(409, 'A later run of the source builds on this one.', 'Undo the later one first.'),
  'exchange.no_address': staffNote(409, 'The source has no address to fetch from.', 'Give it one, or bring a file.'),
  'exchange.unchanged': staffNote(409, 'The other server says that nothing changed since the last time.', 'Nothing to do.'),
  'exchange.answer': staffNote(422, 'The other server answered with an error.', 'Check the address; try again later.'),
  'exchange.fetch': staffNote(
    422,
    'The other server was not reached in time, or the address is not allowed.',
    'Check the address.',
  ),
  'exchange.pages': staffNote(
    422,
    'The feed has more pages than are fetched, or turns in a circle.',
    'Ask the source for a file.',
  ),
  'exchange.encoding': staffNote(422, 'The bytes are no text in UTF-8 or UTF-16.', 'Save the file as UTF-8.'),
  'exchange.empty': staffNote(422, 'There is nothing in the file.', 'Check the file.'),
  'exchange.too_large': staffNote(422, 'The file is larger than 30 MB.', 'Split the file.'),
  'exchange.too_many': staffNote(422, 'More than 20,000 records.', 'Split the file.'),
  'exchange.unpacked_too_large': staffNote(
    422,
    'The workbook is far larger unpacked than it may be.',
    'Save it without pictures, or as CSV.',
  ),
  'exchange.no_table': staffNote(422, 'Neither a workbook nor a text.', 'Save it as XLSX or CSV.'),
  'exchange.old_table': staffNote(
    422,
    'A workbook of before 2007, or one with a password.',
    'Save it as XLSX without a password.',
  ),
  'exchange.broken_table': staffNote(422, 'The workbook is damaged.', 'Save it again.'),
  'exchange.quotes': staffNote(422, 'A quotation mark is not closed.', 'Mend the named row.'),
  'exchange.json': staffNote(422, 'The file is no JSON.', 'Mend the named line.'),
  'exchange.too_deep': staffNote(422, 'The file nests deeper than any document of people’s.', 'Check the file.'),
  'exchange.no_hsds': staffNote(422, 'JSON, but no services as HSDS 3 has them.', 'Check address and kind of the source.'),
  'exchange.no_geojson': staffNote(422, 'JSON, but no features as GeoJSON has them.', 'Check the kind of the source.'),
  'exchange.crs': staffNote(422, 'Coordinates of another system than WGS 84.', 'Export it in WGS 84.'),
  'exchange.no_calendar': staffNote(422, 'The file does not begin as a calendar does.', 'Check address and kind of the source.'),
  'exchange.broken_calendar': staffNote(422, 'A line of the calendar is none of iCalendar’s.', 'Export it again.'),
  'exchange.cut_calendar': staffNote(422, 'The calendar breaks off before its end.', 'Fetch or export it again.'),
  'exchange.file_gone': staffNote(409, 'The file of the run is no longer kept.', 'Bring it again.'),
  'import.rows': staffNote(422, 'Some rows are wrong; nothing was imported.', 'Mend the named rows.'),
} as const satisfies Readonly<Record<string, FailureNote>>;

export type FailureCode = keyof typeof failures;

/** Translation key of a failure. */
export function failureKey(code: FailureCode): string {
  return failures[code].audience === 'public' ? `directory:failure.${code}` : `directory:staff.failure.${code}`;
}
