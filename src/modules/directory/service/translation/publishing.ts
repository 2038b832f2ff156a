import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { touchContent } from '#platform/tenancy';
import type { OfferContent, OrganisationContent } from '../../model/content.ts';
import { upsertPublicOffers } from '../../store/public-offers.ts';
import { upsertPublicOrganisations } from '../../store/public-upkeep.ts';
import { publicNames, type TranslatableEntry, writeTranslatedVersions } from '../../store/translation/entries.ts';
import { type PublishingGround, toPublicOffer } from '../publishing.ts';

/**
 * Makes locked entries public with their new translations, each as a new version. Translating is no confirmation of the
 * facts: who vouched for them and when stays as it was.
 */
export async function publishTranslations(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  entries: readonly TranslatableEntry[],
  authorUserId: string | null,
): Promise<void> {
  if (!entries.length) return;
  const tenantId = context.tenant.id;
  await writeTranslatedVersions(trx, tenantId, entries, authorUserId);
  const offers = entries.filter(({ kind }) => kind === 'offer');
  const names = await publicNames(trx, tenantId, [...new Set(offers.map(({ organisationId }) => organisationId))]);
  await upsertPublicOffers(
    trx,
    offers.map((entry) => {
      const organisation = names.get(entry.organisationId);
      if (!organisation) throw new Error(`Offer ${entry.id} is public, its organisation is not`);
      return toPublicOffer(context, ground, entry, entry.content as OfferContent, organisation);
    }),
  );
  const organisations = entries.filter(({ kind }) => kind === 'organisation');
  await upsertPublicOrganisations(
    trx,
    tenantId,
    organisations.map(({ id, slug, content }) => ({ id, slug, content: content as OrganisationContent })),
  );
  await touchContent(trx, tenantId);
}

export const authorOf = (context: Context): string | null => (context.actor.kind === 'user' ? context.actor.userId : null);
