import type { Context } from '#platform/access';
import { translationTags } from '../../model/translation/fields.ts';
import { listOrganisations, type OrganisationName } from '../../store/entry-list.ts';
import {
  type BoardCount,
  type BoardQuery,
  type BoardRow,
  type BoardScope,
  type BoardState,
  countByLanguage,
  listBoard,
} from '../../store/translation/board.ts';
import { reachOf } from '../reach.ts';

export type { BoardCount, BoardRow, BoardState };

export type BoardFilter = Omit<BoardScope, 'reach'>;

export type LanguageCounts = Readonly<Record<string, Partial<Record<BoardState, number>>>>;

/** How far each language is: texts by state. */
export async function readLanguages(context: Context, filter: BoardFilter): Promise<LanguageCounts> {
  const scope = { ...filter, reach: reachOf(context, 'directory.edit') };
  const counts = await context.transaction((trx) => countByLanguage(trx, scope, translationTags));
  const found: Record<string, Partial<Record<BoardState, number>>> = {};
  for (const { tag, state, count } of counts) found[tag] = { ...found[tag], [state]: count };
  return found;
}

export interface Board {
  readonly rows: readonly BoardRow[];
  readonly counts: readonly BoardCount[];
  readonly next: string | undefined;
}

/** Texts of one language, with how they stand. */
export async function readBoard(context: Context, filter: BoardFilter, query: BoardQuery): Promise<Board> {
  const scope = { ...filter, reach: reachOf(context, 'directory.edit') };
  const { rows, counts } = await context.transaction((trx) => listBoard(trx, scope, { ...query, limit: query.limit + 1 }));
  const shown = rows.slice(0, query.limit);
  return { rows: shown, counts, next: rows.length > query.limit ? shown.at(-1)?.cursor : undefined };
}

export async function readOrganisations(context: Context): Promise<OrganisationName[]> {
  return context.transaction(listOrganisations);
}
