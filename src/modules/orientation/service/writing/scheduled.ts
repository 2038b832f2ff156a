import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { JobHandler } from '#platform/module';
import { readWritten } from '../../model/writing/problems.ts';
import { lockPage } from '../../store/pages.ts';
import { changeState, findText } from '../../store/texts.ts';
import { listDueTexts } from '../../store/writing.ts';
import { publishOpen } from './saving.ts';

const jobName = 'orientation.publish_scheduled';
/** Texts of one district in one run; the next run takes the rest. */
const most = 200;

/** Makes public what is due. Each text for itself: one that cannot go out keeps no other back. */
export async function publishDue(context: Context): Promise<number> {
  const due = await context.transaction((trx) => listDueTexts(trx, context.now(), most));
  let published = 0;
  for (const { pageId, language, version } of due) {
    published += await context.transaction(async (trx) => {
      const page = await lockPage(trx, pageId);
      const text = await findText(trx, pageId, language, version);
      // Changed since it was found: whoever did that knows what is to become of it.
      if (!page || text?.state !== 'scheduled') return 0;
      const goesOut = !page.archivedAt && !readWritten(text.body).problems.length;
      if (goesOut) await publishOpen(trx, context, page, language, version);
      else await changeState(trx, { pageId, language, version, from: ['scheduled'] }, { state: 'draft', publishAt: null });
      await audit(trx, context, {
        action: goesOut ? 'orientation.text_published' : 'orientation.text_returned',
        subjectType: 'orientation_page',
        subjectId: pageId,
        details: { language, version },
      });
      return goesOut ? 1 : 0;
    });
  }
  return published;
}

export const writingJobs: Readonly<Record<string, JobHandler>> = {
  [jobName]: async (_payload, services) => {
    for (const tenantId of services.tenantIds()) await publishDue(services.contextOf(tenantId, jobName));
  },
};

export const writingCrontab: readonly string[] = [`*/5 * * * * ${jobName}`];
