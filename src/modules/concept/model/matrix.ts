import type { Adoption, Recommendation } from './edition.ts';
import { concernsTown } from './rules.ts';
import type { Decision } from './vocabulary.ts';

/** What the towns make of an edition. */

export const adoptionOf = ({ adoptions }: Pick<Recommendation, 'adoptions'>, town: string): Adoption | undefined =>
  adoptions.find((one) => one.town === town);

export type Tally = Readonly<Record<Decision, number>> & {
  /** How many the town is asked about. */
  readonly asked: number;
};

export function tallyOf(all: readonly (Decision | null)[]): Tally {
  const tally = { undecided: 0, adopted: 0, changed: 0, not_applicable: 0, already: 0, asked: 0 };
  for (const decision of all) {
    if (decision === null) continue;
    tally[decision] += 1;
    tally.asked += 1;
  }
  return tally;
}

/** Taken up in some form: adopted, adopted with changes, or there already. */
export const takenUp = ({ adopted, changed, already }: Tally): number => adopted + changed + already;

/** Percent that is taken up of what applies to the town; null: nothing does. */
export function coverage(tally: Tally): number | null {
  const applies = tally.asked - tally.not_applicable;
  return applies === 0 ? null : Math.floor((100 * takenUp(tally)) / applies);
}

export interface MatrixRow<Item> {
  readonly item: Item;
  /** In the order of the towns. */
  readonly cells: readonly Tally[];
}

/**
 * The answers as decisions once for all tables: recommendation id → decision of each town, in the order of the towns. Null: the
 * town is not asked, because the recommendation is not meant for it and it did not answer.
 */
export type Decisions = ReadonlyMap<string, readonly (Decision | null)[]>;

export function decisionTable(all: readonly Recommendation[], towns: readonly string[]): Decisions {
  return new Map(
    all.map((one) => {
      const given = new Map(one.adoptions.map(({ town, decision }) => [town, decision]));
      return [one.id, towns.map((town) => given.get(town) ?? (concernsTown(one, town) ? 'undecided' : null))];
    }),
  );
}

export function fieldMatrix<Field extends { readonly id: string }>(
  all: readonly Recommendation[],
  fields: readonly Field[],
  towns: readonly string[],
  table: Decisions,
): readonly MatrixRow<Field>[] {
  const groups = Map.groupBy(all, ({ fieldId }) => fieldId);
  return fields.map((field) => ({
    item: field,
    cells: towns.map((_, index) => tallyOf((groups.get(field.id) ?? []).map(({ id }) => table.get(id)?.[index] ?? null))),
  }));
}

/** Over all recommendations, in the order of the towns. */
export function townTallies(all: readonly Recommendation[], towns: readonly string[], table: Decisions): readonly Tally[] {
  return towns.map((_, index) => tallyOf(all.map(({ id }) => table.get(id)?.[index] ?? null)));
}
