import { organisationNames } from '#modules/directory';
import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import type { EditionTree, Note, Recommendation } from '../model/edition.ts';
import { isId } from '../model/ids.ts';
import type { ReleasingResolution } from '../model/resolution.ts';
import { listNotes } from '../store/notes.ts';
import { editionOf } from '../store/recommendations.ts';
import { readTree } from '../store/tree.ts';
import { releasingResolutions } from './releases.ts';
import { mayAnswer, mayEdit } from './scope.ts';
import { placeNames, townNames } from './words.ts';

/** A recommendation with all that its page shows. */
export interface RecommendationRecord {
  readonly recommendation: Recommendation;
  readonly tree: EditionTree;
  /** Newest first; the page shows so many and goes on from the last. */
  readonly notes: readonly Note[];
  readonly moreNotes: boolean;
  /** What may have released the money. */
  readonly resolutions: readonly ReleasingResolution[];
  readonly towns: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, string>;
  /** Public pages of the stakeholders that are in the directory, by their id there. */
  readonly organisations: ReadonlyMap<string, { readonly path: string }>;
  readonly edits: boolean;
  /** Towns for which the actor answers. */
  readonly answersFor: ReadonlySet<string>;
}

const notesPerPage = 30;

/** The record of a recommendation for those who work on the concept; undefined: there is none in this district. */
export async function recordOf(
  context: Context,
  id: string,
  before?: { readonly at: Date; readonly id: string },
): Promise<RecommendationRecord | undefined> {
  if (!isId(id) || !context.may('concept.read')) return undefined;
  const [towns, places] = [await townNames(context), await placeNames(context)];
  const record = await context.transaction(async (trx) => {
    const editionId = await editionOf(trx, id);
    const tree =
      editionId === undefined ? undefined : await readTree(trx, editionId, { today: dayOf(context.now()), internal: true });
    const recommendation = tree?.recommendations.find((one) => one.id === id);
    if (!tree || !recommendation) return undefined;
    const notes = await listNotes(trx, id, { publicOnly: false, limit: notesPerPage + 1, before });
    const open = tree.edition.state !== 'superseded';
    return {
      recommendation,
      tree,
      notes: notes.slice(0, notesPerPage),
      moreNotes: notes.length > notesPerPage,
      resolutions: await releasingResolutions(trx, context, recommendation.resolutionId),
      towns,
      places,
      edits: open && mayEdit(context),
      answersFor: new Set(open ? [...towns.keys()].filter((town) => mayAnswer(context, town)) : []),
    };
  });
  const linked = record?.recommendation.stakeholders.flatMap(({ organisationId }) => organisationId ?? []) ?? [];
  return record && { ...record, organisations: await organisationNames(context, linked) };
}
