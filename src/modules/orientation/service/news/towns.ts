import { listTowns, nameIn } from '#modules/territory';
import type { Context } from '#platform/access';

/** The district's towns for choosing, in the visitor's language. */
export interface TownChoice {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly name: (key: string) => string;
}

export async function townChoice(context: Context): Promise<TownChoice> {
  const towns = await listTowns(context);
  const names = new Map(towns.map((town) => [town.key, nameIn(town, context.language.tag)]));
  return {
    options: towns.map(({ key }) => ({ value: key, label: names.get(key) ?? key })),
    name: (key) => names.get(key) ?? key,
  };
}
