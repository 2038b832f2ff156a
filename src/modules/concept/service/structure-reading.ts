import { listTowns } from '#modules/territory';
import type { Context } from '#platform/access';
import { tenantName } from '#platform/tenancy';
import type { Concept, Edition } from '../model/edition.ts';
import { countParts } from '../store/structure.ts';
import { listConcepts } from '../store/tree.ts';
import { mayEdit } from './scope.ts';
import { placeNames } from './words.ts';

export interface EditionWithCounts {
  readonly edition: Edition;
  readonly fields: number;
  readonly recommendations: number;
}

export interface ConceptsToEdit {
  readonly concepts: readonly {
    readonly concept: Concept;
    /** Name of its territory. */
    readonly place: string;
    readonly editions: readonly EditionWithCounts[];
  }[];
  readonly openFeedback: number;
  /** Territories without a concept of their own. */
  readonly free: readonly { readonly key: string; readonly name: string }[];
  readonly edits: boolean;
}

/** All concepts with their editions and what is in them, for the first page of the concept's staff. */
export async function conceptsToEdit(context: Context): Promise<ConceptsToEdit> {
  const places = await placeNames(context);
  const towns = await listTowns(context);
  const { found, counts } = await context.transaction(async (trx) => ({
    found: await listConcepts(trx),
    counts: await countParts(trx),
  }));
  const taken = new Set(found.map(({ concept }) => concept.territory));
  return {
    concepts: found.map(({ concept, editions }) => ({
      concept,
      place: places.get(concept.territory) ?? concept.territory,
      editions: editions.map((edition) => ({
        edition,
        ...(counts.editions.get(edition.id) ?? { fields: 0, recommendations: 0 }),
      })),
    })),
    openFeedback: counts.openFeedback,
    free: [
      { key: context.tenant.ags, name: tenantName(context.tenant, context.language) },
      ...towns.map((town) => ({ key: town.key, name: town.names.de ?? town.key })),
    ].filter(({ key }) => !taken.has(key)),
    edits: mayEdit(context),
  };
}
