import { audit } from '#platform/audit';
import { addDays, dayOf } from '#platform/days';
import type { JobServices } from '#platform/module';
import { rememberedDays } from '../../model/demand/demand.ts';
import { deleteDemandBefore, giveUpSeldom } from '../../store/demand/demand.ts';

const keptDays = 730;

/** Crontab line of the nightly clearing. */
export const demandClearing = '55 2 * * * directory.clear_demand';

/** Every night, in every district: counts go after 24 months, the hashes of what was asked too seldom after 90 days. */
export async function clearDemand(_payload: unknown, services: JobServices): Promise<void> {
  for (const tenantId of services.tenantIds()) {
    const context = services.contextOf(tenantId, 'directory.clear_demand');
    const today = dayOf(context.now());
    await context.transaction(async (trx) => {
      const deleted = await deleteDemandBefore(trx, addDays(today, -keptDays));
      const seldom = await giveUpSeldom(trx, addDays(today, -rememberedDays));
      if (deleted + seldom === 0) return;
      await audit(trx, context, {
        action: 'directory.demand_cleared',
        subjectType: 'directory',
        subjectId: null,
        details: { deleted, seldom },
      });
    });
  }
}
