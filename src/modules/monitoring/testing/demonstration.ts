import { loadDistrict } from '#modules/territory';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Database } from '#platform/database';
import { createTenant } from '#platform/tenancy';
import type { Stage } from '#testing';
import { loadFigures } from '../service/demonstration.ts';

/** All three districts with the figures of the demonstration, by the names of their folders. */
export async function loadAllFigures(stage: Stage, database: Database): Promise<Readonly<Record<string, Context>>> {
  const district = { slug: 'ennepe-ruhr', ags: '05954', names: { de: 'Ennepe-Ruhr-Kreis' } };
  await createTenant(database.shared, { id: uuidv7(), ...district, demonstration: false, settings: {} });
  await stage.tenants.refresh();
  const third = stage.tenants.bySlug('ennepe-ruhr');
  if (!third) throw new Error('the third district is missing');
  await loadDistrict(stage.context({ tenant: third }));
  await stage.tenants.refresh();
  const contexts = [stage.here, stage.there, third].map((tenant) => stage.context({ tenant }));
  for (const context of contexts) await loadFigures(context);
  return Object.fromEntries(contexts.map((context) => [context.tenant.slug, context]));
}
