import type { Trx } from '#platform/database';

export type TextState = 'draft' | 'review' | 'scheduled' | 'published' | 'superseded';
/** States of a text that somebody is working on. */
export const openStates = ['draft', 'review', 'scheduled'] as const satisfies readonly TextState[];

export interface PageText {
  readonly pageId: string;
  /** Interface language tag. */
  readonly language: string;
  readonly version: number;
  readonly baseVersion: number | null;
  readonly state: TextState;
  readonly title: string;
  readonly summary: string;
  /** Markdown. */
  readonly body: string;
  readonly madeBy: 'human' | 'machine';
  /** The German version it was made from; null for German. */
  readonly germanVersion: number | null;
  readonly minor: boolean;
  readonly note: string;
  readonly authorUserId: string | null;
  readonly publishAt: Date | null;
  readonly publishedAt: Date | null;
  readonly createdAt: Date;
}

const columns = [
  'page_id as pageId',
  'language',
  'version',
  'base_version as baseVersion',
  'state',
  'title',
  'summary',
  'body',
  'made_by as madeBy',
  'german_version as germanVersion',
  'minor',
  'note',
  'author_user_id as authorUserId',
  'publish_at as publishAt',
  'published_at as publishedAt',
  'created_at as createdAt',
] as const;

/** Texts of these pages in these states, by page, language and version. */
export async function listTexts(
  trx: Trx,
  pageIds: readonly string[],
  states: readonly TextState[] = ['published'],
): Promise<PageText[]> {
  if (!pageIds.length) return [];
  const rows = await trx
    .selectFrom('orientation_text')
    .select(columns)
    .where('page_id', 'in', [...pageIds])
    .where('state', 'in', [...states])
    .orderBy('page_id')
    .orderBy('language')
    .orderBy('version')
    .execute();
  return rows as PageText[];
}

export async function findText(trx: Trx, pageId: string, language: string, version: number): Promise<PageText | undefined> {
  const row = await trx
    .selectFrom('orientation_text')
    .select(columns)
    .where('page_id', '=', pageId)
    .where('language', '=', language)
    .where('version', '=', version)
    .executeTakeFirst();
  return row as PageText | undefined;
}

/** The newest version of a page in a language, whatever its state. */
export async function latestText(trx: Trx, pageId: string, language: string): Promise<PageText | undefined> {
  const row = await trx
    .selectFrom('orientation_text')
    .select(columns)
    .where('page_id', '=', pageId)
    .where('language', '=', language)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row as PageText | undefined;
}

/** Newest first, a page of the history at a time. */
export async function listVersions(
  trx: Trx,
  query: { pageId: string; language: string; before: number | undefined; limit: number },
): Promise<PageText[]> {
  let select = trx
    .selectFrom('orientation_text')
    .select(columns)
    .where('page_id', '=', query.pageId)
    .where('language', '=', query.language);
  if (query.before !== undefined) select = select.where('version', '<', query.before);
  return (await select.orderBy('version', 'desc').limit(query.limit).execute()) as PageText[];
}

export type NewText = Omit<PageText, 'createdAt'>;

export async function insertText(trx: Trx, tenantId: string, text: NewText, createdAt: Date): Promise<void> {
  await trx
    .insertInto('orientation_text')
    .values({
      tenant_id: tenantId,
      page_id: text.pageId,
      language: text.language,
      version: text.version,
      base_version: text.baseVersion,
      state: text.state,
      title: text.title,
      summary: text.summary,
      body: text.body,
      made_by: text.madeBy,
      german_version: text.germanVersion,
      minor: text.minor,
      note: text.note,
      author_user_id: text.authorUserId,
      publish_at: text.publishAt,
      published_at: text.publishedAt,
      created_at: createdAt,
    })
    .execute();
}

/** Moves texts of a page in one language from some states to another; returns how many. */
export async function changeState(
  trx: Trx,
  of: { pageId: string; language: string; version?: number; from: readonly TextState[] },
  to: { state: TextState; publishAt?: Date | null; publishedAt?: Date; note?: string },
): Promise<number> {
  let update = trx
    .updateTable('orientation_text')
    .set({
      state: to.state,
      ...(to.publishAt === undefined ? {} : { publish_at: to.publishAt }),
      ...(to.publishedAt === undefined ? {} : { published_at: to.publishedAt }),
      ...(to.note === undefined ? {} : { note: to.note }),
    })
    .where('page_id', '=', of.pageId)
    .where('language', '=', of.language)
    .where('state', 'in', [...of.from]);
  if (of.version !== undefined) update = update.where('version', '=', of.version);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Pages of which some German version after the one a translation was made from changed more than a comma. */
export async function listOutdated(trx: Trx, pageIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (!pageIds.length) return new Set();
  const rows = await trx
    .selectFrom('orientation_text as text')
    .select(['text.page_id', 'text.language'])
    .where('text.page_id', 'in', [...pageIds])
    .where('text.state', '=', 'published')
    .where('text.language', '<>', 'de')
    .where(({ exists, selectFrom, ref }) =>
      exists(
        selectFrom('orientation_text as german')
          .select('german.version')
          .where('german.page_id', '=', ref('text.page_id'))
          .where('german.language', '=', 'de')
          .where('german.minor', '=', false)
          .where('german.published_at', 'is not', null)
          .where('german.version', '>', ref('text.german_version')),
      ),
    )
    .execute();
  return new Set(rows.map((row) => `${row.page_id} ${row.language}`));
}
