import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { dayOf } from '#platform/days';
import type { CountedPage, CountWriter } from '#platform/http';
import type { JobServices } from '#platform/module';
import { addMonths, keptMonths, monthOf } from '../../model/views/period.ts';
import { addViews, deleteViewsBefore } from '../../store/views.ts';

/** Where pages are read: here, at a kiosk, in the Integreat app. */
export const readingPlaces = ['web', 'kiosk', 'app'] as const;
export type ReadingPlace = (typeof readingPlaces)[number];

const longestPath = 200;

/**
 * What the sight of a page counts as.
 * @param path below `/{district}/{language}`; of a page of the guide the same wherever it is read
 */
export function viewOf(
  { tenant, language }: Pick<Context, 'tenant' | 'language'>,
  path: string,
  via: ReadingPlace = 'web',
): CountedPage {
  return { tenantId: tenant.id, path, language: language.tag, via };
}

/** Adds what the server has counted to the days. */
export const writeViews: CountWriter = async (context, counts) => {
  const own = counts.filter(({ via, path }) => (readingPlaces as readonly string[]).includes(via) && path.length <= longestPath);
  await context.transaction((trx) =>
    addViews(
      trx,
      context.tenant.id,
      own.map(({ day, path, language, via, views }) => ({ day, path, language, via, views })),
    ),
  );
};

/** Crontab line of the nightly clearing. */
export const viewClearing = '15 3 * * * orientation.clear_views ?fill=1d';

/** Every night, in every district: days before the months that are kept go. */
export async function clearViews(_payload: unknown, services: JobServices): Promise<void> {
  for (const tenantId of services.tenantIds()) {
    const context = services.contextOf(tenantId, 'orientation.clear_views');
    const before = `${addMonths(monthOf(dayOf(context.now())), 1 - keptMonths)}-01`;
    await context.transaction(async (trx) => {
      const deleted = await deleteViewsBefore(trx, before);
      if (deleted)
        await audit(trx, context, {
          action: 'orientation.views_cleared',
          subjectType: 'orientation_view',
          subjectId: null,
          details: { deleted },
        });
    });
  }
}
