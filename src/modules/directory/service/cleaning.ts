import { audit } from '#platform/audit';
import type { JobServices } from '#platform/module';
import { deleteRunOutPuzzles, deleteUnconfirmed, forgetAuthors } from '../store/proposals.ts';

const unconfirmedDays = 7;
const authorMonths = 6;

/**
 * Every night, in every district: proposals that nobody confirmed go after a week; whoever proposed something is
 * forgotten six months after the decision (Art. 5 (1) e GDPR: nobody needs the address any longer).
 */
export async function clearProposals(_payload: unknown, services: JobServices): Promise<void> {
  for (const tenantId of services.tenantIds()) {
    const context = services.contextOf(tenantId, 'directory.clear_proposals');
    const now = context.now();
    await context.transaction(async (trx) => {
      const unconfirmed = await deleteUnconfirmed(trx, new Date(now.getTime() - unconfirmedDays * 24 * 3_600_000));
      const forgotten = await forgetAuthors(
        trx,
        new Date(now.getFullYear(), now.getMonth() - authorMonths, now.getDate(), now.getHours(), now.getMinutes()),
      );
      await deleteRunOutPuzzles(trx, now);
      if (unconfirmed + forgotten === 0) return;
      await audit(trx, context, {
        action: 'directory.proposals_cleared',
        subjectType: 'directory',
        subjectId: null,
        details: { unconfirmed, forgotten },
      });
    });
  }
}
