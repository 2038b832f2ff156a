import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import type { Concept, Edition, EditionTree } from '../model/edition.ts';
import { listConcepts, readTree } from '../store/tree.ts';

export interface ConceptWithEditions {
  readonly concept: Concept;
  /** Newest first. */
  readonly editions: readonly Edition[];
}

/** The district's concept first, then those of its towns. */
export async function concepts(context: Context): Promise<readonly ConceptWithEditions[]> {
  return context.transaction(listConcepts);
}

/** The edition in force: adopted, else under consultation; for staff the newest when there is neither. */
export function currentEdition({ editions }: ConceptWithEditions, internal: boolean): Edition | undefined {
  return (
    editions.find(({ state }) => state === 'adopted') ??
    editions.find(({ state }) => state === 'consultation') ??
    (internal ? editions.at(0) : undefined)
  );
}

/** Whether the actor sees drafts and what is marked as internal. */
export const seesInternal = (context: Context): boolean => context.may('concept.read');

/** One edition with all that the actor may see of it; undefined: there is none, or it is a draft and the actor a visitor. */
export async function editionTree(context: Context, editionId: string): Promise<EditionTree | undefined> {
  return context.transaction((trx) => editionTreeIn(trx, context, editionId, seesInternal(context)));
}

/** @param internal false: as the public sees it, whoever asks */
export async function editionTreeIn(
  trx: Trx,
  context: Context,
  editionId: string,
  internal: boolean,
): Promise<EditionTree | undefined> {
  const tree = await readTree(trx, editionId, { today: dayOf(context.now()), internal });
  return tree && (internal || tree.edition.state !== 'draft') ? tree : undefined;
}
