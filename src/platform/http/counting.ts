import type { IncomingHttpHeaders } from 'node:http';
import { type Context, isRobot } from '#platform/access';
import { dayOf } from '#platform/days';
import type { App, CountedPage, CountWriter, PageCount } from './types.ts';

/** More pages of a day than all districts have; what counts more is made up. */
const mostCounts = 100_000;
const everyMs = 60_000;

/** Whether somebody looks at it: not a program, and not a browser that fetches a page in advance. */
function isLook({ 'user-agent': agent = '', purpose, 'sec-purpose': secPurpose }: IncomingHttpHeaders): boolean {
  return !isRobot(agent) && !/prefetch|prerender/.test(`${purpose ?? ''} ${secPurpose ?? ''}`);
}

/** How often pages were seen since somebody asked last. It knows days, pages and languages; of the readers it keeps nothing. */
export class PageCounter {
  #counts = new Map<string, { -readonly [Key in keyof PageCount]: PageCount[Key] }>();
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  count(page: CountedPage, headers: IncomingHttpHeaders): void {
    if (isLook(headers)) this.add({ ...page, day: dayOf(this.#now()), views: 1 });
  }

  add(count: PageCount): void {
    const key = [count.tenantId, count.day, count.path, count.language, count.via].join('\0');
    const known = this.#counts.get(key);
    if (known) known.views += count.views;
    else if (this.#counts.size < mostCounts) this.#counts.set(key, { ...count });
  }

  /** What was counted, and begins anew. */
  drain(): readonly PageCount[] {
    const counts = [...this.#counts.values()];
    this.#counts = new Map();
    return counts;
  }
}

/** @param contextOf acts as the system in a district; undefined: it is gone */
export function installCounting(app: App, counter: PageCounter, contextOf: (tenantId: string) => Context | undefined): void {
  const writers: CountWriter[] = [];
  app.decorate('onCounts', (write) => void writers.push(write));
  app.decorate('writeCounts', async () => {
    for (const [tenantId, counts] of Map.groupBy(counter.drain(), (count) => count.tenantId)) {
      const context = contextOf(tenantId);
      if (!context) continue;
      try {
        for (const write of writers) await write(context, counts);
      } catch (error) {
        // The database may be back in a minute.
        for (const count of counts) counter.add(count);
        app.log.warn({ code: (error as { code?: string }).code }, 'views were not written');
      }
    }
  });
  app.decorateReply('countsAs', undefined);
  app.decorateReply('counted', function counted(page) {
    this.countsAs = page;
    return this;
  });
  app.addHook('onResponse', async ({ method, visit, headers }, { statusCode, countsAs }) => {
    const seen = statusCode === 200 || statusCode === 304;
    // What the staff look at says nothing of visitors.
    if (countsAs && seen && method === 'GET' && visit.actor.kind === 'visitor') counter.count(countsAs, headers);
  });
  const timer = setInterval(() => app.writeCounts(), everyMs);
  timer.unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await app.writeCounts();
  });
}
