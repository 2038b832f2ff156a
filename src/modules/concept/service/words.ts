import { listTowns, quarters } from '#modules/territory';
import type { Context } from '#platform/access';
import type { Translate } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import type { TextWords } from '../model/changes.ts';

/** Names of the district, its towns and quarters by key. */
export async function placeNames(context: Context): Promise<ReadonlyMap<string, string>> {
  const units = [...(await listTowns(context)), ...(await quarters(context))];
  return new Map([
    [context.tenant.ags, tenantName(context.tenant, context.language)],
    ...units.map((unit) => [unit.key, unit.names.de ?? unit.key] as const),
  ]);
}

/** AGS → name of the district's towns, in their order. */
export async function townNames(context: Context): Promise<ReadonlyMap<string, string>> {
  return new Map((await listTowns(context)).map((town) => [town.key, town.names.de ?? town.key]));
}

/** Words for the keys in a recommendation's fields. */
export function textWords(t: Translate, nodes: ReadonlyMap<string, string>, places: ReadonlyMap<string, string>): TextWords {
  return { t, node: (id) => nodes.get(id) ?? '', place: (key) => places.get(key) ?? key };
}
