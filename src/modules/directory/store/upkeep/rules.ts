import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import { defaultRules, generalRule, type UpkeepRule } from '../../model/upkeep/stages.ts';

export interface StoredRule extends UpkeepRule {
  /** Zero: the software's own, nobody has changed it. */
  readonly version: number;
}

/** The district's rules by category; the general one is always there. */
export async function readRules(trx: Trx): Promise<ReadonlyMap<string, StoredRule>> {
  const rows = await trx
    .selectFrom('directory_upkeep_rule')
    .select([
      'category',
      'badge_days as badgeDays',
      'remind_days as remindDays',
      'demote_days as demoteDays',
      'hide_days as hideDays',
      'version',
    ])
    .orderBy('category')
    .limit(500)
    .execute();
  return new Map([['', { ...generalRule, version: 0 }], ...rows.map((row) => [row.category, row] as const)]);
}

/** Gives a new district the rules that every district starts with. */
export async function insertDefaultRules(trx: Trx, tenantId: string): Promise<void> {
  await trx
    .insertInto('directory_upkeep_rule')
    .values(defaultRules.map((rule) => columnsOf(tenantId, rule)))
    .onConflict((conflict) => conflict.columns(['tenant_id', 'category']).doNothing())
    .execute();
}

function columnsOf(tenantId: string, rule: UpkeepRule) {
  return {
    tenant_id: tenantId,
    category: rule.category,
    badge_days: rule.badgeDays,
    remind_days: rule.remindDays,
    demote_days: rule.demoteDays,
    hide_days: rule.hideDays,
  };
}

/** Writes a rule over the version that was seen (0: none was stored); false: somebody else changed it meanwhile. */
export async function saveRule(trx: Trx, tenantId: string, rule: UpkeepRule, seen: number): Promise<boolean> {
  const { tenant_id: _tenant, category, ...days } = columnsOf(tenantId, rule);
  const row =
    seen === 0
      ? await trx
          .insertInto('directory_upkeep_rule')
          .values({ tenant_id: tenantId, category, ...days })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'category']).doNothing())
          .returning('version')
          .executeTakeFirst()
      : await trx
          .updateTable('directory_upkeep_rule')
          .set((eb) => ({ ...days, version: eb('version', '+', 1), updated_at: sql<Date>`now()` }))
          .where('category', '=', category)
          .where('version', '=', seen)
          .returning('version')
          .executeTakeFirst();
  return row !== undefined;
}

export async function deleteRule(trx: Trx, category: string): Promise<boolean> {
  const row = await trx
    .deleteFrom('directory_upkeep_rule')
    .where('category', '=', category)
    .where('category', '<>', '')
    .returning('category')
    .executeTakeFirst();
  return row !== undefined;
}
