import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { JobHandler, JobServices } from '#platform/module';
import { touchContent } from '#platform/tenancy';
import { lockDueNews, updateNews } from '../../store/news.ts';
import type { OrientationWiring } from '../../wiring.ts';
import { makePublic, pushNewsJob } from './publishing.ts';
import { pushNews } from './pushing.ts';

const publishJob = 'orientation.publish_news';
/** Messages that become public together; the rest follows in the same run. */
const portion = 50;

async function publishDue(context: Context): Promise<void> {
  for (;;) {
    const published = await context.transaction(async (trx) => {
      const due = await lockDueNews(trx, context.now(), portion);
      for (const news of due) {
        await updateNews(trx, news.id, await makePublic(trx, context, news));
        await audit(trx, context, {
          action: 'orientation.news_published',
          subjectType: 'orientation_news',
          subjectId: news.id,
          details: { number: news.number },
        });
      }
      if (due.length) await touchContent(trx, context.tenant.id);
      return due.length;
    });
    if (published < portion) return;
  }
}

/** Makes public what was scheduled for a moment that has come. */
async function publishDueNews(_payload: unknown, services: JobServices): Promise<void> {
  for (const tenantId of services.tenantIds()) await publishDue(services.contextOf(tenantId, publishJob));
}

export const newsJobs = (wiring: OrientationWiring): Readonly<Record<string, JobHandler>> => ({
  [publishJob]: publishDueNews,
  [pushNewsJob]: pushNews(wiring),
});

/** Crontab line: a message is public five minutes after its moment at the latest. */
export const newsCrontab = [`*/5 * * * * ${publishJob}`];
