import { createHash } from 'node:crypto';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { addDays, dayOf } from '#platform/days';
import { listPages } from '../../store/pages.ts';
import { addViews, totalBetween, type ViewCount } from '../../store/views.ts';

/** Shares of the languages in which invented visitors read. */
const shares = { de: 1, ar: 0.7, uk: 0.5, tr: 0.4, en: 0.3, fa: 0.2 } as const;
const days = 60;

/** Always the same number from 0 to 1 for the same words: the demonstration looks alike each time. */
const drawn = (...words: readonly string[]): number =>
  createHash('sha256').update(words.join(' ')).digest().readUInt16BE() / 65_536;

/** Invented views of the last two months, for the statistics of the demonstration; does nothing where something was counted. */
export async function loadDemonstrationViews(context: Context): Promise<void> {
  const today = dayOf(context.now());
  await context.transaction(async (trx) => {
    if (await totalBetween(trx, addDays(today, -365), addDays(today, 1))) return;
    const counts: ViewCount[] = [];
    for (const { slug } of await listPages(trx)) {
      // A few pages are read by most.
      const popular = 1 + 24 * drawn(context.tenant.slug, slug) ** 4;
      for (const [language, share] of Object.entries(shares))
        for (let back = 1; back <= days; back += 1) {
          const day = addDays(today, -back);
          const views = Math.round(popular * share * drawn(slug, language, day));
          const via = drawn(slug, day, language, 'via') < 0.7 ? 'web' : 'app';
          if (views) counts.push({ day, path: `/ankommen/${slug}`, language, via, views });
        }
    }
    await addViews(trx, context.tenant.id, counts);
    await audit(trx, context, {
      action: 'orientation.views_loaded',
      subjectType: 'orientation_view',
      subjectId: null,
      details: { rows: counts.length },
    });
  });
}
