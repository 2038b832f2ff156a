/** Everything a use case of this module may refuse: code → when. Texts: `orientation:staff.failure.<code>`. */
export const failures = {
  'orientation.unknown_page': 'no page that the actor may see has the id given',
  'orientation.not_allowed': 'the actor may write, but not this page',
  'orientation.changed': 'somebody saved the same thing after the editor had opened it; details.version is theirs',
  'orientation.archived': 'the page is archived, and nothing of it is changed before it is restored',
  'orientation.parent_missing': 'the page that another one is to hang under does not exist or is archived',
  'orientation.under_itself': 'a page cannot hang under itself or a page below it',
  'orientation.too_deep': 'the page, or one below it, would hang deeper than visitors find their way',
  'orientation.no_step': 'the page is first, last or at the top already',
  'orientation.children_undecided': 'pages hang below the one to be archived, and nobody said what becomes of them',
  'orientation.slug_taken': 'another page has this address',
  'orientation.slug_reserved': 'the app or the guide has a page of its own at this address',
  'orientation.slug_public': 'the page was public at its address, which stays',
  'orientation.unknown_town': 'no town of this district has the key given',
  'orientation.unknown_organisation': 'no published organisation is called so; details.names are similar ones',
  'orientation.mirror_of_mirror': 'the page shows another one itself; its source can be mirrored',
  'orientation.too_many_pages': 'the district would have more pages than a tree can show; details.most',
  'orientation.unknown_image': 'no picture of this district has the id given',
  'orientation.image_used': 'pages show the picture',
  'orientation.unknown_link': 'no link of a page that the actor may write is the one given',
  'orientation.unknown_term': 'no word of this district has the id given',
  'orientation.term_taken': 'the word is explained already',
  'orientation.unknown_news': 'no message of this district has the id given',
  'orientation.news_path': 'the page that a message leads to is not public',
  'orientation.news_state': 'what was to be done with a message does not go with the state it is in',
  'orientation.push_address': 'what a browser gave as the address of a device is none of a known push service',
  'orientation.text_too_deep':
    'a text that no reader gets through: boxes or points inside of each other without end; details.line',
  'orientation.text_problems': 'something in the text cannot be shown as it stands, so it is not to be published; details.count',
  'orientation.not_in_future': 'the hour of publication is past, or further than two years away',
  'orientation.no_german': 'there is no German text that this one could be a translation of',
  'orientation.unknown_version': 'the text has no version of the number given',
} as const;

export type FailureCode = keyof typeof failures;

/** Key of the text that says what to do about a refusal. */
export function failureText(code: FailureCode): string {
  return `orientation:staff.failure.${code.slice('orientation.'.length)}`;
}
