import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { projectRoot } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import { touchContent } from '#platform/tenancy';
import { type OfferContent, type OrganisationContent, offerSchema, organisationSchema } from '../model/content.ts';
import { insertDefaultCategories } from '../store/categories.ts';
import { findEntryBySlug, insertEntry, insertVersion, markPublished } from '../store/entries.ts';
import { upsertPublicOffers, upsertPublicOrganisation } from '../store/public-offers.ts';
import { insertDefaultRules } from '../store/upkeep/rules.ts';
import { orderDuplicateSearch } from './duplicates/finding.ts';
import { publishingGround, toPublicOffer } from './publishing.ts';

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const fileSchema = z.object({
  organisations: z.array(z.object({ slug }).and(organisationSchema)),
  offers: z.array(z.object({ slug }).and(offerSchema)),
});

/** Reads and checks `districts/<slug>/directory.json`; throws when an entry does not follow the model. */
export function readDemonstration(districtSlug: string): z.output<typeof fileSchema> | undefined {
  const file = join(projectRoot, 'districts', districtSlug, 'directory.json');
  return existsSync(file) ? fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

function withoutSlug<T extends { slug: string }>({ slug: _slug, ...content }: T): Omit<T, 'slug'> {
  return content;
}

/**
 * Loads the entries that the district's own documents name, as published versions of the demonstration. What is there
 * already stays as it is, so it can run again after an update.
 */
export async function loadDemonstration(context: Context): Promise<void> {
  const file = readDemonstration(context.tenant.slug);
  await context.transaction(async (trx) => {
    const tenantId = context.tenant.id;
    await insertDefaultCategories(trx, tenantId);
    await insertDefaultRules(trx, tenantId);
    if (!file) return;
    const ids = new Map<string, { id: string; name: string }>();
    let added = 0;

    const publish = async (
      kind: 'organisation' | 'offer',
      entrySlug: string,
      content: OfferContent | OrganisationContent,
      organisationId: string | null,
    ) => {
      const id = uuidv7();
      const town = 'town' in content ? (content.town ?? null) : null;
      await insertEntry(trx, {
        tenantId,
        id,
        kind,
        slug: entrySlug,
        organisationId: kind === 'organisation' ? id : organisationId,
        name: content.name,
        town,
      });
      const version = await insertVersion(trx, tenantId, id, {
        content,
        state: 'published',
        baseVersion: null,
        authorKind: 'demonstration',
      });
      const entry = { id, publishedVersion: null } as Parameters<typeof markPublished>[1];
      await markPublished(trx, entry, version, {
        name: content.name,
        town,
        organisationId: kind === 'organisation' ? id : organisationId,
        confirmedOn: null,
        confirmedBy: null,
      });
      added += 1;
      return id;
    };

    for (const organisation of file.organisations) {
      const known = await findEntryBySlug(trx, 'organisation', organisation.slug);
      const content = withoutSlug(organisation);
      const id = known?.id ?? (await publish('organisation', organisation.slug, content, null));
      ids.set(organisation.slug, { id, name: organisation.name });
      if (!known) await upsertPublicOrganisation(trx, tenantId, id, organisation.slug, content);
    }

    const ground = await publishingGround(trx, context);
    const shown = [];
    for (const offer of file.offers) {
      if (await findEntryBySlug(trx, 'offer', offer.slug)) continue;
      const organisation = ids.get(offer.organisation);
      if (!organisation)
        throw new Error(`${context.tenant.slug}: offer ${offer.slug} names the unknown organisation ${offer.organisation}`);
      const content = withoutSlug(offer);
      const id = await publish('offer', offer.slug, content, organisation.id);
      const entry = { id, slug: offer.slug, confirmedOn: null, organisationId: organisation.id };
      shown.push(toPublicOffer(context, ground, entry, content, { slug: offer.organisation, name: organisation.name }));
    }
    await upsertPublicOffers(trx, shown);
    if (added) {
      await orderDuplicateSearch(trx, tenantId);
      await touchContent(trx, tenantId);
      await audit(trx, context, {
        action: 'directory.demonstration_loaded',
        subjectType: 'directory',
        subjectId: null,
        details: { entries: added },
      });
    }
  });
}
