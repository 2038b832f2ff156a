import { type RawBuilder, sql } from 'kysely';

/**
 * On which day the texts of which language were last found right, once another version becomes the published one: German
 * on the day of the confirmation, a language whose texts changed no longer, the others as before.
 * @param entry name in the statement of the `directory_entry` that still knows the version before
 */
export function stillConfirmed(entry: string, version: RawBuilder<unknown>, on: RawBuilder<unknown>): RawBuilder<string> {
  const of = (column: string) => sql.ref(`${entry}.${column}`);
  const texts = (number: RawBuilder<unknown>) =>
    sql`(select version.content -> 'translations' from directory_version version
      where version.tenant_id = ${of('tenant_id')} and version.entry_id = ${of('id')} and version.version = ${number})`;
  return sql<string>`coalesce((select jsonb_object_agg(language, day) from jsonb_each(${of('languages_confirmed')}) as one (language, day)
      where language = 'de' or ${texts(of('published_version'))} -> language is not distinct from ${texts(version)} -> language), '{}')
    || jsonb_strip_nulls(jsonb_build_object('de', ${on}))`;
}
