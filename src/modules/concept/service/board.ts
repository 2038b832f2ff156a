import { listTowns, nameIn } from '#modules/territory';
import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import type { EditionTree } from '../model/edition.ts';
import { isId } from '../model/ids.ts';
import { readTree } from '../store/tree.ts';
import { mayAnswer, mayEdit } from './scope.ts';

export interface ViewTown {
  readonly key: string;
  readonly name: string;
}

/** What every view of an edition is made of. */
export interface EditionGround {
  readonly tree: EditionTree;
  /** ISO day in Europe/Berlin. */
  readonly today: string;
  /** The towns of the district by name. */
  readonly towns: readonly ViewTown[];
  /** The actor may change recommendations of this edition. */
  readonly edits: boolean;
  /** The actor may answer for this town in this edition. */
  answers(town: string): boolean;
}

/**
 * An edition for one of the staff views, undefined when the district has none of this id.
 * @param adoptions false where no answer of a town is shown, which saves most of the rows
 */
export async function editionGround(context: Context, editionId: string, adoptions: boolean): Promise<EditionGround | undefined> {
  if (!isId(editionId)) return undefined;
  const today = dayOf(context.now());
  const tree = await context.transaction((trx) => readTree(trx, editionId, { today, internal: true, adoptions }));
  if (!tree) return undefined;
  const towns = (await listTowns(context)).map((town) => ({ key: town.key, name: nameIn(town, context.language.tag) }));
  const open = tree.edition.state !== 'superseded';
  return { tree, today, towns, edits: open && mayEdit(context), answers: (town) => open && mayAnswer(context, town) };
}
