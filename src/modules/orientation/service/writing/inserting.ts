import { embeddable } from '#modules/directory';
import type { Context } from '#platform/access';
import { type SnippetKind, snippetOf } from '../../model/writing/snippets.ts';
import { listPictures } from '../../store/images.ts';
import { findPagesNamed } from '../../store/writing.ts';

/** Something that can be put into the text. */
export interface Insertable {
  readonly name: string;
  /** What stands in the text for it. */
  readonly snippet: string;
}

const most = 12;

/** What is called like the text: public entries of the directory, pages that are not archived, pictures. */
export async function findInsertable(
  context: Context,
  kind: Exclude<SnippetKind, 'video'>,
  text: string,
): Promise<readonly Insertable[]> {
  const as = (id: string, name: string): Insertable => ({ name, snippet: snippetOf(kind, id, name) });
  if (kind === 'page') {
    const pages = await context.transaction((trx) => findPagesNamed(trx, text, most));
    return pages.map(({ slug, title }) => as(slug, title));
  }
  if (kind === 'image') {
    const pictures = await context.transaction((trx) => listPictures(trx, { text, after: undefined, limit: most }));
    return pictures.map(({ id, alt }) => as(id, alt));
  }
  return (await embeddable(context, kind, text)).map(({ id, name }) => as(id, name));
}
