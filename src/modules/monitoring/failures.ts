/** Everything a use case of this module may refuse: code → when. Texts: `monitoring:failure.<code>` or `monitoring:staff.failure.<code>`. */
export const failures = {
  'monitoring.invalid': 'a field has a wrong value; details name the fields, with the key of the text that says why',
  'monitoring.changed': 'somebody saved the same thing after the editor had opened it; details.version is theirs',
  'monitoring.unknown_indicator': 'no indicator of this district has the key given, or the actor may not see it',
} as const;
