import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { touchContent } from '#platform/tenancy';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { type Entry, markPublished } from '../store/entries.ts';
import { findPublicOrganisation, upsertPublicOffers } from '../store/public-offers.ts';
import { listPublicOffersOf, type ShownOrganisation, upsertPublicOrganisations } from '../store/public-upkeep.ts';
import { orderDuplicateSearch } from './duplicates/finding.ts';
import { townOf } from './ground.ts';
import { type PublishingGround, toPublicOffer } from './publishing.ts';

/** Who vouches that the content is right, and when they looked. */
export interface Confirmation {
  readonly on: string;
  readonly by: NonNullable<Entry['confirmedBy']>;
}

/** Today in the process's zone (Europe/Berlin) as an ISO date. */
export function today(now: Date): string {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

/**
 * Makes a stored version of a locked entry the public one: entry, read model, rendered pages, audit.
 * @param confirmation 'unchanged': nobody looked at the whole of it; date and stage stay
 * @param organisation of an offer; must be public already
 */
export async function release(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  entry: Entry,
  version: { number: number; content: OfferContent | OrganisationContent },
  confirmation: Confirmation | 'unchanged',
  organisation?: Entry,
): Promise<void> {
  const { content } = version;
  const organisationId = entry.kind === 'organisation' ? entry.id : ((organisation?.id ?? entry.organisationId) as string);
  await markPublished(trx, entry, version.number, {
    name: content.name,
    town: townOf(content),
    organisationId,
    ...(confirmation === 'unchanged' ? {} : { confirmedOn: confirmation.on, confirmedBy: confirmation.by }),
  });
  const confirmedOn = confirmation === 'unchanged' ? entry.confirmedOn : confirmation.on;
  const shown = { ...entry, organisationId, confirmedOn };
  if (entry.kind === 'organisation')
    await showOrganisations(trx, context, ground, [{ id: entry.id, slug: entry.slug, content: content as OrganisationContent }]);
  else {
    const named = await findPublicOrganisation(trx, context.tenant.id, organisationId);
    if (!named) throw new Error(`Offer ${entry.id} was released before its organisation`);
    await upsertPublicOffers(trx, [
      toPublicOffer(context, ground, shown, content as OfferContent, { slug: named.slug, name: named.content.name }),
    ]);
  }
  await orderDuplicateSearch(trx, context.tenant.id);
  await touchContent(trx, context.tenant.id);
  await audit(trx, context, {
    action: `${entry.kind}.published`,
    subjectType: entry.kind,
    subjectId: entry.id,
    details: { version: version.number },
  });
}

/** Shows organisations. Their name stands on the cards of their offers, so those are made anew when it changed. */
export async function showOrganisations(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  organisations: readonly ShownOrganisation[],
): Promise<void> {
  const renamed = await upsertPublicOrganisations(trx, context.tenant.id, organisations);
  const offers = await listPublicOffersOf(trx, context.tenant.id, renamed);
  const byId = new Map(organisations.map((one) => [one.id, one]));
  await upsertPublicOffers(
    trx,
    offers.map((offer) => {
      const { slug, content } = byId.get(offer.organisationId) as ShownOrganisation;
      return toPublicOffer(context, ground, offer, offer.content, { slug, name: content.name });
    }),
  );
}
